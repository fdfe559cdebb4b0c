"""What holds for all figures of a sheet and is said or shown around them: amounts "in T€".

A title or note may say in what amounts are given, and the texts of the sheet, and of the file,
show how numbers and dates are written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from desktop_app.catalogue.model import FieldKind, Words
from desktop_app.importing.cells import Sheet
from desktop_app.importing.kinds.amounts import amount_unit
from desktop_app.importing.kinds.date_text import taken_apart
from desktop_app.importing.kinds.marks import read_mark
from desktop_app.importing.kinds.spelled import spell
from desktop_app.importing.kinds.units import MAGNITUDE_WORDS, SHARE_WORDS, TIME_WORDS
from desktop_app.importing.typed import Habits, ReadingHints

_LINE = 120
_LONGEST = 32  # longer texts are no figures
_ROWS, _TEXTS = 400, 2000  # so many of a sheet tell its habits
_AGREED = 0.95
_UNIT_WORDS = {**MAGNITUDE_WORDS, **TIME_WORDS, **SHARE_WORDS}


@dataclass(frozen=True, slots=True)
class Customs:
    """What holds for a sheet.

    `size` (a unit id such as ``thousands``) and `currency` are what the title or note `line` says
    of amounts; `habits` is how numbers and dates are written.
    """

    size: str = ""
    currency: str = ""
    line: str = ""
    habits: Habits = field(default_factory=Habits)


def stated_customs(lines: Iterable[str], words: Words) -> Customs:
    """Return what titles and notes say of all amounts; nothing where they say two things."""
    found = [(amount_unit(line, words), line) for line in lines if len(line) <= _LINE]
    sizes = {unit.size for unit, _ in found if unit.size}
    currencies = {unit.currency for unit, _ in found if unit.currency}
    size = sizes.pop() if len(sizes) == 1 else ""
    currency = currencies.pop() if len(currencies) == 1 else ""
    line = next((line for unit, line in found if size and unit.size == size), "")
    return Customs(size, currency, line)


def with_customs(known: ReadingHints, customs: Customs) -> ReadingHints:
    """Return the hints completed by what holds for the sheet.

    What a title says of amounts is taken for sums whose heading names no currency of its own; a
    cost of one contact is hardly given in thousands, and is read as it stands.
    """
    if known.kind is FieldKind.MONEY:
        if customs.size and known.sums and not (known.unit or known.currency):
            known = replace(known, unit=customs.size, unit_source=f"title '{customs.line}'")
        if customs.currency and not known.currency:
            known = replace(known, currency=customs.currency)
    return replace(known, habits=customs.habits)


@dataclass(slots=True)
class Votes:
    """How many texts can only be read with a decimal comma, a point, day or month first."""

    comma: int = 0
    point: int = 0
    day: int = 0
    month: int = 0

    def plus(self, other: Votes) -> Votes:
        """Return both counts together."""
        return Votes(
            self.comma + other.comma,
            self.point + other.point,
            self.day + other.day,
            self.month + other.month,
        )


def votes_of(sheet: Sheet, words: Words) -> Votes:
    """Return how a sheet's own texts write decimals and dates; its first rows tell for all."""
    grid = sheet.grid.values[:_ROWS]
    digits = dict.fromkeys(
        value
        for value in grid.ravel()
        if type(value) is str and len(value) <= _LONGEST and any(map(str.isdigit, value))
    )
    texts = list(digits)[:_TEXTS]
    if not texts:
        return Votes()
    spelled = spell(texts)
    odd = [read_mark(*pair, words, _UNIT_WORDS).odd for pair in spelled.pairs]
    sure = ~np.array(odd)[spelled.pair_of]
    point, comma = np.isfinite(spelled.point), np.isfinite(spelled.comma)
    dates = taken_apart(pa.array(texts, type=pa.string()), np.arange(len(texts)), words)
    return Votes(
        comma=int((sure & comma & ~point).sum()),
        point=int((sure & point & ~comma).sum()),
        day=int((dates.free & (dates.day > 12) & (dates.month <= 12)).sum()),
        month=int((dates.free & (dates.month > 12) & (dates.day <= 12)).sum()),
    )


def habits_of(votes: Sequence[Votes]) -> list[Habits]:
    """Return the habits of every sheet of a file: its own, or where it has none the file's."""
    whole = Votes()
    for own in votes:
        whole = whole.plus(own)
    return [_habits(own, whole) for own in votes]


def _habits(own: Votes, whole: Votes) -> Habits:
    numbers, dates = (own.comma, own.point), (own.month, own.day)
    of_numbers = of_dates = "as in the rest of the sheet"
    if not any(numbers):
        numbers, of_numbers = (whole.comma, whole.point), "as on the other sheets"
    if not any(dates):
        dates, of_dates = (whole.month, whole.day), "as on the other sheets"
    return Habits(_agreed(*numbers), _agreed(*dates), of_numbers, of_dates)


def _agreed(yes: int, no: int) -> bool | None:
    """Return what nearly all votes say, None for no votes or a mixture."""
    total = yes + no
    if not total or _AGREED * total > max(yes, no):
        return None
    return yes > no
