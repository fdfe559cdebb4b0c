"""Columns whose names may mean another thing: whose figures they are, and when work was done."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import import_rows

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
