"""Points of KPIs that are scored by the vendors compared, as the ranking gave them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from desktop_app.presenting.model import Figure
from desktop_app.scoring.methods.weighted import score_matrix
from desktop_app.scoring.model import DecisionMatrix, Method, Normalisation, Scenario
from desktop_app.scoring.setting import Setting

Figures = Mapping[tuple[str, str], Figure]


def scored_by_field(matrix: DecisionMatrix) -> set[str]:
    """Return the KPIs that weigh and have no points of their own to be scored on."""
    return {one.id for one in matrix.criteria if one.anchors is None and one.weight > 0}


def with_field_points(
    figures: Figures,
    matrix: DecisionMatrix,
    scenario: Scenario,
    gate_values: Mapping[tuple[str, str], float],
) -> Mapping[tuple[str, str], Figure]:
    """Return the figures with the points that a weighted sum gives those scored by the field.

    By the vendors that are ranked: one ruled out by a requirement has points, and shapes nobody's.
    A figure that is not ranked has none.
    """
    wanted = scored_by_field(matrix)
    if not wanted:
        return figures
    setting = replace(
        Setting.of(scenario, gate_values),
        method=Method.WEIGHTED,
        normalisation=Normalisation.ANCHORS,
    )
    placing = setting.place(matrix)
    found, points = dict(figures), score_matrix(placing.field)
    for j, criterion in enumerate(placing.field.criteria):
        if criterion.id not in wanted:
            continue
        for row, place in enumerate(placing.rows):
            key = matrix.vendors[place], criterion.id
            if key in found and not math.isnan(matrix.values[place, placing.columns[j]]):
                found[key] = replace(found[key], score=float(points[row, j]))
    return found
