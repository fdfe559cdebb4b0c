"""The same doubt about several columns of a log is said once, and one answer settles all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from desktop_app.domain.finding import Finding, Severity
from tests.helpers.workbooks import import_rows

_DAY = dt.datetime(2026, 1, 5)


def _found(folder: Path, headings: list[str], values: list[list[Any]]) -> list[Finding]:
    rows: list[list[Any]] = [["Call ID", "Date", *headings]]
    rows += [
        [f"C{at:03d}", _DAY + dt.timedelta(days=at), *(one[at % len(one)] for one in values)]
        for at in range(12)
    ]
    return import_rows(folder, rows).findings


def test_times_written_alike_are_one_question(tmp_path: Path) -> None:
    times = ["03:13", "00:28", "05:41", "01:57"]
    found = _found(tmp_path, ["Talk", "Hold", "After call work"], [times, times[::-1], times[1:]])
    (question,) = [one for one in found if one.code == "duration-ambiguous"]
    assert question.severity is Severity.QUESTION
    assert question.message.startswith("'Talk' (C), 'Hold' (D) and 'After call work' (E): ")
    assert question.cells == "C2:C13,D2:D13,E2:E13"
    places = [[word.place for word in answer.words] for answer in question.answers]
    assert all(found == ["C", "D", "E"] for found in places)
    assert len(places) >= 2


def test_one_column_is_asked_about_as_ever(tmp_path: Path) -> None:
    found = _found(tmp_path, ["Talk"], [["03:13", "00:28", "05:41", "01:57"]])
    (question,) = [one for one in found if one.code == "duration-ambiguous"]
    assert question.message.startswith("'Talk' (C): Times such as")
    assert {word.place for answer in question.answers for word in answer.words} == {""}


def test_missing_units_are_one_warning(tmp_path: Path) -> None:
    found = _found(tmp_path, ["Talk time", "Hold time"], [[312, 275, 480], [12, 0, 44]])
    (warning,) = [one for one in found if one.code == "unit-assumed"]
    assert (
        "'Talk time' (C) and 'Hold time' (D) name no unit; their numbers were read as seconds"
        in (warning.message)
    )
