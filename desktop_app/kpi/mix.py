"""Vendors' figures at one and the same mix of channels, priorities or sizes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from desktop_app.kpi.uncertainty import Z95


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


def at_same_mix(figures: Mapping[str, Mapping[str, SegmentFigure]]) -> SameMix | None:
    """Return every vendor's figure at the mix of all vendors together (direct standardisation).

    The weight of a segment is its share of all vendors' volume, among the segments that every
    vendor has: nothing is made up for a segment that a vendor does not serve. K. J. Rothman,
    S. Greenland, T. L. Lash, "Modern Epidemiology" (3rd ed., 2008), chapter 3, on standardisation.

    Parameters
    ----------
    figures : mapping of vendor to mapping of segment to SegmentFigure

    Returns
    -------
    SameMix or None
        None for fewer than two vendors, or fewer than two segments that all of them have.
    """
    if len(figures) < 2:
        return None
    shared = [name for name in next(iter(figures.values()))
              if all(name in own for own in figures.values())]  # fmt: skip
    if len(shared) < 2:
        return None
    volumes = np.array([sum(own[name].whole for own in figures.values()) for name in shared])
    weights = volumes / volumes.sum()
    adjusted = tuple(_adjusted(vendor, own, shared, weights) for vendor, own in figures.items())
    mix = dict(zip(shared, weights.tolist(), strict=True))
    return SameMix(mix, adjusted, _reversals(adjusted))


def _adjusted(
    vendor: str,
    own: Mapping[str, SegmentFigure],
    shared: Sequence[str],
    weights: np.ndarray,
) -> MixAdjusted:
    whole = sum(figure.whole for figure in own.values())
    raw = sum(figure.value * figure.whole for figure in own.values()) / whole
    values = np.array([own[name].value for name in shared])
    errors = np.array([own[name].error for name in shared])
    value = float(weights @ values)
    half = Z95 * math.sqrt(float(weights**2 @ errors**2))
    covered = sum(own[name].whole for name in shared) / whole
    return MixAdjusted(vendor, raw, value, value - half, value + half, covered)


def _reversals(vendors: Sequence[MixAdjusted]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.vendor, other.vendor)
        for one, other in combinations(vendors, 2)
        if (one.raw - other.raw) * (one.adjusted - other.adjusted) < 0
    )
