"""Shares of work done in time, by different promises."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import Rows, check_accounting, import_rows

HEAD = ["Tower", "Promise", "Volume", "SLA met %"]


def test_parts_with_other_promises_are_told_and_the_promise_is_kept(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Invoices", "<= 2 days", 400, 0.96], ["Payroll", "<= 5 days", 90, 0.98]]
    report = import_rows(tmp_path, rows, "Acme Care Jan 2026.xlsx")
    check_accounting(report)
    (told,) = [f for f in report.findings if f.code == "promises-differ"]
    assert told.severity is Severity.WARNING
    assert "Invoices: <= 2 days" in told.message
    assert "Payroll: <= 5 days" in told.message
    kept = report.stated[report.stated["item"] == "sla_compliance"]["rule"]
    assert [rule.endswith(("promised: <= 2 days", "promised: <= 5 days")) for rule in kept] == [
        True,
        True,
    ]


def test_one_promise_for_all_is_no_matter(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Invoices", "2 days", 400, 0.96], ["Payroll", "2 days", 90, 0.98]]
    report = import_rows(tmp_path, rows, "Acme Care Jan 2026.xlsx")
    assert not [f for f in report.findings if f.code == "promises-differ"]
