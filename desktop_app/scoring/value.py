"""Value functions: what a figure is worth to the buyer, in points from 0 to 100.

The anchors are absolute, so a vendor's points never depend on who else is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import Floats

TOP_SCORE = 100.0
TARGET_SCORE = 75.0
"""Points for reaching the target exactly.

Meeting the target is what the contract asks for, so it earns most of the points; a quarter is
kept for what lies between target and excellent, so that vendors beyond the target still differ.
"""


@dataclass(frozen=True, slots=True)
class PiecewiseLinear:
    """A function through points, constant beyond the first and the last.

    Parameters
    ----------
    xs : tuple of float
        Strictly rising, at least two.
    ys : tuple of float
        The function's values there, as many as `xs`.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def __call__(self, values: Floats) -> Floats:
        """Return the function at `values`, of any shape; NaN stays NaN."""
        return np.asarray(np.interp(values, self.xs, self.ys), dtype=np.float64)


def piecewise(points: Sequence[tuple[float, float]]) -> PiecewiseLinear:
    """Return the function through (x, y) points, given in any order.

    Raises
    ------
    ScenarioError
        If there are fewer than two points, two share an x, or one is not a finite number.
    """
    ordered = sorted(points)
    xs = tuple(float(x) for x, _ in ordered)
    ys = tuple(float(y) for _, y in ordered)
    if len(xs) < 2:
        raise ScenarioError(
            tr("A value function needs at least two points, not {count}.", count=len(xs))
        )
    if not np.isfinite([xs, ys]).all():
        raise ScenarioError(
            tr("A value function has a point that is no number: {points}.", points=points)
        )
    if any(after <= before for before, after in pairwise(xs)):
        raise ScenarioError(
            tr("A value function has two points at the same place: {points}.", points=points)
        )
    return PiecewiseLinear(xs, ys)


@lru_cache(maxsize=4096)
def value_function(anchors: Anchors, direction: Direction, title: str = "") -> PiecewiseLinear:
    """Return the points from 0 to 100 that a figure earns on its anchors.

    Higher and lower is better: 0 at worst, `TARGET_SCORE` at target, 100 at best, straight lines
    between, constant beyond; without a best (or with best equal to target) the target earns 100.
    Band: 100 from target to target_high, falling to 0 at worst below and worst_high above;
    without a worst_high the slope above mirrors the one below. Points of the scenario's own take
    the place of all that.

    Parameters
    ----------
    anchors : Anchors
        In the unit of the values to be scored.
    direction : Direction
        Not NONE: a context figure earns no points.
    title : str
        The KPI's name, for the message.

    Raises
    ------
    ScenarioError
        If the anchors are not in the order that the direction asks for.
    """
    if direction is Direction.NONE:
        raise ScenarioError(
            tr("{kpi} is a context figure and earns no points.", kpi=title)
            if title
            else tr("This KPI is a context figure and earns no points.")
        )
    if anchors.points:
        return _own(anchors, direction, title)
    if direction is Direction.BAND:
        return _band(anchors, title)
    points = [(anchors.worst, 0.0)]
    if anchors.best is None or anchors.best == anchors.target:
        points.append((anchors.target, TOP_SCORE))
    else:
        points += [(anchors.target, TARGET_SCORE), (anchors.best, TOP_SCORE)]
    sign = 1.0 if direction is Direction.HIGHER else -1.0
    _check_order([sign * x for x, _ in points], anchors, direction, title)
    return piecewise(points)


def direction_of(anchors: Anchors | None, direction: Direction) -> Direction:
    """Return which way is better under anchors: points that rise and then fall make a band.

    Parameters
    ----------
    direction : Direction
        The KPI's own; a context figure stays one.
    """
    if anchors is None or direction in (Direction.NONE, Direction.BAND) or not anchors.points:
        return direction
    steps = np.sign(np.diff([y for _, y in anchors.points]))
    steps = steps[steps != 0]
    rises_and_falls = len(steps) > 1 and steps[0] > 0 and steps[-1] < 0
    return Direction.BAND if rises_and_falls else direction


def curve_points(anchors: Anchors, direction: Direction) -> tuple[tuple[float, float], ...]:
    """Return the corners of the value function, rising in the figure."""
    function = value_function(anchors, direction)
    return tuple(zip(function.xs, function.ys, strict=True))


def target_score(anchors: Anchors, direction: Direction) -> float:
    """Return the points that a vendor exactly on target earns."""
    return float(value_function(anchors, direction)(np.array([anchors.target]))[0])


def band_of(anchors: Anchors) -> tuple[float, float]:
    """Return the two ends of the band that scores best."""
    high = anchors.target if anchors.target_high is None else anchors.target_high
    return anchors.target, high


def _band(anchors: Anchors, title: str) -> PiecewiseLinear:
    """Return the trapezium (or triangle) of a band."""
    low, high = band_of(anchors)
    worst_high = high + (low - anchors.worst) if anchors.worst_high is None else anchors.worst_high
    top = [low] if low == high else [low, high]
    xs = [anchors.worst, *top, worst_high]
    _check_order(xs, anchors, Direction.BAND, title)
    return piecewise([(x, TOP_SCORE if x in top else 0.0) for x in xs])


def _own(anchors: Anchors, direction: Direction, title: str) -> PiecewiseLinear:
    """Return the function through a scenario's own points, checked against the direction."""
    function = piecewise(anchors.points)
    name = title or tr("a KPI")
    if min(function.ys) < 0 or max(function.ys) > TOP_SCORE:
        raise ScenarioError(
            tr(
                "The value function of {name} leaves 0 to {top_score:g} points.",
                name=name,
                top_score=TOP_SCORE,
            ),
            tr("Points are from 0 to {top_score:g}.", top_score=TOP_SCORE),
        )
    steps = np.diff(function.ys)
    rising, falling = bool((steps >= 0).all()), bool((steps <= 0).all())
    top = int(np.argmax(function.ys))
    humped = bool((steps[:top] >= 0).all() and (steps[top:] <= 0).all())
    fits = {
        Direction.HIGHER: rising or (humped and not falling),
        Direction.LOWER: falling or (humped and not rising),
    }.get(direction, humped and not rising and not falling)
    if not fits or not steps.any():
        raise ScenarioError(
            tr(
                "The value function of {name} turns against its direction '{direction}'.",
                name=name,
                direction=direction.value,
            ),
            tr("Points may only get better in one direction, or rise to a band and fall after it."),
        )
    return function


def _check_order(xs: list[float], anchors: Anchors, direction: Direction, title: str) -> None:
    """Refuse anchors that do not run from unacceptable to excellent."""
    if np.isfinite(xs).all() and all(b > a for a, b in pairwise(xs)):
        return
    raise ScenarioError(
        tr(
            "The anchors of {kpi} are out of order for direction '{direction}': {anchors}.",
            kpi=title or tr("a KPI"),
            direction=direction.value,
            anchors=", ".join(_anchor_words(anchors)),
        ),
        {
            Direction.HIGHER: tr("Where higher is better: worst below target below best."),
            Direction.LOWER: tr("Where lower is better: worst above target above best."),
        }.get(direction, tr("A band runs from worst up to target, target_high and worst_high.")),
    )


def _anchor_words(anchors: Anchors) -> list[str]:
    """Return the anchors as they are named in files."""
    low, high = anchors.target, anchors.target_high
    found = [
        tr("worst {figure:g}", figure=anchors.worst),
        tr("target {figure:g}", figure=low)
        if high is None
        else tr("target {low:g} to {high:g}", low=low, high=high),
    ]
    if anchors.best is not None:
        found.append(tr("best {figure:g}", figure=anchors.best))
    if anchors.worst_high is not None:
        found.append(tr("worst above {figure:g}", figure=anchors.worst_high))
    return found
