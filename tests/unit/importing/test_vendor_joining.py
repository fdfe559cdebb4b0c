"""Spellings of one vendor over several reports become one name; close names are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.importing.vendor_joining import join_spellings
from tests.helpers.workbooks import Rows, codes, import_rows

TABLE = [["KPI", "Jan 2026"], ["CSAT (%)", 81.5], ["AHT (sec)", 312]]


def reports(folder: Path, *vendors: str) -> list[ImportedReport]:
    return [
        import_rows(folder, [[f"Vendor: {vendor}"], *TABLE], f"report {number}.xlsx")
        for number, vendor in enumerate(vendors)
    ]


def joined(folder: Path, *vendors: str) -> tuple[list[str], list[Finding]]:
    found, findings = join_spellings(reports(folder, *vendors))
    for report in found:
        assert set(report.stated["vendor"]) == {report.vendor} == set(report.vendors)
    return [report.vendor for report in found], findings


def test_capitals_marks_and_legal_forms_make_no_other_vendor(tmp_path: Path) -> None:
    names, (finding,) = joined(tmp_path, "ACME Ltd.", "Acme", "Acme Limited", "Borealis")
    assert names == ["Acme", "Acme", "Acme", "Borealis"]
    assert finding.code == "vendor-spellings"
    assert finding.severity is Severity.INFO
    assert "'ACME Ltd' as 'Acme'" in finding.message


@pytest.mark.parametrize(
    "names",
    [("Acme", "Acme North"), ("Meridian Care", "Meridien Care"), ("Acme Ltd", "Acme UK Ltd")],
)
def test_close_names_stay_apart_and_are_asked_about(tmp_path: Path, names: tuple[str, str]) -> None:
    kept, (finding,) = joined(tmp_path, *names)
    assert kept == list(names)
    assert finding.code == "vendor-similar"
    assert finding.severity is Severity.QUESTION
    assert all(f"'{name}'" in finding.message for name in names)


@pytest.mark.parametrize(
    "names", [("Acme", "Borealis"), ("Vendor A", "Vendor B"), ("Co", "Limited")]
)
def test_other_names_are_other_vendors(tmp_path: Path, names: tuple[str, str]) -> None:
    assert joined(tmp_path, *names) == (list(names), [])


def test_what_one_report_tells_apart_is_not_asked_about(tmp_path: Path) -> None:
    rows = [
        ["Vendor", "Month", "AHT (sec)"],
        ["Acme", "Jan 2026", 300],
        ["Acme North", "Jan 2026", 310],
    ]
    report = import_rows(tmp_path, rows)
    again, findings = join_spellings([report, *reports(tmp_path, "Acme")])
    assert again[0].vendors == ("Acme", "Acme North")
    assert findings == []


def test_spellings_within_a_report_are_joined_as_it_is_read(tmp_path: Path) -> None:
    rows = [
        ["Vendor", "Month", "AHT (sec)"],
        ["ACME", "Jan 2026", 300],
        ["Acme Ltd", "Feb 2026", 310],
    ]
    report = import_rows(
        tmp_path, {"One": rows, "Two": [[*rows[0][:2], "CSAT %"], ["Acme", "Jan 2026", 81]]}
    )
    assert report.vendors == ("Acme",)
    assert "vendor-spellings" in codes(report)


def test_a_log_takes_the_name_of_a_summary(tmp_path: Path) -> None:
    log = [["Ticket ID", "Vendor", "Created", "Resolved at", "CSAT (1-5)"]]
    log += [
        [f"T-{n}", "ACME GmbH", f"2026-01-{n:02} 10:00", f"2026-01-{n:02} 12:00", 4]
        for n in range(1, 25)
    ]
    found, _ = join_spellings(
        [import_rows(tmp_path, log, "tickets.xlsx"), *reports(tmp_path, "Acme")]
    )
    assert [report.vendor for report in found] == ["Acme", "Acme"]
    (table,) = found[0].records
    assert set(table.frame[VENDOR]) == {"Acme"}
    assert table.frame[VENDOR].dtype == "category"


def test_a_name_that_the_user_gave_is_kept(tmp_path: Path) -> None:
    options = ImportOptions(vendors={"a.xlsx": "ACME"})
    given = import_rows(tmp_path, TABLE, "a.xlsx", options)
    found, _ = join_spellings([given, *reports(tmp_path, "Acme Ltd")])
    assert [report.vendor for report in found] == ["ACME", "ACME"]


def test_one_company_in_two_countries_is_two_vendors(tmp_path: Path) -> None:
    rows: Rows = [["Month", "CSAT %"], ["2025-01", 0.9], ["2025-02", 0.8]]
    names = [f"Pacific Rim Solutions ({place}), Inc" for place in ("Philippines", "India")]
    found = [import_rows(tmp_path, rows, f"{name}.xlsx").vendors for name in names]
    assert found == [(names[0],), (names[1],)]
