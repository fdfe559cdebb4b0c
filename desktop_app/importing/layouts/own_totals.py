"""Totals of rates over parts of the work: the vendor's own figure where nothing weighs the parts.

"All sites" of a satisfaction is no figure that could be made of the sites' where no answers are
counted; their simple mean would be one that nobody stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.cross import TOTAL, VALUE, Cross
from desktop_app.importing.layouts.plan import Part
from desktop_app.importing.layouts.series import is_additive, item_unit
from desktop_app.importing.totals import Total, agrees

_FEWEST = 2


def take_own_totals(context: SheetContext, cross: Cross) -> None:
    """Let totals of rates over parts be values of the whole, where no volume weighs the parts.

    A total that lies outside its parts stays one, to be told with what it should be.
    """
    cells = cross.cells
    totals = np.flatnonzero((cells["role"] == TOTAL) & np.isfinite(cells["value"]))
    if not len(totals):
        return
    columns = {column.sketch.column for column in cross.plan.of(Part.TOTAL)}
    lines = {True: _lines(cells, "row"), False: _lines(cells, "column")}
    for code in np.unique(cells["series"][totals]).tolist():
        if is_additive(context, cross.series[code]) or _weighed(context, cross, code):
            continue
        for at in totals[cells["series"][totals] == code].tolist():
            across = int(cells["column"][at]) in columns
            line = int(cells["row" if across else "column"][at])
            parts = lines[across][code, line]
            if _is_of_parts(context, cross, at, parts):
                _take(cells, at, parts)


def _lines(cells: Arrays, along: str) -> dict[tuple[int, int], NDArray[np.intp]]:
    """Return where the values of each series stand, by its place and row or column."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, (code, line, role) in enumerate(cells.lines("series", along, "role")):
        if role == VALUE:
            found[code, line].append(at)
    places = {key: np.array(own, dtype=np.intp) for key, own in found.items()}
    return defaultdict(lambda: np.zeros(0, dtype=np.intp), places)


def _weighed(context: SheetContext, cross: Cross, code: int) -> bool:
    """Return whether the table states a volume by which parts of the rate are pooled."""
    item = cross.series[code].item
    kpi = None if item is None else context.report.catalogue.kpis.get(item.id)
    if kpi is None:
        return True
    stated = {
        cross.series[other].item.id
        for other in np.unique(cross.cells["series"]).tolist()
        if cross.series[other].item is not None
    }
    return not stated.isdisjoint(kpi.weigh_by)


def _is_of_parts(context: SheetContext, cross: Cross, at: int, parts: NDArray[np.intp]) -> bool:
    """Return whether a total stands over different parts of one vendor's one period, and fits."""
    cells = cross.cells
    if len(parts) < _FEWEST or len({*cells["segment"][parts].tolist()} - {None}) < len(parts):
        return False
    for name in ("vendor", "period"):
        said = {*cells[name][parts].tolist()}
        if len(said) > 1 or cells[name][at] not in (None, *said):
            return False
    unit = item_unit(context, cross.series[int(cells["series"][at])])
    values = np.asarray(cells["value"][parts], dtype=np.float64)
    return agrees(Total("total", "", float(cells["value"][at]), values, False, unit))


def _take(cells: Arrays, at: int, parts: Sequence[int] | NDArray[np.intp]) -> None:
    cells["role"][at], cells["segment"][at] = VALUE, None
    for name in ("vendor", "period"):
        cells[name][at] = cells[name][parts[0]]
