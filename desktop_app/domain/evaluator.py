"""One person's part in a decision: how much each KPI matters, and marks for own criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.translating import later

MARK_RANGE = (0.0, 5.0)
"""The ends of the scale of marks, as evaluations of proposals use it."""


MARKS_FILE = later("Evaluators' marks")
"""What stands as the file of a figure that evaluators gave; it is of no period."""


class Way(StrEnum):
    """How an evaluator said what matters.

    DIRECT: shares or points for each KPI. ORDER: places from 1, the most important. SWING: points
    for raising a KPI from its worst to its best, 100 for the one to raise first. PAIRWISE: how
    many times more one KPI matters than another.
    """

    DIRECT = "direct"
    ORDER = "order"
    SWING = "swing"
    PAIRWISE = "pairwise"


class Pooling(StrEnum):
    """How several evaluators' weights become one: by geometric or arithmetic mean."""

    GEOMETRIC = "geometric"
    ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of 0 to 5 for one vendor on one criterion, with the evaluator's comment."""

    value: float
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """What one evaluator answered.

    Parameters
    ----------
    answers : mapping of KPI id to float
        Points, places or swings as `way` says; empty where the way is PAIRWISE.
    pairs : mapping of (KPI id, KPI id) to float
        How many times more the first matters than the second (above 0); each pair once.
    marks : mapping of criterion id to marks by vendor
    """

    name: str
    way: Way = Way.DIRECT
    answers: Mapping[str, float] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], float] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
