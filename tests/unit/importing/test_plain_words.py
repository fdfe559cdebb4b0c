"""Wordy labels: what is left of them without the words that only a sentence needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.importing.plain_words import in_plain_words
from tests.helpers.workbooks import Rows, figures, import_rows

NAMES = Names.of(load_catalogue())


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Number of complaints we received", "complaint_count"),
        ("The number of calls that we answered", "answered_count"),
        ("Anzahl der Anrufe, die wir angenommen haben", "answered_count"),
        ("Nombre d'appels que nous avons reçus", "offered_count"),
        ("Average number of days to close a complaint", "resolution_time"),
        ("Customer satisfaction with how complaints were handled", "csat"),
        ("How many of the tickets were resolved at the first contact", "resolved_first_count"),
        ("Proportion of invoices paid within 10 days to commercial suppliers", "sla_compliance"),
        ("Answer phone calls within 120 seconds", "service_level"),
        ("Respond to emails within 24 hours", "sla_met_count"),
        ("% factures payées dans les 30 jours", "sla_compliance"),
    ],
)
def test_a_wordy_label_is_a_guess(text: str, item: str) -> None:
    first = NAMES.items(text)[0]
    assert first.id == item
    assert TAKEN <= first.confidence < SURE


@pytest.mark.parametrize(
    "text",
    ["The percentage of tickets that were not resolved", "% of agents within 30 days"],
)
def test_what_changes_the_meaning_stays(text: str) -> None:
    assert not any(one.confidence >= TAKEN for one in NAMES.items(text))


def test_few_words_have_none_too_many() -> None:
    assert in_plain_words("Total number of calls") == ""
    assert in_plain_words("Calls the agent") == ""


def test_sentences_beside_one_column_of_results(tmp_path: Path) -> None:
    rows: Rows = [
        ["Call handling, targets and performance"],
        ["Three important measures of our call handling are:", "Performance in May 2019"],
        ["The percentage (%) of calls we answered within 60 seconds. Target is 80%", "82%"],
        ["The percentage of abandoned calls. (A customer abandons a call by ending it)", "3%"],
        ["Total number of calls", "17,636"],
    ]
    report = import_rows(tmp_path, rows, "Ardea.xlsx")
    found = figures(report, "item", "period")
    assert found == pytest.approx(
        {
            ("service_level", "2019-05"): 0.82,
            ("abandonment", "2019-05"): 0.03,
            ("contact_count", "2019-05"): 17636.0,
        }
    )
