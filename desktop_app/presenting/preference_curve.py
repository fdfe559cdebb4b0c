"""PROMETHEE's preference functions as small curves: how much a difference counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import local, tr
from desktop_app.scoring.methods.promethee import PARAMETERS, check_preference, preference_degree
from desktop_app.scoring.model import Preference

_STEPS = 96
_BEYOND = 1.6
_BEFORE = 0.18
_TYPICAL = {"q": 1.0, "p": 2.0, "s": 1.0}


@dataclass(frozen=True, slots=True)
class PreferenceCurve:
    """A curve over differences in favour, from a little below none to beyond the thresholds.

    Parameters
    ----------
    points : tuple of (float, float)
        Place along the curve, 0..1, and how much a difference counts there, 0..1.
    none : float
        Where the difference is 0.
    thresholds : tuple of (float, str)
        Places of q, p or s with their names.
    words : str
        The same in words; thresholds are not named by their figures.
    """

    points: tuple[tuple[float, float], ...]
    none: float
    thresholds: tuple[tuple[float, str], ...]
    words: str


def preference_curve(preference: Preference) -> PreferenceCurve | None:
    """Return a preference function as a curve; None where its thresholds make none."""
    try:
        check_preference(preference)
    except ScenarioError:
        return None
    names = PARAMETERS[preference.kind]
    at = {name: float(getattr(preference, name)) for name in names}
    # A Gaussian has nearly all of its way behind it at three times its scale.
    reach = max((value * (2.0 if name == "s" else 1.0) for name, value in at.items()), default=1.0)
    end = (reach or 1.0) * _BEYOND
    start = -end * _BEFORE
    corners = np.array([0.0, *at.values()])
    # A step is upright: its two ends are at the same place.
    xs = np.sort(np.r_[np.linspace(start, end, _STEPS), corners, corners + end * 1e-6])
    ys = preference_degree(xs, preference)
    places = (xs - start) / (end - start)
    return PreferenceCurve(
        points=tuple(zip(places.tolist(), ys.tolist(), strict=True)),
        none=-start / (end - start),
        thresholds=tuple(((value - start) / (end - start), name) for name, value in at.items()),
        words=_words(preference),
    )


def typical(kind: str) -> Preference:
    """Return a preference function of a kind with thresholds that show its shape."""
    values = {name: _TYPICAL[name] for name in PARAMETERS[kind]}
    return Preference(kind, **values)


def _words(preference: Preference) -> str:
    """Return how much a difference counts at half, at and beyond the thresholds."""
    names = PARAMETERS[preference.kind]
    if not names:
        return tr("Any difference counts in full.")
    said = []
    for name in names:
        value = float(getattr(preference, name))
        at, half = preference_degree(np.array([value, value / 2]), preference).tolist()
        said.append(
            tr(
                "a difference of half {name} counts {half}, of {name} {at}",
                name=name,
                half=local("{share:.0f} %", share=half * 100),
                at=local("{share:.0f} %", share=at * 100),
            )
        )
    return "; ".join(said)
