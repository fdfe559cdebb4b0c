"""Values as people read them; the only place where canonical units become text."""

from __future__ import annotations

import math

from desktop_app.domain.measurement import Basis
from desktop_app.domain.translating import later, local, tr, with_signs
from desktop_app.domain.unit import Unit

MISSING = "–"
"""Stands for a value that isn't there; never 0."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_TIMES = ((later("days"), _DAY), (later("h"), _HOUR), (later("min"), _MINUTE))
SECONDS = later("s")
_BASES = {
    Basis.COMPUTED.value: later("computed"),
    Basis.STATED.value: later("stated"),
    Basis.DERIVED.value: later("derived"),
}
_UNITS = {
    Unit.SHARE.value: later("share"),
    Unit.DURATION.value: later("duration"),
    Unit.MONEY.value: later("money"),
    Unit.POINTS.value: later("points"),
    Unit.COUNT.value: later("count"),
    Unit.YEARS.value: later("years"),
    Unit.SCORE.value: later("score"),
    Unit.RATE.value: later("rate"),
    Unit.INDEX.value: later("index"),
}
_ANCHORS_FROM = (later("article"), later("practice"), later("user"), later("contract"))
_OUTCOMES = (later("passed"), later("failed"), later("unknown"), later("waived"))
"""What comes of requirements, as `scoring.gates` names it."""


def format_value(value: float, unit: str, currency: str = "") -> str:
    """Return a value with its unit, rounded for reading only.

    Parameters
    ----------
    value : float
        In the canonical unit of `unit`; NaN becomes `MISSING`.
    unit : str
        A `domain.unit.Unit` value.
    currency : str
        ISO code, for money; ``""`` when unknown.
    """
    if value is None or math.isnan(value):
        return MISSING
    if unit == Unit.SHARE:
        return f"{format_percent(value)} %"
    if unit == Unit.DURATION:
        return format_duration(value)
    if unit == Unit.MONEY:
        return f"{format_number(value, 2)} {currency}".strip()
    if unit == Unit.POINTS:
        return local("{value:+.1f}", value=value)
    if unit == Unit.COUNT:
        return format_number(value, 0 if float(value).is_integer() else 1)
    if unit == Unit.YEARS:
        return tr("{value:.1f} years", value=value)
    return format_number(value, 2)


def format_percent(share: float) -> str:
    """Return a share as percent without the sign; near the ends a second decimal is kept,
    because 99.86 % and 99.94 % are not the same promise.
    """
    percent = share * 100
    near_an_end = 0 < percent < 1 or 99 < percent < 100
    return local("{percent:.2f}" if near_an_end else "{percent:.1f}", percent=percent)


def percent_text(share: float, decimals: int = 1) -> str:
    """Return a share as percent with its sign and so many decimals."""
    return f"{with_signs(f'{share * 100:.{decimals}f}')} %"


def format_duration(seconds: float) -> str:
    """Return seconds in the two units that read best: ``4 min 12 s``, ``2.4 days``."""
    return f"-{_duration(-seconds)}" if seconds < 0 else _duration(seconds)


def _duration(seconds: float) -> str:
    if seconds < 10:
        return tr("{seconds:.1f} s", seconds=seconds)
    if round(seconds) < _MINUTE:
        return tr("{seconds:.0f} s", seconds=seconds)
    if round(seconds) < _HOUR:
        minutes, rest = divmod(round(seconds), _MINUTE)
        if not rest:
            return tr("{minutes} min", minutes=minutes)
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    if round(seconds / _MINUTE) < 2 * _DAY / _MINUTE:
        hours, rest = divmod(round(seconds / _MINUTE), 60)
        if not rest:
            return tr("{hours} h", hours=hours)
        return tr("{hours} h {minutes} min", hours=hours, minutes=rest)
    return tr("{days:.1f} days", days=seconds / _DAY)


def duration_unit(seconds: float) -> tuple[str, float]:
    """Return the unit that durations of such a size read best in, and how many it has a second.

    Charts and the workbook take one unit for a whole axis or row, so that figures line up. The
    name is that of forms and files; `tr` gives the one to show.
    """
    for name, length in _TIMES:
        if abs(seconds) >= 2 * length:
            return name, 1.0 / length
    return SECONDS, 1.0


def format_number(value: float, decimals: int) -> str:
    """Return a plain number with thousands separators."""
    if math.isnan(value):
        return MISSING
    return with_signs(f"{value:,.{decimals}f}")


def format_interval(low: float, high: float, unit: str, currency: str = "") -> str:
    """Return a 95 % interval, ``""`` when either end is unknown."""
    if math.isnan(low) or math.isnan(high):
        return ""
    return tr(
        "{low} to {high}",
        low=format_value(low, unit, currency),
        high=format_value(high, unit, currency),
    )


def format_score(score: float) -> str:
    """Return a score of 0..100 with one decimal."""
    return MISSING if math.isnan(score) else local("{score:.1f}", score=score)


def n_text(n: float, basis: str) -> str:
    """Return how much a figure rests on: ``n = 1,240`` records, or ``24 stated figures``.

    Parameters
    ----------
    n : float
        As in a table of measurements: of records, or of stated values.
    basis : str
        A `domain.measurement.Basis` value.
    """
    if basis != Basis.STATED:
        return f"n = {format_number(n, 0)}"
    return tr("1 stated figure") if n == 1 else tr("{count:,} stated figures", count=int(n))


def basis_words(basis: str) -> str:
    """Return what a figure's basis (a `domain.measurement.Basis` value) is called."""
    return tr(_BASES[basis]) if basis in _BASES else basis


def unit_words(unit: str) -> str:
    """Return what a unit (a `domain.unit.Unit` value) is called."""
    return tr(_UNITS[unit]) if unit in _UNITS else unit


def outcome_words(outcome: str) -> str:
    """Return what a vendor's outcome at a requirement is called."""
    return tr(outcome) if outcome in _OUTCOMES else outcome


def anchors_from_words(source: str) -> str:
    """Return where anchors come from (`catalogue.model.Anchors.source`)."""
    return tr(source) if source in _ANCHORS_FROM else source
