"""Tables whose headings are those of a scorecard, whatever their rows are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import Rows, import_rows, layouts


def test_names_beside_targets_and_what_was_achieved_are_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Castlebar Pay: service levels, April 2026"],
        [],
        ["Service level", "Target", "Achieved", "Comment"],
        ["Payslips issued", None, 8225, None],
        ["Payslips without a flaw", "99.5%", 0.9975, "Bank holiday week"],
        ["Queries closed within 2 working days", "95%", 0.966, None],
        ["Average time to close a query (hours)", "16", 14.9, None],
    ]
    report = import_rows(tmp_path, rows, "Castlebar Pay April 2026.xlsx")
    stated = dict(zip(report.stated["item"], report.stated["value"], strict=True))
    assert stated["handled_count"] == 8225
    assert stated["sla_compliance"] == pytest.approx(0.966)
    assert stated["resolution_time"] == pytest.approx(14.9 * 3600)
    left = [f for f in report.findings if "Payslips without a flaw" in f.message]
    assert left


def test_states_between_months_do_not_hide_unknown_names(tmp_path: Path) -> None:
    rows: Rows = [
        ["Ref", "Critical service level", "Target", "Jan 2026", "RAG", "Feb 2026", "RAG"],
        [None, "ACCOUNTS PAYABLE"],
        ["AP-01", "Invoices posted", None, 14200, "A", 13653, "G"],
        ["AP-02", "Invoices posted within 3 working days", 0.95, 0.957, "G", 0.967, "G"],
        ["AP-03", "Wombat ratio", 0.9, 0.91, "G", 0.92, "G"],
        [None, "GENERAL LEDGER"],
        ["GL-01", "Journals requiring correction", "<1.5%", 0.011, "A", 0.0107, "G"],
    ]
    report = import_rows(tmp_path, rows, "Tower scorecard.xlsx")
    assert layouts(report) == ["wide"]
    assert {"handled_count", "sla_compliance"} <= set(report.stated["item"])
    assert any("Wombat ratio" in f.message for f in report.findings)


def test_the_current_quarter_stands_beside_the_one_before(tmp_path: Path) -> None:
    rows: Rows = [
        ["Review period:", "1 January – 31 March 2026"],
        [],
        ["Performance measure", "Contract standard", "Current quarter", "Prior quarter", "Trend"],
        ["Charts coded", "n/a", 28412, 27105, "▼"],
        ["Coding accuracy", "≥ 95%", 0.957, 0.949, "►"],
        ["Charts returned for rework", "≤ 3%", 0.021, 0.026, "▲"],
    ]
    report = import_rows(tmp_path, rows, "Clarion Coding Partners scorecard.xlsx")
    known = report.stated[report.stated["item"] == "accuracy"]
    assert dict(zip(known["period"], known["value"], strict=True)) == {
        "2026-Q1": pytest.approx(0.957),
        "2025-Q4": pytest.approx(0.949),
    }


def test_numbered_rows_below_a_kpi_are_its_parts(tmp_path: Path) -> None:
    rows: Rows = [
        ["Measure", "Unit", "SLA", "P07", "P08"],
        [None, None, None, "Jan 2026", "Feb 2026"],
        ["Contact"],
        ["Calls abandoned", "%", "≤ 5", 4.5, 5.1],
        ["Incidents resolved in SLA"],
        ["Priority 1", "%", 95, 95, 93.4],
        ["Priority 2", "%", 95, 94, 92.4],
        ["Experience"],
        ["User satisfaction", "of 5", 4.2, 4.4, 4.5],
    ]
    report = import_rows(tmp_path, rows, "Brackenfell IT report.xlsx")
    own = report.stated[report.stated["item"] == "sla_compliance"]
    parts = zip(own["segment"], own["period"], own["value"], strict=True)
    assert {(segment, period): round(value, 3) for segment, period, value in parts} == {
        ("Priority 1", "2026-01"): 0.95,
        ("Priority 1", "2026-02"): 0.934,
        ("Priority 2", "2026-01"): 0.94,
        ("Priority 2", "2026-02"): 0.924,
    }


@pytest.mark.parametrize(
    ("heading", "groups", "pooled"),
    [
        ("Category", ("Claims", "Member services"), False),
        ("Category", ("Voice", "Chat"), True),
        ("Tower", ("Claims", "Member services"), True),
    ],
)
def test_groups_of_kpis_do_not_pool_two_promises(
    tmp_path: Path, heading: str, groups: tuple[str, str], pooled: bool
) -> None:
    rows: Rows = [
        [heading, "Measure", "Guarantee", "Jan 2026", "Feb 2026"],
        [groups[0], "Claims processed in 30 days", "99%", 0.985, 0.986],
        [None, "Payment accuracy", "97%", 0.981, 0.983],
        [groups[1], "Written inquiries answered in 10 days", "95%", 0.96, 0.963],
        [None, "First call resolution", "90%", 0.91, 0.912],
    ]
    report = import_rows(tmp_path, rows, "Crestline guarantees.xlsx")
    own = report.stated[report.stated["item"] == "sla_compliance"]
    assert len(own) == (4 if pooled else 2)
    assert ("row-conflict" in {finding.code for finding in report.findings}) == (not pooled)
