"""Years over tables of months, and counts that several tables state for the same month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import check_accounting, figures, import_rows


def _block(corner: object, first: int, *kpis: list[Any]) -> list[list[Any]]:
    return [[corner, "Jan.", "Feb.", "März"], ["Anrufe", first, first + 1, first + 2], *kpis, []]


@pytest.mark.parametrize("corners", [(2018, 2019), ("2018", "2019"), ("Jahr 2018", "Jahr 2019")])
def test_a_year_in_the_corner_is_of_the_months_beside_it(
    tmp_path: Path, corners: tuple[object, object]
) -> None:
    rows = [*_block(corners[0], 87_770), *_block(corners[1], 89_310)]
    report = import_rows(tmp_path, rows, "Rufnummer GmbH.xlsx")
    assert figures(report, "item", "period") == {
        ("contact_count", f"{year}-0{month}"): first + month - 1
        for year, first in ((2018, 87_770), (2019, 89_310))
        for month in (1, 2, 3)
    }
    check_accounting(report)


def test_counts_of_the_same_month_in_two_tables_are_told(tmp_path: Path) -> None:
    share = ["CSAT %", 0.8, 0.81, 0.82]
    rows = [*_block("KPI", 100, share), ["Figures of 2019"], *_block("KPI", 200, share)]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    (told,) = [f for f in report.findings if f.code == "counts-added"]
    assert told.severity is Severity.WARNING
    assert "B2, B7" in told.message
    assert set(told.cells.split(",")) == {"B2", "C2", "D2", "B7", "C7", "D7"}


def test_tables_of_other_parts_are_not(tmp_path: Path) -> None:
    rows = [["Cebu"], *_block("KPI", 100), [], ["Pune"], *_block("KPI", 200)]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    assert not [f for f in report.findings if f.code == "counts-added"]


def test_every_count_of_several_tables_is_told_but_not_the_same_once_more(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["All services, 2025"],
        ["Stage", "Number received", "% within SLA"],
        ["Stage 1", 604, 0.84],
        ["Stage 2", 72, 0.78],
        [],
        ["Housing, 2025"],
        ["Stage", "Number received", "% within SLA"],
        ["Stage 1", 293, 0.79],
        ["Stage 2", 72, 0.69],
    ]
    report = import_rows(tmp_path, rows, "Acme BPO Ltd.xlsx")
    (told,) = [f for f in report.findings if f.code == "counts-added"]
    assert set(told.cells.split(",")) == {"B3", "B8"}
