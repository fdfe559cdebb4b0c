"""A whole job by mouse and keyboard under a real X server, its thread watched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.watchdog import LIMIT_S

_ROOT = Path(__file__).resolve().parents[2]
PICTURES = _ROOT / "build" / "click-through"
_MORE_RUNS = 2
_PATIENCE_S = 400


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """An X server of its own that keeps its picture in memory."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed (Debian: apt-get install xvfb)")
    reading, writing = os.pipe()
    command = [
        server,
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        running.terminate()


@pytest.fixture(scope="module")
def found(screen: str) -> dict:
    return _worked_through(screen)


def _worked_through(screen: str) -> dict:
    shutil.rmtree(PICTURES, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.click_through", str(PICTURES)],
        # Qt's own event loop tells each time that it looks for more; that of GLib does not.
        env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "QT_NO_GLIB": "1"},
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_job_is_done_by_mouse_and_keyboard(found):
    assert found["platform"] == "xcb"
    assert found["corrected"].startswith("correct the mapping of")
    assert found["exported"] > 10_000
    assert len(found["ranking"]) == 4
    assert found["reopened"] == found["ranking"]


def test_nothing_blocks_the_window(screen, found):
    assert found["stretches"] > 1000
    late = found["late"]
    if late:
        # On a machine at work one stretch may be hit by chance, but hardly one of a phase thrice.
        for _ in range(_MORE_RUNS):
            again = _worked_through(screen)["late"]
            phases = {phase for _, phase, _ in late} & {phase for _, phase, _ in again}
            late = [one for one in [*late, *again] if one[1] in phases]
            if not late:
                break
    assert not late, f"beyond {LIMIT_S * 1000:.0f} ms: {json.dumps(late, indent=1)}"


def test_nothing_is_left_behind(found):
    assert found["visible"] == []
    assert found["threads"] == []


def test_the_screen_was_photographed_in_both_themes(found):
    for step in ("sources", "mapping", "kpis", "compare", "trends", "decide", "report"):
        for theme in ("light", "dark"):
            assert [name for name in found["pictures"] if name.endswith(f"{step}-{theme}.png")]
