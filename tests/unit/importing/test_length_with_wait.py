"""Lengths of calls that begin when the phone rings, beside what is left of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.workbooks import import_rows


@pytest.mark.parametrize(("ringing", "used"), [(True, "C"), (False, "B")])
def test_what_is_left_of_the_length_is_the_handling(
    tmp_path: Path, ringing: bool, used: str
) -> None:
    rows: list[list[Any]] = [
        ["datetime", "duration (total)", "duration (in call)", "time to answer", "answered"]
    ]
    for number in range(20):
        call, wait = 200 + 7 * number, 10 + number % 5
        rows.append([f"2026-04-{1 + number:02} 10:00:00", call + wait * ringing, call, wait, "Yes"])
    report = import_rows(tmp_path, rows, "Cobblestone Services calls.xlsx")
    assert report.records[0].columns["handle_time"] == (used,)
    guessed = [f for f in report.findings if f.code == "column-guessed"]
    told = [f for f in guessed if "'duration (in call)' (C) was taken" in f.message]
    assert len(told) == ringing
