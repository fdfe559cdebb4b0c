"""What is read of a report does not depend on the language of the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.pseudo import speaking_marked
from tests.helpers.workbooks import import_rows

DOWN = [
    ["KPI", "Jan 2026", "Feb 2026", "Mar 2026"],
    ["First contact resolution", 0.71, 0.72, 0.74],
    ["Average handle time (min)", 6.5, 6.4, 6.1],
    ["Contacts handled", 1200, 1250, 1310],
]
ACROSS = [list(line) for line in zip(*DOWN, strict=True)]
STATED = ["item", "vendor", "period", "value", "unit", "variant", "cell"]


@pytest.mark.parametrize("rows", [DOWN, ACROSS], ids=["labels down", "labels across"])
def test_a_summary_is_read_alike(rows: list[list[object]], tmp_path: Path) -> None:
    told = import_rows(tmp_path, {"KPIs": rows}, "Acme BPO Ltd.xlsx")
    with speaking_marked():
        made = import_rows(tmp_path, {"KPIs": rows}, "Acme BPO Ltd.xlsx")
    assert len(told.stated) == 9
    assert made.stated[STATED].astype(str).to_dict() == told.stated[STATED].astype(str).to_dict()
    assert [f.code for f in made.findings] == [f.code for f in told.findings]
