"""Durations in seconds, from Excel times, clock texts, unit words and bare numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from desktop_app.catalogue.model import Words
from desktop_app.importing.kinds.compound import compound
from desktop_app.importing.kinds.formats import is_clock, literals
from desktop_app.importing.kinds.marked import joined, read_texts, units_factor
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Bools, Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import within
from desktop_app.importing.kinds.spelling import key, without_notes, word_form
from desktop_app.importing.kinds.units import SECONDS, TIME_WORDS

_CLOCK = re.compile(
    r"(?P<sign>[+-])?(?:(?P<days>\d+)(?:\.| ?d\w*,?| days?,?| tage?,?| jours?,?) ?\+?)?"
    r"(?P<a>\d+):(?P<b>\d{1,2})(?::(?P<c>\d{1,2}))?(?:[.,](?P<part>\d+))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<unit>[a-z:.]+))?"
)
_FOUR = re.compile(r"(?P<sign>[+-])?(?P<days>\d+):(?P<a>\d{1,2}):(?P<b>\d\d):(?P<c>\d\d)")
_ISO = re.compile(
    r"(?P<sign>-)?p(?=.)(?:(?P<w>[\d.,]+)w)?(?:(?P<d>[\d.,]+)d)?"
    r"(?:t(?=.)(?:(?P<h>[\d.,]+)h)?(?:(?P<m>[\d.,]+)m)?(?:(?P<s>[\d.,]+)s)?)?"
)
_ISO_UNITS = {"w": 604800.0, "d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}
_MINUTES_FIRST = frozenset({"milliseconds", "seconds", "minutes", "mm:ss", "m:ss"})
_HOURS_FIRST = frozenset({"hours", "days", "weeks", "hh:mm", "h:mm", "hh:mm:ss"})
_CLOCK_UNITS = {
    "min": "m", "mins": "m", "m": "m", "minutes": "m", "mm:ss": "m", "m:ss": "m",
    "h": "h", "hr": "h", "hrs": "h", "hours": "h", "std": "h", "hh:mm": "h", "h:mm": "h",
    "hh:mm:ss": "", "h:mm:ss": "",
}  # fmt: skip


@dataclass(slots=True)
class _Clocks:
    """Distinct texts that are times, in seconds.

    `sure` are those with one meaning; `pairs` are ``5:12``, read as minutes and seconds;
    `full` marks those with hours, minutes and seconds: ``05:12:00`` may be what a cell made of
    ``5:12``.
    """

    sure: Floats
    pairs: Floats
    full: Bools


@dataclass(slots=True)
class _Way:
    """How doubtful values of the column are read."""

    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""


def read_duration(context: Context) -> Reading:
    """Return durations in seconds; the column settles units and minutes against hours."""
    parts = context.parts
    way = _Way()
    unit, factor = _bare_unit(context)
    texts = read_texts(context, TIME_WORDS, _factor, factor, context.hints.plausible)
    clocks = _clocks(parts.texts, np.isnan(texts.values), context.words)
    way.rules += texts.rules
    way.questions += texts.questions
    bare = merged(parts.number, parts.spread(texts.only(texts.bare)))
    words = parts.spread(merged(texts.only(~texts.bare), clocks.sure))  # type: ignore[arg-type]
    spans = merged(_spans_of_dates(context), parts.span)
    full = parts.spread(clocks.full.astype(np.float64))
    typed = _mistyped(context, spans, words, full, way)
    pairs = _settle_pairs(context, clocks, way)
    numbers = _settle_numbers(context, bare, unit, factor, way)
    values = or_nan(merged(*typed, pairs, numbers), parts.size)
    if not way.rules:
        way.rules.append("times as written")
    return Reading(values, joined(way.rules), way.unit, questions=way.questions)


def _factor(mark: Mark) -> float | None:
    if mark.currency or mark.over or mark.odd or len(mark.units) > 1:
        return None
    return units_factor(mark, SECONDS)


def _clocks(texts: list[str], left: Bools, words: Words) -> _Clocks:
    """Read the texts that are left: neither a number nor a number with one unit."""
    size = len(texts)
    clocks = _Clocks(np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, dtype=bool))
    for i in np.flatnonzero(left):
        text = key(without_notes(texts[i]))
        if ":" in text:
            _add_clock(clocks, i, text)
        elif "p" in text and (iso := _ISO.fullmatch(text)) is not None:
            clocks.sure[i] = _iso_seconds(iso)
        else:
            clocks.sure[i] = compound(text, words, TIME_WORDS, SECONDS)
    return clocks


def _add_clock(clocks: _Clocks, i: np.intp, text: str) -> None:
    """Read ``5:12``, ``00:05:12``, ``36:15:00``, ``2 days 04:30:00``, ``1:04:30:00``."""
    match = _CLOCK.fullmatch(text) or _FOUR.fullmatch(text)
    if match is None:
        return
    found = match.groupdict()
    unit = _CLOCK_UNITS.get(found.get("unit") or "", "" if not found.get("unit") else "bad")
    a, b = int(found["a"]), int(found["b"])
    if unit == "bad" or b > 59 or int(found["c"] or 0) > 59:
        return
    sign = -1.0 if found["sign"] == "-" else 1.0
    part = float(f"0.{found.get('part') or 0}")
    half = found.get("half")
    if half and a <= 12:
        a = a % 12 + (12 if half == "p" else 0)
    days = int(found["days"] or 0) * 86400.0
    if found["c"] is not None:
        clocks.sure[i] = sign * (days + a * 3600 + b * 60 + int(found["c"]) + part)
        clocks.full[i] = not found["days"]
    elif found["days"] or half or unit == "h":
        clocks.sure[i] = sign * (days + a * 3600 + b * 60)
    elif unit == "m" or found.get("part"):
        clocks.sure[i] = sign * (a * 60 + b + part)
    else:
        clocks.pairs[i] = sign * (a * 60.0 + b)


def _iso_seconds(match: re.Match[str]) -> float:
    """Return the seconds of an ISO 8601 duration, ``PT5M12S``."""
    sign = -1.0 if match["sign"] else 1.0
    pieces = [
        float(match[name].replace(",", ".")) * size
        for name, size in _ISO_UNITS.items()
        if match[name]
    ]
    return sign * sum(pieces)


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


def _settle_pairs(context: Context, clocks: _Clocks, way: _Way) -> Floats | None:
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


def _pairs_are_hours(context: Context, clocks: _Clocks, known: Floats) -> tuple[bool, str, bool]:
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


def _bare_unit(context: Context) -> tuple[str, float]:
    """Return the unit of bare numbers and its seconds; ``""`` and 1 when nothing names one."""
    hints = context.hints
    if is_clock(hints.number_format):
        return "day fractions", 86400.0
    shown = [_unit_of(text, context.words) for text in literals(hints.number_format)]
    for unit in (hints.unit, *shown, hints.default_unit):
        if unit in SECONDS:
            return unit, SECONDS[unit]
    return "", 1.0


def _unit_of(text: str, words: Words) -> str:
    """Return the unit a literal of a number format names: ``0.0" min"``."""
    name = key(text).strip(". ")
    return TIME_WORDS.get(name) or words.units.get(word_form(name), "")


def _settle_numbers(
    context: Context, bare: Floats | None, unit: str, factor: float, way: _Way
) -> Floats | None:
    """Read bare numbers in the column's unit; question it where it gives absurd values."""
    if bare is None or not np.isfinite(bare).any():
        return None
    hints = context.hints
    known = bare[np.isfinite(bare) & (bare != 0)]
    if unit == "day fractions":
        way.rules.append("Excel times, from the number format")
        way.unit = "days"
        return bare * factor
    named = unit != "" and unit == hints.unit
    if not named and unit in {"", "seconds"} and known.size and 0 < known.min() <= known.max() < 1:
        way.rules.append("Excel times, as seconds would be fractions")
        way.questions.append(_fractions(known))
        way.unit = "days"
        return bare * 86400.0
    other = _better_unit(known, unit, hints.plausible)
    if named and other:
        way.questions.append(_doubtful(known, unit, other, unit))
    elif other:
        way.questions.append(_doubtful(known, unit, other, other))
        unit, factor = other, SECONDS[other]
    elif not unit:
        unit = "seconds"
        way.questions.append(
            (
                "duration-unit",
                f"Nothing says in which unit numbers such as {known[0] if known.size else 0:g} "
                "are; they were read as seconds. Name the unit.",
            )
        )
    way.unit = unit
    source = "the heading" if named else "the catalogue" if not other else "what is plausible"
    way.rules.append(f"{unit}, from {source}")
    return bare * factor


def _fractions(known: Floats) -> tuple[str, str]:
    middle = float(np.median(known))
    return (
        "duration-unit",
        f"Numbers such as {middle:g} are below 1 and name no unit; they were read as Excel times, "
        f"which count days ({_clock(middle * 86400)}). Say which unit they are in.",
    )


def _better_unit(known: Floats, unit: str, plausible: tuple[float, float] | None) -> str:
    """Return the one unit that makes values plausible where `unit` does not, else ``""``."""
    if plausible is None or not known.size:
        return ""
    if unit and within(known * SECONDS[unit], plausible) >= 0.5:
        return ""
    fitting = [
        name
        for name, size in SECONDS.items()
        if name != "weeks" and within(known * size, plausible) >= 0.9
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _doubtful(known: Floats, unit: str, other: str, taken: str) -> tuple[str, str]:
    named = f"In {unit}, values" if unit else "Values"
    return (
        "duration-unit",
        f"{named} such as {float(np.median(known)):g} are plausible here only as {other}; they "
        f"were read as {taken}. Say which is right.",
    )
