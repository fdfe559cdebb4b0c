"""Amounts of money without a currency are told, once for each sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(("heading", "told"), [("Total cost", 1), ("Total cost (EUR)", 0)])
def test_amounts_without_a_currency(tmp_path: Path, heading: str, told: int) -> None:
    rows = [["Vendor", heading, "CSAT %"], ["Acme", 15_520.98, 0.8], ["Borealis", 9_392.59, 0.7]]
    report = import_rows(tmp_path, rows, "costs.xlsx")
    found = [f for f in report.findings if f.code == "currency-unknown"]
    assert len(found) == told
    for finding in found:
        assert (finding.severity, finding.cells) == (Severity.WARNING, "B2,B3")


def test_amounts_of_a_log(tmp_path: Path) -> None:
    rows = [
        ["Project ID", "Delivered", "Invoiced"],
        *([f"P{n}", f"2025-03-0{n}", n] for n in (1, 2)),
    ]
    (found,) = [
        f
        for f in import_rows(tmp_path, rows, "projects.xlsx").findings
        if f.code == "currency-unknown"
    ]
    assert found.cells == "C"
