"""Bare times whose unit the dates beside them prove."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import check_accounting, import_rows

HOURS = [1.5, 26.25, 3.75, 50.0, 7.5, 12.25]


def _rows(unit_hours: float) -> list[list[Any]]:
    opened = dt.datetime(2025, 3, 3, 9, 0)
    return [
        ["Ticket ID", "Created", "Resolved", "Resolution time"],
        *(
            [
                f"T-{n}",
                opened + dt.timedelta(days=n),
                opened + dt.timedelta(days=n, hours=hours),
                round(hours / unit_hours, 2),
            ]
            for n, hours in enumerate(HOURS)
        ),
    ]


@pytest.mark.parametrize("unit_hours", [1.0, 24.0, 1 / 60], ids=["hours", "days", "minutes"])
def test_the_dates_prove_the_unit(tmp_path: Path, unit_hours: float) -> None:
    report = import_rows(tmp_path, _rows(unit_hours), "Ardea.xlsx")
    (table,) = report.records
    assert table.frame["resolution_time"].tolist() == pytest.approx(
        [3600 * hours for hours in HOURS], abs=0.006 * 3600 * unit_hours
    )
    codes = [finding.code for finding in report.findings]
    assert codes.count("unit-proven") == 1
    assert not {"unit-assumed", "duration-unit"} & set(codes)
    check_accounting(report)


def test_other_times_stay_doubtful(tmp_path: Path) -> None:
    rows = _rows(1.0)
    for row, other in zip(rows[1:], (9.1, 2.3, 7.7, 1.2, 8.8, 3.1), strict=True):
        row[3] = other
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    codes = {finding.code for finding in report.findings}
    assert "unit-proven" not in codes
    assert {"unit-assumed", "duration-unit"} & codes
