"""Periods, vendors or segments down; KPIs and quantities across."""

from __future__ import annotations

from desktop_app.domain.translating import tr
from desktop_app.importing.layouts.plan import Part, Plan


def fits(plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is transposed (0..1) and why."""
    items = [column for column in plan.of(Part.VALUE) if column.item is not None]
    if plan.label is not None or not items:
        return 0.0, tr("no KPI across")
    sure = sum(column.confidence for column in items) / len(items)
    keys = plan.of(Part.PERIOD, Part.VENDOR, Part.SEGMENT)
    rows = plan.region.bottom - plan.region.first_data_row + 1
    if not keys and rows > 1:
        # Rows that nothing tells apart are observations at best.
        sure *= 0.8
    return sure, tr(
        "{count} KPIs or quantities across, {rows} rows down", count=len(items), rows=rows
    )
