"""KPI, target, actual, status; the period in the title, or in the sheet's or file's name."""

from __future__ import annotations

from desktop_app.domain.translating import tr
from desktop_app.importing.layouts.plan import Part, Plan


def fits(plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is a scorecard (0..1) and why."""
    values = plan.of(Part.VALUE)
    if plan.label is None or not values or any(column.keyed for column in values):
        return 0.0, tr("no names of KPIs beside one column of values")
    if plan.of(Part.PERIOD, Part.VENDOR):
        return 0.0, tr("periods or vendors in the rows")
    targets = 0.1 if plan.of(Part.TARGET) else 0.0
    return min(0.65 + 0.25 * plan.labels_known + targets, 1.0), tr(
        "names of KPIs beside their values"
    )
