"""Names of sheets and files taken apart: their period, and the part or vendor beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.periods import read_period

_ANY_YEAR = 2000
_LONGEST_PERIOD = 4
_EDGES = " -–—_|/,.:()[]&+"
_TOKEN = re.compile(r"[^\s_()\[\]|,:&+–—]+")
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(?:p|fp|period|periode|période|período)\s?\d{1,2}", re.IGNORECASE)
"""What counts the periods of the year beside it: "P1" of "P1 FY25"."""
_LONGEST_SEGMENT = 3
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet's name: the period at its end or beginning, and the rest.

    `period` is ``""`` where it names none that way, and `rest` where it names nothing else;
    `with_year` whether the period names its year itself.
    """

    period: str
    rest: str
    with_year: bool = False


def split_names(names: Sequence[str], words: Words) -> list[SheetName]:
    """Return each name of a report's sheets with its period apart.

    A month or quarter without a year beside other words is one where its sisters have them too:
    "March Networks" may be a company, "Acme Mar" beside "Acme Apr" is not.
    """
    found = [_split(name.strip(), words) for name in names]
    bare = [one for one in found if one.period and one.rest and not one.with_year]
    if _are_parts(bare, words):
        return found
    return [
        SheetName("", name.strip()) if one in bare else one
        for name, one in zip(names, found, strict=True)
    ]


def split_parts(names: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """Return each name without the channel or queue at its end or beginning, and that.

    "Acme Voice" and "Acme Chat", or "Acme Voice" and "Borealis Voice": names that cross with
    channels. ``""`` for the channel of any other name, which stays whole.
    """
    found = [_part(name.strip(), words) for name in names]
    rests = Counter(normalise(rest) for rest, part in found if part)
    parts = Counter(normalise(part) for _, part in found if part)
    crossed = max((*rests.values(), *parts.values()), default=0) >= _FEWEST and len(found) > 1
    told = {(normalise(rest), normalise(part)) for rest, part in found if part}
    if not crossed or len(told) < _FEWEST:
        return [(name.strip(), "") for name in names]
    return found


def _part(name: str, words: Words) -> tuple[str, str]:
    tokens = list(_TOKEN.finditer(name))
    for size in range(min(_LONGEST_SEGMENT, len(tokens) - 1), 0, -1):
        for first, last in ((len(tokens) - size, len(tokens) - 1), (0, size - 1)):
            start, end = tokens[first].start(), tokens[last].end()
            text = name[start:end].strip(_EDGES)
            rest = (name[:start] if first else name[end:]).strip(_EDGES)
            if normalise(text) in words.segments and any(map(str.isalpha, rest)):
                return rest, text
    return name, ""


def part_of_file(name: str, beside: Iterable[str], words: Words) -> str:
    """Return the channel or queue that a file is named after, as others beside it are: "Voice" of
    "Acme_Voice_Jan" beside "Acme_Chat_Jan"; ``""`` where its name tells it from no other.

    Parameters
    ----------
    beside : iterable of str
        Names of the files imported together.
    """
    own = _segments(name, words)
    others = [found for other in beside if (found := _segments(other, words))]
    return " / ".join(own) if own and any(other != own for other in others) else ""


def _segments(name: str, words: Words) -> list[str]:
    """Return the channels and queues in a file's name, as written."""
    stem = PurePath(name).stem
    tokens = list(_WORD.finditer(stem))
    found: list[str] = []
    first = 0
    while first < len(tokens):
        for size in range(min(_LONGEST_SEGMENT, len(tokens) - first), 0, -1):
            text = stem[tokens[first].start() : tokens[first + size - 1].end()]
            if normalise(text.replace("_", " ")) in words.segments:
                found.append(text.replace("_", " "))
                first += size - 1
                break
        first += 1
    return found


def _split(name: str, words: Words) -> SheetName:
    if read_period(name.replace("_", " "), words, _ANY_YEAR) is not None:
        return SheetName(name, "", read_period(name, words) is not None)
    tokens = list(_TOKEN.finditer(name))
    for size in range(min(_LONGEST_PERIOD, len(tokens) - 1), 0, -1):
        for first in (len(tokens) - size, *range(len(tokens) - size)):
            start, end = tokens[first].start(), tokens[first + size - 1].end()
            text = name[start:end].strip(_EDGES)
            sides = (name[:start].strip(_EDGES), name[end:].strip(_EDGES))
            rest = " ".join(side for side in sides if side)
            period = read_period(text, words, _ANY_YEAR)
            if period is None or not any(map(str.isalpha, rest)) or not _is_name(text):
                continue
            if _NUMBERED.fullmatch(rest):
                return SheetName(name, "", True)
            return SheetName(text, rest, read_period(text, words) is not None)
    return SheetName("", name)


def _is_name(text: str) -> bool:
    """Return whether a text names a period in more than a bare number that may count anything."""
    return any(map(str.isalpha, text)) or len(text) >= len("2025")


def _are_parts(names: Sequence[SheetName], words: Words) -> bool:
    """Return whether names without a year are those of a grid of periods and parts."""
    rests = Counter(normalise(one.rest) for one in names)
    periods = Counter(normalise(one.period) for one in names)
    if sum(rests.values()) < _FEWEST:
        return False
    crossed = max(rests.values()) >= _FEWEST or max(periods.values()) >= _FEWEST
    return crossed or all(rest in words.segments for rest in rests)
