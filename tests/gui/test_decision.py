"""Recording a decision in the Decide step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.gui.decide import decision_button
from desktop_app.gui.decide.decision_dialog import DecisionDialog
from desktop_app.gui.steps import Step
from desktop_app.presenting.decision import record_decision
from desktop_app.presenting.decision_words import broken_seal
from desktop_app.presenting.papers import Papers
from tests.helpers import comparisons


@pytest.fixture
def dialog(qtbot):
    made = DecisionDialog(None, comparisons.comparison(), "Kim")
    qtbot.addWidget(made)
    return made


def test_a_decision_needs_a_vendor_a_name_and_a_reason(dialog):
    assert not dialog.record.isEnabled()
    dialog.vendors["Birch"].setChecked(True)
    assert not dialog.record.isEnabled()
    dialog.why.setPlainText("Knows our systems.")
    assert dialog.record.isEnabled()
    dialog.who.setText(" ")
    assert not dialog.record.isEnabled()


def test_where_it_departs_is_said_before_it_is_recorded(dialog):
    assert dialog.departs.text() == "Tick a vendor."
    dialog.vendors["Alder"].setChecked(True)
    assert dialog.departs.text() == "It does not."
    dialog.vendors["Alder"].setChecked(False)
    dialog.vendors["Cedar"].setChecked(True)
    assert "fails the requirement on Compliance rate" in dialog.departs.text()


def test_recording_is_one_change_that_can_be_undone(compared, monkeypatch):
    def fill(self):
        self.vendors["Birch"].setChecked(True)
        self.who.setText("Kim")
        self.why.setPlainText("Knows our systems.")
        return 1

    monkeypatch.setattr(decision_button.DecisionDialog, "exec", fill)
    compared.go(Step.DECIDE)
    compared.page(Step.DECIDE).decision.click()
    (record,) = compared.workbench.comparison.papers.decisions
    assert record.genuine
    assert (record.chosen, record.who, record.why) == (("Birch",), "Kim", "Knows our systems.")
    assert compared.workbench.unsaved
    compared.workbench.history.undo()
    assert compared.workbench.comparison.papers.decisions == ()


def test_an_earlier_decision_is_shown_with_how_it_stands(qtbot):
    made = comparisons.comparison()
    record = record_decision(made, ["Alder"], "Kim", "Best.", "2026-07-01T10:00:00+00:00")
    alder, *rest = made.reports
    changed = replace(
        made, papers=Papers(None, (record,)), reports=[replace(alder, sha256="new"), *rest]
    )
    dialog = DecisionDialog(None, changed, "")
    qtbot.addWidget(dialog)
    words = " ".join(one.text() for one in dialog.findChildren(type(dialog.departs)))
    assert "Alder, decided by Kim on 2026-07-01" in words
    assert "Alder.xlsx is not the file that was decided on" in words
    assert broken_seal((record,), changed).startswith("The decision no longer stands")
    assert broken_seal((record,), made) == ""


def test_a_project_whose_inputs_changed_says_so_when_opened(compared):
    comparison = compared.workbench.comparison
    record = record_decision(comparison, ["Alder"], "Kim", "Best.", "2026-07-01T10:00:00+00:00")
    told = []
    compared.session.noticed.connect(told.append)
    other = replace(record, inputs=(("Alder.xlsx", "another"),))
    compared.workbench.set_papers("record", Papers(None, (other,)))
    compared.session.projects.hold_decisions()
    assert told[-1].tone == "failed"
    assert "altered after it was sealed" in told[-1].text
