"""What all tests of the window share: no screen, fresh preferences, nothing left behind."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.bootstrap import make_window
from desktop_app.gui import dialogs, error_dialog
from desktop_app.gui.error_dialog import FaultReporter
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences_store import PreferencesStore
from tests.helpers.runners import AtOnce
from tests.helpers.services import FakeServices


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform that draws in memory say that it has no window manager."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread or a window."""
    threads = set(threading.enumerate())
    widgets = set(map(id, qapp.topLevelWidgets()))
    yield
    for _ in range(3):
        qapp.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in qapp.topLevelWidgets() if id(w) not in widgets]
    assert not [w for w in left if w.isVisible()], f"windows left open: {left}"
    assert not set(threading.enumerate()) - threads


@pytest.fixture(autouse=True)
def no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any dialog that a test does not answer fail it instead of waiting for ever."""

    def refuse(*_args: object) -> None:
        raise AssertionError("a dialog was opened that the test did not expect")

    for name in (
        "ChooseReports",
        "ChooseFolder",
        "ChooseProject",
        "ChooseMapping",
        "ChooseCatalogue",
        "ChooseScenario",
        "AskPassword",
        "ShowAbout",
    ):
        monkeypatch.setattr(getattr(dialogs, name), "ask", staticmethod(refuse))
    for name in (
        "ask_project",
        "ask_workbook",
        "ask_mapping",
        "ask_scenario",
        "ask_catalogue",
        "ask_pdf",
    ):
        monkeypatch.setattr(dialogs.ChooseTarget, name, staticmethod(refuse))
    monkeypatch.setattr(dialogs.AskUnsaved, "ask", staticmethod(refuse))
    monkeypatch.setattr(error_dialog.FaultDialog, "ask", staticmethod(refuse))


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def faults(qapp: QApplication, tmp_path: Path) -> FaultReporter:
    return FaultReporter(tmp_path / "test.log")


@pytest.fixture
def window(
    qtbot, qapp: QApplication, settings: QSettings, services: FakeServices, faults: FaultReporter
) -> MainWindow:
    """A shown window whose jobs are done at once, by services of known answers."""
    made = make_window(qapp, PreferencesStore(settings), faults, services.as_services(), AtOnce())
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=_forget_changes)
    made.show()
    qtbot.waitExposed(made)
    return made


def _forget_changes(window: MainWindow) -> None:
    """Let the window close without its question about unsaved changes."""
    window.workbench.history.clear()


@pytest.fixture
def compared(window: MainWindow) -> MainWindow:
    """The window with three vendors compared, and a file that failed beside them."""
    window.open_paths([Path(f"/reports/{name}.xlsx") for name in FakeServices.FILES])
    assert window.workbench.comparison is not None
    window.workbench.history.mark_saved(window.workbench.history.mark)
    return window
