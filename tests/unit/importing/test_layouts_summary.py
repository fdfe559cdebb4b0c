"""Summaries in every layout: the values that went in come out, with their keys."""

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.importing.report import FieldChoice, ImportOptions
from tests.helpers.workbooks import check_accounting, codes, figures, import_rows, layouts

MONTHS = ("Jan 2026", "Feb 2026", "Mar 2026")


def test_wide_with_target_unit_and_ytd(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Acme - KPI report"],
            [],
            ["KPI", "Unit", "Target", *MONTHS, "YTD"],
            ["FCR", "%", 75, 70, 73, 75, 72.7],
            ["Average handle time", "min", "< 8", 8, 7.5, 7, 7.5],
            ["Calls offered", "", None, 1000, 1100, 900, 3000],
        ],
    )
    assert layouts(report) == ["wide"]
    assert figures(report, "item", "period") == pytest.approx(
        {
            ("fcr", "2026-01"): 0.70,
            ("fcr", "2026-02"): 0.73,
            ("fcr", "2026-03"): 0.75,
            ("aht", "2026-01"): 480.0,
            ("aht", "2026-02"): 450.0,
            ("aht", "2026-03"): 420.0,
            ("offered_count", "2026-01"): 1000.0,
            ("offered_count", "2026-02"): 1100.0,
            ("offered_count", "2026-03"): 900.0,
        }
    )
    targets = report.stated.groupby("item")["target"].first()
    assert targets["fcr"] == pytest.approx(0.75)
    assert targets["aht"] == pytest.approx(480.0)
    assert report.stated.groupby("period")["context"].nunique().eq(1).all()
    assert set(report.stated["vendor"]) == {"Acme"}
    assert report.stated.set_index(["item", "period"])["cell"]["fcr", "2026-02"] == "E4"
    assert report.sheets[0].accounting.total == 3
    assert "total-differs" not in codes(report)
    check_accounting(report)


def test_a_total_that_does_not_add_up_is_said_with_both_numbers(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path, [["KPI", *MONTHS, "Total"], ["Calls offered", 1000, 1100, 900, 3100]]
    )
    found = next(f for f in report.findings if f.code == "total-differs")
    assert "3,100" in found.message
    assert "3,000" in found.message
    assert found.cells == "E2"


def test_a_quarter_beside_its_months_is_a_total_and_alone_it_is_a_period(tmp_path: Path) -> None:
    both = import_rows(tmp_path, [["KPI", *MONTHS, "Q1 2026"], ["Calls offered", 10, 20, 30, 60]])
    assert set(both.stated["period"]) == {"2026-01", "2026-02", "2026-03"}
    assert both.sheets[0].accounting.total == 1
    alone = import_rows(tmp_path, [["KPI", "Q1 2026", "Q2 2026"], ["Calls offered", 60, 90]])
    assert figures(alone, "period") == {("2026-Q1",): 60.0, ("2026-Q2",): 90.0}


def test_dates_shown_as_months_are_months(tmp_path: Path) -> None:
    months = [dt.datetime(2026, month, 1) for month in (1, 2, 3)]
    report = import_rows(
        tmp_path,
        [["KPI", *months], ["CSAT %", 80, 81, 82]],
        formats={("Sheet1", cell): "mmm-yy" for cell in ("B1", "C1", "D1")},
    )
    assert set(report.stated["period"]) == {"2026-01", "2026-02", "2026-03"}


def test_sections_that_repeat_the_kpis_are_segments(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", *MONTHS],
            ["Voice"],
            ["AHT (sec)", 300, 310, 320],
            ["CSAT %", 80, 81, 82],
            ["Email"],
            ["AHT (sec)", 500, 510, 520],
            ["CSAT %", 70, 71, 72],
        ],
    )
    assert figures(report, "item", "segment", "period")["aht", "Email", "2026-02"] == 510.0
    assert set(report.stated["segment"]) == {"Voice", "Email"}
    check_accounting(report)


def test_sections_that_group_kpis_are_headings(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", *MONTHS],
            ["Quality"],
            ["QA score %", 90, 91, 92],
            ["Efficiency"],
            ["AHT (sec)", 300, 310, 320],
        ],
    )
    assert set(report.stated["segment"]) == {None}
    assert len(report.stated) == 6


def test_vendors_across(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Acme", "Beta Corp", "Gamma"],
            ["FCR %", 70, 75, 80],
            ["Average handle time (sec)", 300, 280, 310],
        ],
        name="Comparison.xlsx",
    )
    assert figures(report, "item", "vendor")["aht", "Beta Corp"] == 280.0
    assert report.vendors == ("Acme", "Beta Corp", "Gamma")
    assert "vendor-from-heading" in codes(report)


def test_names_across_are_segments_when_the_user_named_the_vendor(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [["KPI", "London", "Manila"], ["FCR %", 70, 75]],
        name="file.xlsx",
        options=ImportOptions(vendors={"file.xlsx": "Acme"}),
    )
    assert report.vendor == "Acme"
    assert set(report.stated["segment"]) == {"London", "Manila"}


def test_vendor_over_period_in_two_heading_rows(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["KPI", "Acme", "Acme", "Beta", "Beta"],
            ["", "Jan 2026", "Feb 2026", "Jan 2026", "Feb 2026"],
            ["FCR %", 70, 71, 80, 81],
            ["CSAT %", 85, 86, 87, 88],
        ],
        name="Comparison.xlsx",
    )
    assert figures(report, "item", "vendor", "period")["fcr", "Beta", "2026-01"] == (
        pytest.approx(0.80)
    )
    assert len(report.stated) == 8


def test_rows_of_period_and_measure_with_vendors_across(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Time period", "Measure", "Acme", "Beta"],
            ["Jan to Mar 2025", "On time %", 80, 90],
            ["Apr to Jun 2025", "On time %", 81, "[z]"],
            ["Jan to Mar 2025", "Complaints", 12, 30],
            ["Apr to Jun 2025", "Complaints", 14, 28],
        ],
        name="Operators.xlsx",
    )
    values = figures(report, "item", "vendor", "period")
    assert values["on_time", "Acme", "2025-Q2"] == pytest.approx(0.81)
    assert ("on_time", "Beta", "2025-Q2") not in values
    assert len(values) == 7
    check_accounting(report)


def test_long(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "KPI", "Value", "Unit", "Target", "Vendor"],
            ["2026-01", "FCR", 70, "%", 75, "Acme"],
            ["2026-01", "AHT", 5.5, "minutes", 5, "Acme"],
            ["2026-02", "FCR", 72, "%", 75, "Acme"],
            ["2026-01", "FCR", 81, "%", 75, "Beta"],
        ],
    )
    assert layouts(report) == ["long"]
    assert figures(report, "vendor", "item", "period") == pytest.approx(
        {
            ("Acme", "fcr", "2026-01"): 0.70,
            ("Acme", "aht", "2026-01"): 330.0,
            ("Acme", "fcr", "2026-02"): 0.72,
            ("Beta", "fcr", "2026-01"): 0.81,
        }
    )
    assert report.stated["target"].notna().all()
    check_accounting(report)


def test_scorecard_takes_the_period_from_the_sheet(tmp_path: Path) -> None:
    rows = [["KPI", "Target", "Actual", "Status"], ["FCR", "75%", "74%", "Amber"]]
    report = import_rows(tmp_path, {"Jan 2026": rows, "Feb 2026": rows})
    assert layouts(report) == ["scorecard", "scorecard"]
    assert figures(report, "period") == pytest.approx({("2026-01",): 0.74, ("2026-02",): 0.74})
    assert report.stated["target"].tolist() == pytest.approx([0.75, 0.75])


def test_targets_alone_are_no_figures(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        {
            "SLA targets": [["KPI", "Target"], ["FCR", "85%"], ["CSAT", "90%"]],
            "Jan 2026": [["KPI", "Actual"], ["FCR", "74%"], ["CSAT", "80%"]],
        },
    )
    assert figures(report, "item") == pytest.approx({("fcr",): 0.74, ("csat",): 0.80})
    assert "targets-only" in codes(report)
    check_accounting(report)


def test_transposed_with_volumes_total_and_average_rows(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "Calls offered", "Calls answered", "CSAT %"],
            ["Jan 2026", 1000, 950, 80],
            ["Feb 2026", 1200, 1100, 82],
            ["Total", 2200, 2050, None],
            ["Average", 1100, 1025, 81],
        ],
    )
    assert layouts(report) == ["transposed"]
    assert figures(report, "item", "period")["answered_count", "2026-02"] == 1100.0
    assert len(report.stated) == 6
    assert "total-differs" not in codes(report)
    assert report.sheets[0].accounting.total == 7
    check_accounting(report)


def test_rows_without_period_are_observations_of_their_own(tmp_path: Path) -> None:
    rows = [[200 + i, 190 + i, f"{90 + i % 5}.5%", "Rep01"] for i in range(30)]
    report = import_rows(
        tmp_path, [["Incoming calls", "Answered calls", "Answer rate", "Sales rep"], *rows]
    )
    assert layouts(report) == ["transposed"]
    assert report.stated["context"].nunique() == 30
    assert set(report.stated["segment"]) == {"Rep01"}
    options = ImportOptions(choices=(FieldChoice("vendor", "Sales rep"),))
    chosen = import_rows(
        tmp_path,
        [["Incoming calls", "Answered calls", "Answer rate", "Sales rep"], *rows],
        options=options,
    )
    assert chosen.vendors == ("Rep01",)


def test_summable_columns_are_kept_apart_and_their_sum_is_left_out(tmp_path: Path) -> None:
    heading = ["Org name", *(f"A&E attendances Type {n}" for n in (1, 2)), "Attendances"]
    rows = [[f"Trust {n}", 10 * n, 5 * n, 15 * n] for n in range(1, 8)]
    report = import_rows(tmp_path, [heading, *rows, ["TOTAL", 280, 140, 420]])
    assert len(report.vendors) == 7
    assert report.stated.groupby("vendor")["value"].sum()["Trust 2"] == 30.0
    assert report.sheets[0].accounting.total == 4 + 7
    check_accounting(report)


def test_a_mean_on_a_scale_of_five_is_no_share(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [["KPI", *MONTHS], ["CSAT", 4.2, 4.3, 4.1]])
    assert set(report.stated["unit"]) == {"score"}
    assert set(report.stated["scale_max"]) == {5.0}
    assert report.stated["variant"].iloc[0] != ""


def test_what_is_not_readable_is_said_with_its_cell(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [["KPI", *MONTHS], ["FCR", "70%", "see note", "75%"], ["CSAT", "80%", "n/a", "81%"]],
    )
    found = next(f for f in report.findings if f.code == "cell-not-readable")
    assert found.cells == "C2"
    assert len(report.stated) == 4
    assert report.sheets[0].accounting.set_aside == 1
    check_accounting(report)


def test_unknown_rows_are_named(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path, [["KPI", *MONTHS], ["FCR %", 70, 71, 72], ["Zorble quotient", 1, 2, 3]]
    )
    assert any("Zorble quotient" in f.message for f in report.findings)
    assert report.sheets[0].accounting.set_aside == 3


def test_the_users_word_on_a_row_counts(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [["KPI", *MONTHS], ["FCR %", 70, 71, 72], ["Zorble quotient", 80, 82, 83]],
        options=ImportOptions(choices=(FieldChoice("csat", "Zorble quotient"),)),
    )
    assert set(report.stated["item"]) == {"fcr", "csat"}
    assert "choice-without-column" not in codes(report)


def test_the_same_kpi_twice_is_counted_once(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [["KPI", *MONTHS], ["FCR %", 70, 71, 72], ["First contact resolution %", 75, 76, 77]],
    )
    assert len(report.stated) == 3
    assert "row-conflict" in codes(report)
    check_accounting(report)


def test_months_without_a_year_take_it_from_the_title(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path, [["KPI report 2025"], [], ["KPI", "Jan", "Feb", "Mar"], ["FCR %", 70, 71, 72]]
    )
    assert set(report.stated["period"]) == {"2025-01", "2025-02", "2025-03"}
    assert "year-assumed" not in codes(report)


def test_months_without_any_year_are_a_guess_that_is_said(tmp_path: Path) -> None:
    report = import_rows(tmp_path, [["KPI", "Jan", "Feb", "Mar"], ["FCR %", 70, 71, 72]])
    assert len(report.stated) == 3
    assert "year-assumed" in codes(report)


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    report = import_rows(
        tmp_path,
        [
            ["Month", "FCR %", None, "Month", "CSAT %"],
            ["Jan 2026", 70, None, "Jan 2026", 80],
            ["Feb 2026", 71, None, "Feb 2026", 81],
        ],
    )
    assert figures(report, "item", "period")["csat", "2026-02"] == pytest.approx(0.81)
    check_accounting(report)
