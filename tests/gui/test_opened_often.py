"""What is opened and closed again and again leaves nothing: no widget, object or thread."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.gui import dialogs, error_dialog
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.column_menu import FilterDialog
from desktop_app.gui.decide.definitions_dialog import DefinitionsDialog
from desktop_app.gui.decide.gate_dialog import GateDialog
from desktop_app.gui.decide.preferences_dialog import PreferencesDialog
from desktop_app.gui.decide.weights.change import change_marks, change_weights
from desktop_app.gui.kpis.own_change import edit_own_kpis
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.report.print_tab import PrintPreview
from desktop_app.gui.steps import Step
from desktop_app.presenting.definitions import DefinitionChoice
from desktop_app.workbench.calendars import Places
from tests.helpers.window_classes import of_the_window

_ask_unsaved = dialogs.AskUnsaved.ask
_show_about = dialogs.ShowAbout.ask
_show_fault = error_dialog.FaultDialog.ask

_BASES = {"FormDialog"}
"""Dialogs that are only ever opened as another."""

_WARM, _OFTEN, _PAGES = 3, 20, 8
TURNAROUND = DefinitionChoice("tat", "Turnaround time", (("mean", "Mean"), ("p90", "90th")))
KPIS = list(load_catalogue().kpis.values())[:4]
PLACES = Places({"DE": ()}, ("Europe/Berlin",))


def _decide(window: MainWindow):
    return window.page(Step.DECIDE)


def _filter(window: MainWindow) -> None:
    FilterDialog.ask(window.page(Step.KPIS).table, 0)


_DOORS: dict[str, Callable[[MainWindow], object]] = {
    "WeightsDialog": lambda w: change_weights(_decide(w), w.desk),
    "MarksDialog": lambda w: change_marks(_decide(w), w.desk),
    "OwnKpisDialog": lambda w: edit_own_kpis(w.page(Step.KPIS), w.desk),
    "RatesDialog": lambda w: _decide(w).money.change_rates(),
    "TaxDialog": lambda w: _decide(w).money.change_tax(),
    "ContractDialog": lambda w: _decide(w).money.change_contract(),
    "StakesDialog": lambda w: _decide(w).money.change_stakes(),
    "MoneyResults": lambda w: _decide(w).money.show_results(),
    "DecisionDialog": lambda w: _decide(w).decision.ask(),
    "DefinitionsDialog": lambda w: answer_of(DefinitionsDialog(_decide(w), [TURNAROUND], {})),
    "HoursDialog": lambda w: _decide(w)._ask_hours(PLACES),
    "WindowDialog": lambda w: _decide(w)._ask_window(w.workbench.scenario),
    "GateDialog": lambda w: answer_of(GateDialog(_decide(w), w.workbench.comparison, None)),
    "LimitsDialog": lambda w: _decide(w).sliders._ask_limits(),
    "PreferencesDialog": lambda w: answer_of(PreferencesDialog(_decide(w), KPIS, {})),
    "FilterDialog": _filter,
    "HelpWindow": lambda w: w.open_help(),
    "CommandPalette": lambda w: w.open_palette(),
    "QMessageBox": lambda w: (
        _ask_unsaved(w),
        _show_about(w),
        _show_fault("ValueError", Path("a.log")),
    ),
    "QPrintPreviewDialog": lambda w: PrintPreview.ask(w, QPrinter(), lambda _printer: None),
}
"""What opens each dialog of the window, by the name of its class."""


def test_no_dialog_is_forgotten() -> None:
    known = {kind.__name__ for kind in of_the_window(QDialog)} - _BASES
    assert known <= set(_DOORS), "say in _DOORS what opens it"


def _settle(app: QApplication) -> None:
    for _ in range(2):
        app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _census(app: QApplication) -> Counter[str]:
    """Count widgets, those without a parent, Python's objects of the window, and threads."""
    _settle(app)
    gc.collect()
    count = Counter(type(widget).__name__ for widget in app.allWidgets())
    count.update(f"top {type(widget).__name__}" for widget in app.topLevelWidgets())
    count.update(
        f"object {type(thing).__name__}" for thing in gc.get_objects() if isinstance(thing, QObject)
    )
    count["threads"] = threading.active_count()
    return count


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Close every dialog as soon as it is shown; return which there were."""
    seen: list[str] = []

    def answer(dialog: QDialog) -> int:
        seen.append(type(dialog).__name__)
        dialog.show()
        QApplication.processEvents()
        dialog.reject()
        return 0

    monkeypatch.setattr(QDialog, "exec", answer)
    return seen


def _close_open(seen: list[str]) -> None:
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            seen.append(type(top).__name__)
            top.close()


def test_dialogs_opened_often_leave_nothing(qapp, compared, opened) -> None:
    for step in Step:
        compared.go(step)
        for _ in compared.page(step).later_parts():
            pass
    counts = []
    for time in range(1, _OFTEN + 1):
        for name, door in _DOORS.items():
            opened.clear()
            door(compared)
            _close_open(opened)
            assert name in opened, name
            _settle(qapp)
        if time in (_WARM, _OFTEN):
            counts.append(_census(qapp))
    assert not counts[1] - counts[0]


def test_pages_shown_often_leave_nothing(qapp, compared) -> None:
    workbench = compared.workbench
    counts = []
    for time in range(1, _PAGES + 1):
        scenario = workbench.scenario
        assert scenario is not None
        workbench.set_scenario("weigh", replace(scenario, strategy=time / 100))
        for step in Step:
            compared.go(step)
            page = compared.page(step)
            if time == 1:
                for _ in page.later_parts():
                    pass
            tabs = getattr(page, "tabs", None)
            for place in range(tabs.count() if tabs is not None else 0):
                tabs.setCurrentIndex(place)
        if time in (_WARM, _PAGES):
            counts.append(_census(qapp))
    assert not counts[1] - counts[0]
