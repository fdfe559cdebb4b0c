"""Pictures of every step with the sample comparison, in all themes and three sizes.

    python -m tests.gui.screenshots FOLDER [LANGUAGE]

Draws in memory, needs no screen, and says which texts are not shown whole. The figures are real:
the samples are imported and compared.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.bootstrap import make_window
from desktop_app.gui.compare.view import ComparePage
from desktop_app.gui.decide.view import DecidePage
from desktop_app.gui.error_dialog import FaultReporter
from desktop_app.gui.kpis.view import KpisPage
from desktop_app.gui.language import install_language
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.mapping.view import MappingPage
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import STEPS
from desktop_app.gui.trends.view import TrendsPage
from desktop_app.workbench.files import sample_comparisons
from desktop_app.workbench.preferences import LanguageChoice, ThemeChoice
from tests.gui.cut_texts import cut_texts
from tests.helpers.places import stay_within

SIZES = ((1366, 768), (1920, 1080), (2560, 1440))
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)
_PATIENCE_S = 180


def wait_until(done: Callable[[], bool], app: QApplication) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there in time")
        app.processEvents()
        time.sleep(0.01)


def take(window: MainWindow, app: QApplication, folder: Path) -> None:
    """Save a picture of every step as the window is now."""
    size, theme = f"{window.width()}x{window.height()}", window.preferences.value.theme

    def save(name: str) -> None:
        wait_until(lambda: not (window.workers.running or window.turns.busy), app)
        # Charts make room for their labels at the first painting.
        window.grab()
        app.processEvents()
        picture = f"{name}-{theme}-{size}.png"
        window.grab().save(str(folder / picture))
        for text in cut_texts(window):
            sys.stdout.write(f"{picture}: cut: {text}\n")

    for step, words in STEPS.items():
        window.go(step)
        wait_until(lambda: not window.turns.busy, app)
        page = window.page(step)
        save(f"{int(step)}-{words.title.lower()}")
        if isinstance(page, MappingPage) and page.sheet.meaning is not None:
            _take_mapping(page, save)
        if isinstance(page, KpisPage) and window.workbench.comparison is not None:
            page.table.select("fcr", window.workbench.comparison.vendors[0])
            save(f"{int(step)}-{words.title.lower()}-1")
            page.panel.hide()
        if isinstance(page, ComparePage | DecidePage) and window.workbench.comparison is not None:
            for tab in range(1, page.tabs.count()):
                page.tabs.setCurrentIndex(tab)
                save(f"{int(step)}-{words.title.lower()}-{tab}")
            page.tabs.setCurrentIndex(0)
        if isinstance(page, TrendsPage) and window.workbench.comparison is not None:
            for side in ("vendors", "kpis"):
                page.show_side(side)
                save(f"{int(step)}-{words.title.lower()}-{side}")
            page.show_side("one")


def _take_mapping(page: MappingPage, save: Callable[[str], None]) -> None:
    """Save the panels of the Mapping step, and a correction that is being tried."""
    page.sheet.view.jump(4, 2)
    page.panels.setCurrentWidget(page.decision)
    save("2-mapping-decision")
    page.panels.setCurrentWidget(page.table)
    save("2-mapping-table")
    page.panels.setCurrentWidget(page.decision)
    page.decision.unused.click()
    save("2-mapping-preview")
    page.discard()
    page.panels.setCurrentWidget(page.questions)


def main(folder: Path, language: LanguageChoice = LanguageChoice.ENGLISH) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    install_language(app, language, QLocale.c())
    with tempfile.TemporaryDirectory() as scratch:
        stay_within(Path(scratch))
        settings = QSettings(str(Path(scratch, "preferences.ini")), QSettings.Format.IniFormat)
        window = make_window(app, PreferencesStore(settings), FaultReporter(Path(scratch, "log")))
        window.show()
        for choice in THEMES:
            window.preferences.change(theme=choice)
            window.resize(*SIZES[0])
            wait_until(lambda: not window.turns.busy, app)
            window.grab().save(str(folder / f"0-start-{choice}.png"))
        window.open_paths([next(iter(sample_comparisons().values()))])
        wait_until(lambda: window.workbench.comparison is not None, app)
        for choice in THEMES:
            window.preferences.change(theme=choice)
            for size in SIZES:
                window.resize(*size)
                app.processEvents()
                take(window, app, folder)
        window.workbench.start()
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(LanguageChoice, sys.argv[2:3]))
