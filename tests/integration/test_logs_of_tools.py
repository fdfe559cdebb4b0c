"""Logs as the tools of vendors export them; the truth is counted from their rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Finding, Severity
from tests.helpers.measured import Measured

DAY = dt.datetime(2026, 3, 2)
Read = Callable[..., Measured]


@pytest.fixture
def log(tmp_path: Path) -> Read:
    """Return a reader of one sheet of records."""

    def read(heading: Sequence[str], rows: Sequence[Sequence[Any]], **named: str) -> Measured:
        file, vendor = named.get("file", "Acme log.xlsx"), named.get("vendor", "Acme")
        return Measured(tmp_path, {file: {"Export": [heading, *rows]}}, vendor)

    return read


def about(read: Measured, header: str) -> list[Finding]:
    """Return the findings above INFO that name a column."""
    return [
        f for f in read.findings if f"'{header}'" in f.message and f.severity is not Severity.INFO
    ]


def has(read: Measured, kpi: str) -> bool:
    return bool((read.frame["kpi"] == kpi).any())


def test_lines_of_a_bill_say_for_how_many_contacts_they_are(log: Read) -> None:
    billed = [(6786, 4.1), (3163, 2.9), (8773, 2.4), (6155, 4.1), (3159, 2.9), (4641, 2.4)]
    rows = [
        [f"PC-{n}", DAY + dt.timedelta(days=n), "VEC"[n % 3], count, price, count * price, "USD"]
        for n, (count, price) in enumerate(billed)
    ]
    heading = ["Invoice Number", "Invoice Date", "Channel", "Contacts Billed", "Unit Price"]
    read = log([*heading, "Amount", "Currency"], rows)
    amount, contacts = sum(c * p for c, p in billed), sum(c for c, _ in billed)
    assert read.value("cost_per_contact") == pytest.approx(amount / contacts)
    assert read.value("total_cost") == pytest.approx(amount)


def test_tasks_of_projects_are_no_contacts(log: Read) -> None:
    rows = [
        [f"P{n}", f"T-{700 + n}", DAY, DAY + dt.timedelta(days=n % 5), 90 + n] for n in range(20)
    ]
    read = log(["Project ID", "Task ID", "Received", "Delivered", "Cost"], rows)
    assert not has(read, "cost_per_contact")
    assert read.value("cost_per_project", "mean") == pytest.approx(sum(row[4] for row in rows) / 20)


def test_a_ticket_with_its_cost_makes_the_cost_of_a_contact(log: Read) -> None:
    rows = [[f"T-{700 + n}", DAY + dt.timedelta(hours=n), 4 + n % 3] for n in range(20)]
    read = log(["Ticket ID", "Created", "Cost"], rows)
    assert read.value("cost_per_contact") == pytest.approx(sum(row[2] for row in rows) / 20)


@pytest.mark.parametrize("header", ["Postgraduate (Y/N)", "University degree", "Graduate Y/N"])
def test_who_has_a_degree_is_qualified(log: Read, header: str) -> None:
    rows = [[f"E{n}", "Analyst", 1.5 + n % 7, "Y" if n % 4 else "N"] for n in range(20)]
    read = log(["Emp ID", "Role", "Years of experience", header], rows)
    assert read.value("qualifications") == pytest.approx(15 / 20)


@pytest.mark.parametrize(
    ("header", "kpi"),
    [("Transferred", "transfer_rate"), ("Escalated", "escalation_rate"), ("FCR", "fcr")],
)
def test_calls_given_up_count_in_no_rate_of_what_was_done_with_calls(
    log: Read, header: str, kpi: str
) -> None:
    rows = [
        [
            f"C-{n}",
            DAY + dt.timedelta(hours=n),
            "YES" if n % 10 == 3 else "NO",
            "Y" if n % 6 == 1 else "N",
        ]
        for n in range(60)
    ]
    read = log(["Call ID", "Call start", "Abandoned", header], rows)
    taken = [row for row in rows if row[2] == "NO"]
    variant = "agent_logged" if kpi == "fcr" else ""
    assert read.value(kpi, variant) == pytest.approx(
        sum(row[3] == "Y" for row in taken) / len(taken)
    )
    assert len(taken) == 54


def answers(size: int = 60) -> list[int]:
    return [(10, 9, 8, 10, 6, 9, 0, 7, 3, 10)[n % 10] for n in range(size)]


def nps(marks: Sequence[int]) -> float:
    return 100 * (sum(m >= 9 for m in marks) - sum(m <= 6 for m in marks)) / len(marks)


def test_a_column_that_says_nps_in_every_row_tells_what_the_score_is(log: Read) -> None:
    rows = [[f"r{n}", "nps", mark, DAY] for n, mark in enumerate(answers())]
    read = log(["Response ID", "Survey type", "Score", "Responded at"], rows, file="export.xlsx")
    assert read.value("nps") == pytest.approx(nps(answers()))
    assert not has(read, "qa_score")


def test_the_name_of_a_file_tells_what_the_score_is(log: Read) -> None:
    rows = [[f"r{n}", mark, DAY] for n, mark in enumerate(answers())]
    read = log(["Response ID", "Score", "Date"], rows, file="Acme_nps_responses.xlsx")
    assert read.value("nps") == pytest.approx(nps(answers()))


def test_marks_of_two_surveys_in_one_column_are_asked_about(log: Read) -> None:
    rows = [
        [f"r{n}", ("NPS", "CSAT")[n % 2], mark if n % 2 == 0 else 1 + mark % 5, DAY]
        for n, mark in enumerate(answers())
    ]
    read = log(["Response ID", "Survey type", "Score", "Date"], rows)
    assert not any(has(read, kpi) for kpi in ("nps", "csat", "qa_score"))
    (asked,) = about(read, "Score")
    assert asked.severity is Severity.QUESTION
    assert {word.value for a in asked.answers for word in a.words} == {
        "nps_score",
        "csat_score",
        "",
    }


@pytest.mark.parametrize("header", ["Property: Vendor", "Custom field (Vendor)"])
def test_a_field_that_the_client_added_names_the_vendor(log: Read, header: str) -> None:
    rows = [[f"T-{n}", DAY + dt.timedelta(hours=n), "Nordline"] for n in range(30)]
    read = log(["Ticket ID", "Created", header], rows, vendor="", file="export.xlsx")
    assert set(read.frame["vendor"]) == {"Nordline"}
    assert not about(read, header)


@pytest.mark.parametrize(
    ("header", "good", "bad", "none"),
    [
        ("rate", "rated good", "rated bad", "not rated"),
        ("Survey results", "Extremely Happy", "Extremely Unhappy", ""),
        ("Satisfaction rating", "Good", "Bad", "Offered"),
        ("Conversation rating", "Great", "Terrible", ""),
    ],
)
def test_what_customers_said_in_words(
    log: Read, header: str, good: str, bad: str, none: str
) -> None:
    said = [(good, good, none, bad, good)[n % 5] for n in range(50)]
    rows = [[f"T-{n}", DAY + dt.timedelta(hours=n), text] for n, text in enumerate(said)]
    read = log(["Chat ID", "Created", header], rows)
    assert read.value("csat", "top_two_box") == pytest.approx(0.75)
    assert not read.found("cell-not-readable")


def test_a_zone_in_a_heading_is_no_part_of_the_name(log: Read) -> None:
    rows = [[f"T-{n}", DAY + dt.timedelta(days=2 * n)] for n in range(30)]
    read = log(["Chat ID", "chat creation date America/New_York"], rows)
    assert not about(read, "chat creation date America/New_York")
