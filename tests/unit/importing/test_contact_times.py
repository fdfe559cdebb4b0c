"""Times of contacts that don't fit each other, and times named without the word."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import import_rows

START = dt.datetime(2026, 3, 2, 9)


def log(**columns: Any) -> list[list[Any]]:
    rows: list[list[Any]] = [["Call ID", "Call start", *columns]]
    for number in range(40):
        start = START + dt.timedelta(hours=7 * number)
        rows.append([f"C-{5000 + number}", start, *(make(number) for make in columns.values())])
    return rows


def about(report: ImportedReport, header: str) -> list[Finding]:
    return [
        f for f in report.findings if f"'{header}'" in f.message and f.severity is not Severity.INFO
    ]


def clock(seconds: int) -> dt.timedelta:
    return dt.timedelta(seconds=seconds)


def test_what_is_less_than_the_talk_is_not_the_whole(tmp_path: Path) -> None:
    rows = log(talk_time_seconds=lambda n: 200 + 3 * n, handle_time_seconds=lambda n: 20 + n % 9)
    report = import_rows(tmp_path, rows)
    (table,) = report.records
    assert "handle_time" not in table.frame
    assert table.frame["talk_time"].sum() == sum(200 + 3 * n for n in range(40))
    (asked,) = about(report, "handle_time_seconds")
    assert asked.severity is Severity.QUESTION
    assert {word.value for answer in asked.answers for word in answer.words} >= {"wrap_time", ""}


def test_a_whole_above_its_talk_is_taken(tmp_path: Path) -> None:
    rows = log(talk_time_seconds=lambda n: 200 + 3 * n, handle_time_seconds=lambda n: 240 + 3 * n)
    (table,) = import_rows(tmp_path, rows).records
    assert {"handle_time", "talk_time"} <= set(table.frame)


def test_times_under_a_name_cut_short_are_read(tmp_path: Path) -> None:
    rows = log(
        **{
            "Duration": lambda n: clock(300 + n),
            "Total Handle": lambda n: clock(260 + n),
            "Total ACW": lambda n: clock(30 + n % 5),
        }
    )
    (table,) = import_rows(tmp_path, rows).records
    assert table.frame["handle_time"].sum() == sum(260 + n for n in range(40))


@pytest.mark.parametrize("part", ["Total ACW", "Wait time"])
def test_a_duration_beside_its_part_is_warned_of(tmp_path: Path, part: str) -> None:
    rows = log(**{"Duration": lambda n: clock(300 + n), part: lambda n: clock(30 + n % 5)})
    report = import_rows(tmp_path, rows)
    assert any(
        part in f.message and f.severity is Severity.WARNING for f in about(report, "Duration")
    )
