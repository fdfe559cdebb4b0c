from __future__ import annotations

import threading
import time

import pytest

from desktop_app.gui.worker import Workers
from desktop_app.workbench.jobs import Job


@pytest.fixture
def errors():
    return []


@pytest.fixture
def workers(qapp, errors):
    made = Workers(errors.append)
    yield made
    assert made.close()
    made.deleteLater()


def _wait_for(gate: threading.Event):
    """Return work that goes on until the gate opens or it is stopped."""

    def work(progress):
        while not gate.wait(0.005):
            progress.check()
        return "done"

    return work


def test_work_runs_beside_and_its_answer_comes_on_this_thread(qtbot, workers):
    seen = []
    here = threading.get_ident()

    def work(_progress):
        return threading.get_ident()

    workers.start(Job("count", work, lambda there: seen.append((there, threading.get_ident()))))
    qtbot.waitUntil(lambda: seen != [])
    there, answered = seen[0]
    assert there != here
    assert answered == here


def test_an_error_goes_to_the_job_or_else_to_the_runner(qtbot, workers, errors):
    own = []

    def work(_progress):
        raise ValueError("broken")

    workers.start(Job("fail", work, lambda _: None, failed=own.append))
    workers.start(Job("fail", work, lambda _: None))
    qtbot.waitUntil(lambda: bool(own and errors))
    assert str(own[0]) == str(errors[0]) == "broken"


def test_a_new_job_of_a_slot_replaces_the_old_one(qtbot, workers):
    gate, answers, stopped = threading.Event(), [], []
    workers.start(
        Job("old", _wait_for(gate), answers.append, "slot", stopped=lambda: stopped.append(1))
    )
    workers.start(Job("new", lambda _: "new", answers.append, "slot"))
    qtbot.waitUntil(lambda: answers == ["new"] and not workers.running)
    assert stopped == [1]


def test_the_answer_of_a_job_cancelled_too_late_is_dropped(qtbot, workers):
    begun, gate, answers = threading.Event(), threading.Event(), []

    def stubborn(_progress):
        begun.set()
        gate.wait(5)
        return "late"

    number = workers.start(Job("stubborn", stubborn, answers.append))
    assert begun.wait(5)
    workers.cancel(number)
    gate.set()
    qtbot.waitUntil(lambda: not workers.running)
    assert answers == []


def test_what_leaves_a_file_behind_is_told_of_even_when_cancelled_too_late(qtbot, workers):
    begun, gate, answers = threading.Event(), threading.Event(), []

    def stubborn(_progress):
        begun.set()
        gate.wait(5)
        return "written"

    number = workers.start(Job("export", stubborn, answers.append, lasting=True))
    assert begun.wait(5)
    workers.cancel(number)
    gate.set()
    qtbot.waitUntil(lambda: answers == ["written"])


def test_progress_is_throttled_but_the_end_is_told(qtbot, workers):
    told = []
    workers.progressed.connect(lambda _number, fraction, _text: told.append(fraction))

    def work(progress):
        for step in range(5_000):
            progress.report(step / 5_000, "working")
        progress.report(1.0, "ready")

    started = time.monotonic()
    workers.start(Job("much", work, lambda _: None))
    qtbot.waitUntil(lambda: not workers.running)
    most = (time.monotonic() - started) / 0.05 + 2
    assert len(told) <= most
    assert told[-1] == 1.0


def test_closing_stops_everything_and_waits(qtbot, qapp):
    workers = Workers(lambda _error: None)
    gate, stopped = threading.Event(), []
    for _ in range(4):
        workers.start(
            Job("wait", _wait_for(gate), lambda _: None, stopped=lambda: stopped.append(1))
        )
    assert workers.close()
    assert not workers.running
    assert len(stopped) == 4
    workers.deleteLater()
