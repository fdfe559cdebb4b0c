"""Texts in the user's language, and the numbers in them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import numpy as np
import pytest

from desktop_app.domain.translating import (
    Language,
    NumberSigns,
    later,
    local,
    speak,
    spoken,
    tr,
    with_signs,
    within,
)
from desktop_app.presenting.formatting import percent_text

GERMAN = {
    "{count:,} records of {vendor}": "{vendor}: {count:,} Datensätze",
    "A share of {share:.1f} % {{as is}}": "Ein Anteil von {share:.1f} % {{so}}",
    "Braces {mean} themselves": "Klammern {sind} sie selbst",
}


def look_up(text: str) -> str:
    """Return the German text."""
    return GERMAN.get(text, text)


@pytest.fixture
def german() -> Iterator[None]:
    speak(Language("de", look_up, NumberSigns(",", ".")))
    yield
    speak(Language())


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("{count:,} records of {vendor}", count=1234, vendor="Ostwind") == (
        "1,234 records of Ostwind"
    )
    assert tr("Braces {mean} themselves") == "Braces {mean} themselves"
    assert local("{value:,.1f} %", value=1234.56) == "1,234.6 %"
    assert within("Cost per Contact") == "cost per contact"


def test_shares_in_sentences_look_like_those_in_tables() -> None:
    shown = percent_text(0.5346, 1)
    assert tr("{vendor} has {share:.1%}", vendor="A", share=0.5346) == f"A has {shown}"
    assert local("{share:.0%} of {count:,}", share=1, count=1234) == "100 % of 1,234"
    assert tr("{name!r:>5} {sure:.0%}", name="A", sure=np.float64(0.53)) == "  'A' 53 %"


@pytest.mark.usefixtures("german")
def test_a_translation_may_turn_its_placeholders_round_and_writes_numbers_its_own_way() -> None:
    assert tr("{count:,} records of {vendor}", count=1234567, vendor="A.B., C") == (
        "A.B., C: 1.234.567 Datensätze"
    )
    assert tr("A share of {share:.1f} % {{as is}}", share=12.34) == "Ein Anteil von 12,3 % {so}"
    assert tr("Braces {mean} themselves") == "Klammern {sind} sie selbst"
    assert tr("No translation of {value}", value=0.5) == "No translation of 0,5"
    assert local("{low:.2f} – {high:,.2f}", low=1.5, high=1000) == "1,50 – 1.000,00"
    assert local("{count:,}", count=np.int64(1234)) == "1.234"
    assert local("{share:.1%}", share=0.1234) == "12,3 %"
    assert with_signs("-1,234.5") == "-1.234,5"
    assert within("Kosten je Kontakt") == "Kosten je Kontakt"
    assert later("Braces {mean} themselves") == "Braces {mean} themselves"


@pytest.mark.usefixtures("german")
def test_a_language_goes_to_another_process() -> None:
    arrived = pickle.loads(pickle.dumps(spoken()))
    assert arrived.lookup is not None
    assert arrived.lookup("Braces {mean} themselves") == "Klammern {sind} sie selbst"
    assert (arrived.code, arrived.signs) == ("de", NumberSigns(",", "."))
