"""Columns that fight for one field: asked with what stands in both, unless it is the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from desktop_app.domain.finding import Finding, Severity
from tests.helpers.workbooks import import_rows

_DAY = dt.datetime(2026, 1, 5)


def _log(folder: Path, *columns: tuple[str, list[Any]], rows: int = 12) -> list[Finding]:
    """Import a log of tickets with these columns beside id and flag; return its findings."""
    heading = ["Ticket ID", "Escalated", *(name for name, _ in columns)]
    body = [
        [f"T{at:03d}", "No", *(values[at % len(values)] for _, values in columns)]
        for at in range(rows)
    ]
    return import_rows(folder, [heading, *body]).findings


def _of(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_two_marks_that_differ_are_asked_about_with_their_values(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(
        tmp_path,
        ("Date", days),
        ("CSAT rating", [4, 4, 4, 4]),
        ("Customer satisfaction rating", [5, 3, 4, 4]),
    )
    (question,) = _of(found, "column-conflict")
    assert question.severity is Severity.QUESTION
    assert "agree in 50 % of their rows" in question.message
    assert "4 against 5, 3, 4." in question.message
    assert question.cells == "D,E"


def test_a_column_that_says_the_same_again_is_no_question(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    marks = [4, 5, 3, 1]
    found = _log(
        tmp_path,
        ("Date", days),
        ("CSAT rating", marks),
        ("Customer satisfaction rating", [f" {mark}" for mark in marks]),
    )
    assert not _of(found, "column-conflict")
    (same,) = _of(found, "column-same")
    assert same.severity is Severity.INFO


def test_two_dates_for_one_field_are_asked_about(tmp_path: Path) -> None:
    opened = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(
        tmp_path,
        ("Created at", opened),
        ("Created date", [day - dt.timedelta(days=1) for day in opened]),
    )
    (question,) = _of(found, "column-conflict")
    assert "agree in 0 % of their rows" in question.message


def test_the_name_beside_the_number_of_an_agent_is_no_question(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(
        tmp_path,
        ("Date", days),
        ("Agent ID", ["A1", "A2"]),
        ("Agent name", ["Ann", "Bob"]),
    )
    assert not _of(found, "column-conflict")


def test_a_vendors_code_beside_its_name_is_no_question_another_vendor_is(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    names = ["Acme", "Borealis", "Calypso"]
    found = _log(
        tmp_path, ("Date", days), ("Provider", names), ("Provider code", ["P1", "P2", "P3"])
    )
    assert not _of(found, "column-conflict")
    found = _log(
        tmp_path, ("Date", days), ("Provider", names), ("Outsourcing vendor", ["Acme", "Delta"])
    )
    (question,) = _of(found, "column-conflict")
    assert "Acme, Borealis, Calypso against Acme, Delta" in question.message


def test_a_sure_name_over_cells_of_something_else_is_a_question(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(tmp_path, ("Date", days), ("CSAT", ["Yes", "No"]))
    (question,) = _of(found, "column-unfit")
    assert question.severity is Severity.QUESTION
    assert "holds Yes, No" in question.message


def test_sentences_under_the_name_of_a_flag_are_none(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    texts = [f"Told customer {at} how to reset the password" for at in range(12)]
    assert not _of(_log(tmp_path, ("Date", days), ("Resolution", texts)), "column-unfit")


def test_a_time_cut_short_is_asked_about_with_its_values(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(tmp_path, ("Date", days), ("Handle", [312, 275, 480, 95]))
    (question,) = _of(found, "column-unclear")
    assert "holds 312, 275, 480, ..." in question.message
    assert "handle time (the beginning of" in question.message


def test_marks_of_0_and_1_are_a_scale_that_is_asked_about(tmp_path: Path) -> None:
    days = [_DAY + dt.timedelta(days=at) for at in range(12)]
    found = _log(tmp_path, ("Date", days), ("CSAT", [1, 0, 1, 1]))
    (question,) = _of(found, "score-scale")
    assert "between 0 and 1" in question.message
    assert not _of(found, "cell-not-readable")
