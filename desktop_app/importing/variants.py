"""Which variant of a KPI its values can be of: a share of satisfied answers, or a mean of marks."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_app.catalogue.model import FieldKind, KpiDefinition
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.unit import Unit
from desktop_app.importing.bare_numbers import bare_numbers
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.kinds.spelling import is_stars
from desktop_app.importing.reading import Fit, Sample, fit
from desktop_app.importing.typed import ReadingHints

_MARKS = " \t\u00a0\u202f*†‡"
_MARK_OF_SCALE = re.compile(
    r"^\d+(?:[.,]\d+)?\s*(?:(?:/|out of|of|von|sur|de)\s*(?:5|7|10)|stars?|★)$", re.I
)
_PERCENT_SCALE = 100.0


def best_variant(
    context: SheetContext, cells: Sample, candidate: Candidate, known: ReadingHints
) -> tuple[str, ReadingHints, Fit | None]:
    """Return the variant whose unit the values can have, and the hints to read them by.

    The heading's word on the variant stands. Where it names none, the KPI's own unit is kept
    unless the values can't be in it (a "CSAT" of 4.3 is no share) and can be in another
    variant's. The variant is ``""`` while the report does not say and nothing had to be chosen.
    How well the cells fit it comes with it where that was looked at.
    """
    if candidate.target is Target.FIELD or candidate.variant:
        return candidate.variant, known, None
    kpi = context.report.catalogue.kpis[candidate.id]
    if _of_marks(kpi, cells, known, context.words):
        return "", replace(known, kind=FieldKind.SCORE, plausible=None), None
    first = fit(context, cells, known)
    if (
        first.readable > 0.5
        and first.plausible > 0.5
        and not _like_marks(kpi, cells, known, context.words)
    ):
        return "", known, first
    units = {kpi.unit}
    for variant in kpi.variants[1:]:
        if variant.unit in units:
            continue
        units.add(variant.unit)
        other = ReadingHints(
            kind=FieldKind(variant.unit.value),
            unit=known.unit,
            number_format=known.number_format,
            currency=known.currency,
            scale=known.scale,
            said=known.said,
        )
        fits = fit(context, cells, other)
        if fits.factor >= first.factor:
            return variant.id, other, fits
    return "", known, first


def _of_marks(kpi: KpiDefinition, cells: Sample, known: ReadingHints, words: Words) -> bool:
    """Return whether marks out of 5 or 10 stand where only a share is known ("8.6 out of 10").

    Without it 8.6 would be read as 8.6 %.
    """
    top = known.scale[1] if known.scale is not None else None
    scored = any(variant.unit is Unit.SCORE for variant in kpi.variants)
    if kpi.unit is not Unit.SHARE or scored or top is None or top >= _PERCENT_SCALE:
        return False
    numbers = bare_numbers(_told(cells, words))
    return numbers is not None and min(numbers) >= 0.0 and max(numbers) <= top


def _like_marks(kpi: KpiDefinition, cells: Sample, known: ReadingHints, words: Words) -> bool:
    """Return whether bare numbers of 1 to 10 stand where a share is due: a mean of marks.

    As percentages they would be far below anything that a KPI with a score variant can be.
    """
    if kpi.unit is not Unit.SHARE or known.unit or "%" in known.number_format:
        return False
    if known.scale is not None and known.scale[1] < _PERCENT_SCALE:
        return not _are_shares_of_answers(cells, words)
    texts = _told(cells, words, stars=True)
    if texts and all(isinstance(v, str) and _is_mark(v) for v in texts):
        return True
    numbers = bare_numbers(_told(cells, words))
    return numbers is not None and 1.0 < max(numbers) <= 10.0 and min(numbers) >= 1.0


def _are_shares_of_answers(cells: Sample, words: Words) -> bool:
    """Return whether cells are percents or fractions, so that a scale beside them is that of the
    answers, and not theirs.
    """
    told = _told(cells, words)
    percents = [isinstance(one, str) and one.strip().endswith("%") for one in told]
    numbers = bare_numbers(told)
    fractions = numbers is not None and min(numbers) > 0 and max(numbers) < 1
    return bool(told) and (all(percents) or fractions)


def _told(cells: Sample, words: Words, stars: bool = False) -> list[object]:
    """Return cells without the texts that say that nothing is known: "n/a", "withheld"."""
    silent = words.missing | words.suppressed | {""}
    return [
        one
        for one in cells
        if not isinstance(one, str) or (stars and is_stars(one)) or normalise(one) not in silent
    ]


def _is_mark(text: str) -> bool:
    """Return whether a text is a mark with its scale: "4.3/5", "4.3 stars", "★★★★☆"."""
    return is_stars(text) or _MARK_OF_SCALE.match(text.strip(_MARKS)) is not None
