"""Columns whose names may mean another thing: whose figures they are, and when work was done."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import SURE
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import catalogue, import_rows

DAY = dt.datetime(2025, 4, 1)


def vendors(report: ImportedReport) -> set[str]:
    return {str(name) for table in report.records for name in table.frame["vendor"].unique()}


def about(report: ImportedReport, header: str) -> list[Finding]:
    return [
        f for f in report.findings if f"'{header}'" in f.message and f.code != "column-not-used"
    ]


def log(header: str, names: tuple[str, ...]) -> list[list[Any]]:
    rows: list[list[Any]] = [["Bill number", header, "Audit date", "Returned for rework"]]
    for number in range(30):
        day = DAY + dt.timedelta(days=number % 20)
        answer = "Yes" if number % 7 == 0 else "No"
        rows.append([f"FB{61000 + number}", names[number % len(names)], day, answer])
    return rows


@pytest.mark.parametrize("header", ["Carrier", "Airline", "Courier", "Manufacturer", "Brand"])
def test_whom_the_work_is_about_is_no_vendor(tmp_path: Path, header: str) -> None:
    rows = log(header, ("Airmax", "RailNord", "Seaboard"))
    report = import_rows(tmp_path, rows, "Tradewind Freight Audit log.xlsx")
    assert not vendors(report) & {"Airmax", "RailNord", "Seaboard"}


@pytest.mark.parametrize("header", ["Company", "Partner", "Operator"])
def test_a_column_that_may_name_vendors_is_asked_beside_another_name(
    tmp_path: Path, header: str
) -> None:
    rows = log(header, ("Airmax", "RailNord", "Seaboard"))
    report = import_rows(tmp_path, rows, "Tradewind Freight Audit log.xlsx")
    (found,) = about(report, header)
    assert found.severity is Severity.QUESTION
    assert "Tradewind" in found.message
    assert found.answers


@pytest.mark.parametrize("name", ["log.xlsx", "Airmax log.xlsx"])
def test_one_that_nothing_speaks_against_is_not(tmp_path: Path, name: str) -> None:
    report = import_rows(tmp_path, log("Company", ("Airmax", "RailNord")), name)
    assert vendors(report) == {"Airmax", "RailNord"}
    assert not [f for f in about(report, "Company") if f.severity is Severity.QUESTION]


def cases(*headers: str) -> list[list[Any]]:
    rows: list[list[Any]] = [["Case ID", *headers]]
    for number in range(30):
        days = [DAY + dt.timedelta(days=number + 7 * place) for place in range(len(headers))]
        rows.append([f"V-{number}", *days])
    return rows


@pytest.mark.parametrize("header", ["Date submitted", "Submitted"])
def test_submitted_beside_received_is_asked(tmp_path: Path, header: str) -> None:
    rows = cases("Date received", "Due date", header)
    report = import_rows(tmp_path, rows, "Acme Ltd cases.xlsx")
    (found,) = [f for f in about(report, header) if f.severity is Severity.QUESTION]
    said = {word.value for answer in found.answers for word in answer.words}
    assert {"delivered_at", "created_at", ""} <= said
    (table,) = report.records
    assert "created_at" not in table.frame
    assert "delivered_at" not in table.frame


def test_submitted_is_when_a_ticket_came_where_it_ends_later(tmp_path: Path) -> None:
    report = import_rows(tmp_path, cases("Submitted", "Resolved at"), "Acme Ltd tickets.xlsx")
    assert not about(report, "Submitted")
    (table,) = report.records
    assert "created_at" in table.frame


def _log(tmp_path: Path, heads: list[str], *columns: list[object]) -> ImportedReport:
    rows: list[list[object]] = [list(heads), *(list(cells) for cells in zip(*columns, strict=True))]
    return import_rows(tmp_path, rows)


def _days(first: int) -> list[object]:
    return [dt.datetime(2026, 1, first + day, 9) for day in range(20)]


def test_effort_beside_marks_of_customers_is_asked_about(tmp_path: Path) -> None:
    ids: list[object] = [f"T-{number}" for number in range(20)]
    marks: list[object] = [1 + number % 5 for number in range(20)]
    effort: list[object] = [1 + number * 3 % 7 for number in range(20)]
    heads = ["Ticket", "Date", "CSAT (1-5)", "Effort"]
    report = _log(tmp_path, heads, ids, _days(1), marks, effort)
    assert "hours" not in report.records[0].frame
    (asked,) = [f for f in report.findings if f.code == "column-unclear"]
    assert asked.severity is Severity.QUESTION
    others = [f for f in report.findings if "'Effort'" in f.message and f is not asked]
    assert not others


def test_effort_in_hours_beside_no_marks_is_hours(tmp_path: Path) -> None:
    ids: list[object] = [f"P-{number}" for number in range(20)]
    effort: list[object] = [2 + number for number in range(20)]
    report = _log(tmp_path, ["Project ID", "Delivered", "Effort"], ids, _days(1), effort)
    assert "hours" in report.records[0].frame


def test_tickets_that_came_in_and_were_closed_have_a_resolution_time(tmp_path: Path) -> None:
    ids: list[object] = [f"T-{number}" for number in range(20)]
    heads = ["N° de ticket", "Date de réception", "Date de clôture"]
    report = _log(tmp_path, heads, ids, _days(1), _days(3))
    assert {"created_at", "closed_at"} <= set(report.records[0].frame)


def test_pieces_of_work_that_came_in_and_were_closed_keep_their_turnaround(tmp_path: Path) -> None:
    ids: list[object] = [f"D-{number}" for number in range(20)]
    heads = ["N° de dossier", "Date de réception", "Date de clôture"]
    report = _log(tmp_path, heads, ids, _days(1), _days(3))
    assert {"received_at", "closed_at"} <= set(report.records[0].frame)


def test_a_total_amount_is_never_surely_one_thing() -> None:
    names = Names.of(catalogue())
    assert not names.items("Total amount")
    assert all(one.confidence < SURE for one in names.candidates("Total amount"))
