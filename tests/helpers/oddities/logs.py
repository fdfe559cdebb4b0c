"""Logs: flags and statuses in words, split dates, duplicates, absurd values, joined sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.helpers.oddities.making import In, book, sheet

_DAY = dt.date(2026, 1, 5)


def _at(hour: float, day: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, 5) + dt.timedelta(days=day, hours=hour)


def _calls(flags: Sequence[Any], heading: str = "First Call Resolution") -> list[list[Any]]:
    """Return a log of calls, one a day, with a flag each."""
    rows: list[list[Any]] = [["Call ID", "Call Date", "Agent", "AHT (sec)", heading]]
    for at, flag in enumerate(flags):
        day = _DAY + dt.timedelta(days=at)
        rows.append([f"C{at:04d}", day, f"Agent {at % 3}", 240 + 10 * at, flag])
    return rows


@book("flags_y_n/Acme Care calls.xlsx")
def flags_y_n(made: Any) -> None:
    sheet(made, _calls(["Y", "Y", "N", "Y", "Y", "N", "Y", "Y", "Y", "N", "Y", "Y"]), "Data")


@book("flags_one_zero/Acme Care calls.xlsx")
def flags_one_zero(made: Any) -> None:
    sheet(made, _calls([1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1]), "Data")


@book("flags_true_false/Acme Care calls.xlsx")
def flags_true_false(made: Any) -> None:
    sheet(made, _calls([True, True, False] * 4), "Data")


@book("flags_in_mixed_spellings/Acme Care calls.xlsx")
def flags_in_mixed_spellings(made: Any) -> None:
    flags = ["Yes", "YES", "No", "yes ", "Y", "n", "TRUE", "Yes", "Yes", "no", "Yes", "Yes"]
    sheet(made, _calls(flags), "Data")


@book("flags_resolved_as_a_word/Acme Care calls.xlsx")
def flags_resolved_as_a_word(made: Any) -> None:
    flags = ["Resolved", "Resolved", "Not resolved"] * 4
    sheet(made, _calls(flags, "First Call Resolution"), "Data")


@book("flags_in_german/Nordlicht Service.xlsx")
def flags_in_german(made: Any) -> None:
    rows: list[list[Any]] = [
        ["Anruf ID", "Anrufdatum", "Mitarbeiter", "Bearbeitungszeit (Sek.)", "Erstlösung"]
    ]
    for at in range(12):
        answer = "Nein" if at % 4 == 3 else "Ja"
        day = (_DAY + dt.timedelta(days=at)).strftime("%d.%m.%Y")
        rows.append([f"A{at:04d}", day, f"MA {at % 3}", 200 + 10 * at, answer])
    sheet(made, rows, "Data")


@book("flags_in_french/Rhone Dialogue.xlsx")
def flags_in_french(made: Any) -> None:
    rows: list[list[Any]] = [
        ["ID appel", "Date de l'appel", "Conseiller", "Résolu au premier contact"]
    ]
    for at in range(12):
        day = (_DAY + dt.timedelta(days=2 * at)).strftime("%d/%m/%Y")
        rows.append([f"A{at:04d}", day, f"C{at % 3}", "Non" if at % 4 == 3 else "Oui"])
    sheet(made, rows, "Data")


@book("resolved_flag_is_no_first_contact_resolution/Acme Care tickets.xlsx")
def resolved_flag(made: Any) -> None:
    sheet(made, _calls(["Yes", "Yes", "No"] * 4, "Resolved"), "Data")


@book("date_and_time_in_two_columns/Acme Care tickets.xlsx")
def date_and_time_in_two_columns(made: Any) -> None:
    rows: list[list[Any]] = [
        ["Ticket ID", "Created Date", "Created Time", "Resolved Date", "Resolved Time"]
    ]
    for at in range(12):
        clock = In(dt.time(9, 30), "hh:mm")
        later = In(dt.time(15, 30), "hh:mm")
        day = In(_DAY + dt.timedelta(days=at), "yyyy-mm-dd")
        rows.append([f"T{at:04d}", day, clock, day, later])
    sheet(made, rows, "Data")


@book("statuses_in_words/Acme Care tickets.xlsx")
def statuses_in_words(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Created", "Status", "Priority"]]
    words = ["Closed", "Resolved", "In progress", "Cancelled", "Closed", "On hold"]
    for at in range(24):
        rows.append([f"T{at:04d}", _at(9, at), words[at % 6], f"P{at % 3 + 1}"])
    sheet(made, rows, "Data")


@book("duplicate_ids/Acme Care tickets.xlsx")
def duplicate_ids(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Created", "Resolved", "Reopened"]]
    for at in range(12):
        rows.append([f"T{at:04d}", _at(8, at), _at(12, at), "Yes" if at == 0 else "No"])
    rows.append(list(rows[3]))  # sent twice
    rows.append(list(rows[5]))
    sheet(made, rows, "Data")


@book("negative_durations/Acme Care calls.xlsx")
def negative_durations(made: Any) -> None:
    rows: list[list[Any]] = [["Call ID", "Call Date", "AHT (sec)", "Wait time (sec)"]]
    for at in range(12):
        rows.append([f"C{at:04d}", _DAY + dt.timedelta(days=at), 300, 20])
    rows[4][2] = -45
    sheet(made, rows, "Data")


@book("resolved_before_created/Acme Care tickets.xlsx")
def resolved_before_created(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Created", "Resolved", "Channel"]]
    for at in range(12):
        rows.append([f"T{at:04d}", _at(8, at), _at(12, at), "Email"])
    rows[6][2] = _at(8, 0)  # days before it was created
    sheet(made, rows, "Data")


@book("absurd_durations/Acme Care calls.xlsx")
def absurd_durations(made: Any) -> None:
    rows: list[list[Any]] = [["Call ID", "Call Date", "AHT (sec)", "Wait time (sec)"]]
    for at in range(24):
        rows.append([f"C{at:04d}", _DAY + dt.timedelta(days=at % 20), 300, 20])
    rows[4][2] = 99_999_999
    sheet(made, rows, "Data")


@book("log_with_total_row/Acme Care tickets.xlsx")
def log_with_total_row(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Date", "Handle time (sec)", "Escalated"]]
    for at in range(12):
        flag = "Yes" if at < 3 else "No"
        rows.append([f"T{at:04d}", _DAY + dt.timedelta(days=at), 300, flag])
    rows.append(["Total", None, 3600, None])
    sheet(made, rows, "Data")


@book("log_in_a_sheet_a_month/Acme Care tickets.xlsx")
def log_in_a_sheet_a_month(made: Any) -> None:
    for month, name in ((1, "Jan 2026"), (2, "Feb 2026")):
        rows: list[list[Any]] = [["Ticket ID", "Date", "Handle time (sec)", "Escalated"]]
        for at in range(12):
            flag = "Yes" if at < 3 * month else "No"
            rows.append([f"T{month}{at:03d}", dt.date(2026, month, at + 1), 300 * month, flag])
        sheet(made, rows, name)


@book("log_with_title_and_notes/Acme Care tickets.xlsx")
def log_with_title_and_notes(made: Any) -> None:
    rows: list[list[Any]] = [
        ["Ticket export of Acme Care"],
        ["created on 2 February 2026"],
        [],
        ["Ticket ID", "Date", "Handle time (sec)", "Escalated"],
    ]
    for at in range(12):
        rows.append([f"T{at:04d}", _DAY + dt.timedelta(days=at), 300, "Yes" if at < 3 else "No"])
    rows += [[], ["End of export. Times in seconds."]]
    sheet(made, rows, "Export")


@book("log_with_lookup_sheet/Acme Research projects.xlsx")
def log_with_lookup_sheet(made: Any) -> None:
    projects: list[list[Any]] = [["Project ID", "Project type", "Received", "Due", "Delivered"]]
    for at in range(12):
        late = 1 if at % 4 == 3 else 0
        projects.append(
            [f"P{at:03d}", "Survey" if at % 2 else "Profile", _at(9, at), _at(9, at + 5),
             _at(9, at + 4 + 2 * late)]
        )  # fmt: skip
    errors: list[list[Any]] = [["Project ID", "Fields checked", "Errors found"]]
    errors += [[f"P{at:03d}", 100, 2 if at % 3 == 0 else 0] for at in range(12)]
    sheet(made, projects, "Projects")
    sheet(made, errors, "Errors")


@book("day_month_settled_by_the_column/Acme Care tickets.xlsx")
def day_month_settled_by_the_column(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Date", "Handle time (sec)", "Escalated"]]
    for at in range(24):
        day = dt.date(2026, 2, 1) + dt.timedelta(days=at)
        rows.append([f"T{at:04d}", day.strftime("%d/%m/%Y"), 300, "Yes" if at < 6 else "No"])
    sheet(made, rows, "Data")


@book("day_month_not_settled/Acme Care tickets.xlsx")
def day_month_not_settled(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Date", "Handle time (sec)", "Escalated"]]
    for at in range(12):
        rows.append([f"T{at:04d}", f"{at % 6 + 1:02d}/{at % 5 + 2:02d}/2026", 300, "No"])
    sheet(made, rows, "Data")


@book("log_with_vendor_column/All providers tickets.xlsx")
def log_with_vendor_column(made: Any) -> None:
    rows: list[list[Any]] = [["Ticket ID", "Provider Code", "Date", "Handle time (sec)", "SLA Met"]]
    for at in range(24):
        name = ("Acme Care", "Borealis")[at % 2]
        met = "No" if at in (0, 2, 4, 1) else "Yes"
        rows.append([f"T{at:04d}", name, _DAY + dt.timedelta(days=at), 300 + 60 * (at % 2), met])
    sheet(made, rows, "Data")


@book("survey_log/Acme Care survey.xlsx")
def survey_log(made: Any) -> None:
    # The ten answers of a published example: NPS +20.
    answers = [10, 10, 9, 9, 9, 8, 7, 4, 2, 1]
    rows: list[list[Any]] = [["Survey ID", "Survey date", "How likely to recommend us (0-10)"]]
    rows += [[f"S{at:03d}", _DAY + dt.timedelta(days=at), mark] for at, mark in enumerate(answers)]
    sheet(made, rows, "Survey")


@book("quality_log/Acme Care.xlsx")
def quality_log(made: Any) -> None:
    rows: list[list[Any]] = [
        ["Evaluation ID", "Audit date", "Agent", "Points earned", "Max points"]
    ]
    for at in range(12):
        day = _DAY + dt.timedelta(days=at)
        rows.append([f"E{at:03d}", day, f"A{at % 4}", 45 if at % 2 else 80, 50 if at % 2 else 100])
    sheet(made, rows, "QA")


@book("agent_time_log/Acme Care.xlsx")
def agent_time_log(made: Any) -> None:
    heading = [
        "Date",
        "Agent ID",
        "Login time (h)",
        "Talk time (h)",
        "Hold time (h)",
        "Wrap time (h)",
    ]
    rows: list[list[Any]] = [heading]
    for at in range(20):
        rows.append([_DAY + dt.timedelta(days=at // 4), f"A{at % 4}", 8, 5, 0.4, 1.0])
    sheet(made, rows, "Agent time")


@book("invoice_log/Acme Care.xlsx")
def invoice_log(made: Any) -> None:
    rows: list[list[Any]] = [["Invoice no", "Invoice date", "Hours billed", "Invoice amount (USD)"]]
    for at in range(10):
        rows.append([f"INV-{at:03d}", dt.date(2026, at + 1, 28), 100, 2500 + 100 * (at % 2)])
    sheet(made, rows, "Invoices")


@book("subject_in_file_name/Acme Care invoices.xlsx")
def subject_in_file_name(made: Any) -> None:
    rows: list[list[Any]] = [["Invoice no", "Invoice date", "Hours billed", "Invoice amount (USD)"]]
    rows += [[f"INV-{at:03d}", dt.date(2026, 1, at + 1), 100, 2500] for at in range(10)]
    sheet(made, rows, "Data")


@book("staff_roster/Acme Research.xlsx")
def staff_roster(made: Any) -> None:
    rows: list[list[Any]] = [["Employee ID", "Employee name", "Qualified", "Years of experience"]]
    for at in range(20):
        rows.append([f"E{at:03d}", f"Person {at}", "Yes" if at < 15 else "No", 2 + at % 5])
    sheet(made, [["Staff roster, March 2026"], [], *rows], "Roster")


@book("two_columns_for_one_field/Acme Care tickets.xlsx")
def two_columns_for_one_field(made: Any) -> None:
    rows: list[list[Any]] = [
        ["Ticket ID", "Date", "Escalated", "CSAT Rating", "Customer satisfaction rating"]
    ]
    for at in range(12):
        rows.append([f"T{at:04d}", _DAY + dt.timedelta(days=at), "No", 4, 5 if at % 2 else 3])
    sheet(made, rows, "Data")


@book("chat_log/Acme Care.xlsx")
def chat_log(made: Any) -> None:
    heading = ["Chat ID", "Chat start", "Chat duration", "Wait time", "Transferred"]
    rows: list[list[Any]] = [heading]
    for at in range(12):
        rows.append([f"H{at:04d}", _at(9, at), "00:06:00", "00:00:20", "Y" if at < 3 else "N"])
    sheet(made, rows, "Data")


@book("same_month_in_two_files/Acme Care tickets January.xlsx")
def first_of_two_files(made: Any) -> None:
    sheet(made, _month_of_tickets(), "Data")


@book("same_month_in_two_files/Acme Care tickets January final.xlsx")
def second_of_two_files(made: Any) -> None:
    sheet(made, _month_of_tickets(), "Data")


def _month_of_tickets() -> list[list[Any]]:
    rows: list[list[Any]] = [["Ticket ID", "Date", "Handle time (sec)", "Escalated"]]
    for at in range(12):
        rows.append([f"T{at:04d}", _DAY + dt.timedelta(days=at), 300, "Yes" if at < 3 else "No"])
    return rows
