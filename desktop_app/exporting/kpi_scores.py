"""The scores by KPI that a ranking's score is made of."""

from __future__ import annotations

from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Criterion, RankedVendor


def scored_criteria(comparison: Comparison) -> tuple[Criterion, ...]:
    """Return the criteria that add to any vendor's score."""
    adding = {kpi for line in comparison.ranking.vendors for kpi in line.contributions}
    return tuple(c for c in comparison.matrix.criteria if c.id in adding)


def kpi_scores(line: RankedVendor, comparison: Comparison) -> dict[str, float]:
    """Return a vendor's score by KPI, 0..100; a missing figure that a rule filled is in it.

    A contribution is score x weight / the weights that count for the vendor, so the scores
    follow from the contributions without scoring anything a second time.
    """
    criteria: dict[str, Criterion] = {c.id: c for c in comparison.matrix.criteria}
    counted = {kpi: criteria[kpi].weight for kpi in line.contributions if kpi in criteria}
    whole = sum(counted.values())
    return {
        kpi: line.contributions[kpi] * whole / weight
        for kpi, weight in counted.items()
        if weight > 0
    }
