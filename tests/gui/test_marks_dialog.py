"""Own criteria in the window: typed and imported marks, with their comments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QInputDialog

from desktop_app.domain.evaluator import Evaluator, Mark
from desktop_app.gui.decide.weights import change
from desktop_app.gui.decide.weights.dialog import WeightsDialog
from desktop_app.gui.decide.weights.marks_dialog import OWN, MarksDialog
from desktop_app.gui.steps import Step
from desktop_app.workbench.criteria import criteria_in


@pytest.fixture
def dialog(qtbot, compared):
    workbench = compared.workbench
    made = MarksDialog(
        compared, workbench.catalogue, workbench.scenario.evaluators, workbench.comparison.vendors
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_typed_marks_by_two_evaluators(dialog):
    assert dialog.add_criterion("Team fit")
    dialog.table.set_text(0, 2, "4")
    dialog.table.set_text(0, 3, "knows us")
    dialog.table.set_text(1, 2, "2,5")
    assert dialog.add_person("Bo")
    assert dialog.table.text(0, 2) == ""
    dialog.table.set_text(0, 2, "3")
    dialog.who.setCurrentIndex(0)
    dialog.who.activated.emit(0)
    assert dialog.table.text(1, 2) == "2.5"
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    first, second = dialog._vendors[:2]
    own, bo = dialog.marked().evaluators
    assert (own.name, bo.name) == (OWN, "Bo")
    assert own.marks == {"own_team_fit": {first: Mark(4.0, "knows us"), second: Mark(2.5)}}
    assert bo.marks == {"own_team_fit": {first: Mark(3.0)}}


@pytest.mark.parametrize(
    ("mark", "comment", "said"),
    [("6", "", "expected 0 to 5"), ("good", "", "'good' is no mark"), ("", "why", "no mark")],
)
def test_what_is_no_mark_is_named(dialog, mark, comment, said):
    dialog.add_criterion("Team fit")
    dialog.table.set_text(1, 2, mark)
    dialog.table.set_text(1, 3, comment)
    assert not dialog.add_person("Bo")
    assert said in dialog.problem.text()
    assert f"Team fit, {dialog._vendors[1]}" in dialog.problem.text()
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_names_that_can_not_be_taken(dialog):
    assert not dialog.add_criterion("  ")
    assert "needs a name" in dialog.problem.text()
    taken = next(kpi.aliases[0] for kpi in dialog._catalogue.kpis.values() if kpi.aliases)
    assert not dialog.add_criterion(taken)
    assert taken in dialog.problem.text()
    assert not dialog.add_person(OWN)


def test_imported_marks(dialog, tmp_path, monkeypatch):
    first, second = dialog._vendors[:2]
    path = tmp_path / "marks.csv"
    path.write_text(f"Vendor,Tools,Comment\n{first},5,all of them\n{second.upper()},1,\n")
    assert dialog.import_file(path)
    assert [kpi.title for kpi in criteria_in(dialog._catalogue)] == ["Tools"]
    assert [dialog.table.text(0, i) for i in range(4)] == ["Tools", first, "5", "all of them"]
    asked: list[object] = []
    answers = iter([(30.0, True), (0.0, False)])
    monkeypatch.setattr(
        QInputDialog, "getDouble", lambda *args: asked.append(args[2:4]) or next(answers)
    )
    path.write_text(f"Vendor,Tools,Fit\nweight,60,20\n{first},5,1\n{second},1,4\n")
    assert dialog.import_file(path)
    assert "marks.csv has a row of weights for Tools and Fit." in asked[0][0]
    path.write_text(f"Vendor,Tools,Fit\nweight,0.2,0.1\n{first},5,1\n{second},1,4\n")
    assert dialog.import_file(path)
    assert [proposal for _, proposal in asked] == [50.0, pytest.approx(30.0)]
    dialog.accept()
    taken = dialog.marked().weights  # of the first file: the second's were not wanted
    assert taken == pytest.approx({"own_tools": 0.225, "own_fit": 0.075})
    path.write_text("Vendor,Tools\nNobody,5\nAnyone,2\n")
    assert not dialog.import_file(path)
    assert "'Nobody' is none of the vendors" in dialog.problem.text()


def test_marks_of_vendors_that_are_not_open_now_are_kept(qtbot, compared):
    catalogue = compared.workbench.catalogue
    first = MarksDialog(compared, catalogue, [], compared.workbench.comparison.vendors)
    qtbot.addWidget(first)
    first.add_criterion("Tools")
    marks = {"own_tools": {"Gone": Mark(2.0, "left")}}
    made = MarksDialog(compared, first._catalogue, [Evaluator("Ann", marks=marks)], ["Alder"])
    qtbot.addWidget(made)
    made.table.set_text(0, 2, "5")
    made.accept()
    (ann,) = made.marked().evaluators
    assert ann.marks == {"own_tools": {"Gone": Mark(2.0, "left"), "Alder": Mark(5.0)}}


def test_taken_marks_are_a_change_that_can_be_undone(dialog, compared, qtbot):
    compared.go(Step.DECIDE)
    workbench = compared.workbench
    before, weights = workbench.catalogue, dict(workbench.scenario.weights)
    dialog.add_criterion("Team fit")
    dialog.table.set_text(0, 2, "4")
    dialog.accept()
    change.take_marks(compared.desk, dialog.marked())
    assert workbench.history.undo_label == "mark own criteria"
    assert workbench.catalogue.own == ("own_team_fit",)
    assert workbench.scenario.weights == weights
    weigh = WeightsDialog(compared, compared.desk.theme, workbench.comparison)
    qtbot.addWidget(weigh)
    total = sum(weights.values())
    assert weigh.ranked_by() == pytest.approx({k: w / total for k, w in weights.items() if w})
    workbench.history.undo()
    assert workbench.catalogue is before
    assert workbench.scenario.evaluators == ()
    change.take_marks(compared.desk, replace(dialog.marked(), weights={"own_team_fit": 0.25}))
    weighed = workbench.scenario.weights
    assert weighed["own_team_fit"] / sum(weighed.values()) == pytest.approx(0.25)
    assert weighed["fcr"] / weighed["aht"] == pytest.approx(weights["fcr"] / weights["aht"])
