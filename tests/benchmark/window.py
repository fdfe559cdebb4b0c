"""Cold start to the first painted window, and a new ranking after a change of weight."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_app.presenting.comparison import rerank
from tests.benchmark.fields import comparison
from tests.benchmark.timing import Result, seconds

ROUNDS = 5
FRAME_S = 1 / 60

_EMPTY = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os.write(1, b"painted"); os._exit(0)
app = QApplication([]); window = Window(); window.resize(1200, 800); window.show(); app.exec()
"""
_OURS = """
import os
from desktop_app import __main__ as program
load = program.load_window
def loaded():
    bootstrap = load()
    {hook}
    return bootstrap
program.load_window = loaded
program.main([])
"""
"""The start as a user's, but for what is done at a moment of it."""
_END = """(os.write(1, b"painted"), os._exit(0))"""
_PAINTED = _OURS.format(hook=f"bootstrap.furnish = lambda window, log, given: {_END}")
_READY = _OURS.format(hook=f"bootstrap.MainWindow.prepare = lambda window: {_END}")
_USABLE = """
def visit(window, given):
    from PySide6.QtWidgets import QApplication, QLabel
    from desktop_app.gui.steps import Step
    begin(window, given)
    for step in (*reversed(Step),):
        window.frame.steps._buttons[step].click()
        QApplication.processEvents()
        shown = window.frame.pages.currentWidget()
        words = {label.text() for label in shown.findChildren(QLabel) if label.isVisible()}
        assert words & {"No reports yet", "Drop your vendors' reports here"}, (step, words)
    os.write(1, b"painted")
    os._exit(0)
""" + _OURS.format(hook="global begin; begin, bootstrap.begin = bootstrap.begin, visit")


def cold_start() -> list[Result]:
    """Return the ratios of our window to an empty one, until painted and until usable."""
    with tempfile.TemporaryDirectory() as home:
        codes = (_EMPTY, _PAINTED, _USABLE, _READY)
        rounds = [[_until_painted(code, home) for code in codes] for _ in range(ROUNDS + 1)]
    medians = [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    floor, ours, usable, ready = medians
    note = f"all libraries in {ready / floor:.1f} x"
    return [
        Result("cold start to the first painted window", "an empty window", floor, ours, 1.4),
        Result("cold start until all steps answer", "an empty window", floor, usable, 6.0, note),
    ]


def _until_painted(code: str, home: str) -> float:
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(places, home)}
    # As on a user's machine: compiled once (in the warm-up round), then read from the cache.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = home
    command = [sys.executable, "-c", code]
    folder = Path(__file__).resolve().parents[2]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
    assert done.stdout == b"painted"
    return time.perf_counter() - start


def ranking_repaint(vendors: int = 12, kpis: int = 40) -> list[Result]:
    """Return how long a new weight takes to a painted ranking, against one frame of 60 Hz."""
    from PySide6.QtWidgets import QApplication

    from desktop_app.gui.common.table_view import TableView
    from desktop_app.gui.theme import Theme
    from desktop_app.presenting.comparison_tables import ranking_table

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    shown = comparison(vendors, kpis)
    view = TableView(Theme(app), "Ranking", rows_only=True)
    view.resize(1000, 600)
    view.show()

    def repaint(weight: float) -> None:
        weights = {**shown.scenario.weights, shown.kpis[0]: weight}
        again = rerank(shown, replace(shown.scenario, weights=weights))
        view.show_table(ranking_table(again))
        view.viewport().repaint()

    times = sorted(seconds(lambda n=n: repaint(1 + n / 50)) for n in range(60))
    app.processEvents()
    view.close()
    note = f"99th percentile {np.percentile(times, 99) * 1000:.0f} ms, with sensitivity"
    name = f"weight to repainted ranking, {vendors} x {len(shown.matrix.criteria)}"
    return [Result(name, "one frame", FRAME_S, statistics.median(times), 1.0, note)]
