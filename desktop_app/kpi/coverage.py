"""Whether sums that are divided by each other speak of the same months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.model import Catalogue, KpiDefinition, Source
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import Evidence
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.records import measure_records
from desktop_app.kpi.table import stack
from desktop_app.kpi.wording import several

Months = Mapping[str, set[str]]
"""Labels of months by KPI."""


def of_same_months(
    measured: pd.DataFrame,
    evidence: Evidence,
    catalogue: Catalogue,
    by: Grain,
    progress: Progress,
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the figures that ratios of KPIs may be made of, without sums of unlike months.

    Three months' invoices over six months' contacts would be half the cost of a contact. Within
    a month there is nothing to compare.

    Returns
    -------
    (pd.DataFrame, list of Finding)
        The frame without the sums that don't fit, and what was left out.
    """
    present = set(measured["kpi"])
    ratios = {kpi: pair for kpi, pair in _ratios(catalogue).items() if present.issuperset(pair)}
    if by is Grain.MONTH or not ratios:
        return measured, []
    names = {name for pair in ratios.values() for name in pair}
    only = replace(catalogue, kpis={name: catalogue.kpis[name] for name in names})
    monthly = stack(measure_records(evidence, only, Grain.MONTH, None, progress).blocks)
    dropped = pd.Series(data=False, index=measured.index)
    findings = []
    for kpi, pair in ratios.items():
        sums = measured["kpi"].isin(pair)
        for spot, rows in measured[sums].groupby(["vendor", "period"], dropna=False):
            vendor, period = spot
            months = _months(monthly, str(vendor), period, by)
            if set(rows["kpi"]) == set(pair) and months[pair[0]] != months[pair[1]]:
                dropped[rows.index] = True
                findings.append(_unlike(catalogue.kpis[kpi], str(vendor), pair, months, catalogue))
    return measured[~dropped], findings


def _ratios(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the KPIs that are one KPI's sum over another's, and those two."""
    return {
        kpi.id: tuple(sorted(fields_of(formula)))
        for kpi in catalogue.kpis.values()
        for formula in kpi.formulas
        if formula.source is Source.KPIS and formula.whole and len(fields_of(formula)) == 2
    }


def _months(monthly: pd.DataFrame, vendor: str, period: object, by: Grain) -> Months:
    """Return the months of each KPI that lie within a period (any where it is None)."""
    found: dict[str, set[str]] = defaultdict(set)
    for kpi, month in monthly.loc[monthly["vendor"] == vendor, ["kpi", "period"]].itertuples(
        index=False
    ):
        within = Period.parse(month).within(by) if isinstance(period, str) else None
        if not isinstance(period, str) or (within is not None and within.label == period):
            found[kpi].add(month)
    return found


def _unlike(
    kpi: KpiDefinition, vendor: str, pair: Sequence[str], months: Months, catalogue: Catalogue
) -> Finding:
    parts = [
        f"{catalogue.kpis[name].title} covers {several(sorted(months[name])) or 'no known month'}"
        for name in pair
    ]
    return Finding(
        Severity.WARNING,
        "months-differ",
        f"{vendor}: {kpi.title} is not worked out over all months, as {' and '.join(parts)}. "
        "Look at it by month, or give both for the same months.",
    )
