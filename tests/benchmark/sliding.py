"""A weight dragged in the window: from the hand's move to the repainted ranking and chart.

Single moves are counted in the thread's own processor time; a drag, of one move a frame, by the
clock, so that it means something on a quiet machine only.

Alone: ``python -m tests.benchmark.sliding``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider

from tests.benchmark.fields import comparison
from tests.benchmark.timing import Result
from tests.helpers.places import stay_within

FRAME_S = 1 / 60
LATE_S = 0.033
MOVES = 240
"""Four seconds of a hand that moves all the time, one move a frame."""


def run(vendors: int = 12, kpis: int = 40) -> list[Result]:
    """Return what a move takes until it is painted, and how many were painted late."""
    with tempfile.TemporaryDirectory() as folder:
        stay_within(Path(folder))
        times, lags, seen = _dragged(vendors, kpis, Path(folder))
    late = float((times > FRAME_S).mean())
    size = f"{vendors} x {kpis}"
    note = f"{late:.0%} of {len(times)} moves took more than a frame"
    behind = (
        f"of {MOVES} moves at 60 a second {seen} changed the weight, none waited for; "
        f"most behind the hand {lags.max() * 1000:.0f} ms"
    )
    name = f"slider to repainted ranking and chart, {size}"
    return [
        Result(name, "one frame", FRAME_S, float(np.median(times)), 1.0, note),
        Result(f"{name}, 99th percentile", "33 ms", LATE_S, float(np.percentile(times, 99)), 1.0),
        Result(f"dragging for 4 s, {size}, last painted after the last move", "33 ms", LATE_S,
               float(lags[-1]), 1.0, behind),
    ]  # fmt: skip


def _dragged(vendors: int, kpis: int, folder: Path) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the seconds of single moves, how far painting lagged in a drag, and moves seen."""
    from desktop_app.bootstrap import make_window
    from desktop_app.gui.decide.view import DecidePage
    from desktop_app.gui.error_dialog import FaultReporter
    from desktop_app.gui.preferences_store import PreferencesStore
    from desktop_app.gui.steps import Step

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = make_window(app, PreferencesStore(settings), FaultReporter(folder / "log.txt"))
    window.resize(1366, 768)
    shown = comparison(vendors, kpis)
    window.workbench.start((), shown.scenario, shown, catalogue=shown.catalogue)
    window.show()
    window.go(Step.DECIDE)
    page = window.page(Step.DECIDE)
    assert isinstance(page, DecidePage)
    for _ in range(50):
        app.processEvents()
    slider = next(iter(page.sliders.sliders.values())).slider
    times = np.array([_move(app, slider, place) for place in _places(slider, MOVES)])
    lags, seen = _drag(app, page, slider)
    window.workbench.history.clear()
    window.close()
    return times[10:], lags, seen


def _places(slider: QSlider, count: int) -> list[int]:
    """Return values that a hand goes through, to and fro."""
    return [200 + round(150 * np.sin(n / 9)) for n in range(count)]


def _move(app: QApplication, slider: QSlider, place: int) -> float:
    start = time.thread_time()
    slider.setValue(place)
    app.processEvents()
    return time.thread_time() - start


def _drag(app: QApplication, page: object, slider: QSlider) -> tuple[np.ndarray, int]:
    """Move the mouse once a frame; return how long after its move each was painted."""
    seen: list[int] = []
    slider.valueChanged.connect(seen.append)
    groove = _grip(slider)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=groove)
    lags: list[float] = []
    begin, moved = time.perf_counter(), 0
    while moved < MOVES:
        # All moves that came while the last one was painted wait together, as the system has it.
        while moved < MOVES and begin + moved * FRAME_S <= time.perf_counter():
            QTest.mouseMove(slider, groove + QPoint(round(40 * np.sin(moved / 9)) + moved % 2, 0))
            moved += 1
        app.processEvents()
        if moved > len(lags):
            late = time.perf_counter() - begin
            lags += [late - n * FRAME_S for n in range(len(lags), moved)]
        time.sleep(0.0005)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=groove)
    return np.array(lags), len(seen)


def _grip(slider: QSlider) -> QPoint:
    """Return where the slider's handle is."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(control, option, part, slider).center()


if __name__ == "__main__":
    for size in ((12, 40), (50, 60)):
        for result in run(*size):
            sys.stdout.write(result.line() + "\n")
