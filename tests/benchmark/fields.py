"""A made-up comparison of any size, ranked on the real catalogue's anchors."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import no_stated_values
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import DecisionMatrix, Method, Ranking, Scenario
from desktop_app.scoring.weights import plan_weights


def comparison(vendors: int, kpis: int) -> Comparison:
    """Return a comparison of so many vendors on exactly so many KPIs that weigh.

    KPIs of the catalogue that have anchors; where these are too few, copies of them under names
    of their own.
    """
    catalogue, chosen = _weighing(kpis)
    rng = random.Random(3)
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
    made = rerank(empty, scenario)
    assert len(made.matrix.criteria) == kpis
    return made


def _weighing(count: int) -> tuple[Catalogue, list[KpiDefinition]]:
    """Return a catalogue, and so many of its KPIs of which no two measure the same."""
    catalogue = load_catalogue()
    anchored = [k for k in catalogue.kpis.values() if k.weight and k.anchors is not None]
    weights = {kpi.id: 1.0 for kpi in anchored}
    weighing = plan_weights(weights, catalogue, dict.fromkeys(weights, 2)).weights
    chosen = [kpi for kpi in anchored if weighing.get(kpi.id)][:count]
    for number in range(count - len(chosen)):
        first = chosen[number % len(chosen)]
        name = f"{first.id}_{number}"
        chosen.append(replace(first, id=name, title=f"{first.title} {number}"))
    own = {kpi.id: kpi for kpi in chosen}
    return replace(catalogue, kpis={**catalogue.kpis, **own}), chosen
