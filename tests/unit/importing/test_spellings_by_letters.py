"""The look at spellings of the same first letters denies nothing that a full search finds."""

from __future__ import annotations

import random

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.importing.heading_words import WordReader
from desktop_app.importing.spellings import Spellings


def test_typing_errors_find_the_same_with_and_without_the_short_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue = load_catalogue()
    reader = WordReader(catalogue.words)
    index = Spellings.of(catalogue, reader)
    rng = random.Random(8)
    keys = rng.sample(sorted(index.by_words), 150)
    asked = [reader.fold_text(_mistyped(" ".join(key), rng)) for key in keys]
    found = [index.like(words) for words in asked]
    monkeypatch.setattr(Spellings, "_any_like", lambda *_: True)
    assert found == [index.like(words) for words in asked]
    assert sum(map(bool, found)) > 50


def _mistyped(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(("", "e", text[place] * 2)) + text[place + 1 :]
