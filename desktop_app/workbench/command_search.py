"""Finding a command by some of its letters: the logic of the command palette."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A command by its place in the list given, and how well it fits (smaller is better)."""

    place: int
    distance: int


def search(titles: Iterable[str], typed: str) -> list[int]:
    """Return the places of titles that fit what was typed, the best first.

    Parameters
    ----------
    titles : iterable of str
        ``File: Save project``, the menu's name in front.
    typed : str
        Beginnings of words in any order and case (``sav pro``), or the first letters of the
        title's words (``osc`` finds "Open a sample comparison"); empty fits all.

    Returns
    -------
    list of int
        A beginning of the command itself counts before one of its menu; equal ones stay in the
        order of the menus.
    """
    wanted = [word.casefold() for word in _WORD.findall(typed)]
    found = [
        Found(place, distance)
        for place, title in enumerate(titles)
        if (distance := _distance(title, wanted)) is not None
    ]
    return [hit.place for hit in sorted(found, key=lambda hit: (hit.distance, hit.place))]


def _distance(title: str, wanted: list[str]) -> int | None:
    """Return the sum of the positions of the words that fit, None if one fits nowhere."""
    menu, _, command = title.rpartition(": ")
    words = [word.casefold() for word in _WORD.findall(command)]
    behind = [word.casefold() for word in _WORD.findall(menu)]
    total = 0
    for text in wanted:
        places = [i for i, word in enumerate([*words, *behind]) if word.startswith(text)]
        if not places:
            return _by_initials(words, wanted)
        total += places[0]
    return total


def _by_initials(words: list[str], wanted: list[str]) -> int | None:
    """Return a large distance if what was typed are the first letters of the words in order."""
    letters = iter(word[0] for word in words)
    typed = "".join(wanted)
    # `in` uses up the letters as it goes, so that the order counts.
    return len(words) * 2 if all(letter in letters for letter in typed) else None
