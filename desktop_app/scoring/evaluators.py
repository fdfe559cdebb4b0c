"""Several people's weights: each one's own, their spread, and a consensus kept apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import MARK_RANGE, Evaluator, Mark, Pooling, Way
from desktop_app.domain.translating import later, tr
from desktop_app.scoring.pairwise import pairwise_weights
from desktop_app.scoring.weights import rank_order_centroid

POOLING_TITLES = {
    Pooling.GEOMETRIC: later("geometric mean of the evaluators' weights, scaled to 100 %"),
    Pooling.ARITHMETIC: later("arithmetic mean of the evaluators' weights"),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """The weights that evaluators give one KPI: least, greatest, and their consensus."""

    low: float
    high: float
    consensus: float


def weights_of(evaluator: Evaluator) -> dict[str, float]:
    """Return an evaluator's weights, sum 1; empty where nothing was answered.

    Raises
    ------
    ScenarioError
        If the answers can't be weights.
    """
    if evaluator.way is Way.PAIRWISE:
        items = list(dict.fromkeys(item for pair in evaluator.pairs for item in pair))
        return dict(pairwise_weights(items, evaluator.pairs).weights) if items else {}
    for kpi, answer in evaluator.answers.items():
        if not math.isfinite(answer) or answer < 0:
            raise ScenarioError(
                tr(
                    "{evaluator}: the answer on '{kpi}' is {answer:g}, expected 0 or a positive "
                    "number.",
                    evaluator=evaluator.name,
                    kpi=kpi,
                    answer=answer,
                )
            )
    if evaluator.way is Way.ORDER:
        return order_weights(evaluator.answers)
    return scaled(evaluator.answers)


def scaled(points: Mapping[str, float]) -> dict[str, float]:
    """Return points (of a direct answer or of swings) as weights that sum to 1."""
    total = sum(points.values())
    if total <= 0:
        return {}
    return {kpi: value / total for kpi, value in points.items() if value > 0}


def order_weights(places: Mapping[str, float]) -> dict[str, float]:
    """Return ROC weights by places from 1; KPIs at the same place share their weights equally.

    A place of 0 leaves the KPI out.
    """
    ordered = sorted((kpi for kpi, place in places.items() if place > 0), key=places.__getitem__)
    if not ordered:
        return {}
    weights = rank_order_centroid(len(ordered))
    given = np.array([places[kpi] for kpi in ordered])
    return {kpi: float(weights[given == places[kpi]].mean()) for kpi in ordered}


def within_categories(
    categories: Mapping[str, float], within: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return weights by category, then by KPI within each; they sum to 1.

    Parameters
    ----------
    categories : mapping of category to points
    within : mapping of category to points by KPI
        A category without points for any KPI carries none; the others share its weight.
    """
    shares = {name: scaled(points) for name, points in within.items()}
    carried = scaled({name: points for name, points in categories.items() if shares.get(name)})
    return {
        kpi: whole * share for name, whole in carried.items() for kpi, share in shares[name].items()
    }


def consensus(individual: Sequence[Mapping[str, float]], pooling: Pooling) -> dict[str, float]:
    """Return one set of weights (sum 1) from those of several evaluators.

    By geometric mean a KPI to which anyone gives no weight has none: a veto.
    """
    kpis = list(dict.fromkeys(kpi for weights in individual for kpi in weights))
    if not kpis:
        return {}
    table = np.array([[weights.get(kpi, 0.0) for kpi in kpis] for weights in individual])
    if pooling is Pooling.GEOMETRIC:
        with np.errstate(divide="ignore"):
            pooled = np.exp(np.log(table).mean(axis=0))
    else:
        pooled = table.mean(axis=0)
    return scaled(dict(zip(kpis, pooled.tolist(), strict=True)))


def spreads(individual: Sequence[Mapping[str, float]], pooling: Pooling) -> dict[str, Spread]:
    """Return for each KPI how far apart evaluators are, the most disputed first."""
    agreed = consensus(individual, pooling)
    kpis = dict.fromkeys(kpi for weights in individual for kpi in weights)
    found = {}
    for kpi in kpis:
        given = [weights.get(kpi, 0.0) for weights in individual]
        found[kpi] = Spread(min(given), max(given), agreed.get(kpi, 0.0))
    return dict(sorted(found.items(), key=lambda item: item[1].low - item[1].high))


def marks_on(
    evaluators: Sequence[Evaluator],
) -> dict[str, dict[str, list[tuple[str, Mark]]]]:
    """Return who gave which mark, by criterion and vendor."""
    found: dict[str, dict[str, list[tuple[str, Mark]]]] = {}
    for evaluator in evaluators:
        for criterion, marks in evaluator.marks.items():
            for vendor, mark in marks.items():
                by_vendor = found.setdefault(criterion, {})
                by_vendor.setdefault(vendor, []).append((evaluator.name, mark))
    return found


def check_mark(value: float, place: str) -> float:
    """Return a mark of 0 to 5; `place` starts the message.

    Raises
    ------
    ScenarioError
        If it lies outside.
    """
    low, high = MARK_RANGE
    if not low <= value <= high:
        raise ScenarioError(
            tr(
                "{place}: the mark is {value:g}, expected {low:g} to {high:g}.",
                place=place,
                value=value,
                low=low,
                high=high,
            )
        )
    return value
