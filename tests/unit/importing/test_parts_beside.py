"""Long tables that give a figure and the two numbers it is worked out of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.importing.layouts.parts_beside import is_ratio
from tests.helpers.workbooks import Rows, import_rows

NAN = float("nan")
FEED: list[list[Any]] = [
    ["Calls Offered", 9326, "count", None, None],
    ["Abandonment Rate", 2.1, "percent", 196, 9326],
    ["Service Level 20s", 74.79, "percent", 6975, 9326],
    ["CSAT", 83.09, "percent", 511, 615],
    ["AHT", 374, "seconds", None, None],
]


@pytest.mark.parametrize(
    "headings", [("metric_value", "numerator", "denominator"), ("figure", "part", "of")]
)
def test_the_figure_of_a_row_is_not_one_of_its_parts(
    tmp_path: Path, headings: tuple[str, str, str]
) -> None:
    value, part, base = headings
    rows: Rows = [
        ["reporting_date", "site", "metric_name", value, "uom", part, base],
        *(["2026-04-30", "Southampton", *row] for row in FEED),
        *(["2026-05-31", "Southampton", *row] for row in FEED),
    ]
    report = import_rows(tmp_path, rows, "Solent Contact Hub metrics feed.xlsx")
    stated = report.stated[report.stated["period"] == "2026-04"]
    found = dict(zip(stated["item"], stated["value"], strict=True))
    assert found["aht"] == 374
    assert found["abandonment"] == pytest.approx(0.021)
    assert found["service_level"] == pytest.approx(0.7479)
    assert found["csat"] == pytest.approx(0.8309)
    assert 9326 in set(stated["value"])
    assert set(stated["segment"]) == {"Southampton"}


def test_a_ratio_holds_in_nearly_all_rows() -> None:
    parts, bases = [196.0, 6975.0, 511.0, NAN], [9326.0, 9326.0, 615.0, 5.0]
    assert is_ratio([2.1, 74.79, 83.09, 374.0], parts, bases)
    assert is_ratio([0.021, 0.7479, 0.8309, 374.0], parts, bases)
    assert not is_ratio([2.1, 74.79, 60.0, 374.0], parts, bases)
    assert not is_ratio([2.1, 74.79, NAN, 374.0], parts, bases)
