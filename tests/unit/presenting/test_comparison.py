"""From measurements to a ranking under a scenario."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from desktop_app.kpi.table import Measurements
from desktop_app.presenting import comparison as comparison_module
from desktop_app.presenting.comparison import gather_evidence, rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import VariantRule
from desktop_app.scoring.scenario import scenario_from_profile
from tests.benchmark.fields import comparison as made_up
from tests.helpers import comparisons
from tests.helpers.evidence import records


@pytest.fixture(scope="module")
def field() -> Comparison:
    return made_up(vendors=5, kpis=8)


def scores(comparison: Comparison) -> dict[str, float]:
    return {line.vendor: line.score for line in comparison.ranking.vendors}


def test_contributions_add_up_to_the_score(field: Comparison) -> None:
    for line in field.ranking.vendors:
        assert sum(line.contributions.values()) == pytest.approx(line.score)
        assert 0 <= line.score <= 100


def test_without_a_figure_there_are_no_rows_and_all_columns(field: Comparison) -> None:
    nothing = comparison_module.compare([], field.catalogue, field.scenario)
    assert nothing.vendors == ()
    assert list(nothing.by_period.columns) == list(nothing.overall.columns)


def test_another_weight_changes_the_ranking_and_no_figure(field: Comparison) -> None:
    heavy = replace(field.scenario, weights={**field.scenario.weights, field.kpis[0]: 5.0})
    again = rerank(field, heavy)
    assert again.figures is field.figures
    assert scores(again) != scores(field)
    assert scores(rerank(again, field.scenario)) == scores(field)


def test_a_vendor_more_changes_nobodys_score_on_anchors(field: Comparison) -> None:
    alone = field.overall[field.overall["vendor"] != field.vendors[-1]]
    fewer = replace(field, overall=alone, vendors=field.vendors[:-1], figures={})
    without = scores(rerank(fewer, field.scenario))
    assert without == {v: s for v, s in scores(field).items() if v != field.vendors[-1]}


def test_figures_of_another_definition_rank_only_when_the_scenario_says_so() -> None:
    made = comparisons.comparison()
    strict = rerank(made, made.scenario)
    marked = rerank(made, replace(made.scenario, variants=VariantRule.MARK))
    other = [f for f in strict.figures.values() if not f.comparable and f.same_unit]
    for figure in other:
        column = [c.id for c in marked.matrix.criteria].index(figure.kpi)
        row = marked.vendors.index(figure.vendor)
        assert marked.matrix.values[row, column] == figure.value


def test_coarser_periods_are_measured_only_where_finer_ones_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grains: list[Grain] = []

    def counted(evidence: Evidence, catalogue: Catalogue, by: Grain, **more: Any) -> Measurements:
        grains.append(by)
        return measure(evidence, catalogue, by, **more)

    monkeypatch.setattr(comparison_module, "measure", counted)
    catalogue = load_catalogue()
    days = pd.to_datetime(["2026-01-05", "2026-02-05"])
    log = records({"resolved_first_contact": [1.0, 0.0], "date": days})
    dated = ImportedReport(file=log.file, path=log.file, vendor="Acme", records=[log])
    scenario = scenario_from_profile(catalogue)
    made = comparison_module.compare([dated], catalogue, scenario)
    assert grains == [Grain.ALL, Grain.MONTH]
    assert set(made.by_period["period"]) == {"2026-01", "2026-02"}


def test_contexts_of_several_reports_stay_apart() -> None:
    def report(name: str) -> ImportedReport:
        frame = pd.DataFrame({"context": [0, 0, 1], "vendor": name})
        return ImportedReport(file=name, path=name, stated=frame)

    stated = gather_evidence([report("a"), ImportedReport("none", "none"), report("b")]).stated
    assert stated["context"].tolist() == [0, 0, 1, 2, 2, 3]
