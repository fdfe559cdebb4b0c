"""The claims check by quarter, year, week and segment: what measuring by month leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.model import Catalogue, Source
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import SEGMENT, VENDOR, Evidence
from desktop_app.kpi.claim_spans import of_like_time
from desktop_app.kpi.claims import Claim, claims_of
from desktop_app.kpi.latest import latest_moments
from desktop_app.kpi.measure import each_once
from desktop_app.kpi.periods import grain_of
from desktop_app.kpi.reads import fields_of
from desktop_app.kpi.records import measure_records
from desktop_app.kpi.summaries import measure_summaries
from desktop_app.kpi.window import stated_within

_Pass = tuple[Grain, str | None]
"""What figures are gathered by: a grain, and a dimension or None."""


def gather_claims(
    measured: Sequence[Claim], evidence: Evidence, catalogue: Catalogue, progress: Progress
) -> tuple[Claim, ...]:
    """Return all claims: those measured over all periods and by month, and those by part.

    Only what is stated is measured again: a summary by quarter beside a log costs one pass by
    quarter over that vendor's records, a summary by channel one by channel. Quarters and years
    that nobody states but months add up to are left out: the months say it all.

    Parameters
    ----------
    measured : sequence of Claim
        From measuring by `Grain.ALL` and `Grain.MONTH` (coarser ones may be among them).
    evidence : Evidence
        Its window holds for figures over all periods alone.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    evidence, _ = each_once(evidence, catalogue)
    own = _of_both(evidence)
    claims = list(measured)
    for grain, dimension in _passes(own, (Grain.ALL, Grain.MONTH)):
        progress.check()
        claims += _claims_at(own, catalogue, grain, dimension, progress)
    labels = {str(label) for label in evidence.stated["period"].dropna().unique()}
    coarse = (Grain.QUARTER, Grain.YEAR)
    kept = [c for c in claims if c.period in labels or grain_of(c.period or None) not in coarse]
    return tuple({claim.same: claim for claim in kept}.values())


def _of_both(evidence: Evidence) -> Evidence:
    """Return the evidence of vendors that have both records and a summary."""
    recorded = {str(name) for table in evidence.records for name in table.frame[VENDOR].unique()}
    stated = evidence.stated[evidence.stated["vendor"].astype(str).isin(recorded)]
    wanted = set(stated["vendor"].astype(str))
    tables = [
        replace(table, frame=table.frame[table.frame[VENDOR].astype(str).isin(wanted)])
        for table in evidence.records
    ]
    return replace(evidence, stated=stated, records=[t for t in tables if len(t.frame)])


def _passes(evidence: Evidence, done: Sequence[Grain]) -> list[_Pass]:
    """Return the passes that some stated figure needs, those over all segments first."""
    stated = evidence.stated
    if stated.empty or not evidence.records:
        return []
    found: list[_Pass] = [(grain, None) for grain in _grains(stated) if grain not in done]
    parts = stated[stated["segment"].notna()]
    names = {str(name) for name in parts["segment"]}
    grains = _grains(parts)
    return found + [(grain, name) for name in _dimensions(evidence, names) for grain in grains]


def _grains(stated: pd.DataFrame) -> list[Grain]:
    """Return the grains of stated periods, and ALL, for which they are rolled up."""
    if stated.empty:
        return []
    labels = [str(label) for label in stated["period"].dropna().unique()]
    return [Grain.ALL, *sorted({grain_of(label) for label in labels} - {Grain.ALL})]


def _dimensions(evidence: Evidence, names: set[str]) -> list[str]:
    """Return the dimensions of the records of which some value is a stated segment."""
    found: dict[str, None] = {}
    for table in evidence.records:
        for name, value in table.dimensions.items():
            if value in names:
                found[name] = None
        for column in table.frame.columns:
            values = table.frame[column]
            if column == VENDOR or not isinstance(values.dtype, pd.CategoricalDtype):
                continue
            if names & {str(value) for value in values.cat.categories}:
                found[str(column)] = None
    # A division without a name of its own says least about what it divides.
    return sorted(found, key=lambda name: name == SEGMENT)


def _claims_at(
    evidence: Evidence,
    catalogue: Catalogue,
    grain: Grain,
    dimension: str | None,
    progress: Progress,
) -> list[Claim]:
    """Measure at one grain and dimension what the summaries state, and compare."""
    at = evidence if grain is Grain.ALL else replace(evidence, window=None)
    at, _ = stated_within(at)
    if dimension is not None:
        at = replace(at, stated=at.stated[at.stated["segment"].notna()])
    only = _only_stated(catalogue, {str(item) for item in at.stated["item"]})
    latest = latest_moments(at, only)
    computed = measure_records(at, only, grain, dimension, progress, latest)
    split = dimension is not None
    summaries = measure_summaries(at.stated, only, grain, split)
    claims = of_like_time(claims_of(computed.blocks, summaries.block, only), at, catalogue)
    return [claim for claim in claims if bool(claim.segment) is split]


def _only_stated(catalogue: Catalogue, items: set[str]) -> Catalogue:
    """Return the catalogue with the KPIs that stated items give, themselves or as counts."""
    kpis = {
        kpi.id: kpi
        for kpi in catalogue.kpis.values()
        if kpi.id in items
        or any(
            formula.source is Source.QUANTITIES and fields_of(formula) & items
            for formula in kpi.formulas
        )
    }
    return replace(catalogue, kpis=kpis)
