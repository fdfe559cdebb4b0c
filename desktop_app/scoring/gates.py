"""Gates: requirements whose failure rules a vendor out, whatever its score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from desktop_app.scoring.model import DecisionMatrix, Gate, GateResult
from desktop_app.scoring.numbers import RELATIVE_TOLERANCE

PASSED, FAILED, UNKNOWN, WAIVED = "passed", "failed", "unknown", "waived"


def gate_results(
    matrix: DecisionMatrix,
    gates: Sequence[Gate],
    values: Mapping[tuple[str, str], float] | None = None,
) -> list[tuple[GateResult, ...]]:
    """Return every vendor's results at the gates, in the order of the matrix.

    Parameters
    ----------
    values : mapping of (vendor, KPI id) to float
        Figures in canonical units; a gate's KPI need not be a criterion. What is not in it is
        looked up in the matrix.
    """
    if not gates:
        return [()] * len(matrix.vendors)
    figures = _figures(matrix)
    figures.update(values or {})
    return [
        tuple(_result(gate, figures.get((vendor, gate.kpi), math.nan)) for gate in gates)
        for vendor in matrix.vendors
    ]


def excluded(results: Sequence[GateResult]) -> bool:
    """Return whether a vendor with these results is ruled out."""
    return any(result.outcome == FAILED for result in results)


def _figures(matrix: DecisionMatrix) -> dict[tuple[str, str], float]:
    """Return the matrix as figures by vendor and criterion."""
    return {
        (vendor, criterion.id): float(matrix.values[i, j])
        for i, vendor in enumerate(matrix.vendors)
        for j, criterion in enumerate(matrix.criteria)
    }


def _result(gate: Gate, value: float) -> GateResult:
    """Return one result; a figure that only rounding keeps from the limit has passed."""
    if math.isnan(value):
        outcome = FAILED if gate.missing_fails else UNKNOWN
    elif math.isclose(value, gate.limit, rel_tol=RELATIVE_TOLERANCE):
        outcome = PASSED
    else:
        outcome = PASSED if (value < gate.limit) == gate.at_most else FAILED
    if gate.waived and outcome == FAILED:
        outcome = WAIVED
    return GateResult(gate.kpi, gate.limit, value, outcome)
