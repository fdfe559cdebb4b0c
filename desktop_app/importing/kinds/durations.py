"""Durations in seconds, from Excel times, clock texts, unit words and bare numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from desktop_app.catalogue.model import Words
from desktop_app.importing.kinds.clocks import Clocks, read_clocks
from desktop_app.importing.kinds.formats import is_clock, literals
from desktop_app.importing.kinds.marked import joined, read_texts, units_factor
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import within
from desktop_app.importing.kinds.spelling import key, word_form
from desktop_app.importing.kinds.units import SECONDS, TIME_WORDS

_ENOUGH = 100_000  # so many values, taken evenly, tell a column's unit as well as all of them
_MINUTES_FIRST = frozenset({"milliseconds", "seconds", "minutes"})
_HOURS_FIRST = frozenset({"hours", "days", "weeks"})


@dataclass(slots=True)
class _Way:
    """How doubtful values of the column are read."""

    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _BareUnit:
    """What bare numbers are in: its name, its seconds, and who says so (``""`` for nobody)."""

    name: str
    seconds: float
    source: str

    @property
    def a_guess(self) -> bool:
        """Return whether nothing in the report itself names the unit."""
        return self.source in {"", "catalogue"}


def read_duration(context: Context) -> Reading:
    """Return durations in seconds; the column settles units and minutes against hours."""
    parts = context.parts
    way = _Way()
    unit = _bare_unit(context)
    texts = read_texts(context, TIME_WORDS, _factor, unit.seconds, context.hints.plausible)
    clocks = read_clocks(parts.texts, np.isnan(texts.values), context.words)
    way.rules += texts.rules
    way.questions += texts.questions
    bare = merged(parts.number, parts.spread(texts.only(texts.bare)))
    words = parts.spread(merged(texts.only(~texts.bare), clocks.sure))  # type: ignore[arg-type]
    spans = merged(_spans_of_dates(context), parts.span)
    full = parts.spread(clocks.full.astype(np.float64))
    typed = _mistyped(context, spans, words, full, way)
    pairs = _settle_pairs(context, clocks, way)
    numbers = _settle_numbers(context, bare, unit, way)
    values = or_nan(merged(*typed, pairs, numbers), parts.size)
    if not way.rules:
        way.rules.append("times as written")
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
    context: Context, spans: Floats | None, words: Floats | None, full: Floats | None, way: _Way
) -> tuple[Floats | None, Floats | None]:
    """Mend times where 5:12 was typed as minutes and Excel made hours of it, or the reverse.

    Only where the plausible range leaves no other way, and always asked.
    """
    plausible = context.hints.plausible
    clocks = None if words is None or full is None else np.where(full == 1, words, np.nan)
    typed = merged(spans, clocks)
    if typed is None or plausible is None or not np.isfinite(typed).any():
        return spans, words
    if within(typed, plausible) >= 0.5:
        return spans, words
    known = typed[np.isfinite(typed)]
    factor, names = 1 / 60, ("hours and minutes", "minutes and seconds")
    if (known % 60 != 0).any() or within(known / 60, plausible) < 0.9:
        factor, names = 60.0, (names[1], names[0])
        if within(known * 60, plausible) < 0.9:
            return spans, words
    way.rules.append(f"times in {names[0]} read as {names[1]}")
    way.questions.append(_mistyped_question(float(known.max()), factor, names))
    if words is not None and full is not None:
        words = np.where(full == 1, words * factor, words)
    return None if spans is None else spans * factor, words


def _mistyped_question(longest: float, factor: float, names: tuple[str, str]) -> tuple[str, str]:
    return (
        "duration-ambiguous",
        f"Times such as {_clock(longest)} would be implausible here as they stand; they were "
        f"taken for {names[1]} typed as {names[0]} ({_clock(longest * factor)}). "
        "Say which is right.",
    )


def _clock(seconds: float) -> str:
    """Return seconds as h:mm:ss."""
    minutes, second = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{second:02d}"


def _settle_pairs(context: Context, clocks: Clocks, way: _Way) -> Floats | None:
    """Read ``5:12`` as minutes and seconds, or as hours and minutes, for the whole column."""
    known = clocks.pairs[np.isfinite(clocks.pairs)]
    if not known.size:
        return None
    hours, rule, sure = _pairs_are_hours(context, clocks, known)
    names = ("hours and minutes", "minutes and seconds")
    way.rules.append(f"{names[not hours]} ({rule})")
    if not sure:
        first = f"{int(known[0]) // 60}:{int(known[0]) % 60:02d}"
        way.questions.append(
            (
                "duration-ambiguous",
                f"Times such as {first} may be minutes and seconds or hours and minutes; they "
                f"were read as {names[not hours]}. Say which is right.",
            )
        )
    return context.parts.spread(clocks.pairs * (60.0 if hours else 1.0))


def _pairs_are_hours(context: Context, clocks: Clocks, known: Floats) -> tuple[bool, str, bool]:
    """Return whether pairs are hours and minutes, why, and whether that is sure."""
    hints = context.hints
    plausible = hints.plausible
    if hints.unit in _MINUTES_FIRST or hints.unit in _HOURS_FIRST:
        return hints.unit in _HOURS_FIRST, "from the heading", True
    if plausible is not None:
        as_minutes, as_hours = within(known, plausible), within(known * 60, plausible)
        if max(as_minutes, as_hours) >= 0.9 and min(as_minutes, as_hours) <= 0.5:
            return as_hours > as_minutes, "only that is plausible", True
    if known.max() >= 24 * 60 and hints.default_unit in _MINUTES_FIRST:
        return False, "some would be longer than a day", True
    if np.isfinite(clocks.sure[clocks.full]).any():
        return False, "other times of the column have hours", True
    hours = hints.default_unit in _HOURS_FIRST
    return hours, "a guess", False


def _bare_unit(context: Context) -> _BareUnit:
    """Return the unit of bare numbers and who names it."""
    hints = context.hints
    if is_clock(hints.number_format):
        return _BareUnit("day fractions", 86400.0, "number format")
    shown = [_unit_of(text, context.words) for text in literals(hints.number_format)]
    named = [(hints.unit, "heading"), *((unit, "number format") for unit in shown)]
    for unit, source in [*named, (hints.default_unit, "catalogue")]:
        if unit in SECONDS:
            return _BareUnit(unit, SECONDS[unit], source)
    return _BareUnit("seconds", 1.0, "")


def _unit_of(text: str, words: Words) -> str:
    """Return the unit a literal of a number format names: ``0.0" min"``."""
    name = key(text).strip(". ")
    return TIME_WORDS.get(name) or words.units.get(word_form(name), "")


def _settle_numbers(
    context: Context, bare: Floats | None, unit: _BareUnit, way: _Way
) -> Floats | None:
    """Read bare numbers in the column's unit; question it where it gives absurd values."""
    if bare is None or not np.isfinite(bare).any():
        return None
    if unit.name == "day fractions":
        way.rules.append("Excel times, from the number format")
        way.unit = "days"
        return bare * unit.seconds
    known = bare[:: bare.size // _ENOUGH + 1]
    known = known[np.isfinite(known) & (known != 0)]
    if unit.a_guess and unit.name == "seconds" and _all_fractions(known):
        way.rules.append("Excel times, as seconds would be fractions")
        way.questions.append(_fractions(known))
        way.unit = "days"
        return bare * 86400.0
    other = _better_unit(known, unit, context.hints.plausible)
    if other and unit.a_guess:
        way.questions.append(_doubtful(known, unit, other, other))
        unit = _BareUnit(other, SECONDS[other], "plausible range")
    elif other:
        way.questions.append(_doubtful(known, unit, other, unit.name))
    elif not unit.source and known.size:
        way.questions.append(_unknown_unit(known))
    way.unit = unit.name
    way.rules.append(f"{unit.name}, {f'from the {unit.source}' if unit.source else 'a guess'}")
    return bare * unit.seconds


def _unknown_unit(known: Floats) -> tuple[str, str]:
    return (
        "duration-unit",
        f"Nothing says in which unit numbers such as {float(np.median(known)):g} are; they were "
        "read as seconds. Name the unit.",
    )


def _all_fractions(known: Floats) -> bool:
    """Return whether all values are above 0 and below 1."""
    return bool(known.size) and float(known.min()) > 0.0 and float(known.max()) < 1.0


def _fractions(known: Floats) -> tuple[str, str]:
    middle = float(np.median(known))
    return (
        "duration-unit",
        f"Numbers such as {middle:g} are below 1 and name no unit; they were read as Excel times, "
        f"which count days ({_clock(middle * 86400)}). Say which unit they are in.",
    )


def _better_unit(known: Floats, unit: _BareUnit, plausible: tuple[float, float] | None) -> str:
    """Return the one unit that makes values plausible where the given one does not, or ``""``."""
    if plausible is None or not known.size:
        return ""
    if unit.source and within(known * unit.seconds, plausible) >= 0.5:
        return ""
    fitting = [
        name
        for name, size in SECONDS.items()
        if name not in {"weeks", unit.name if unit.source else ""}
        and within(known * size, plausible) >= 0.9
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _doubtful(known: Floats, unit: _BareUnit, other: str, taken: str) -> tuple[str, str]:
    named = f"In {unit.name}, values" if unit.source else "Values"
    return (
        "duration-unit",
        f"{named} such as {float(np.median(known)):g} are plausible here only as {other}; they "
        f"were read as {taken}. Say which is right.",
    )
