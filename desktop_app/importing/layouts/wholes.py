"""Counts that are named like a rate: told from it by the whole that stands in the same table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import UNIT_WORDS, FieldKind, FieldRole, Source
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import meanings
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.series import Series
from desktop_app.importing.reading import hints

_CLOSE = 0.1
_KEYS = ["vendor", "period", "segment"]


def settle_counts(
    context: SheetContext,
    series: Sequence[Series],
    cells: Arrays,
    groups: Mapping[int, NDArray[np.intp]],
    by_row: bool,
) -> None:
    """Take "Delivered on time: 38" below "Projects delivered: 40" for a count, not for 38 %.

    A name that means a rate and its count alike is the count when its bare whole numbers are
    nowhere more than the whole that the same table states.

    Parameters
    ----------
    cells : Arrays
        As `Cross.cells`.
    groups : mapping of int to array
        Where the values of each series stand in `cells`, by its place in `series`.
    by_row : bool
        Whether a row of the table is an observation.
    """
    keys = ["row", *_KEYS] if by_row else _KEYS
    places = {s.item.id: code for code, s in enumerate(series) if s.item and code in groups}
    for code, one in enumerate(series):
        count = _count_named(context, one)
        if count is None or code not in groups or not _bare(one, cells.pick(groups[code])):
            continue
        own = cells.pick(groups[code])
        wholes = [places[name] for name in _wholes(context, one, count) if name in places]
        if any(_within(own, cells.pick(groups[whole]), keys) for whole in wholes):
            _take_count(context, one, count, _bare_shares(series, cells, groups, code))


def _count_named(context: SheetContext, series: Series) -> Candidate | None:
    """Return the count that a series taken for a share may name as well."""
    item, fields = series.item, context.report.catalogue.fields
    if item is None or item.target is not Target.KPI:
        return None
    if context.report.catalogue.kpis[item.id].unit is not Unit.SHARE:
        return None
    for candidate in series.candidates:
        close = candidate.confidence >= item.confidence - _CLOSE
        if candidate.target is Target.FIELD and close:
            definition = fields[candidate.id]
            if definition.role is FieldRole.QUANTITY and definition.kind is FieldKind.COUNT:
                return candidate
    return None


def _bare(series: Series, cells: Arrays) -> bool:
    """Return whether a series' cells are whole numbers, and nothing calls them percentages."""
    known = series.known
    if known is None or known.unit in UNIT_WORDS["share"] or "%" in known.number_format:
        return False
    numbers = _numbers(cells)
    return bool(len(numbers) and (numbers % 1 == 0).all() and numbers.max() > 1)


def _numbers(cells: Arrays) -> NDArray[np.float64]:
    """Return the cells as numbers; other texts are NaN."""
    numbers = [bare_number(value) for value in cells["cell"]]
    return np.array([np.nan if number is None else number for number in numbers], dtype=float)


def _wholes(context: SheetContext, series: Series, count: Candidate) -> list[str]:
    """Return the quantities of which a count is the part in the KPI's formulas."""
    assert series.item is not None
    kpi = context.report.catalogue.kpis[series.item.id]
    return [
        formula.whole
        for formula in kpi.formulas
        if formula.source is Source.QUANTITIES and formula.part == count.id
    ]


def _within(parts: Arrays, wholes: Arrays, keys: Sequence[str]) -> bool:
    """Return whether every part has its whole, and none is more than it."""
    most: dict[tuple[object, ...], float] = {}
    for place, whole in zip(wholes.lines(*keys), _numbers(wholes).tolist(), strict=True):
        most.setdefault(place, whole)
    return all(
        part <= most.get(place, np.nan)
        for place, part in zip(parts.lines(*keys), _numbers(parts).tolist(), strict=True)
    )


def _bare_shares(
    series: Sequence[Series],
    cells: Arrays,
    groups: Mapping[int, NDArray[np.intp]],
    but: int,
) -> list[str]:
    """Return the names of other shares of the table that stand as numbers without a mark."""
    return [
        one.text
        for code, one in enumerate(series)
        if code != but
        and code in groups
        and one.known is not None
        and one.known.kind is FieldKind.SHARE
        and "%" not in one.known.number_format
        and np.nanmax(_numbers(cells.pick(groups[code])), initial=0.0) > 1
    ]


def _take_count(
    context: SheetContext, series: Series, count: Candidate, bare_shares: Sequence[str]
) -> None:
    """Take a series for the count; ask where the table writes percentages without a mark."""
    assert series.known is not None
    series.item, series.confidence, series.variant = count, count.confidence, ""
    formats = series.known.number_format
    series.known = hints(context.report.catalogue, count, series.text, formats)
    doubt = (
        " " + tr("'{series}' stands without a percent sign too.", series=bare_shares[0])
        if bare_shares
        else ""
    )
    context.find(
        Severity.QUESTION if bare_shares else Severity.INFO,
        "count-not-share",
        tr(
            "'{series}' ({place}) was read as a count, as its whole numbers are never more "
            "than the whole beside it.{doubt} Write a percent sign if percentages are "
            "meant.",
            series=series.text,
            place=series.place,
            doubt=doubt,
        ),
        place=series.letters_or_row,
        answers=meanings(series.candidates, count.id),
    )
