"""Counts of summaries that no KPI is made of are named, with what they wait for."""

from __future__ import annotations

from typing import Any

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()


def count(item: str, value: float, **more: Any) -> dict[str, Any]:
    return {"item": item, "value": value, "unit": "count", "context": 0, **more}


def idle(*rows: dict[str, Any]) -> list[Finding]:
    found = measure(evidence(stated_values=stated(*rows)), CATALOGUE).findings
    return [one for one in found if one.code == "read-in-no-kpi"]


def test_a_count_without_its_whole_is_named_with_what_is_missing() -> None:
    (finding,) = idle(count("reopened_count", 12, cell="B2"))
    assert finding.severity is Severity.WARNING
    assert finding.cells == "B2"
    assert "'Reopened' (B2)" in finding.message
    assert "'Resolved'" in finding.message


def test_a_count_that_a_kpi_is_made_of_or_weighed_by_is_not() -> None:
    assert not idle(count("reopened_count", 12), count("resolved_count", 90))
    share = {"item": "csat", "value": 0.9, "unit": "share", "context": 0}
    assert not idle(share, count("responses_count", 90))


def test_counts_of_unlike_periods_are_told_apart_from_missing_ones() -> None:
    (finding,) = idle(
        count("reopened_count", 12, period="2025-01"),
        count("resolved_count", 90, period="2025-02", context=1),
    )
    assert "for the same period" in finding.message


def test_one_finding_for_each_sheet() -> None:
    found = idle(
        count("reopened_count", 12, sheet="One", cell="B2", vendor="Acme"),
        count("reopened_count", 15, sheet="One", cell="B3", vendor="Boreal", context=1),
        count("transferred_count", 4, sheet="Two", cell="D9", vendor="Acme", context=2),
    )
    assert [(one.sheet, one.cells) for one in found] == [("One", "B2:B3"), ("Two", "D9")]


def test_values_of_records_that_no_formula_can_use_are_named_with_their_column() -> None:
    log = records(
        {"contact_id": ["a", "b"], "purchase_value": [10.0, 12.0], "handle_time": [60, 70]}
    )
    findings = measure(evidence(log), CATALOGUE).findings
    (finding,) = [one for one in findings if one.code == "read-in-no-kpi"]
    assert finding.cells == "C"
    assert "'Customer lifespan'" in finding.message
