"""Columns that arithmetic proves to be part and whole of a share that stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind, Formula, Source
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.text_columns import objects_of

_FEWEST = 5
"""Rows in which the division has to come out; fewer may do so by chance."""
_FEWEST_DIFFERENT = 3
_MOSTLY = 0.95
_PROVEN = 0.84
_MOST_DECIMALS = 6
_PERCENT = 100.0

_LETTER_FIRST = r"^[A-Za-z]"
"""How texts begin that are no number; asked of a whole column, as ids are, it saves its reading."""

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two columns of which the first divided by the second is a share, and the formula it is of."""

    share: PlannedColumn
    part: PlannedColumn
    whole: PlannedColumn
    formula: Formula

    @property
    def places(self) -> tuple[int, int]:
        """Return the columns of part and whole in the sheet."""
        return self.part.sketch.column, self.whole.sketch.column


class _Figures:
    """The figures of a table's columns, of each when it is first asked for: few tables are."""

    def __init__(self) -> None:
        self._known: dict[int, _Numbers] = {}

    def of(self, column: PlannedColumn) -> _Numbers:
        """Return a column's cells as numbers."""
        place = column.sketch.column
        if place not in self._known:
            self._known[place] = _read(column.sketch.cells)
        return self._known[place]


def take_proven_parts(context: SheetContext, plan: Plan) -> None:
    """Take columns of unknown names for part and whole of a share, where their quotient is it.

    "Orders" beside "Delivered on time" and "On-time %" are those delivered if the second divided
    by the first is the third all the way down. One column that is part or whole of several shares,
    or several that fit one share, prove nothing. Only for tables whose columns are KPIs.
    """
    if plan.label is not None or plan.item is not None:
        return
    numbers = _Figures()
    for share in plan.of(Part.VALUE):
        pairs = list(_pairs(context, plan, share, numbers))
        if len(pairs) == 1:
            _take(pairs[0])


def _pairs(
    context: SheetContext, plan: Plan, share: PlannedColumn, numbers: _Figures
) -> Iterator[_Pair]:
    """Yield the pairs of columns whose quotient a share is, at least one of them unknown."""
    formulas = _formulas(context, share)
    if not formulas:
        return
    figures = numbers.of(share)
    if len(np.unique(figures[np.isfinite(figures)])) < _FEWEST_DIFFERENT:
        return
    free = [c for c in plan.columns if _is_free(context, c) and _is_count(numbers.of(c))]
    named = {c.item.id: c for c in plan.of(Part.VALUE) if c.item is not None and c is not share}
    found: dict[tuple[int, int], _Pair] = {}
    for formula in formulas:
        for part in [named[formula.part]] if formula.part in named else free:
            for whole in [named[formula.whole]] if formula.whole in named else free:
                pair = _Pair(share, part, whole, formula)
                known = part not in free and whole not in free
                if part is whole or known or not _is_quotient(pair, numbers):
                    continue
                other = found.setdefault(pair.places, pair)
                found[pair.places] = max(other, pair, key=_named_alike)
    yield from found.values()


def _formulas(context: SheetContext, share: PlannedColumn) -> Sequence[Formula]:
    """Return the formulas of a column's KPI that divide one count by another."""
    item, catalogue = share.item, context.report.catalogue
    if item is None or item.target is not Target.KPI:
        return ()
    kpi = catalogue.kpis[item.id]
    if kpi.unit is not Unit.SHARE:
        return ()
    counts = {name for name, known in catalogue.fields.items() if known.kind is FieldKind.COUNT}
    return [
        one
        for one in kpi.formulas
        if one.source is Source.QUANTITIES and one.part in counts and one.whole in counts
    ]


def _is_free(context: SheetContext, column: PlannedColumn) -> bool:
    """Return whether nothing is sure of a column but that it holds figures."""
    if column.part is Part.UNUSED:
        return True
    item = column.item
    if column.part is not Part.VALUE or column.heading.period or column.heading.structure:
        return False
    return item is None or (item.assumed and not item.chosen)


def _read(cells: pd.Series[Any]) -> _Numbers:
    """Return cells as numbers; percents as written, other texts and gaps as NaN."""
    if cells.dtype.kind in "biuf":
        return cells.to_numpy(dtype=np.float64)
    if cells.dtype.kind in "mM":
        return np.full(len(cells), np.nan)
    numbers = np.full(len(cells), np.nan)
    if isinstance(cells.array, pd.arrays.ArrowStringArray):
        lettered = pc.match_substring_regex(pa.array(cells.array), _LETTER_FIRST)
        places = np.flatnonzero(~lettered.fill_null(True).to_numpy(zero_copy_only=False))
        cells = cells.iloc[places]
    else:
        places = np.arange(len(cells))
    found = [
        bare_number(cell.strip().rstrip("%").strip() if isinstance(cell, str) else cell)
        for cell in objects_of(cells).tolist()
    ]
    numbers[places] = [np.nan if one is None else one for one in found]
    return numbers


def _is_count(numbers: _Numbers) -> bool:
    known = numbers[np.isfinite(numbers)]
    return len(known) >= _FEWEST and bool((known % 1 == 0).all() and (known >= 0).all())


def _named_alike(pair: _Pair) -> int:
    """Return how many of the two columns may bear the name that the formula has for them."""
    told = ((pair.part, pair.formula.part), (pair.whole, pair.formula.whole))
    return sum(name in {one.id for one in column.heading.items} for column, name in told)


def _is_quotient(pair: _Pair, numbers: _Figures) -> bool:
    """Return whether a share is part by whole, as fraction or percent, to its last decimal."""
    share, part, whole = (numbers.of(one) for one in (pair.share, pair.part, pair.whole))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.where(whole > 0, part / whole, np.nan)
    rows = np.isfinite(share) & np.isfinite(quotient)
    if rows.sum() < _FEWEST:
        return False
    own, made = share[rows], quotient[rows]
    slack = 0.51 * 10.0 ** -_decimals(own)
    return any(
        float((np.abs(own - factor * made) <= slack).mean()) >= _MOSTLY
        for factor in (1.0, _PERCENT)
    )


def _decimals(numbers: _Numbers) -> int:
    """Return how many decimals the numbers have at most, as far as they can be telling."""
    for decimals in range(_MOST_DECIMALS):
        if np.allclose(numbers, np.round(numbers, decimals), rtol=0.0, atol=1e-9):
            return decimals
    return _MOST_DECIMALS


def _take(pair: _Pair) -> None:
    """Give the two columns the meanings that the share's formula has for them."""
    for column, name in ((pair.part, pair.formula.part), (pair.whole, pair.formula.whole)):
        if column.item is not None and column.item.id == name and not column.item.assumed:
            continue
        reason = tr(
            "{part} divided by {whole} is {share}",
            part=pair.part.sketch.named,
            whole=pair.whole.sketch.named,
            share=pair.share.sketch.named,
        )
        found = Candidate(Target.FIELD, name, "", _PROVEN, reason)
        column.heading.item, column.heading.item_text = found, column.sketch.header
        column.heading.items = [found, *(i for i in column.heading.items if i.id != name)]
        column.heading.others = []
        column.part, column.confidence, column.reason = Part.VALUE, _PROVEN, reason
