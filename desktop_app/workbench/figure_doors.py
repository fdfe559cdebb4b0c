"""Doors to one figure or one KPI: the cells behind it, its course, its mix, its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_app.domain.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.presenting.distribution import Boxes
    from desktop_app.presenting.model import Comparison
    from desktop_app.presenting.multiples import KpiTrends
    from desktop_app.presenting.same_mix import MixView
    from desktop_app.presenting.trends import Trends


def rows_behind(comparison: Comparison, row: int) -> pd.DataFrame:
    """Return the cells behind the measurement at position `row` of `comparison.overall`."""
    from desktop_app.kpi import trail
    from desktop_app.presenting.worked_trail import worked_rows

    worked = worked_rows(comparison, row)
    if worked is not None:
        return worked
    return trail.rows_behind(
        _measurement(comparison, row),
        comparison.evidence,
        comparison.catalogue,
        baseline=comparison.scenario.baseline,
    )


def formula_text(comparison: Comparison, row: int) -> str:
    """Return how the measurement at position `row` of `comparison.overall` came about."""
    from desktop_app.kpi import trail
    from desktop_app.presenting.worked_trail import worked_formula

    measurement = _measurement(comparison, row)
    worked = worked_formula(comparison, row)
    return worked or trail.formula_text(measurement, comparison.catalogue, comparison.evidence)


def trends(
    comparison: Comparison, kpi: str, vendors: Sequence[str], progress: Progress, weekly: bool
) -> Trends:
    """Return the months or weeks of one KPI of some vendors, with what they say."""
    from desktop_app.presenting.trends import kpi_trends

    return kpi_trends(comparison, kpi, vendors, progress, weekly)


def kpis_apart(
    comparison: Comparison,
    kpis: Sequence[str],
    vendors: Sequence[str],
    progress: Progress,
    weekly: bool,
) -> KpiTrends:
    """Return the months or weeks of several KPIs as small charts."""
    from desktop_app.presenting import multiples

    return multiples.kpis_apart(comparison, kpis, vendors, progress, weekly)


def same_mix(comparison: Comparison, dimension: str, progress: Progress) -> MixView:
    """Return every KPI with all vendors at one mix of a dimension."""
    from desktop_app.presenting.same_mix import mix_view

    return mix_view(comparison, dimension, progress)


def distribution(comparison: Comparison, kpi: str, progress: Progress) -> Boxes:
    """Return how the records behind one KPI's figures lie, vendor beside vendor."""
    from desktop_app.presenting.distribution import boxes

    return boxes(comparison, kpi, progress)


def _measurement(comparison: Comparison, row: int) -> dict[str, Any]:
    values = comparison.overall.iloc[row].to_dict()
    return {str(name): value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class FigureDoors:
    """The doors as one object, so that a test can put another function behind each."""

    rows_behind: Callable[[Comparison, int], pd.DataFrame] = rows_behind
    formula_text: Callable[[Comparison, int], str] = formula_text
    trends: Callable[[Comparison, str, Sequence[str], Progress, bool], Trends] = trends
    kpis_apart: Callable[[Comparison, Sequence[str], Sequence[str], Progress, bool], KpiTrends] = (
        kpis_apart
    )
    same_mix: Callable[[Comparison, str, Progress], MixView] = same_mix
    distribution: Callable[[Comparison, str, Progress], Boxes] = distribution
