"""Columns that are part and whole of a share, as the division proves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import check_accounting, figures, import_rows

PAIRS = [(9, 11), (14, 19), (10, 11), (27, 31), (40, 52), (18, 18)]


def _rows(whole: str, pairs: list[tuple[int, int]]) -> list[list[Any]]:
    head = ["Supplier", "Month", whole, "On-time deliveries", "On-time %"]
    months = [f"2025-{month:02}" for month in range(1, len(pairs) + 1)]
    return [
        head,
        *(
            ["Ardea Ltd", month, all_, part, round(100 * part / all_, 1)]
            for month, (part, all_) in zip(months, pairs, strict=True)
        ),
    ]


def test_a_quotient_names_the_whole(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _rows("Bookings made", PAIRS), "orders.xlsx")
    found = figures(report, "item", "period")
    assert {item for item, _ in found} == {"on_time", "delivered_on_time_count", "due_count"}
    assert [found["due_count", f"2025-{m:02}"] for m in range(1, 7)] == [w for _, w in PAIRS]
    told = [f.message for f in report.findings if f.code == "column-guessed"]
    assert any("divided by 'Bookings made' (C) is 'On-time %' (E)" in one for one in told)
    check_accounting(report)


@pytest.mark.parametrize(
    "pairs",
    [PAIRS[:4], [(9, 10)] * 6],
    ids=["too few rows", "always the same"],
)
def test_what_may_be_chance_proves_nothing(tmp_path: Path, pairs: list[tuple[int, int]]) -> None:
    report = import_rows(tmp_path, _rows("Bookings made", pairs), "orders.xlsx")
    assert "due_count" not in set(report.stated["item"])


def test_another_whole_is_none(tmp_path: Path) -> None:
    rows = _rows("Bookings made", PAIRS)
    for row in rows[1:]:
        row[2] += 3
    report = import_rows(tmp_path, rows, "orders.xlsx")
    assert "due_count" not in set(report.stated["item"])
