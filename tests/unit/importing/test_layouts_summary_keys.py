"""Summaries whose rows and columns say a period, a part or a target together."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.importing.report import FieldChoice, ImportOptions, Layout
from tests.helpers.workbooks import Rows, check_accounting, codes, figures, import_rows, layouts


def test_months_down_and_years_across(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme - AHT (sec)"],
            ["Month", 2024, 2025],
            ["Jan", 300, 310],
            ["Feb", 320, 330],
        ],
    )
    assert figures(report, "item", "period") == {
        ("aht", "2024-01"): 300,
        ("aht", "2024-02"): 320,
        ("aht", "2025-01"): 310,
        ("aht", "2025-02"): 330,
    }
    assert "row-conflict" not in codes(report)


def test_the_target_of_a_quarter_is_for_that_quarter(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Q1 2025 Target", "Q1 2025 Actual", "Q2 2025 Target", "Q2 2025 Actual"],
            ["AHT (sec)", 360, 351, 355, 349],
            ["FCR", 0.75, 0.74, 0.76, 0.77],
        ],
    )
    assert report.stated.set_index(["item", "period"])["target"].to_dict() == {
        ("aht", "2025-Q1"): 360,
        ("aht", "2025-Q2"): 355,
        ("fcr", "2025-Q1"): 0.75,
        ("fcr", "2025-Q2"): 0.76,
    }


def test_the_target_of_a_year_is_for_its_months(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Target 2024", "Target 2025", "Dec 2024", "Jan 2025"],
            ["AHT (sec)", 360, 355, 351, 349],
            ["FCR", 0.75, 0.76, 0.74, 0.77],
        ],
    )
    targets = report.stated.set_index(["item", "period"])["target"].to_dict()
    assert targets["aht", "2024-12"] == 360
    assert targets["fcr", "2025-01"] == 0.76


def test_a_channel_in_the_corner_is_that_of_the_table(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme channel report"],
            [],
            ["Voice", "Jan 2025", "Feb 2025"],
            ["AHT (sec)", 300, 310],
            ["CSAT", 0.8, 0.81],
            [],
            ["Chat", "Jan 2025", "Feb 2025"],
            ["AHT (sec)", 500, 510],
            ["CSAT", 0.7, 0.71],
        ],
    )
    found = figures(report, "segment", "item", "period")
    assert len(found) == 8
    assert found["Chat", "aht", "2025-02"] == 510
    assert found["Voice", "csat", "2025-01"] == 0.8


def test_an_owner_beyond_the_figures_is_no_segment(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Jan 2025", "Feb 2025", "Owner"],
            ["AHT (sec)", 300, 310, "Ops"],
            ["CSAT", 0.8, 0.81, "Ops"],
            ["QA score", 0.9, 0.91, "Quality"],
        ],
    )
    assert set(report.stated["segment"]) == {None}
    check_accounting(report)


def test_answers_beside_the_score_of_each_month_are_none_of_its_figures(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            [None, "Jan 2025", None, "Feb 2025", None],
            ["Survey", "Score", "Responses", "Score", "Responses"],
            ["CSAT", 0.86, 412, 0.84, 398],
            ["NPS", 41, 412, 38, 398],
            ["FCR", 0.71, 300, 0.72, 310],
        ],
    )
    assert figures(report, "item", "period") == {
        ("csat", "2025-01"): 0.86,
        ("csat", "2025-02"): 0.84,
        ("nps", "2025-01"): 41,
        ("nps", "2025-02"): 38,
        ("fcr", "2025-01"): 0.71,
        ("fcr", "2025-02"): 0.72,
    }


def test_all_rows_below_overall_are_totals(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Channel", "KPI", "Jan 2025", "Feb 2025"],
            ["Voice", "Calls offered", 100, 110],
            [None, "AHT (sec)", 300, 310],
            ["Chat", "Calls offered", 50, 60],
            [None, "AHT (sec)", 500, 510],
            ["Overall", "Calls offered", 150, 170],
            [None, "AHT (sec)", 370, 380],
        ],
    )
    assert set(report.stated["segment"]) == {"Voice", "Chat"}
    assert len(report.stated) == 8
    assert report.sheets[0].accounting.total >= 4


def test_numbered_names_of_kpis(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["SLA", "Target", "Jan 2025", "Feb 2025"],
            ["1. Service delivery"],
            ["1.1 Service level (80/20)", 0.8, 0.81, 0.79],
            ["1.2 Abandonment rate", 0.05, 0.04, 0.06],
            ["2. Quality"],
            ["2.1 QA score", 0.9, 0.91, 0.92],
        ],
    )
    found = figures(report, "item", "period")
    assert len(found) == 6
    assert found["abandonment", "2025-02"] == 0.06


def test_weeks_of_a_month_are_not_the_first_of_the_year(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme weekly scorecard - May 2025"],
            ["Metric", "Target", "Wk1", "Wk2", "Wk3", "Wk4", "Month"],
            ["Calls offered", None, 2000, 2100, 2050, 2200, 8350],
            ["AHT (sec)", 360, 350, 352, 361, 349, 353],
        ],
    )
    assert figures(report, "item", "period") == {
        ("offered_count", "2025-05"): 8350,
        ("aht", "2025-05"): 353,
    }
    asked = next(f for f in report.findings if f.code == "weeks-of-month")
    assert "Wk1" in asked.message
    assert "Wk4" in asked.message


def test_weeks_of_the_year_within_the_month_stay(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme weekly scorecard - May 2025"],
            ["Metric", "Wk19", "Wk20", "Wk21"],
            ["Calls offered", 2000, 2100, 2050],
            ["AHT (sec)", 350, 352, 361],
        ],
    )
    assert set(report.stated["period"]) == {"2025-W19", "2025-W20", "2025-W21"}


@pytest.mark.parametrize("cells", [["90,5%", "76,8%", "82,0%"], [0.905, 0.768, 0.82]])
def test_shares_named_like_a_flag_are_no_sign_of_records(
    tmp_path: Path, cells: list[object]
) -> None:
    months = ["Juli 2025", "August 2025", "September 2025"]
    rows = [
        [month, csat, share, "91.7 %"]
        for month, csat, share in zip(months, (4.4, 3.9, 4.6), cells, strict=True)
    ]
    report = import_rows(
        tmp_path,
        [["Mois", "Customer satisfaction [1-5]", "Termintreue", "Genauigkeit"], *rows],
    )
    assert layouts(report) == ["transposed"]
    assert len(report.stated) == 9


def test_years_down_and_months_across(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["CSAT %"],
            [None, "Jan", "Feb", "Mar"],
            [2024, 83.9, 87.5, 83.0],
            [2025, 85.0, 83.7, 83.1],
        ],
    )
    assert figures(report, "item", "period") == pytest.approx(
        {
            ("csat", "2024-01"): 0.839,
            ("csat", "2024-02"): 0.875,
            ("csat", "2024-03"): 0.830,
            ("csat", "2025-01"): 0.850,
            ("csat", "2025-02"): 0.837,
            ("csat", "2025-03"): 0.831,
        }
    )
    assert "year-assumed" not in codes(report)


def test_numbers_under_the_name_of_records_are_no_segments(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Severity", "Incidents", "MTTR (hrs)", "SLA met %"],
            ["Sev 1", 178, 3.8, 97.3],
            ["Sev 2", 79, 3.4, 93.8],
            ["Sev 3", 90, 8.1, 96.8],
        ],
    )
    assert set(report.stated["segment"]) == {"Sev 1", "Sev 2", "Sev 3"}


def test_two_groups_of_which_the_first_is_blank_in_some_rows(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Vendor", "Month", "Site", "Channel", "FCR", "CSAT"],
            ["Acme", "2026-01", None, "Chat", 0.81, 0.91],
            ["Acme", "2026-01", "Lisbon", "Chat", 0.82, 0.92],
            ["Acme", "2026-01", "Porto", "Phone", 0.83, 0.93],
            ["Acme", "2026-01", "Lisbon", "Phone", 0.84, 0.94],
        ],
    )
    assert "sheet-failed" not in codes(report)
    found = figures(report, "item", "segment")
    assert {segment: value for (item, segment), value in found.items() if item == "fcr"} == {
        "Chat": 0.81,
        "Lisbon / Chat": 0.82,
        "Porto / Phone": 0.83,
        "Lisbon / Phone": 0.84,
    }


@pytest.mark.parametrize("corner", ["SLA", "#", "Calls", "Service", None])
def test_beside_nothing_but_periods_names_go_down_whatever_stands_above(
    tmp_path: Path, corner: str | None
) -> None:
    rows: list[list[Any]] = [
        ["Harbour Support KPIs 2025"],
        [],
        [corner, "Target", "Jan", "Feb", "Mar", "Avg 2025"],
        ["Ledger accuracy of the team", 0.99, 0.991, 0.992, 0.993, 0.992],
        ["Advances paid at noon", 0.95, 0.96, 0.97, 0.98, 0.97],
        ["SLA compliance", 0.97, 0.971, 0.973, 0.975, 0.973],
    ]
    report = import_rows(tmp_path, rows)
    (table,) = report.sheets[0].tables
    assert table.layout is Layout.WIDE
    own = report.stated[report.stated["item"] == "sla_compliance"]
    assert own["value"].tolist() == [0.971, 0.973, 0.975]
    assert own["target"].tolist() == [0.97] * 3


_INTERVALS = ["Queue", "StartInterval", "EndInterval", "Contacts handled", "Average handle time"]


@pytest.mark.parametrize("zone", ["", "Z", ".000Z", "+05:30", "-08:00"])
def test_stamps_at_the_starts_of_months_are_the_months(tmp_path: Path, zone: str) -> None:
    report = import_rows(
        tmp_path,
        [
            _INTERVALS,
            ["Sales", f"2026-01-01T00:00:00{zone}", f"2026-02-01T00:00:00{zone}", 1958, 292],
            ["Sales", f"2026-02-01T00:00:00{zone}", f"2026-03-01T00:00:00{zone}", 2013, 389],
            ["Support", f"2026-01-01T00:00:00{zone}", f"2026-02-01T00:00:00{zone}", 6475, 285],
            ["Support", f"2026-02-01T00:00:00{zone}", f"2026-03-01T00:00:00{zone}", 6236, 403],
        ],
    )
    aht = {
        key[1:]: value
        for key, value in figures(report, "item", "segment", "period").items()
        if key[0] == "aht"
    }
    assert aht == {
        ("Sales", "2026-01"): 292,
        ("Sales", "2026-02"): 389,
        ("Support", "2026-01"): 285,
        ("Support", "2026-02"): 403,
    }


def test_an_interval_that_ends_where_the_next_begins_does_not_hold_that_day(
    tmp_path: Path,
) -> None:
    report = import_rows(
        tmp_path,
        [
            _INTERVALS,
            ["Sales", "2026-01-05T00:00:00.000Z", "2026-01-12T00:00:00.000Z", 1958, 292],
            ["Sales", "2026-01-12T00:00:00.000Z", "2026-01-19T00:00:00.000Z", 2013, 389],
        ],
    )
    periods = {key[1] for key in figures(report, "item", "period") if key[0] == "aht"}
    assert periods == {"2026-W02", "2026-W03"}


def test_a_stamped_period_is_read_by_the_clock_it_shows(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Interval start", "Contacts handled", "Average handle time"],
            ["2026-01-05T00:00:00.000+05:30", 1958, 292],
            ["2026-01-06T00:00:00.000+05:30", 2013, 389],
        ],
    )
    periods = {key[1] for key in figures(report, "item", "period") if key[0] == "aht"}
    assert periods == {"2026-01-05/2026-01-05", "2026-01-06/2026-01-06"}


def test_average_hold_time_beside_handle_time_is_never_the_whole_handle_time(
    tmp_path: Path,
) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Contacts handled", "Average handle time", "Average customer hold time"],
            ["2026-01", 1958, 292, 10],
            ["2026-02", 2013, 389, 13],
        ],
    )
    found = figures(report, "item", "variant", "period")
    assert {key: value for key, value in found.items() if key[0] == "aht"} == {
        ("aht", "", "2026-01"): 292,
        ("aht", "", "2026-02"): 389,
        ("aht", "hold_only", "2026-01"): 10,
        ("aht", "hold_only", "2026-02"): 13,
    }


@pytest.mark.parametrize("column", ["C", "Happiness of callers"])
def test_a_column_of_a_summary_is_said_by_letters_or_heading(tmp_path: Path, column: str) -> None:
    rows: Rows = [
        ["Month", "Calls offered", "Happiness of callers"],
        ["2026-01", 1200, "81%"],
        ["2026-02", 1300, "83%"],
    ]
    options = ImportOptions(choices=(FieldChoice("csat", column),))
    report = import_rows(tmp_path, rows, "Acme report.xlsx", options=options)
    said = report.stated[report.stated["item"] == "csat"]
    assert said["value"].tolist() == pytest.approx([0.81, 0.83])
    assert list(report.vendors) == ["Acme"]
    assert not [finding for finding in report.findings if finding.code == "choice-without-column"]


@pytest.mark.parametrize("clock", [" 12:00 AM", " 0:00", ""])
def test_intervals_that_start_at_midnight_are_periods(tmp_path: Path, clock: str) -> None:
    top = ["Interval Start", "Interval End", "Calls offered", "ASA (s)"]
    rows = [[f"{n}/1/26{clock}", f"{n + 1}/1/26{clock}", 1000 + n, 20 + n] for n in range(1, 6)]
    report = import_rows(tmp_path, [top, *rows])
    found = figures(report, "item", "period")
    # Which of day and month comes first nothing tells; clocks with AM and PM say it for most.
    assert "date-order" in codes(report)
    if "AM" in clock:
        assert found["asa", "2026-01"] == 21
        assert found["offered_count", "2026-05"] == 1005
    check_accounting(report)


def test_a_clock_spelled_out_in_the_heading_is_obeyed(tmp_path: Path) -> None:
    rows = [["Month", "Average TAT (hrs:mins)"], ["Jan 2026", "9:18"], ["Feb 2026", "8:59"]]
    found = figures(import_rows(tmp_path, rows), "item", "period")
    assert found == {("tat", "2026-01"): 33_480, ("tat", "2026-02"): 32_340}
