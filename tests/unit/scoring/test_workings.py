"""Intermediate numbers: of published cases where they are known, and adding up everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.scoring.model import Method, Preference
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.setting import Setting
from desktop_app.scoring.workings import BEST, WEIGHT, WORST, Working, workings
from tests.helpers.matrices import NAN, line, matrix, scores

TZENG = matrix([(5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)], (0.3, 0.4, 0.3))
ZHAO = matrix([(4, 3, 2), (3, 2, 4), (5, 1, 3)], (0.5, 0.3, 0.2))


def row(working: Working, name: str) -> list[float]:
    return list(working.values[working.rows.index(name)])


def test_promethee_of_zhao_by_hand() -> None:
    """A beats B by the first two KPIs (.8), and C by the second (.3)."""
    by_kpi, index, flows = workings(ZHAO, Setting(Method.PROMETHEE))
    assert row(by_kpi, WEIGHT) == [0.5, 0.3, 0.2]
    assert row(by_kpi, "A") == [0, 1, -1]
    assert row(index, "A")[1:] == pytest.approx([0.8, 0.3])
    assert np.isnan(row(index, "A")[0])
    assert row(flows, "C") == pytest.approx([0.60, 0.40, 0.2])


def test_vikor_of_tzeng_by_hand() -> None:
    regret, results = workings(TZENG, Setting(Method.VIKOR, strategy=0.25))
    assert row(regret, "A") == pytest.approx([1, 0, 1])
    assert row(regret, "B") == pytest.approx([1 / 3, 0.5, 0])
    assert row(results, "A") == pytest.approx([0.6, 0.3, 0.25 * 0.9 + 0.75 * 0.6])


def test_topsis_of_tzeng_from_its_own_tables() -> None:
    scaled, weighed, results = workings(TZENG, Setting(Method.TOPSIS))
    assert row(scaled, "A")[0] == pytest.approx(5 / np.sqrt(5**2 + 7**2 + 8**2 + 7**2))
    best, worst = np.array(row(weighed, BEST)), np.array(row(weighed, WORST))
    away = np.sqrt(((np.array(row(weighed, "C")) - worst) ** 2).sum())
    short = np.sqrt(((np.array(row(weighed, "C")) - best) ** 2).sum())
    assert row(results, "C") == pytest.approx([short, away, 0.7482], abs=5e-5)


def test_a_weighted_sum_adds_up_with_a_gap() -> None:
    table = matrix([(80, 40), (60, NAN)], (3, 1), anchors=[line(), line()])
    points, adding = workings(table, Setting())
    assert row(points, "A") == [80, 40]
    assert row(adding, "A") == pytest.approx([60, 10, 70])
    assert row(adding, "B")[0] == row(adding, "B")[2] == 60
    assert np.isnan(row(adding, "B")[1])


@pytest.mark.parametrize("method", list(Method))
def test_the_last_number_of_each_vendor_is_its_score(method: Method) -> None:
    preferences = [Preference("linear", q=0.5, p=2), Preference("gaussian", s=2), Preference()]
    table = matrix(
        [(5, 8, 4), (7, 6, 8), (NAN, 8, 6)], (0.3, 0.4, 0.3), anchors=[line(10)] * 3,
        preferences=preferences,
    )  # fmt: skip
    found = workings(table, Setting(method))[-1]
    expected = scores(rank(table, method))
    assert {v: row(found, v)[-1] for v in found.rows} == pytest.approx(expected)
    assert workings(matrix([(NAN,)], [1.0]), Setting(method)) == ()
