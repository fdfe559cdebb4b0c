"""A vendor's measurements of one KPI by period, as they are compared."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.unit import Unit
from desktop_app.presenting.model import Comparison, Figure


def rows_over_time(
    comparison: Comparison, kpi: str, vendor: str, figure: Figure | None
) -> dict[str, dict[Any, Any]]:
    """Return a vendor's measurements by period label, values in the compared currency."""
    frame = comparison.by_period
    wanted = (
        (frame["kpi"] == kpi)
        & (frame["vendor"] == vendor)
        & frame["period"].notna()
        & frame["segment"].isna()
    )
    rows: list[dict[Any, Any]] = frame[wanted].to_dict("records")
    if figure is not None:
        same = [row for row in rows if row["variant"] == figure.variant]
        rows = [row for row in same if row["basis"] == figure.basis] or same
    rate = rate_of(comparison, figure)
    by_label: dict[str, dict[Any, Any]] = {}
    for row in rows:
        scaled = {name: float(row[name]) * rate for name in ("value", "low", "high")}
        currency = figure.currency if figure is not None else row["currency"]
        by_label.setdefault(str(row["period"]), {**row, **scaled, "currency": currency})
    return by_label


def rate_of(comparison: Comparison, figure: Figure | None) -> float:
    """Return what the figure's own currency was multiplied by to be compared."""
    if figure is None or figure.unit != Unit.MONEY:
        return 1.0
    own = str(comparison.overall["currency"].iloc[figure.row] or "")
    if own == figure.currency or own not in comparison.scenario.rates:
        return 1.0
    return comparison.scenario.rates[own][0]
