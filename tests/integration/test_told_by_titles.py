"""Tables that only titles, sheets or sections tell apart: whose figures they are, and when."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import check_accounting, codes, figures, import_rows


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
