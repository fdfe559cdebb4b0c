"""Summaries whose headings and groups of rows name more than a KPI or a period each."""

from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from tests.helpers.workbooks import (
    catalogue,
    check_accounting,
    codes,
    figures,
    import_rows,
    layouts,
)


def test_a_target_beside_groups_of_columns_is_one_for_all_of_them(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, 2024, None, 2025, None, None],
            ["KPI", "Nov", "Dec", "Jan", "Feb", "Target"],
            ["CSAT", 0.81, 0.82, 0.83, 0.84, 0.85],
            ["FCR", 0.71, 0.72, 0.73, 0.74, 0.75],
        ],
    )
    assert figures(report, "item", "period")["csat", "2024-12"] == 0.82
    assert report.stated.groupby("item")["target"].unique().map(list).to_dict() == {
        "csat": [0.85],
        "fcr": [0.75],
    }


def test_a_target_in_every_group_is_the_groups_own(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, "Jan 2025", None, "Feb 2025", None],
            ["KPI", "Actual", "Target", "Actual", "Target"],
            ["CSAT", 0.81, 0.80, 0.83, 0.85],
            ["FCR", 0.71, 0.70, 0.73, 0.75],
        ],
    )
    targets = report.stated.set_index(["item", "period"])["target"].to_dict()
    assert targets["csat", "2025-01"] == 0.80
    assert targets["csat", "2025-02"] == 0.85


def test_years_that_come_again_below_each_kpi_are_a_heading(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, "CSAT", None, "FCR", None],
            ["Provider", 2024, 2025, 2024, 2025],
            ["Acme", 0.81, 0.82, 0.71, 0.72],
            ["Birch", 0.83, 0.84, 0.73, 0.74],
        ],
    )
    assert figures(report, "vendor", "item", "period") == {
        ("Acme", "csat", "2024"): 0.81,
        ("Acme", "csat", "2025"): 0.82,
        ("Acme", "fcr", "2024"): 0.71,
        ("Acme", "fcr", "2025"): 0.72,
        ("Birch", "csat", "2024"): 0.83,
        ("Birch", "csat", "2025"): 0.84,
        ("Birch", "fcr", "2024"): 0.73,
        ("Birch", "fcr", "2025"): 0.74,
    }


def test_one_kpi_in_several_months_side_by_side_is_no_log(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Language", "CSAT Jan 25", "CSAT Feb 25", "FCR Jan 25", "FCR Feb 25"],
            ["English", 0.81, 0.82, 0.71, 0.72],
            ["German", 0.83, 0.84, 0.73, 0.74],
        ],
    )
    assert layouts(report) == ["transposed"]
    found = figures(report, "segment", "item", "period")
    assert len(found) == 8
    assert found["German", "csat", "2025-02"] == 0.84
    assert found["English", "fcr", "2025-01"] == 0.71


def test_shares_under_the_name_of_a_flag_do_not_speak_for_a_log(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Provider", "On time", "NPS"],
            ["Jan 2025", "Acme", 0.772, 61],
            ["Jan 2025", "Birch", 0.748, 48],
            ["Feb 2025", "Acme", 0.857, 20],
            ["Feb 2025", "Birch", 0.720, 42],
        ],
    )
    assert layouts(report) == ["transposed"]
    found = figures(report, "vendor", "item", "period")
    assert found["Acme", "on_time", "2025-02"] == 0.857
    assert found["Birch", "nps", "2025-01"] == 48


def test_all_sites_beside_sites_is_their_total(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Voice", "Chat", "All channels"],
            ["Calls offered", 1000, 2000, 3000],
            ["AHT (sec)", 300, 330, 320],
        ],
    )
    assert set(report.stated["segment"]) == {"Voice", "Chat"}
    assert report.sheets[0].accounting.total == 2
    assert "total-differs" not in codes(report)
    check_accounting(report)


@pytest.mark.parametrize(
    ("volume", "stated", "whole"),
    [("Calls offered", 0.86, 0.86), ("Responses", 0.86, None), ("Calls offered", 0.99, None)],
)
def test_a_total_of_rates_is_the_whole_where_nothing_weighs_its_parts(
    tmp_path: Path, volume: str, stated: float, whole: float | None
) -> None:
    rows = [
        ["KPI", "Leeds", "York", "All sites"],
        [volume, 1000, 3000, 4000],
        ["CSAT", 0.8, 0.88, stated],
    ]
    report = import_rows(tmp_path, [["June 2026"], [], *rows])
    found = figures(report, "item", "segment", "period")
    assert found.get(("csat", None, "2026-06")) == whole
    assert found["csat", "Leeds", "2026-06"] == 0.8
    assert ("total-differs" in codes(report)) == (stated == 0.99)
    check_accounting(report)


def test_a_row_of_totals_is_the_whole_of_each_month(tmp_path: Path) -> None:
    top = [None, "Jan 2026", None, "Feb 2026", None]
    rows = [
        ["Process", "Volume", "QA %", "Volume", "QA %"],
        ["Endorsements", 900, 0.97, 800, 0.96],
        ["Renewals", 100, 0.99, 300, 0.98],
        ["Total", 1000, 0.972, 1100, 0.965],
    ]
    found = figures(import_rows(tmp_path, [top, *rows]), "item", "segment", "period")
    assert found["qa_score", None, "2026-01"] == 0.972
    assert found["qa_score", None, "2026-02"] == 0.965


def test_rows_below_a_kpi_that_sum_to_it_are_its_parts(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Jan 2025", "Feb 2025"],
            ["Calls offered", 100, 110],
            ["Cebu", 60, 70],
            ["Pune", 40, 40],
            ["AHT (sec)", 320, 330],
            ["Cebu", 300, 310],
            ["Pune", 350, 365],
        ],
    )
    assert figures(report, "item", "segment", "period") == {
        ("offered_count", None, "2025-01"): 100,
        ("offered_count", None, "2025-02"): 110,
        ("offered_count", "Cebu", "2025-01"): 60,
        ("offered_count", "Cebu", "2025-02"): 70,
        ("offered_count", "Pune", "2025-01"): 40,
        ("offered_count", "Pune", "2025-02"): 40,
        ("aht", None, "2025-01"): 320,
        ("aht", None, "2025-02"): 330,
        ("aht", "Cebu", "2025-01"): 300,
        ("aht", "Cebu", "2025-02"): 310,
        ("aht", "Pune", "2025-01"): 350,
        ("aht", "Pune", "2025-02"): 365,
    }
    check_accounting(report)


def test_rows_that_come_again_but_do_not_add_up_are_asked_about(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Jan 2025", "Feb 2025"],
            ["Calls offered", 100, 110],
            ["Cebu", 6000, 7000],
            ["Pune", 4000, 4000],
            ["Calls answered", 90, 95],
            ["Cebu", 5000, 6000],
            ["Pune", 3000, 3000],
        ],
    )
    assert set(report.stated["segment"]) == {None}
    found = next(f for f in report.findings if f.code == "rows-unclear")
    assert "'Cebu', 'Pune' below 'Calls offered'" in found.message
    assert "A3:C3" in found.cells


def test_rows_called_parts_need_not_add_up(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Jan 2025", "Feb 2025"],
            ["Calls offered", 100, 110],
            ["  of which Spanish", 30, 35],
            ["Average handle time (sec)", 320, 330],
        ],
    )
    found = figures(report, "item", "segment", "period")
    assert found["offered_count", "Spanish", "2025-02"] == 35
    assert len(found) == 6


@pytest.mark.parametrize("rows", [["Prior month", "Change"], ["Talk", "Hold"]])
def test_other_rows_below_a_kpi_are_no_parts_of_it(tmp_path: Path, rows: list[str]) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Jan 2025", "Feb 2025"],
            ["AHT (sec)", 320, 330],
            [rows[0], 250, 255],
            [rows[1], 40, 45],
            ["FCR", 0.71, 0.72],
        ],
    )
    assert set(report.stated["segment"]) == {None}
    assert figures(report, "item", "period")["aht", "2025-01"] == 320


def test_sections_named_by_kpis_over_sites(tmp_path: Path) -> None:
    sites = ["Cebu", "Pune", "Manila", "Pasig"]
    rows: list[list[object]] = [["", "Jan 2025", "Feb 2025"]]
    for kpi, base in (("Service level", 0.8), ("FCR", 0.7), ("Occupancy", 0.6)):
        rows.append([kpi])
        rows += [[site, base + n / 100, base + n / 50] for n, site in enumerate(sites)]
    report = import_rows(tmp_path, [["Acme results by site"], *rows])
    found = figures(report, "item", "segment", "period")
    assert len(found) == 24
    assert found["fcr", "Manila", "2025-02"] == pytest.approx(0.74)


def test_groups_of_kpis_within_channels(tmp_path: Path) -> None:
    rows: list[list[object]] = [["", "Jan 2025", "Feb 2025"]]
    for number, channel in enumerate(("VOICE", "CHAT")):
        rows += [[channel], ["Efficiency"], ["AHT (sec)", 300 + number, 310 + number]]
        rows += [["Quality"], ["QA score", 0.9 + number / 100, 0.8], ["FCR", 0.7, 0.71]]
    report = import_rows(tmp_path, [["Acme"], *rows])
    assert set(report.stated["vendor"]) == {"Acme"}
    found = figures(report, "item", "segment", "period")
    assert len(found) == 12
    assert found["aht", "CHAT", "2025-02"] == 311
    assert found["qa_score", "VOICE", "2025-01"] == 0.9


def test_credits_beside_months_are_no_figures_of_the_kpis(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Target", "Jan 2025", "Feb 2025", "Quarter", "Service credit (EUR)"],
            ["FCR", 0.75, 0.74, 0.76, 0.75, 1500],
            ["AHT (sec)", 360, 350, 370, 361, 0],
        ],
    )
    assert figures(report, "item", "period") == {
        ("fcr", "2025-01"): 0.74,
        ("fcr", "2025-02"): 0.76,
        ("aht", "2025-01"): 350,
        ("aht", "2025-02"): 370,
    }
    asked = next(f for f in report.findings if f.code == "column-unclear")
    assert asked.cells == "F"
    assert "period-not-readable" not in codes(report)
    assert report.sheets[0].accounting.total == 2


def test_achievement_beside_actual_and_target_compares_them(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Target", "Actual", "Achievement"],
            ["Service level", 0.80, 0.81, 1.0125],
            ["AHT (sec)", 360, 352, 1.0227],
            ["FCR", 0.75, 0.77, 1.0267],
        ],
    )
    assert figures(report, "item") == {("service_level",): 0.81, ("aht",): 352, ("fcr",): 0.77}
    assert "row-conflict" not in codes(report)


def test_groups_of_kpis_are_no_segments(tmp_path: Path) -> None:
    rows = [
        ["Category", "KPI", "Jan 2025", "Feb 2025"],
        ["Efficiency", "AHT (sec)", 350, 355],
        [None, "Occupancy", 0.8, 0.81],
        ["Quality", "QA score", 0.9, 0.91],
        [None, "FCR", 0.7, 0.72],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["segment"]) == {None}
    rows[3:] = [["Complaints", "AHT (sec)", 450, 455], [None, "Occupancy", 0.7, 0.71]]
    report = import_rows(tmp_path, rows, "Again.xlsx")
    assert set(report.stated["segment"]) == {"Efficiency", "Complaints"}


def test_names_beside_their_only_figures_need_no_heading(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme - key facts May 2025"],
            [],
            ["VOLUMES"],
            ["Calls offered", 14210],
            ["Calls answered", 13655],
            [],
            ["SERVICE"],
            ["Service level (80/20)", "81.2%"],
            ["AHT", "5:48"],
        ],
    )
    assert figures(report, "item", "period") == {
        ("offered_count", "2025-05"): 14210,
        ("answered_count", "2025-05"): 13655,
        ("service_level", "2025-05"): pytest.approx(0.812),
        ("aht", "2025-05"): 348,
    }
    check_accounting(report)


@pytest.mark.parametrize("title", ["Contract SLA 2025", "Assumptions", "Ziele 2025"])
def test_agreed_figures_without_heading_are_asked_about(tmp_path: Path, title: str) -> None:
    report = import_rows(
        tmp_path, [[title], [], ["Service level", 0.8], ["AHT (sec)", 360], ["FCR", 0.75]]
    )
    assert report.stated.empty
    assert "table-unclear" in codes(report)


def test_months_written_as_numbers_with_a_point_are_a_heading(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "09.2025", "10.2025", "11.2025"],
            ["FCR", "74,5 %", "75,0 %", "76,1 %"],
            ["AHT (min)", "3,4", "3,5", "3,6"],
        ],
    )
    found = figures(report, "item", "period")
    assert found["fcr", "2025-10"] == pytest.approx(0.75)
    assert found["aht", "2025-11"] == pytest.approx(216)


def test_a_year_to_date_target_is_no_total_of_the_figures(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, "Jan 2025", None, "Feb 2025", None, "YTD", None],
            ["KPI", "Actual", "Target", "Actual", "Target", "Actual", "Var"],
            ["CSAT", 0.86, 0.85, 0.84, 0.85, 0.85, 0.0],
            ["AHT (sec)", 355, 360, 366, 360, 360, 0],
        ],
    )
    assert len(report.stated) == 4
    assert "total-differs" not in codes(report)


def test_subtotals_under_names_of_their_own(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["LOB", "Calls offered", "AHT (sec)"],
            ["Billing", 2000, 340],
            ["Sales", 1500, 410],
            ["Consumer subtotal", 3500, 370],
            ["Enterprise", 900, 520],
            ["Reseller", 600, 480],
            ["Total business", 1500, 504],
            ["Grand total", 5000, 411],
        ],
    )
    assert set(report.stated["segment"]) == {"Billing", "Sales", "Enterprise", "Reseller"}
    assert "total-differs" not in codes(report)
    check_accounting(report)


def test_a_name_with_the_word_total_is_no_total_where_the_figures_say_otherwise(
    tmp_path: Path,
) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Provider", "Calls offered", "AHT (sec)"],
            ["Acme", 2000, 340],
            ["Birch", 1500, 410],
            ["Total Care", 1200, 370],
        ],
    )
    assert set(report.stated["vendor"]) == {"Acme", "Birch", "Total Care"}


@pytest.mark.parametrize("name", ["Jun-25 MTD", "Jun-25 (part month)", "Jun-25 (to 12th)"])
def test_a_month_that_is_not_over_is_read_and_said(tmp_path: Path, name: str) -> None:
    report = import_rows(
        tmp_path, [["KPI", "Apr-25", "May-25", name], ["Calls offered", 900, 930, 365]]
    )
    assert figures(report, "item", "period")["offered_count", "2025-06"] == 365
    said = next(f for f in report.findings if f.code == "month-not-over")
    assert f"'{name}'" in said.message


def test_a_month_that_is_not_over_in_a_column_of_months(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [["Month", "Calls offered"], ["Apr-25", 900], ["May-25", 930], ["Jun-25 MTD", 365]],
    )
    assert figures(report, "item", "period")["offered_count", "2025-06"] == 365
    assert "month-not-over" in codes(report)


def test_attrition_a_year_is_kept_apart_from_that_of_the_month(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Kennzahl", "Jan 25", "Feb 25"],
            ["Fluktuationsrate (Monat)", "2,5 %", "3,1 %"],
            ["Fluktuationsrate p.a.", "30,0 %", "37,2 %"],
        ],
    )
    assert figures(report, "variant", "period") == pytest.approx(
        {
            ("monthly", "2025-01"): 0.025,
            ("monthly", "2025-02"): 0.031,
            ("annualised", "2025-01"): 0.30,
            ("annualised", "2025-02"): 0.372,
        }
    )


def test_names_beside_all_sites_are_sites(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Cebu", "Bogotá", "All sites"],
            ["Calls offered", 1000, 2000, 3000],
            ["AHT (sec)", 300, 330, 320],
        ],
    )
    assert set(report.stated["segment"]) == {"Cebu", "Bogotá"}
    assert report.vendors == ("Acme",)


def test_a_kpi_without_its_figure_is_no_section(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme - May 2025"],
            ["KPI", "Achieved"],
            ["Voice"],
            ["NPS", 45],
            ["FCR", 0.7],
            ["Chat"],
            ["NPS"],
            ["FCR", 0.8],
        ],
    )
    assert figures(report, "item", "segment") == {
        ("nps", "Voice"): 45,
        ("fcr", "Voice"): 0.7,
        ("fcr", "Chat"): 0.8,
    }


@pytest.mark.parametrize("total", ["All channels", "Overall", "Total"])
def test_a_line_that_says_all_ends_the_section_above(tmp_path: Path, total: str) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme - KPI report"],
            ["KPI", "Jan 2025", "Feb 2025"],
            ["Voice"],
            ["Calls handled", 4000, 4100],
            ["CSAT", 0.86, 0.85],
            ["Chat"],
            ["Chats handled", 900, 950],
            ["CSAT", 0.88, 0.89],
            [total],
            ["Contacts handled", 4900, 5050],
            ["QA score", 0.91, 0.92],
        ],
    )
    found = figures(report, "item", "segment", "period")
    assert found["csat", "Chat", "2025-01"] == 0.88
    assert found["handled_count", None, "2025-02"] == 5050
    assert found["qa_score", None, "2025-01"] == 0.91
    assert len(found) == 12
    check_accounting(report)


def test_the_northwind_sample_states_its_costs_for_all_channels() -> None:
    """166,523 USD over 48,988 contacts: the cells E22 and E21 of the sheet."""
    found = next(paths.samples().rglob("Northwind*.xlsx"))
    stated = import_report(found, catalogue(), ImportOptions()).stated
    rows = stated[stated["cell"].isin(["E21", "E22"])].set_index("cell")
    assert rows["value"].to_dict() == {"E21": 48988, "E22": 166523}
    assert rows["segment"].isna().all()
    assert len(stated) == 108
