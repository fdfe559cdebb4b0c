"""Weights: from a profile or an order of importance to what each KPI carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.scoring.model import Floats

DOMINANT = 0.40
"""Share of the total from which one KPI or category is said to carry the result."""


@dataclass(frozen=True, slots=True)
class WeightPlan:
    """Weights by KPI id that sum to 1 (or none at all), and what was changed to get there."""

    weights: Mapping[str, float]
    notes: tuple[str, ...]


def plan_weights(
    weights: Mapping[str, float], catalogue: Catalogue, available: Mapping[str, int]
) -> WeightPlan:
    """Return the weights that can be carried by the KPIs at hand.

    A KPI that no vendor has is dropped. Of KPIs that measure the same thing (`overlaps`), one
    keeps its weight: the one most vendors have, then the heavier, then the catalogue's first.
    What is left is scaled to sum to 1. Notes name all that was dropped, one KPI or category
    above `DOMINANT`, and KPIs weighed without their counterweights.

    Parameters
    ----------
    weights : mapping of KPI id to weight
        Not negative, any total; 0 is the same as absent.
    available : mapping of KPI id to number of vendors with a figure for it

    Raises
    ------
    ScenarioError
        For a KPI the catalogue does not have or that never carries weight, or a weight that is
        negative or no number.
    """
    check_weights(weights, catalogue)
    asked = {kpi: weights[kpi] for kpi in catalogue.kpis if weights.get(kpi, 0) > 0}
    held = {kpi: weight for kpi, weight in asked.items() if available.get(kpi, 0) > 0}
    notes = _on_dropped([kpi for kpi in asked if kpi not in held], catalogue)
    kept, overlapping = _without_overlaps(held, catalogue, available)
    total = sum(kept.values())
    planned = {kpi: weight / total for kpi, weight in kept.items()}
    notes += overlapping + balance_notes(planned, catalogue)
    return WeightPlan(planned, tuple(notes))


def check_weights(weights: Mapping[str, float], catalogue: Catalogue, place: str = "") -> None:
    """Refuse weights that can't be meant; `place` starts the message (a file's name)."""
    where = f"{place}: " if place else ""
    for kpi, weight in weights.items():
        definition = catalogue.kpis.get(kpi)
        if definition is None:
            raise ScenarioError(
                tr(
                    "{where}a weight names '{kpi}', which is no KPI of the catalogue.",
                    where=where,
                    kpi=kpi,
                )
            )
        if not np.isfinite(weight) or weight < 0:
            raise ScenarioError(
                tr(
                    "{where}the weight of {kpi} is {weight:g}.", where=where, kpi=kpi, weight=weight
                ),
                tr("Expected 0 or a positive number."),
            )
        if weight > 0 and not definition.weight:
            raise ScenarioError(
                tr(
                    "{where}{kpi} is a context figure and never carries weight.",
                    where=where,
                    kpi=definition.title,
                ),
                tr("Take '{kpi}' out of the weights.", kpi=kpi),
            )


def balance_notes(weights: Mapping[str, float], catalogue: Catalogue) -> list[str]:
    """Return warnings on weights (sum 1) that rest on little or lack their counterweight."""
    notes = []
    categories: dict[str, float] = {}
    for kpi, share in weights.items():
        definition = catalogue.kpis[kpi]
        categories[definition.category] = categories.get(definition.category, 0.0) + share
        if share > DOMINANT + 1e-9:
            notes.append(
                tr(
                    "{kpi} alone carries {share:.0%} of the weight.",
                    kpi=definition.title,
                    share=share,
                )
            )
    notes += [
        tr(
            "The category {category} carries {share:.0%} of the weight.",
            category=tr(category),
            share=share,
        )
        for category, share in categories.items()
        if share > DOMINANT + 1e-9
    ]
    for kpi in weights:
        lacking = _lacking(kpi, weights, catalogue)
        if lacking:
            notes.append(
                tr(
                    "{kpi} is weighed without {others}: a vendor can look good on "
                    "it at their expense.",
                    kpi=catalogue.kpis[kpi].title,
                    others=_titles(lacking, catalogue),
                )
            )
    return notes


def rank_order_centroid(count: int) -> Floats:
    """Return the ROC weights of `count` criteria in order of importance; they sum to 1.

    The mean of all weights with w1 >= w2 >= ... >= wn (Barron and Barrett 1996).
    """
    if count < 1:
        raise ScenarioError(tr("Rank order weights need at least one criterion."))
    shares = 1.0 / np.arange(1, count + 1)
    return np.asarray(np.cumsum(shares[::-1])[::-1] / count, dtype=np.float64)


def rank_order_weights(order: Sequence[str]) -> dict[str, float]:
    """Return ROC weights for KPI ids, the most important first."""
    if len(set(order)) != len(order):
        raise ScenarioError(tr("The order of importance names a KPI twice."))
    return dict(zip(order, rank_order_centroid(len(order)).tolist(), strict=True))


def _on_dropped(dropped: Collection[str], catalogue: Catalogue) -> list[str]:
    """Return the note on KPIs that nobody has."""
    if not dropped:
        return []
    return [
        tr(
            "No vendor has a comparable figure for {kpis}: the weight goes to the other "
            "KPIs in proportion.",
            kpis=_titles(dropped, catalogue),
        )
    ]


def _without_overlaps(
    weights: Mapping[str, float], catalogue: Catalogue, available: Mapping[str, int]
) -> tuple[dict[str, float], list[str]]:
    """Return the weights with one KPI of every overlapping group, and notes on the others."""
    kpis = catalogue.kpis
    best_first = sorted(weights, key=lambda kpi: (-available[kpi], -weights[kpi]))
    kept: dict[str, None] = {}
    notes = []
    # Whom each one kept measures the same as, by either's word.
    taken: dict[str, list[str]] = {}
    for kpi in best_first:
        overlaps = _overlaps(kpi, catalogue)
        alike = {*overlaps, *taken.get(kpi, ())}
        same = [k for k in kept if k in alike] if alike else []
        if same:
            notes.append(
                tr(
                    "{kpi} measures the same as {other}: only the latter carries weight.",
                    kpi=kpis[kpi].title,
                    other=kpis[same[0]].title,
                )
            )
        else:
            kept[kpi] = None
            for other in overlaps:
                taken.setdefault(other, []).append(kpi)
    return {kpi: weight for kpi, weight in weights.items() if kpi in kept}, notes


def _lacking(kpi: str, weights: Mapping[str, float], catalogue: Catalogue) -> list[str]:
    """Return the counterweights that nothing weighed stands for; of alike ones the first."""
    lacking: list[str] = []
    for counterweight in catalogue.kpis[kpi].counterweights:
        held = [*(k for k, weight in weights.items() if weight > 0), *lacking]
        if not any(k == counterweight or _alike(k, counterweight, catalogue) for k in held):
            lacking.append(counterweight)
    return lacking


def _alike(one: str, other: str, catalogue: Catalogue) -> bool:
    """Return whether two KPIs measure the same thing."""
    return other in _overlaps(one, catalogue) or one in _overlaps(other, catalogue)


def _overlaps(kpi: str, catalogue: Catalogue) -> tuple[str, ...]:
    definition = catalogue.kpis.get(kpi)
    return definition.overlaps if definition else ()


def _titles(kpis: Collection[str], catalogue: Catalogue) -> str:
    """Return KPIs' titles as in a sentence; an id the catalogue lacks stands for itself."""
    return listed([catalogue.kpis[k].title if k in catalogue.kpis else k for k in kpis])
