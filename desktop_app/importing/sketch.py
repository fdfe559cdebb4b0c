"""A first look at a column: its heading, what its cells are like, what it may mean."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.address import column_letters
from desktop_app.domain.translating import tr
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.cells import CellError, CellGrid, Sheet
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate
from desktop_app.importing.kinds.spelling import is_stars, without_notes
from desktop_app.importing.regions import Region
from desktop_app.text_columns import objects_of

_SAMPLE = 300
_SHOWN = 3
_SAYS_NO_FORMAT = (str, type(None))
_NUMERIC_TEXT = re.compile(
    r"^[<>≤≥=~±+\-−(\s]*(?:[A-Z]{3}|[€$£₹¥])?\s*[+\-−]?\.?\d[\d\s.,:'’]*"
    r"(?:%|[A-Za-zµ€$£₹¥]{1,7}\.?|(?:/|out of|of|von|sur|de)\s*\d+)?\s*\)?\s*[*†‡]?$"
)
_BRACKETED = re.compile(r"(?<=\S)\s*\([-+−]?\d[\d.,]*\s?%?\)$")
_PARTS_OF_TIME = re.compile(
    r"^(?:\d+\s*(?:d|h|hrs?|m|mins?|s|secs?)\.?\s*)+$|"
    r"^\d+\s?(?:d|days?|tage?|jours?|d[ií]as?),?\s\d{1,2}:\d\d(?::\d\d)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Profile:
    """What a sample of a column's cells is like; shares of the cells that say something, 0..1.

    `numbers` may be written as texts ("94.01"); `measured` are numbers, times and texts that hold
    a number beside something else ("94.01%", "00:05:12"); `words` are other texts. `distinct` is
    the share of cells unlike any other in the sample.
    """

    filled: int = 0
    numbers: float = 0.0
    numeric_texts: float = 0.0
    words: float = 0.0
    dates: float = 0.0
    times: float = 0.0
    flags: float = 0.0
    distinct: float = 0.0
    whole: float = 0.0
    low: float = float("nan")
    high: float = float("nan")

    @property
    def measured(self) -> float:
        """Return the share of cells that hold an amount of something."""
        return self.numbers + self.numeric_texts + self.times


@dataclass(slots=True)
class ColumnSketch:
    """One column of a region before anything is decided.

    Parameters
    ----------
    column : int
        0-based column of the sheet.
    parts : tuple of str
        The heading, one text per heading row; `header` is all of them.
    cells : pd.Series
        The data cells, indexed by sheet row.
    filled : bool array
        Which of them are not empty.
    sample : pd.Series of object
        Up to 300 of its filled cells, spread over the column.
    candidates : list of Candidate
        What the heading may mean, best first.
    """

    column: int
    header: str
    parts: tuple[str, ...]
    cells: pd.Series[Any]
    filled: NDArray[np.bool_]
    sample: pd.Series[Any]
    profile: Profile
    number_format: str = "General"
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def letters(self) -> str:
        """Return the column's letters."""
        return column_letters(self.column)

    @property
    def named(self) -> str:
        """Return the column for a sentence: heading and letters."""
        return (
            f"'{self.header}' ({self.letters})"
            if self.header
            else tr("column {letters}", letters=self.letters)
        )


def sketch_region(context: SheetContext, region: Region) -> list[ColumnSketch]:
    """Return a sketch per column of a region, from left to right."""
    return [
        _sketch_column(context, region, column) for column in range(region.left, region.right + 1)
    ]


def _sketch_column(context: SheetContext, region: Region, column: int) -> ColumnSketch:
    place = column - region.left
    header = region.headers[place] if place < len(region.headers) else ""
    parts = tuple(row[place] for row in region.header_parts if place < len(row))
    cells = data_cells(context.sheet, region, column)
    filled = filled_cells(cells)
    sample = _spread(cells, filled)
    return ColumnSketch(
        column=column,
        header=header,
        parts=parts,
        cells=cells,
        filled=filled,
        sample=sample,
        profile=profile_of(_said(context.words, sample), int(np.count_nonzero(filled))),
        number_format=common_format(context.sheet, region, column),
        candidates=context.names.candidates(header),
    )


def data_cells(sheet: Sheet, region: Region, column: int) -> pd.Series[Any]:
    """Return a column's cells below the heading, indexed by sheet row."""
    if region.first_data_row > region.bottom:
        return pd.Series([], dtype=object, index=pd.RangeIndex(0))
    return sheet.column(column, region.first_data_row, region.bottom)


def spread_sample(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Return up to `_SAMPLE` filled cells, evenly spread, as Python objects."""
    return _spread(cells, filled_cells(cells))


def filled_cells(cells: pd.Series[Any]) -> NDArray[np.bool_]:
    """Return which cells are not empty; the short way where numpy holds them."""
    if isinstance(cells.dtype, np.dtype):
        known: NDArray[np.bool_] = pd.notna(cells.to_numpy())
        return known
    return ~np.asarray(cells.array.isna(), dtype=np.bool_)


def evenly(items: NDArray[Any]) -> NDArray[Any]:
    """Return all of some items, or `_SAMPLE` of them evenly spread."""
    if len(items) <= _SAMPLE:
        return items
    return items[np.linspace(0, len(items) - 1, _SAMPLE).astype(np.int64)]


def _spread(cells: pd.Series[Any], filled: NDArray[np.bool_]) -> pd.Series[Any]:
    places = evenly(np.flatnonzero(filled))
    index = cells.index
    if len(places) == len(cells):
        if cells.dtype == np.dtype(object):
            return cells
        return pd.Series(as_objects(cells), index=index, dtype=object, copy=False)
    if not isinstance(cells.dtype, np.dtype):
        cells = cells.iloc[places]
        return pd.Series(as_objects(cells), index=cells.index, dtype=object, copy=False)
    picked = as_objects(pd.Series(cells.to_numpy()[places], copy=False))
    return pd.Series(picked, index=index.take(places), dtype=object, copy=False)


def as_objects(cells: pd.Series[Any]) -> NDArray[np.object_]:
    """Return cells as Python objects; the short way where numpy gives the same ones."""
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind in "Ofiub":
        return cells.to_numpy().astype(object, copy=False)
    return objects_of(cells)


def _said(words: Words, sample: pd.Series[Any]) -> pd.Series[Any]:
    """Return the sample without the cells that only say that there is no value."""
    says = [not (isinstance(value, str) and _silent(words, value)) for value in sample]
    # A column of nothing but "n/a" is a column of words, whatever its heading promises.
    return sample[says] if any(says) and not all(says) else sample


def _silent(words: Words, text: str) -> bool:
    plain = normalise(text)
    return not plain or plain in words.missing or plain in words.suppressed


def plain(value: object) -> str:
    """Return a cell as a person writes it: 91, not 91.0."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:.12g}" if number else " ".join(str(value).split())


def shown(values: Iterable[object]) -> str:
    """Return the first three different values for a sentence: ``91, 92, 93, ...``."""
    texts = list(dict.fromkeys(plain(value)[:40] for value in values))
    return (", ".join(texts[:_SHOWN]) or "nothing") + (", ..." if len(texts) > _SHOWN else "")


def is_numeric_text(text: str) -> bool:
    """Return whether a text holds an amount: "94.01%", "5m 12s", "1.234,5 EUR"."""
    plain = without_notes(_BRACKETED.sub("", text.strip()))
    return bool(_NUMERIC_TEXT.match(plain) or _PARTS_OF_TIME.match(plain) or is_stars(text.strip()))


class _Kinds(dict[type, str]):
    """The profile's share that a type of cell adds to; ``""`` where the text decides."""

    def __missing__(self, cell_type: type) -> str:
        found = (kind for kind, types in _KINDS if issubclass(cell_type, types))
        self[cell_type] = next(found, "")
        return self[cell_type]


# The order matters: bool is an int, and a time and a timestamp are more than a date.
_KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("flags", (bool, np.bool_)),
    ("numbers", (int, float, np.number)),
    ("times", (dt.timedelta, dt.time, np.timedelta64)),
    ("dates", (dt.date, np.datetime64)),
    ("errors", (CellError,)),
)
_KIND_OF = _Kinds()


def _kind(value: object) -> str:
    """Return the name of the profile's share that a cell adds to."""
    kind = _KIND_OF[type(value)]
    if kind:
        return kind
    if bare_number(value) is not None:  # the cells of a CSV file are all texts
        return "numbers"
    return "numeric_texts" if is_numeric_text(str(value)) else "words"


def profile_of(sample: pd.Series[Any], filled: int) -> Profile:
    """Return the profile of a sample; `filled` is the whole column's count of filled cells."""
    values = list(sample)
    if not values:
        return Profile()
    kind_of = [_kind(value) for value in values]
    kinds = Counter(kind_of)
    shares = {name: count / len(values) for name, count in kinds.items() if name != "errors"}
    numbers = [
        number
        for value, kind in zip(values, kind_of, strict=True)
        if kind == "numbers" and (number := bare_number(value)) is not None
    ]
    profile = Profile(filled=filled, distinct=len({str(v) for v in values}) / len(values), **shares)
    if numbers:
        profile.low, profile.high = min(numbers), max(numbers)
        profile.whole = sum(number.is_integer() for number in numbers) / len(numbers)
    return profile


def common_format(sheet: Sheet, region: Region, column: int) -> str:
    """Return the commonest number format of a column's data cells."""
    grid = sheet.grid
    bottom = min(region.bottom, grid.n_rows - 1)
    if column >= grid.n_columns:
        return "General"
    return commonest_format(
        grid, [(row, column) for row in range(region.first_data_row, bottom + 1)]
    )


def commonest_format(grid: CellGrid, places: Iterable[tuple[int, int]]) -> str:
    """Return the commonest number format of cells; on texts and empty cells it says nothing."""
    known, values, n_rows = grid.formats, grid.values, grid.n_rows
    if not known:
        return "General"
    formats = Counter(
        [
            known.get(place, "General")
            for place in places
            if place[0] < n_rows and not isinstance(values[place], _SAYS_NO_FORMAT)
        ]
    )
    return formats.most_common(1)[0][0] if formats else "General"
