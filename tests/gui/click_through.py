"""A whole job by mouse and keyboard in a real window, on whatever screen there is.

    python -m tests.gui.click_through FOLDER [LANGUAGE]

Reads a sample, corrects a mapping, changes weights, exports, saves and opens what was saved, in
both themes, and looks at the small charts. Leaves pictures of the screen in the folder; its last
line is JSON of what was found.
The window's thread is watched all the time: nothing may keep it longer than the limit.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop_app.bootstrap import begin, make_window
from desktop_app.domain.translating import tr
from desktop_app.gui.actions import THEME_NAMES
from desktop_app.gui.error_dialog import FaultReporter
from desktop_app.gui.language import install_language
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from desktop_app.gui.tour import Tour
from desktop_app.workbench.preferences import LanguageChoice, ThemeChoice
from tests.gui.watchdog import Watchdog
from tests.helpers.places import stay_within

_PATIENCE_S = 240


class Hand:
    """Clicks and types as a person does, and waits for what comes of it."""

    def __init__(self, app: Watchdog, window: MainWindow, pictures: Path) -> None:
        self.app, self.window, self._pictures = app, window, pictures
        self._taken = 0

    def until(self, done: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"not done in time: {self.app.phase}")
            self._turn()
            time.sleep(0.002)

    def _turn(self) -> None:
        """Let the window do what there is to do."""
        with self._watched():
            self.app.processEvents()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Hold what is done against the limit, and not what the hand does next."""
        self.app.take_up()
        yield
        self.app.rest()

    def settle(self) -> None:
        self.until(lambda: not (self.window.workers.running or self.window.turns.busy))
        for _ in range(5):
            self._turn()
        if self.app.activeWindow() is None:
            # There is no window manager to give the keyboard back when a dialog is closed.
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        place = widget.rect().center() if at is None else at
        top = widget.window()
        where = widget.mapTo(top, place)
        with self._watched():
            QTest.mouseClick(top.windowHandle(), Qt.MouseButton.LeftButton, pos=where)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        target = self.app.activeModalWidget() or self.app.activeWindow() or self.window
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        with self._watched():
            QTest.keyClick(target.windowHandle(), key, held)

    def type(self, text: str) -> None:
        target = self.app.activeModalWidget() or self.app.activeWindow() or self.window
        for sign in text:
            with self._watched():
                QTest.keyClick(target.windowHandle(), sign)

    def go(self, step: Step) -> None:
        self.click(self.window.frame.steps._buttons[step])
        self.settle()

    def answer(self, act: Callable[[QWidget], None]) -> None:
        """Do something in the next dialog, as soon as it is open."""

        finger = QTimer(self.app, interval=50)

        def look() -> None:
            dialog = self.app.activeModalWidget()
            if dialog is not None and dialog.isVisible():
                finger.stop()
                act(dialog)

        finger.timeout.connect(look)
        finger.start()

    def choose_command(self, text: str) -> None:
        """Open the palette and choose a command by typing."""

        def choose(_palette: QWidget) -> None:
            self.type(text)
            self.press(Qt.Key.Key_Return)

        self.answer(choose)
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    def answer_file_dialog(self, path: Path) -> None:
        """Type a file's name into the file dialog that comes next, and opens in its folder."""
        self.window.preferences.change(project_folder=str(path.parent))

        def choose(dialog: QWidget) -> None:
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            self.click(field)
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.type(path.name)
            self.press(Qt.Key.Key_Return)

        self.answer(choose)

    def picture(self, name: str) -> None:
        """Take a picture of the screen, as a camera in front of it would."""
        self.settle()
        self._taken += 1
        taken = self.window.screen().grabWindow(self.window.winId())
        theme = self.window.preferences.value.theme
        taken.save(str(self._pictures / f"{self._taken:02d}-{name}-{theme}.png"))


def work(hand: Hand, folder: Path) -> dict[str, object]:
    """Do the job; return what was found on the way."""
    app, window = hand.app, hand.window
    control = Qt.KeyboardModifier.ControlModifier

    def phase(name: str) -> None:
        hand.settle()
        app.phase = name

    phase("tour")
    tour = window.findChild(Tour)
    hand.picture("tour")
    hand.click(tour.on)
    hand.picture("tour")
    hand.press(Qt.Key.Key_Escape)
    hand.until(lambda: window.preferences.value.tour_seen)

    phase("import")
    title = tr("Customer support")
    offers = [b for b in window.findChildren(QPushButton) if b.text() == title]
    hand.picture("start")
    hand.click(offers[0])
    hand.until(lambda: window.workbench.comparison is not None)
    hand.picture("sources")

    phase("correct a mapping")
    hand.go(Step.MAPPING)
    page = window.page(Step.MAPPING)
    hand.until(lambda: page.sheet.meaning is not None)
    view, before = page.sheet.view, window.workbench.comparison
    row, column = _first_figure(page)
    view.jump(row, column)
    hand.settle()
    hand.click(view.viewport(), view.visualRect(view.sheet.index(row, column)).center())
    hand.settle()
    page.panels.setCurrentWidget(page.decision)
    hand.settle()
    hand.picture("mapping")
    hand.click(page.decision.unused)
    hand.until(page.preview.apply.isEnabled)
    hand.click(page.preview.apply)
    hand.until(lambda: window.workbench.comparison is not before)
    corrected = window.workbench.history.undo_label

    for theme in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        phase(f"{theme} theme")
        hand.choose_command(tr(THEME_NAMES[theme]).replace("&", ""))
        hand.until(lambda theme=theme: window.preferences.value.theme is theme)
        for step in Step:
            phase(f"{step.name.lower()} in the {theme} theme")
            hand.go(step)
            hand.picture(step.name.lower())

    phase("small charts")
    hand.go(Step.TRENDS)
    trends = window.page(Step.TRENDS)
    for side in ("vendors", "kpis"):
        hand.click(trends.sides._buttons[side])
        hand.until(lambda: trends.small.isVisible() and trends.multiples.spots)
        hand.picture(f"trends-{side}")
    hand.click(trends.sides._buttons["one"])

    phase("weights")
    hand.go(Step.DECIDE)
    sliders = window.page(Step.DECIDE).sliders.sliders
    slider = next(iter(sliders.values())).slider
    ranked = window.workbench.comparison
    slider.setFocus()
    for _ in range(5):
        hand.press(Qt.Key.Key_Right)
    hand.until(lambda: window.workbench.comparison is not ranked)
    hand.picture("weights")

    phase("export")
    hand.go(Step.REPORT)
    report, book = window.page(Step.REPORT), folder / "out.xlsx"
    hand.click(report.target)
    hand.press(Qt.Key.Key_A, control)
    hand.type(str(book))
    hand.click(report.export)
    hand.until(book.exists)
    hand.picture("exported")

    phase("save")
    project = folder / "mine.vbench"
    hand.answer_file_dialog(project)
    hand.press(Qt.Key.Key_S, control)
    hand.until(lambda: not window.workbench.unsaved)
    ranking = _ranking(window)

    phase("new")
    hand.press(Qt.Key.Key_N, control)
    hand.until(lambda: window.workbench.comparison is None)
    phase("reopen")
    hand.answer_file_dialog(project)
    hand.press(Qt.Key.Key_P, control, Qt.KeyboardModifier.ShiftModifier)
    hand.until(lambda: window.workbench.comparison is not None)
    hand.go(Step.COMPARE)
    hand.picture("reopened")
    return {
        "platform": app.platformName(),
        "corrected": corrected,
        "exported": book.stat().st_size,
        "ranking": ranking,
        "reopened": _ranking(window),
    }


def _first_figure(page: QWidget) -> tuple[int, int]:
    """Return the first cell with a figure of the open sheet, right of the KPIs' names."""
    meaning, sheet = page.sheet.meaning, page.sheet.view.sheet
    for row in range(sheet.rowCount()):
        for column in range(1, sheet.columnCount()):
            item = meaning.spot(row, column).item
            if item is not None and item.meaning and sheet.text(row, column)[:1].isdigit():
                return row, column
    raise LookupError("no figure on the open sheet was taken for anything")


def _ranking(window: MainWindow) -> list[tuple[str, int | None, float | None]]:
    lines = window.workbench.comparison.ranking.vendors
    return [(line.vendor, line.rank, line.score) for line in lines]


def main(pictures: Path, language: LanguageChoice = LanguageChoice.ENGLISH) -> int:
    """Do the job in a window of its own and print what was found."""
    pictures.mkdir(parents=True, exist_ok=True)
    app = Watchdog([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    install_language(app, language, QLocale(language.value))
    threads = set(threading.enumerate())
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        stay_within(folder)
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        window = make_window(app, PreferencesStore(settings), FaultReporter(folder / "log.txt"))
        window.resize(1366, 768)
        window.painted.connect(lambda: begin(window, []))
        app.phase = "start"
        window.show()
        hand = Hand(app, window, pictures)
        hand.until(lambda: bool(window.workers.running))
        hand.settle()
        found = work(hand, folder)
        window.close()
        app.processEvents()
        app.rest()
        found["visible"] = [type(w).__name__ for w in app.topLevelWidgets() if w.isVisible()]
        # Python keeps a dummy for a thread of Qt's that asked for itself, also when it is gone.
        left = set(threading.enumerate()) - threads
        found["threads"] = [t.name for t in left if not t.name.startswith("Dummy-")]
    found["late"] = sorted(app.late, reverse=True)
    found["stretches"] = app.stretches
    found["pictures"] = sorted(file.name for file in pictures.glob("*.png"))
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(LanguageChoice, sys.argv[2:3])))
