"""Marks for effort: low is good to one question, high to the other, and both are called CES."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import codes, import_rows


def log(heading: str) -> list[list[Any]]:
    rows = [
        [f"T{number}", f"2026-01-{1 + number % 28:02d}", 1 + number % 7] for number in range(40)
    ]
    return [["Ticket ID", "Closed Date", heading], *rows]


def summary(heading: str) -> list[list[Any]]:
    return [
        ["KPI", "Jan 2026", "Feb 2026"],
        [heading, 2.4, 2.6],
        ["FCR %", 71, 72],
        ["NPS", 30, 31],
    ]


@pytest.mark.parametrize("table", [log, summary])
@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("CES", True),
        ("Customer Effort Score", True),
        ("CES (low effort)", False),
        ("CES made easy", False),
    ],
)
def test_it_is_asked_unless_the_name_says(
    tmp_path: Path, table: Any, heading: str, asked: bool
) -> None:
    report = import_rows(tmp_path, table(heading), "Acme BPO Ltd.xlsx")
    assert ("way-unclear" in codes(report)) is asked


def test_the_scale_does_not_say(tmp_path: Path) -> None:
    assert "way-unclear" in codes(import_rows(tmp_path, log("CES (1-7)"), "Acme BPO Ltd.xlsx"))
