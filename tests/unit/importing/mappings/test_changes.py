"""What changed since the last report: found on documents, and said when a report is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.mappings.change import Change, Kind
from desktop_app.importing.mappings.changes import find_changes, say_changes
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.workbooks import Rows, catalogue, write_workbook

COLUMNS = (
    ItemMapping("A", "KPI", "label"),
    ItemMapping("B", "Jan 2026", "value", period="2026-01"),
    ItemMapping("C", "Feb 2026", "value", period="2026-02"),
)
ROWS = (
    ItemMapping("2", "FCR", "fcr", read_as="percent", typical=0.8),
    ItemMapping("3", "AHT", "aht", read_as="seconds", typical=312.0),
    ItemMapping("4", "CSAT", "csat", read_as="percent", typical=0.9),
    ItemMapping("5", "Calls", "handled_count", typical=4100.0),
)
TABLE = TableMapping("KPIs", "A1:C5", "wide", columns=COLUMNS, rows=ROWS)
STAFF = TableMapping(
    "Staff",
    "A1:B9",
    "log",
    columns=(ItemMapping("A", "Agent", "agent_id"), ItemMapping("B", "Town", "city")),
)
BEFORE = ReportMapping("q1.xlsx", "Acme", (TABLE, STAFF))


def with_rows(*rows: ItemMapping) -> ReportMapping:
    return replace(BEFORE, file="q2.xlsx", tables=(replace(TABLE, rows=rows), STAFF))


def changes(now: ReportMapping) -> list[Change]:
    return find_changes(BEFORE, now, catalogue())


def only(now: ReportMapping) -> Change:
    (change,) = changes(now)
    return change


def test_new_months_are_no_change() -> None:
    columns = (
        COLUMNS[0],
        ItemMapping("B", "Mar 2026", "value", period="2026-03"),
        ItemMapping("C", "Apr 2026", "value", period="2026-04"),
        ItemMapping("D", "May 2026", "value", period="2026-05"),
    )
    assert changes(replace(BEFORE, tables=(replace(TABLE, columns=columns), STAFF))) == []


def test_a_table_gone_and_a_table_new() -> None:
    extra = replace(STAFF, sheet="Costs", columns=(ItemMapping("A", "Cost", "total_cost"),))
    found = changes(replace(BEFORE, tables=(TABLE, extra)))
    assert [(c.kind, c.severity) for c in found] == [
        (Kind.TABLE_GONE, Severity.WARNING),
        (Kind.TABLE_NEW, Severity.INFO),
    ]
    assert "'Agent', 'Town'" in found[0].text
    assert (found[1].sheet, found[1].cells) == ("Costs", "A1:B9")


def test_a_row_gone_and_a_row_new() -> None:
    found = changes(with_rows(*ROWS[:3], ItemMapping("9", "Occupancy", "occupancy", typical=0.8)))
    assert [(c.kind, c.severity) for c in found] == [
        (Kind.ITEM_GONE, Severity.WARNING),
        (Kind.ITEM_NEW, Severity.INFO),
    ]
    assert "'Calls'" in found[0].text
    assert "'Occupancy'" in found[1].text


def test_a_heading_with_another_name_for_the_same() -> None:
    change = only(with_rows(replace(ROWS[0], heading="First call fix rate"), *ROWS[1:]))
    assert (change.kind, change.severity) == (Kind.RENAMED, Severity.INFO)
    assert "was headed 'FCR' and is now 'First call fix rate'" in change.text


def test_a_heading_with_another_name_of_unknown_meaning_is_asked_about() -> None:
    unknown = ItemMapping("4", "Joy level", "")
    change = only(with_rows(*ROWS[:2], replace(unknown, typical=0.91), ROWS[3]))
    assert (change.kind, change.severity) == (Kind.RENAMED, Severity.QUESTION)
    assert (change.sheet, change.cells) == ("KPIs", "4")


def test_the_same_heading_of_another_meaning_is_asked_about() -> None:
    other = replace(ROWS[2], meaning="qa_score")
    change = only(with_rows(*ROWS[:2], other, ROWS[3]))
    assert (change.kind, change.severity) == (Kind.MEANING, Severity.QUESTION)
    decided = replace(other, said_by=SaidBy.USER)
    assert only(with_rows(*ROWS[:2], decided, ROWS[3])).severity is Severity.INFO


def test_another_unit() -> None:
    minutes = replace(ROWS[1], read_as="minutes", typical=318.0)
    change = only(with_rows(ROWS[0], minutes, *ROWS[2:]))
    assert (change.kind, change.severity) == (Kind.UNIT, Severity.WARNING)
    assert "was in seconds and is read in minutes" in change.text


@pytest.mark.parametrize("typical", [5.2, 18720.0])
def test_values_of_another_magnitude_are_asked_about(typical: float) -> None:
    change = only(with_rows(ROWS[0], replace(ROWS[1], typical=typical), *ROWS[2:]))
    assert (change.kind, change.severity) == (Kind.MAGNITUDE, Severity.QUESTION)
    assert "60 times" in change.text or "1/60 of" in change.text


@pytest.mark.parametrize("typical", [100.0, 1200.0, None, 0.0])
def test_values_that_only_differ_are_no_change(typical: float | None) -> None:
    assert changes(with_rows(ROWS[0], replace(ROWS[1], typical=typical), *ROWS[2:])) == []


def test_rows_in_another_order_and_another_sheet() -> None:
    found = changes(with_rows(*ROWS[::-1]))
    assert [c.kind for c in found] == [Kind.ITEM_MOVED]
    change = only(replace(BEFORE, tables=(replace(TABLE, sheet="April"), STAFF)))
    assert (change.kind, change.severity) == (Kind.TABLE_MOVED, Severity.INFO)


def test_another_layout() -> None:
    change = only(replace(BEFORE, tables=(replace(TABLE, layout="long"), STAFF)))
    assert (change.kind, change.severity) == (Kind.LAYOUT, Severity.WARNING)


def test_findings_name_the_last_report_and_gather_what_needs_no_answer() -> None:
    rows = [*ROWS, *(ItemMapping(str(n), f"New {n}", "") for n in range(10, 20))]
    asked = replace(rows[1], typical=5.2)
    findings = say_changes(BEFORE, with_rows(rows[0], asked, *rows[2:]), catalogue())
    assert [(f.severity, f.code) for f in findings] == [
        (Severity.QUESTION, "magnitude-changed"),
        (Severity.INFO, "item-new"),
    ]
    assert all("q1.xlsx" in f.message and f.file == "q2.xlsx" for f in findings)
    assert "And 4 more." in findings[1].message


def test_a_change_of_unit_is_asked_about_on_import(tmp_path: Path) -> None:
    def report(name: str, calls: list[float], *mappings: ReportMapping) -> ImportedReport:
        rows: Rows = [
            ["KPI", "Jan 2026", "Feb 2026"],
            ["Calls handled", *calls],
            ["AHT", 312, 318],
            ["FCR %", 81, 82],
        ]
        path = write_workbook(tmp_path / name, {"KPIs": rows})
        return import_report(path, catalogue(), ImportOptions(mappings=mappings))

    before = report("Acme Q1.xlsx", [4100, 4200])
    mapping = before.mapping
    assert mapping is not None
    after = report("Acme Q2.xlsx", [41, 43], mapping)
    codes = [f.code for f in after.findings]
    assert "magnitude-changed" in codes
    same = report("Acme Q3.xlsx", [3900, 3800], mapping)
    assert "magnitude-changed" not in [f.code for f in same.findings]
