"""Months and quarters that are numbers in one column, with their year in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from desktop_app.domain.translating import tr
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Target
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.periods import mentions_fiscal

_YEAR = "year"
_MOST = {"month": 12, "quarter": 4}
_YEARS = range(1980, 2101)


def take_numbers(context: SheetContext, plan: Plan) -> None:
    """Take a column of month numbers for periods where a column of years stands beside it."""
    years = [
        column for column in plan.of(Part.PERIOD) if _kind(context, column.sketch.header) == _YEAR
    ]
    parts = [
        column
        for column in plan.of(Part.UNUSED, Part.VALUE)
        if column.item is None
        and column.confidence < 1.0
        and _kind(context, column.sketch.header) in _MOST
    ]
    if len(plan.of(Part.PERIOD)) != 1 or len(years) != 1 or len(parts) != 1:
        return
    both = (parts[0], years[0])
    cells = [column.sketch.cells for column in both]
    if with_their_years(context, [column.sketch.header for column in both], cells) is not None:
        parts[0].part, parts[0].confidence = Part.PERIOD, years[0].confidence
        parts[0].reason = tr("numbers beside {column}", column=years[0].sketch.named)


def with_their_years(
    context: SheetContext, headers: Sequence[str], cells: Sequence[pd.Series[Any]]
) -> pd.Series[Any] | None:
    """Return the texts of the periods that two columns number: 3 beside 2023 is "2023-03".

    None unless one column is headed year and the other month or quarter, and all that both hold
    are such numbers. A fiscal year is left alone, as its first month is not January.

    Parameters
    ----------
    headers : sequence of str
        The headings of the period columns.
    cells : sequence of pd.Series
        Their cells, row by row; empty ones are missing.
    """
    if len(cells) != 2:
        return None
    kinds = [_kind(context, header) for header in headers]
    if _YEAR not in kinds or not set(kinds) & set(_MOST):
        return None
    own = kinds.index(_YEAR)
    grain = kinds[1 - own]
    years, parts = _whole(cells[own]), _whole(cells[1 - own])
    fiscal = mentions_fiscal(f"{headers[own]} {_YEARS[0]}", context.words)
    if fiscal or years is None or parts is None or grain not in _MOST:
        return None
    if not (years.dropna().isin(_YEARS).all() and parts.dropna().between(1, _MOST[grain]).all()):
        return None
    both = years.notna() & parts.notna()
    marks = parts[both].map("{:02.0f}".format if grain == "month" else "Q{:.0f}".format)
    return (years[both].map("{:.0f}-".format) + marks).reindex(cells[0].index)


def _kind(context: SheetContext, header: str) -> str:
    """Return what a heading says its periods are: "month", "year", ...; ``""`` if not known."""
    found = best(context.names.candidates(header, Target.FIELD))
    return "" if found is None else found.id


def _whole(cells: pd.Series[Any]) -> pd.Series[float] | None:
    """Return cells as whole numbers, NaN where empty; None when one is anything else."""
    filled = cells[cells.notna()]
    numbers = filled.map(bare_number)
    if not len(filled) or numbers.isna().any() or (numbers % 1 != 0).any():
        return None
    return numbers.astype(float).reindex(cells.index)
