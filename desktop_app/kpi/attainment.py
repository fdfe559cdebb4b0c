"""SLA compliance from targets: how far each stated figure reached what was demanded of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.measurement import Basis
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.contexts import StatedRow
from desktop_app.kpi.derive import Spot
from desktop_app.kpi.observations import Observation
from desktop_app.kpi.rollup import Rolled
from desktop_app.kpi.summaries import evidence_rows, origin_of
from desktop_app.kpi.table import Block

SLA_KPI, ATTAINMENT = "sla_compliance", "attainment"
"""The KPI, and its variant, that attainments are gathered under."""


@dataclass(frozen=True, slots=True)
class Attained:
    """One SLA: a stated figure, its target and the share of it that was reached, 0..1."""

    figure: Observation
    share: float


def attainment(achieved: float, target: float, direction: Direction) -> float:
    """Return the share of a target that was reached, capped at 1.

    Achieved / target where higher is better, target / achieved where lower is. NaN for other
    directions, for a missing input, and where a ratio says nothing (a negative figure, or a
    target that is not positive).
    """
    if np.isnan(achieved + target) or achieved < 0 or target <= 0:
        return float("nan")
    if direction is Direction.HIGHER:
        return min(achieved / target, 1.0)
    if direction is Direction.LOWER:
        return 1.0 if achieved <= target else target / achieved
    return float("nan")


def attained(rolled: Iterable[Rolled], catalogue: Catalogue) -> dict[Spot, list[Attained]]:
    """Return the SLAs of each vendor, period and segment: stated figures with a target."""
    found: dict[Spot, list[Attained]] = defaultdict(list)
    for entry in rolled:
        figure = entry.figure
        if figure.kpi == SLA_KPI or figure.basis is not Basis.STATED:
            continue
        share = attainment(figure.value, figure.target, _direction(figure, catalogue))
        if not np.isnan(share):
            found[figure.vendor, entry.period, entry.segment].append(Attained(figure, share))
    return found


def attainment_block(
    found: dict[Spot, list[Attained]],
    known: set[Spot],
    rows: list[StatedRow],
    catalogue: Catalogue,
) -> Block:
    """Return one figure per vendor, period and segment: the mean attainment of its SLAs.

    Parameters
    ----------
    known : set of (vendor, period, segment)
        Where the vendor gives SLA compliance itself; those get no figure here.
    """
    offered = SLA_KPI in catalogue.kpis and any(
        variant.id == ATTAINMENT for variant in catalogue.kpis[SLA_KPI].variants
    )
    kept = {spot: slas for spot, slas in found.items() if offered and spot not in known}
    shares = [np.array([sla.share for sla in slas]) for slas in kept.values()]
    sizes = np.array([len(values) for values in shares], dtype=np.float64)
    origins = [
        origin_of([row for sla in slas for row in evidence_rows(sla.figure, rows)])
        for slas in kept.values()
    ]
    nothing = np.full(len(kept), np.nan)
    return {
        "vendor": [spot[0] for spot in kept],
        "kpi": [SLA_KPI] * len(kept),
        "period": [spot[1] for spot in kept],
        "segment": [spot[2] for spot in kept],
        "value": [float(values.mean()) for values in shares],
        "unit": [Unit.SHARE.value] * len(kept),
        "currency": [""] * len(kept),
        "part": [float(values.sum()) for values in shares],
        "whole": sizes,
        "n": sizes,
        "spread": [float(values.std(ddof=1)) if len(values) > 1 else np.nan for values in shares],
        "low": nothing,
        "high": nothing,
        "basis": [Basis.DERIVED.value] * len(kept),
        "variant": [ATTAINMENT] * len(kept),
        "note": [
            tr("mean attainment of {count} stated targets", count=len(values)) for values in shares
        ],
        "file": [origin[0] for origin in origins],
        "sheet": [origin[1] for origin in origins],
        "cells": [origin[2] for origin in origins],
    }


def _direction(figure: Observation, catalogue: Catalogue) -> Direction:
    kpi = catalogue.kpis[figure.kpi]
    variant = kpi.variant(figure.variant) if figure.variant else kpi.variants[0]
    return variant.direction or kpi.direction
