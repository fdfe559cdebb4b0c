from __future__ import annotations

import numpy as np
import pytest

from desktop_app.scoring.model import Normalisation
from desktop_app.scoring.scaling import field_scale, unit_scale

NAN = float("nan")


def test_field_scale_is_in_proportion_to_the_best() -> None:
    cost = np.array([3.5, 5.0, NAN])
    assert field_scale(cost, higher=False)(cost)[:2] == pytest.approx([100, 70])
    throughput = np.array([8.0, 10.0])
    assert field_scale(throughput, higher=True)(throughput) == pytest.approx([80, 100])


def test_field_scale_with_a_loss_or_a_zero_is_a_line() -> None:
    roi = np.array([-0.5, 0.5, 1.5])
    assert field_scale(roi, higher=True)(roi) == pytest.approx([0, 50, 100])
    open_items = np.array([0.0, 5.0, 20.0])
    assert field_scale(open_items, higher=False)(open_items) == pytest.approx([100, 75, 0])


def test_field_scale_of_a_constant_column() -> None:
    same = np.array([4.0, 4.0, NAN])
    assert field_scale(same, higher=True)(same)[:2] == pytest.approx([100, 100])
    assert np.isnan(field_scale(same, higher=True)(same)[2])


def test_a_vendor_outside_of_the_field_is_clipped() -> None:
    scale = field_scale(np.array([4.0, 5.0]), higher=False)
    assert scale(np.array([2.0, 0.0, 8.0])) == pytest.approx([100, 100, 50])
    scale = field_scale(np.array([4.0, 5.0]), higher=True)
    assert scale(np.array([10.0, 0.0, -1.0])) == pytest.approx([100, 0, 0])


def test_minmax() -> None:
    values = np.array([10.0, 20.0, 15.0])
    assert unit_scale(values, True, Normalisation.MINMAX)(values) == pytest.approx([0, 1, 0.5])
    assert unit_scale(values, False, Normalisation.MINMAX)(values) == pytest.approx([1, 0, 0.5])


def test_vector() -> None:
    values = np.array([3.0, 4.0, NAN])
    found = unit_scale(values, True, Normalisation.VECTOR)(values)
    assert found[:2] == pytest.approx([0.6, 0.8])
    found = unit_scale(values, False, Normalisation.VECTOR)(values)
    assert found[:2] == pytest.approx([0.4, 0.2])
    assert np.isnan(found[2])


@pytest.mark.parametrize("normalisation", [Normalisation.MINMAX, Normalisation.VECTOR])
def test_a_column_of_zeros_is_constant(normalisation: Normalisation) -> None:
    zeros = np.zeros(3)
    assert unit_scale(zeros, True, normalisation)(zeros) == pytest.approx([1, 1, 1])
