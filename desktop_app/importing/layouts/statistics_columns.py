"""Columns of means, medians and percentiles beside names of KPIs: no names of vendors or parts."""

from __future__ import annotations

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn

_MEAN = "average"


def settle_statistics(context: SheetContext, plan: Plan) -> None:
    """Take the means for the figures where medians or percentiles stand beside them.

    What is no mean is left out aloud: as a figure of the KPI it would be compared with means.
    """
    if plan.label is None:
        return
    others = [column for column in plan.columns if _is_statistic(context, column)]
    if not others:
        return
    for column in others:
        column.part, column.heading.others = Part.UNUSED, []
        column.reason = tr("no mean of its KPI")
    means = [column for column in plan.columns if column.heading.total == _MEAN]
    if len(means) == 1 and not plan.of(Part.VALUE):
        means[0].part, means[0].heading.total = Part.VALUE, ""
        means[0].confidence, means[0].reason = 1.0, tr("means beside medians or percentiles")


def _is_statistic(context: SheetContext, column: PlannedColumn) -> bool:
    heading = column.heading
    plain = heading.item is None and heading.period is None and column.part is not Part.LABEL
    return plain and normalise(column.sketch.header) in context.words.statistics
