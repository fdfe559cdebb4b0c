"""Scorecards as contact centres and research vendors send them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Severity
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import TAKEN
from tests.helpers.workbooks import Rows, import_rows

NAMES = Names.of(load_catalogue())


def test_weeks_by_their_last_day_are_periods_and_the_month_to_date_is_not_added(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        ["Acme Voice - Weekly Business Review, June 2025"],
        [],
        ["Metric", "Goal", "WE 06-Jun", "WE 13-Jun", "WE 20-Jun", "WE 27-Jun", "MTD"],
        ["Calls Offered", "", 10234, 9876, 10112, 9988, 40210],
        ["SL (80/30)", "80%", "82%", "79%", "81%", "83%", "81.25%"],
    ]
    stated = import_rows(tmp_path, rows).stated
    offered = stated[stated["item"] == "offered_count"]
    assert offered["period"].tolist() == [
        "2025-05-31/2025-06-06",
        "2025-06-07/2025-06-13",
        "2025-06-14/2025-06-20",
        "2025-06-21/2025-06-27",
    ]
    assert offered["value"].sum() == 40210
    assert not stated["segment"].notna().any()


@pytest.mark.parametrize("beside", ["May 2025", "Matter: Project Falcon"])
def test_a_title_and_what_stands_beside_it_head_no_columns(tmp_path: Path, beside: str) -> None:
    rows: Rows = [
        ["Agent Scorecard", "", "", beside, "", ""],
        ["Agent Name", "Supervisor", "Calls Handled", "AHT", "FCR %", "QA %"],
        ["Ann", "Zoe", 500, 400, "70%", "90%"],
        ["Ben", "Zoe", 700, 420, "75%", "92%"],
        ["Cid", "Yan", 600, 410, "72%", "88%"],
    ]
    report = import_rows(tmp_path, rows)
    assert report.stated["vendor"].nunique() == 1
    assert "vendor-from-heading" not in {one.code for one in report.findings}
    assert {"handled_count", "aht", "fcr", "qa_score"} <= set(report.stated["item"])


def test_satisfied_between_its_neighbours_is_one_box(tmp_path: Path) -> None:
    rows: Rows = [
        ["Month", "Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"],
        ["Jan 2025", 420, 310, 90, 50, 30],
        ["Feb 2025", 450, 300, 80, 40, 30],
    ]
    stated = import_rows(tmp_path, rows).stated
    assert {"csat_five_star_count", "csat_four_star_count", "csat_three_star_count"} <= set(
        stated["item"]
    )
    alone = import_rows(tmp_path, [["Month", "Satisfied", "Surveys"], ["Jan 2025", 730, 900]])
    assert "csat_top_count" in set(alone.stated["item"])


def test_a_price_beside_what_was_charged_for_is_no_volume(tmp_path: Path) -> None:
    rows: Rows = [
        ["Line", "Description", "UoM", "Qty", "Unit Price (EUR)", "Amount (EUR)"],
        [1, "Voice calls handled", "per call", 12450, 3.2, 39840.0],
        [2, "Emails handled", "per email", 4100, 2.1, 8610.0],
        [3, "Team leader", "FTE", 2, 3200, 6400.0],
    ]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) <= {"unit_price", "invoiced"}
    told = " ".join(one.message for one in report.findings if one.severity is not Severity.INFO)
    assert "Amount" in told


def test_of_several_columns_of_time_the_finest_tells(tmp_path: Path) -> None:
    rows: Rows = [["year", "quarter", "otd_rate", "period"]]
    rows += [[2022, f"Q{n}", f"{30 + n}%", f"2022 Q{n}"] for n in range(1, 5)]
    stated = import_rows(tmp_path, rows).stated
    assert stated["period"].tolist() == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Overturned", "attrition"),
        ("Responsive", "responses_count"),
        ("Client Request", "customer_id"),
    ],
)
def test_another_word_of_the_same_stem_is_no_slip(text: str, wrong: str) -> None:
    taken = {one.id for one in NAMES.recogniser.candidates(text) if one.confidence >= TAKEN}
    assert wrong not in taken


def test_a_list_by_employee_number_is_no_log_of_records(tmp_path: Path) -> None:
    rows: Rows = [["idTecnico", "nombre", "ticketsResueltos"]]
    rows += [[f"T00{n}", name, 9 + n] for n, name in enumerate(("Ana", "Luz", "Eva", "Mar"))]
    stated = import_rows(tmp_path, rows).stated
    assert set(stated["item"]) == {"resolved_count"}
    assert stated["value"].sum() == 9 + 10 + 11 + 12


def test_job_offers_are_no_calls_offered() -> None:
    assert all(one.id != "offered_count" for one in NAMES.items("offers"))


def test_weeks_of_a_month_are_left_out_and_their_total_is_the_month(tmp_path: Path) -> None:
    rows: Rows = [
        ["Nova Support - July 2025 weekly performance"],
        ["KPI", "Wk 1", "Wk 2", "Wk 3", "Total / Avg"],
        ["Contacts received", 2100, 2300, 2250, 6650],
        ["CSAT %", "88%", "90%", "89%", "89%"],
    ]
    report = import_rows(tmp_path, rows)
    read = report.stated.set_index("item")
    assert read["value"].to_dict() == {"volume": 6650, "csat": pytest.approx(0.89)}
    assert set(read["period"]) == {"2025-07"}
    assert "weeks-of-month" in {one.code for one in report.findings}


def test_the_total_of_an_evaluation_is_its_mark_and_evaluations_are_no_volume(
    tmp_path: Path,
) -> None:
    rows: Rows = [["Eval ID", "Eval Date", "Agent", "Greeting (10)", "Closing (90)", "Total (100)"]]
    rows += [[f"E{n}", f"2025-05-{n:02}", f"A{n % 3}", 8, 60 + n, 68 + n] for n in range(1, 13)]
    (table,) = import_rows(tmp_path, rows).records
    assert table.frame["qa_percent"].mean() == pytest.approx(0.745)
