"""How long the window's thread is taken by one event, over a whole session of work.

    python -m tests.benchmark.responsiveness [FOLDER_OF_REPORTS]

A switch of steps, from every step to every other, is counted from the click until it is painted.
Counted is the thread's own processor time (waiting for others on a busy machine is not the
window's fault), for each event that Qt hands out, in every step with the samples: reading,
looking at figures, sorting, another profile, themes, export, save and reopen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from tests.benchmark.timing import Result
from tests.helpers.places import stay_within

LIMIT_S = 0.050
_PATIENCE_S = 300
_SWITCH_ROUNDS = 3


class WatchedApplication(QApplication):
    """Measures every event; those within another one count as part of it."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.phase = "start"
        self.taken: list[tuple[float, str, str]] = []
        self.switches: list[float] = []
        self._deep = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Hand an event on, and note the processor time that it took."""
        if self._deep:
            return super().notify(receiver, event)
        self._deep = True
        start = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._deep = False
            what = f"{type(receiver).__name__} {event.type().name}"
            self.taken.append((time.thread_time() - start, self.phase, what))

    @contextmanager
    def at(self, phase: str) -> Iterator[None]:
        """Name what is being done, and count what the caller does itself as one event."""
        self.phase = phase
        start = time.thread_time()
        # What Qt hands out meanwhile is part of it.
        self._deep = True
        yield
        self._deep = False
        self.taken.append((time.thread_time() - start, phase, "the call itself"))


def run() -> list[Result]:
    """Return the 99th percentile and the worst event of a session, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmark.responsiveness"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(told.splitlines()[-1])
    worst = "; ".join(f"{ms:.0f} ms {phase}: {what}" for ms, phase, what in found["worst"][:5])
    switched = f"worst {found['worst_switch'] * 1000:.0f} ms of {found['switches']}"
    return [
        Result("step switch until painted, 99th percentile", "50 ms", LIMIT_S,
               found["late_switch"], 1.0, switched),
        Result("events of the window, 99.9th percentile", "50 ms", LIMIT_S, found["late"], 1.0),
        Result("worst event of the window", "50 ms", LIMIT_S, found["most"], 1.0, worst),
    ]  # fmt: skip


def main() -> int:
    """Work through a session and print what took long; the last line is JSON."""
    app = WatchedApplication([])
    with tempfile.TemporaryDirectory() as folder:
        stay_within(Path(folder))
        work(app, Path(folder), [Path(name) for name in sys.argv[1:]])
    taken = sorted(app.taken, reverse=True)
    for seconds, phase, what in taken[:25]:
        sys.stdout.write(f"{seconds * 1000:7.1f} ms  {phase}: {what}\n")
    late = float(np.percentile([seconds for seconds, _, _ in taken], 99.9))
    worst = [(seconds * 1000, phase, what) for seconds, phase, what in taken[:10]]
    document = {"late": late, "most": taken[0][0], "worst": worst, "events": len(taken)}
    document |= {
        "late_switch": float(np.percentile(app.switches, 99)),
        "worst_switch": max(app.switches),
        "switches": len(app.switches),
    }
    sys.stdout.write(json.dumps(document) + "\n")
    return 0


def work(app: WatchedApplication, folder: Path, reports: list[Path]) -> None:
    """Do what an analyst does, from the first report to the reopened project."""
    from desktop_app.bootstrap import begin, make_window
    from desktop_app.gui.error_dialog import FaultReporter
    from desktop_app.gui.preferences_store import PreferencesStore
    from desktop_app.gui.steps import STEPS, Step
    from desktop_app.workbench.files import sample_comparisons
    from desktop_app.workbench.preferences import ThemeChoice

    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = make_window(app, PreferencesStore(settings), FaultReporter(folder / "log.txt"))
    window.resize(1366, 768)

    def until(done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"not done in time: {app.phase}")
            app.processEvents()
            time.sleep(0.002)

    def idle() -> None:
        until(lambda: not (window.workers.running or window.turns.busy))
        for _ in range(20):
            app.processEvents()

    def step(name: str, act: Callable[[], object]) -> None:
        with app.at(name):
            act()
        idle()

    begun: list[bool] = []

    def load() -> None:
        begun.append(True)
        begin(window, [])

    window.painted.connect(load)
    step("showing the window", window.show)
    app.phase = "making pages ahead"
    until(lambda: bool(begun))
    idle()
    step("reading reports", lambda: window.open_paths(reports or [_sample(sample_comparisons)]))
    for one in Step:
        step(f"first visit of {STEPS[one].title}", lambda one=one: window.go(one))
    for one in Step:
        step(f"second visit of {STEPS[one].title}", lambda one=one: window.go(one))
    app.phase = "switching steps"
    for _ in range(_SWITCH_ROUNDS):
        for here, there in permutations(Step, 2):
            window.go(here)
            idle()
            start = time.thread_time()
            window.frame.steps._buttons[there].click()
            app.processEvents()
            app.switches.append(time.thread_time() - start)
    window.go(Step.KPIS)
    table = window.page(Step.KPIS).present_table()
    step("sorting a table", lambda: table.sort(0, True))
    comparison = window.workbench.comparison
    step("a figure's cells", lambda: table.select(comparison.kpis[0], comparison.vendors[0]))
    window.go(Step.COMPARE)
    tabs = window.page(Step.COMPARE).tabs
    for place in range(tabs.count()):
        step(f"tab {tabs.tabText(place)}", lambda place=place: tabs.setCurrentIndex(place))
    profiles = [p for p in comparison.catalogue.profiles if p != comparison.scenario.profile]
    step("another profile", lambda: window.session.choose_profile(profiles[0]))
    for theme in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        step(f"{theme} theme", lambda theme=theme: window.preferences.change(theme=theme))
    window.go(Step.REPORT)
    window.page(Step.REPORT).target.setText(str(folder / "out.xlsx"))
    step("export", window.page(Step.REPORT).export.click)
    step("save", lambda: window.session.save_project(folder / "mine.vbench"))
    step("new comparison", window.files.new_comparison)
    step("open a project", lambda: window.open_paths([folder / "mine.vbench"]))
    window.workbench.history.clear()
    window.close()


def _sample(samples: Callable[[], dict[str, Path]]) -> Path:
    return samples()["Customer support"]


if __name__ == "__main__":
    sys.exit(main())
