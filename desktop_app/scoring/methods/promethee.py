"""PROMETHEE II: net flow of pairwise preferences (Brans and Vincke 1985)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.scoring.field import Field, Outcome, pad
from desktop_app.scoring.model import Floats, Preference
from desktop_app.scoring.numbers import RELATIVE_TOLERANCE, extent

Fuzz = float | Floats
"""How far a difference may be above a threshold and still count as on it."""
Degree = Callable[[Floats, Preference, Fuzz], Floats]


class Flows(NamedTuple):
    """Positive, negative and net flow, each (vendors,), the net flow by criterion, and what
    they sum: how strongly the vendor of the row is preferred to that of the column, 0 to 1.
    """

    plus: Floats
    minus: Floats
    net: Floats
    by_criterion: Floats
    preferred: Floats


def _usual(d: Floats, _: Preference, fuzz: Fuzz) -> Floats:
    return np.where(d > fuzz, 1.0, 0.0)


def _u_shape(d: Floats, preference: Preference, fuzz: Fuzz) -> Floats:
    return np.where(d > preference.q + fuzz, 1.0, 0.0)


def _v_shape(d: Floats, preference: Preference, _: Fuzz) -> Floats:
    return np.clip(d / preference.p, 0.0, 1.0)


def _level(d: Floats, preference: Preference, fuzz: Fuzz) -> Floats:
    return np.where(d > preference.p + fuzz, 1.0, np.where(d > preference.q + fuzz, 0.5, 0.0))


def _linear(d: Floats, preference: Preference, _: Fuzz) -> Floats:
    return np.clip((d - preference.q) / (preference.p - preference.q), 0.0, 1.0)


def _gaussian(d: Floats, preference: Preference, _: Fuzz) -> Floats:
    return np.where(d > 0, 1.0 - np.exp(-(d**2) / (2 * preference.s**2)), 0.0)


_DEGREES: Mapping[str, tuple[Degree, tuple[str, ...]]] = {
    "usual": (_usual, ()),
    "u": (_u_shape, ("q",)),
    "v": (_v_shape, ("p",)),
    "level": (_level, ("q", "p")),
    "linear": (_linear, ("q", "p")),
    "gaussian": (_gaussian, ("s",)),
}

PARAMETERS: Mapping[str, tuple[str, ...]] = {kind: names for kind, (_, names) in _DEGREES.items()}
"""Which thresholds each kind of preference function takes, in the order they are written."""


def check_preference(preference: Preference, title: str = "") -> None:
    """Refuse thresholds that make no preference function.

    Raises
    ------
    ScenarioError
        For an unknown kind; a q below 0; a p that is not above q (for ``v``, above 0); an s
        that is not above 0.
    """
    if preference.kind not in PARAMETERS:
        raise ScenarioError(
            tr("The preference function of {kpi} is '{kind}'.", kpi=title, kind=preference.kind)
            if title
            else tr("The preference function is '{kind}'.", kind=preference.kind),
            tr("Expected one of: {parameters}.", parameters=", ".join(PARAMETERS)),
        )
    needs = PARAMETERS[preference.kind]
    low = preference.q if "q" in needs else 0.0
    wrong = (
        (not np.isfinite([preference.q, preference.p, preference.s]).all())
        or ("q" in needs and preference.q < 0)
        or ("p" in needs and preference.p <= low)
        or ("s" in needs and preference.s <= 0)
    )
    if wrong:
        given = ", ".join(f"{name} = {getattr(preference, name):g}" for name in needs)
        raise ScenarioError(
            tr(
                "The preference function '{kind}' of {kpi} has {thresholds}.",
                kind=preference.kind,
                kpi=title,
                thresholds=given,
            )
            if title
            else tr(
                "The preference function '{kind}' has {thresholds}.",
                kind=preference.kind,
                thresholds=given,
            ),
            tr("q must not be negative, p must be above q, and s above 0."),
        )


def preference_degree(difference: Floats, preference: Preference, fuzz: Fuzz = 0.0) -> Floats:
    """Return how strongly a difference in favour is preferred, 0 to 1.

    Thresholds are end points: up to q nothing, from p on everything. At a threshold the lower
    step holds (a difference of exactly q is still indifferent).

    Parameters
    ----------
    difference : array of float
        Positive in favour, in the criterion's unit; NaN stays NaN.
    fuzz : float or array of float
        Differences so little above zero or a threshold count as on it.
    """
    degree, _ = _DEGREES[preference.kind]
    return np.where(np.isnan(difference), np.nan, degree(difference, preference, fuzz))


def degrees(values: Floats, higher: bool, preference: Preference) -> Floats:
    """Return how strongly each vendor is preferred to each other by one criterion.

    Parameters
    ----------
    values : array of float, shape (..., vendors)
        NaN where missing. More axes before are fields of their own.

    Returns
    -------
    array of float, shape (..., vendors, vendors)
        0 to 1 for the vendor of the row; NaN where one of the two has no value.
    """
    low, high, _ = extent(values, axis=-1)
    fuzz = np.nan_to_num(np.fmax(np.abs(low), np.abs(high)) * RELATIVE_TOLERANCE)
    towards = values if higher else -values
    difference = towards[..., :, np.newaxis] - towards[..., np.newaxis, :]
    return preference_degree(difference, preference, fuzz[..., np.newaxis])


def flows(
    values: Floats,
    weights: Floats,
    higher: NDArray[np.bool_],
    preferences: Sequence[Preference],
) -> Flows:
    """Return the flows, each divided by the number of other vendors.

    Parameters
    ----------
    values : array of float, shape (vendors, criteria)
        NaN where missing: a pair is compared over the criteria that both have, with the weights
        scaled up to the same total; a pair that shares none is indifferent.
    weights : array of float, shape (criteria,)
    higher : array of bool, shape (criteria,)
    preferences : one Preference per criterion

    Returns
    -------
    Flows
        All zero for a single vendor. `by_criterion` are the net flows of each criterion alone;
        with no value missing their mean by weight is the net flow.
    """
    count, criteria = values.shape
    found = np.zeros((criteria, count, count))
    for j in range(criteria):
        found[j] = degrees(values[:, j], bool(higher[j]), preferences[j])
    shared = ~np.isnan(found)
    found = np.where(shared, found, 0.0)
    carried = np.tensordot(weights, shared, axes=1)
    total = np.tensordot(weights, found, axes=1)
    index = np.divide(total, carried, out=np.zeros_like(total), where=carried > 0)
    others = max(count - 1, 1)
    plus, minus = index.sum(axis=1) / others, index.sum(axis=0) / others
    by_criterion = (found.sum(axis=2) - found.sum(axis=1)).T / others
    return Flows(plus, minus, plus - minus, by_criterion, index)


def evaluate(field: Field) -> Outcome:
    """Return net flow (-1..1) of the ranked vendors; excluded ones have none."""
    preferences = [criterion.preference for criterion in field.criteria]
    for criterion in field.criteria:
        check_preference(criterion.preference, criterion.title)
    values = field.comparable()
    result = flows(values, field.weights, field.higher, preferences)
    rows = len(field.values)
    complete = not np.isnan(values).any()
    return Outcome(
        score=pad(result.net, rows),
        details={"positive_flow": pad(result.plus, rows), "negative_flow": pad(result.minus, rows)},
        # With gaps the index of each pair has its own weights, and the flow is not their mean.
        parts=result.by_criterion if complete else None,
    )
