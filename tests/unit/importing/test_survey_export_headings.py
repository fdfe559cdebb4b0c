"""Survey exports with three heading rows: codes, questions, and the records of the tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.workbooks import check_accounting, import_rows

_CODES = ["StartDate", "ResponseId", "Q1", "Q2", "Q3"]
_QUESTIONS = [
    "Start Date",
    "Response ID",
    "How likely are you to recommend us to a friend or colleague?",
    "Overall, how satisfied were you with the service? (1-5)",
    "Was your issue resolved on first contact?",
]
_RECORDS = [f'{{"ImportId":"{name}"}}' for name in ("startDate", "_id", "QID1", "QID2", "QID3")]


def _answers(count: int) -> list[list[object]]:
    return [
        [f"2026-05-{at % 28 + 1:02} 11:00:00", f"R_{at:04}", at % 11, at % 5 + 1, "Yes"]
        for at in range(count)
    ]


@pytest.mark.parametrize("top", [[_CODES], []])
def test_the_questions_are_the_headings(tmp_path: Path, top: list[list[object]]) -> None:
    rows = [*top, _QUESTIONS, _RECORDS, *_answers(40)]
    report = import_rows(tmp_path, rows, "Hollowell Care post-contact 2026-05.xlsx")
    (table,) = report.records
    assert {"nps_score", "csat_score", "survey_resolved_first"} <= set(table.frame.columns)
    assert len(table.frame) == 40
    check_accounting(report)


def test_codes_without_questions_are_asked_about(tmp_path: Path) -> None:
    rows = [_CODES, *_answers(40)]
    report = import_rows(tmp_path, rows, "Hollowell Care post-contact 2026-05.xlsx")
    asked = " ".join(f.message for f in report.findings if f.severity.value == "question")
    assert "'Q1'" in asked
    assert "'Q2'" in asked
