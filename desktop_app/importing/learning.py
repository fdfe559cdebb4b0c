"""What a file's own texts show of how it writes numbers and dates, and when its year starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import numpy as np
import pyarrow as pa

from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import Sheet
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.customs import stated_customs
from desktop_app.importing.kinds.date_text import taken_apart
from desktop_app.importing.kinds.fiscal import stated_start
from desktop_app.importing.kinds.marks import read_mark
from desktop_app.importing.kinds.spelled import spell
from desktop_app.importing.kinds.units import MAGNITUDE_WORDS, SHARE_WORDS, TIME_WORDS
from desktop_app.importing.typed import Habits

_LINE = 120
_LONGEST = 32  # longer texts are no figures
_ROWS, _NUMBERS, _DATES = 400, 100, 1000  # so many of a sheet tell its habits
_AGREED = 0.95
_TELLING = re.compile(r"\d[.,/-]\d")
_LIKE_DATE = re.compile(r"\d[./-]\d{1,2}[./-]\d")
_MAY_BE_FISCAL = re.compile(
    r"fy|f[iy]nan|fiscal|gesch|wirtsch|gj|exerc|ejerc|a[nñ]o|ann[eé]e", re.I
)
_UNIT_WORDS = {**MAGNITUDE_WORDS, **TIME_WORDS, **SHARE_WORDS}


def learn_customs(file: FileContext, sheets: Sequence[tuple[SheetContext, Sequence[str]]]) -> None:
    """Note on a file and its sheets what holds for all their figures.

    Parameters
    ----------
    sheets : sequence of (SheetContext, sequence of str)
        Every sheet with the texts of its titles and notes.
    """
    file.fiscal_start = fiscal_start(file, [(context.sheet, lines) for context, lines in sheets])
    habits = habits_of([votes_of(context.sheet, file.words) for context, _ in sheets])
    for (context, lines), own in zip(sheets, habits, strict=True):
        context.customs = replace(stated_customs(lines, file.words), habits=own)


def fiscal_start(file: FileContext, sheets: Iterable[tuple[Sheet, Sequence[str]]]) -> int:
    """Return the month in which the vendor's fiscal year starts; 0 where nobody says.

    Titles, notes, names and cells of the report go before what the user said of all reports.

    Parameters
    ----------
    sheets : iterable of (Sheet, sequence of str)
        Every sheet with the texts of its titles and notes.
    """
    texts = [PurePath(file.file).stem]
    for sheet, lines in sheets:
        cells = (
            value
            for value in sheet.grid.values[:_ROWS].ravel()
            if type(value) is str and len(value) <= _LINE
        )
        texts += [
            sheet.name,
            *lines,
            *(text for text in dict.fromkeys(cells) if _MAY_BE_FISCAL.search(text)),
        ]
    return stated_start(texts, file.words) or file.options.fiscal_year_start


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
    texts = dict.fromkeys(
        value
        for value in sheet.grid.values[:_ROWS].ravel()
        if type(value) is str and len(value) <= _LONGEST and _TELLING.search(value)
    )
    like_dates = [text for text in texts if _LIKE_DATE.search(text)][:_DATES]
    numbers = [text for text in texts if not _LIKE_DATE.search(text)][:_NUMBERS]
    votes = Votes()
    if numbers:
        spelled = spell(numbers)
        odd = [read_mark(*pair, words, _UNIT_WORDS).odd for pair in spelled.pairs]
        sure = ~np.array(odd)[spelled.pair_of]
        point, comma = np.isfinite(spelled.point), np.isfinite(spelled.comma)
        votes.comma = int((sure & comma & ~point).sum())
        votes.point = int((sure & point & ~comma).sum())
    if like_dates:
        array = pa.array(like_dates, type=pa.string())
        dates = taken_apart(array, np.arange(len(like_dates)), words)
        votes.day = int((dates.free & (dates.day > 12) & (dates.month <= 12)).sum())
        votes.month = int((dates.free & (dates.month > 12) & (dates.day <= 12)).sum())
    return votes


def habits_of(votes: Sequence[Votes]) -> list[Habits]:
    """Return the habits of every sheet of a file: its own, or where it has none the file's."""
    whole = Votes()
    for own in votes:
        whole = whole.plus(own)
    return [_habits(own, whole) for own in votes]


def _habits(own: Votes, whole: Votes) -> Habits:
    numbers, dates = (own.comma, own.point), (own.month, own.day)
    of_numbers = of_dates = tr("as in the rest of the sheet")
    if not any(numbers):
        numbers, of_numbers = (whole.comma, whole.point), tr("as on the other sheets")
    if not any(dates):
        dates, of_dates = (whole.month, whole.day), tr("as on the other sheets")
    return Habits(_agreed(*numbers), _agreed(*dates), of_numbers, of_dates)


def _agreed(yes: int, no: int) -> bool | None:
    """Return what nearly all votes say, None for no votes or a mixture."""
    total = yes + no
    if not total or _AGREED * total > max(yes, no):
        return None
    return yes > no
