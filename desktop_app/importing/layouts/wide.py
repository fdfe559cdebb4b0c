"""KPIs down; periods, vendors or channels across; Target, Unit, Total and YTD beside them."""

from __future__ import annotations

from desktop_app.domain.translating import tr
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn


def fits(plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is wide (0..1) and why."""
    keyed = [column for column in plan.of(Part.VALUE) if column.keyed]
    if not keyed:
        return 0.0, tr("no period, vendor or segment across")
    if plan.label is not None:
        known = 0.7 + 0.3 * plan.labels_known
        return known, tr("names of KPIs down, {count} columns across", count=len(keyed))
    told = plan.of(Part.VENDOR, Part.SEGMENT, Part.PERIOD)
    if plan.item is not None and told and len(keyed) >= len(_not_told(plan)):
        return 0.75, tr(
            "'{item}' for {count} columns across", item=plan.item_text, count=len(keyed)
        )
    return 0.0, tr("no names of KPIs")


def _not_told(plan: Plan) -> list[PlannedColumn]:
    """Return the filled columns that are nothing: among many, a title speaks of records."""
    return [column for column in plan.of(Part.UNUSED) if column.sketch.profile.filled]
