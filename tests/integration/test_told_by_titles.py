"""Tables that only titles, sheets or sections tell apart: whose figures they are, and when."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from tests.helpers.workbooks import (
    catalogue,
    check_accounting,
    codes,
    figures,
    import_rows,
    layouts,
    write_workbook,
)


def read(folder: Path, rows: Any, name: str, *keys: str) -> dict[tuple[Any, ...], float]:
    report = import_rows(folder, rows, name)
    check_accounting(report)
    return figures(report, *keys)


@pytest.mark.parametrize(
    "titles",
    [
        ("Vendor: Télésud", "Vendor: Zenith Care"),
        ("Télésud - KPI report", "Zenith Care - KPI report"),
        ("Télésud", "Zenith Care"),
    ],
)
def test_each_table_has_its_vendor_above_it(tmp_path: Path, titles: tuple[str, str]) -> None:
    rows = [
        [titles[0]],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["FCR %", 71.5, 72.5],
        ["AHT (sec)", 300, 310],
        [],
        [titles[1]],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["FCR %", 81.5, 82.5],
        ["AHT (sec)", 400, 410],
    ]
    found = read(tmp_path, rows, "KPI report.xlsx", "vendor", "item", "period")
    assert found["Télésud", "fcr", "2026-01"] == pytest.approx(0.715)
    assert found["Zenith Care", "fcr", "2026-01"] == pytest.approx(0.815)
    assert found["Zenith Care", "aht", "2026-02"] == 410


def test_names_above_tables_on_a_vendors_sheet_are_not_vendors(tmp_path: Path) -> None:
    table = [["KPI", "Jan 2026"], ["FCR %", 71.5], ["AHT (sec)", 300]]
    rows = [["Vendor: Acme"], [], ["Voice"], *table, [], ["Chat"], *table]
    found = read(tmp_path, rows, "report.xlsx", "vendor", "segment", "item")
    assert {key[:2] for key in found} == {("Acme", "Voice"), ("Acme", "Chat")}


def test_sites_above_tables_are_segments(tmp_path: Path) -> None:
    heading = ["Month", "Vendor", "CSAT %"]
    rows = [
        ["Site: Cebu"],
        heading,
        ["Jan 2026", "Acme", 80.5],
        ["Feb 2026", "Acme", 81.5],
        [],
        ["Site: Pune"],
        heading,
        ["Jan 2026", "Acme", 70.5],
        ["Feb 2026", "Acme", 71.5],
    ]
    found = read(tmp_path, rows, "x.xlsx", "segment", "period")
    assert found["Cebu", "2026-01"] == pytest.approx(0.805)
    assert found["Pune", "2026-02"] == pytest.approx(0.715)


def test_a_site_named_over_all_tables_is_no_segment(tmp_path: Path) -> None:
    rows = [["Site: Cebu"], ["KPI", "Jan 2026"], ["FCR %", 71.5], ["AHT (sec)", 300]]
    assert set(read(tmp_path, rows, "Acme.xlsx", "item", "segment")) == {
        ("fcr", None),
        ("aht", None),
    }


def test_the_sheets_month_is_kept_under_a_title_of_the_year(tmp_path: Path) -> None:
    rows = [["Scorecard 2026"], ["KPI", "Actual"], ["FCR %", 71.5], ["AHT (sec)", 300]]
    found = read(tmp_path, {"June 2026": rows}, "Acme.xlsx", "item", "period")
    assert set(found) == {("fcr", "2026-06"), ("aht", "2026-06")}


def test_a_section_stands_in_the_first_column_of_keys(tmp_path: Path) -> None:
    rows = [
        ["Vendor", "KPI", "Actual"],
        ["Voice"],
        ["Acme", "FCR %", 71.5],
        [None, "AHT (sec)", 300],
        ["Beta", "FCR %", 61.5],
        [None, "AHT (sec)", 310],
        ["Chat"],
        ["Acme", "FCR %", 72.5],
        [None, "AHT (sec)", 500],
        ["Beta", "FCR %", 62.5],
        [None, "AHT (sec)", 510],
    ]
    found = read(tmp_path, rows, "compare vendors.xlsx", "segment", "vendor", "item")
    assert found["Voice", "Acme", "aht"] == 300
    assert found["Chat", "Acme", "aht"] == 500
    assert found["Chat", "Beta", "fcr"] == pytest.approx(0.625)


@pytest.mark.parametrize("shown", ["Jan 2026", dt.datetime(2026, 1, 31)])
def test_sections_stand_among_months_of_a_table_with_kpis_across(
    tmp_path: Path, shown: object
) -> None:
    rows = [
        ["Month", "FCR %", "AHT (sec)"],
        ["Manila"],
        [shown, 71.5, 300],
        ["Pune"],
        [shown, 61.5, 310],
        ["Feb 2026", 62.5, 311],
        ["Mar 2026", 63.5, 312],
    ]
    path = write_workbook(
        tmp_path / "Vendor Acme.xlsx", {"S": rows}, {("S", "A3"): "mmm-yy", ("S", "A5"): "mmm-yy"}
    )
    report = import_report(path, catalogue(), ImportOptions({path.name: "Acme"}))
    check_accounting(report)
    found = figures(report, "vendor", "segment", "item", "period")
    assert found["Acme", "Manila", "aht", "2026-01"] == 300
    assert found["Acme", "Pune", "aht", "2026-01"] == 310
    assert found["Acme", "Pune", "aht", "2026-03"] == 312


def test_months_stand_below_their_year(tmp_path: Path) -> None:
    rows = [
        ["Month", "FCR %", "AHT (sec)"],
        ["2024"],
        ["Nov", 71.5, 300],
        ["Dec", 72.5, 310],
        ["2025"],
        ["Jan", 61.5, 320],
        ["Feb", 62.5, 330],
    ]
    found = read(tmp_path, rows, "Acme.xlsx", "item", "period")
    assert found["aht", "2024-12"] == 310
    assert found["aht", "2025-01"] == 320


def test_a_date_alone_in_its_row_stands_for_the_month_that_it_shows(tmp_path: Path) -> None:
    rows = [
        ["KPI", "Actual"],
        [dt.datetime(2026, 1, 1)],
        ["FCR %", 71.5],
        ["AHT (sec)", 300],
        [dt.datetime(2026, 2, 1)],
        ["FCR %", 61.5],
        ["AHT (sec)", 310],
    ]
    formats = {("S", "A2"): "mmm yyyy", ("S", "A5"): "mmm yyyy"}
    report = import_report(
        write_workbook(tmp_path / "Acme.xlsx", {"S": rows}, formats), catalogue(), ImportOptions()
    )
    assert figures(report, "item", "period")["aht", "2026-02"] == 310


def test_the_month_is_kept_beside_a_title_of_the_year(tmp_path: Path) -> None:
    rows = [["Report 2026"], ["Period: June 2026"], ["KPI", "Actual"], ["FCR", 0.7], ["NPS", 41]]
    assert set(read(tmp_path, rows, "Acme.xlsx", "period", "item")) == {
        ("2026-06", "fcr"),
        ("2026-06", "nps"),
    }


def test_sheets_of_quarters_are_no_vendors(tmp_path: Path) -> None:
    rows = [["KPI", "Actual"], ["FCR", 0.7], ["NPS", 41]]
    report = import_rows(
        tmp_path, {"1. Quartal 2026": rows, "2. Quartal 2026": rows}, "Brightline - report.xlsx"
    )
    assert report.vendor == "Brightline"
    assert set(report.stated["period"]) == {"2026-Q1", "2026-Q2"}


def test_a_missing_figure_in_the_first_column_is_no_name(tmp_path: Path) -> None:
    rows = [["Month", "FCR %", "NPS"], ["Jan 2026", "n/a", 41]]
    assert set(read(tmp_path, rows, "Acme.xlsx", "item", "segment")) == {("nps", None)}


@pytest.mark.parametrize("text", ["4.3/5", "4.3 out of 5", "4.3 / 5*"])
def test_marks_of_a_scale_are_marks_beside_a_gap(tmp_path: Path, text: str) -> None:
    rows = [["Month", "CSAT", "NPS"], ["Jan 2026", text, 41], ["Feb 2026", "n/a", 42]]
    assert read(tmp_path, rows, "Acme.xlsx", "item", "period")["csat", "2026-01"] == 4.3


def test_names_of_sections_are_asked_about_where_the_title_names_another(tmp_path: Path) -> None:
    rows = [
        ["TeamOne"],
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Alder"],
        ["FCR %", 71.5, 72.5],
        ["NPS", 41, 42],
        ["Birch"],
        ["FCR %", 61.5, 62.5],
        ["NPS", 31, 32],
    ]
    report = import_rows(tmp_path, rows, "report.xlsx")
    asked = [f for f in report.findings if f.severity is Severity.QUESTION]
    assert [f.code for f in asked] == ["vendor-from-section"]
    assert "'TeamOne'" in asked[0].message


def test_places_above_rows_are_parts_of_the_vendor(tmp_path: Path) -> None:
    table = [["FCR %", 71.5, 72.5], ["NPS", 41, 42]]
    rows = [["TeamOne BPO"], ["KPI", "Jan 2026", "Feb 2026"], ["Cebu"], *table, ["Pune"], *table]
    found = read(tmp_path, rows, "report.xlsx", "vendor", "segment", "item", "period")
    assert {key[:2] for key in found} == {("TeamOne BPO", "Cebu"), ("TeamOne BPO", "Pune")}


def test_a_name_once_above_its_rows_is_their_key_and_no_section(tmp_path: Path) -> None:
    rows = [
        ["Vendor", "KPI", "Actual"],
        ["Acme"],
        [None, "FCR %", 71.5],
        [None, "AHT (sec)", 300],
        ["Beta"],
        [None, "FCR %", 61.5],
        [None, "AHT (sec)", 310],
    ]
    found = read(tmp_path, rows, "compare vendors.xlsx", "vendor", "segment", "item")
    assert found["Acme", None, "aht"] == 300
    assert found["Beta", None, "aht"] == 310


def test_a_month_stands_once_for_all_its_kpis(tmp_path: Path) -> None:
    rows = [
        ["Month", "KPI", "Actual"],
        ["Jan 2026", "FCR %", 71.5],
        [None, "AHT (sec)", 300],
        [None, "QA score %", 90.5],
    ]
    assert {key[1] for key in read(tmp_path, rows, "Acme.xlsx", "item", "period")} == {"2026-01"}


def test_a_year_of_numbers_stands_beside_months(tmp_path: Path) -> None:
    rows = [
        ["Year", "Mois", "AHT (sec)", "FCR %"],
        [2022, "julio", 300, 71.5],
        [2022, "agosto", 310, 72.5],
        [2022, "septiembre", 320, 73.5],
    ]
    found = read(tmp_path, rows, "Acme.xlsx", "item", "period")
    assert found["aht", "2022-08"] == 310


def test_the_only_sheet_named_like_a_vendor_names_it(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026"], ["FCR %", 71.5], ["AHT (sec)", 300]]
    report = import_rows(tmp_path, {"Brightline": rows}, "Scorecard.xlsx")
    assert report.vendor == "Brightline"
    assert "vendor-from-sheet" in codes(report)


def test_a_comparison_is_no_vendors_name(tmp_path: Path) -> None:
    rows = [
        ["Acme BPO - KPI report"],
        ["KPI", "Jan 2026"],
        ["FCR %", 71.5],
        ["AHT (sec)", 300],
    ]
    assert import_rows(tmp_path, rows, "All vendors.xlsx").vendor == "Acme BPO"


def test_vendors_stand_over_sites(tmp_path: Path) -> None:
    rows = [
        [None, "Vermeer & Co", None, "Quill Partners", None],
        ["KPI", "Pune", "Cebu", "Pune", "Cebu"],
        ["FCR %", 71.5, 72.5, 73.5, 74.5],
        ["NPS", 41, 42, 43, 44],
    ]
    found = read(tmp_path, rows, "vendor comparison.xlsx", "vendor", "segment", "item")
    assert found["Vermeer & Co", "Cebu", "nps"] == 42
    assert found["Quill Partners", "Pune", "nps"] == 43


def test_sheets_of_names_are_asked_about_where_the_file_names_another(tmp_path: Path) -> None:
    rows = [["KPI", "Jan 2026"], ["FCR %", 71.5], ["NPS", 41]]
    report = import_rows(tmp_path, {"Alder": rows, "Birch": rows}, "Brightline KPI report.xlsx")
    asked = [f.message for f in report.findings if f.severity is Severity.QUESTION]
    (question,) = asked
    assert "'Brightline'" in question
    assert "'Alder'" in question
    assert "2 vendors" in question


def test_loosely_set_rows_with_gaps_and_sections_are_one_table(tmp_path: Path) -> None:
    lines = [
        ["KPI", "Unit", "Actual", "Comments"],
        ["Voice"],
        ["Calls offered", None, 3531, "stable"],
        ["Cost per contact", "EUR"],
        ["QA score", None, 0.732, "see appendix"],
        ["Chat"],
        ["Calls offered", None, 1200, "stable"],
        ["QA score", None, 0.812],
    ]
    rows = [["Scorecard January 2026"], [], [], *(row for line in lines for row in (line, []))]
    found = read(tmp_path, rows, "Acme.xlsx", "segment", "item")
    assert found["Voice", "offered_count"] == 3531
    assert found["Chat", "qa_score"] == pytest.approx(0.812)


def test_a_table_not_understood_with_kpis_in_it_is_asked_about(tmp_path: Path) -> None:
    rows = [["Zone", "Alpha", "Beta"], ["x", 1, 2], ["NPS", 41, 42], ["y", 3, 4], ["z", 5, 6]]
    report = import_rows(tmp_path, rows, "Acme.xlsx")
    assert layouts(report) == ["other"]
    assert "table-unclear" in codes(report)


def test_a_year_stands_alone_above_the_table_as_a_number(tmp_path: Path) -> None:
    rows = [[2024], [], ["KPI", "Actual"], ["FCR %", 71.5], ["NPS", 41]]
    assert set(read(tmp_path, rows, "Acme.xlsx", "item", "period")) == {
        ("fcr", "2024"),
        ("nps", "2024"),
    }


def test_sheets_of_sites_whose_vendors_are_named_in_them(tmp_path: Path) -> None:
    def rows(amount: int) -> list[list[object]]:
        return [["Vendor", "NPS", "FCR %"], ["Acme", amount, 71.5], ["Beta", amount + 1, 72.5]]

    sheets = {"Pune": rows(41), "Cebu": rows(51)}
    found = read(tmp_path, sheets, "KPI report January 2026.xlsx", "vendor", "segment", "item")
    assert found["Acme", "Pune", "nps"] == 41
    assert found["Acme", "Cebu", "nps"] == 51


@pytest.mark.parametrize("label", ["Dienstleister:", "Provider", "Vendor:"])
def test_a_cover_sheet_names_the_vendor_in_the_cell_beside(tmp_path: Path, label: str) -> None:
    sheets = {
        "Cover": [
            ["Monthly report 2025"],
            [label, "Rheintal Kontakt GmbH"],
            ["As of", "July 2025"],
        ],
        "KPIs": [["KPI", "Jan 2025", "Feb 2025"], ["CSAT", "81%", "82%"], ["FCR", "70%", "71%"]],
    }
    report = import_rows(tmp_path, sheets, "Monthly Contoso.xlsx")
    assert report.vendor == "Rheintal Kontakt GmbH"


def test_days_from_and_to_make_the_window_of_a_row(tmp_path: Path) -> None:
    days = [(5, 18), (19, 25), (26, 31)]
    rows = [
        ["From", "To", "AHT (s)", "CSAT %"],
        *([dt.datetime(2026, 1, a), dt.datetime(2026, 1, b), 300, "81%"] for a, b in days),
    ]
    report = import_rows(tmp_path, rows)
    windows = {f"2026-01-{a:02}/2026-01-{b:02}" for a, b in days} - {"2026-01-19/2026-01-25"}
    assert set(report.stated["period"]) == windows | {"2026-W04"}


def test_a_channel_in_a_label_below_its_own_heading_is_one_channel(tmp_path: Path) -> None:
    rows = [
        ["KPI", "Jan 2026", "Feb 2026"],
        ["Voice"],
        ["Calls handled", 900, 950],
        ["AHT (s)", 300, 310],
        ["Chat"],
        ["Chats handled", 400, 420],
        ["AHT (s)", 500, 510],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["segment"]) == {"Voice", "Chat"}
