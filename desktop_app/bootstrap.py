"""The only place that wires everything for the window: log, faults, preferences, theme, window.

Nothing here imports pandas, numpy, pyqtgraph or a workbook library: they come after the first
paint (see `workbench.jobs.warm_up`), so that the window is there at once.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from desktop_app import __version__, paths
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.gui.common.turns import Turns
from desktop_app.gui.error_dialog import FaultReporter
from desktop_app.gui.language import install_language
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.pages import import_pages
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.session import Session
from desktop_app.gui.theme import Theme
from desktop_app.gui.worker import Workers
from desktop_app.workbench.jobs import Job, Runner, Services, await_reports, warm_up
from desktop_app.workbench.state import Workbench

_log = logging.getLogger(__name__)
_LOG_BYTES = 1_000_000


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; return the exit code.

    Parameters
    ----------
    argv : sequence of str
        A project, or reports and folders, to open.
    """
    log_file = start_log(paths.user_log())
    app = QApplication.instance() or QApplication([paths.APP_NAME])
    assert isinstance(app, QApplication)
    app.setApplicationName(paths.APP_NAME)
    app.setApplicationDisplayName(paths.APP_NAME)
    app.setApplicationVersion(__version__)
    faults = FaultReporter(log_file, app)
    catch_faults(faults)
    settings = QSettings(
        str(paths.user_data() / "preferences.ini"), QSettings.Format.IniFormat, app
    )
    preferences = PreferencesStore(settings)
    install_language(app, preferences.value.language, QLocale.system())
    window = make_window(app, preferences, faults)
    place = window.preferences.geometry()
    if not place.isEmpty():
        window.restoreGeometry(place)
    window.painted.connect(lambda: begin(window, [Path(name) for name in argv]))
    window.show()
    return app.exec()


def make_window(
    app: QApplication,
    preferences: PreferencesStore,
    faults: FaultReporter,
    services: Services | None = None,
    runner: Runner | None = None,
) -> MainWindow:
    """Return the window over an empty workbench, not shown yet.

    `services` and `runner` take the place of the real ones in tests.
    """
    # Whoever does jobs at once does everything at once.
    turns = Turns(at_once=runner is not None)
    theme = Theme(app, turns)
    workbench = Workbench()
    workers = Workers(faults.report)
    session = Session(workbench, runner or workers, services)
    session.bug.connect(faults.report)
    window = MainWindow(workbench, session, workers, theme, preferences, turns)
    # Owned by the window, so that they go with it and not before.
    for part in (theme, preferences, workers, session, turns):
        part.setParent(window)
    return window


def begin(window: MainWindow, given: list[Path]) -> None:
    """Do what waits for the first paint: import the libraries, and open what was asked for."""

    def work(progress: Progress) -> None:
        progress.check()
        warm_up()
        progress.check()
        # Safe beside the window's thread: importing pyqtgraph makes no object of Qt.
        import_pages()
        # What is imported now stays: looking through all of it for garbage, again and again,
        # would hold the window up for a tenth of a second each time.
        gc.freeze()
        progress.check()
        if not given:  # else its workers are starting already
            await_reports()

    window.hold_pages()

    def failed(error: Exception) -> None:
        window.session.bug.emit(error)
        window.prepare()

    window.workers.start(
        Job(
            tr("Getting ready"),
            work,
            lambda _none: window.prepare(),
            failed=failed,
            stopped=window.prepare,
        )
    )
    if given:
        window.open_paths(given)
    elif not window.preferences.value.tour_seen:
        window.show_tour()


def start_log(folder: Path) -> Path:
    """Send warnings and information to a file that is kept small; return the file."""
    file = folder / "vendorbench.log"
    # Turned over here and not by `logging.handlers`, whose import costs a tenth of the start.
    if file.exists() and file.stat().st_size > _LOG_BYTES:
        file.replace(folder / "vendorbench-before.log")
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    _log.info("%s %s on Python %s", paths.APP_NAME, __version__, sys.version.split()[0])
    return file


def catch_faults(faults: FaultReporter) -> None:
    """Bring every exception that nothing else caught to the one fault dialog."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            faults.report(error)

    def thread_hook(details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            faults.report(details.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
