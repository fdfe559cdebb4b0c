"""Computed figures that can't be: outside what the KPI can be, or above what bounds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.wording import place, show
from desktop_app.text_columns import lines_of

_SLACK = 1e-9
_ROUNDING = 0.005
"""What two shares may differ by through the rounding of the times they are made of."""
_READ = ("vendor", "kpi", "variant", "period", "unit", "value", "file", "sheet", "cells")

Row = Mapping[str, Any]
"""A figure by the names of `_READ`."""


def impossible(frame: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Return a finding for each vendor and KPI whose records come to what can't be.

    An occupancy above 100 %, a shrinkage below 0 %, a utilisation above the occupancy: a column
    was taken for another, or the vendor's times overlap. What is stated is doubted when it is read.

    Parameters
    ----------
    frame : pd.DataFrame
        Columns `domain.measurement.MEASUREMENT_COLUMNS`.
    """
    which = (frame["basis"] == Basis.COMPUTED.value) & frame["segment"].isna()
    own: dict[str, list[Row]] = defaultdict(list)
    for row in lines_of(frame, which, _READ):
        own[row["kpi"]].append(row)
    found = []
    for kpi, figures in own.items():
        definition = catalogue.kpis[kpi]
        rows = [row for row in figures if row["unit"] == definition.unit.value]
        found += _outside(rows, definition)
        found += _above_bounds(rows, own, definition, catalogue)
    return found


def _outside(rows: Sequence[Row], definition: KpiDefinition) -> list[Finding]:
    if definition.plausible is None or definition.unit.value != "share":
        return []
    low, high = definition.plausible
    wrong: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["value"] < low - _SLACK or row["value"] > high + _SLACK:
            wrong[row["vendor"]].append(row)
    ends = [show(end, definition.unit) for end in (low, high)]
    return [
        _finding(
            "outside-its-range",
            some,
            tr(
                "{kpi} of {figure}",
                kpi=definition.title,
                figure=show(some[0]["value"], definition.unit),
            ),
            tr(
                "It lies between {low} and {high}: look whether the columns were taken "
                "for what they are; if they were, ask the vendor how the times and counts "
                "are made.",
                low=ends[0],
                high=ends[1],
            ),
        )
        for some in wrong.values()
    ]


def _above_bounds(
    rows: Sequence[Row],
    own: Mapping[str, Sequence[Row]],
    definition: KpiDefinition,
    catalogue: Catalogue,
) -> list[Finding]:
    found = []
    usual = [row for row in rows if row["variant"] == definition.variants[0].id]
    for name in definition.within:
        bound = catalogue.kpis[name]
        ends: dict[tuple[str, str | None], list[float]] = defaultdict(list)
        for other in own.get(name, ()):
            if other["variant"] == bound.variants[0].id:
                ends[other["vendor"], other["period"]].append(other["value"])
        wrong: dict[str, list[tuple[Row, float]]] = defaultdict(list)
        for row in usual:
            for end in ends.get((row["vendor"], row["period"]), ()):
                if row["value"] > end + _ROUNDING:
                    wrong[row["vendor"]].append((row, end))
        for some in wrong.values():
            first, most = some[0]
            found.append(
                _finding(
                    "above-its-bound",
                    [row for row, _ in some],
                    tr(
                        "{kpi} of {figure} above {bound} of {bound_figure}",
                        kpi=definition.title,
                        figure=show(first["value"], definition.unit),
                        bound=bound.title,
                        bound_figure=show(most, bound.unit),
                    ),
                    tr("By the usual definitions it can't be. Ask how each is counted."),
                )
            )
    return found


def _finding(code: str, rows: Sequence[Row], what: str, todo: str) -> Finding:
    first = rows[0]
    file, sheet, cells = (str(first[name]) for name in ("file", "sheet", "cells"))
    said = what
    if isinstance(first["period"], str) and first["period"]:
        said = tr("{what} in {period}", what=what, period=shown_period(str(first["period"])))
    if len(rows) == 2:
        said = tr("{what} (and in 1 more period)", what=said)
    elif len(rows) > 2:
        said = tr("{what} (and in {count} more periods)", what=said, count=len(rows) - 1)
    message = tr(
        "{vendor}'s records come to {what}, at {place}.",
        vendor=first["vendor"],
        what=said,
        place=place(file, sheet, cells),
    )
    return Finding(
        Severity.WARNING,
        code,
        f"{message} {todo}",
        file,
        sheet,
        cells,
    )
