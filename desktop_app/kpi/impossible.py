"""Computed figures that can't be: outside what the KPI can be, or above what bounds them."""

from __future__ import annotations

import pandas as pd

from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.wording import place, show

_SLACK = 1e-9
_ROUNDING = 0.005
"""What two shares may differ by through the rounding of the times they are made of."""
_SPOT = ["vendor", "period"]


def impossible(frame: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Return a finding for each vendor and KPI whose records come to what can't be.

    An occupancy above 100 %, a shrinkage below 0 %, a utilisation above the occupancy: a column
    was taken for another, or the vendor's times overlap. What is stated is doubted when it is read.

    Parameters
    ----------
    frame : pd.DataFrame
        Columns `domain.measurement.MEASUREMENT_COLUMNS`.
    """
    own = frame[(frame["basis"] == Basis.COMPUTED.value) & frame["segment"].isna()]
    found = []
    for kpi in own["kpi"].unique():
        definition = catalogue.kpis[str(kpi)]
        rows = own[(own["kpi"] == kpi) & (own["unit"] == definition.unit.value)]
        found += _outside(rows, definition)
        found += _above_bounds(rows, own, definition, catalogue)
    return found


def _outside(rows: pd.DataFrame, definition: KpiDefinition) -> list[Finding]:
    if definition.plausible is None or definition.unit.value != "share":
        return []
    low, high = definition.plausible
    wrong = rows[(rows["value"] < low - _SLACK) | (rows["value"] > high + _SLACK)]
    ends = [show(end, definition.unit) for end in (low, high)]
    return [
        _finding(
            "outside-its-range",
            some,
            tr(
                "{kpi} of {figure}",
                kpi=definition.title,
                figure=show(some["value"].iloc[0], definition.unit),
            ),
            tr(
                "It lies between {low} and {high}: look whether the columns were taken "
                "for what they are; if they were, ask the vendor how the times and counts "
                "are made.",
                low=ends[0],
                high=ends[1],
            ),
        )
        for _, some in wrong.groupby("vendor", sort=False)
    ]


def _above_bounds(
    rows: pd.DataFrame, own: pd.DataFrame, definition: KpiDefinition, catalogue: Catalogue
) -> list[Finding]:
    found = []
    usual = rows[rows["variant"] == definition.variants[0].id]
    for name in definition.within:
        bound = catalogue.kpis[name]
        others = own[(own["kpi"] == name) & (own["variant"] == bound.variants[0].id)]
        # Missing periods (all of them) are one and the same.
        both = usual.fillna({"period": ""}).merge(
            others.fillna({"period": ""})[[*_SPOT, "value"]], on=_SPOT, suffixes=("", "_bound")
        )
        wrong = both[both["value"] > both["value_bound"] + _ROUNDING]
        for _, some in wrong.groupby("vendor", sort=False):
            value, most = some["value"].iloc[0], some["value_bound"].iloc[0]
            found.append(
                _finding(
                    "above-its-bound",
                    some,
                    tr(
                        "{kpi} of {figure} above {bound} of {bound_figure}",
                        kpi=definition.title,
                        figure=show(value, definition.unit),
                        bound=bound.title,
                        bound_figure=show(most, bound.unit),
                    ),
                    tr("By the usual definitions it can't be. Ask how each is counted."),
                )
            )
    return found


def _finding(code: str, rows: pd.DataFrame, what: str, todo: str) -> Finding:
    first = rows.iloc[0]
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
