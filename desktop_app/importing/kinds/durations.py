"""Durations in seconds, from Excel times, clock texts, unit words and bare numbers."""

from __future__ import annotations

import numpy as np

from desktop_app.domain.finding import About
from desktop_app.domain.translating import later, tr
from desktop_app.importing.kinds.bare_times import (
    LIKELY,
    Way,
    bare_unit,
    clock_text,
    read_numbers,
)
from desktop_app.importing.kinds.clocks import Clocks, read_clocks
from desktop_app.importing.kinds.formats import is_clock
from desktop_app.importing.kinds.marked import joined, read_texts, units_factor
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import within
from desktop_app.importing.kinds.units import SECONDS, TIME_WORDS

_MINUTES_FIRST = frozenset({"milliseconds", "seconds", "minutes"})
_HOURS_FIRST = frozenset({"hours", "days", "weeks"})
_NAMES = (later("hours and minutes"), later("minutes and seconds"))
_MANY = 5
_FEW = 0.5  # a reading that fits no more of the values than this is not the column's


def read_duration(context: Context) -> Reading:
    """Return durations in seconds; the column settles units and minutes against hours."""
    parts = context.parts
    way = Way()
    unit = bare_unit(context)
    texts = read_texts(context, TIME_WORDS, _factor, unit.seconds, context.hints.expected)
    clocks = read_clocks(parts.texts, np.isnan(texts.values), context.words)
    way.rules += texts.rules
    way.questions += texts.questions
    bare = merged(parts.number, parts.spread(texts.only(texts.bare)))
    words = parts.spread(merged(texts.only(~texts.bare), clocks.sure))  # type: ignore[arg-type]
    spans = merged(_spans_of_dates(context), parts.span)
    full = parts.spread(clocks.full.astype(np.float64))
    typed = _mistyped(context, spans, words, full, way)
    pairs = _settle_pairs(context, clocks, way)
    numbers = read_numbers(context, bare, unit, way)
    values = or_nan(merged(*typed, pairs, numbers), parts.size)
    if not way.rules:
        way.rules.append(tr("times as written"))
    return Reading(values, joined(way.rules), way.unit, questions=way.questions)


def _factor(mark: Mark) -> float | None:
    if mark.currency or mark.over or mark.odd or len(mark.units) > 1:
        return None
    return units_factor(mark, SECONDS)


def _spans_of_dates(context: Context) -> Floats | None:
    """Return times of 24 hours and more that a reader took for dates of 1900 (or 1904)."""
    stamp = context.parts.stamp
    if stamp is None:
        return None
    first = np.datetime64("1904-01-01" if context.epoch_1904 else "1899-12-30", "us")
    days = (stamp - first) / np.timedelta64(1, "D")
    # Excel counts a 29 February 1900 that never was: readers put the days before it one later.
    early = ~np.isnat(stamp) & (stamp >= np.datetime64("1899-12-31", "us")) & (days < 61)
    if not context.epoch_1904:
        days = np.where(early, days - 1, days)
    with np.errstate(invalid="ignore"):
        return np.where((days >= 0) & (days < 366), days * 86400.0, np.nan)


def _mistyped(
    context: Context, spans: Floats | None, words: Floats | None, full: Floats | None, way: Way
) -> tuple[Floats | None, Floats | None]:
    """Mend times where 5:12 was typed as minutes and Excel made hours of it, or the reverse.

    Only where the usual range leaves no other way, and always asked.
    """
    expected = context.hints.expected
    clocks = None if words is None or full is None else np.where(full == 1, words, np.nan)
    typed = merged(spans, clocks)
    known = np.zeros(0) if typed is None else typed[np.isfinite(typed) & (typed != 0)]
    whole = not (known % 60 != 0).any()
    said = context.hints.said.get(About.CLOCK, "")
    if said and known.size:
        return _as_said(said, whole, spans, words, full, way)
    if expected is None or not known.size:
        return spans, words
    if spans is not None and _of_long_times(context):
        # Excel itself gives this format to 45:20 typed for minutes and seconds.
        if whole and _never_whole(context, known) and within(known / 60, expected) >= LIKELY:
            way.questions.append(_as_they_stand(float(known.max())))
        return spans, words
    if within(known, expected) >= _FEW:
        typed_so = _shown_as_pairs(context, spans) or _never_whole(context, known)
        if whole and typed_so and within(known / 60, expected) >= LIKELY:
            way.rules.append(tr("times in {units}", units=tr(_NAMES[0])))
            way.questions.append(_as_they_stand(float(known.max())))
        return spans, words
    factor, names = 1 / 60, _NAMES
    if not whole or within(known / 60, expected) < LIKELY:
        factor, names = 60.0, (_NAMES[1], _NAMES[0])
        if within(known * 60, expected) < LIKELY:
            return spans, words
    way.rules.append(
        tr(
            "times in {units} read as {others}, as others would be unusual here",
            units=tr(names[0]),
            others=tr(names[1]),
        )
    )
    if context.hints.clock != ("m:s" if factor < 1 else "h:m"):
        way.questions.append(_mistyped_question(float(known.max()), factor, names))
    return _scaled(factor, spans, words, full)


def _as_said(
    said: str,
    whole: bool,
    spans: Floats | None,
    words: Floats | None,
    full: Floats | None,
    way: Way,
) -> tuple[Floats | None, Floats | None]:
    """Read times of whole minutes as hours and minutes, others as minutes and seconds, or swap."""
    of_hours = said == "h:m"
    way.rules.append(tr("times in {units}, as said", units=tr(_NAMES[not of_hours])))
    if of_hours == whole:
        return spans, words
    return _scaled(60.0 if of_hours else 1 / 60, spans, words, full)


def _scaled(
    factor: float, spans: Floats | None, words: Floats | None, full: Floats | None
) -> tuple[Floats | None, Floats | None]:
    """Return Excel times and times with hours in texts, multiplied."""
    if words is not None and full is not None:
        words = np.where(full == 1, words * factor, words)
    return None if spans is None else spans * factor, words


def _shown_as_pairs(context: Context, spans: Floats | None) -> bool:
    """Return whether Excel times are shown as ``5:12``, as which they may have been typed."""
    shown = context.hints.number_format
    return spans is not None and is_clock(shown) and "s" not in shown.lower()


def _never_whole(context: Context, known: Floats) -> bool:
    """Return whether so many times of a kind told in seconds can hardly all be whole minutes."""
    return context.hints.default_unit == "seconds" and np.unique(known).size >= _MANY


def _of_long_times(context: Context) -> bool:
    """Return whether the number format is one for hours over 24."""
    shown = context.hints.number_format
    return is_clock(shown) and "[h" in shown.lower()


def _as_they_stand(longest: float) -> tuple[str, str]:
    return (
        "duration-ambiguous",
        tr(
            "Times shown as {clock} are hours and minutes to Excel; minutes and "
            "seconds typed that way ({other_clock}) would be as usual here. They were "
            "read as they stand. Say which is right.",
            clock=clock_text(longest)[:-3],
            other_clock=clock_text(longest / 60),
        ),
    )


def _mistyped_question(longest: float, factor: float, names: tuple[str, str]) -> tuple[str, str]:
    return (
        "duration-ambiguous",
        tr(
            "Times such as {clock} would be unusual here as they stand; they were "
            "taken for {units} typed as {others} ({other_clock}). Say which is right.",
            clock=clock_text(longest),
            units=tr(names[1]),
            others=tr(names[0]),
            other_clock=clock_text(longest * factor),
        ),
    )


def _settle_pairs(context: Context, clocks: Clocks, way: Way) -> Floats | None:
    """Read ``5:12`` as minutes and seconds, or as hours and minutes, for the whole column."""
    known = clocks.pairs[np.isfinite(clocks.pairs)]
    if not known.size:
        return None
    hours, rule, sure = _pairs_are_hours(context, clocks, known)
    way.rules.append(f"{tr(_NAMES[not hours])} ({rule})")
    if not sure:
        first = f"{int(known[0]) // 60}:{int(known[0]) % 60:02d}"
        way.questions.append(
            (
                "duration-ambiguous",
                tr(
                    "Times such as {clock} may be minutes and seconds or hours and "
                    "minutes; they were read as {units}. Say which is right.",
                    clock=first,
                    units=tr(_NAMES[not hours]),
                ),
            )
        )
    return context.parts.spread(clocks.pairs * (60.0 if hours else 1.0))


def _pairs_are_hours(context: Context, clocks: Clocks, known: Floats) -> tuple[bool, str, bool]:
    """Return whether pairs are hours and minutes, why, and whether that is sure."""
    hints = context.hints
    if hints.clock or hints.unit in _MINUTES_FIRST or hints.unit in _HOURS_FIRST:
        return hints.clock == "h:m" or hints.unit in _HOURS_FIRST, tr("from the heading"), True
    told = known[known != 0]
    if hints.expected is not None and told.size:
        as_minutes, as_hours = within(told, hints.expected), within(told * 60, hints.expected)
        if max(as_minutes, as_hours) >= LIKELY and min(as_minutes, as_hours) <= _FEW:
            hours = bool(as_hours > as_minutes)
            return hours, tr("{units} would be unusual here", units=tr(_NAMES[hours])), True
    if known.max() >= 24 * 60 and hints.default_unit in _MINUTES_FIRST:
        return False, tr("some would be longer than a day"), True
    if np.isfinite(clocks.sure[clocks.full]).any():
        return False, tr("other times of the column have hours"), True
    hours = hints.default_unit in _HOURS_FIRST
    return hours, tr("a guess"), False
