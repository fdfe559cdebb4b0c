"""A noun ahead of a measure's complete name says whose it is, and asks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(
    ("name", "cells", "item"),
    [
        ("Audit accuracy (%)", ["99.2%", "98.7%"], "accuracy"),
        ("Data point accuracy", [0.992, 0.9917], "accuracy"),
        ("Supplier satisfaction (1-5)", [4.2, 4.4], "csat"),
        ("HCP office satisfaction (1-5)", [4.2, 4.4], "csat"),
        ("Calls compliant with Reg F script (audited)", ["98.6%", "98.7%"], "compliance_rate"),
        ("Triage protocol adherence (audited)", [0.974, 0.981], "compliance_rate"),
    ],
)
def test_it_is_taken_and_shown_as_a_guess(
    tmp_path: Path, name: str, cells: list[object], item: str
) -> None:
    rows = [["KPI", "Jan 2026", "Feb 2026"], [name, *cells], ["NPS", 30, 31]]
    report = import_rows(tmp_path, rows, "Acme Services.xlsx")
    assert item in set(report.stated["item"])
    assert [f.severity for f in report.findings if name in f.message] == [Severity.INFO]


@pytest.mark.parametrize(
    "name",
    ["Employee satisfaction (1-5)", "Forecast accuracy", "Training satisfaction (1-5)"],
)
def test_another_measure_is_not_taken(tmp_path: Path, name: str) -> None:
    cells = [4.2, 4.4] if "(1-5)" in name else [0.91, 0.92]
    rows = [["KPI", "Jan 2026", "Feb 2026"], [name, *cells], ["NPS", 30, 31]]
    report = import_rows(tmp_path, rows, "Acme Services.xlsx")
    assert set(report.stated["item"]) == {"nps"}
    assert {f.severity for f in report.findings if name in f.message} - {Severity.INFO}
