"""An export of calls with headings cut down and written as one is read without a touch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import import_rows


def test_a_call_detail_record_is_read_with_its_outcomes_and_its_hours(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["CallID", "CallStartDt", "CallStartTime", "Talk(s)", "Hold(s)", "Disp", "WaitSec"]
    ]
    for at in range(20):
        lost = at % 5 == 4
        rows.append(
            [
                700_000 + at,
                dt.datetime(2026, 3, 1 + at),
                dt.time(9 + at % 8, 30),
                0 if lost else 200 + at,
                0 if lost else 10 + at,
                "ABN" if lost else "ANS",
                5 + at,
            ]
        )
    report = import_rows(tmp_path, rows)
    (table,) = report.records
    assert list(table.frame["abandoned"]) == [0.0, 0.0, 0.0, 0.0, 1.0] * 4
    assert table.columns["date"] == ("B", "C")
    assert table.frame["date"].iloc[3] == dt.datetime(2026, 3, 4, 12, 30)
    assert table.frame["wait_time"].sum() == sum(range(5, 25))
    asked = [one.code for one in report.findings if one.severity is Severity.QUESTION]
    assert asked == ["vendor-from-file"]
