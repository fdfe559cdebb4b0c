"""Logs whose yes and no, or marks on a named scale, are told by one word of the heading."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import import_rows


def _log(folder: Path, header: str, cells: list[Any]) -> ImportedReport:
    head = ["Matter no", "Received", "Returned", header]
    start = dt.datetime(2026, 3, 2, 9)
    rows: list[list[Any]] = [head]
    for at in range(24):
        came = start + dt.timedelta(days=at)
        rows.append([f"M-{at:03}", came, came + dt.timedelta(hours=9), cells[at % len(cells)]])
    return import_rows(folder, rows, "Ardenne Legal Support log March 2026.xlsx")


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Playbook deviation escalated", ["Yes", "No", "No"], "escalated"),
        ("Posting error", ["N", "N", "Y"], "has_error"),
        ("Requester score (1-5)", [4, 5, 2], "csat_score"),
        ("Encuesta (1-5)", [4, 5, 1], "csat_score"),
    ],
)
def test_one_word_is_enough_with_a_warning(
    tmp_path: Path, header: str, cells: list[Any], field: str
) -> None:
    report = _log(tmp_path, header, cells)
    (table,) = report.records
    assert field in table.frame
    said = [f for f in report.findings if header in f.message and f.code == "column-guessed"]
    assert [f.severity for f in said] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Error not escalated", ["Yes", "No", "No"]),
        ("Error resolved", ["Yes", "No", "No"]),
        ("Callback requested", ["Yes", "No", "No"]),
        ("Severity score (1-5)", [4, 5, 1]),
    ],
)
def test_what_turns_it_round_or_is_no_opinion_is_not_taken(
    tmp_path: Path, header: str, cells: list[Any]
) -> None:
    (table,) = _log(tmp_path, header, cells).records
    fields = {"escalated", "has_error", "reworked", "csat_score"}
    assert not fields & set(table.frame.columns)


def test_dates_by_which_work_had_to_be_done_are_due_dates(tmp_path: Path) -> None:
    due = [dt.datetime(2026, 3, 2, 23, 59) + dt.timedelta(days=at) for at in range(24)]
    report = _log(tmp_path, "Post by", due)
    (table,) = report.records
    assert "due_at" in table.frame
    said = [f for f in report.findings if "'Post by'" in f.message]
    assert [f.severity for f in said] == [Severity.WARNING]
