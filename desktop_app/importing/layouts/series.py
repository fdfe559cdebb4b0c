"""One series of a summary: the cells of one KPI, their meaning, and their typed values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind, Statistic
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.bare_numbers import are_shares, bare_numbers, filled, says_percent
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, SURE, TAKEN, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.headings import named_unit
from desktop_app.importing.layouts.machine_figures import of_machines
from desktop_app.importing.layouts.only_meanings import is_only_meaning
from desktop_app.importing.mappings.units import units_in_force
from desktop_app.importing.reading import fit, hints, is_unusual
from desktop_app.importing.sketch import commonest_format, evenly
from desktop_app.importing.typed import ReadingHints
from desktop_app.importing.variants import best_variant
from desktop_app.importing.word_classes import RECORDS

_TRIED = 4
_BY_VALUES = 0.82
_BY_FRACTIONS = 0.55
"""How sure a share is of which only the cells say that it is one."""
_FEWEST_FLAGS = 6
_FEWEST_LEAPING, _LEAP = 6, 3.0
_MOST_PERCENT = 100.0
_OF_DAYS = frozenset({"days", "weeks"})
_TIE = 0.05
"""How much less sure a count may be than a share to be meant by the same name."""
_KEPT = frozenset({"sla_compliance", "on_time", "service_level"})
"""KPIs that are shares of what was done in time: no mean of such counts is below one."""
_COUNTED = frozenset(
    (
        *("no", "nos", "number", "count", "qty", "quantity", "num", "nr", "anzahl", "stk"),
        *("stuck", "nb", "nombre", "cantidad", "numero", "unidades", "items", "each"),
    )
)
"""Units of what is counted, and no share of anything; so is "#"."""
_STOCKS = frozenset({"headcount", "open_count", "open_over_sla_count"})
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


@dataclass(slots=True)
class Series:
    """The cells of one KPI or quantity in one table: a column, or all rows of one label.

    Parameters
    ----------
    text : str
        The heading or label that names it.
    place : str
        Column letters, or the first row in words.
    unit_text : str
        What a unit column says beside it.
    candidates : list of Candidate
        What the text may mean.
    group : str
        The part of the table whose rows of that label it is, where a mapping tells them apart.
    of : str
        The KPI whose own count it is ("Responses" below "CSAT"), ``""`` for a count of all.
    item : Candidate or None
        What it was taken for; `confidence` includes how the values fit.
    cells, number_format : array, str
        Some of its cells and their commonest format; none before it is decided.
    resembles : bool
        Whether only some words of its name are those of what it was taken for.
    row : str
        The number of the first row of a label, ``""`` for a column.
    """

    text: str
    place: str
    unit_text: str
    candidates: Sequence[Candidate]
    item: Candidate | None = None
    confidence: float = 0.0
    variant: str = ""
    known: ReadingHints | None = None
    unit_read: str = ""
    currency_read: str = ""
    group: str = ""
    of: str = ""
    rejected: list[Candidate] = field(default_factory=list)
    cells: NDArray[np.object_] | None = None
    number_format: str = "General"
    resembles: bool = False
    row: str = ""

    @property
    def sample(self) -> pd.Series[Any] | None:
        """Return some of its cells, None before it is decided."""
        return None if self.cells is None else pd.Series(self.cells, dtype=object)

    @property
    def letters_or_row(self) -> str:
        """Return the column's letters or the first row's number, as a mapping's item has it."""
        return self.row or self.place


def decide(
    context: SheetContext,
    series: Series,
    cells: NDArray[np.object_],
    formats: str,
    of_parts: bool = False,
) -> None:
    """Settle what a series means: what its name says, weighed by how its values fit.

    Parameters
    ----------
    of_parts : bool
        Whether numerator and denominator stand beside the values, so that fractions are shares.
    """
    sample = evenly(cells)
    series.cells, series.number_format = sample, formats
    unit, currency = named_unit(context.words, series.unit_text)
    for aside in _BRACKETS.findall(series.text):
        unit = unit or named_unit(context.words, aside)[0]
    named = series.candidates[:_TRIED]
    kept = _is_count(context, named) and _kept_in_time(context, named[0], sample, of_parts)
    said = True
    if kept or (_is_count(context, named) and are_shares(sample, formats, unit)):
        said = kept or says_percent(sample, formats, unit)
        named = _as_shares(context, series.text, _BY_VALUES if said else _BY_FRACTIONS)
    elif _rather_counts(context, series.text, named, sample, formats, unit):
        named = _as_counts(context, named)
    elif _is_time(context, named) and says_percent(sample, formats, unit):
        named = _as_kept(context, named[0])
    elif _is_time(context, named) and (named[0].unit or unit) in _OF_DAYS:
        named = [_in_days(context, named[0]), *named[1:]]
    if normalise(series.unit_text) in _COUNTED or series.unit_text.strip() == "#":
        named = [one for one in named if not _is_share(context, one)]
    named = [_without_marks(context, one, sample, formats, unit) for one in named]
    tried = units_in_force(context, named, sample, series.text, formats, unit, currency)
    for candidate in tried:
        if candidate.confidence < ASKED or candidate.confidence <= series.confidence:
            continue
        known = hints(
            context.report.catalogue,
            candidate,
            series.text,
            formats,
            (candidate.unit if candidate.chosen else "") or unit,
            currency=currency or "",
        )
        variant, known, fits = best_variant(context, sample, candidate, known)
        factor = 1.0 if candidate.chosen else (fits or fit(context, sample, known)).factor
        confidence = candidate.confidence * factor
        if confidence > series.confidence:
            series.item, series.confidence = candidate, confidence
            series.variant, series.known = variant, known
    first = series.candidates[0] if series.candidates else None
    doubted = series.confidence < TAKEN or _holds_flags(context, series)
    doubted = doubted or _only_alike(context, series)
    # "Complaints", 7.2: not whole, yet nothing says that it is a share and not 7.2 in a thousand.
    if series.item is not None and doubted and said and is_only_meaning(context, series):
        series.item, series.confidence = replace(series.item, assumed=True), TAKEN
        doubted = False
    if series.item is not None and not series.item.chosen:
        doubted |= of_machines(context, series.item, (series.unit_text, series.text), sample)
    if series.item is not None and doubted:
        series.rejected = [series.item]
        series.item = None
    elif series.item is None and first is not None and first.confidence >= SURE:
        series.rejected = [first]  # surely its name, though no value fits


def _only_alike(context: SheetContext, series: Series) -> bool:
    """Return whether letters like a name's, or a guess of what is counted, are all that speaks for
    it, and the values do not.
    """
    item, known, cells = series.item, series.known, series.cells
    if item is None or known is None or cells is None or item.chosen:
        return False
    if not (item.alike or item.assumed):
        return False
    return is_unusual(context, cells, known)


def _is_count(context: SheetContext, candidates: Sequence[Candidate]) -> bool:
    """Return whether a name says how many, as far as it is known."""
    if not candidates or candidates[0].chosen or candidates[0].target is Target.KPI:
        return False
    return context.report.catalogue.fields[candidates[0].id].kind is FieldKind.COUNT


def _kept_in_time(
    context: SheetContext, named: Candidate, cells: NDArray[np.object_], of_parts: bool
) -> bool:
    """Return whether fractions below one stand under the name of what was done in time, or of any
    count where they are said to be of parts and wholes.
    """
    numbers = bare_numbers(filled(cells))
    below = numbers is not None and max(numbers) <= 1 and any(one % 1 for one in numbers)
    share = context.names.recogniser.share_of(named.id)
    return below and (share in _KEPT or (of_parts and bool(share)))


def _rather_counts(
    context: SheetContext,
    text: str,
    candidates: Sequence[Candidate],
    cells: NDArray[np.object_],
    formats: str,
    unit: str,
) -> bool:
    """Return whether whole numbers under a name of a share and of a count alike are counts.

    They are where they would be unusual percents ("delivered on time" 2, 1, 3), or above 100, or
    leap as no share does from line to line under a name of records ("aband calls" 5, 29, 12).
    """
    if not candidates or not _tied_counts(context, candidates):
        return False
    first, numbers = candidates[0], bare_numbers(cells)
    if numbers is None or max(numbers) <= 1 or any(one % 1 for one in numbers):
        return False
    if unit or first.unit or says_percent(cells, formats, unit):
        return False
    known = hints(context.report.catalogue, replace(first, unit="percent"), text, formats)
    records = not RECORDS.isdisjoint(map(fold, normalise(text).split()))
    leaps = len(numbers) >= _FEWEST_LEAPING and max(numbers) >= _LEAP * max(1.0, min(numbers))
    return max(numbers) > _MOST_PERCENT or (records and leaps) or is_unusual(context, cells, known)


def _tied_counts(context: SheetContext, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the counts that a name means as well as the share that it means first."""
    catalogue, first = context.report.catalogue, candidates[0]
    if first.chosen or first.target is Target.FIELD:
        return []
    if catalogue.kpis[first.id].unit is not Unit.SHARE:
        return []
    return [
        one
        for one in candidates
        if one.target is Target.FIELD
        and catalogue.fields[one.id].kind is FieldKind.COUNT
        and one.confidence >= first.confidence - _TIE
    ]


def _as_counts(context: SheetContext, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the counts of a name, as sure as what only cells say."""
    return [
        replace(
            one,
            confidence=min(one.confidence, _BY_VALUES),
            reason=tr(
                "{reason}; its cells are whole numbers, and no usual percents", reason=one.reason
            ),
        )
        for one in _tied_counts(context, candidates)
    ]


def _is_share(context: SheetContext, named: Candidate) -> bool:
    """Return whether a meaning that nobody chose is a KPI that is a share."""
    if named.chosen or named.target is Target.FIELD:
        return False
    return context.report.catalogue.kpis[named.id].unit is Unit.SHARE


def _is_time(context: SheetContext, candidates: Sequence[Candidate]) -> bool:
    """Return whether a name is that of a mean time."""
    if not candidates or candidates[0].chosen or candidates[0].target is Target.FIELD:
        return False
    return context.report.catalogue.kpis[candidates[0].id].unit is Unit.DURATION


def _as_kept(context: SheetContext, time: Candidate) -> list[Candidate]:
    """Return the KPI that percents beside the name of a time are: how often it was kept."""
    kept = context.words.times_kept.get(time.id, "")
    if not kept:
        return []
    reason = tr("{reason}; its cells are percents: how often that was kept", reason=time.reason)
    confidence = min(time.confidence, _BY_VALUES)
    return [Candidate(Target.KPI, kept, "", confidence, reason, "percent", rest=time.rest)]


def _without_marks(
    context: SheetContext, named: Candidate, cells: NDArray[np.object_], formats: str, unit: str
) -> Candidate:
    """Return a KPI without the variant of marks that its name gives, where its cells are shares.

    "CSAT (1-5)" over 86.4 % says on which scale customers answered, and no mean of it.
    """
    if named.chosen or named.target is Target.FIELD or not named.variant:
        return named
    variants = context.report.catalogue.kpis[named.id].variants
    marks = any(one.id == named.variant and one.unit is Unit.SCORE for one in variants)
    numbers = bare_numbers(filled(cells))
    fractions = numbers is not None and min(numbers) > 0 and max(numbers) < 1
    if not marks or not (fractions or says_percent(cells, formats, unit)):
        return named
    return replace(named, variant="")


def _in_days(context: SheetContext, time: Candidate) -> Candidate:
    """Return what the name of a time is where it is told in days: no agent handles one call so."""
    meant = context.words.times_in_days.get(time.id, "")
    if not meant:
        return time
    reason = tr("{reason}; its cells are days", reason=time.reason)
    return replace(time, id=meant, confidence=min(time.confidence, _BY_VALUES), reason=reason)


def _as_shares(context: SheetContext, text: str, most: float) -> list[Candidate]:
    """Return the KPIs, shares themselves, that the name of a count is one of over percents.

    Figures that are merely not whole may as well be means ("calls handled" an agent, 84.9), so
    `most` is below what is taken without a question.
    """
    return [
        replace(
            one,
            confidence=min(one.confidence, most),
            reason=tr("{reason}; its cells are shares", reason=one.reason),
        )
        for one in context.names.items(f"{text} (%)")
        if one.target is Target.KPI
        and context.report.catalogue.kpis[one.id].unit is Unit.SHARE  # no complaints per 1,000
    ]


def _holds_flags(context: SheetContext, series: Series) -> bool:
    """Return whether a count by its name holds ones and zeros: "resolved" of each row, or 1 and 0.

    The sum of flags is the count of rows they stand in, and not of what these rows count.
    """
    item, cells, fields = series.item, series.cells, context.report.catalogue.fields
    if item is None or cells is None or item.chosen or item.target is not Target.FIELD:
        return False
    if fields[item.id].kind is not FieldKind.COUNT or len(cells) < _FEWEST_FLAGS:
        return False
    if set(bare_numbers(cells) or ()) != {0.0, 1.0}:
        return False
    return any(
        one.target is Target.FIELD and fields[one.id].kind is FieldKind.FLAG
        for one in context.names.candidates(series.text)
        if one.confidence >= item.confidence
    )


def common_cell_format(context: SheetContext, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Return the commonest number format of up to 300 cells; of texts it says nothing."""
    grid = context.sheet.grid
    places = list(zip(rows, columns, strict=True))[:300]
    return commonest_format(grid, places)


def item_unit(context: SheetContext, series: Series) -> Unit:
    """Return the canonical unit of a series' values."""
    assert series.known is not None
    return Unit(series.known.kind.value)


def is_additive(context: SheetContext, series: Series) -> bool:
    """Return whether parts of a series add up to their total (counts and sums)."""
    item = series.item
    if item is None:
        return False
    if item.target is Target.FIELD:
        return True
    kpi = context.report.catalogue.kpis[item.id]
    return bool(kpi.formulas) and all(
        formula.statistic is Statistic.SUM for formula in kpi.formulas
    )


def is_stock(series: Series) -> bool:
    """Return whether a series counts what there is at one time, which periods do not add up."""
    return series.item is not None and series.item.id in _STOCKS


def is_summable(context: SheetContext, series: Series) -> bool:
    """Return whether several series of the item in one observation add up."""
    item = series.item
    return (
        item is not None
        and item.target is Target.FIELD
        and context.report.catalogue.fields[item.id].summable
    )


def title_of(context: SheetContext, candidate: Candidate) -> str:
    """Return the catalogue's title of a KPI or field."""
    catalogue = context.report.catalogue
    if candidate.target is Target.KPI:
        return catalogue.kpis[candidate.id].title
    return catalogue.fields[candidate.id].title


def without_unit(known: ReadingHints, unit: str) -> ReadingHints:
    """Return the hints with the unit that the series' values were read in."""
    return replace(known, unit=unit or known.unit)
