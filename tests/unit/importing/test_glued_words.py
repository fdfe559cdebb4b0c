"""Words written as one, and words cut down, in headings of exports."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.words import Words
from desktop_app.importing.context import Names
from desktop_app.importing.decisions import SURE, TAKEN, Target
from desktop_app.importing.glued_words import GluedWords
from desktop_app.importing.heading_words import WordReader
from tests.helpers.workbooks import catalogue

NAMES = Names.of(catalogue())


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("holdtime", "hold time"),
        ("QUEUEWAITSEC", "queue wait sec"),
        ("unknowntime", "unknowntime"),
        ("holding", "holding"),
    ],
)
def test_words_are_set_apart_where_all_are_known(text: str, apart: str) -> None:
    words = Words(units={"sec": "seconds"})
    assert GluedWords({"hold", "holding", "time", "queue", "wait"}, words).apart(text) == apart


def test_the_fewest_words_are_taken() -> None:
    assert GluedWords({"after", "call", "aftercall", "work"}, Words()).apart("aftercallwork") == (
        "aftercall work"
    )


def test_no_word_is_set_apart_behind_a_beginning_of_words() -> None:
    words = Words(beginnings=frozenset({"pro"}))
    assert GluedWords({"pro", "file", "abandoned"}, words).apart("profiles") == "profiles"


def test_an_abbreviation_of_two_words_is_read_both_ways() -> None:
    reader = WordReader(Words(abbreviations={"res": ("resolved", "resolution")}))
    readings = reader.written_out(reader.read("Res Date"))
    assert [(reading.folded, several) for reading, several in readings] == [
        (("resolved", "date"), True),
        (("resolution", "date"), True),
    ]
    assert not reader.written_out(reader.read("Resolved Date"))


def test_a_single_letter_is_cut_down_only_ahead_of_a_name() -> None:
    reader = WordReader(Words(abbreviations={"f": ("fecha",)}))
    ((reading, several),) = reader.written_out(reader.read("F. cierre"))
    assert (reading.folded, several) == (("fecha", "cierre"), False)
    assert not reader.written_out(reader.read("cierre f"))


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Tlk_Tm", "talk_time"),
        ("Hndl Tm (s)", "handle_time"),
        ("tHeld (ms)", "hold_time"),
        ("QUEUEWAITTIME", "wait_time"),
        ("Rec'd Dt", "received_at"),
        ("CallStartDt", "date"),
        ("WaitSec", "wait_time"),
        ("Crit Errs", "critical_errors"),
        ("T. conversación (seg)", "talk_time"),
        ("Tps d'attente (s)", "wait_time"),
        ("Std. abgerechnet", "hours"),
    ],
)
def test_headings_of_exports_are_known(heading: str, meaning: str) -> None:
    found = NAMES.candidates(heading, Target.FIELD)
    assert found[0].id == meaning
    assert found[0].confidence >= TAKEN


def test_what_may_be_cut_down_from_several_words_is_never_sure() -> None:
    found = NAMES.candidates("Compl.", Target.FIELD)
    assert len({candidate.id for candidate in found}) > 1
    assert all(candidate.confidence < SURE for candidate in found)


def test_how_times_are_written_is_no_part_of_the_name() -> None:
    (found, *_) = NAMES.candidates("AHT (mm:ss)", Target.FIELD)
    assert (found.id, found.unit) == ("handle_time", "minutes")
    assert found.confidence >= SURE
