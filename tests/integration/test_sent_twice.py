"""The same records in two rows, sheets or files of a vendor: found, shown, and counted once."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.measured import Measured

HEADING = ["Ticket ID", "Created", "Resolved at", "Status", "Channel"]
Row = list[Any]


def month(start: dt.datetime, size: int, letter: str) -> list[Row]:
    """Return tickets, four of five of them closed."""
    pick, rows = random.Random(letter), []
    for number in range(size):
        opened = start + dt.timedelta(hours=6 * number)
        closed = pick.random() < 0.8
        end = opened + dt.timedelta(hours=pick.randrange(1, 60)) if closed else None
        channel, state = pick.choice(["Email", "Chat"]), "Closed" if closed else "Open"
        rows.append([f"{letter}{number:04d}", opened, end, state, channel])
    return rows


JAN = month(dt.datetime(2026, 1, 1, 8), 80, "J")
FEB = month(dt.datetime(2026, 2, 1, 8), 70, "F")


def closed_later(rows: list[Row]) -> list[Row]:
    """Return the tickets with those open closed since."""
    return [
        row if row[2] else [row[0], row[1], row[1] + dt.timedelta(hours=90), "Closed", row[4]]
        for row in rows
    ]


def check(read: Measured, rows: list[Row]) -> None:
    """Compare the figures with those of rows that hold each ticket once."""
    assert read.value("volume", "total") == len(rows)
    times = [(row[2] - row[1]).total_seconds() for row in rows if row[2]]
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(sum(times) / len(times))
    assert read.value("resolution_rate") == pytest.approx(len(times) / len(rows))


def test_two_months_are_no_repetition(tmp_path: Path) -> None:
    files = {"jan.xlsx": {"Jan": [HEADING, *JAN]}, "feb.xlsx": {"Feb": [HEADING, *FEB]}}
    read = Measured(tmp_path, files)
    check(read, JAN + FEB)
    assert not read.found("records-twice")


def test_ids_that_start_again_every_month_are_other_records(tmp_path: Path) -> None:
    first, second = ([[n, *row[1:]] for n, row in enumerate(rows, start=1)] for rows in (JAN, FEB))
    files = {"jan.xlsx": {"Jan": [HEADING, *first]}, "feb.xlsx": {"Feb": [HEADING, *second]}}
    check(Measured(tmp_path, files), JAN + FEB)


def test_a_month_sent_twice_counts_once(tmp_path: Path) -> None:
    again = [HEADING, *JAN[5:]]
    files = {"jan.xlsx": {"Jan": [HEADING, *JAN]}, "again.xlsx": {"January": again}}
    read = Measured(tmp_path, files)
    check(read, JAN)
    (said,) = read.found("records-twice")
    assert said.message.startswith("75 records at again.xlsx, sheet 'January' (A2:A51)")
    assert "jan.xlsx, sheet 'Jan' (A7:A56)" in said.message
    assert (said.file, said.sheet, said.cells) == ("again.xlsx", "January", "A2:A51")


@pytest.mark.parametrize("names", [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_of_a_resend_with_changes_the_one_that_knows_later_moments_counts(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    content = {"a.xlsx": JAN, "b.xlsx": closed_later(JAN)}
    files = {name: {"Jan": [HEADING, *content[name]]} for name in names}
    read = Measured(tmp_path, files)
    check(read, content["b.xlsx"])
    (said,) = read.found("record-versions")
    changed = sum(row[2] is None for row in JAN)
    assert said.message.startswith(f"{changed} records at {names[1]}")
    assert "Resolved at, Status" in said.message
    assert "those of b.xlsx" in said.message


def test_the_row_updated_last_counts(tmp_path: Path) -> None:
    first = [[*row, row[1] + dt.timedelta(days=9)] for row in JAN]
    second = [[*row, row[1] + dt.timedelta(days=2)] for row in closed_later(JAN)]
    heading = [*HEADING, "Last modified"]
    files = {"a.xlsx": {"Jan": [heading, *first]}, "b.xlsx": {"Jan": [heading, *second]}}
    check(Measured(tmp_path, files), JAN)


def test_a_sheet_of_all_beside_sheets_of_months(tmp_path: Path) -> None:
    sheets = {"Jan": [HEADING, *JAN], "Feb": [HEADING, *FEB], "All": [HEADING, *JAN, *FEB]}
    read = Measured(tmp_path, {"year.xlsx": sheets})
    check(read, JAN + FEB)
    assert len(read.found("records-twice")) == 2


def test_rows_without_an_id_that_are_mostly_the_same(tmp_path: Path) -> None:
    heading, rows = HEADING[1:], [row[1:] for row in JAN]
    files = {"a.xlsx": {"Jan": [heading, *rows]}, "b.xlsx": {"Jan": [heading, *rows[:60]]}}
    read = Measured(tmp_path, files)
    assert read.row("resolution_time", "mean_calendar")["n"] == sum(bool(row[2]) for row in JAN)
    assert read.found("records-twice")


def test_versions_and_repetitions_in_one_table(tmp_path: Path) -> None:
    later = [row for row in closed_later(JAN) if row not in JAN][:5]
    read = Measured(tmp_path, {"log.xlsx": {"Log": [HEADING, *JAN, *later, JAN[0], JAN[1]]}})
    newest = {row[0]: row for row in [*JAN, *later]}
    check(read, list(newest.values()))
    assert read.found("duplicate-records")[0].message.startswith("2 rows repeat")
    assert read.found("record-versions")[0].message.startswith("5 records")
    account = read.reports[0].sheets[0].accounting
    assert account.set_aside == 2 * 5 + sum(
        5 - row.count(None) for row in JAN if row[0] in {r[0] for r in later}
    )


def test_legs_of_a_call_all_count(tmp_path: Path) -> None:
    rows = [[f"C{n:03d}", row[1].date(), 100 + n] for n, row in enumerate(JAN)]
    legs = [[row[0], row[1], 50] for row in rows[:6]]
    heading = ["Call ID", "Date", "Talk time (s)"]
    read = Measured(tmp_path, {"calls.xlsx": {"Calls": [heading, *rows, *legs]}})
    talked = [row[2] for row in rows + legs]
    assert read.value("aht", "talk_only") == pytest.approx(sum(talked) / len(talked))
    assert read.found("duplicate-ids")[0].message.startswith("6 values of record_id")


def test_days_of_agents_sent_again_with_corrections(tmp_path: Path) -> None:
    pick = random.Random(3)
    heading = ["Date", "Agent", "Logged-in Hours", "Handling time (hours)"]
    rows = [
        [dt.date(2026, 1, 5 + day), f"A{agent}", 8.0, pick.randrange(50, 75) / 10]
        for agent in range(5)
        for day in range(9)
    ]
    mended = [[*row[:3], row[3] + 0.5] if row[1] == "A2" else row for row in rows]
    files = {"w.xlsx": {"W": [heading, *rows]}, "w2.xlsx": {"W": [heading, *mended]}}
    read = Measured(tmp_path, files)
    truth = sum(row[3] for row in mended) / sum(row[2] for row in mended)
    assert read.value("occupancy") == pytest.approx(truth)
    assert read.found("record-versions")[0].message.startswith("9 records")


def test_a_summary_stated_twice_is_never_added(tmp_path: Path) -> None:
    heading = ["Month", "Calls offered", "Calls answered"]
    first = [heading, ["Jan 2026", 1000, 900], ["Feb 2026", 1200, 1100]]
    other = [heading, ["Jan 2026", 1000, 900], ["Feb 2026", 1200, 1150]]
    equal = {"a.xlsx": {"S": first}, "b.xlsx": {"T": first}}
    read = Measured(tmp_path, equal)
    assert read.value("answer_rate") == pytest.approx(2000 / 2200)
    assert not read.found("stated-twice")
    read = Measured(tmp_path, {"a.xlsx": {"S": first}, "b.xlsx": {"S": other}})
    assert read.value("answer_rate") == pytest.approx(2000 / 2200)
    assert {str(finding.severity) for finding in read.found("stated-twice")} == {"question"}


def test_the_same_records_of_two_vendors_are_asked_about(tmp_path: Path) -> None:
    files = {"acme.xlsx": {"Jan": [HEADING, *JAN]}, "beta.xlsx": {"Jan": [HEADING, *JAN[:70]]}}
    read = Measured(tmp_path, files, vendor="")
    (said,) = read.found("records-of-two-vendors")
    assert "(beta)" in said.message.lower()
    assert "(acme)" in said.message.lower()
    other = {"acme.xlsx": {"Jan": [HEADING, *JAN]}, "beta.xlsx": {"Feb": [HEADING, *FEB]}}
    assert not Measured(tmp_path, other, vendor="").found("records-of-two-vendors")


def test_contacts_without_handling_are_asked_about_where_nothing_tells_how_they_ended(
    tmp_path: Path,
) -> None:
    rows = [[row[0], row[1], 0 if n % 8 == 0 else 200 + n] for n, row in enumerate(JAN)]
    heading = ["Call ID", "Date", "Talk time (s)"]
    read = Measured(tmp_path, {"calls.xlsx": {"Calls": [heading, *rows]}})
    assert read.found("ends-not-told")[0].message.startswith("10 of 80 records")
    ended = [[*row, "Abandoned" if row[2] == 0 else "Answered"] for row in rows]
    read = Measured(tmp_path, {"calls.xlsx": {"Calls": [[*heading, "Outcome"], *ended]}})
    assert not read.found("ends-not-told")
