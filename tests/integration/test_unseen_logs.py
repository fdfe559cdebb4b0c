"""Logs as vendors send them, read and measured; the truth is counted from their rows."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence

CATALOGUE = load_catalogue()
DAY_S = 86_400
Rows = Sequence[Sequence[Any]]


class Read:
    """The measurements and findings of one file."""

    def __init__(self, path: Path) -> None:
        report = import_report(path, CATALOGUE, ImportOptions(), NoProgress())
        measured = measure(gather_evidence([report]), CATALOGUE)
        self.frame: pd.DataFrame = measured.frame
        self.findings: list[Finding] = [*report.findings, *measured.findings]

    def value(self, kpi: str, variant: str = "", vendor: str = "") -> float:
        """Return the one figure of a KPI."""
        found = self.frame[self.frame["kpi"] == kpi]
        if variant:
            found = found[found["variant"] == variant]
        if vendor:
            found = found[found["vendor"] == vendor]
        assert len(found) == 1, found[["vendor", "kpi", "variant", "value"]]
        return float(found["value"].iloc[0])

    def kpis(self) -> set[str]:
        """Return which KPIs have a figure."""
        return set(self.frame["kpi"])


@pytest.fixture
def sheets(tmp_path: Path) -> Callable[..., Read]:
    """Return a reader of a workbook made of named sheets."""

    def read(tables: dict[str, Rows], name: str = "Acme log.xlsx", time: str = "") -> Read:
        book = Workbook()
        book.remove(book.active)
        for title, rows in tables.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            for row in sheet.iter_rows(min_row=2) if time else ():
                for cell in row:
                    if isinstance(cell.value, dt.timedelta):
                        cell.number_format = time
        book.save(tmp_path / name)
        return Read(tmp_path / name)

    return read


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Read]:
    """Return a reader of a text file with separated columns."""

    def read(rows: Rows, name: str = "Acme.csv", separator: str = ",") -> Read:
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=separator).writerows(rows)
        return Read(tmp_path / name)

    return read


def calls(size: int = 60) -> list[dict[str, Any]]:
    """Return calls: start, wait, talk, hold and wrap in seconds, and whether given up."""
    pick = random.Random(size)
    found = []
    for number in range(size):
        gone = number % 9 == 4
        found.append(
            {
                "id": f"C{1000 + number}",
                "start": dt.datetime(2026, 1, 13) + dt.timedelta(hours=7 * number),
                "wait": pick.randrange(3, 45),
                "talk": 0 if gone else pick.randrange(60, 700),
                "hold": 0 if gone else pick.randrange(0, 60),
                "wrap": 0 if gone else pick.randrange(5, 90),
                "gone": gone,
            }
        )
    return found


def check_calls(read: Read, log: list[dict[str, Any]]) -> None:
    """Compare the figures of a call log with sums over its rows."""
    taken = [call for call in log if not call["gone"]]
    handled = sum(call["talk"] + call["hold"] + call["wrap"] for call in taken)
    quick = sum(call["wait"] <= 20 for call in taken)
    assert read.value("aht", "full") == pytest.approx(handled / len(taken))
    assert read.value("asa") == pytest.approx(sum(call["wait"] for call in taken) / len(taken))
    assert read.value("service_level", "answered_20s_of_offered") == quick / len(log)


def test_a_call_log_that_flags_only_abandoned_calls(sheets):
    log = calls()
    heading = ["Call ID", "Call Date", "Wait (sec)", "Talk (sec)", "Hold (sec)", "Wrap (sec)"]
    rows = [
        [*(c[key] for key in ("id", "start", "wait", "talk", "hold", "wrap")), "NY"[c["gone"]]]
        for c in log
    ]
    read = sheets({"Calls": [[*heading, "Abandoned"], *rows]})
    check_calls(read, log)
    assert read.value("abandonment", "all") == sum(c["gone"] for c in log) / len(log)


def test_excel_times_and_an_outcome_in_words_under_an_unknown_heading(sheets):
    log = calls(90)
    times = ("wait", "talk", "hold", "wrap")
    heading = ["Contact ID", "Start Time", "Queue Time", "Talk Time", "Hold Time", "ACW"]
    rows = [
        [
            *(c["id"], c["start"]),
            *(dt.timedelta(seconds=c[key]) for key in times),
            "Abandoned" if c["gone"] else "Answered",
        ]
        for c in log
    ]
    read = sheets({"Data": [[*heading, "Call Outcome"], *rows]}, time="[h]:mm:ss")
    check_calls(read, log)
    assert read.value("answer_rate") == sum(not c["gone"] for c in log) / len(log)


TICKETS = [
    (dt.datetime(2026, 3, 1 + number % 27, 9, 5), 90 + 35 * number if number % 6 else None)
    for number in range(48)
]
"""When opened, and after how many minutes resolved (None: still open)."""


@pytest.mark.parametrize(
    "form", ["%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%d.%m.%Y %H:%M:%S"]
)
def test_resolved_over_dates_as_text_is_when_it_was_resolved(text, form):
    rows = [["Ticket ID", "Created", "Resolved", "Status", "Reopened"]]
    for number, (start, minutes) in enumerate(TICKETS):
        end = (start + dt.timedelta(minutes=minutes)).strftime(form) if minutes else ""
        status = "Closed" if minutes else ("Pending Customer", "In Progress")[number % 2]
        rows.append([str(number), start.strftime(form), end, status, "Y" if number == 1 else "N"])
    read = text(rows)
    took = [minutes * 60 for _, minutes in TICKETS if minutes]
    assert read.value("resolution_time", "mean_calendar") == pytest.approx(sum(took) / len(took))
    # Tickets still open have not been resolved, so they can't have been reopened.
    assert read.value("reopen_rate") == pytest.approx(1 / len(took))
    assert read.value("resolution_rate") == pytest.approx(len(took) / len(TICKETS))


def test_what_is_in_progress_has_neither_kept_nor_missed_its_sla(text):
    rows = [["Ticket ID", "Created", "SLA Met"]]
    words = ["Met", "Breached", "In progress", "Met"] * 6
    rows += [[str(n), f"2026-01-{1 + n:02d}", word] for n, word in enumerate(words)]
    assert text(rows).value("sla_compliance") == pytest.approx(2 / 3)


def test_a_sheet_of_agent_days_gives_occupancy_and_no_handle_time(sheets):
    rows = [["Date", "Agent ID", "Paid Hours", "Logged In Hours", "Handle Time (hrs)"]]
    for number in range(40):
        day = dt.datetime(2026, 2, 1) + dt.timedelta(days=number // 4)
        rows.append([day, f"A{number % 4}", 8, 6.5, 5 + number % 3 * 0.5])
    read = sheets({"Time": rows})
    handled = sum(row[4] for row in rows[1:])
    assert read.value("occupancy") == pytest.approx(handled / (40 * 6.5))
    assert "aht" not in read.kpis()


def test_a_question_over_the_answers_names_the_survey(text):
    marks = [number * 7 % 11 for number in range(33)]
    question = "How likely are you to recommend us to a friend? (0-10)"
    rows = [["Respondent", "Date", question]]
    rows += [[f"R{n}", f"2026-01-{1 + n % 28:02d}", str(mark)] for n, mark in enumerate(marks)]
    expected = 100 * (sum(m >= 9 for m in marks) - sum(m <= 6 for m in marks)) / len(marks)
    assert text(rows, separator="\t").value("nps") == pytest.approx(expected)


def test_overdue_projects_stay_in_the_whole_of_on_time(sheets):
    heading = ["Project ID", "Received", "Due Date", "Delivered", "Status"]
    day = dt.datetime(2026, 5, 4)
    rows: list[list[Any]] = [heading]
    for number in range(30):
        start = day + dt.timedelta(days=number)
        due = start + dt.timedelta(days=5)
        late = 3 if number % 5 == 0 else -1
        rows.append([f"P{number}", start, due, due + dt.timedelta(days=late), "Delivered"])
    rows.append(["P90", day, day + dt.timedelta(days=4), None, "In progress"])  # overdue
    rows.append(["P91", day, day + dt.timedelta(days=90), None, "In progress"])  # not yet due
    rows.append(["P92", day, day + dt.timedelta(days=4), None, "Cancelled"])
    read = sheets({"Projects": rows})
    assert read.value("on_time", "due") == pytest.approx(24 / 31)
    took = [(5 + (3 if number % 5 == 0 else -1)) * DAY_S for number in range(30)]
    assert read.value("tat", "mean_calendar") == pytest.approx(sum(took) / 30)


def contacts_and_invoices(months: Sequence[int]) -> dict[str, Rows]:
    """Return a log of 20 contacts in each of three months, and invoices for some months."""
    contacts: list[list[Any]] = [["Contact ID", "Contact Date", "Channel", "Handle Time (sec)"]]
    for number in range(60):
        day = dt.datetime(2026, 1 + number // 20, 1 + number % 20)
        contacts.append([f"C{number}", day, "Voice", 200 + number])
    invoices: list[list[Any]] = [["Invoice No", "Invoice Date", "Amount (USD)"]]
    invoices += [[f"INV-{month}", dt.datetime(2026, month, 28), 100.0 * month] for month in months]
    return {"Contacts": contacts, "Invoices": invoices}


def test_invoices_beside_contacts_give_the_cost_of_a_contact(sheets):
    read = sheets(contacts_and_invoices([1, 2, 3]))
    assert read.value("cost_per_contact") == pytest.approx(600 / 60)


def test_invoices_of_other_months_give_no_cost_of_a_contact(sheets):
    read = sheets(contacts_and_invoices([1, 2]))
    assert not {"cost_per_contact", "cost_per_resolution"} & read.kpis()
    told = [finding.message for finding in read.findings if finding.code == "months-differ"]
    assert "2026-01 and 2026-02" in told[0]


def test_a_vendor_in_several_spellings_is_one(text):
    names = ["Acme", "ACME ", "acme", "Beta", "Acme"]
    rows = [["Vendor", "Call ID", "Date", "Answered"]]
    rows += [
        [names[number % 5], str(number), f"2026-01-{1 + number % 28:02d}", "NY"[number % 3 > 0]]
        for number in range(40)
    ]
    read = text(rows)
    assert set(read.frame["vendor"]) == {"Acme", "Beta"}
    assert read.value("volume", "total", vendor="Acme") == 32


def test_a_total_of_times_written_as_text_is_no_record(text):
    log = calls(45)
    rows = [["Call ID", "Call Date", "Wait", "Talk", "Hold", "Wrap", "Answered"]]
    for call in log:
        times = [f"0:{call[key] // 60:02d}:{call[key] % 60:02d}" for key in ("wait", "talk")]
        times += [f"0:{call[key] // 60:02d}:{call[key] % 60:02d}" for key in ("hold", "wrap")]
        stamp = call["start"].strftime("%d.%m.%Y %H:%M")
        rows.append([call["id"], stamp, *times, "N" if call["gone"] else "J"])
    rows.append(["Total", "", "0:17:40", "4:10:12", "0:21:09", "0:30:00", ""])
    read = text(rows, separator=";")
    check_calls(read, log)
    assert read.value("volume", "total") == 45


def test_agent_days_with_calls_handled_weigh_by_calls(sheets):
    rows: list[list[Any]] = [["Date", "Agent", "Calls Handled", "Talk Time", "ACW", "Login Time"]]
    for number in range(24):
        day, count = dt.datetime(2026, 2, 1 + number // 4), 20 + number
        times = [dt.timedelta(seconds=count * size) for size in (300, 45)]
        rows.append([day, f"Agent {number % 4}", count, *times, dt.timedelta(hours=7)])
    read = sheets({"Agents": rows}, time="[h]:mm:ss")
    total = sum(row[2] for row in rows[1:])
    assert read.value("aht", "full") == pytest.approx(345)
    assert read.value("occupancy") == pytest.approx(total * 345 / (24 * 7 * 3600))


def test_accuracy_of_each_project_as_a_percentage(sheets):
    rows = [["Project ID", "Delivered", "Accuracy %", "Documents checked"]]
    rows += [[f"P{n}", dt.datetime(2026, 3, 1 + n), 90 + n, 100 * n] for n in range(1, 9)]
    whole = sum(row[3] for row in rows[1:])
    part = sum(row[2] * row[3] / 100 for row in rows[1:])
    assert sheets({"Projects": rows}).value("accuracy", "per_item") == pytest.approx(part / whole)


def test_an_export_with_ids_and_times_under_names_of_its_own(text):
    heading = ["Abstract ID", "Conversation Start", "Delivery Partner", "First response (sec)"]
    rows = [[*heading, "Total Queue Time", "Total Talk", "Total ACW", "Abandoned"]]
    log = calls(72)
    for number, call in enumerate(log):
        stamp = call["start"].isoformat()
        times = [str(call[key]) for key in ("wait", "talk", "wrap")]
        gone = "YES" if call["gone"] else "NO"
        rows.append([call["id"], stamp, "Quill", str(20 + number), *times, gone])
    read = text(rows)
    taken = [call for call in log if not call["gone"]]
    handled = sum(call["talk"] + call["wrap"] for call in taken)
    assert read.value("aht", "full", vendor="Quill") == pytest.approx(handled / len(taken))
    assert read.value("response_time", "mean_calendar") == pytest.approx(20 + 71 / 2)
    assert read.value("volume", "total") == 72


def test_marks_of_evaluations_in_whole_percent_are_no_summary(sheets):
    rows = [["Eval ID", "Eval Date", "Agent", "Quality Score (%)", "Fatal Error (Y/N)"]]
    marks = [70 + number * 7 % 30 for number in range(84)]
    for number, mark in enumerate(marks):
        day = dt.datetime(2026, 3, 1 + number % 28)
        rows.append([number, day, "Zoe", mark, "N"])
    read = sheets({"QA": rows})
    assert read.value("qa_score") == pytest.approx(sum(marks) / 84 / 100)


def test_totals_of_each_agent_below_their_calls_are_no_records(sheets):
    rows: list[list[Any]] = [["Agent", "Call ID", "Date", "Talk (s)", "ACW (s)"]]
    calls = [[f"Agent {n // 9}", f"C{n}", dt.date(2026, 1, 1 + n), 100 + n, 20] for n in range(27)]
    for start in (0, 9, 18):
        own = calls[start : start + 9]
        rows += own
        sums = [sum(row[3] for row in own), sum(row[4] for row in own)]
        rows.append([f"{own[0][0]} Total", len(own), None, *sums])
    rows.append(["Grand Total", 27, None, *(sum(row[n] for row in calls) for n in (3, 4))])
    read = sheets({"Calls": rows})
    assert read.value("volume", "total") == 27
    assert read.value("aht", "full") == pytest.approx(133)


def test_a_sheet_of_sites_names_no_vendor(sheets):
    log = [["Ticket ID", "Opened", "Handle Time (min)"]]
    log += [[f"T{n}", dt.datetime(2026, 1, 1 + n, 9), 5 + n] for n in range(20)]
    sites = [["Site", "City"], ["S1", "Pune"], ["S2", "Cebu"]]
    read = sheets({"Log": log, "Sites": sites}, name="report.xlsx")
    assert set(read.frame["vendor"]) == {"report"}
