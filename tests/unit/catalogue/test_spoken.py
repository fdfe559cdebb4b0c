"""What is shown of the catalogue is in the user's language; what rules go by is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.own import read_own_kpis
from desktop_app.catalogue.sizes import size_measures
from desktop_app.catalogue.spoken import catalogue_texts
from desktop_app.catalogue.templates import with_parameters
from desktop_app.domain.translating import Language, speak
from desktop_app.importing.recognition import Recogniser
from desktop_app.paths import resources

FOLDER = resources() / "catalogue"


class _Asked:
    """A translation that marks every text and remembers which it was asked for."""

    def __init__(self) -> None:
        self.texts: set[str] = set()

    def __call__(self, text: str) -> str:
        self.texts.add(text)
        return f"<{text}>"


@pytest.fixture
def asked() -> Iterator[_Asked]:
    """A foreign language for the time of a test."""
    lookup = _Asked()
    speak(Language("fr", lookup))
    yield lookup
    speak(Language())


@pytest.fixture
def foreign(asked: _Asked) -> Catalogue:
    """The product's catalogue in that language."""
    return load_catalogue(folder=FOLDER)


def test_just_the_texts_for_people_are_looked_up(foreign: Catalogue, asked: _Asked) -> None:
    names = [name for one in size_measures() for name in one.names]
    assert all(name.startswith(("<up", "<over")) for name in names)
    known = {text for text, _ in catalogue_texts()}
    # Beside the entries' own, the names of size classes and of places in messages.
    of_code = {text for text in asked.texts if "{" in text} - known
    assert asked.texts - of_code == known
    assert len(known) == len(catalogue_texts()) > 800


def test_titles_are_shown_translated_and_kept_as_names(foreign: Catalogue) -> None:
    kpi, field = foreign.kpis["aht"], foreign.fields["talk_time"]
    assert (kpi.title, kpi.name) == ("<Average handle time>", "Average handle time")
    assert (kpi.short, kpi.abbreviation) == ("<AHT>", "AHT")
    assert field.title == f"<{field.name}>"
    assert foreign.profiles["balanced"].title == "<Balanced scorecard>"
    assert foreign.parameters["discount_rate"].title == "<Discount rate a year>"


def test_numbers_stand_within_what_is_translated(foreign: Catalogue) -> None:
    fcr = foreign.kpis["fcr"]
    assert fcr.variant("repeat_14d").title == "<No further contact within 14 days>"
    assert "14 days" in fcr.variant("repeat_14d").markers
    clv = with_parameters(foreign, {"discount_rate": 0.07}).kpis["clv"]
    assert clv.variant("discounted").title.startswith("<Discounted by 0.07 of its value")


def test_recognition_does_not_depend_on_the_language() -> None:
    english = load_catalogue(folder=FOLDER)
    speak(Language("fr", lambda text: "Average handle time"))
    try:
        french = load_catalogue(folder=FOLDER)
    finally:
        speak(Language())
    for kind in ("kpis", "fields"):
        for one, other in zip(
            getattr(english, kind).values(), getattr(french, kind).values(), strict=True
        ):
            assert (one.name, one.aliases) == (other.name, other.aliases)
    csat = Recogniser(replace(french, kpis={"csat": french.kpis["csat"]}, fields={}))
    assert csat.candidates("Customer satisfaction")[0].id == "csat"
    assert not csat.candidates("Average handle time")


def test_own_kpis_are_the_users_words(asked: _Asked, tmp_path: Path) -> None:
    text = """[own_bots]
title = "Bot share"
short = "Bots"
category = "quality"
unit = "share"
direction = "higher"
description = "How many bots answer."
traps = "None."
aliases = []
formulas = [{ source = "records", part = "answered", whole = "1", apart = "abandoned", \
apart_words = "lost" }]
"""
    (own,) = read_own_kpis(text)
    assert (own.title, own.short, own.description) == ("Bot share", "Bots", "How many bots answer.")
    assert own.formulas[0].apart_words == "lost"
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    catalogue = load_catalogue(file)
    assert catalogue.own_kpis[0].title == "Bot share"
    assert catalogue.kpis["csat"].title == "<Customer satisfaction>"


def test_the_catalogue_follows_the_language(asked: _Asked) -> None:
    assert load_catalogue().kpis["csat"].title == "<Customer satisfaction>"
    speak(Language())
    assert load_catalogue().kpis["csat"].title == "Customer satisfaction"
