"""A time that people were ready may hold their contacts, or be what is left beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(("ready", "idle"), [(7.3, False), (1.9, True)])
def test_a_ready_time_longer_than_what_is_left_of_the_shift_is_asked(
    tmp_path: Path, ready: float, idle: bool
) -> None:
    head = ["Date", "Agent", "Scheduled hrs", "Ready time (hrs)", "Talk (hrs)", "Wrap-up (hrs)"]
    days = [dt.datetime(2026, 3, 2) + dt.timedelta(days=at) for at in range(12)]
    rows = [[day, f"A. Reyes {at}", 8, ready, 4.1, 1.4] for at, day in enumerate(days)]
    report = import_rows(tmp_path, [head, *rows], "Millbrook Workforce daily time.xlsx")
    (table,) = report.records
    assert ("idle_time" in table.frame) is idle
    asked = [f for f in report.findings if f.severity is Severity.QUESTION]
    assert any("'Ready time (hrs)'" in f.message for f in asked) is not idle
