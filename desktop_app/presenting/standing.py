"""Where a figure stands against its anchors, as a tint and a symbol (never by colour alone)."""

from __future__ import annotations

import math

from desktop_app.catalogue.model import Anchors, KpiDefinition
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Figure
from desktop_app.presenting.tables import Tint
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.value import direction_of

SYMBOLS = {
    Tint.EXCELLENT: "▲",
    Tint.ON_TARGET: "●",
    Tint.BELOW: "▽",
    Tint.UNACCEPTABLE: "▼",
}
WORDS = {
    Tint.EXCELLENT: later("excellent"),
    Tint.ON_TARGET: later("on target"),
    Tint.BELOW: later("short of target"),
    Tint.UNACCEPTABLE: later("unacceptable"),
}


def figure_standing(figure: Figure, definition: KpiDefinition, scenario: Scenario) -> Tint:
    """Return how a figure stands against the scenario's anchors.

    `Tint.MUTED` for a figure that may not be ranked; `Tint.NONE` for one on another scale than
    the anchors (a CSAT mean of 1 to 5 beside a share).
    """
    if not may_rank(figure, scenario):
        return Tint.MUTED
    if figure.unit != definition.unit:
        return Tint.NONE
    anchors = anchors_of(definition, scenario)
    return standing(figure.value, anchors, direction_of(anchors, definition.direction))


def standing(value: float, anchors: Anchors | None, direction: Direction) -> Tint:
    """Return how a value stands; `Tint.NONE` where there is nothing to stand against.

    The anchors themselves belong to the better side: a value exactly on target is on target, one
    exactly at the worst anchor is short of target and not unacceptable.
    """
    if anchors is None or math.isnan(value) or direction is Direction.NONE:
        return Tint.NONE
    if direction is Direction.BAND:
        return _in_band(value, anchors)
    sign = 1.0 if direction is Direction.HIGHER else -1.0
    if anchors.best is not None and sign * value >= sign * anchors.best:
        return Tint.EXCELLENT
    if sign * value >= sign * anchors.target:
        return Tint.ON_TARGET
    return Tint.BELOW if sign * value >= sign * anchors.worst else Tint.UNACCEPTABLE


def target_text(anchors: Anchors | None, definition: KpiDefinition, currency: str = "") -> str:
    """Return the target for reading: ``at least 75.0 %``, ``80.0 % to 85.0 %``; ``""`` if none."""
    if anchors is None or definition.direction is Direction.NONE:
        return ""
    target = format_value(anchors.target, definition.unit.value, currency)
    if direction_of(anchors, definition.direction) is Direction.BAND:
        if anchors.target_high is None:
            return target
        return tr(
            "{low} to {high}",
            low=target,
            high=format_value(anchors.target_high, definition.unit.value, currency),
        )
    if definition.direction is Direction.HIGHER:
        return tr("at least {limit}", limit=target)
    return tr("at most {limit}", limit=target)


def contradicted(figure: Figure) -> bool:
    """Return whether the vendor's own statement lies outside the interval of its records."""
    if math.isnan(figure.stated) or math.isnan(figure.low) or math.isnan(figure.high):
        return False
    return not figure.low <= figure.stated <= figure.high


def _in_band(value: float, anchors: Anchors) -> Tint:
    high = anchors.target if anchors.target_high is None else anchors.target_high
    if anchors.target <= value <= high:
        return Tint.ON_TARGET
    if value < anchors.target:
        return Tint.BELOW if value >= anchors.worst else Tint.UNACCEPTABLE
    # Without an upper end the band falls off above as it does below (see `scoring.value`).
    worst_high = anchors.worst_high
    if worst_high is None:
        worst_high = high + (anchors.target - anchors.worst)
    return Tint.BELOW if value <= worst_high else Tint.UNACCEPTABLE
