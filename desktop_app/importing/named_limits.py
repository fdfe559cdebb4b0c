"""The one time within which something is done, as a name or a target says it: "within 5 days"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.units import SECONDS

_TIME = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:[.,]\d+)?|[^\W\d_]{2,6})\s*-?\s*"
    r"(?P<kind>(?:[^\W\d_]{2,12}\s+){0,2}?)(?P<unit>[^\W\d_]{1,12})\b(?P<part>\s*\([^()\d%]{2,30}\))?"
)
_AIM = re.compile(
    r"^[^\d%]{0,20}(?P<share>\d{1,3}(?:[.,]\d+)?\s?%)[^\d%]{0,14}?(?<!\w)"
    r"(?:(?:within|inside|in|under|less than|innerhalb(?: von)?|binnen|unter|en moins de|en"
    r"|sous|dans les|dentro de|en menos de|antes de)(?!\w)|<=?|≤)\s*(?P<limit>.*\d.*)$",
    re.IGNORECASE,
)


_FEWEST, _MOSTLY = 2, 0.8


@dataclass(frozen=True, slots=True)
class NamedLimit:
    """A time limit: its length, 0 where the number is a word, and how it is written."""

    seconds: float
    text: str


def limit_in(text: str, words: Words) -> NamedLimit | None:
    """Return the one time that a text names, None if it names none or several."""
    found = [one for match in _TIME.finditer(text) if (one := _limit(match, words)) is not None]
    return found[0] if len(found) == 1 else None


def _limit(match: re.Match[str], words: Words) -> NamedLimit | None:
    number, unit = match["number"], words.units.get(normalise(match["unit"]), "")
    if unit not in UNIT_WORDS["duration"]:
        return None
    if not number[0].isdigit():
        if normalise(number) not in map(normalise, words.classes["numeral"]):
            return None
        return NamedLimit(0.0, match[0].strip())
    return NamedLimit(float(number.replace(",", ".")) * SECONDS[unit], match[0].strip())


def aim_in(text: object) -> tuple[str, str] | None:
    """Return share and limit of an aim such as "80 % within 20 seconds", None for any other text.

    Returns
    -------
    (str, str)
        As written: ``"80 %"`` and ``"20 seconds"``.
    """
    match = _AIM.match(text.strip()) if isinstance(text, str) else None
    return (match["share"], match["limit"]) if match else None


def are_aims(cells: Iterable[object]) -> bool:
    """Return whether most of several cells are shares within a time."""
    filled = [cell for cell in cells if cell is not None and cell == cell]  # noqa: PLR0124
    aims = sum(aim_in(cell) is not None for cell in filled)
    return aims >= max(_FEWEST, _MOSTLY * len(filled))


def are_limits(cells: Iterable[object], words: Words) -> bool:
    """Return whether several different cells are times such as "15 min" and "3 days"."""
    filled = {cell for cell in cells if cell is not None and cell == cell}  # noqa: PLR0124
    texts = [cell.strip() for cell in filled if isinstance(cell, str)]
    limits = [one for text in texts if (one := limit_in(text, words)) and one.text == text]
    units = {limit.text.lstrip("0123456789., ") for limit in limits}
    return len(limits) == len(filled) >= _FEWEST and len(units) > 1
