"""What is imported before the window is seen, what comes after, and that all steps answer then."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app import bootstrap
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step

_SCRIPT = """
import gc, json, sys
from pathlib import Path
from PySide6 import QtCore
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
before = set(sys.modules)
from desktop_app.__main__ import load_window
bootstrap = load_window()
first_window, furnish = bootstrap.first_window, bootstrap.furnish
from desktop_app.gui.preferences_store import PreferencesStore
app = QApplication([])
folder = Path(sys.argv[1])
settings = QSettings(str(folder / "p.ini"), QSettings.Format.IniFormat)
window = first_window(app, PreferencesStore(settings))
at_paint, collected = [], []
def painted():
    at_paint.extend(set(sys.modules) - before)
    at_paint.extend({"Qt"} & set(vars(QtCore)))
    collected.append(gc.isenabled())
    furnish(window, folder / "log", [])
window.painted.connect(painted)
window.show()
while not at_paint or window.turns.busy or window.workers.running:
    app.processEvents()
window.close()
collected.append(gc.isenabled())
print(json.dumps({"at_paint": at_paint, "after": list(sys.modules), "collected": collected}))
"""

FIRST = {
    "desktop_app",
    "desktop_app.__main__",
    "desktop_app.bootstrap",
    "desktop_app.cli",
    "desktop_app.cli.words",
    "desktop_app.domain",
    "desktop_app.domain.translating",
    "desktop_app.gui",
    "desktop_app.gui.colours",
    "desktop_app.gui.common",
    "desktop_app.gui.common.drops",
    "desktop_app.gui.common.first_pieces",
    "desktop_app.gui.common.turns",
    "desktop_app.gui.frame",
    "desktop_app.gui.language",
    "desktop_app.gui.main_window",
    "desktop_app.gui.preferences_store",
    "desktop_app.gui.sources",
    "desktop_app.gui.sources.start",
    "desktop_app.gui.step_list",
    "desktop_app.gui.steps",
    "desktop_app.gui.theme",
    "desktop_app.paths",
    "desktop_app.workbench",
    "desktop_app.workbench.files",
    "desktop_app.workbench.preferences",
}
"""All that the first picture is made of."""

SLOW = {
    *("Qt", "dataclasses", "json", "platformdirs", "logging.handlers", "importlib.metadata"),
    *("multiprocessing.context", "desktop_app.cli.arguments"),
}
"""What takes several milliseconds each: above all the enumerations of Qt's own namespace."""


@pytest.fixture(scope="module")
def modules(tmp_path_factory) -> dict[str, list]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path_factory.mktemp("start"))],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def test_the_first_picture_needs_little(modules):
    at_paint = set(modules["at_paint"])
    assert {name for name in at_paint if name.startswith("desktop_app")} == FIRST
    assert not SLOW & at_paint
    # Of other packages Qt alone, and none of it but what draws icons.
    others = {name.partition(".")[0] for name in at_paint} - sys.stdlib_module_names
    assert others <= {"desktop_app", "PySide6"}


def test_the_libraries_come_after_it(modules):
    assert {"pandas", "openpyxl"} <= set(modules["after"])


def test_garbage_is_looked_for_when_all_is_imported(modules):
    assert modules["collected"] == [False, True]


@pytest.fixture
def first(qtbot, qapp, settings, tmp_path):
    """A window that is painted and not furnished yet; `furnish` goes on."""
    window = bootstrap.first_window(qapp, PreferencesStore(settings))
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def _furnish(qtbot, window, faults):
    window.turns.do(bootstrap._furnishing(window, faults))
    qtbot.waitUntil(lambda: not window.turns.busy)


def test_nothing_moves_when_the_rest_comes(qtbot, first, faults):
    first.preferences.change(tour_seen=True)
    before = _places(first)
    assert len(before) > 12
    _furnish(qtbot, first, faults)
    first.furniture.jobs.add(1, "A job")
    qtbot.waitUntil(first.furniture.jobs._cancel.isVisible)
    after = _places(first)
    assert {name: after.get(name) for name in before} == before


def _places(window) -> dict[str, tuple[int, int, int]]:
    """Return where each word in sight begins, and how high it is."""
    words = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return {
        widget.text(): (*widget.mapTo(window, QPoint(0, 0)).toTuple(), widget.height())
        for widget in words
        if widget.isVisible() and widget.text()
    }


def test_what_is_wished_for_before_the_rest_is_there_is_done_then(qtbot, first, faults):
    QTest.mouseClick(first.frame.steps._buttons[Step.DECIDE], Qt.MouseButton.LeftButton)
    assert first.page(Step.DECIDE) is None
    _furnish(qtbot, first, faults)
    assert first.frame.pages.currentWidget() is first.page(Step.DECIDE)


def test_a_window_closed_before_the_rest_is_there_just_closes(first):
    assert first.close()


def test_every_step_says_what_to_do_while_its_page_is_still_to_come(qtbot, first, faults):
    _furnish(qtbot, first, faults)
    first.hold_pages()
    for step in reversed(Step):
        first.go(step)
        shown = first.frame.pages.currentWidget()
        words = {label.text() for label in shown.findChildren(QLabel) if label.isVisible()}
        assert words & {"No reports yet", "Drop your vendors' reports here"}, step
