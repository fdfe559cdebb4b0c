"""Flags of which only one side is understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import import_rows


def _log(*states: str) -> list[list[Any]]:
    rows = [[f"T-{n}", f"2025-03-{n + 1:02}", state] for n, state in enumerate(states)]
    return [["Ticket ID", "Created", "SLA status"], *rows]


def test_words_that_may_be_the_other_side_are_asked_about(tmp_path: Path) -> None:
    states = ["On time"] * 6 + ["Blown", "Slipped"]
    report = import_rows(tmp_path, _log(*states), "Ardea.xlsx")
    assert "sla_met" not in report.records[0].columns
    (asked,) = [f for f in report.findings if f.code == "column-unfit"]
    assert "Blown" in asked.message


@pytest.mark.parametrize(
    ("other", "value"), [("Late", 0.0), ("Past due", 0.0), ("Late delivery", None), ("Open", None)]
)
def test_both_sides_or_what_is_not_over_are_read(
    tmp_path: Path, other: str, value: float | None
) -> None:
    states = ["On time"] * 6 + ["Missed", other]
    read = import_rows(tmp_path, _log(*states), "Ardea.xlsx").records[0].frame["sla_met"]
    assert read.tolist()[:7] == [1.0] * 6 + [0.0]
    assert read.tolist()[7] == value or (value is None and read.isna().tolist()[7])


def test_what_goes_on_is_no_other_side(tmp_path: Path) -> None:
    states = ["On time"] * 6 + ["In progress", "Open"]
    read = import_rows(tmp_path, _log(*states), "Ardea.xlsx").records[0].frame["sla_met"]
    assert read.dropna().tolist() == [1.0] * 6
