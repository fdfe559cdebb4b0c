"""Logs whose numbers, states and times say what they are beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, import_rows


def _steps(heading: str) -> Rows:
    """Return a list of tickets with their numbers, of which two have a row for each step."""
    numbers = [40856, 40855, 40854, 40853, 40852, 40851, 40850, 40850, 40849, 40849, 40848, 40847]
    rows: Rows = [[heading, "Group", "Opened", "Closed"]]
    return rows + [
        [number, "Net" if number % 2 else "Desk", f"2021-08-{day:02}", f"2021-09-{day:02}"]
        for day, number in enumerate(numbers, 1)
    ]


@pytest.mark.parametrize("heading", ["Ticket", "Tickets", "Ticker"])
def test_numbers_of_neighbours_in_a_list_are_no_counts(tmp_path: Path, heading: str) -> None:
    report = import_rows(tmp_path, _steps(heading))
    assert report.stated.empty
    (records,) = report.records
    assert records.frame["record_id"].nunique() == 10


def test_counts_that_lie_close_together_are_counts(tmp_path: Path) -> None:
    rows: Rows = [["Month", "Tickets", "Agents"]]
    rows += [[f"2025-{month:02}", 900 + 3 * month, 201 + month] for month in range(1, 13)]
    stated = import_rows(tmp_path, rows).stated
    assert stated[stated["item"] == "contact_count"]["value"].sum() == 12 * 900 + 3 * 78


def _tasks() -> Rows:
    rows: Rows = [["task_id", "task_type", "start_time", "sla_hours", "duration_hours", "status"]]
    lasted = [5, 26, 1.5, 7.5, 7, 3, 3, 8, 3.5, 5]
    return rows + [
        [n, "KYC", f"2025-08-{n:02} 09:00", 6, hours, "On-Time" if hours <= 6 else "Overdue"]
        for n, hours in enumerate(lasted, 1)
    ]


def test_what_lasted_beside_its_limit_is_the_time_until_it_was_done(tmp_path: Path) -> None:
    report = import_rows(tmp_path, _tasks())
    (records,) = report.records
    assert "handle_time" not in records.frame
    assert records.frame["turnaround_time"].max() == 26 * 3600
    told = [f.message for f in report.findings if f.code == "column-guessed"]
    assert any("duration_hours" in message for message in told)


def test_states_that_are_words_of_one_flag_are_that_flag(tmp_path: Path) -> None:
    (records,) = import_rows(tmp_path, _tasks()).records
    assert records.frame["on_time"].sum() == 6


def test_a_length_of_calls_stays_one(tmp_path: Path) -> None:
    rows: Rows = [["call_id", "start_time", "duration_sec", "wait_sec", "sla_sec"]]
    rows += [[n, f"2025-08-{n:02} 09:00", 200 + n, 10 + n, 20] for n in range(1, 13)]
    (records,) = import_rows(tmp_path, rows).records
    assert "turnaround_time" not in records.frame


def test_on_time_in_full_is_a_rule_of_its_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["supplier_name", "otif", "on_time", "lead_days"],
        ["Boreal Ltd", 0.53, 0.75, 15.1],
        ["Acme Ltd", 0.63, 0.79, 6.2],
    ]
    stated = import_rows(tmp_path, rows).stated
    figures = stated[stated["item"] == "on_time"].groupby("variant")["value"].apply(list)
    assert figures["in_full"] == [0.53, 0.63]
    assert figures[""] == [0.75, 0.79]


def test_breaches_stated_tell_of_compliance(tmp_path: Path) -> None:
    rows: Rows = [
        ["Team", "Tickets", "sla_breach_pct", "Late %"],
        ["Alpha", 100, 19.5, 4.0],
        ["Beta", 300, 11.5, 8.0],
    ]
    stated = import_rows(tmp_path, rows).stated
    frame = measure(Evidence([], stated), catalogue(), Grain.ALL).frame
    whole = frame[frame["segment"].isna()].set_index("kpi")["value"]
    assert whole["sla_compliance"] == pytest.approx(1 - (19.5 + 3 * 11.5) / 400)
    assert whole["on_time"] == pytest.approx(1 - (4.0 + 3 * 8.0) / 400)


def test_records_without_a_number_are_told(tmp_path: Path) -> None:
    rows: Rows = [["ticket_id", "created", "status"]]
    rows += [[f"T{n}" if n != 7 else None, f"2025-03-{n:02}", "Closed"] for n in range(1, 13)]
    told = [f for f in import_rows(tmp_path, rows).findings if f.code == "records-unnumbered"]
    assert [f.cells for f in told] == ["A8"]
