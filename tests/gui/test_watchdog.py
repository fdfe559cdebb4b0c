"""The watch over the click-through sees what keeps the window's thread, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.watchdog import Spent, places

_PROGRAM = """
import json, time
from PySide6.QtCore import QEventLoop, QTimer
from tests.gui.watchdog import Watchdog

def sleeps():
    time.sleep(0.15)

def works():
    end = time.thread_time() + 0.6
    while time.thread_time() < end:
        pass

def waits():
    loop.quit()

app = Watchdog([])
for phase, act in (("calm", lambda: None), ("sleep", sleeps), ("work", works), ("waiting", waits)):
    app.phase = phase
    loop = QEventLoop()
    QTimer.singleShot(150 if act is waits else 0, act)
    QTimer.singleShot(200, loop.quit)
    loop.exec()
    app.rest()
print(json.dumps(app.late))
"""


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="Linux counts the queue")
def test_work_and_standing_still_are_told_with_their_code_and_waiting_for_the_user_is_not():
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={"QT_NO_GLIB": "1", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ":".join(sys.path)},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    late = {phase: stacks for _, phase, stacks in json.loads(done.stdout)}
    assert set(late) == {"sleep", "work"}
    assert "sleeps" in late["sleep"][0]
    assert "works" in late["work"][0]


def test_a_queue_for_the_processor_is_not_the_programs_doing():
    spent = Spent(worked=0.06, passed=0.50, queued=0.40, others=0.0)
    assert spent.calm(slowness=2.0) == pytest.approx(0.03 + 0.04)
    assert spent._replace(others=0.03).calm(2.0) == pytest.approx(0.03 + 0.01)
    assert spent._replace(others=0.90).calm(2.0) == pytest.approx(0.03)
    assert spent.less(Spent(0.01, 0.02, 0.0, 0.0)).worked == pytest.approx(0.05)


def test_stacks_are_told_by_the_programs_own_code_most_frequent_first():
    deep = (
        '  File "/x/lib/enum.py", line 9 in __new__\n'
        '  File "/x/desktop_app/gui/a.py", line 4 in b\n'
    )
    other = '  File "/x/lib/threading.py", line 7 in wait\n'
    head = "Current thread 0x01 (most recent call first):\n"
    assert places(head + other + head + deep + head + deep) == [
        "2 x a.py:4 b",
        "1 x threading.py:7 wait",
    ]
