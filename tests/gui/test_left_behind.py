"""Nothing stays of what was closed: no widget, hidden or without a parent, and no thread."""

from __future__ import annotations

import ast
import gc
import importlib
import threading
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app import gui
from desktop_app.bootstrap import make_window
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.table_model import TableModel
from desktop_app.gui.mapping.sheet_model import SheetModel
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from tests.helpers.runners import AtOnce
from tests.helpers.services import FakeServices
from tests.helpers.window_classes import of_the_window

_CHECKED = {
    TableModel: "test_models.py: test_every_table_is_a_good_model",
    SheetModel: "test_mapping.py: test_a_sheet_is_a_good_model",
}
"""Where Qt's own tester is run on each model."""


def test_no_model_is_forgotten_by_the_tester() -> None:
    assert of_the_window(QAbstractItemModel) == set(_CHECKED)
    for place in _CHECKED.values():
        file, test = place.split(": ")
        source = (Path(__file__).parent / file).read_text(encoding="utf-8")
        body = next(
            node
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef) and node.name == test
        )
        assert "qtmodeltester.check" in ast.unparse(body)


def test_dialogs_are_asked_in_one_way_that_deletes_them() -> None:
    """A dialog with a parent lives as long as that: each time it is opened one more would stay."""
    asking = [
        f"{path.name}:{node.lineno}"
        for path in Path(gui.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("exec", "exec_")
    ]
    assert [place.split(":")[0] for place in asking] == ["asking.py"], asking


@pytest.fixture
def census(qapp: QApplication):
    """Return how many widgets of each kind there are, once all that is to be deleted is."""

    def count() -> Counter[str]:
        for _ in range(3):
            qapp.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
        return Counter(type(widget).__name__ for widget in qapp.allWidgets())

    return count


def test_an_answered_dialog_is_gone(qtbot, census) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    before = census()
    for answer in (QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected):
        dialog = QDialog(parent)
        QTimer.singleShot(0, lambda dialog=dialog, answer=answer: dialog.done(answer))
        assert answer_of(dialog) == answer
        assert dialog.result() == answer, "it can still be read"
    assert census() == before


def _use_all(window) -> None:
    window.open_paths([Path(f"/reports/{name}.xlsx") for name in FakeServices.FILES])
    for step in Step:
        window.go(step)
        for _ in window.page(step).later_parts():
            pass
    for choose in (
        window.tables.choose_filter,
        window.tables.find_text,
        window.open_palette,
        window.open_help,
    ):
        window.go(Step.COMPARE)
        choose()
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                top.close()
    window.show_tour()
    window.findChild(importlib.import_module("desktop_app.gui.tour").Tour).end()


def test_projects_come_and_go_and_leave_no_widget(window, census) -> None:
    """What the pages keep for the next project is made once; nothing is added by another."""
    counts = []
    for _ in range(3):
        _use_all(window)
        window.workbench.history.clear()
        window.files.new_comparison()
        counts.append(census())
    grown = {name: [count[name] for count in counts] for name in counts[2] - counts[1]}
    assert not grown


def test_a_closed_window_leaves_neither_widgets_nor_threads(
    qapp, settings, services, faults, census
) -> None:
    before, threads = census(), set(threading.enumerate())
    made = make_window(qapp, PreferencesStore(settings), faults, services.as_services(), AtOnce())
    made.show()
    _use_all(made)
    made.workbench.history.clear()
    made.close()
    assert not made.workers.running
    made.deleteLater()
    del made
    own = {kind.__name__ for kind in of_the_window(QWidget)}
    left = {name: count for name, count in (census() - before).items() if name in own}
    assert not left
    assert not set(threading.enumerate()) - threads
