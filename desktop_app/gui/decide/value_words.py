"""What the tab of value functions says; each text is translated where it is shown."""

from __future__ import annotations

from desktop_app.domain.translating import later
from desktop_app.presenting.value_choice import AnchorsFrom
from desktop_app.scoring.value_shape import Shape

SOURCES = (
    (AnchorsFrom.CATALOGUE, later("The catalogue")),
    (AnchorsFrom.CONTRACT, later("The contract")),
    (AnchorsFrom.FIELD, later("The vendors compared (worst to best)")),
)
ALL_FROM = {
    AnchorsFrom.CATALOGUE: later("take all points from the catalogue"),
    AnchorsFrom.CONTRACT: later("take all points from the contract"),
    AnchorsFrom.FIELD: later("take all points from the vendors compared (worst to best)"),
}
TAKEN_FROM = {
    AnchorsFrom.CATALOGUE: later("take the points of {kpi} from the catalogue"),
    AnchorsFrom.CONTRACT: later("take the points of {kpi} from the contract"),
    AnchorsFrom.FIELD: later("take the points of {kpi} from the vendors compared"),
    AnchorsFrom.OWN: later("take the points of {kpi} from a curve of your own"),
}
SHAPES = (
    (Shape.LINEAR, later("Linear")),
    (Shape.PIECEWISE, later("Piecewise")),
    (Shape.BAND, later("Band")),
)
HINT = later(
    "Drag a corner, or type below. Double-click the curve, or press Insert, for a new corner."
)
UNUSED = later(
    "The ranking does not use these points now: they are of the weighted sum on anchors (Methods)."
)
