"""Changing a value function by hand: corners moved, added and taken away, shapes, other anchors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.scoring.model import Floats
from desktop_app.scoring.value import (
    TARGET_SCORE,
    TOP_SCORE,
    curve_points,
    direction_of,
    value_function,
)

MOST_CORNERS = 12
"""More corners than this say more than anybody knows about what a figure is worth."""

OWN, CONTRACT = "user", "contract"
"""Sources of anchors that a scenario brings itself."""

_NEAREST = 1e-3
"""Corners stay this share of the curve's width apart, so that each can be taken hold of."""

Corner = tuple[float, float]
Limits = tuple[float, float]


class Shape(StrEnum):
    """How a value function runs; values are the words of the window."""

    LINEAR = "linear"
    PIECEWISE = "piecewise"
    BAND = "band"


def shape_of(anchors: Anchors, direction: Direction) -> Shape:
    """Return the shape of a KPI's value function."""
    if direction_of(anchors, direction) is Direction.BAND:
        return Shape.BAND
    return Shape.LINEAR if len(curve_points(anchors, direction)) == 2 else Shape.PIECEWISE


def with_corners(anchors: Anchors, direction: Direction, corners: Sequence[Corner]) -> Anchors:
    """Return the anchors of a value function through corners, given in any order.

    Worst and best (for a band: its ends) follow from the corners; the target stays where it is,
    as far as that is between them.

    Raises
    ------
    ScenarioError
        If they make no value function of this direction.
    """
    points = tuple(sorted((float(x), float(y)) for x, y in corners))
    drawn = replace(anchors, points=points)
    value_function(drawn, direction)
    shaped = _banded(drawn) if _is_band(drawn, direction) else _sided(drawn, direction)
    plain = replace(shaped, points=())
    return plain if _same_curve(plain, direction, points) else shaped


def moved(
    anchors: Anchors, direction: Direction, place: int, to: Corner, limits: Limits | None = None
) -> Anchors:
    """Return the anchors with one corner moved as near to `to` as the others let it.

    It stays between its neighbours and never turns the curve; the highest corners of a band stay
    at its top. The target goes with the corner it stands on.

    Parameters
    ----------
    limits : (float, float), optional
        The least and greatest figure that is possible.
    """
    corners = list(curve_points(anchors, direction))
    before = corners[place]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    gap = (xs[-1] - xs[0]) * _NEAREST
    low, high = limits if limits is not None else (-np.inf, np.inf)
    least = xs[place - 1] + gap if place > 0 else low
    most = xs[place + 1] - gap if place + 1 < len(xs) else high
    x = _within(to[0], least, most)
    y = _height(ys, place, to[1], _is_band(anchors, direction))
    corners[place] = (x, y)
    held = anchors
    if before[0] == anchors.target:
        held = replace(held, target=x)
    if before[0] == anchors.target_high:
        held = replace(held, target_high=x)
    return with_corners(replace(held, source=_changed(anchors)), direction, corners)


def added(anchors: Anchors, direction: Direction, at: float | None = None) -> Anchors:
    """Return the anchors with one more corner on the curve: at a figure, or in the widest gap."""
    corners = list(curve_points(anchors, direction))
    if len(corners) >= MOST_CORNERS:
        return anchors
    xs = [x for x, _ in corners]
    gap = (xs[-1] - xs[0]) * _NEAREST
    if at is None:
        wide = int(np.argmax(np.diff(xs)))
        at = (xs[wide] + xs[wide + 1]) / 2
    if not xs[0] < at < xs[-1] or min(abs(at - x) for x in xs) < gap:
        return anchors
    y = float(value_function(anchors, direction)(np.array([at]))[0])
    points = tuple(sorted([*corners, (at, y)]))
    # On a straight line the new corner changes nothing yet: kept as points, it can be moved.
    return replace(anchors, points=points, source=_changed(anchors))


def removed(anchors: Anchors, direction: Direction, place: int) -> Anchors:
    """Return the anchors without a corner; the same where too few would be left."""
    corners = list(curve_points(anchors, direction))
    band = _is_band(anchors, direction)
    del corners[place]
    if len(corners) < (3 if band else 2):
        return anchors
    ys = [y for _, y in corners]
    if band and (ys[0] == max(ys) or ys[-1] == max(ys) or max(ys) < TOP_SCORE):
        return anchors
    if not band and ys[0] == ys[-1]:
        return anchors
    return with_corners(replace(anchors, source=_changed(anchors)), direction, corners)


def retargeted(anchors: Anchors, direction: Direction, target: float) -> Anchors:
    """Return the anchors with another target; the corner at the target goes with it."""
    corners = curve_points(anchors, direction)
    for place, (x, y) in enumerate(corners):
        if x == anchors.target:
            return moved(anchors, direction, place, (target, y))
    low, high = corners[0][0], corners[-1][0]
    held = _within(target, low, high)
    return with_corners(replace(anchors, target=held, source=_changed(anchors)), direction, corners)


def reshaped(
    anchors: Anchors, direction: Direction, shape: Shape, limits: Limits | None = None
) -> Anchors:
    """Return the anchors in another shape; a KPI that is a band by its nature stays one."""
    if direction is Direction.BAND or shape is shape_of(anchors, direction):
        return anchors
    own = replace(anchors, source=_changed(anchors))
    worst, best = _ends(anchors, direction)
    target = _within(anchors.target, min(worst, best), max(worst, best))
    if shape is Shape.LINEAR:
        return with_corners(own, direction, [(worst, 0.0), (best, TOP_SCORE)])
    if shape is Shape.PIECEWISE:
        inside = target if target not in (worst, best) else (worst + best) / 2
        corners = [(worst, 0.0), (inside, TARGET_SCORE), (best, TOP_SCORE)]
        return with_corners(replace(own, target=inside), direction, corners)
    return with_corners(own, direction, _hump(worst, target, best, limits))


def moved_to_target(
    anchors: Anchors, direction: Direction, target: float, limits: Limits | None = None
) -> Anchors:
    """Return the anchors for what a contract demands: all corners move as far as the target does.

    What would leave the possible figures is cut there; a best that is no longer beyond the target
    goes, and the target then earns all points. For figures that are better higher or lower.
    """
    step = target - anchors.target
    low, high = limits if limits is not None else (-np.inf, np.inf)

    def shifted(x: float) -> float:
        return _within(x + step, low, high)

    sign = 1.0 if direction is Direction.HIGHER else -1.0
    best = None if anchors.best is None else shifted(anchors.best)
    if best is not None and sign * best <= sign * target:
        best = None
    worst = shifted(anchors.worst)
    if sign * worst >= sign * target:
        worst = anchors.worst if sign * anchors.worst < sign * target else target - sign * abs(step)
    return Anchors(worst=worst, target=target, best=best, source=CONTRACT)


def field_anchors(values: Floats, direction: Direction) -> Anchors | None:
    """Return the line from the worst to the best of some figures; None where all are the same."""
    known = values[~np.isnan(values)]
    if direction in (Direction.NONE, Direction.BAND) or known.size < 2 or np.ptp(known) == 0:
        return None
    ends = float(known.min()), float(known.max())
    worst, best = ends if direction is Direction.HIGHER else ends[::-1]
    return Anchors(worst=worst, target=best, source=OWN)


def start_anchors(
    values: Floats, direction: Direction, limits: Limits | None = None
) -> Anchors | None:
    """Return a curve to begin with where nothing says what is good: it is there to be bent.

    The line over the figures, with a fifth to both sides where they are all the same; for a band
    the middle half of their span is the top. None without figures.
    """
    known = values[~np.isnan(values)]
    if direction is Direction.NONE or known.size == 0:
        return None
    least, most = float(known.min()), float(known.max())
    if least == most:
        least, most = least - (abs(least) / 5 or 1.0), most + (abs(most) / 5 or 1.0)
    low, high = limits if limits is not None else (-np.inf, np.inf)
    if direction is not Direction.BAND:
        ends = _within(least, low, high), _within(most, low, high)
        worst, best = ends if direction is Direction.HIGHER else ends[::-1]
        return Anchors(worst=worst, target=best, source=OWN)
    quarter = (most - least) / 4
    return Anchors(
        worst=_within(least - quarter, low, least),
        target=least + quarter,
        target_high=most - quarter,
        worst_high=_within(most + quarter, most, high),
        source=OWN,
    )


def _is_band(anchors: Anchors, direction: Direction) -> bool:
    return direction_of(anchors, direction) is Direction.BAND


def _changed(anchors: Anchors) -> str:
    """Return the source of anchors that were changed by hand: a contract's stay the contract's."""
    return CONTRACT if anchors.source == CONTRACT else OWN


def _ends(anchors: Anchors, direction: Direction) -> tuple[float, float]:
    """Return the figures that earn least and most, as the KPI's own direction has them."""
    xs = [x for x, _ in curve_points(anchors, direction)]
    return (xs[0], xs[-1]) if direction is Direction.HIGHER else (xs[-1], xs[0])


def _hump(worst: float, target: float, best: float, limits: Limits | None) -> list[Corner]:
    """Return a band from the target to the best; beyond it falls off as it rises before it.

    Where figures end at the best, the band ends halfway and falls off up to there.
    """
    low, high = limits if limits is not None else (-np.inf, np.inf)
    near, far = (target, best) if target != best else ((worst + best) / 2, best)
    end = _within(far + (near - worst), low, high)
    if end == far:
        far = (near + far) / 2
    return [(worst, 0.0), (near, TOP_SCORE), (far, TOP_SCORE), (end, 0.0)]


def _within(x: float, low: float, high: float) -> float:
    """Return the number nearest to x from `low` to `high`."""
    return min(max(x, low), max(low, high))


def _height(ys: Sequence[float], place: int, y: float, band: bool) -> float:
    """Return the height nearest to `y` at which a corner does not turn the curve."""
    if band and ys[place] == max(ys):
        return ys[place]
    around = [ys[i] for i in (place - 1, place + 1) if 0 <= i < len(ys)]
    if len(around) == 2:
        return _within(y, min(around), max(around))
    ends_low = ys[place] <= around[0]
    low, high = (0.0, around[0]) if ends_low else (around[0], TOP_SCORE)
    if not band and len(ys) == 2:
        room = TOP_SCORE / 100
        low, high = (low, high - room) if ends_low else (low + room, high)
    return _within(y, low, high)


def _sided(drawn: Anchors, direction: Direction) -> Anchors:
    """Return worst and best of a curve that is better in one direction: its ends."""
    ends = drawn.points[0][0], drawn.points[-1][0]
    worst, best = ends if direction is Direction.HIGHER else ends[::-1]
    target = _within(drawn.target, *ends)
    if target == worst:
        target = best
    return replace(
        drawn,
        worst=worst,
        target=target,
        best=None if best == target else best,
        target_high=None,
        worst_high=None,
    )


def _banded(drawn: Anchors) -> Anchors:
    """Return the ends of a band and of what is around it."""
    top = max(y for _, y in drawn.points)
    inside = [x for x, y in drawn.points if y == top]
    return replace(
        drawn,
        worst=drawn.points[0][0],
        target=inside[0],
        best=None,
        target_high=inside[-1],
        worst_high=drawn.points[-1][0],
    )


def _same_curve(plain: Anchors, direction: Direction, points: tuple[Corner, ...]) -> bool:
    """Return whether plain anchors make the very curve, so that no points have to be kept."""
    if direction is not Direction.BAND and plain.target_high is not None:
        return False
    sign = {Direction.LOWER: -1.0}.get(direction, 1.0)
    if direction is not Direction.BAND and not sign * plain.worst < sign * plain.target:
        return False
    return curve_points(plain, direction) == points
