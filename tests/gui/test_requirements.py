"""Requirements in the window: added, edited, waived with one click, with the cells behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.errors import ScenarioError
from desktop_app.gui.decide.gate_dialog import GateDialog
from desktop_app.gui.decide.view import DecidePage
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison import rerank
from desktop_app.scoring.model import Gate
from tests.helpers import comparisons


def test_a_requirement_is_waived_changed_and_removed_and_each_is_undone(compared: MainWindow):
    compared.session.services = replace(compared.session.services, rerank=rerank)
    compared.go(Step.DECIDE)
    page = compared.page(Step.DECIDE)
    assert isinstance(page, DecidePage)
    tab, workbench = page.requirements, page.desk.workbench
    page.tabs.setCurrentWidget(tab)
    (gate,) = workbench.scenario.gates
    cedar = next(row for row in tab.table.table.rows if row.key[0] == "Cedar")
    tab.table.select(cedar.key)
    assert tab.cells.table.rows
    assert tab.caption.text().startswith("Cedar: ")
    tab.waive.click()
    assert workbench.scenario.gates == (replace(gate, waived=True),)
    assert all(line.rank for line in workbench.comparison.ranking.vendors)
    assert workbench.history.undo_label == "waive the requirement on Compliance rate"
    assert tab.waive.text() == "Enforce again"
    tab.waive.click()
    assert workbench.scenario.gates == (gate,)
    tab.put("require", [gate, Gate("aht", 300.0, at_most=True)])
    assert len(tab.gates.table.rows) == 2
    tab.gates.select(1)
    tab.remove.click()
    assert workbench.scenario.gates == (gate,)
    for _ in range(4):
        workbench.history.undo()
    assert workbench.scenario.gates == (gate,)
    tab.remove.click()
    assert "No requirement" in tab._words.text()
    assert not tab.waive.isEnabled()


def test_the_form_says_whom_it_would_rule_out(qtbot):
    made = comparisons.comparison()
    dialog = GateDialog(None, rerank(made, made.scenario))
    qtbot.addWidget(dialog)
    dialog.kpi.setCurrentIndex(dialog.kpi.findData("aht"))
    dialog.kpi.activated.emit(dialog.kpi.currentIndex())
    assert (dialog.side.currentText(), dialog.limit.text()) == ("at most", "10 min")
    dialog.limit.setText("350 s")
    assert dialog.follows.text() == "Rules out Alder. First: Birch."
    assert dialog.read() == Gate("aht", 350.0, at_most=True)
    dialog.kpi.setCurrentIndex(dialog.kpi.findData("cost_per_contact"))
    dialog.missing.setChecked(True)
    dialog.limit.setText("6")
    assert "Birch" in dialog.follows.text()
    dialog.limit.setText("soon")
    assert dialog.follows.text() == ""
    with pytest.raises(ScenarioError, match="Cost per contact"):
        dialog.read()
    dialog.accept()
    assert "soon" in dialog.problem.text()


def test_the_form_begins_with_the_requirement_that_is_changed(qtbot):
    made = comparisons.comparison()
    gate = Gate("compliance_rate", 0.95, missing_fails=True)
    comparison = rerank(made, replace(made.scenario, gates=(gate,)))
    dialog = GateDialog(None, comparison, 0)
    qtbot.addWidget(dialog)
    assert dialog.read() == gate
    assert dialog.follows.text().startswith("Rules out Cedar.")
