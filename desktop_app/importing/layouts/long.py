"""A row a value: columns for KPI, period, value, and perhaps vendor, segment and target."""

from __future__ import annotations

from desktop_app.domain.translating import tr
from desktop_app.importing.layouts.plan import Part, Plan


def fits(plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is long (0..1) and why."""
    values = plan.of(Part.VALUE)
    keys = plan.of(Part.PERIOD, Part.VENDOR)
    if plan.label is None or not values or any(column.keyed for column in values):
        return 0.0, tr("no single column of values")
    if not keys:
        return 0.0, tr("no column of periods or vendors")
    return 0.75 + 0.25 * plan.labels_known, (
        tr("columns for KPI, value and period")
        if keys[0].part is Part.PERIOD
        else tr("columns for KPI, value and vendor")
    )
