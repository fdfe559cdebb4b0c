"""Invoices and claims that a vendor works on: neither their senders nor their amounts are its."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import import_rows

DAY = dt.datetime(2026, 2, 2)
SENDERS = ("Airmax", "RailNord", "Seaboard", "Hartmann")
TITLE = [["Northgate Ltd - Monthly tracker - February 2026"], []]


def vendors(report: ImportedReport) -> set[str]:
    return {str(name) for table in report.records for name in table.frame["vendor"].unique()}


def asked(report: ImportedReport, header: str) -> list[Finding]:
    return [
        f for f in report.findings if f"'{header}'" in f.message and f.severity is Severity.QUESTION
    ]


def log(record: str, sender: str, amount: str, *more: str) -> list[list[Any]]:
    rows: list[list[Any]] = [[record, sender, amount, "Invoice date", *more]]
    for number in range(30):
        day = DAY + dt.timedelta(days=number % 20)
        answers = ["Y" if (number + place) % 5 else "N" for place in range(len(more))]
        name = SENDERS[number % len(SENDERS)]
        rows.append([f"P-{7100 + number}", name, 100.5 + 7 * number, day, *answers])
    return rows


@pytest.mark.parametrize("sender", ["Supplier", "Vendor name", "Provider", "Lieferant"])
def test_whose_invoices_are_worked_on_is_asked(tmp_path: Path, sender: str) -> None:
    rows = log("Invoice No", sender, "Invoice amount", "Error found (Y/N)", "Within SLA (Y/N)")
    report = import_rows(tmp_path, TITLE + rows, "Northgate tracker.xlsx")
    assert vendors(report) == {"Northgate Ltd"}
    assert len(asked(report, sender)) == 1
    assert len(asked(report, "Invoice amount")) == 1
    (table,) = report.records
    assert not {"invoiced", "cost"} & set(table.frame.columns)


@pytest.mark.parametrize("amount", ["Billed amount", "Invoice amount", "Charges"])
def test_amounts_of_claims_are_no_price(tmp_path: Path, amount: str) -> None:
    rows = log("Claim No", "Provider", amount, "Error found (Y/N)")
    report = import_rows(tmp_path, TITLE + rows, "Northgate claims.xlsx")
    assert vendors(report) == {"Northgate Ltd"}
    assert len(asked(report, amount)) == 1
    (table,) = report.records
    assert not {"invoiced", "cost"} & set(table.frame.columns)


def test_a_fee_for_a_claim_is_a_price(tmp_path: Path) -> None:
    rows = log("Claim No", "Provider", "Fee", "Error found (Y/N)")
    report = import_rows(tmp_path, TITLE + rows, "Northgate claims.xlsx")
    assert not asked(report, "Fee")
    assert "invoiced" in report.records[0].frame


def test_bills_of_the_vendors_themselves_stay_theirs(tmp_path: Path) -> None:
    report = import_rows(tmp_path, log("Invoice No", "Supplier", "Invoice amount"), "spend.xlsx")
    assert vendors(report) == set(SENDERS)
    (table,) = report.records
    assert "invoiced" in table.frame


def test_vendors_of_a_report_that_names_no_other_stay(tmp_path: Path) -> None:
    rows = log("Invoice No", "Supplier", "Invoice amount", "Error found (Y/N)")
    assert vendors(import_rows(tmp_path, rows, "log.xlsx")) == set(SENDERS)


@pytest.mark.parametrize("sender", ["Supplier", "Vendor name"])
def test_an_invoice_date_beside_any_number_tells_whose_invoices_they_are(
    tmp_path: Path, sender: str
) -> None:
    rows = log("Doc no", sender, "Amount (EUR)", "Posting error")
    rows = [[*row, "Received" if at == 0 else row[3]] for at, row in enumerate(rows)]
    report = import_rows(tmp_path, rows, "Wyvern AP Services - invoice posting log Mar 2026.xlsx")
    assert vendors(report) == {"Wyvern AP Services"}
    assert len(asked(report, sender)) == 1
    (table,) = report.records
    assert not {"invoiced", "cost"} & set(table.frame.columns)


def test_lists_of_customers_invoices_and_how_they_were_paid_are_no_bills(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["customerID", "invoiceNumber", "InvoiceDate", "InvoiceAmount", "Disputed", "DaysLate"]
    ]
    for number in range(12):
        day = DAY + dt.timedelta(days=number)
        rows.append([f"C-{number % 5}", f"P-{7100 + number}", day, 40.5 + number, "No", number % 3])
    report = import_rows(tmp_path, TITLE + rows, "Northgate receivables.xlsx")
    assert len(asked(report, "InvoiceAmount")) == 1
    (table,) = report.records
    assert not {"invoiced", "cost"} & set(table.frame.columns)
