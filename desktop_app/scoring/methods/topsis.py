"""TOPSIS: nearness to the best of the field and distance from its worst (Hwang and Yoon 1981)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.scoring.field import Field, Outcome, pad
from desktop_app.scoring.model import Floats, Normalisation
from desktop_app.scoring.numbers import extent, lengths


class Topsis(NamedTuple):
    """All of shape (vendors,): closeness 0..1 (1 is best) and the two distances."""

    closeness: Floats
    to_ideal: Floats
    to_anti_ideal: Floats


def topsis(
    values: Floats,
    weights: Floats,
    higher: NDArray[np.bool_],
    normalisation: Normalisation = Normalisation.VECTOR,
) -> Topsis:
    """Return the closeness to the ideal point, with Euclidean distances.

    Parameters
    ----------
    values : array of float, shape (vendors, criteria)
        NaN where missing: both distances of that vendor run over the criteria it has, and as
        closeness is their proportion, that is the same as rescaling its other weights.
    weights : array of float, shape (criteria,)
    higher : array of bool, shape (criteria,)
        Where a higher value is better.
    normalisation : Normalisation
        MINMAX, or VECTOR (the textbook's) for anything else.

    Returns
    -------
    Topsis
        Closeness is 0.5 where both distances are 0 (a single vendor, or all alike), NaN for a
        vendor without figures. A constant column adds nothing to any distance.
    """
    if values.shape[0] == 0:
        return Topsis(*(np.empty(0) for _ in range(3)))
    points = normalise(np.where(higher, values, -values), normalisation) * weights
    ideal = np.max(np.where(np.isnan(points), -np.inf, points), axis=0)
    anti_ideal = np.min(np.where(np.isnan(points), np.inf, points), axis=0)
    to_ideal = np.sqrt(np.nansum((points - ideal) ** 2, axis=1))
    to_anti = np.sqrt(np.nansum((points - anti_ideal) ** 2, axis=1))
    total = to_ideal + to_anti
    closeness = np.divide(to_anti, total, out=np.full(len(total), 0.5), where=total > 0)
    closeness[np.isnan(points).all(axis=1)] = np.nan
    return Topsis(closeness, to_ideal, to_anti)


def evaluate(field: Field) -> Outcome:
    """Return closeness (0..1) of the ranked vendors; excluded ones have none."""
    result = topsis(field.comparable(), field.weights, field.higher, field.normalisation)
    rows = len(field.values)
    return Outcome(
        score=pad(result.closeness, rows),
        details={
            "distance_to_ideal": pad(result.to_ideal, rows),
            "distance_to_anti_ideal": pad(result.to_anti_ideal, rows),
        },
    )


def normalise(values: Floats, normalisation: Normalisation) -> Floats:
    """Return columns without unit; constant ones become 0, as do columns nobody has.

    Parameters
    ----------
    values : array of float, shape (..., vendors, criteria)
        Higher is better; NaN where missing. More axes before these are fields of their own.
    """
    low, high, same = extent(values, axis=-2)
    scaled = np.where(np.isnan(values), np.nan, 0.0)
    if normalisation is Normalisation.MINMAX:
        values, whole = values - low, high - low
    else:
        whole = lengths(values, axis=-2)
    return np.divide(values, whole, out=scaled, where=~same)
