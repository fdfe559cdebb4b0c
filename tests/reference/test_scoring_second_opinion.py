"""The same numbers from another implementation (pymcdm), on random matrices."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization

from desktop_app.scoring.methods.promethee import flows
from desktop_app.scoring.methods.topsis import topsis
from desktop_app.scoring.methods.vikor import vikor
from desktop_app.scoring.model import Method, Normalisation, Preference
from desktop_app.scoring.ranking import rank
from tests.helpers.matrices import matrix

Case = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]


@pytest.fixture(params=range(8))
def case(request: pytest.FixtureRequest) -> Case:
    rng = np.random.default_rng(request.param)
    vendors, criteria = int(rng.integers(2, 12)), int(rng.integers(1, 9))
    weights = rng.dirichlet(np.ones(criteria))
    values = rng.uniform(1, 100, (vendors, criteria))
    return values, weights, rng.random(criteria) < 0.6


def types(higher: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.where(higher, 1.0, -1.0)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Normalisation.VECTOR, vector_normalization),
        (Normalisation.MINMAX, minmax_normalization),
    ],
)
def test_topsis(case: Case, ours: Normalisation, theirs: object) -> None:
    values, weights, higher = case
    expected = TOPSIS(theirs)(values, weights, types(higher), validation=False)
    assert topsis(values, weights, higher, ours).closeness == pytest.approx(expected, abs=1e-12)


def test_vikor(case: Case) -> None:
    values, weights, higher = case
    expected = VIKOR()(values, weights, types(higher), validation=False)
    assert vikor(values, weights, higher).q == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("kind", "theirs"),
    [
        ("usual", "usual"),
        ("u", "ushape"),
        ("v", "vshape"),
        ("level", "level"),
        ("linear", "vshape_2"),
    ],
)
def test_promethee(case: Case, kind: str, theirs: str) -> None:
    values, weights, higher = case
    q, p = 10.0, 35.0
    count = len(weights)
    expected = PROMETHEE_II(theirs, p=[p] * count, q=[q] * count)(
        values, weights, types(higher), validation=False
    )
    found = flows(values, weights, higher, [Preference(kind, q=q, p=p)] * count)
    assert found.net == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Normalisation.VECTOR, vector_normalization),
        (Normalisation.MINMAX, minmax_normalization),
    ],
)
def test_weighted_sum(case: Case, ours: Normalisation, theirs: object) -> None:
    values, weights, higher = case
    expected = WSM(theirs)(values, weights, types(higher), validation=False)
    signs = "".join("+" if up else "-" for up in higher)
    ranking = rank(matrix(values.tolist(), weights.tolist(), signs), Method.WEIGHTED, ours)
    by_vendor = sorted(ranking.vendors, key=lambda line: line.vendor)
    assert [line.score for line in by_vendor] == pytest.approx(expected, abs=1e-12)
