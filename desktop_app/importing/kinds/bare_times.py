"""Bare numbers that are durations: which unit they are in, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import About
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import later, tr
from desktop_app.importing.kinds.formats import is_clock, literals
from desktop_app.importing.kinds.parts import Context, Floats
from desktop_app.importing.kinds.spelled import within
from desktop_app.importing.kinds.spelling import key, word_form
from desktop_app.importing.kinds.units import SECONDS, TIME_WORDS, unit_in_words

LIKELY = 0.8
"""From this share of its values within the usual range a reading of a column is likely."""
_FEW = 0.5
_RARE = 0.2
_ENOUGH = 100_000  # so many values, taken evenly, tell a column's unit as well as all of them
_DAY, _DAYS = 86400.0, "day fractions"
_SAID_BY = {
    "heading": later("from the heading"),
    "number format": later("from the number format"),
    "catalogue": later("from the catalogue"),
    "plausible range": later("as only that gives plausible values"),
    "": later("a guess"),
}
_UNITS = {name: size for name, size in SECONDS.items() if name not in {"milliseconds", "weeks"}}


@dataclass(slots=True)
class Way:
    """How doubtful values of the column are read."""

    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class BareUnit:
    """What bare numbers are in: its name, its seconds, and who says so (``""`` for nobody)."""

    name: str
    seconds: float
    source: str

    @property
    def a_guess(self) -> bool:
        """Return whether nothing in the report itself names the unit."""
        return self.source in {"", "catalogue"}


def bare_unit(context: Context) -> BareUnit:
    """Return the unit of bare numbers and who names it."""
    hints = context.hints
    if is_clock(hints.number_format):
        return BareUnit(_DAYS, _DAY, "number format")
    shown = [_unit_of(text, context.words) for text in literals(hints.number_format)]
    named = [(hints.unit, "heading"), *((unit, "number format") for unit in shown)]
    for unit, source in [*named, (hints.default_unit, "catalogue")]:
        if unit in SECONDS:
            return BareUnit(unit, SECONDS[unit], source)
    return BareUnit("seconds", 1.0, "")


def _unit_of(text: str, words: Words) -> str:
    """Return the unit a literal of a number format names: ``0.0" min"``."""
    name = key(text).strip(". ")
    return TIME_WORDS.get(name) or words.units.get(word_form(name), "")


def read_numbers(context: Context, bare: Floats | None, unit: BareUnit, way: Way) -> Floats | None:
    """Read bare numbers in the column's unit; question it where it gives absurd values."""
    if bare is None or not np.isfinite(bare).any():
        return None
    if unit.name == _DAYS:
        way.rules.append(tr("Excel times, from the number format"))
        way.unit = "days"
        return bare * unit.seconds
    known = bare[:: bare.size // _ENOUGH + 1]
    known = np.abs(known[np.isfinite(known) & (known != 0)])
    if (
        context.hints.clock
        and About.UNIT not in context.hints.said
        and (clocks := _under_clock_heading(context, bare, known, way)) is not None
    ):
        return clocks
    if unit.a_guess and unit.name == "seconds" and _all_fractions(known):
        way.rules.append(tr("Excel times, as seconds would be fractions"))
        way.questions.append(_fractions(known))
        way.unit = "days"
        return bare * _DAY
    if unit.a_guess:
        unit, why = _guessed(known, unit, context, way)
    else:
        why = tr(_SAID_BY[unit.source])
        other = _better_unit(known, unit, context.hints.expected)
        if other:
            way.questions.append(_doubtful(known, unit, other, unit.name))
    way.unit = unit.name
    way.rules.append(f"{unit_in_words(unit.name)}, {why}")
    return bare * unit.seconds


def _under_clock_heading(context: Context, bare: Floats, known: Floats, way: Way) -> Floats | None:
    """Read numbers below a heading such as ``mm:ss``: Excel times without format, or ``5.42``.

    None where they are neither, but plain minutes or hours.
    """
    larger, names = (60.0, "mm.ss") if context.hints.clock == "m:s" else (3600.0, "hh.mm")
    expected = context.hints.expected
    if _all_fractions(known) and (expected is None or within(known * _DAY, expected) >= LIKELY):
        way.rules.append(tr("Excel times without their format, as the heading names a clock"))
        way.unit = "days"
        return bare * _DAY
    parts = np.rint(known % 1 * 100)
    like_clock = np.abs(known % 1 * 100 - parts) < 1e-6
    if not known.size or not like_clock.all() or (parts >= 60).any() or not parts.any():
        return None
    whole = np.trunc(bare)
    way.rules.append(tr("numbers read as {clock}, as the heading names a clock", clock=names))
    way.unit = "minutes" if larger == 60.0 else "hours"
    way.questions.append(_pointed(float(known.max()), names, way.unit))
    return whole * larger + np.rint((bare - whole) * 100) * larger / 60.0


def _pointed(largest: float, names: str, unit: str) -> tuple[str, str]:
    return (
        "duration-ambiguous",
        tr(
            "The heading names a clock, and numbers such as {value:g} stand below it; "
            "they were read as {clock} and not as {unit} with decimals. Say which is right.",
            value=largest,
            clock=names,
            unit=unit_in_words(unit),
        ),
    )


def _guessed(known: Floats, unit: BareUnit, context: Context, way: Way) -> tuple[BareUnit, str]:
    """Return the unit of numbers for which the report names none, and why; asks if unsure."""
    expected = context.hints.expected
    fits = {
        name: within(known * size, expected) if expected else 0.0 for name, size in _UNITS.items()
    }
    likely = [name for name, share in fits.items() if share >= LIKELY]
    if likely == [unit.name] and context.hints.usual is not None:
        if max(share for name, share in fits.items() if name != unit.name) <= _FEW:
            return unit, tr("as only these are usual here")
    elif len(likely) == 1 and unit.name != likely[0]:
        way.questions.append(_doubtful(known, unit, likely[0], likely[0]))
        return BareUnit(likely[0], SECONDS[likely[0]], "plausible range"), tr(
            "the only usual ones here"
        )
    asked = context.hints.usual is not None and not context.hints.of_records
    if likely and unit.name not in likely and context.hints.usual is not None:
        other = min(likely, key=lambda name: _UNITS[name])
        way.questions.append(_several(known, likely, other))
        return BareUnit(other, SECONDS[other], "plausible range"), tr(_SAID_BY[""])
    if known.size and (not unit.source or asked):
        way.questions.append(_unknown_unit(known, unit.name))
    return unit, tr(_SAID_BY[unit.source])


def _unknown_unit(known: Floats, unit: str) -> tuple[str, str]:
    return (
        "duration-unit",
        tr(
            "Nothing says in which unit numbers such as {value:g} are; they were read as "
            "{unit}. Name the unit.",
            value=float(np.median(known)),
            unit=unit_in_words(unit),
        ),
    )


def _several(known: Floats, units: list[str], taken: str) -> tuple[str, str]:
    return (
        "duration-unit",
        tr(
            "Values such as {value:g} name no unit and may be {units}; they were read as "
            "{taken}. Say which is right.",
            value=float(np.median(known)),
            units=with_or(map(unit_in_words, units)),
            taken=unit_in_words(taken),
        ),
    )


def _all_fractions(known: Floats) -> bool:
    """Return whether all values are above 0 and below 1."""
    return bool(known.size) and float(known.min()) > 0.0 and float(known.max()) < 1.0


def _fractions(known: Floats) -> tuple[str, str]:
    middle = float(np.median(known))
    return (
        "duration-unit",
        tr(
            "Numbers such as {value:g} are below 1 and name no unit; they were read as "
            "Excel times, which count days ({clock}). Say which unit they are in.",
            value=middle,
            clock=clock_text(middle * _DAY),
        ),
    )


def _better_unit(known: Floats, unit: BareUnit, expected: tuple[float, float] | None) -> str:
    """Return the one unit that makes values usual where the named one makes none so, or ``""``."""
    if expected is None or not known.size or within(known * unit.seconds, expected) > _RARE:
        return ""
    fitting = [
        name
        for name, size in _UNITS.items()
        if name != unit.name and within(known * size, expected) >= LIKELY
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _doubtful(known: Floats, unit: BareUnit, other: str, taken: str) -> tuple[str, str]:
    words = {
        "value": float(np.median(known)),
        "other": unit_in_words(other),
        "taken": unit_in_words(taken),
    }
    if unit.source == "heading":
        return (
            "duration-unit",
            tr(
                "In {unit}, values such as {value:g} are plausible here only as {other}; they "
                "were read as {taken}. Say which is right.",
                unit=unit_in_words(unit.name),
                **words,
            ),
        )
    return (
        "duration-unit",
        tr(
            "Values such as {value:g} are plausible here only as {other}; they were read as "
            "{taken}. Say which is right.",
            **words,
        ),
    )


def clock_text(seconds: float) -> str:
    """Return seconds as h:mm:ss."""
    minutes, second = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{second:02d}"
