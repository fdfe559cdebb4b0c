"""What the workbook calls the members of enumerations."""

from __future__ import annotations

from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction

_SEVERITIES = {
    Severity.ERROR: later("error"),
    Severity.QUESTION: later("question"),
    Severity.WARNING: later("warning"),
    Severity.INFO: later("info"),
}
_DIRECTIONS = {
    Direction.HIGHER: later("higher"),
    Direction.LOWER: later("lower"),
    Direction.BAND: later("band"),
    Direction.NONE: later("none"),
}


def severity_word(severity: Severity) -> str:
    """Return how grave a finding is."""
    return tr(_SEVERITIES[severity])


def direction_word(direction: Direction) -> str:
    """Return which way is better."""
    return tr(_DIRECTIONS[direction])
