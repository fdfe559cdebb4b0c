"""What tests that read reports by the command line share."""

from __future__ import annotations

from functools import partial

import pytest

from desktop_app import __main__ as program
from desktop_app.cli import comparing, reading
from desktop_app.project.build import read_reports_of
from tests.helpers.in_process import import_here


@pytest.fixture
def without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line read reports in this process: a worker takes seconds to start."""
    monkeypatch.setattr(program, "_prepare_workers", lambda _arguments: None)
    monkeypatch.setattr(reading, "import_reports", import_here)
    read_here = partial(read_reports_of, importer=import_here)
    monkeypatch.setattr(comparing, "read_reports_of", read_here)
