"""Plain numbers: counts, rates, points, indexes and years."""

from __future__ import annotations

import re

import numpy as np

from desktop_app.domain.finding import About
from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.compound import compound
from desktop_app.importing.kinds.formats import is_percent, is_plain
from desktop_app.importing.kinds.marked import (
    TextNumbers,
    joined,
    read_texts,
    units_factor,
)
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import Grouping
from desktop_app.importing.kinds.units import (
    MAGNITUDE_WORDS,
    MAGNITUDES,
    SHARE_WORDS,
    SHARES,
    YEAR_WORDS,
    YEARS,
    unit_in_words,
)

_THING = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]+){0,2}\.?")


def _only(context: Context, numbers: Floats | None, texts: TextNumbers) -> Floats:
    """Return numeric cells and text numbers as one column."""
    spread = context.parts.spread(texts.values)
    return or_nan(merged(numbers, spread), context.parts.size)


def _count_factor(mark: Mark) -> float | None:
    """Return what a size word multiplies by; a thing counted ("calls") does not matter."""
    if mark.currency or mark.over or mark.lead:
        return None
    if mark.rest and not _THING.fullmatch(mark.rest):
        return None
    return units_factor(mark, MAGNITUDES)


def read_count(context: Context) -> Reading:
    """Return counts; a heading such as "in thousands" multiplies them."""
    return _amounts(context, Grouping.SURE)


def read_rate(context: Context) -> Reading:
    """Return rates: plain numbers whose "per" is in the heading or behind the number.

    Of a rate per thousand, "4.1 %" and "4.1 per 100" are 41.
    """
    base = SHARES.get(context.hints.default_unit)
    return _amounts(context, Grouping.OPEN) if base is None else _per_base(context, base)


def _per_base(context: Context, base: float) -> Reading:
    """Return rates of so many in a base (0.001 for thousands), whatever base they are given in."""
    hints = context.hints
    factor = SHARES.get(hints.unit, base) / base

    def worth(mark: Mark) -> float | None:
        share = _index_factor(mark)
        return share if share is None or not mark.units else share / base

    texts = read_texts(context, SHARE_WORDS, worth, factor, None, Grouping.OPEN)
    texts.values = np.where(texts.bare, texts.values * factor, texts.values)
    numbers = context.parts.number
    if numbers is not None:
        numbers = numbers * (1 / base if is_percent(hints.number_format) else factor)
    given = tr("{unit}, from the heading", unit=unit_in_words(hints.unit)) if factor != 1.0 else ""
    return Reading(
        _only(context, numbers, texts),
        joined([given or tr("numbers as written"), *texts.rules]),
        hints.unit if factor != 1.0 else "",
        questions=texts.questions,
    )


def _amounts(context: Context, grouping: Grouping) -> Reading:
    hints = context.hints
    unit = hints.unit or hints.default_unit
    factor = MAGNITUDES.get(unit, 1.0)
    texts = read_texts(context, MAGNITUDE_WORDS, _count_factor, factor, None, grouping)
    texts.values = np.where(texts.bare, texts.values * factor, texts.values)
    numbers = context.parts.number if is_plain(hints.number_format) else None
    rule = tr("numbers as written")
    if factor != 1.0:
        rule = _said_by(unit, bool(hints.unit))
        numbers = None if numbers is None else numbers * factor
    things = {mark.rest for mark in texts.marks if mark.rest and _count_factor(mark) is not None}
    words = [
        tr("the word {word!r} beside numbers left out", word=word) for word in sorted(things)[:3]
    ]
    return Reading(
        _only(context, numbers, texts),
        joined([rule, *texts.rules, *words]),
        unit if factor != 1.0 else "",
        questions=texts.questions,
    )


def _said_by(unit: str, by_heading: bool) -> str:
    """Return the rule that a unit is named by the heading, or by the catalogue."""
    if by_heading:
        return tr("{unit}, from the heading", unit=unit_in_words(unit))
    return tr("{unit}, from the catalogue", unit=unit_in_words(unit))


_POINT_WORDS = {"%": "percent", "point": "points", "nps": "points"}
_POINT_UNITS = frozenset({"percent", "points"})


def _points_factor(mark: Mark) -> float | None:
    known = not (mark.currency or mark.over or mark.odd) and set(mark.units) <= _POINT_UNITS
    return 1.0 if known else None


def read_points(context: Context) -> Reading:
    """Return points of -100..100 (NPS); a share under a percent format is times 100."""
    texts = read_texts(context, _POINT_WORDS, _points_factor, plausible=_span(context, 100))
    numbers = context.parts.number
    rules, questions = [tr("points as written"), *texts.rules], list(texts.questions)
    if numbers is not None and is_percent(context.hints.number_format):
        numbers = numbers * 100
        rules[0] = tr("percent format, 100 % is 100 points")
    values = _only(context, numbers, texts)
    size = np.abs(values[np.isfinite(values) & (values != 0)])
    as_points = context.hints.said.get(About.UNIT) == "points"
    if size.size and size.max() <= 1 and (size < 1).any() and not as_points:
        values = values * 100
        rules[0] = tr("shares of 1, read as points of 100")
        questions.append(
            (
                "points-or-share",
                tr(
                    "Every value lies between -1 and 1; they were read as shares, so that "
                    "0.42 is 42 points. Say so if they are points already."
                ),
            )
        )
    return Reading(values, joined(rules), "points", questions=questions)


def _span(context: Context, limit: float) -> tuple[float, float]:
    return context.hints.plausible or (-limit, limit)


def _index_factor(mark: Mark) -> float | None:
    if mark.currency or mark.over or mark.odd:
        return None
    return units_factor(mark, SHARES)


def read_index(context: Context) -> Reading:
    """Return an index as written; percentages are divided by 100."""
    texts = read_texts(context, SHARE_WORDS, _index_factor, plausible=_span(context, 1))
    return Reading(
        _only(context, context.parts.number, texts),
        joined([tr("numbers as written"), *texts.rules]),
        questions=texts.questions,
    )


def read_years(context: Context) -> Reading:
    """Return lengths of time in years: ``3.5``, ``3 yrs 6 mths``, ``18 months``."""
    hints = context.hints
    unit = hints.unit if hints.unit in YEARS else hints.default_unit
    factor = YEARS.get(unit, 1.0)
    texts = read_texts(context, YEAR_WORDS, _years_factor, factor, hints.plausible or (0, 60))
    texts.values = np.where(texts.bare, texts.values * factor, texts.values)
    for i in np.flatnonzero(np.isnan(texts.values)):
        texts.values[i] = compound(context.parts.texts[i], context.words, YEAR_WORDS, YEARS)
    numbers = context.parts.number if is_plain(hints.number_format) else None
    by_heading = hints.unit in YEARS
    known = by_heading or bool(hints.default_unit)
    rule = _said_by(unit or "years", by_heading) if known else tr("years as written")
    return Reading(
        _only(context, None if numbers is None else numbers * factor, texts),
        joined([rule, *texts.rules]),
        unit or "years",
        questions=texts.questions,
    )


def _years_factor(mark: Mark) -> float | None:
    if mark.currency or mark.over or mark.odd or mark.per or len(mark.units) > 1:
        return None
    return units_factor(mark, YEARS)
