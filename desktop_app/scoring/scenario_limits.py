"""A scenario without what a catalogue does not have."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.evaluator import Evaluator
from desktop_app.scoring.model import Scenario


def limited_to(scenario: Scenario, catalogue: Catalogue) -> Scenario:
    """Return the scenario without what it says of unknown KPIs.

    The very same scenario where nothing is to be left out. A KPI that became a context figure
    loses its weight, and one whose definition went keeps that of most vendors.
    """
    kpis = catalogue.kpis
    after = replace(
        scenario,
        weights={
            kpi: weight
            for kpi, weight in scenario.weights.items()
            if kpi in kpis and (kpis[kpi].weight or not weight)
        },
        anchors={kpi: anchors for kpi, anchors in scenario.anchors.items() if kpi in kpis},
        by_field=tuple(kpi for kpi in scenario.by_field if kpi in kpis),
        preferences={kpi: one for kpi, one in scenario.preferences.items() if kpi in kpis},
        gates=tuple(gate for gate in scenario.gates if gate.kpi in kpis),
        bounds={kpi: ends for kpi, ends in scenario.bounds.items() if kpi in kpis},
        definitions={
            kpi: variant
            for kpi, variant in scenario.definitions.items()
            if kpi in kpis and variant in {one.id for one in kpis[kpi].variants}
        },
        evaluators=tuple(_heard_on(one, catalogue) for one in scenario.evaluators),
    )
    return scenario if after == scenario else after


def _heard_on(evaluator: Evaluator, catalogue: Catalogue) -> Evaluator:
    """Return an evaluator without answers and marks on what there is not any more."""
    kpis = catalogue.kpis
    return replace(
        evaluator,
        answers={kpi: answer for kpi, answer in evaluator.answers.items() if kpi in kpis},
        pairs={pair: v for pair, v in evaluator.pairs.items() if set(pair) <= set(kpis)},
        marks={kpi: marks for kpi, marks in evaluator.marks.items() if kpi in kpis},
    )
