"""A row called "SLA" among rows of KPIs: one more KPI, and not what was agreed for another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.layouts.row_kinds import Row

_FEWEST_KPIS = 2


def take_lone_kpi(
    context: SheetContext, plan: Plan, column: PlannedColumn, kinds: NDArray[np.int8]
) -> None:
    """Make the only row of targets one of data, where its name is a KPI's too.

    What was agreed stands there as often as there are KPIs, and is the same from month to month;
    figures that were measured scatter. A column of targets leaves none to a row.
    """
    rows = np.flatnonzero(kinds == Row.TARGET)
    filled = np.asarray(column.sketch.filled, dtype=np.bool_)
    others = int(np.count_nonzero(filled & (kinds == Row.DATA)))
    if column.part is not Part.LABEL or len(rows) != 1 or others < _FEWEST_KPIS:
        return
    name = str(column.sketch.cells.iloc[rows[0]])
    kpi = best(context.names.candidates(name, Target.KPI))
    if kpi is None or kpi.confidence < SURE:
        return
    values = [one.sketch.cells.iloc[rows[0]] for one in plan.of(Part.VALUE)]
    scatter = len({value for value in values if pd.notna(value)}) > 1
    if scatter or plan.of(Part.TARGET):
        kinds[rows[0]] = Row.DATA
