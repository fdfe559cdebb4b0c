"""The figures of a comparison as rows of vendors and columns of weighed criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from desktop_app.catalogue.model import Anchors, Catalogue, KpiDefinition
from desktop_app.domain.unit import Direction
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Figure
from desktop_app.scoring.model import Criterion, DecisionMatrix, Preference, Scenario
from desktop_app.scoring.scenario_values import may_scale_by_field
from desktop_app.scoring.value import direction_of


def anchors_of(definition: KpiDefinition, scenario: Scenario) -> Anchors | None:
    """Return a KPI's anchors: the scenario's, else the catalogue's, else None.

    Those set while a definition that is better the other way was compared do not hold now.
    """
    own = scenario.anchors.get(definition.id)
    if own is None:
        return definition.anchors
    either_way = any(variant.direction is not None for variant in definition.variants)
    falls = own.worst > own.target
    if either_way and falls is (definition.direction is Direction.HIGHER):
        return definition.anchors
    return own


def ranked_vendors(figures: Mapping[tuple[str, str], Figure], scenario: Scenario) -> dict[str, int]:
    """Return how many vendors have a figure that may be ranked, by KPI."""
    return dict(Counter(kpi for (_, kpi), f in figures.items() if may_rank(f, scenario)))


def build_matrix(
    vendors: tuple[str, ...],
    figures: Mapping[tuple[str, str], Figure],
    weights: Mapping[str, float],
    catalogue: Catalogue,
    scenario: Scenario,
) -> DecisionMatrix:
    """Return the figures that may be ranked, NaN where one is missing, and what they weigh.

    Parameters
    ----------
    vendors : tuple of str
        The rows, in this order; also those without any figure.
    weights : mapping of str to float
        Share of each KPI's weight, 0 to 1; the columns, in this order.
    """
    values = np.full((len(vendors), len(weights)), np.nan)
    # A KPI compared in a variant on another scale (a CSAT mean of 1 to 5) has no anchors there.
    in_unit = dict.fromkeys(weights, True)
    for column, kpi in enumerate(weights):
        for row, vendor in enumerate(vendors):
            figure = figures.get((vendor, kpi))
            if figure is not None and may_rank(figure, scenario):
                values[row, column] = figure.value
                in_unit[kpi] &= figure.unit == catalogue.kpis[kpi].unit
    criteria = tuple(
        _criterion(catalogue.kpis[kpi], weight, scenario, in_unit[kpi])
        for kpi, weight in weights.items()
    )
    return DecisionMatrix(vendors, criteria, values)


def reweighted(matrix: DecisionMatrix, weights: Mapping[str, float]) -> DecisionMatrix:
    """Return a matrix of the same figures whose criteria weigh otherwise."""
    criteria = tuple(replace(one, weight=weights[one.id]) for one in matrix.criteria)
    return replace(matrix, criteria=criteria)


def _criterion(
    definition: KpiDefinition, weight: float, scenario: Scenario, in_unit: bool
) -> Criterion:
    """Return a KPI as a criterion, on its anchors or scored by the field as the scenario says."""
    anchors = anchors_of(definition, scenario) if in_unit else None
    stretched = definition.id in scenario.by_field and may_scale_by_field(definition)
    return Criterion(
        id=definition.id,
        title=definition.title,
        direction=direction_of(None if stretched else anchors, definition.direction),
        weight=weight,
        anchors=None if stretched else anchors,
        preference=scenario.preferences.get(definition.id, Preference())
        if in_unit
        else Preference(),
        stretched=stretched,
    )
