"""Columns of a log under names nobody knows: asked about where KPIs wait, left alone elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import About, Finding, Severity
from tests.helpers.workbooks import import_rows

_DAYS = [dt.datetime(2026, 1, 5) + dt.timedelta(days=at) for at in range(12)]
_SECONDS = [312, 275, 480, 95, 610, 204, 330, 415, 288, 190, 505, 77]


def _questions(folder: Path, *columns: tuple[str, list[Any]]) -> list[Finding]:
    """Import a log of dated tickets with these columns; return the questions about columns."""
    heading = ["Ticket ID", "Created", "Escalated", *(name for name, _ in columns)]
    body = [
        [f"T{at:03d}", _DAYS[at], "No", *(values[at % len(values)] for _, values in columns)]
        for at in range(12)
    ]
    found = import_rows(folder, [heading, *body]).findings
    asked = [one for one in found if one.severity is Severity.QUESTION]
    return [one for one in asked if one.code != "vendor-from-file"]


def test_a_name_that_shares_words_with_a_field_is_asked_with_the_kpis_that_wait(
    tmp_path: Path,
) -> None:
    (question,) = _questions(
        tmp_path, ("Talk time (s)", _SECONDS), ("Took us to wrap things", _SECONDS[::-1])
    )
    assert question.code == "column-unclear"
    assert question.cells == "E"
    assert "may be wrap-up time ('wrap' is in its names)" in question.message
    assert "and AHT may wait for it." in question.message
    values = {word.value for answer in question.answers for word in answer.words}
    assert values == {"wrap_time", ""}


def test_columns_that_only_their_cells_speak_for_are_asked_about_together(tmp_path: Path) -> None:
    days = [day + dt.timedelta(days=3) for day in _DAYS]
    (question,) = _questions(tmp_path, ("Zzyx", ["Yes", "No"]), ("Qwop", days))
    assert question.code == "columns-unknown"
    assert question.cells == "D,E"
    assert "'Zzyx' (D) holds Yes, No" in question.message
    assert "FCR" in question.message
    (answer,) = question.answers
    assert {(word.about, word.place) for word in answer.words} == {
        (About.MEANING, "D"),
        (About.MEANING, "E"),
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Ring time (s)", _SECONDS),
        ("VAT amount", [3.5, 4.25, 8.0]),
        ("Callback requested", ["Yes", "No"]),
        ("Date of birth", _DAYS),
        ("Browser", ["Firefox", "Chrome"]),
        ("Building", ["North", "South"]),
        ("Remarks of the supervisor", ["Told him to call again tomorrow", "Was fine as it is"]),
        ("Zzyx", ["Alpha", "Beta", "Gamma"]),
        ("Story points", [1, 3, 5, 2]),
        ("Zzyx id", [480011, 480012, 480013]),
        ("Handle time target (s)", [300, 310, 320]),
        ("Fiscal year", [2025, 2026]),
    ],
)
def test_names_texts_and_what_no_kpi_needs_are_left_alone(
    tmp_path: Path, name: str, values: list[Any]
) -> None:
    assert not _questions(tmp_path, (name, values))


def test_what_says_the_same_in_another_unit_is_left_alone(tmp_path: Path) -> None:
    minutes = [second / 60 for second in _SECONDS]
    assert not _questions(
        tmp_path, ("Handle time (s)", _SECONDS), ("Handled for so long (min)", minutes)
    )


def test_a_number_of_times_is_no_duration(tmp_path: Path) -> None:
    assert not _questions(tmp_path, ("Number of holds", [0, 2, 1, 0, 3]))


def test_the_only_date_is_asked_about_as_all_months_rest_on_it(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Handle time (s)", "Zur Kenntnis"]]
    rows += [[f"T{at:03d}", _SECONDS[at], _DAYS[at]] for at in range(12)]
    found = import_rows(tmp_path, rows).findings
    (question,) = [one for one in found if one.code == "column-unclear"]
    assert question.severity is Severity.QUESTION
    assert "'Zur Kenntnis' (C)" in question.message


@pytest.mark.parametrize("name", ["Nombre de wagons", "Anzahl Waggons", "Number of wagons"])
def test_a_number_of_unknown_things_is_no_number_of_any_known_ones(
    tmp_path: Path, name: str
) -> None:
    assert not _questions(tmp_path, (name, [31, 29, 44, 18, 27]))
