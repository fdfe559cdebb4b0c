"""Scores and ranks with other figures, or another rule for missing ones, than the present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import (
    DecisionMatrix,
    Method,
    MissingRule,
    Normalisation,
    Scenario,
)
from desktop_app.scoring.numbers import competition_ranks
from desktop_app.scoring.ranking import Placing, place
from desktop_app.scoring.scaling import anchor_scale

Cells = Mapping[tuple[str, str], float]
"""Figures by vendor and KPI id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One vendor's score, in the method's own terms, and rank; None where it is not ranked."""

    score: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class Standings:
    """All vendors' standings; `higher_is_better` says which way the method's scores run."""

    vendors: Mapping[str, Standing]
    higher_is_better: bool

    @property
    def leaders(self) -> tuple[str, ...]:
        """Return who is first."""
        return tuple(name for name, standing in self.vendors.items() if standing.rank == 1)


class WhatIf:
    """Answers where every vendor would stand with other figures, or another rule for missing ones.

    Parameters
    ----------
    matrix : DecisionMatrix
    scenario : Scenario
    gate_values : mapping of (vendor, KPI id) to float
        Figures for requirements on KPIs that are no criteria.
    """

    def __init__(self, matrix: DecisionMatrix, scenario: Scenario, gate_values: Cells) -> None:
        self._matrix = matrix
        self._scenario = scenario
        self._gate_values = gate_values
        self._columns = {criterion.id: j for j, criterion in enumerate(matrix.criteria)}
        self._rows = {vendor: i for i, vendor in enumerate(matrix.vendors)}
        self._placing = placing_of(matrix, scenario, gate_values)
        self.now = _standings(matrix, self._placing)

    def standings(
        self, replaced: Cells | None = None, missing: MissingRule | None = None
    ) -> Standings:
        """Return where every vendor would stand.

        Parameters
        ----------
        replaced : mapping of (vendor, KPI id) to float, optional
            Figures to take in place of the present ones, in requirements too; KPIs that are no
            criteria count in requirements alone.
        missing : MissingRule, optional
            A rule to take in place of the scenario's.
        """
        replaced = replaced or {}
        if missing is None and not replaced:
            return self.now
        if missing is None and len(replaced) == 1:
            (key, value), *_ = replaced.items()
            quick = self._with_one(*key, value)
            if quick is not None:
                return quick
        values = np.array(self._matrix.values, dtype=np.float64)
        for (vendor, kpi), value in replaced.items():
            if kpi in self._columns:
                values[self._rows[vendor], self._columns[kpi]] = value
        other = DecisionMatrix(self._matrix.vendors, self._matrix.criteria, values)
        gate_values = {**self._gate_values, **replaced}
        return _standings(other, placing_of(other, self._scenario, gate_values, missing))

    def _with_one(self, vendor: str, kpi: str, value: float) -> Standings | None:
        """Return the standings with one other figure where only its vendor's score moves.

        That is so in a weighted sum on a KPI's own anchors that everybody ranked has; None else.
        """
        placing, row = self._placing, self._rows[vendor]
        field, parts = placing.field, placing.outcome.parts
        on_anchors = (
            self._scenario.method is Method.WEIGHTED
            and self._scenario.normalisation is Normalisation.ANCHORS
        )
        if not on_anchors or parts is None or row not in placing.rows[: field.size]:
            return None
        if kpi not in self._columns or self._columns[kpi] not in placing.columns:
            return None
        column, place = placing.columns.index(self._columns[kpi]), placing.rows.index(row)
        criterion, known = field.criteria[column], field.ranked[:, column]
        gated = any(gate.kpi == kpi for gate in self._scenario.gates)
        if gated or criterion.anchors is None or np.isnan(known).any() or np.isnan(value):
            return None
        scale = anchor_scale(criterion, known, bool(field.higher[column]))
        gain = float(scale(np.array([value]))[0]) - parts[place, column]
        carried = float(field.weights[~np.isnan(parts[place])].sum())
        scores = np.array(placing.outcome.score[: field.size])
        scores[place] += gain * field.weights[column] / carried
        ranks = competition_ranks(scores)
        moved = dict(self.now.vendors)
        for at, (score, of_row) in enumerate(zip(scores.tolist(), ranks, strict=True)):
            moved[self._matrix.vendors[placing.rows[at]]] = Standing(score, of_row)
        return Standings(moved, higher_is_better=True)


def standings(
    matrix: DecisionMatrix,
    scenario: Scenario,
    gate_values: Cells,
    replaced: Cells | None = None,
    missing: MissingRule | None = None,
) -> Standings:
    """Return where every vendor would stand; parameters as for `WhatIf`."""
    return WhatIf(matrix, scenario, gate_values).standings(replaced, missing)


def _standings(matrix: DecisionMatrix, placing: Placing) -> Standings:
    scores = np.full(len(matrix.vendors), np.nan)
    scores[list(placing.rows)] = placing.outcome.score
    return Standings(
        {
            vendor: Standing(float(score), rank)
            for vendor, score, rank in zip(matrix.vendors, scores, placing.ranks, strict=True)
        },
        placing.outcome.higher_is_better,
    )


def placing_of(
    matrix: DecisionMatrix,
    scenario: Scenario,
    gate_values: Cells,
    missing: MissingRule | None = None,
) -> Placing:
    """Return who is where, by position in the matrix; parameters as for `standings`."""
    results = gate_results(matrix, scenario.gates, gate_values)
    out = np.array([excluded(of_vendor) for of_vendor in results], dtype=np.bool_)
    rule = scenario.missing if missing is None else missing
    return place(matrix, scenario.method, scenario.normalisation, rule, out, scenario.strategy)
