"""A made-up comparison of any size, ranked on the real catalogue's anchors."""

from __future__ import annotations

import math
import random

import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import no_stated_values
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import DecisionMatrix, Method, Ranking, Scenario


def comparison(vendors: int, kpis: int) -> Comparison:
    """Return a comparison of so many vendors on the first so many KPIs that have anchors."""
    catalogue = load_catalogue()
    rng = random.Random(3)
    chosen = [k for k in catalogue.kpis.values() if k.weight and k.anchors is not None][:kpis]
    names = tuple(f"Vendor {number:02d}" for number in range(vendors))
    rows = []
    for name in names:
        for definition in chosen:
            assert definition.anchors is not None
            ends = definition.anchors.worst, definition.anchors.best or definition.anchors.target
            row: dict[str, object] = dict.fromkeys(MEASUREMENT_COLUMNS, "")
            row |= dict.fromkeys(("part", "whole", "n", "spread", "low", "high"), math.nan)
            row |= {"vendor": name, "kpi": definition.id, "period": None, "segment": None}
            row |= {"value": rng.uniform(*ends), "unit": definition.unit.value}
            row |= {"basis": "stated", "variant": definition.variants[0].id}
            rows.append(row)
    overall = pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))
    scenario = Scenario("benchmark", "", {definition.id: 1.0 for definition in chosen})
    empty = Comparison(
        catalogue=catalogue,
        scenario=scenario,
        reports=[],
        evidence=Evidence([], no_stated_values()),
        vendors=names,
        kpis=(),
        overall=overall,
        by_period=overall.iloc[:0],
        figures={},
        matrix=DecisionMatrix((), (), overall[["value"]].to_numpy()[:0, :0].copy()),
        ranking=Ranking(Method.WEIGHTED, ()),
        sensitivity=None,
    )
    return rerank(empty, scenario)
