"""Scores and ranks with other figures, or another rule for missing ones, than the present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import DecisionMatrix, MissingRule, Scenario
from desktop_app.scoring.ranking import Placing, place

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


def standings(
    matrix: DecisionMatrix,
    scenario: Scenario,
    gate_values: Cells,
    replaced: Cells | None = None,
    missing: MissingRule | None = None,
) -> Standings:
    """Return where every vendor would stand.

    Parameters
    ----------
    matrix, gate_values
        As ranked now: `gate_values` are figures for requirements on KPIs that are no criteria.
    replaced : mapping of (vendor, KPI id) to float, optional
        Figures to take in place of the present ones, in requirements too; KPIs that are no
        criteria count in requirements alone.
    missing : MissingRule, optional
        A rule to take in place of the scenario's.
    """
    replaced = replaced or {}
    values = np.array(matrix.values, dtype=np.float64)
    columns = {criterion.id: j for j, criterion in enumerate(matrix.criteria)}
    rows = {vendor: i for i, vendor in enumerate(matrix.vendors)}
    for (vendor, kpi), value in replaced.items():
        if kpi in columns:
            values[rows[vendor], columns[kpi]] = value
    other = DecisionMatrix(matrix.vendors, matrix.criteria, values)
    placing = placing_of(other, scenario, {**gate_values, **replaced}, missing)
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
    return place(matrix, scenario.method, scenario.normalisation, rule, out)
