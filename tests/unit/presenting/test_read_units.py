"""Tests of the words for units of reports."""

from __future__ import annotations

import pytest

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.presenting.read_units import unit_words
from tests.helpers.pseudo import BEGIN, END, speaking_marked


@pytest.mark.parametrize("unit", sorted(frozenset().union(*UNIT_WORDS.values())))
def test_every_unit_of_the_catalogue_is_translated(unit: str) -> None:
    with speaking_marked():
        said = {"share": "shares of 1"}.get(unit, unit.replace("_", " "))
        assert unit_words(unit) == f"{BEGIN}{said}{END}"


def test_a_currency_stays_as_it_is() -> None:
    with speaking_marked():
        assert unit_words("thousands EUR") == f"{BEGIN}thousands{END} EUR"
    assert unit_words("") == ""
