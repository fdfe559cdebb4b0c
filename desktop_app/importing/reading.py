"""From the meaning of a column or row to its typed values, and how well the values fit it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import (
    UNIT_WORDS,
    Catalogue,
    FieldKind,
    FieldRole,
    Statistic,
)
from desktop_app.domain.finding import About, Severity, Word
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import answers_to
from desktop_app.importing.cells import CellError
from desktop_app.importing.context import SheetContext
from desktop_app.importing.customs import with_customs
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.kinds.amounts import AmountUnit, amount_unit
from desktop_app.importing.kinds.parts import Bools
from desktop_app.importing.kinds.spelling import word_form
from desktop_app.importing.typed import AMOUNTS, ReadingHints, TypedColumn
from desktop_app.importing.values import ReadArrays, read_arrays, read_column

Sample: TypeAlias = "pd.Series[Any] | NDArray[np.object_]"
"""Some cells as Python objects."""

_SCALE = re.compile(
    r"(?:\b([01])\s*(?:-|–|to|bis|à|a|al)\s*|/\s*|out of\s*|of\s+|\b(?:sur|sobre)\s+|"
    r"(?<=\()(?:von|de)\s+)(5|7|10|100)\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\b(\d{1,3})\s*(?:=|\()\s*[^\W\d_]")
_CLOCK = re.compile(
    r"\b(m{1,2}|h{1,2}|min)\s?[:.']\s?(m{2}|s{2}|min|sec)(\s?[:.']\s?s{1,2})?\b", re.IGNORECASE
)
_CLOCK_IN_WORDS = re.compile(
    r"\b(mins?|minutes?|h(?:ou)?rs?)[:.](min(?:ute)?s?|sec(?:ond)?s?)([:.]sec(?:ond)?s?)?\b",
    re.IGNORECASE,
)
_PRICES = frozenset({"unit_price", "baseline_unit_cost", "purchase_value_average"})
_SHOWN = 5
_NEVER_PERCENT = frozenset(
    {FieldKind.COUNT, FieldKind.DURATION, FieldKind.MONEY, FieldKind.YEARS, FieldKind.TIMESTAMP}
)
_NEVER_TIMES = frozenset({FieldKind.SHARE, FieldKind.SCORE, FieldKind.POINTS, FieldKind.INDEX})


@dataclass(frozen=True, slots=True)
class Fit:
    """How well cells fit a meaning: share `readable` of the filled cells, share `plausible` of
    the values read (1 where no range is known), both 0..1.
    """

    readable: float
    plausible: float

    @property
    def factor(self) -> float:
        """Return what a candidate's confidence is multiplied by.

        A few odd cells don't make a name doubtful; they are reported one by one.
        """
        if self.plausible > 0.8 and self.readable > 0.5:
            return 1.0 if self.readable > 0.8 else 0.9
        return self.readable * (0.5 + 0.5 * self.plausible)


def scale_named(header: str) -> tuple[float | None, float] | None:
    """Return bottom (None where not said) and top of the scale that a heading names, or None.

    It says both ("CSAT (1-5)"), the top alone ("out of 5"), or what its ends mean ("1 = very low,
    7 = very high").
    """
    match = _SCALE.search(header)
    if match:
        return float(match[1]) if match[1] else None, float(match[2])
    ends = sorted({int(mark) for mark in _ANCHOR.findall(header)})
    told = len(ends) > 1 and ends[0] in (0, 1) and ends[-1] in (5, 7, 10, 100)
    return (float(ends[0]), float(ends[-1])) if told else None


def clock_named(header: str) -> str:
    """Return ``m:s`` or ``h:m`` for a heading that shows how its times are written (mm:ss)."""
    match = _CLOCK.search(header) or _CLOCK_IN_WORDS.search(header)
    return f"{match[1][0]}:{match[2][0]}".lower() if match and not match[3] else ""


def hints(
    catalogue: Catalogue,
    candidate: Candidate,
    header: str,
    number_format: str = "General",
    unit: str = "",
    variant: str = "",
    currency: str = "",
) -> ReadingHints:
    """Return what is known of a column that means `candidate`.

    Parameters
    ----------
    unit : str
        Unit id of a unit column beside it; outranks the heading's.
    variant : str
        The KPI's variant to read as; ``""`` for the candidate's, or the first.
    currency : str
        ISO code that the table's title or a unit column names.
    """
    known = _hints(catalogue, candidate, header, number_format, unit, variant, currency)
    return as_said(known, candidate.said) if candidate.said else known


def as_said(known: ReadingHints, said: Sequence[Word]) -> ReadingHints:
    """Return hints with what was said of how the values are written."""
    words = {word.about: word.value for word in said}
    clock = words.get(About.CLOCK, known.clock)
    return replace(known, said=words, unit=words.get(About.UNIT, known.unit), clock=clock)


def _hints(
    catalogue: Catalogue,
    candidate: Candidate,
    header: str,
    number_format: str,
    unit: str,
    variant: str,
    currency: str,
) -> ReadingHints:
    if candidate.target is Target.FIELD:
        definition = catalogue.fields[candidate.id]
        amounts = _amounts_named(catalogue, definition.kind, header)
        return ReadingHints(
            kind=definition.kind,
            unit=unit or amounts.size or candidate.unit,
            sums=candidate.id not in _PRICES,
            default_unit=definition.default_unit,
            number_format=number_format,
            plausible=definition.plausible,
            usual=definition.usual,
            of_records=definition.role is FieldRole.VALUE,
            clock=clock_named(header),
            currency=candidate.currency or amounts.currency or currency,
            scale=scale_named(header),
            true_words=definition.true_words,
            false_words=definition.false_words,
            heading=word_form(header),
            chosen=candidate.chosen,
        )
    kpi = catalogue.kpis[candidate.id]
    meaning = kpi.variant(variant or candidate.variant or kpi.variants[0].id)
    amounts = _amounts_named(catalogue, FieldKind(meaning.unit.value), header)
    return ReadingHints(
        kind=FieldKind(meaning.unit.value),
        unit=unit or amounts.size or candidate.unit,
        sums=all(formula.statistic is Statistic.SUM for formula in kpi.formulas),
        default_unit=kpi.default_unit,
        number_format=number_format,
        plausible=kpi.plausible if meaning.unit is kpi.unit else None,
        usual=meaning.usual or (kpi.usual if meaning.unit is kpi.unit else None),
        clock=clock_named(header),
        currency=candidate.currency or amounts.currency or currency,
        scale=scale_named(header),
    )


def _amounts_named(catalogue: Catalogue, kind: FieldKind, header: str) -> AmountUnit:
    """Return in what a heading says that its amounts or counts are."""
    if kind not in {FieldKind.MONEY, FieldKind.COUNT}:
        return AmountUnit()
    return amount_unit(header, catalogue.words)


def read(context: SheetContext, cells: pd.Series[Any], known: ReadingHints) -> TypedColumn:
    """Return cells as typed values, with the file's date system and the sheet's customs."""
    known = with_customs(known, context.customs)
    return read_column(cells, known, context.words, epoch_1904=context.report.epoch_1904)


def read_cells(context: SheetContext, cells: Sample, known: ReadingHints) -> ReadArrays:
    """Return the same as `read` as plain arrays, for the many short series of summaries."""
    known = with_customs(known, context.customs)
    return read_arrays(cells, known, context.words, epoch_1904=context.report.epoch_1904)


def fit(context: SheetContext, sample: Sample, known: ReadingHints) -> Fit:
    """Return how well a sample of filled cells fits a meaning; an empty sample fits anything.

    A formula that failed says nothing of what was meant.
    """
    failed = [isinstance(value, CellError) for value in sample]
    if any(failed):
        sample = sample[~np.array(failed)]
    if not len(sample):
        return Fit(1.0, 1.0)
    if _contradicted(known):
        return Fit(0.0, 0.0)
    epoch_1904 = context.report.epoch_1904
    found = read_arrays(sample, known, context.words, epoch_1904=epoch_1904)
    said = ~found.missing
    if not said.any():
        return Fit(1.0, 1.0)
    readable = 1.0 - float(found.bad[said].mean())
    return Fit(readable, _plausible(found.values, said & ~found.bad, known))


def _contradicted(known: ReadingHints) -> bool:
    """Return whether heading, unit column or number format name a unit of another kind."""
    percent = known.unit in UNIT_WORDS["share"] or (not known.unit and "%" in known.number_format)
    if percent:
        return known.kind in _NEVER_PERCENT
    return known.unit in UNIT_WORDS["duration"] and known.kind in _NEVER_TIMES


def _plausible(values: Any, read: Bools, known: ReadingHints) -> float:
    """Return the share of the values read that can be in their unit."""
    if known.kind not in AMOUNTS or not read.any():
        return 1.0
    amounts = np.asarray(values, dtype=np.float64)[read]
    if known.plausible is None:
        # A part of one is no count, unless the unit is thousands or more.
        if known.kind is FieldKind.COUNT and known.unit not in UNIT_WORDS["multiple"]:
            return float((~((amounts > 0) & (amounts < 1))).mean())
        return 1.0
    low, high = known.plausible
    return float(((amounts >= low) & (amounts <= high)).mean())


def is_unusual(context: SheetContext, sample: Sample, known: ReadingHints) -> bool:
    """Return whether most cells hold what a meaning hardly ever has; False where none is known."""
    if known.usual is None or known.kind not in AMOUNTS:
        return False
    found = read_cells(context, sample, known)
    amounts = np.asarray(found.values, dtype=np.float64)[~found.missing & ~found.bad]
    low, high = known.usual
    return bool(amounts.size and ((amounts < low) | (amounts > high)).mean() > 0.5)


def examples(addresses: Iterable[str], values: Iterable[object]) -> str:
    """Return up to five cells with their texts, for a sentence: "D4 ('n. k.'), D9 ('?')"."""
    shown = [
        f"{address} ('{str(value)[:40]}')"
        for address, value in zip(addresses, values, strict=False)
    ]
    return ", ".join(shown[:_SHOWN]) + (", ..." if len(shown) > _SHOWN else "")


def say_unreadable(
    context: SheetContext, meaning: str, addresses: list[str], values: list[object]
) -> None:
    """Note that cells don't hold what their column or row holds."""
    count = len(addresses)
    words = {"meaning": meaning, "examples": examples(addresses, values)}
    context.find(
        Severity.WARNING,
        "cell-not-readable",
        tr(
            "1 cell is not readable as {meaning} and left out: {examples}. Correct them in the "
            "file, or map the column to something else.",
            **words,
        )
        if count == 1
        else tr(
            "{count} cells are not readable as {meaning} and left out: {examples}. Correct them "
            "in the file, or map the column to something else.",
            count=count,
            **words,
        ),
        ",".join(addresses[:_SHOWN]),
    )


class Asked(Protocol):
    """Cells that were read: what they could not settle, and the unit of bare numbers."""

    @property
    def questions(self) -> Sequence[tuple[str, str]]:
        """Codes and messages."""

    @property
    def unit(self) -> str:
        """Unit id."""


def say_questions(
    context: SheetContext,
    typed: Asked,
    named: str,
    cells: str,
    place: str,
    known: ReadingHints,
) -> None:
    """Pass on what the values of a column or row could not settle, with the possible answers.

    Parameters
    ----------
    named : str
        The column or row as a sentence names it.
    place : str
        Its letters or number.
    known : ReadingHints
        What it was read by.
    """
    for code, message in typed.questions:
        answers = answers_to(code, known.kind, typed.unit)
        context.find(Severity.QUESTION, code, f"{named}: {message}", cells, place, answers)
