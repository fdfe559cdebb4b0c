"""Calls that were made in a log of those that came in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import check_accounting, import_rows

CALLS = [
    ("Entrant", "Répondu", 12),
    ("Sortant", "Répondu", 0),
    ("Manqué", "Non répondu", 40),
    ("Sortant", "Occupé", 0),
    ("Entrant", "Répondu", 9),
]


def _rows(heading: str, calls: list[tuple[str, str, int]]) -> list[list[Any]]:
    rows = [[f"2026-06-{n + 1:02}", way, ended, wait] for n, (way, ended, wait) in enumerate(calls)]
    return [["Date", heading, "Statut", "Temps d'attente (s)"], *rows]


@pytest.mark.parametrize("heading", ["Direction", "Sens"])
def test_calls_made_are_no_callers(tmp_path: Path, heading: str) -> None:
    report = import_rows(tmp_path, _rows(heading, CALLS), "Ardea.xlsx")
    frame = report.records[0].frame
    assert frame["answered"].fillna(-1).tolist() == [1, -1, 0, -1, 1]
    assert frame["wait_time"].notna().tolist() == [True, False, True, False, True]
    (told,) = [f for f in report.findings if f.code == "calls-made-apart"]
    assert told.severity is Severity.WARNING
    assert told.message.startswith("2 of 5 contacts went out or stayed within the house, by ")
    check_accounting(report)


@pytest.mark.parametrize("other", ["Entrant", "Vente"])
def test_other_columns_tell_no_direction(tmp_path: Path, other: str) -> None:
    calls = [(way.replace("Sortant", other), ended, wait) for way, ended, wait in CALLS]
    report = import_rows(tmp_path, _rows("Direction", calls), "Ardea.xlsx")
    assert report.records[0].frame["answered"].notna().all()
    assert "calls-made-apart" not in {f.code for f in report.findings}
