"""Checks of a part of the work: what the label says of the rest, and what holds for all of it."""

from __future__ import annotations

from desktop_app.domain.translating import tr
from desktop_app.kpi.uncertainty import wilson_of_sample
from desktop_app.kpi.wording import number

_LARGE_SAMPLE = 0.05
"""Part of the population from which a sample tells more of it than of any other work (Cochran)."""
OF_ALL = "(95 %)"
"""Ends the part of a note that says what holds for all items, in any language."""


def unchecked(left_out: float, words: str, part: float, whole: float) -> str:
    """Return how many were left out, and between what the share of all items lies.

    The second only where the sample is no small part of all. The figure's own interval says how
    the vendor works; this one speaks of these items alone.

    Parameters
    ----------
    left_out : float
        Items beside the `whole` that were checked; ``""`` for none or fewer.
    words : str
        What they are called: ``not checked``.
    part, whole : float
        Of the figure; of sums of marks (no counts) nothing follows for all items.
    """
    if not left_out > 0:
        return ""
    told, population = f"{number(left_out)} {words}", whole + left_out
    counts = float(part).is_integer() and whole.is_integer()
    if not counts or not 0 <= part <= whole or whole < _LARGE_SAMPLE * population:
        return told
    low, high = wilson_of_sample(part, whole, population)
    for_all = tr(
        "of all {count} {low:.1f} to {high:.1f} %",
        count=number(population),
        low=100 * low,
        high=100 * high,
    )
    return f"{told}; {for_all} {OF_ALL}"
