"""Rank acceptability against exact shares (areas of the triangle of weights)."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.scoring.acceptability import Acceptability, acceptability
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.weight_draws import WeightSpace, weight_sampler
from desktop_app.scoring.weights import rank_order_centroid
from tests.helpers.matrices import line, matrix


def of(rows: list[tuple[float, ...]], space: WeightSpace = WeightSpace.FREE) -> Acceptability:
    count = len(rows[0])
    table = matrix(rows, [1 / count] * count, anchors=[line(1.0)] * count)
    return acceptability(table, Setting(), space)


def shares(found: Acceptability) -> dict[str, list[float]]:
    return dict(zip(found.vendors, found.shares.tolist(), strict=True))


def central(found: Acceptability) -> dict[str, list[float]]:
    return dict(zip(found.vendors, found.central.tolist(), strict=True))


def test_two_vendors_exact() -> None:
    found = of([(1, 0, 1), (0, 1, 0)])
    assert shares(found)["A"] == pytest.approx([3 / 4, 1 / 4], abs=0.005)
    assert shares(found)["B"] == pytest.approx([1 / 4, 3 / 4], abs=0.005)
    assert central(found)["A"] == pytest.approx([7 / 18, 4 / 18, 7 / 18], abs=0.005)
    assert central(found)["B"] == pytest.approx([1 / 6, 2 / 3, 1 / 6], abs=0.005)


def test_three_vendors_exact() -> None:
    found = of([(1, 0), (0, 1), (0.6, 0.6)])
    assert shares(found)["A"] == pytest.approx([0.4, 0.1, 0.5], abs=0.005)
    assert shares(found)["B"] == pytest.approx([0.4, 0.1, 0.5], abs=0.005)
    assert shares(found)["C"] == pytest.approx([0.2, 0.8, 0.0], abs=0.005)
    assert [row[0] for row in central(found).values()] == pytest.approx(
        [{"A": 0.8, "B": 0.2, "C": 0.5}[vendor] for vendor in found.vendors], abs=0.005
    )


def test_dominated_vendor_has_no_central_weights() -> None:
    found = of([(1, 1), (0.5, 0.5)])
    assert shares(found) == {"A": [1, 0], "B": [0, 1]}
    assert np.isnan(central(found)["B"]).all()


@pytest.mark.parametrize("count", [3, 4, 5])
def test_ordered_draws_average_to_the_rank_order_centroid(count: int) -> None:
    weights = np.arange(count, 0, -1) / np.arange(1, count + 1).sum()
    drawn = weight_sampler(WeightSpace.ORDERED, weights)(np.random.default_rng(1), 100_000)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert (np.diff(drawn, axis=1) <= 0).all()
    assert drawn.mean(axis=0) == pytest.approx(rank_order_centroid(count), abs=0.002)
