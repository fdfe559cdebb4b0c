"""The weights of the ranking in the window: four ways of answering, several evaluators."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop_app.domain.evaluator import Pooling, Way
from desktop_app.gui.decide.weights import change
from desktop_app.gui.decide.weights.dialog import OWN, WeightsDialog
from desktop_app.gui.steps import Step


@pytest.fixture
def dialog(qtbot, compared):
    compared.go(Step.DECIDE)
    made = WeightsDialog(compared, compared.desk.theme, compared.workbench.comparison)
    qtbot.addWidget(made)
    made.show()
    return made


def answer(dialog: WeightsDialog, way: Way, numbers: dict[str, str]) -> None:
    """Type numbers into the tab of a way; what is not named is emptied."""
    tab = dialog.points[way]
    dialog.tabs.setCurrentWidget(tab)
    for place, kpi in enumerate(dialog._kpis):
        tab.table.set_text(place, 2, numbers.get(kpi.id, ""))
    tab.table.changed.emit()


def test_it_begins_with_the_weights_in_use(dialog, compared):
    weights = compared.workbench.scenario.weights
    total = sum(weights.values())
    assert dialog.who.currentText() == OWN
    found = dialog.ranked_by()
    assert found == pytest.approx({k: w / total for k, w in weights.items() if w})


def test_direct_points_and_swings(dialog):
    first, second = (kpi.id for kpi in dialog._kpis[:2])
    answer(dialog, Way.DIRECT, {first: "30", second: "10"})
    assert dialog.ranked_by() == pytest.approx({first: 0.75, second: 0.25})
    answer(dialog, Way.SWING, {first: "100", second: "25"})
    assert dialog.ranked_by() == pytest.approx({first: 0.8, second: 0.2})
    assert dialog._people[0].way is Way.SWING


def test_places_become_rank_order_centroids(dialog):
    kpis = [kpi.id for kpi in dialog._kpis[:3]]
    answer(dialog, Way.ORDER, {kpis[0]: "2", kpis[1]: "1", kpis[2]: "3"})
    found = dialog.ranked_by()
    assert [found[k] for k in (kpis[1], kpis[0], kpis[2])] == pytest.approx(
        [11 / 18, 5 / 18, 2 / 18]
    )


def test_categories_are_weighed_before_their_kpis(dialog):
    tab = dialog.points[Way.DIRECT]
    answer(dialog, Way.DIRECT, {kpi.id: "1" for kpi in dialog._kpis})
    categories = list(dict.fromkeys(kpi.category for kpi in dialog._kpis))
    tab.categories.set_text(0, 1, "60")
    tab.categories.set_text(1, 1, "40")
    tab.categories.changed.emit()
    found = dialog.ranked_by()
    of = {kpi.id: kpi.category for kpi in dialog._kpis}
    sums = {c: sum(w for k, w in found.items() if of[k] == c) for c in categories[:2]}
    assert sums == pytest.approx({categories[0]: 0.6, categories[1]: 0.4})


def test_a_wrong_number_is_named_and_keeps_the_dialog_open(dialog):
    first = dialog._kpis[0]
    before = dialog.ranked_by()
    answer(dialog, Way.DIRECT, {first.id: "lots"})
    assert first.title in dialog.problem.text()
    assert dialog.ranked_by() == before
    answer(dialog, Way.DIRECT, {})
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "one KPI at least" in dialog.problem.text()


def test_pairs_with_their_consistency(dialog):
    dialog.tabs.setCurrentWidget(dialog.pairs)
    for place in range(dialog.pairs.items.count()):
        dialog.pairs.items.item(place).setCheckState(Qt.CheckState.Unchecked)
    kpis = [kpi.id for kpi in dialog._kpis[:3]]
    dialog.pairs.tick(kpis)
    table = dialog.pairs.table
    assert "Nothing links" in dialog.pairs.verdict.text()
    for place, key in enumerate(("2", "1/3", "1/2")):  # a contradiction: a > b > c > a
        table.set_text(place, 1, key)
    table.changed.emit()
    verdict = dialog.pairs.verdict.text()
    matrix = np.array([[1, 2, 1 / 3], [1 / 2, 1, 1 / 2], [3, 2, 1]])
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    weights = np.abs(vectors[:, place].real)
    expected = dict(zip(kpis, weights / weights.sum(), strict=True))
    assert dialog.ranked_by() == pytest.approx(expected)
    ratio = (values[place].real - 3) / 2 / 0.58
    assert f"{ratio:.3f}" in verdict
    assert "Saaty (1980)" in verdict
    assert "Look again at" in verdict
    assert verdict.count("where the others say") == 3


def test_several_evaluators_and_their_consensus(dialog, compared):
    first, second = (kpi.id for kpi in dialog._kpis[:2])
    answer(dialog, Way.DIRECT, {first: "80", second: "20"})
    assert dialog.add_person("Bo")
    assert not dialog.add_person(" Bo ")
    answer(dialog, Way.DIRECT, {first: "20", second: "80"})
    dialog.tabs.setCurrentWidget(dialog.people)
    assert dialog.people.chosen() == ""
    assert dialog.ranked_by() == pytest.approx({first: 0.5, second: 0.5})
    table = dialog.people.weights.table
    assert [c.key for c in table.columns] == ["kpi", OWN, "Bo", "consensus", "spread"]
    assert table.rows[0].cells[4].text == "60.0"
    ranks = dialog.people.ranks.table
    assert {row.cells[0].text for row in ranks.rows} == set(compared.workbench.comparison.vendors)
    dialog.people.used.setCurrentIndex(dialog.people.used.findData("Bo"))
    assert dialog.ranked_by() == pytest.approx({first: 0.2, second: 0.8})
    dialog.who.setCurrentIndex(1)
    dialog.remove_person()
    assert [one.name for one in dialog._people] == [OWN]
    dialog.remove_person()
    assert "One evaluator is needed" in dialog.problem.text()


def test_accepted_weights_are_ranked_by_until_undone(dialog, compared):
    first, second = (kpi.id for kpi in dialog._kpis[:2])
    before = compared.workbench.scenario
    answer(dialog, Way.SWING, {first: "100", second: "50"})
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    change.weigh(compared.desk, dialog.weighed())
    scenario = compared.workbench.scenario
    assert scenario.weights == pytest.approx({first: 2 / 3, second: 1 / 3})
    assert scenario.evaluators[0].answers == {first: 100.0, second: 50.0}
    assert scenario.pooling is Pooling.GEOMETRIC
    assert compared.workbench.history.undo_label == "weigh the KPIs"
    again = WeightsDialog(compared, compared.desk.theme, compared.workbench.comparison)
    assert again.tabs.currentIndex() == 2
    assert again.ranked_by() == pytest.approx(scenario.weights)
    again.deleteLater()
    compared.workbench.history.undo()
    assert compared.workbench.scenario is before


def test_the_notes_name_what_carries_the_result(dialog):
    first = dialog._kpis[0]
    answer(dialog, Way.DIRECT, {first.id: "1"})
    assert f"{first.title} alone carries 100 %" in dialog.notes.text()
