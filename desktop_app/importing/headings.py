"""Heading rows: telling them from data by what stands below them, and reading their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.blocks import Mask, Rect
from desktop_app.importing.cellkinds import Kind
from desktop_app.importing.surface import Surface

Counts = NDArray[np.int64]

WINDOW = 8
"""How many rows below a row say what its columns hold."""
_LONGEST_NAME, _MOST_WORDS = 40, 4
_MOST_HEADING_ROWS = 5
_FEWEST_STEPS = 5
_A_PAIR = 2
FIRST_YEAR, LAST_YEAR = 1990, 2100
_DIGITS = re.compile(r"\d+")
_UNIT_LIKE = re.compile(
    r"^[(\[]?\s*(?:%|#|no\.?|nos\.?|count|min(?:ute)?s?|mm:ss|hh:mm(?::ss)?|sec(?:ond)?s?|h(?:ou)?rs?|days?|"
    r"[$€£₹]|[a-z]{3}|target|actual|plan|score|value|volume)\s*[)\]]?$",
    re.IGNORECASE,
)


_OF_MACHINES = re.compile(r"\{.*\}", re.DOTALL)
"""What a survey tool writes below its questions: ``{"ImportId": "QID1"}``."""
_STAMP = re.compile(
    r"^\W*(?:strictly |company |commercial(?:ly)? )?(?:in )?(?:confidential|confidence|internal|"
    r"draft|restricted|proprietary|vertraulich|intern|entwurf|confidentiel|interne|brouillon|"
    r"confidencial|interno|borrador)(?: use)?(?: only)?\W*$",
    re.IGNORECASE,
)
"""A stamp on the sheet: it stands where there was room, and heads no column."""


def is_of_machines(texts: Sequence[str]) -> bool:
    """Return whether a heading row holds nothing but records of the tool that wrote the file."""
    return len(texts) > 1 and all(_OF_MACHINES.fullmatch(text) for text in texts)


def _below(mask: Mask, rows: int) -> Counts:
    """Count True in the next `rows` rows below each cell."""
    total = _running(mask)
    start = np.arange(1, mask.shape[0] + 1)
    count: Counts = total[np.minimum(start + rows, mask.shape[0])] - total[start]
    return count


def _running(mask: Mask) -> Counts:
    """Count True above each row, with one more row for the total."""
    total = np.zeros((mask.shape[0] + 1, mask.shape[1]), dtype=np.int64)
    np.cumsum(mask, axis=0, out=total[1:])
    return total


def _said_once(texts: list[Any]) -> list[Any]:
    """Return a heading that comes several times in a row once; other texts as they are."""
    for size in range(2, len(texts) // 2 + 1):
        if len(texts) % size == 0 and texts[:size] * (len(texts) // size) == texts:
            return texts[:size]
    return texts


def _even_steps(numbers: NDArray[np.float64], clock: bool) -> bool:
    """Whether numbers run 1, 2, 3, ... (days, weeks), or clock times by equal steps."""
    steps = np.diff(numbers)
    if len(numbers) < _FEWEST_STEPS or not (steps > 0).all() or not np.allclose(steps, steps[0]):
        return False
    return clock or (numbers[0] in (0, 1) and steps[0] == 1)


def are_years(numbers: NDArray[np.float64]) -> Mask:
    """Return which numbers may be years: 2026."""
    with np.errstate(invalid="ignore"):
        years: Mask = (numbers >= FIRST_YEAR) & (numbers <= LAST_YEAR) & (numbers % 1 == 0)
    return years


def are_months(numbers: NDArray[np.float64]) -> Mask:
    """Return which numbers may be months as year and month in one: 202601."""
    with np.errstate(invalid="ignore"):
        month = numbers % 100
        months: Mask = are_years(np.floor(numbers / 100)) & (month % 1 == 0)
        return months & (month >= 1) & (month <= 12)


def _follow_each_other(numbers: NDArray[np.float64]) -> bool:
    """Whether years, or months as 202512, 202601, go on one by one."""
    years = numbers if are_years(numbers).all() else np.floor(numbers / 100)
    if len(numbers) == 1:
        return bool(2000 <= years[0] < 2040)
    steps = np.diff(numbers if years is numbers else years * 12 + numbers % 100)
    return bool(np.isin(steps, (0, 1)).all() or np.isin(steps, (0, -1)).all())


def _is_sequence(surface: Surface, row: int, columns: NDArray[np.int64]) -> bool:
    """Whether a row's numbers are a run of years, days or hours rather than figures."""
    numbers = surface.number[row, columns]
    if np.isnan(numbers).any():
        return False
    if are_years(numbers).all() or are_months(numbers).all():
        once = np.array(_said_once(numbers.tolist()))
        return not _named_anew(surface, row, columns) and _follow_each_other(once)
    above = surface.label[row - 1, columns] if row else np.zeros(1, dtype=np.bool_)
    if above.sum() * 2 > len(columns):
        return False  # those are the headings, and 1, 2, 3, ... happen to be the figures
    clock = all(hasattr(surface.grid.values[row, c], "hour") for c in columns)
    return _even_steps(numbers, clock)


def _named_anew(surface: Surface, row: int, columns: NDArray[np.int64]) -> bool:
    """Whether numbers stand under headings, beside a name of their own: 2000 calls, not 2000."""
    if row == 0 or surface.label[row - 1, columns].sum() * 2 <= len(columns):
        return False
    return any(
        surface.label[row, column]
        and surface.label[row - 1, column]
        and surface.text(row, column) != surface.text(row - 1, column)
        for column in range(int(columns[0]))
    )


def period_rows(surface: Surface, rect: Rect) -> Mask:
    """Return which rows of a block hold only labels and dates, years or days that head columns.

    A date heads its column when the cells below it are not dates; a year or a month written as
    202601, when they are not such too. Rows are counted from the block's top.
    """
    box = np.s_[rect.top : rect.bottom + 1, rect.left : rect.right + 1]
    hard, occupied = surface.hard[box], surface.occupied[box]
    date = surface.kind[box] == Kind.DATE
    number = surface.number[box]
    year: Mask = np.logical_or(are_years(number), are_months(number))
    filled = _below(occupied, WINDOW)
    heads = date & (filled > 0) & (_below(date, WINDOW) * 2 <= filled)
    heads |= ~np.isnan(number) & (filled > 0) & ~(year & (_below(year, WINDOW) * 2 > filled))
    result: Mask = hard.any(axis=1) & (heads | ~hard).all(axis=1)
    dated = (date | ~hard).all(axis=1)
    years: Mask = np.all(year | ~hard, axis=1, keepdims=True)[:, 0]
    counted = hard.sum(axis=1) >= _FEWEST_STEPS
    result &= dated | years | counted
    for row in np.flatnonzero(result & ~dated):
        columns = np.flatnonzero(hard[row])
        first = number[row, columns[0]]
        clock = hasattr(surface.grid.values[rect.top + row, rect.left + columns[0]], "hour")
        if not (years[row] or clock or first in (0, 1)):
            result[row] = False
            continue
        result[row] = _is_sequence(surface, rect.top + int(row), columns + rect.left)
    return result


def _is_long(text: str) -> bool:
    """Whether a text is too long for the name of a group of columns."""
    return len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS


class Reading:
    """What each row of a block is: body, heading candidate, or neither.

    Rows are counted from the block's top. `body` rows hold figures; `candidate` rows hold only
    labels, at least half of which (over the columns that hold figures below) stand over figures.
    """

    def __init__(self, surface: Surface, rect: Rect) -> None:
        self.surface, self.rect = surface, rect
        box = np.s_[rect.top : rect.bottom + 1, rect.left : rect.right + 1]
        self.occupied, hard = surface.occupied[box], surface.hard[box]
        self.filled = self.occupied.sum(axis=1)
        heads = period_rows(surface, rect)
        self.label = surface.label[box] | (hard & heads[:, None])
        self.spread = surface.spread[box] | self.label
        self.body = hard.any(axis=1) & ~heads
        self.hard = hard & self.body[:, None]
        self.figures = self._figures()
        self.candidate = self._candidates()

    def _figures(self) -> Mask:
        """For each row, which columns hold mostly figures in the next body rows."""
        body = np.flatnonzero(self.body)
        if not len(body):
            return np.zeros_like(self.occupied)
        hard, label = _running(self.hard[body]), _running(self.label[body])
        start = np.searchsorted(body, np.arange(len(self.body)), side="right")
        end = np.minimum(start + WINDOW, len(body))
        hards, labels = hard[end] - hard[start], label[end] - label[start]
        result: Mask = (hards > 0) & (hards >= labels)
        return result

    def _candidates(self) -> Mask:
        over = (self.spread & self.figures).sum(axis=1)
        columns = self.figures.sum(axis=1)
        enough = (over >= 1) & (over * 2 >= columns)
        lonely = (self.filled == 1) & self.occupied[:, 0] & (self.occupied.shape[1] > 1)
        result: Mask = enough & ~self.body & ~lonely
        return result

    def row_texts(self, row: int) -> list[str]:
        """Return the texts of a row's non-empty cells."""
        columns = np.flatnonzero(self.occupied[row])
        return [
            self.surface.text(self.rect.top + row, self.rect.left + int(c)).casefold()
            for c in columns
        ]

    def looks_like_data(self, row: int) -> bool:
        """Whether a row of labels is a record whose figures are missing.

        Its words then come again below ("Open", "Ann"), or have the same form (T-5 above T-6). A
        column of nothing but its first word marks the rows that are so, and says nothing.
        """
        below = [
            other
            for other in range(row + 1, min(row + 31, len(self.body)))
            if not self.candidate[other]
        ]
        alike = seen = 0
        for column in np.flatnonzero(self.label[row] & ~self.figures[row]).tolist():
            texts = [self._text(other, column) for other in below if self.label[other, column]]
            text = self._text(row, column)
            if texts and not (set(texts) == {text} and len(texts) < len(below)):
                seen += 1
                form = _DIGITS.sub("9", text)
                forms = [_DIGITS.sub("9", other) for other in texts]
                same_form = form != text and forms.count(form) * 2 > len(forms)
                alike += same_form or (text in texts and len(texts) > 1)
        return seen > 0 and alike * 2 >= seen

    def _text(self, row: int, column: int) -> str:
        return self.surface.text(self.rect.top + row, self.rect.left + column).casefold()

    def distinct(self, row: int) -> bool:
        """Whether a row's texts are mostly unlike each other, as headings are.

        Tables side by side say one heading several times.
        """
        texts = self.row_texts(row)
        return len(set(texts)) * 5 >= len(_said_once(texts)) * 3

    def grouped(self, row: int) -> bool:
        """Whether a row says the same again under each name of the row above ("CSAT, AHT, CSAT,
        AHT" under two vendors), so that only both together tell its columns apart.
        """
        above = self._next_above(row, 0)
        if above < 0 or self.body[above] or not self.label[above].any():
            return False
        names = np.flatnonzero(self.occupied[above])
        columns = np.flatnonzero(self.occupied[row])
        if len(names) < 2 or len(names) >= len(columns) or not self.label[above, names].all():
            return False
        group = np.searchsorted(names, columns, side="right")
        pairs = {(int(g), self._text(row, int(c))) for g, c in zip(group, columns, strict=True)}
        return len(pairs) == len(columns)

    def heading_rows(self, lowest: int, first: int) -> list[int]:
        """Return the heading whose last row is `lowest`, going up no further than row `first`."""
        rows = [lowest]
        while rows[0] > first and len(rows) < _MOST_HEADING_ROWS:
            above = self._next_above(rows[0], first)
            if self.body[above] or not self.filled[above] or not self._is_parent(above, rows):
                break
            rows.insert(0, above)
        return rows

    def _next_above(self, row: int, first: int) -> int:
        """Return the row above a row, past one that is left blank for looks."""
        above = row - 1
        return above - 1 if above > first and not self.filled[above] else above

    def _is_parent(self, row: int, rows: list[int]) -> bool:
        """Whether a row of labels groups the heading rows below it (or completes them)."""
        columns = np.flatnonzero(self.occupied[row])
        known: Mask = np.atleast_1d(np.any(self.occupied[rows], axis=0))
        top, left = self.rect.top + row, self.rect.left
        if not self.label[row, columns].all():
            return False
        if is_of_machines(self.row_texts(rows[-1])):
            return bool(self.occupied[row].sum() == self.occupied[rows[-1]].sum())
        if len(columns) == 1:
            return self._lone_parent(row, int(columns[0]), known)
        if len(columns) == 2 and columns[1] == 1 and columns[0] == 0 and known[:2].all():
            # "Vendor: | Acme": a line about the report, unless the pair heads a pair.
            return bool(self.occupied.shape[1] == 2 and not self.distinct(rows[-1]))
        if any(not known[c] for c in columns) and self._mostly_parents(row, columns, known):
            return True
        if self._repeats(rows):
            return True
        ends = np.append(columns[1:], self.occupied.shape[1])
        owner = self.surface.owner[top]
        merged = bool((owner >= 0).any())
        if not merged and self._is_banner(row, columns):
            return False
        for column, end in zip(columns, ends, strict=True):
            wide = (
                (owner[left:][column:end] == left + column).sum() > 1
                if merged
                else end - column > 1
            )
            period = (
                self.surface.period[top, left + column] or self.surface.hard[top, left + column]
            )
            if not (wide or period or column == 0 or not known[column]):
                return False
        return True

    def _is_banner(self, row: int, columns: NDArray[np.int64]) -> bool:
        """Whether texts over a whole table say what it is: the first stands over the names too,
        which no group of figures does, and one is too long for a name, says what it is ("Site:
        Cebu"), or stands with it alone ("Agent scorecard", "May 2025").
        """
        texts = [self._text(row, int(column)) for column in columns]
        wide = len(columns) > 1 and columns[0] == 0 and columns[1] > 1
        alone = len(columns) == _A_PAIR
        return bool(wide and (alone or any(_is_long(text) or ":" in text for text in texts)))

    def _lone_parent(self, row: int, column: int, known: Mask) -> bool:
        if column == 0:
            return False
        text = self._text(row, column)
        if _is_long(text) or _STAMP.match(text):
            return False
        return bool(known[0] and known[column])

    def _mostly_parents(self, row: int, columns: NDArray[np.int64], known: Mask) -> bool:
        """Whether the row fills gaps of the rows below: names above units, or merged downwards."""
        gaps = sum(not known[c] for c in columns)
        lowest = [c for c in columns if known[c]]
        return gaps * 2 >= len(columns) or len(lowest) * 2 >= int(known.sum())

    def _repeats(self, rows: list[int]) -> bool:
        """Whether the heading so far names two columns alike, or only units."""
        texts = [
            " ".join(self._text(row, c) for row in rows)
            for c in np.flatnonzero(self.occupied[rows].any(axis=0)).tolist()
        ]
        units = sum(bool(_UNIT_LIKE.match(text)) for text in texts)
        return len(set(texts)) < len(texts) or units * 2 > len(texts)
