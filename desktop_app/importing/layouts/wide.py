"""KPIs down; periods, vendors or channels across; Target, Unit, Total and YTD beside them."""

from __future__ import annotations

from desktop_app.importing.layouts.plan import Part, Plan


def fits(plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is wide (0..1) and why."""
    keyed = [column for column in plan.of(Part.VALUE) if column.keyed]
    if not keyed:
        return 0.0, "no period, vendor or segment across"
    if plan.label is not None:
        known = 0.7 + 0.3 * plan.labels_known
        return known, f"names of KPIs down, {len(keyed)} columns across"
    if plan.item is not None and plan.of(Part.VENDOR, Part.SEGMENT, Part.PERIOD):
        return 0.75, f"'{plan.item_text}' for {len(keyed)} columns across"
    return 0.0, "no names of KPIs"
