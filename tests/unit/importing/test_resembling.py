"""Names of no KPI that have telling words of one: taken with a warning, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Analysts with a technical master’s degree or PhD", "qualifications"),
        ("Patients rating the desk good or very good", "csat"),
        ("Analysts without a degree or PhD", ""),
        ("Analysts near expertise", ""),
    ],
)
def test_two_words_of_one_kpi_are_enough_for_a_guess(tmp_path: Path, name: str, item: str) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], [name, "72%", "75%"], ["NPS", 30, 31]]
    report = import_rows(tmp_path, rows, "Acme Services.xlsx")
    assert set(report.stated["item"]) == {"nps", item} - {""}
    (told,) = [f for f in report.findings if f"'{name}'" in f.message]
    assert told.severity is (Severity.WARNING if item else Severity.QUESTION)
