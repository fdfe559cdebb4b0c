"""Percents under the name of a count."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import Rows, import_rows


def test_percents_are_no_complaints_per_thousand(tmp_path: Path) -> None:
    rows: Rows = [
        ["Stage", "Number received", "Number of complaints upheld"],
        ["Stage 1", 20, "50%"],
        ["Stage 2", 18, "39%"],
    ]
    report = import_rows(tmp_path, rows)
    assert "complaint_rate" not in set(report.stated["item"])
    told = " ".join(one.message for one in report.findings if one.severity is not Severity.INFO)
    assert "upheld" in told
