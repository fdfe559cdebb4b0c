"""The same numbers once more: from scikit-criteria, and PROMETHEE by its definitions in loops."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.scoring.methods.promethee import flows
from desktop_app.scoring.methods.topsis import topsis
from desktop_app.scoring.methods.vikor import vikor
from desktop_app.scoring.model import Method, Normalisation, Preference
from desktop_app.scoring.ranking import rank
from tests.helpers.matrices import matrix

Case = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]


@pytest.fixture(params=range(6))
def case(request: pytest.FixtureRequest) -> Case:
    rng = np.random.default_rng(100 + request.param)
    vendors, criteria = int(rng.integers(2, 10)), int(rng.integers(2, 8))
    weights = rng.dirichlet(np.ones(criteria))
    return rng.uniform(1, 100, (vendors, criteria)), weights, rng.random(criteria) < 0.6


@pytest.fixture(scope="module")
def library() -> Any:
    """scikit-criteria, where it is installed."""
    pytest.importorskip("skcriteria.agg.topsis", reason="scikit-criteria is not installed")
    import skcriteria.agg.simple
    import skcriteria.agg.topsis
    import skcriteria.agg.vikor
    import skcriteria.preprocessing.scalers

    return skcriteria


def problem(library: Any, case: Case) -> Any:
    values, weights, higher = case
    aims = [max if up else min for up in higher]
    return library.mkdm(values, aims, weights=weights)


@pytest.mark.filterwarnings("ignore:Although TOPSIS can operate with minimization:UserWarning")
def test_topsis(library: Any, case: Case) -> None:
    scale = library.preprocessing.scalers.VectorScaler("matrix")
    expected = library.agg.topsis.TOPSIS().evaluate(scale.transform(problem(library, case)))
    found = topsis(*case, Normalisation.VECTOR).closeness
    assert found == pytest.approx(expected.e_.similarity, abs=1e-12)


def test_vikor(library: Any, case: Case) -> None:
    expected = library.agg.vikor.VIKOR(use_compromise_set=False).evaluate(problem(library, case))
    found = vikor(*case)
    assert found.s == pytest.approx(expected.e_.s_k, abs=1e-12)
    assert found.r == pytest.approx(expected.e_.r_k, abs=1e-12)
    assert found.q == pytest.approx(expected.e_.q_k, abs=1e-12)


def test_weighted_sum(library: Any, case: Case) -> None:
    values, weights, _ = case
    every = (values, weights, np.ones(len(weights), dtype=np.bool_))
    scaled = library.preprocessing.scalers.MinMaxScaler("matrix").transform(problem(library, every))
    expected = library.agg.simple.WeightedSumModel().evaluate(scaled)
    table = matrix(values.tolist(), weights.tolist(), "+" * len(weights))
    ranking = rank(table, Method.WEIGHTED, Normalisation.MINMAX)
    by_vendor = sorted(ranking.vendors, key=lambda line: line.vendor)
    assert [one.score for one in by_vendor] == pytest.approx(expected.e_.score, abs=1e-12)


Q, P, S = 8.0, 30.0, 20.0
PREFERENCES: dict[str, Callable[[float], float]] = {
    "usual": lambda d: float(d > 0),
    "u": lambda d: float(d > Q),
    "v": lambda d: 0.0 if d <= 0 else d / P if d <= P else 1.0,
    "level": lambda d: 0.0 if d <= Q else 0.5 if d <= P else 1.0,
    "linear": lambda d: 0.0 if d <= Q else (d - Q) / (P - Q) if d <= P else 1.0,
    "gaussian": lambda d: 0.0 if d <= 0 else 1.0 - math.exp(-d * d / (2 * S * S)),
}
"""The six functions of Brans and Vincke (1985), thresholds as end points."""


def plain_flows(case: Case, kinds: Sequence[str]) -> list[float]:
    """Net flows by the definition: over all pairs, over all criteria, divided by n - 1."""
    values, weights, higher = case
    count = len(values)
    net = []
    for a in range(count):
        total = 0.0
        for b in range(count):
            for j, kind in enumerate(kinds):
                gap = (values[a][j] - values[b][j]) * (1 if higher[j] else -1)
                total += weights[j] * (PREFERENCES[kind](gap) - PREFERENCES[kind](-gap))
        net.append(total / (count - 1))
    return net


@pytest.mark.parametrize("kind", PREFERENCES)
def test_promethee_by_its_definition(case: Case, kind: str) -> None:
    kinds = [kind] * len(case[1])
    found = flows(*case, [Preference(one, q=Q, p=P, s=S) for one in kinds])
    assert found.net == pytest.approx(plain_flows(case, kinds), abs=1e-12)


def test_promethee_with_another_function_for_each_criterion(case: Case) -> None:
    kinds = [list(PREFERENCES)[j % len(PREFERENCES)] for j in range(len(case[1]))]
    found = flows(*case, [Preference(one, q=Q, p=P, s=S) for one in kinds])
    assert found.net == pytest.approx(plain_flows(case, kinds), abs=1e-12)
