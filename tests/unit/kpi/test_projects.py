"""Cost per project where a project has several rows: its amounts are put together first."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.distribution import distributions
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import formula_text, rows_behind
from desktop_app.presenting.definition_card import formula_words
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()
# P1 is invoiced three times (600 in all), P2 once (300), P3 twice (1,200); one row names none.
INVOICES: dict[str, Any] = {
    "invoice_id": [f"I{number}" for number in range(7)],
    "project_id": ["P1", "P1", "P1", "P2", "P3", "P3", None],
    "invoiced": [100.0, 200.0, 300.0, 300.0, 1_000.0, 200.0, 5_000.0],
    "date": pd.to_datetime(["2026-01-05"] * 2 + ["2026-02-05"] * 5),
}
EUR = {"currencies": {"invoiced": "EUR", "cost": "EUR"}}


def found(*tables: Any, by: Grain = Grain.ALL) -> pd.DataFrame:
    frame = measure(evidence(*tables), CATALOGUE, by).frame
    return frame[frame["basis"] == "computed"].set_index(["kpi", "variant"])


def test_mean_and_median_are_of_projects_and_not_of_rows() -> None:
    own = found(records(INVOICES, **EUR))
    mean = own.loc["cost_per_project", "mean"]
    assert (mean["value"], mean["part"], mean["whole"], mean["n"]) == (700, 2_100, 3, 3)
    assert mean["note"] == "1 of no project, not counted"
    assert mean["cells"] == "C2:C7,D2:D7"
    assert own.loc["cost_per_project", "median"]["value"] == 600
    assert own.loc["volume", "total"]["value"] == 3


def test_a_project_in_two_files_is_one() -> None:
    first = {name: values[:3] for name, values in INVOICES.items()}
    second = {name: values[2:] for name, values in INVOICES.items()}
    second["project_id"] = ["P1", "P2", "P3", "P3", None]
    second["invoice_id"] = [f"J{number}" for number in range(5)]
    own = found(records(first, **EUR), records(second, file="later.xlsx", **EUR))
    assert own.loc["cost_per_project", "mean"]["n"] == 3
    assert own.loc["cost_per_project", "median"]["value"] == pytest.approx(900)
    assert own.loc["volume", "total"]["value"] == 3


def test_a_month_counts_what_was_invoiced_in_it() -> None:
    own = found(records(INVOICES, **EUR), by=Grain.MONTH).reset_index()
    mean = own[(own["kpi"] == "cost_per_project") & (own["variant"] == "mean")]
    assert dict(zip(mean["period"], mean["value"], strict=True)) == {
        "2026-01": 300,
        "2026-02": pytest.approx(1_800 / 3),
    }


def test_only_what_is_delivered_counts_where_the_log_says() -> None:
    tasks = {
        "project_id": ["P1", "P1", "P2", "P3"],
        "cost": [100.0, 50.0, 300.0, 900.0],
        "delivered_at": pd.to_datetime(["2026-01-05", "2026-01-09", "2026-01-20", None]),
    }
    own = found(records(tasks, **EUR))
    assert own.loc["cost_per_project", "mean"]["value"] == pytest.approx(450 / 2)
    assert own.loc["cost_per_project", "median"]["value"] == pytest.approx(225)


def test_the_trail_shows_every_row_and_each_project_once() -> None:
    given = evidence(records(INVOICES, **EUR))
    frame = measure(given, CATALOGUE).frame
    rows = {
        row["variant"]: row
        for row in frame.to_dict("records")
        if row["kpi"] == "cost_per_project" and row["basis"] == "computed"
    }
    behind = rows_behind(rows["mean"], given, CATALOGUE)
    assert behind["row"].tolist() == [2, 3, 4, 5, 6, 7]
    assert behind["part"].sum() / behind["whole"].sum() == rows["mean"]["value"]
    text = formula_text(rows["median"], CATALOGUE, given)
    assert text == "median of sum(invoiced) by project_id over 3 records = 600 EUR"


def test_analyses_and_their_distribution() -> None:
    analyses = {"analysis_id": ["A", "A", "B"], "invoiced": [10.0, 20.0, 50.0]}
    given = evidence(records(analyses, **EUR))
    own = found(*given.records)
    assert own.loc["cost_per_analysis", "mean"]["value"] == 40
    assert own.loc["cost_per_analysis", "median"]["value"] == 40
    spread = distributions(given, CATALOGUE, "cost_per_analysis", {"Acme": "median"}, NoProgress())[
        "Acme"
    ]
    assert (spread.n, spread.median) == (2, 40)


@pytest.mark.parametrize(
    ("amounts", "asked"),
    [
        ([100.0, 100.0, 300.0, 300.0, 50.0, 50.0], True),
        ([100.0, 120.0, 300.0, 300.0, 50.0, 50.0], False),
        ([100.0, 100.0, 100.0, 100.0, 100.0, 100.0], False),  # a fee for each hour or part
    ],
)
def test_the_same_amount_on_all_rows_of_each_project_is_asked_about(
    amounts: list[float], asked: bool
) -> None:
    rows = {"project_id": ["P1", "P1", "P2", "P2", "P3", "P3"], "invoiced": amounts}
    findings = measure(evidence(records(rows, **EUR)), CATALOGUE).findings
    assert ("amount-on-each-row" in {one.code for one in findings}) is asked


@pytest.mark.parametrize(("pause", "said"), [(3_600.0, False), (70 * 3_600.0, True)])
def test_pauses_longer_than_the_working_time_are_warned_of(pause: float, said: bool) -> None:
    """A weekend counted as pause, taken off working hours, would leave less than nothing."""
    log = records(
        {
            "received_at": pd.to_datetime(["2026-03-06 13:00"]),
            "delivered_at": pd.to_datetime(["2026-03-10 11:00"]),
            "pause_time": [pause],
        }
    )
    given = evidence(log)
    given.calendars = {"*": WorkCalendar("Mon-Fri 09:00-17:00")}
    found = measure(given, CATALOGUE)
    assert ("pause-longer" in {one.code for one in found.findings}) is said
    own = found.frame.set_index(["kpi", "variant"]).loc["tat", "mean_business"]
    assert own["value"] == (0 if said else 13 * 3_600)
    assert own["note"] == "pauses taken off as logged"


SURVEY = {"record_id": ["R1", "R2"], "date": pd.to_datetime(["2026-01-05"] * 2)}
CALLS = {"record_id": ["C1", "C2", "C3"], "handle_time": [60.0, 90.0, 30.0]}


@pytest.mark.parametrize(
    "marks", [{"csat_score": [5.0, 4.0]}, {"qa_percent": [0.9, 0.8]}, {"survey_resolved": [1, 0]}]
)
def test_answers_and_evaluations_are_no_contacts(marks: dict[str, Any]) -> None:
    survey = records({**SURVEY, **marks}, file="survey.xlsx", scales={"csat_score": (1, 5)})
    given = measure(evidence(records(CALLS), survey), CATALOGUE)
    volume = given.frame[(given.frame["kpi"] == "volume") & (given.frame["variant"] == "total")]
    assert volume["value"].tolist() == [3]
    assert "rows-judge-work" in {one.code for one in given.findings}


@pytest.mark.parametrize(
    "more",
    [
        {"csat_score": [5.0, float("nan")]},  # asked of all, answered by some
        {"csat_score": [5.0, 4.0], "created_at": pd.to_datetime(["2026-01-05"] * 2)},
        {"csat_score": [5.0, 4.0], "handle_time": [60.0, 90.0]},
        {"csat_score": [5.0, 4.0], "resolution_time": [3_600.0, 7_200.0]},
        {"csat_score": [5.0, 4.0], "sla_met": [1.0, 0.0]},
    ],
)
def test_contacts_with_marks_stay_contacts(more: dict[str, Any]) -> None:
    log = records({**SURVEY, **more}, scales={"csat_score": (1, 5)})
    own = found(log)
    assert own.loc["volume", "total"]["value"] == 2


def test_the_card_says_that_amounts_are_put_together() -> None:
    formulas = CATALOGUE.kpis["cost_per_project"].formulas
    said = {formula_words(one, CATALOGUE) for one in formulas if one.variant == "median"}
    assert "the median of the sum of [Invoiced] for each [Project ID]" in said
    volume = CATALOGUE.kpis["volume"].formulas
    words = {formula_words(one, CATALOGUE) for one in volume}
    assert "the number of different values of [Project ID]" in words
