"""From measurements to a ranking under a scenario."""

from dataclasses import replace

import pandas as pd
import pytest

from desktop_app.importing.report import ImportedReport
from desktop_app.presenting.comparison import gather_evidence, rerank
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import VariantRule
from tests.benchmark.fields import comparison as made_up
from tests.helpers import comparisons


@pytest.fixture(scope="module")
def field() -> Comparison:
    return made_up(vendors=5, kpis=8)


def scores(comparison: Comparison) -> dict[str, float]:
    return {line.vendor: line.score for line in comparison.ranking.vendors}


def test_contributions_add_up_to_the_score(field: Comparison) -> None:
    for line in field.ranking.vendors:
        assert sum(line.contributions.values()) == pytest.approx(line.score)
        assert 0 <= line.score <= 100


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


def test_contexts_of_several_reports_stay_apart() -> None:
    def report(name: str) -> ImportedReport:
        frame = pd.DataFrame({"context": [0, 0, 1], "vendor": name})
        return ImportedReport(file=name, path=name, stated=frame)

    stated = gather_evidence([report("a"), ImportedReport("none", "none"), report("b")]).stated
    assert stated["context"].tolist() == [0, 0, 1, 2, 2, 3]
