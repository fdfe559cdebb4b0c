"""Names that say the same in another form, order or language come to the same concepts."""

from __future__ import annotations

import pytest

from desktop_app.importing.concepts import compound, concepts, of_any_record
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import SURE, TAKEN, Target
from tests.helpers.workbooks import catalogue

NAMES = Names.of(catalogue())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("percent de abandono", "tasa de abandono"),
        ("durchschnittliche bearbeitungszeit", "zeit der bearbeitung average"),
        ("resuelta en primer contacto", "resuelto en el primer contacto"),
        ("absence rate", "absence ratio"),
    ],
)
def test_names_that_say_the_same(one: str, other: str) -> None:
    assert concepts(one.split()) == concepts(other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ticket number", "number ticket"),
        ("call", "caller"),
        ("abandono", "tasa de abandono"),
        ("response time", "response rate"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert concepts(one.split()) != concepts(other.split())


def test_compounds_come_apart_before_their_last_part() -> None:
    assert compound("bearbeitungszeit") == ("bearbeitung", "zeit")
    assert compound("raumnummer") == ("raum", "nummer")
    assert compound("wartend") == ("wartend", "")


def test_calls_tickets_and_chats_are_records_alike() -> None:
    assert of_any_record(concepts(["chat", "accepted"])) == of_any_record(
        concepts(["accepted", "call"])
    )


@pytest.mark.parametrize(
    ("heading", "kpi"),
    [
        ("% de abandono", "abandonment"),
        ("Escalations as % of contacts", "escalation_rate"),
        ("First contact fix rate", "fcr"),
        ("FCR score", "fcr"),
        ("Kundenzufriedenheit gesamt (%)", "csat"),
    ],
)
def test_rates_are_found_in_other_words(heading: str, kpi: str) -> None:
    best = NAMES.candidates(heading, Target.KPI)[0]
    assert (best.id, best.confidence >= TAKEN) == (kpi, True)


@pytest.mark.parametrize(
    "heading", ["Duration (in seconds)", "Work Time", "Time on task", "Time on task (s)"]
)
def test_times_that_mean_several_things_are_never_sure(heading: str) -> None:
    best = NAMES.candidates(heading, Target.FIELD)[0]
    assert TAKEN <= best.confidence < SURE


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HandleTimeSec", "handle_time"),
        ("TicketCreatedOn", "created_at"),
        ("first_reply_mins", "response_time"),
        ("Hrs worked", "hours"),
        ("First contact outcome FCR", "resolved_first_contact"),
    ],
)
def test_fields_written_together_or_short(heading: str, field: str) -> None:
    assert field in [
        one.id for one in NAMES.candidates(heading, Target.FIELD) if one.confidence >= TAKEN
    ]


def test_another_number_is_no_number_of_the_customer() -> None:
    assert not [one for one in NAMES.candidates("Raumnummer") if one.confidence >= TAKEN]
