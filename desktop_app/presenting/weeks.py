"""One KPI by week, measured for the Trends step when it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.unit import Unit
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import needed_kpis
from desktop_app.presenting.model import Comparison

_PART = 0.8
"""Part of a usual week's records below which a week at an end is not whole."""


def by_week(comparison: Comparison, kpi: str, progress: Progress) -> Comparison:
    """Return the comparison with one KPI by week in place of the figures by period.

    Reports seldom begin on a Monday: a first or last week with less than four fifths
    of the records of a usual one is left out of sums: it would pass for a quiet week.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    definition = comparison.catalogue.kpis[kpi]
    only = replace(comparison.catalogue, kpis=needed_kpis(definition, comparison.catalogue))
    measured = measure(
        replace(comparison.evidence, window=None),
        only,
        Grain.WEEK,
        progress=progress,
        baseline=comparison.scenario.baseline,
    ).frame
    frame = measured[measured["kpi"] == kpi]
    if definition.unit is Unit.COUNT:
        frame = _whole_weeks(frame)
    return replace(comparison, by_period=frame.reset_index(drop=True))


def _whole_weeks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without a first and last week that is but a part, vendor by vendor."""
    kept = []
    for _, rows in frame.groupby(["vendor", "variant", "basis"], sort=False):
        counted = rows["n"].fillna(rows["value"])
        usual = float(counted.median())
        ends = rows["period"].isin([rows["period"].min(), rows["period"].max()])
        kept.append(rows[~(ends & (counted < _PART * usual))])
    return pd.concat(kept) if kept else frame
