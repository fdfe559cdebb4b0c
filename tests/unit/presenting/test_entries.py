"""Typed numbers are read as the user writes numbers, and a doubtful one is shown as understood."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import Language, NumberSigns, speak
from desktop_app.domain.unit import Unit
from desktop_app.presenting.entries import own_signs, settled, typed_amount, typed_percent
from desktop_app.presenting.limits import typed_figure, typed_limit

ENGLISH, GERMAN, FRENCH = (
    NumberSigns(),
    NumberSigns(",", "."),
    NumberSigns(",", "\u202f"),
)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Language())


@pytest.mark.parametrize(
    ("signs", "text", "amount", "shown"),
    [
        (ENGLISH, "1,250", "1250", "1250"),
        (ENGLISH, "1.250", "1.25", "1.25"),
        (ENGLISH, "3,12", "3.12", "3,12"),
        (ENGLISH, "1,250,000", "1250000", "1,250,000"),
        (GERMAN, "1.250", "1250", "1250"),
        (GERMAN, "1,250", "1.25", "1,25"),
        (GERMAN, "3.12", "3.12", "3.12"),
        (GERMAN, "1.250,5", "1250.5", "1.250,5"),
        (FRENCH, "1,250", "1.25", "1,25"),
        (FRENCH, "1 250", "1250", "1 250"),
    ],
)
def test_a_number_is_read_as_the_user_writes_numbers(signs, text, amount, shown) -> None:
    speak(Language(signs=signs))
    assert typed_amount(text, "Volume") == Decimal(amount)
    assert typed_amount(settled(text), "Volume") == Decimal(amount)
    assert settled(text) == shown


@pytest.mark.parametrize("text", ["", "March", "2026-03-31", "EUR", "80 %", "12", "0,5"])
def test_what_has_one_reading_or_none_stays_as_typed(text) -> None:
    assert settled(text) == text


def test_what_is_no_number_is_refused_as_before() -> None:
    for text in ("about 5", "-3", "1,2,3"):
        with pytest.raises(ScenarioError):
            typed_amount(text, "Volume")
    assert typed_percent("7.5 %", "Cap") == Decimal("0.075")


def test_a_limit_of_a_thousand_is_not_one(monkeypatch) -> None:
    volume = load_catalogue().kpis["volume"]
    assert typed_limit("1,250", volume, "Volume") == 1250
    speak(Language(signs=GERMAN))
    assert typed_limit("1.250", volume, "Volume") == 1250
    assert typed_limit("4,2", volume, "Volume") == pytest.approx(4.2)


@pytest.mark.parametrize(
    ("signs", "text", "seconds", "shown"),
    [
        (ENGLISH, "1,250 h", 4_500_000.0, "1250 h"),
        (ENGLISH, "1.5 h", 5400.0, "1.5 h"),
        (ENGLISH, "1,5 h", 5400.0, "1.5 h"),
        (GERMAN, "1,250 h", 4500.0, "1,25 h"),
        (GERMAN, "1.250 h", 4_500_000.0, "1250 h"),
        (GERMAN, "0.5 h", 1800.0, "0,5 h"),
        (GERMAN, "1.250,5 min", 75030.0, "1.250,5 min"),
        (GERMAN, "90", 90.0, "90"),
    ],
)
def test_a_figure_with_its_unit_is_read_and_shown_in_the_user_s_signs(
    signs, text, seconds, shown
) -> None:
    speak(Language(signs=signs))
    assert typed_figure(text, Unit.DURATION) == pytest.approx(seconds)
    assert own_signs(text) == shown
    assert typed_figure(own_signs(text), Unit.DURATION) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "March", "2026-03-31", "31.1.26", "EUR", "80 %", "12", "0,5"])
def test_what_is_no_figure_or_has_the_user_s_signs_stays_as_typed(text) -> None:
    speak(Language(signs=GERMAN))
    assert own_signs(text) == text


def test_a_unit_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a number or '5 min', '24 h'"):
        typed_figure("12 kg", Unit.DURATION)
    with pytest.raises(ValueError, match="expected a number"):
        typed_figure("about 5", Unit.COUNT)
