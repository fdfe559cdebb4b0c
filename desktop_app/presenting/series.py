"""A vendor's measurements of one KPI by period, as they are compared."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from desktop_app.domain.period import Period
from desktop_app.domain.unit import Unit
from desktop_app.presenting.exact_periods import at_its_days
from desktop_app.presenting.model import Comparison, Figure, Places
from desktop_app.presenting.money_basis import period_factor


def rows_over_time(
    comparison: Comparison, kpi: str, vendor: str, figure: Figure | None
) -> dict[str, dict[Any, Any]]:
    """Return a vendor's measurements by period label, values in the compared currency."""
    places = _places(comparison).get((kpi, vendor))
    if places is None:
        return {}
    taken = comparison.by_period.iloc[places].to_dict("records")
    rows = [at_its_days(row, comparison.evidence) for row in taken]
    if figure is not None:
        same = [row for row in rows if row["variant"] == figure.variant]
        rows = [row for row in same if row["basis"] == figure.basis] or same
    by_label: dict[str, dict[Any, Any]] = {}
    for row in rows:
        factor = _factor(comparison, figure, row)
        scaled = {name: float(row[name]) * factor for name in ("value", "low", "high")}
        currency = figure.currency if figure is not None else row["currency"]
        by_label.setdefault(str(row["period"]), {**row, **scaled, "currency": currency})
    return by_label


def kpis_with_trend(comparison: Comparison) -> frozenset[str]:
    """Return the KPIs of which any vendor's figure is known for at least two periods."""
    frame = comparison.by_period
    if frame.empty:
        return frozenset()
    counts = frame.groupby("kpi", observed=True)["period"].nunique()
    return frozenset(counts.index[counts >= 2])


def _places(comparison: Comparison) -> Places:
    """Return where the rows of each KPI and vendor are; a chart asks for one after the other."""
    frame = comparison.by_period
    if comparison.places is None or comparison.places[0] is not frame:
        wanted = np.flatnonzero(frame["period"].notna() & frame["segment"].isna())
        keys = frame[["kpi", "vendor"]].iloc[wanted]
        groups = cast(Places, keys.groupby(["kpi", "vendor"], observed=True).indices)
        comparison.places = frame, {key: wanted[within] for key, within in groups.items()}
    return comparison.places[1]


def _factor(comparison: Comparison, figure: Figure | None, row: dict[Any, Any]) -> float:
    """Return what brings a period's money to the compared currency, at the period's own rate."""
    if figure is None or figure.unit != Unit.MONEY or row["unit"] != Unit.MONEY:
        return 1.0
    definition = comparison.catalogue.kpis[figure.kpi]
    day = Period.parse(str(row["period"])).end
    own = str(row["currency"] or "")
    return period_factor(comparison.scenario, definition, figure, own, day)


def rate_of(comparison: Comparison, figure: Figure) -> float:
    """Return what the figure as measured was multiplied by to be compared."""
    measured = float(comparison.overall["value"].iloc[figure.row])
    if figure.unit != Unit.MONEY or not measured:
        return 1.0
    return figure.value / measured
