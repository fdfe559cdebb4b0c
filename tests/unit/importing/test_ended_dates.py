"""Dates at which work was done, called by the word of a trade."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import Rows, import_rows

FIRST = dt.date(2026, 3, 2)


def log(heading: str, days: int, text: bool = False) -> list[list[Any]]:
    rows: list[list[Any]] = [["CLAIM_NBR", "RECEIVED_DT", heading, "CLAIM_TYPE"]]
    for number in range(20):
        came = FIRST + dt.timedelta(days=number % 7)
        done = came + dt.timedelta(days=days * (1 + number % 3))
        told = (f"{day:%m/%d/%Y}" if text else day for day in (came, done))
        rows.append([f"C{number:03}", *told, ("INST", "PROF")[number % 2]])
    return rows


@pytest.mark.parametrize("heading", ["ADJUDICATED_DT", "Decision (UTC)", "Entschieden"])
@pytest.mark.parametrize("text", [True, False])
def test_the_only_later_date_called_so_is_the_end(tmp_path: Path, heading: str, text: bool) -> None:
    report = import_rows(tmp_path, log(heading, 6, text), "Pemberton Services claims.xlsx")
    assert "delivered_at" in report.records[0].columns
    (told,) = [f for f in report.findings if heading in f.message]
    assert told.code == "column-guessed"


@pytest.mark.parametrize(("heading", "days"), [("ADJUDICATED_DT", -1), ("Wombat date", 1)])
def test_an_earlier_date_or_another_name_is_asked_about(
    tmp_path: Path, heading: str, days: int
) -> None:
    report = import_rows(tmp_path, log(heading, days), "Pemberton Services claims.xlsx")
    assert "delivered_at" not in report.records[0].columns


@pytest.mark.parametrize(("heading", "field"), [("Request", "category"), ("Project", "project_id")])
def test_a_few_names_of_requests_are_kinds_of_work(
    tmp_path: Path, heading: str, field: str
) -> None:
    kinds = ("Board pack", "Price study", "Churn model")
    rows: list[list[Any]] = [["Req #", heading, "Requested on", "Actual delivery", "Hours"]]
    for number in range(30):
        came = FIRST + dt.timedelta(days=number % 9)
        rows.append([f"AR-{number:03}", kinds[number % 3], came, came + dt.timedelta(days=4), 15])
    report = import_rows(tmp_path, rows, "Numeria Services requests.xlsx")
    assert report.records[0].columns[field] == ("B",)


@pytest.mark.parametrize("name", ["Resolved", "Erledigt", "Résolu", "Resuelto", "Risolto"])
def test_a_word_for_done_over_dates_is_when_it_was_done(tmp_path: Path, name: str) -> None:
    days = range(1, 13)
    rows: Rows = [["Ticket ID", "Created", name]]
    rows += [[f"T-{n}", f"2026-03-{n:02}", f"2026-03-{n + 3:02} 12:00"] for n in days]
    assert "resolved_at" in import_rows(tmp_path, rows).records[0].frame
    rows = [["Ticket ID", "Created", name]]
    rows += [[f"T-{n}", f"2026-03-{n:02}", "Yes" if n % 3 else "No"] for n in days]
    assert "resolved" in import_rows(tmp_path, rows).records[0].frame
