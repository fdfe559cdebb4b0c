"""The only place that wires everything for the window: log, faults, preferences, theme, window.

The window is painted before anything is imported that its first picture does without: what comes
at the top here is counted in tests/gui/test_start.py. The rest follows in turns of the event loop,
and pandas and the other libraries on a thread (see `workbench.jobs.warm_up`). Until they are in,
nothing looks for garbage.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app import __version__, paths
from desktop_app.domain.translating import tr
from desktop_app.gui.common.turns import Turns
from desktop_app.gui.language import install_language
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.domain.progress import Progress
    from desktop_app.gui.error_dialog import FaultReporter
    from desktop_app.workbench.jobs import Runner, Services

_log = logging.getLogger(__name__)
_LOG_BYTES = 1_000_000
_STYLE = ("-style", "fusion")
"""The same on all desktops; asked for when Qt starts, as changing it later takes a while."""
_DARK = 128
"""A ground of less lightness (0..255) is dark."""
_SWITCH_S = 0.0005
_AFTER_THE_PAINT = (
    "PySide6.QtCore.Qt",
    "dataclasses",
    "desktop_app.domain.finding",
    "desktop_app.workbench.evidence_doors",
    "desktop_app.workbench.jobs",
    "desktop_app.workbench.state",
    "desktop_app.gui.common.widgets",
    "desktop_app.gui.dialogs",
    "desktop_app.gui.error_dialog",
    "desktop_app.gui.lookups",
    "desktop_app.gui.worker",
    "desktop_app.gui.session",
    "desktop_app.gui.actions",
    "desktop_app.gui.furniture",
    "desktop_app.gui.pages",
    "desktop_app.gui.sources.view",
)
"""Modules of the window in small helpings: none takes long once those above are in."""


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; return the exit code.

    Parameters
    ----------
    argv : sequence of str
        A project, or reports and folders, to open.
    """
    log_file = start_log(paths.user_log())
    app = QApplication.instance() or QApplication([paths.APP_NAME, *_STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName(paths.APP_NAME)
    app.setApplicationDisplayName(paths.APP_NAME)
    app.setApplicationVersion(__version__)
    settings = QSettings(
        str(paths.user_data() / "preferences.ini"), QSettings.Format.IniFormat, app
    )
    preferences = PreferencesStore(settings)
    install_language(app, preferences.value.language, QLocale.system())
    window = first_window(app, preferences)
    place = window.preferences.geometry()
    if not place.isEmpty():
        window.restoreGeometry(place)
    window.painted.connect(lambda: furnish(window, log_file, [Path(name) for name in argv]))
    window.show()
    return app.exec()


def first_window(
    app: QApplication, preferences: PreferencesStore, at_once: bool = False
) -> MainWindow:
    """Return the window as it is first painted, to be furnished afterwards."""
    # The window's thread gets Python's lock back within a twentieth of a frame, not a third of it,
    # from a job that is at work on another one: it asks for it many times in one event.
    sys.setswitchinterval(_SWITCH_S)
    turns = Turns(at_once=at_once)
    dark = app.palette().color(QPalette.ColorRole.Window).lightness() < _DARK
    theme = Theme(app, turns, preferences.value.theme, dark)
    window = MainWindow(theme, preferences, turns)
    # Owned by the window, so that they go with it and not before.
    theme.setParent(window)
    preferences.setParent(window)
    return window


def make_window(
    app: QApplication,
    preferences: PreferencesStore,
    faults: FaultReporter,
    services: Services | None = None,
    runner: Runner | None = None,
) -> MainWindow:
    """Return the whole window over an empty workbench, not shown yet.

    `services` and `runner` take the place of the real ones in tests.
    """
    # Whoever does jobs at once does everything at once.
    window = first_window(app, preferences, at_once=runner is not None)
    for _ in _furnishing(window, faults, services, runner):
        pass
    return window


def furnish(window: MainWindow, log_file: Path, given: list[Path]) -> None:
    """Make the rest of the window, with its user served in between; then `begin`."""

    def parts() -> Iterator[None]:
        yield from _imports()
        from desktop_app.gui.error_dialog import FaultReporter

        faults = FaultReporter(log_file, window)
        catch_faults(faults.report)
        yield
        yield from _furnishing(window, faults)

    window.turns.do(parts(), lambda: begin(window, given))


def _imports() -> Iterator[None]:
    """Import the window's modules one after the other."""
    for name in _AFTER_THE_PAINT:
        module, _, part = name.rpartition(".")
        if part == "Qt":
            getattr(import_module(module), part)
        else:
            import_module(name)
        yield


def _furnishing(
    window: MainWindow,
    faults: FaultReporter,
    services: Services | None = None,
    runner: Runner | None = None,
) -> Iterator[None]:
    """Give the window all that it works with; yields between parts that take a moment."""
    from desktop_app.gui.session import Session
    from desktop_app.gui.worker import Workers
    from desktop_app.workbench.state import Workbench

    window.theme.follow_desktop()
    yield
    workbench = Workbench()
    workers = Workers(faults.report)
    session = Session(workbench, runner or workers, services)
    session.bug.connect(faults.report)
    for part in (workers, session):
        part.setParent(window)
    yield from window.furnish(workbench, session, workers)


def begin(window: MainWindow, given: list[Path]) -> None:
    """Do what waits for the first paint: import the libraries, and open what was asked for."""
    from desktop_app.gui.pages import import_pages
    from desktop_app.workbench.jobs import Job, await_reports, warm_up

    def work(progress: Progress) -> None:
        try:
            load(progress)
            # What is imported now stays: looking through all of it for garbage, again and again,
            # would hold the window up for a tenth of a second each time.
            gc.freeze()
        finally:
            gc.enable()  # see `load_window`
        progress.check()
        if not given:  # else its workers are starting already
            await_reports()

    def load(progress: Progress) -> None:
        progress.check()
        warm_up()
        progress.check()
        # Safe beside the window's thread: importing pyqtgraph makes no object of Qt.
        import_pages()

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


def catch_faults(report: Callable[[BaseException], None]) -> None:
    """Bring every exception that nothing else caught to one place."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report(error)

    def thread_hook(details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            report(details.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
