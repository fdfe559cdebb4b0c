"""Working hours and definitions, as they are entered in the Decide step."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop_app.catalogue.model import Parameter
from desktop_app.domain.errors import CalendarError
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.gui.decide.definitions_dialog import DefinitionsDialog
from desktop_app.gui.decide.hours_dialog import HoursDialog
from desktop_app.gui.steps import Step
from desktop_app.presenting.definitions import DefinitionChoice
from desktop_app.workbench.calendars import Places

PLACES = Places({"DE": ("BE", "BY"), "IN": ()}, ("Asia/Kolkata", "Europe/Berlin", "UTC"))


def refuse_atlantis(calendar: WorkCalendar) -> None:
    if calendar.zone == "Atlantis":
        raise CalendarError("Work calendar: 'Atlantis' is no time zone.")


@pytest.fixture
def dialog(qtbot):
    made = HoursDialog(None, ["Acme", "Birch"], {}, PLACES, refuse_atlantis)
    qtbot.addWidget(made)
    return made


def test_hours_of_all_and_of_one(dialog):
    dialog.form.hours.setText("Mon-Fri 09:00-17:00")
    dialog.form.country.setCurrentText("DE")
    dialog.form.region.setCurrentText("BY")
    dialog.vendors.setCurrentRow(1)
    assert dialog.vendors.item(0).text() == "All vendors  ✓"
    assert dialog.form.hours.text() == ""
    dialog.form.hours.setText("24x7")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.calendars() == {
        ANY_VENDOR: WorkCalendar("Mon-Fri 09:00-17:00", "DE", "BY"),
        "Acme": WorkCalendar("24x7"),
    }


def test_what_cannot_be_read_keeps_the_dialog_open(dialog):
    dialog.form.hours.setText("nine to five")
    dialog.vendors.setCurrentRow(2)
    assert "nine to five" in dialog.problem.text()
    assert dialog.vendors.currentRow() == 0
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.form.hours.setText("24x7")
    dialog.form.hours.textEdited.emit("24x7")
    assert dialog.problem.text() == ""
    dialog.form.closed.setText("soon")
    dialog.accept()
    assert "soon" in dialog.problem.text()


def test_an_unknown_place_is_shown_with_its_vendor(dialog):
    dialog.vendors.setCurrentRow(2)
    dialog.form.hours.setText("24x7")
    dialog.form.zone.setCurrentText("Atlantis")
    dialog.vendors.setCurrentRow(0)
    dialog.accept()
    assert "Atlantis" in dialog.problem.text()
    assert dialog.vendors.currentRow() == 2
    assert dialog.form.zone.currentText() == "Atlantis"


def test_emptied_hours_are_none(qtbot):
    before = {"Acme": WorkCalendar("24x7", closed=())}
    made = HoursDialog(None, ["Acme"], before, PLACES, refuse_atlantis)
    qtbot.addWidget(made)
    made.vendors.setCurrentRow(1)
    assert made.form.hours.text() == "24x7"
    made.form.hours.setText("")
    made.accept()
    assert made.calendars() == {}


def test_a_region_is_offered_for_its_country_only(dialog):
    assert not dialog.form.region.isEnabled()
    dialog.form.country.setCurrentText("DE")
    assert [dialog.form.region.itemText(i) for i in range(3)] == ["", "BE", "BY"]
    dialog.form.country.setCurrentText("IN")
    assert not dialog.form.region.isEnabled()


def test_definitions_are_chosen_or_left_to_the_vendors(qtbot):
    choices = [DefinitionChoice("tat", "Turnaround time", (("mean", "Mean"), ("p90", "90 %")))]
    made = DefinitionsDialog(None, choices, {"tat": "p90"})
    qtbot.addWidget(made)
    assert made.definitions() == {"tat": "p90"}
    made.boxes["tat"].setCurrentIndex(0)
    assert made.definitions() == {}


def test_numbers_in_formulas_are_set_or_left_as_shipped(qtbot):
    numbers = [Parameter("minor", "Weight of a minor error", "How much.", 0.1, 0, 100)]
    made = DefinitionsDialog(None, [], {}, numbers, {"minor": 0.25})
    qtbot.addWidget(made)
    assert made.parameters() == {"minor": 0.25}
    made.numbers["minor"].setValue(0.1)
    assert made.parameters() == {}


def test_the_decide_step_sets_hours_undoably(qtbot, compared, monkeypatch):
    compared.go(Step.DECIDE)
    page = compared.page(Step.DECIDE)

    def enter(dialog):
        dialog.form.hours.setText("Mon-Fri 09:00-17:00")
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
        return dialog.result()

    monkeypatch.setattr(HoursDialog, "exec", enter)
    page.change_hours()
    assert compared.workbench.scenario.calendars == {
        ANY_VENDOR: WorkCalendar("Mon-Fri 09:00-17:00")
    }
    compared.workbench.history.undo()
    assert compared.workbench.scenario.calendars == {}


def test_days_of_ones_own_are_a_window(compared, monkeypatch):
    from PySide6.QtCore import QDate

    from desktop_app.gui.decide import view as decide_view

    def fill(self):
        self.first.setDate(QDate(2026, 1, 12))
        self.last.setDate(QDate(2026, 1, 5))
        assert not self.ok.isEnabled()
        self.last.setDate(QDate(2026, 2, 10))
        assert self.ok.isEnabled()
        return 1

    monkeypatch.setattr(decide_view.WindowDialog, "exec", fill)
    compared.go(Step.DECIDE)
    page = compared.page(Step.DECIDE)
    page._choose_window(page._window_box.findData("ask"))
    assert compared.workbench.scenario.window == "2026-01-12/2026-02-10"
    compared.workbench.history.undo()
    assert compared.workbench.scenario.window == ""
