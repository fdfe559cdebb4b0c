"""Whose report it is: what the sheets say, the file's name, and the question where neither does."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.isolation import import_reports
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from tests.helpers.workbooks import Rows, catalogue, import_rows, write_workbook

TABLE = [["KPI", "Jan 2026", "Feb 2026"], ["CSAT %", 81, 82], ["AHT (sec)", 300, 310]]
PARTS = ("Endorsements", "Renewals", "New business")
OTHER = [["KPI", "Jan 2026", "Feb 2026"], ["CSAT %", 71, 72], ["AHT (sec)", 400, 410]]


def asked(report: ImportedReport) -> list[Finding]:
    return [
        finding
        for finding in report.findings
        if finding.code.startswith("vendor-from") and finding.severity is Severity.QUESTION
    ]


def titled(*lines: str) -> list[list[Any]]:
    return [*([line] for line in lines), [], *TABLE]


@pytest.mark.parametrize(
    ("name", "lines", "vendor"),
    [
        ("Argent_dashboard.xlsx", ["Argent Global – Monthly dashboard"], "Argent Global"),
        ("export (2).xlsx", ["Keystone Shared Services", "Quarterly report"], None),
        ("03_mtd_totals.xlsx", ["Orion Contact – Monthly KPI summary"], "Orion Contact"),
        ("it_desk.xlsx", ["Thistle – June 2026"], "Thistle"),
        ("tcs_pack.xlsx", ["Tata Consultancy Services – KPI report"], "Tata Consultancy Services"),
    ],
)
def test_a_name_on_the_sheet_is_taken(
    tmp_path: Path, name: str, lines: list[str], vendor: str | None
) -> None:
    report = import_rows(tmp_path, titled(*lines), name)
    assert report.vendor == (vendor or lines[0])
    assert not asked(report)


@pytest.mark.parametrize(
    "name", ["KPI_pack_final_v3.xlsx", "mixed_marks_lumo.xlsx", "EMEA performance.xlsx"]
)
def test_a_file_named_after_nobody_is_asked_about(tmp_path: Path, name: str) -> None:
    (question,) = asked(import_rows(tmp_path, TABLE, name))
    assert question.message.startswith("Whose report is this?")
    assert name in question.message
    assert question.answers


def test_a_title_against_the_files_name_is_asked_about(tmp_path: Path) -> None:
    report = import_rows(tmp_path, titled("Fenwick – KPI report"), "Contoso QBR.xlsx")
    assert report.vendor == "Fenwick"
    (question,) = asked(report)
    assert "'Contoso'" in question.message
    assert [answer.words[0].value for answer in question.answers] == ["Fenwick", "Contoso"]


def test_the_client_in_the_files_name_is_not_the_vendor(tmp_path: Path) -> None:
    rows = titled("Client: Contoso", "Prepared by Fenwick Outsourcing")
    report = import_rows(tmp_path, rows, "Contoso QBR.xlsx")
    assert report.vendor == "Fenwick Outsourcing"


def test_places_that_name_sheets_are_sites_of_the_vendor(tmp_path: Path) -> None:
    title = ["Vectra Care – KPI pack"]
    sheets = {"Manila": [title, [], *TABLE], "Kraków": [title, [], *OTHER]}
    report = import_rows(tmp_path, sheets, "sites.xlsx")
    assert report.vendors == ("Vectra Care",)
    assert set(report.stated["segment"]) == {"Manila", "Kraków"}
    assert not asked(report)


def test_vendors_that_name_the_sheets_of_a_comparison_are_vendors(tmp_path: Path) -> None:
    report = import_rows(tmp_path, {"Acme": TABLE, "Borealis": OTHER}, "vendor comparison.xlsx")
    assert set(report.vendors) == {"Acme", "Borealis"}
    assert not asked(report)


def test_files_imported_together_tell_their_vendors(tmp_path: Path) -> None:
    paths = [
        write_workbook(tmp_path / f"{name}_kpi_2026.xlsx", {"S": rows})
        for name, rows in (("acme", TABLE), ("borealis", OTHER))
    ]
    reports = import_reports(paths, catalogue(), ImportOptions(), NoProgress())
    assert [report.vendor for report in reports] == ["Acme", "Borealis"]
    assert not any(asked(report) for report in reports)


def test_where_figures_are_from_names_no_vendor(tmp_path: Path) -> None:
    rows: list[list[Any]] = [TABLE[0], ["Konecta Hill"], *TABLE[1:], ["TeamOne"], *OTHER[1:]]
    rows += [["Quelle: Berichtswesen"]]
    report = import_rows(tmp_path, {"Back office": rows, "Email": rows}, "pack.xlsx")
    assert "Quelle" not in report.vendors


def test_words_about_the_half_of_a_month_are_no_name(tmp_path: Path) -> None:
    report = import_rows(tmp_path, TABLE, "Mid-month update Juniper Connect.xlsx")
    assert report.vendors == ("Juniper Connect",)


@pytest.mark.parametrize(
    ("title", "file", "asked"),
    [
        ("Ostrava Finance Hub", "F&A tower scorecard - Ostrava Finance Hub - FY26 H1.xlsx", False),
        ("Lexbridge Review", "Lexbridge Review - Managed Review Metrics.xlsx", True),
    ],
)
def test_what_title_and_file_say_word_for_word_is_the_vendor(
    tmp_path: Path, title: str, file: str, asked: bool
) -> None:
    rows: Rows = [[title], ["Scorecard"], [], ["KPI", "Jan 2026", "Feb 2026"], ["NPS", 30, 31]]
    report = import_rows(tmp_path, rows, file)
    assert list(report.vendors) == [title]
    questions = [f for f in report.findings if f.severity is Severity.QUESTION]
    assert bool(questions) == asked


@pytest.mark.parametrize(
    ("lines", "file", "vendor"),
    [
        (["Rosterly Workforce – WFM summary"], "Rosterly Workforce – WFM summary Aug.xlsx", None),
        (["Greenledger ESG Data", "QBR data sheet"], "Greenledger ESG Data QBR 2026.xlsx", None),
        (["Verdance Quality – contact evaluations"], "Verdance Quality - forms June.xlsx", None),
        (["Pinecrest Voice – KPI report"], "Pinecrest Voice - KPI report.xlsx", "Pinecrest"),
    ],
)
def test_a_name_is_whole_where_the_rest_says_what_the_report_is(
    tmp_path: Path, lines: list[str], file: str, vendor: str | None
) -> None:
    report = import_rows(tmp_path, titled(*lines), file)
    whole = lines[0].partition(" – ")[0]
    assert report.vendor == (vendor or whole)
    assert not asked(report)


def test_a_column_that_names_one_vendor_leaves_nothing_to_ask(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Vendor", "KPI", "Value"],
        *([month, "Solent Hub", kpi, 90] for month in ("2026-01", "2026-02") for kpi in ("NPS",)),
    ]
    report = import_rows(tmp_path, rows, "Solent Hub metrics feed.xlsx")
    assert report.vendors == ("Solent Hub",)
    assert not any(f.code.startswith("vendor-from") for f in report.findings)


def test_sheets_of_one_layout_are_parts_of_one_kind(tmp_path: Path) -> None:
    titles = {name: [f"Harrow Policy Services: {name}"] for name in PARTS}
    sheets = {name: [line, [], *TABLE] for name, line in titles.items()}
    sheets["All lines"] = [["Harrow Policy Services: All lines"], [], *OTHER]
    report = import_rows(tmp_path, sheets, "Harrow Policy Services LOB performance.xlsx")
    assert report.vendors == ("Harrow Policy Services",)
    assert set(report.stated["segment"].dropna()) == set(PARTS)
    whole = report.stated[report.stated["segment"].isna()]
    assert whole["value"].max() == 410


def _with_properties(folder: Path, name: str, company: str, title: str) -> ImportedReport:
    book = openpyxl.Workbook()
    for row in (["KPI", "Jan 2026", "Feb 2026"], ["CSAT %", "88%", "87%"]):
        book.active.append(row)
    book.properties.title = title
    plain, path = folder / "plain.xlsx", folder / name
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "docProps/app.xml":
                end = f"<Company>{company}</Company></Properties>"
                data = data.replace(b"</Properties>", end.encode())
            new.writestr(part, data)
    return import_report(path, catalogue())


@pytest.mark.parametrize(
    ("company", "title"), [("Helvetic Care GmbH", ""), ("", "Helvetic Care GmbH - KPI report")]
)
def test_the_document_s_properties_are_proposed_where_nothing_else_names_a_vendor(
    tmp_path: Path, company: str, title: str
) -> None:
    report = _with_properties(tmp_path, "report.xlsx", company, title)
    assert report.vendors == ("Helvetic Care GmbH",)
    (asked,) = [f for f in report.findings if f.code == "vendor-from-properties"]
    assert asked.severity is Severity.QUESTION
    assert "properties" in asked.message


def test_they_are_no_rival_of_the_file_s_name(tmp_path: Path) -> None:
    report = _with_properties(tmp_path, "Acme Contact Ltd KPIs.xlsx", "Helvetic Care GmbH", "")
    assert report.vendors == ("Acme Contact Ltd",)
    assert "vendor-from-properties" not in {f.code for f in report.findings}
