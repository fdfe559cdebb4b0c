from __future__ import annotations

import pytest

from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import Gate
from tests.helpers.matrices import NAN, matrix

TABLE = matrix([(0.95,), (0.90,), (NAN,)], [1.0])


def outcomes(gate: Gate, values: dict[tuple[str, str], float] | None = None) -> list[str]:
    return [results[0].outcome for results in gate_results(TABLE, [gate], values)]


def test_at_least() -> None:
    assert outcomes(Gate("c0", 0.93)) == ["passed", "failed", "unknown"]


def test_at_most() -> None:
    assert outcomes(Gate("c0", 0.93, at_most=True)) == ["failed", "passed", "unknown"]


def test_missing_can_be_made_to_fail() -> None:
    assert outcomes(Gate("c0", 0.93, missing_fails=True))[2] == "failed"


@pytest.mark.parametrize("at_most", [True, False])
def test_a_figure_on_the_limit_passes_whatever_the_rounding(at_most: bool) -> None:
    values = {("A", "x"): 0.1 + 0.2, ("B", "x"): 0.3, ("C", "x"): 0.3 * 3 / 3}
    assert outcomes(Gate("x", 0.3, at_most=at_most), values) == ["passed"] * 3


def test_figures_of_a_kpi_that_is_no_criterion() -> None:
    values = {("A", "compliance"): 0.999, ("B", "compliance"): 0.9}
    results = gate_results(TABLE, [Gate("compliance", 0.95)], values)
    assert [result[0].value for result in results[:2]] == [0.999, 0.9]
    assert [excluded(result) for result in results] == [False, True, False]


def test_given_figures_go_before_the_matrix() -> None:
    assert outcomes(Gate("c0", 0.93), {("A", "c0"): 0.5})[0] == "failed"


def test_a_waived_gate_says_whom_it_would_rule_out_and_rules_out_nobody() -> None:
    gate = Gate("c0", 0.93, missing_fails=True, waived=True)
    assert outcomes(gate) == ["passed", "waived", "waived"]
    assert not any(excluded(results) for results in gate_results(TABLE, [gate]))
