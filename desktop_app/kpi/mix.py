"""Vendors' figures at one and the same mix of channels, priorities or sizes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from desktop_app.kpi.uncertainty import Z95

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class SegmentFigure:
    """One vendor's figure in one segment.

    Parameters
    ----------
    value : float
        In the KPI's canonical unit.
    whole : float
        What the value is a ratio over (contacts, items); above 0.
    error : float
        Standard error of the value, NaN if unknown.
    """

    value: float
    whole: float
    error: float = math.nan


@dataclass(frozen=True, slots=True)
class MixAdjusted:
    """One vendor's figure as it is, and at the common mix.

    Parameters
    ----------
    raw : float
        Over all of the vendor's segments.
    adjusted, low, high : float
        At the common mix, with its 95 % interval; NaN where a segment's error is unknown.
    covered : float
        Share of the vendor's own volume that lies in the common segments, 0..1.
    """

    vendor: str
    raw: float
    adjusted: float
    low: float
    high: float
    covered: float


@dataclass(frozen=True, slots=True)
class SameMix:
    """All vendors at one mix; `mix` gives each common segment's share, which sum to 1.

    `reversals` are pairs of vendors of which the first is above the second as they are, and below
    at the common mix (or the other way round): the mix makes the difference (Simpson's paradox).
    """

    mix: Mapping[str, float]
    vendors: tuple[MixAdjusted, ...]
    reversals: tuple[tuple[str, str], ...]


def at_same_mix(
    figures: Mapping[str, Mapping[str, SegmentFigure]],
    bounds: tuple[float, float] = (-math.inf, math.inf),
) -> SameMix | None:
    """Return every vendor's figure at the mix of all vendors together (direct standardisation).

    The weight of a segment is its share of all vendors' volume, among the segments that every
    vendor has: nothing is made up for a segment that a vendor does not serve. K. J. Rothman,
    S. Greenland, T. L. Lash, "Modern Epidemiology" (3rd ed., 2008), chapter 3, on standardisation.

    Parameters
    ----------
    figures : mapping of vendor to mapping of segment to SegmentFigure
    bounds : (low, high)
        What no figure can leave, such as 0 and 1; intervals end there.

    Returns
    -------
    SameMix or None
        Where all vendors have fewer than two segments in common, those that share least with the
        others are left out one by one; None if that leaves fewer than two.
    """
    figures = dict(figures)
    while len(shared := _shared(figures)) < 2 and len(figures) > 2:
        del figures[_least_shared(figures)]
    if len(figures) < 2 or len(shared) < 2:
        return None
    volumes = np.array([sum(own[name].whole for own in figures.values()) for name in shared])
    weights = volumes / volumes.sum()
    adjusted = tuple(
        _adjusted(vendor, own, shared, weights, bounds) for vendor, own in figures.items()
    )
    mix = dict(zip(shared, weights.tolist(), strict=True))
    return SameMix(mix, adjusted, _reversals(adjusted))


def _shared(figures: Mapping[str, Mapping[str, SegmentFigure]]) -> list[str]:
    """Return the segments that every vendor has, in the order of the first one's."""
    owns = list(figures.values())
    return [name for name in (owns[0] if owns else ()) if all(name in own for own in owns)]


def _least_shared(figures: Mapping[str, Mapping[str, SegmentFigure]]) -> str:
    """Return the vendor whose segments the fewest others have; of equal ones the smallest."""

    def shares(vendor: str) -> tuple[int, float, str]:
        own = figures[vendor]
        others = sum(
            len(own.keys() & other.keys()) for name, other in figures.items() if name != vendor
        )
        return others, sum(one.whole for one in own.values()), vendor

    return min(figures, key=shares)


def _adjusted(
    vendor: str,
    own: Mapping[str, SegmentFigure],
    shared: Sequence[str],
    weights: np.ndarray,
    bounds: tuple[float, float],
) -> MixAdjusted:
    whole = sum(figure.whole for figure in own.values())
    raw = sum(figure.value * figure.whole for figure in own.values()) / whole
    values = np.array([own[name].value for name in shared])
    errors = np.array([own[name].error for name in shared])
    value = float(weights @ values)
    half = Z95 * math.sqrt(float(weights**2 @ errors**2))
    covered = sum(own[name].whole for name in shared) / whole
    # Python's min and max would lose an unknown interval.
    low, high = np.clip([value - half, value + half], *bounds).tolist()
    return MixAdjusted(vendor, raw, value, low, high, covered)


def _reversals(vendors: Sequence[MixAdjusted]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.vendor, other.vendor)
        for one, other in combinations(vendors, 2)
        if _above(one.raw, other.raw) * _above(one.adjusted, other.adjusted) < 0
    )


def _above(one: float, other: float) -> int:
    """Return 1 or -1 for what is above or below, 0 where only rounding tells two figures apart."""
    return 0 if math.isclose(one, other, rel_tol=_ROUNDING) else 1 if one > other else -1
