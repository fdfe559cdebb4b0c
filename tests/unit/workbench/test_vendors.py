from __future__ import annotations

from dataclasses import replace

import pandas as pd

from desktop_app.workbench.vendors import can_rename, renamed
from tests.helpers import comparisons


def test_records_and_stated_values_get_the_new_name():
    report = comparisons.report("Alder")
    stated = pd.DataFrame({"item": ["fcr"], "vendor": ["Alder"], "value": [0.9]})
    after = renamed(replace(report, stated=stated), "Oak")
    assert after.vendor == "Oak"
    assert after.vendors == ("Oak",)
    assert list(after.records[0].frame["vendor"].unique()) == ["Oak"]
    assert list(after.stated["vendor"]) == ["Oak"]


def test_the_given_report_is_not_changed():
    report = comparisons.report("Alder")
    renamed(report, "Oak")
    assert list(report.records[0].frame["vendor"].unique()) == ["Alder"]


def test_names_from_a_vendor_column_stay():
    assert can_rename(comparisons.report("Alder"))
    assert not can_rename(replace(comparisons.report("Alder"), vendor="", vendors=("A", "B")))
    assert not can_rename(comparisons.report("Alder", failed=True))
