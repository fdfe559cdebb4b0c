"""Whether the unit that an earlier mapping says still holds for the values of the next report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from desktop_app.domain.finding import About
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate
from desktop_app.importing.mappings.headed import as_headed
from desktop_app.importing.reading import Sample, hints, read_cells

MAGNITUDE = 8.0
"""From this ratio between the typical values of two reports another unit is likely."""


def of_another_size(now: float, last: float) -> bool:
    """Return whether a typical value is many times, or a small part of, what it was.

    False where one of them is 0 or missing.
    """
    if not now or not last or not math.isfinite(now) or not math.isfinite(last):
        return False
    return not 1.0 / MAGNITUDE < abs(now / last) < MAGNITUDE


def units_in_force(
    context: SheetContext,
    candidates: Sequence[Candidate],
    sample: Sample,
    heading: str,
    number_format: str,
    unit: str = "",
    currency: str = "",
) -> list[Candidate]:
    """Return candidates, an earlier mapping's without the unit that this report denies.

    A unit that was said of another report holds as long as the values are of the size they were.
    Where they are that only in the unit that this report names or shows itself, it has changed.
    A currency named beside the values is this report's.

    Parameters
    ----------
    sample : pd.Series or array
        Some of the values' cells.
    unit, currency : str
        What a column of units beside the values names, ``""`` for nothing.
    """
    return [
        candidate
        if candidate.last is None
        else _in_force(context, candidate, candidate.last, sample, heading, number_format, unit)
        if not currency or currency == candidate.currency
        else replace(candidate, currency="")
        for candidate in candidates
    ]


def _in_force(
    context: SheetContext,
    candidate: Candidate,
    last: float,
    sample: Sample,
    heading: str,
    number_format: str,
    unit: str,
) -> Candidate:
    said_of_it = [word.value for word in candidate.said if word.about is About.UNIT]
    if not said_of_it or unit in said_of_it:
        return candidate
    others = tuple(word for word in candidate.said if word.about is not About.UNIT)
    plain = as_headed(context, replace(candidate, unit="", said=others), heading)

    def typical(one: Candidate, own: str) -> float:
        known = hints(context.report.catalogue, one, heading, number_format, own)
        values = read_cells(context, sample, known).values
        amounts = values.astype(np.float64) if values.dtype.kind in "if" else np.empty(0)
        amounts = amounts[np.isfinite(amounts)]
        return float(np.median(amounts)) if len(amounts) else math.nan

    if not math.isfinite(last):
        return plain if unit else candidate
    said = typical(candidate, candidate.unit)
    own = typical(plain, unit)
    changed = of_another_size(said, last) and not of_another_size(own, last)
    return plain if changed and math.isfinite(own) else candidate
