"""Which rows of a log are records, and which are totals, repeated headings or remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.period_text import WordsKey
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.text_columns import objects_of

_LOOKED_AT = 300
_GROUPS = 100
_WORD = r"[^\d\s.,:;%€$£+()'/-]"
"""What no figure written as text has."""


@dataclass(slots=True)
class RecordRows:
    """Sheet rows (0-based) of a log's body by what they are; `kept` is the mask
    of the records over the body, `all_data` says that all rows are.
    """

    data: NDArray[np.int64]
    totals: NDArray[np.int64]
    headings: NDArray[np.int64]
    notes: NDArray[np.int64]
    kept: NDArray[np.bool_]
    all_data: bool


def sort_rows(
    context: SheetContext, region: Region, sketches: Sequence[ColumnSketch]
) -> RecordRows:
    """Return the rows of a log's body, sorted by what they are."""
    index = np.arange(region.first_data_row, region.bottom + 1, dtype=np.int64)
    filled = np.zeros(len(index), dtype=np.int16)
    for sketch in sketches:
        filled += sketch.filled
    headings = _repeated_headings(sketches, filled)
    totals = _total_rows(context, sketches, len(index)) & ~headings
    # A lone text in a row of a wide log is a remark, not a record.
    notes = (filled == 1) & (len(sketches) > 3) & ~totals & _lone_texts(sketches, len(index))
    data = (filled > 0) & ~headings & ~totals & ~notes
    return RecordRows(
        index[data], index[totals], index[headings], index[notes], data, bool(data.all())
    )


def _is_textual(cells: pd.Series[Any]) -> bool:
    return cells.dtype.kind not in "fiubMm"


def _repeated_headings(
    sketches: Sequence[ColumnSketch], filled: NDArray[np.int16]
) -> NDArray[np.bool_]:
    same = np.zeros(len(filled), dtype=np.int16)
    for sketch in sketches:
        if sketch.header and _is_textual(sketch.cells):
            headings = {sketch.header, *(part for part in sketch.parts if part)}
            same += np.asarray(sketch.cells.isin(list(headings)), dtype=np.bool_)
    return np.asarray((same >= 2) & (same >= 0.6 * filled), dtype=np.bool_)


def _total_rows(
    context: SheetContext, sketches: Sequence[ColumnSketch], size: int
) -> NDArray[np.bool_]:
    """Return the rows in which every text is a total word or empty, and one is.

    Column after column, of the rows that can still be one; in most logs none is left after the
    first. Columns of few different texts come first, as they are soon looked through.
    """
    said = np.zeros(size, dtype=np.bool_)
    possible = np.arange(size)
    worded = [s for s in sketches if _is_textual(s.cells) and s.profile.words > 0.0]
    for sketch in sorted(worded, key=lambda item: item.cells.iloc[:_LOOKED_AT].nunique()):
        if not len(possible):
            break
        cells = sketch.cells if len(possible) == size else sketch.cells.iloc[possible]
        total = _says_total(context, cells)
        said[possible[total]] = True
        possible = possible[total | ~_words_in(cells)]
    rows = np.zeros(size, dtype=np.bool_)
    rows[possible] = said[possible]
    return rows


def _words_in(cells: pd.Series[Any]) -> NDArray[np.bool_]:
    """Return which cells hold a word; sums do not, be they numbers or text ("2:10:00", "85 %")."""
    if cells.dtype != object:
        codes, texts = pd.factorize(cells)
        worded = np.asarray(pd.Series(texts).str.contains(_WORD, na=False), dtype=np.bool_)
        # The last place is for cells without a text, which have the code -1.
        return np.append(worded, False)[codes]
    said = [isinstance(value, str) and bool(re.search(_WORD, value)) for value in cells]
    return np.array(said, dtype=np.bool_)


def _says_total(context: SheetContext, cells: pd.Series[Any]) -> NDArray[np.bool_]:
    """Return which cells say "total" or "average".

    In a long column, words inside of the column are compared as they are usually written; only
    its end, where totals stand, is read word by word.
    """
    found = np.array(cells.isin(_usual_spellings(WordsKey(context.words))), dtype=np.bool_)
    start = max(len(cells) - _LOOKED_AT, 0)
    for place, value in enumerate(objects_of(cells.iloc[start:]).tolist(), start=start):
        if isinstance(value, str) and len(value) < 40 and total_word(context, value):
            found[place] = True
    return found | _says_total_of_others(context, cells)


@lru_cache(maxsize=4)
def _usual_spellings(key: WordsKey) -> tuple[str, ...]:
    """Return words for totals and means in small letters, in capitals and both ways between."""
    words = key.words.total | key.words.average
    forms = (str, str.title, str.upper, str.capitalize)
    return tuple({form(word) for word in words for form in forms})


def _says_total_of_others(context: SheetContext, cells: pd.Series[Any]) -> NDArray[np.bool_]:
    """Return which cells say the total of what other cells of the column say: "Ann Total".

    Only in a column of few different texts, as one that records are listed by is.
    """
    if cells.iloc[:_LOOKED_AT].nunique() > _GROUPS:
        return np.zeros(len(cells), dtype=np.bool_)
    codes, texts = pd.factorize(cells)
    named = {normalise(text): place for place, text in enumerate(texts) if isinstance(text, str)}
    sums = [
        place
        for text, place in named.items()
        for word in context.words.total
        if text != (rest := text.removesuffix(f" {word}").removeprefix(f"{word} "))
        and rest in named
    ]
    return np.asarray(np.isin(codes, sums), dtype=np.bool_)


def _lone_texts(sketches: Sequence[ColumnSketch], size: int) -> NDArray[np.bool_]:
    """Return the rows with a text in the first filled column that is no code or number."""
    lone = np.zeros(size, dtype=np.bool_)
    for sketch in sketches:
        if _is_textual(sketch.cells):
            lone |= sketch.filled
    return lone
