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


def times(**columns: Callable[[int], int]) -> tuple[list[str], list[list[Any]]]:
    """Return calls with columns of seconds made from their numbers."""
    rows = [
        [f"C-{n}", DAY + dt.timedelta(hours=n), *(make(n) for make in columns.values())]
        for n in range(40)
    ]
    return ["Call ID", "Call start", *columns], rows


def test_processing_below_the_talk_is_added_to_it(log: Read) -> None:
    read = log(
        *times(
            talk_time_seconds=lambda n: 200 + 3 * n, processing_time_seconds=lambda n: 20 + n % 9
        )
    )
    whole = sum(200 + 3 * n + 20 + n % 9 for n in range(40)) / 40
    assert read.value("aht", "full") == pytest.approx(whole)
    (warned,) = about(read, "processing_time_seconds")
    assert warned.severity is Severity.WARNING


def test_the_length_of_a_call_is_not_all_of_its_handling_in_silence(log: Read) -> None:
    read = log(*times(Call_Duration_Seconds=lambda n: 200 + 3 * n, Wait_Time_Seconds=lambda n: n))
    assert read.value("aht", "full") == pytest.approx(sum(200 + 3 * n for n in range(40)) / 40)
    (warned,) = read.found("times-untold")
    assert {word.value for answer in warned.answers for word in answer.words} >= {"talk_time"}


def test_a_handle_time_is_all_of_it(log: Read) -> None:
    assert not log(*times(**{"Handle Time (sec)": lambda n: 200 + 3 * n})).found("times-untold")


@pytest.mark.parametrize("header", ["Resolution", "Call outcome"])
def test_results_say_what_was_escalated(log: Read, header: str) -> None:
    ends = ["Resolved", "Escalated", "Unresolved", "Resolved", "Resolved"]
    if header == "Call outcome":
        ends = ["Answered", "Escalated", "Abandoned", "Answered", "Answered"]
    rows = [[f"C-{n}", DAY + dt.timedelta(hours=n), ends[n % 5]] for n in range(50)]
    read = log(["Call ID", "Call start", header], rows)
    share = 1 / 5 if header == "Resolution" else 1 / 4
    assert read.value("escalation_rate") == pytest.approx(share)
    assert len(read.found("flag-told")) == 1


def test_the_only_dates_of_a_log_are_its_own(log: Read) -> None:
    rows = [[f"C-{n}", DAY + dt.timedelta(days=2 * n), 10 + n % 7] for n in range(40)]
    read = log(["call_id", "enter_datetime", "talk_time_seconds"], rows)
    assert not about(read, "enter_datetime")
    (table,) = (table for report in read.reports for table in report.records)
    assert "date" in table.frame or "created_at" in table.frame


def test_what_was_posted_after_it_came_in_was_worked_on_until_then(log: Read) -> None:
    rows = [
        [f"INV-{n}", DAY + dt.timedelta(days=n), DAY + dt.timedelta(days=n + n % 6), "N", "Posted"]
        for n in range(36)
    ]
    heading = ["Invoice No", "Received Date", "Posted Date", "Error Found (Y/N)", "Status"]
    read = log(heading, rows)
    assert read.value("tat", "mean_calendar") == pytest.approx(2.5 * 86_400)
    assert not about(read, "Status")


def test_an_end_after_the_delivery_is_the_deadline(log: Read) -> None:
    rows = [
        [
            f"T-{n}",
            DAY + dt.timedelta(days=n),
            DAY + dt.timedelta(days=n + 4),
            DAY + dt.timedelta(days=n + (3, 5, 2, 4)[n % 4]),
        ]
        for n in range(40)
    ]
    read = log(["TASK_ID", "START", "END", "DELIVERED"], rows)
    assert read.value("on_time") == pytest.approx(0.75)
    (warned,) = about(read, "END")
    assert warned.severity is Severity.WARNING


def test_the_accuracy_of_each_row_tells_what_it_is_of(log: Read) -> None:
    rows = [
        [DAY + dt.timedelta(days=n // 8), f"Coder {n % 3}", 8 + n % 5, 26 + 3 * (n % 9), n % 4]
        for n in range(40)
    ]
    for row in rows:
        row.append(round(1 - row[4] / row[3], 4))
    heading = ["Audit Date", "Coder", "Charts Audited", "Codes Reviewed", "Errors Found"]
    read = log([*heading, "Accuracy"], rows)
    errors, codes = sum(row[4] for row in rows), sum(row[3] for row in rows)
    assert read.value("error_rate", "errors_per_item") == pytest.approx(errors / codes)
    assert not about(read, "Codes Reviewed")


def test_what_was_not_audited_is_in_no_accuracy(log: Read) -> None:
    ends = ["Correct", "Not audited", "Error", "Not audited", "Correct", "Not audited", "Correct"]
    rows = [[f"CLM-{n}", DAY + dt.timedelta(days=n), ends[n % 7]] for n in range(70)]
    read = log(["Claim No", "Date Received", "Audit Result"], rows)
    assert read.value("accuracy") == pytest.approx(3 / 4)


def test_calls_of_agents_a_day_are_a_volume(log: Read) -> None:
    rows = [[DAY + dt.timedelta(days=n), f"A{n % 5}", 30 + n % 9, "5:20:00"] for n in range(30)]
    read = log(["Date", "Agent", "ACD Calls", "Staffed Time"], rows)
    assert read.value("volume") == sum(row[2] for row in rows)


def test_people_are_no_records(log: Read) -> None:
    rows = [[f"E{n}", f"Analyst {n}", 1 + n % 7] for n in range(20)]
    assert not has(log(["Employee ID", "Name", "Experience (Years)"], rows), "volume")


def test_an_actual_end_beside_an_end_is_the_delivery(log: Read) -> None:
    rows = [
        [
            f"R-{n}",
            DAY + dt.timedelta(days=n),
            DAY + dt.timedelta(days=n + 10),
            DAY + dt.timedelta(days=n + (9, 12, 10, 8)[n % 4]),
        ]
        for n in range(40)
    ]
    read = log(["Task ID", "Start Date", "End Date", "Actual End Date"], rows)
    assert read.value("on_time") == pytest.approx(0.75)
    assert read.value("tat", "mean_calendar") == pytest.approx(9.75 * 86_400)


def test_a_length_beside_the_work_after_it_is_the_conversation(log: Read) -> None:
    read = log(
        *times(
            **{
                "Call Duration (s)": lambda n: 200 + 3 * n,
                "Hold Duration (s)": lambda n: n % 7,
                "Wrap-Up Duration (s)": lambda n: 30 + n % 5,
            }
        )
    )
    whole = sum(200 + 3 * n + 30 + n % 5 for n in range(40)) / 40
    assert read.value("aht", "full") == pytest.approx(whole)
    assert len(read.found("times-overlap")) == 1


def test_a_length_that_holds_the_wait_is_no_handle_time_beside_its_parts(log: Read) -> None:
    columns = {
        "Ringing": lambda n: 10 + n % 9,
        "Talking": lambda n: 100 + n,
        "Totals": lambda n: 110 + n + n % 9,
    }
    read = log(*times(**columns))
    assert not (read.frame["variant"] == "full").any()
    assert read.value("aht", "talk_only") == pytest.approx(119.5)
    assert read.value("asa") == pytest.approx(sum(10 + n % 9 for n in range(40)) / 40)


def test_a_price_of_nothing_is_no_price(log: Read) -> None:
    rows = [[f"C-{n}", DAY + dt.timedelta(hours=n), 200 + n, 0.0] for n in range(30)]
    read = log(["Call ID", "Call start", "Handle Time (sec)", "COST"], rows)
    assert not has(read, "total_cost")
    assert len(read.found("column-zero")) == 1


def test_amounts_in_two_currencies_are_not_added_up(log: Read) -> None:
    rows = [
        [f"I-{n}", DAY + dt.timedelta(days=n), 100 + n, ("EUR", "USD", "EUR")[n % 3]]
        for n in range(30)
    ]
    read = log(["Invoice No", "Invoice Date", "Net Amount", "Currency"], rows)
    euros = [row[2] for row in rows if row[3] == "EUR"]
    assert read.value("total_cost") == pytest.approx(sum(euros))
    (asked,) = read.found("money-mixed")
    assert asked.severity is Severity.QUESTION
    assert read.row("total_cost")["currency"] == "EUR"


def test_an_invoice_with_a_currency_is_an_amount(log: Read) -> None:
    rows = [
        [
            f"AR-{n}",
            DAY + dt.timedelta(days=n),
            DAY + dt.timedelta(days=n + 4),
            500 + 10 * n,
            1 + n % 10,
        ]
        for n in range(30)
    ]
    heading = ["Req #", "Requested on", "Actual delivery", "Invoice (USD)"]
    read = log([*heading, "Stakeholder rating (1-10)"], rows)
    assert read.value("cost_per_project", "mean") == pytest.approx(645)
    assert has(read, "client_feedback")


def test_the_beginning_and_end_of_a_survey_are_no_turnaround(log: Read) -> None:
    start = [DAY + dt.timedelta(hours=5 * n) for n in range(30)]
    rows: list[list[Any]] = [[None, None, None, "Response", "Open-Ended Response"]]
    rows += [
        [
            7000 + n,
            s,
            s + dt.timedelta(minutes=4),
            ("Very satisfied", "Dissatisfied")[n % 3 == 0],
            "ok",
        ]
        for n, s in enumerate(start)
    ]
    question = "How satisfied were you with the way your enquiry was handled?"
    read = log(["Respondent ID", "Start Date", "End Date", question, "Any other comments?"], rows)
    assert not has(read, "tat")
    assert not has(read, "contacts_logged")
    assert read.value("csat", "top_two_box") == pytest.approx(2 / 3)
    assert not read.found("cell-not-readable")


def test_hours_booked_on_projects_are_no_turnaround_and_no_handle_time(log: Read) -> None:
    rows = [
        [
            f"Study {n % 3}",
            f"Ann {n % 4}",
            DAY + dt.timedelta(days=n),
            DAY + dt.timedelta(days=n),
            2.5,
            150.0,
        ]
        for n in range(30)
    ]
    heading = ["Project", "User", "Start Date", "End Date", "Duration (h)", "Billable Amount (USD)"]
    read = log(heading, rows)
    assert not any(has(read, kpi) for kpi in ("tat", "aht", "volume"))
    assert read.value("cost_per_hour", "billed") == pytest.approx(60)


def test_times_left_of_a_limit_are_no_times_taken(log: Read) -> None:
    rows = [
        [f"S-{n}", DAY + dt.timedelta(hours=n), ("2h 10m", "-1h 5m", "3h 0m")[n % 3]]
        for n in range(30)
    ]
    read = log(["Issue key", "Created", "Time to resolution"], rows)
    assert not has(read, "resolution_time")
    assert read.found("times-left")[0].severity is Severity.QUESTION


def test_people_at_work_are_no_open_tickets(log: Read) -> None:
    rows = [
        [f"E{n}", f"Person {n}", DAY - dt.timedelta(days=90 * (n + 1)), "Active"] for n in range(20)
    ]
    rows[3][3] = "Terminated"
    read = log(["Employee ID", "Worker", "Hire Date", "Worker Status"], rows)
    assert not any(has(read, kpi) for kpi in ("resolution_rate", "backlog"))


def test_times_of_tickets_without_a_unit_are_in_one(log: Read) -> None:
    rows = [[n, DAY + dt.timedelta(hours=n), 300 + 11 * n, 9_000 + 700 * n] for n in range(60)]
    read = log(["conversation_id", "created_at", "time_to_admin_reply", "time_to_last_close"], rows)
    assert read.value("response_time", "mean_calendar") == pytest.approx(624.5)
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(29_650)


def test_one_of_three_is_neither_yes_nor_no(log: Read) -> None:
    rows = [[f"C{n}", DAY + dt.timedelta(hours=n), ("1", "0", "1", "-1")[n % 4]] for n in range(40)]
    read = log(["Contact ID", "Contact start", "SLA"], rows)
    assert read.value("sla_compliance", "by_volume") == pytest.approx(2 / 3)


def test_invoices_are_payable_by_a_date_that_is_no_deadline_of_the_work(log: Read) -> None:
    rows = [
        [f"I-{n}", *(DAY + dt.timedelta(days=n + more) for more in (0, 1, 4, 30)), "N"]
        for n in range(30)
    ]
    heading = ["Invoice Number", "Invoice Date", "Date Received", "Posting Date", "Due Date"]
    read = log([*heading, "Error (Y/N)"], rows)
    assert read.value("tat", "mean_calendar") == pytest.approx(3 * 86_400)
    assert not has(read, "on_time")
    assert about(read, "Due Date")[0].severity is Severity.QUESTION


def test_a_compliance_error_is_what_compliance_is_not(log: Read) -> None:
    rows = [
        [f"F{n}", DAY + dt.timedelta(days=n), "Y" if n % 10 == 0 else "N", 88] for n in range(40)
    ]
    heading = ["Form ID", "Monitoring date", "Compliance critical error (Y/N)", "Overall score (%)"]
    read = log(heading, rows)
    assert read.value("compliance_rate") == pytest.approx(0.9)
    assert not has(read, "error_rate")


def test_a_ticket_is_solved_when_it_is_closed_for_good(log: Read) -> None:
    rows = [
        [n, DAY + dt.timedelta(hours=n), 100 + n, 200 + n + 50 * (n % 4 == 0)] for n in range(40)
    ]
    heading = ["ticket_id", "created_at", "First resolution time (minutes)"]
    read = log([*heading, "Full resolution time (minutes)"], rows)
    last = sum(row[3] for row in rows) / 40 * 60
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(last)
    assert not read.found("column-conflict")


def dated(count: int) -> list[dt.datetime]:
    return [DAY + dt.timedelta(hours=7 * n) for n in range(count)]


def test_pay_runs_are_records_and_not_a_summary_of_vendors(log: Read) -> None:
    rows = [
        [
            f"UK-{n:02}",
            due,
            due - dt.timedelta(hours=6 - n % 8),
            "N" if n % 8 > 6 else "Y",
            400 + 13 * n,
            n % 4,
            n % 3,
        ]
        for n, due in enumerate(dated(24))
    ]
    heading = ["Pay run", "Release deadline", "Released at", "Released by deadline", "Payslips"]
    read = log([*heading, "Payslips with errors", "Off-cycle payments"], rows)
    assert set(read.frame["vendor"]) == {"Acme"}
    assert read.value("on_time", "due") == pytest.approx(21 / 24)
    slips, faulty = sum(row[4] for row in rows), sum(row[5] for row in rows)
    assert read.value("accuracy", "per_item") == pytest.approx(1 - faulty / slips)


def test_numbered_operators_are_people_and_no_vendors(log: Read) -> None:
    rows = [
        [
            f"B{n:03}",
            day,
            day + dt.timedelta(days=2),
            day + dt.timedelta(hours=30 + 12 * (n % 3)),
            200 + n,
            12 * (200 + n),
            n % 5,
            f"OP{n % 6 + 1}",
        ]
        for n, day in enumerate(dated(60))
    ]
    heading = ["Batch", "Received", "Due", "Returned", "Records", "Fields keyed"]
    read = log([*heading, "Fields in error", "Operator"], rows)
    assert set(read.frame["vendor"]) == {"Acme"}
    assert read.value("on_time", "due") == pytest.approx(2 / 3)
    fields, wrong = sum(row[5] for row in rows), sum(row[6] for row in rows)
    assert read.value("error_rate", "per_field") == pytest.approx(wrong / fields)


def test_compliant_with_a_milestone_is_no_compliance_with_rules(log: Read) -> None:
    rows = [
        [f"0{n}", day, "Closed", "Violation" if n % 8 == 3 else "Compliant"]
        for n, day in enumerate(dated(40))
    ]
    read = log(["Case Number", "Date/Time Opened", "Status", "Milestone Status"], rows)
    assert read.value("sla_compliance", "by_volume") == pytest.approx(35 / 40)
    assert not has(read, "compliance_rate")


def test_compliant_alone_does_not_say_with_what(log: Read) -> None:
    rows = [
        [f"0{n}", day, "Closed", "Violation" if n % 8 == 3 else "Compliant"]
        for n, day in enumerate(dated(40))
    ]
    read = log(["Case Number", "Date/Time Opened", "Status", "Timer state"], rows)
    assert not has(read, "compliance_rate")
    assert not has(read, "sla_compliance")


def test_a_type_of_call_tells_which_were_abandoned(log: Read) -> None:
    rows = [
        [
            f"c{n}",
            "abandoned" if n % 10 == 3 else "inbound",
            day,
            0 if n % 10 == 3 else 200 + n,
            "Yes" if n % 6 == 1 else "No",
        ]
        for n, day in enumerate(dated(60))
    ]
    heading = ["Interaction ID", "Call Type", "Start Time", "Talk Time (s)", "Transfer?"]
    read = log(heading, rows)
    taken = [row for row in rows if row[1] == "inbound"]
    assert read.value("abandonment", "all") == pytest.approx(6 / 60)
    moved = sum(row[4] == "Yes" for row in taken)
    assert read.value("transfer_rate") == pytest.approx(moved / len(taken))
    talked = sum(row[3] for row in taken) / len(taken)
    assert read.value("aht", "talk_only") == pytest.approx(talked)


def test_tickets_in_spanish_count_by_the_hour_of_creation(log: Read) -> None:
    rows = [
        [
            n,
            "Cerrado" if n % 10 else "Abierto",
            day,
            day + dt.timedelta(hours=5) if n % 10 else "",
            "SLA incumplido" if n % 7 == 1 else "Dentro del SLA",
        ]
        for n, day in enumerate(dated(60), start=100)
    ]
    heading = ["ID del ticket", "Estado", "Hora de creación", "Hora de cierre"]
    read = log([*heading, "Estado de resolución"], rows)
    missed = sum(row[4] == "SLA incumplido" for row in rows)
    assert read.value("volume", "total") == 60
    assert read.value("sla_compliance", "by_volume") == pytest.approx(1 - missed / 60)


def test_an_amount_of_money_that_nothing_is_known_of_is_asked_about(log: Read) -> None:
    rows = [
        [f"PI-{n}", day, day + dt.timedelta(days=n % 3 - 1), 5 - n % 3, 9000 + 100 * n]
        for n, day in enumerate(dated(20))
    ]
    heading = ["Study", "Promised delivery", "Actual delivery", "Client score (1-5)"]
    read = log([*heading, "Value (GBP)"], rows)
    assert about(read, "Value (GBP)")
