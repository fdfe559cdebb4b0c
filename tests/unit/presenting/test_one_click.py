"""Questions answered with one click: the report read again by the answer, and asked no more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.mappings.text import read_mapping
from desktop_app.importing.mappings.writing import write_mapping
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.presenting.mapping_questions import Asker, Question
from desktop_app.project.build import read_again
from tests.helpers.in_process import import_here, real_catalogue
from tests.helpers.workbooks import Rows, write_workbook


@dataclass(frozen=True)
class Case:
    """Cells that leave something open, the button pressed, and what its first value then is."""

    code: str
    rows: Rows
    button: str
    field: str
    first: Any
    in_log: bool = True


def log(heading: str, cells: list[Any]) -> Rows:
    days = [dt.datetime(2026, 1, 1 + n % 28) for n in range(len(cells))]
    body = [[f"T-{n}", day, cell] for n, (day, cell) in enumerate(zip(days, cells, strict=True))]
    return [["Ticket ID", "Created", heading], *body]


def dated(cells: list[str]) -> Rows:
    body = [[f"T-{n}", cell, 100 + 7 * n % 90] for n, cell in enumerate(cells)]
    return [["Ticket ID", "Created", "Handle time (sec)"], *body]


def wide(label: str, cells: list[Any]) -> Rows:
    months = ["Jan 2026", "Feb 2026", "Mar 2026"]
    return [["KPI", *months], ["First contact resolution", 0.7, 0.8, 0.75], [label, *cells]]


UNSORTED = ["03/04/2026", "02/05/2026", "05/01/2026", "04/02/2026", "01/03/2026", "02/02/2026"]
TURNAROUND = wide("Average response time", ["5:12", "4:50", "6:07"])
COST = wide("Cost per contact", ["1.234", "2.345", "1.876"])
ERRORS = wide("Cancellation rate", [0.31, 0.4, 0.35])
CASES = [
    Case("date-order", dated(UNSORTED), "Month before day", "created_at", dt.datetime(2026, 3, 4)),
    Case("date-order", dated(UNSORTED), "Day before month", "created_at", dt.datetime(2026, 4, 3)),
    Case("duration-unit", wide("AHT", [5.2, 5.6, 6.1]), "Seconds", "aht", 5.2, False),
    Case("duration-ambiguous", TURNAROUND, "Hours and", "response_time", 18720, False),
    Case("duration-ambiguous", TURNAROUND, "Minutes and", "response_time", 312, False),
    Case("decimal-ambiguous", COST, "Decimal point", "cost_per_contact", 1.234, False),
    Case("decimal-ambiguous", COST, "Decimal comma", "cost_per_contact", 1234.0, False),
    Case("score-scale", log("CSAT score", [6, 5, 4, 6, 3, 2] * 4), "From 1 to 7", "csat_score", 6),
    Case("share-or-percent", ERRORS, "Percent", "cancellation_rate", 0.0031, False),
    Case("share-or-percent", ERRORS, "Share", "cancellation_rate", 0.31, False),
    Case(
        "mean-or-share", wide("CSAT score", [82, 84, 81]), "Marks out of 100", "csat", 0.82, False
    ),
]


def imported(folder: Path, rows: Rows) -> ImportedReport:
    path = write_workbook(folder / "Alder.xlsx", {"Data": rows})
    return import_here([path], real_catalogue(), ImportOptions(), NoProgress())[0]


def asked(report: ImportedReport, code: str) -> Question | None:
    questions = Asker(real_catalogue()).questions(report)
    return next((one for one in questions if one.code == code), None)


def first_value(report: ImportedReport, case: Case) -> Any:
    if case.in_log:
        return report.records[0].frame[case.field].iloc[0]
    item = case.field or report.stated["item"].iloc[-1]
    return report.stated.set_index("item")["value"][item].iloc[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.button}")
def test_an_answer_is_followed_and_the_question_gone(tmp_path: Path, case: Case) -> None:
    report = imported(tmp_path, case.rows)
    question = asked(report, case.code)
    assert question is not None, [(f.code, f.message) for f in report.findings]
    assert question.open
    (answer,) = (one for one in question.answers if case.button.lower() in one.text.lower())
    assert report.mapping is not None
    mapping = read_mapping(write_mapping(answer.correct(report.mapping)), "kept")
    again = read_again(report, mapping, real_catalogue(), NoProgress(), None, "", import_here)
    value = first_value(again, case)
    wanted = case.first if isinstance(case.first, dt.datetime) else pytest.approx(case.first)
    assert value == wanted
    assert asked(again, case.code) is None
    assert case.code not in {
        one.code for one in again.findings if one.severity is Severity.QUESTION
    }
