"""Labels that are whole sentences."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import SURE, TAKEN

NAMES = Names.of(load_catalogue())

ANSWERED_IN_20 = [
    "Porcentaje de llamadas en las que el tiempo de espera es inferior a 20 segundos.",
    "Pourcentage d'appels pour lesquels le temps d'attente est inférieur à 20 secondes",
    "Anteil der Anrufe, bei denen die Wartezeit unter 20 Sekunden liegt",
    "Percentage of calls in which the waiting time is less than 20 seconds",
]
HUNG_UP = [
    "Usuarios que optaron por atención personalizada y colgaron antes de ser atendidos",
    "Anrufe, bei denen vor der Annahme aufgelegt wurde",
    "Appelants qui ont raccroché avant d'être pris en charge",
    "Callers who hung up before being answered",
]


@pytest.mark.parametrize("text", ANSWERED_IN_20)
def test_a_share_of_calls_that_waited_less(text: str) -> None:
    first = NAMES.items(text)[0]
    assert (first.id, first.variant) == ("service_level", "answered_20s_of_offered")
    assert TAKEN <= first.confidence < SURE


@pytest.mark.parametrize("text", HUNG_UP)
def test_callers_that_hung_up_are_abandoned_calls(text: str) -> None:
    assert NAMES.items(text)[0].id == "abandoned_count"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Percentage of callers who hung up before an agent answered", "abandonment"),
        ("Llamadas hacia la línea gratuita que son completadas exitosamente.", "answered_count"),
        ("Número de llamadas efectuadas a las líneas de atención de usuario", "offered_count"),
        ("Durchschnittliche Zeit bis zur Annahme eines Anrufs", "asa"),
        ("Average time to be answered", "asa"),
    ],
)
def test_other_sentences(text: str, item: str) -> None:
    first = NAMES.items(text)[0]
    assert first.id == item
    assert first.confidence >= TAKEN


@pytest.mark.parametrize(
    "text",
    [
        "Percentage of calls in which callers waited more than 60 seconds",
        "Average time before callers hung up without an answer",
        "Average number of days for routine service:",
    ],
)
def test_what_is_not_sure_is_not_taken(text: str) -> None:
    taken = [one.id for one in NAMES.items(text) if one.confidence >= TAKEN]
    assert not set(taken) & {"service_level", "abandoned_count", "asa", "tat"}
