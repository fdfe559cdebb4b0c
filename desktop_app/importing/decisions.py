"""Decisions of recognition: what a heading means, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.finding import Word

SURE = 0.85
"""From this confidence a decision is taken and shown as sure."""
TAKEN = 0.60
"""From this confidence a decision is taken and shown as a guess; below it is asked."""
ASKED = 0.40
"""From this confidence a meaning that is not taken is worth a question."""


class Target(StrEnum):
    """What kind of thing a heading names."""

    FIELD = "field"
    KPI = "kpi"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a heading may mean.

    Parameters
    ----------
    target, id : Target, str
        A field or a KPI of the catalogue.
    variant : str
        The KPI's variant that the heading names, ``""`` where it names none.
    confidence : float
        0..1; compare with `SURE` and `TAKEN`.
    reason : str
        For the user: ``spelling 'FCR %'``, ``close to 'first call resolution' (91)``.
    unit : str
        Unit id of `Words.units` that the heading names (``minutes``, ``percent``), or ``""``.
    currency : str
        ISO code the heading names, or ``""``.
    rest : str
        Words of the heading the name did not explain (``voice`` of "FCR Voice"), normalised.
    chosen : bool
        Whether the user or an earlier mapping said so; then how the values fit doesn't matter.
    said : tuple of Word
        What they said of the unit of the values and of how they are written.
    last : float or None
        Typical value in the report that an earlier mapping was made from, canonical unit, NaN if
        that is not known; None for what no earlier mapping says.
    alike : bool
        Whether only its letters are like those of a known name, as by a typing error.
    assumed : bool
        Whether a word that nobody knows was taken for the thing that is worked on.
    """

    target: Target
    id: str
    variant: str
    confidence: float
    reason: str
    unit: str = ""
    currency: str = ""
    rest: str = ""
    chosen: bool = False
    said: tuple[Word, ...] = ()
    last: float | None = None
    alike: bool = False
    assumed: bool = False
