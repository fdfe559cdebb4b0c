"""Whether sums that are divided by each other speak of the same months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from desktop_app.catalogue.formula_names import BASELINE, kpi_named
from desktop_app.catalogue.model import Catalogue, KpiDefinition, Source
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import Evidence
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.records import measure_records
from desktop_app.kpi.table import stack

Months = Mapping[str, set[str]]
"""Labels of months by KPI."""

Made = tuple[str, str, str | None]
"""KPI, vendor and period of a figure that is made of others."""


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
    present = set(measured["kpi"].unique())
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


def own_of_unlike_months(
    measured: pd.DataFrame,
    evidence: Evidence,
    catalogue: Catalogue,
    by: Grain,
    progress: Progress,
) -> tuple[set[Made], list[Finding]]:
    """Return which figures of the user's own KPIs would be made of KPIs of unlike months.

    Looked at are the months that records or summaries give each KPI; where one has none, nothing
    can be told.
    """
    made_of = _own_made_of(catalogue, set(measured["kpi"].unique()))
    if by is Grain.MONTH or not made_of:
        return set(), []
    names = {name for some in made_of.values() for name in some}
    only = replace(catalogue, kpis={name: catalogue.kpis[name] for name in names})
    monthly = stack(measure_records(evidence, only, Grain.MONTH, None, progress).blocks)
    stated = evidence.stated[evidence.stated["item"].isin(list(names))]
    stated = stated.rename(columns={"item": "kpi"})[["vendor", "kpi", "period"]].dropna()
    monthly = pd.concat([monthly[["vendor", "kpi", "period"]], stated], ignore_index=True).dropna()
    of_a_month = [Period.parse(str(one)).grain is Grain.MONTH for one in monthly["period"]]
    monthly = monthly[np.array(of_a_month, dtype=np.bool_)]
    unlike: set[Made] = set()
    findings = []
    spots = measured[measured["kpi"].isin(list(names))][["vendor", "period"]].drop_duplicates()
    for vendor, period in spots.itertuples(index=False):
        months = _months(monthly, str(vendor), period, by)
        for kpi, inputs in made_of.items():
            known = [months[name] for name in inputs]
            if all(known) and any(some != known[0] for some in known):
                unlike.add((kpi, str(vendor), period if isinstance(period, str) else None))
                told = _unlike(catalogue.kpis[kpi], str(vendor), inputs, months, catalogue)
                findings.append(told)
    return unlike, findings


def _own_made_of(catalogue: Catalogue, present: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the own KPIs that are made of several KPIs that are there, and those."""
    found = {}
    for kpi in (name for name in catalogue.own if name in catalogue.kpis):
        for formula in catalogue.kpis[kpi].formulas:
            if formula.source is Source.KPIS:
                names = [n for n in fields_of(formula) if not n.startswith(BASELINE)]
                inputs = tuple(sorted({kpi_named(name)[0] for name in names}))
                if len(inputs) > 1 and present.issuperset(inputs):
                    found[kpi] = inputs
    return found


def _ratios(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the product's KPIs that are one KPI's sum over another's, and those two."""
    return {
        kpi.id: tuple(sorted(fields_of(formula)))
        for kpi in catalogue.kpis.values()
        for formula in kpi.formulas
        if kpi.id not in catalogue.own
        and formula.source is Source.KPIS
        and formula.whole
        and len(fields_of(formula)) == 2
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
        tr(
            "{kpi} covers {months}",
            kpi=catalogue.kpis[name].title,
            months=listed(sorted(months[name]), 4) or tr("no known month"),
        )
        for name in pair
    ]
    return Finding(
        Severity.WARNING,
        "months-differ",
        tr(
            "{vendor}: {kpi} is not worked out over all months, as {parts}. Look at "
            "it by month, or give both for the same months.",
            vendor=vendor,
            kpi=kpi.title,
            parts=_joined(parts),
        ),
    )


def _joined(clauses: Sequence[str]) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    first = clauses[0]
    for clause in clauses[1:]:
        first = tr("{first} and {second}", first=first, second=clause)
    return first
