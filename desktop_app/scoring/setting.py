"""By which rules a decision matrix is ranked, as one thing to hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import (
    CONSENSUS,
    DecisionMatrix,
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Scenario,
)
from desktop_app.scoring.ranking import Placing, check_matrix, place


@dataclass(frozen=True, slots=True)
class Setting:
    """The rules of a ranking; parameters as in `scoring.ranking.rank`."""

    method: Method = Method.WEIGHTED
    normalisation: Normalisation = Normalisation.ANCHORS
    missing: MissingRule = MissingRule.LEAVE_OUT
    gates: tuple[Gate, ...] = ()
    gate_values: Mapping[tuple[str, str], float] = field(default_factory=dict)
    strategy: float = CONSENSUS

    @classmethod
    def of(cls, scenario: Scenario, gate_values: Mapping[tuple[str, str], float]) -> Setting:
        """Return the rules of a scenario."""
        return cls(
            scenario.method,
            scenario.normalisation,
            scenario.missing,
            scenario.gates,
            gate_values,
            scenario.strategy,
        )

    def place(self, matrix: DecisionMatrix) -> Placing:
        """Return who is where, by position in the matrix.

        Raises
        ------
        ScenarioError
            As `scoring.ranking.rank` does.
        """
        check_matrix(matrix)
        results = gate_results(matrix, self.gates, self.gate_values)
        out = np.array([excluded(of_vendor) for of_vendor in results], dtype=np.bool_)
        return place(matrix, self.method, self.normalisation, self.missing, out, self.strategy)
