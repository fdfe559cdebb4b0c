"""Rank acceptability of 100,000 draws beside the matrix product and sorting alone."""

from __future__ import annotations

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.unit import Direction
from desktop_app.scoring.acceptability import DRAWS, acceptability
from desktop_app.scoring.model import Criterion, DecisionMatrix
from desktop_app.scoring.setting import Setting
from tests.benchmark.timing import Result, alternate


def run(vendors: int = 50, kpis: int = 40) -> list[Result]:
    """Return the ratio of all outputs to weights @ scores and argsort."""
    rng = np.random.default_rng(3)
    points = rng.uniform(0, 100, (vendors, kpis))
    criteria = tuple(
        Criterion(f"k{j}", f"KPI {j}", Direction.HIGHER, 1 / kpis, Anchors(0.0, 100.0))
        for j in range(kpis)
    )
    matrix = DecisionMatrix(tuple(f"V{i}" for i in range(vendors)), criteria, points)
    weights = rng.dirichlet(np.ones(kpis), DRAWS)
    across = np.ascontiguousarray(points.T)
    floor, ours = alternate(
        lambda: np.argsort(weights @ across, axis=1),
        lambda: acceptability(matrix, Setting()),
    )
    name = f"{DRAWS:,} draws of weights x {vendors} vendors x {kpis} KPIs, all outputs"
    return [Result(name, "matrix product and argsort", floor, ours, 1.5)]
