"""Logs: records with typed fields, and everything that is no record kept out and said."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from desktop_app.domain.records import ROW, VENDOR
from desktop_app.importing.report import FieldChoice, ImportOptions
from tests.helpers.workbooks import check_accounting, codes, import_rows, layouts

HEADING = ["Ticket ID", "Created", "Channel", "Resolution time (hours)", "SLA met", "CSAT"]


def ticket(number: int, **changes: object) -> list[object]:
    row: dict[str, object] = {
        "id": f"T{number:04d}",
        "created": dt.datetime(2026, 1, 1 + number % 28, 9, 30),
        "channel": ("Voice", "Email")[number % 2],
        "hours": float(number % 7),
        "sla": ("Yes", "No")[number % 3 == 0],
        "csat": 1 + number % 5,
    }
    row.update(changes)
    return list(row.values())


def test_fields_in_canonical_units(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(20)]
    report = import_rows(tmp_path, [HEADING, *rows])
    table = report.records[0]
    assert layouts(report) == ["log"]
    assert set(table.columns) == {
        "record_id", "created_at", "channel", "resolution_time", "sla_met", "csat_score",
    }  # fmt: skip
    frame = table.frame
    assert frame[ROW].tolist() == list(range(2, 22))
    assert frame["resolution_time"].tolist() == [row[3] * 3600.0 for row in rows]  # type: ignore[operator]
    assert frame["sla_met"].tolist() == [float(row[4] == "Yes") for row in rows]
    assert frame["created_at"].dtype.kind == "M"
    assert frame[VENDOR].tolist() == ["Acme"] * 20
    assert isinstance(frame[VENDOR].dtype, pd.CategoricalDtype)
    assert table.scales == {"csat_score": (1.0, 5.0)}
    check_accounting(report)


def test_total_rows_and_repeated_headings_are_no_records(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(12)]
    report = import_rows(
        tmp_path,
        [HEADING, *rows[:6], HEADING, *rows[6:], ["Total", None, None, 36.0, None, None]],
    )
    assert len(report.records[0].frame) == 12
    account = report.sheets[0].accounting
    assert (account.heading, account.total, account.set_aside) == (12, 2, 0)
    check_accounting(report)


def test_cells_that_are_no_such_value_are_set_aside_and_named(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(12)]
    rows[3] = ticket(3, hours="ask Bob")
    rows[5] = ticket(5, hours="n/a")
    report = import_rows(tmp_path, [HEADING, *rows])
    found = [f for f in report.findings if f.code == "cell-not-readable"]
    assert [f.cells for f in found] == ["D5"]
    assert "ask Bob" in found[0].message
    assert np.flatnonzero(report.records[0].frame["resolution_time"].isna()).tolist() == [3, 5]
    assert report.sheets[0].accounting.set_aside == 1
    check_accounting(report)


def test_unknown_columns_are_set_aside_and_named(tmp_path: Path) -> None:
    rows = [[*ticket(number), f"zz{number}"] for number in range(12)]
    report = import_rows(tmp_path, [[*HEADING, "Zorble"], *rows])
    found = next(f for f in report.findings if f.code == "column-not-used")
    assert "'Zorble' (G)" in found.message
    assert report.sheets[0].accounting.set_aside == 12


def test_date_and_time_in_two_columns_are_one_timestamp(tmp_path: Path) -> None:
    heading = ["Ticket ID", "Created date", "Created time", "Resolution time (hours)", "SLA met"]
    rows = [
        [f"T{n}", dt.datetime(2026, 1, n, 0, 0), f"{8 + n}:15", 3.0, "Yes"] for n in range(1, 13)
    ]
    report = import_rows(tmp_path, [heading, *rows])
    table = report.records[0]
    assert table.columns["created_at"] == ("B", "C")
    assert table.frame["created_at"].iloc[1] == pd.Timestamp(2026, 1, 2, 10, 15)
    check_accounting(report)


def test_vendor_column_and_rows_without_vendor(tmp_path: Path) -> None:
    rows = [["Acme" if n % 2 else "Beta", *ticket(n)] for n in range(12)]
    rows[4][0] = None  # type: ignore[index]
    report = import_rows(tmp_path, [["Vendor", *HEADING], *rows], name="all.xlsx")
    assert set(report.vendors) == {"Acme", "Beta"}
    assert report.vendor == ""
    assert len(report.records[0].frame) == 11
    assert "vendor-missing" in codes(report)
    assert report.sheets[0].accounting.set_aside == 6
    check_accounting(report)


def test_the_users_vendor_outranks_the_column_and_is_said(tmp_path: Path) -> None:
    rows = [["Acme" if n % 2 else "Beta", *ticket(n)] for n in range(12)]
    options = ImportOptions(vendors={"all.xlsx": "Gamma"})
    report = import_rows(tmp_path, [["Vendor", *HEADING], *rows], "all.xlsx", options)
    assert report.vendors == ("Gamma",)
    assert "vendor-overruled" in codes(report)


@pytest.mark.parametrize("column", ["Channel", "channel ", "C"])
def test_any_column_can_be_chosen_by_heading_or_letters(tmp_path: Path, column: str) -> None:
    rows = [ticket(number) for number in range(12)]
    options = ImportOptions(choices=(FieldChoice("vendor", column),))
    report = import_rows(tmp_path, [HEADING, *rows], options=options)
    assert set(report.vendors) == {"Voice", "Email"}
    assert "choice-without-column" not in codes(report)


def test_a_choice_for_another_sheet_or_a_missing_column_changes_nothing(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(12)]
    choices = (FieldChoice("vendor", "Nobody"), FieldChoice("vendor", "Channel", sheet="Other"))
    report = import_rows(tmp_path, [HEADING, *rows], options=ImportOptions(choices=choices))
    assert report.vendors == ("Acme",)
    found = [f for f in report.findings if f.code == "choice-without-column"]
    assert len(found) == 2
    assert "'Ticket ID'" in found[0].message


def test_vendor_per_sheet(tmp_path: Path) -> None:
    sheets = {
        name: [HEADING, *(ticket(number) for number in range(12))]
        for name in ("Zenith Care", "Orbit Services")
    }
    report = import_rows(tmp_path, sheets, name="All vendors.xlsx")
    assert set(report.vendors) == {"Zenith Care", "Orbit Services"}
    assert "vendor-from-sheet" in codes(report)


def test_sheets_per_month_and_channel_are_one_vendor(tmp_path: Path) -> None:
    months = {
        name: [HEADING, *(ticket(number) for number in range(12))] for name in ("Jan 26", "Feb 26")
    }
    assert import_rows(tmp_path, months).vendors == ("Acme",)
    channels = {
        name: [HEADING, *(ticket(number) for number in range(12))] for name in ("Voice", "Email")
    }
    report = import_rows(tmp_path, channels)
    assert report.vendors == ("Acme",)
    assert [table.dimensions for table in report.records] == [
        {"channel": "Voice"}, {"channel": "Email"},
    ]  # fmt: skip


def test_rows_that_stand_there_twice_count_once(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(12)]
    rows += [ticket(3), ticket(4, hours=99.0)]
    report = import_rows(tmp_path, [HEADING, *rows])
    assert len(report.records[0].frame) == 12
    assert {"duplicate-records", "record-versions"} <= codes(report)
    assert report.sheets[0].accounting.set_aside == 12
    check_accounting(report)


def test_a_duration_without_a_unit_is_a_guess_that_is_said(tmp_path: Path) -> None:
    heading = ["Call ID", "Call date", "Duration", "Rating"]
    rows = [[f"C{n}", dt.datetime(2026, 1, 1 + n % 9), 30 + n, 1 + n % 5] for n in range(40)]
    report = import_rows(tmp_path, [heading, *rows])
    found = next(f for f in report.findings if f.code == "unit-assumed")
    assert "C" in found.cells


def test_records_without_a_date_take_the_month_of_the_sheet(tmp_path: Path) -> None:
    heading = ["Ticket ID", "Channel", "SLA met", "CSAT"]
    rows = [[f"T{n}", "Voice", "Yes", 1 + n % 5] for n in range(12)]
    report = import_rows(tmp_path, {"Jan 2026": [heading, *rows]})
    assert report.records[0].period == "2026-01"


def test_a_month_column_dates_the_records(tmp_path: Path) -> None:
    heading = ["Ticket ID", "Month", "SLA met", "CSAT"]
    rows = [[f"T{n}", f"2026-{1 + n % 3:02d}", "Yes", 1 + n % 5] for n in range(12)]
    report = import_rows(tmp_path, [heading, *rows])
    assert report.records[0].frame["date"].dt.month.tolist() == [1 + n % 3 for n in range(12)]


def test_a_list_of_customers_is_no_log(tmp_path: Path) -> None:
    heading = ["Customer ID", "Gender", "Age", "City"]
    rows = [[f"C{n:04d}", "Male", 30 + n, "Columbus"] for n in range(15)]
    report = import_rows(tmp_path, [heading, *rows])
    assert layouts(report) == ["other"]
    assert {"table-not-measurable", "nothing-usable"} <= codes(report)


def test_a_sheet_that_fails_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from desktop_app.importing import pipeline

    decide = pipeline.decide

    def fragile(context: object, region: object) -> object:
        if context.sheet.name == "Bad":  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return decide(context, region)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "decide", fragile)
    # Commands switch logging off for their process, and some test before may have run one.
    caplog.set_level("ERROR")
    rows = [HEADING, *(ticket(number) for number in range(12))]
    report = import_rows(tmp_path, {"Bad": rows, "Good": rows})
    failed = [f for f in report.findings if f.code == "sheet-failed"]
    assert [f.sheet for f in failed] == ["Bad"]
    assert "boom" not in failed[0].message
    assert "boom" in caplog.text
    assert len(report.records) == 1
    assert report.sheets[0].accounting.set_aside == report.sheets[0].accounting.cells


def test_hidden_sheets_are_read_and_marked(tmp_path: Path) -> None:
    from desktop_app.importing.pipeline import import_report
    from tests.helpers.workbooks import catalogue, write_workbook

    rows = [HEADING, *(ticket(number) for number in range(12))]
    path = write_workbook(tmp_path / "Acme.xlsx", {"A": rows, "B": rows}, hidden=["B"])
    report = import_report(path, catalogue())
    assert [sheet.hidden for sheet in report.sheets] == [False, True]
    assert [f.sheet for f in report.findings if f.code == "hidden-content"] == ["B"]
    assert len(report.records) == 2


def test_a_sheet_read_in_bulk_gives_the_same(tmp_path: Path) -> None:
    rows = [ticket(number) for number in range(400)]
    rows[300] = ticket(300, hours="ask Bob")
    sheet = [HEADING, *rows, ["Total", None, None, 1200.0, None, None]]
    small = import_rows(tmp_path, sheet)
    bulk = import_rows(tmp_path, sheet, options=ImportOptions(bulk_cells=100))
    pd.testing.assert_frame_equal(
        small.records[0].frame, bulk.records[0].frame, check_dtype=False, check_categorical=False
    )
    assert small.sheets[0].accounting == bulk.sheets[0].accounting
    assert codes(small) == codes(bulk)
    check_accounting(bulk)


def test_a_flags_name_over_dates_is_when_it_happened(tmp_path: Path) -> None:
    heading = ["Ticket ID", "Created", "Resolved", "SLA met"]
    rows = [
        [f"T{n}", dt.datetime(2026, 1, n), dt.datetime(2026, 2, n), "Yes"] for n in range(1, 13)
    ]
    report = import_rows(tmp_path, [heading, *rows])
    assert report.records[0].columns["resolved_at"] == ("C",)


def _answers(number: int) -> tuple[object, ...]:
    return (7 * number) % 11, 1 + (3 * number) % 5, 1 + (5 * number) % 7


MARKS = ["NPS (0-10)", "CSAT (1-5)", "Customer effort (1 = very low, 7 = very high)"]


@pytest.mark.parametrize("unanswered", [False, True])
@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        (["No.", "Survey date"], lambda n: (n, dt.datetime(2026, 1, 1 + n % 20))),
        (["Survey date"], lambda n: (dt.datetime(2026, 1, 1 + n % 20),)),
        (["Survey date"], lambda n: (dt.datetime(2026, 1, 1) + dt.timedelta(days=n),)),
        (["#"], lambda n: (n,)),
        ([], lambda n: ()),
    ],
)
def test_marks_of_single_people_are_records(
    tmp_path: Path, heading: list[str], keys: Callable[[int], tuple[object, ...]], unanswered: bool
) -> None:
    rows = [[*keys(n), *_answers(n)] for n in range(1, 61)]
    if unanswered:
        for row in rows[::4]:
            row[-3] = "N/A"
    report = import_rows(tmp_path, [[*heading, *MARKS], *rows])
    assert layouts(report) == ["log"]
    frame, answered = report.records[0].frame, [n for n in range(1, 61) if n % 4 != 1]
    nps = [_answers(n)[0] for n in (answered if unanswered else range(1, 61))]
    assert frame["nps_score"].dropna().tolist() == nps
    assert frame["ces_score"].tolist() == [_answers(n)[2] for n in range(1, 61)]
    assert report.records[0].scales["nps_score"] == (0.0, 10.0)
    check_accounting(report)


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (["Date", "CSAT (1-5)", "NPS"], lambda n: [None, 4.1 + n % 3 / 10, 30 + n % 9]),
        (["Date", "CSAT (1-5)", "Responses"], lambda n: [None, 3 + n % 3, 20 + n]),
        (["Date", "CSAT (1-5)"], lambda n: [None, 3 + n % 3]),
    ],
)
def test_means_of_days_are_no_records(
    tmp_path: Path, heading: list[str], row: Callable[[int], list[object]]
) -> None:
    days = [dt.datetime(2026, 1, 1) + dt.timedelta(days=n) for n in range(40)]
    report = import_rows(tmp_path, [heading, *([day, *row(n)[1:]] for n, day in enumerate(days))])
    assert layouts(report) == ["transposed"]


@pytest.mark.parametrize(
    ("heading", "said", "empty", "field"),
    [
        ("Escalated", "Escalated", None, "escalated"),
        ("Escalated?", "escalated", "-", "escalated"),
        ("FCR", "FCR", None, "resolved_first_contact"),
        ("Reopened", "REOPENED", "", "reopened"),
    ],
)
@pytest.mark.parametrize("share", [7, 3, 1.2])
def test_a_column_that_says_its_heading_or_nothing_is_a_flag(
    tmp_path: Path, heading: str, said: str, empty: str | None, field: str, share: float
) -> None:
    flags = [n % share < 1 for n in range(60)]
    rows = [
        [f"T{n}", dt.datetime(2026, 1, 1 + n % 28), said if flag else empty, 300 + n]
        for n, flag in enumerate(flags)
    ]
    report = import_rows(tmp_path, [["Ticket ID", "Created", heading, "Handle time (s)"], *rows])
    assert layouts(report) == ["log"]
    assert report.records[0].frame[field].tolist() == [float(flag) for flag in flags]
    assert "flag-empty-no" not in codes(report)
    check_accounting(report)


PROJECTS = ["Project ID", "Received", "Due", "Delivered", "Status"]


def _projects(not_yet: object) -> list[list[object]]:
    """Return 40 projects, every fifth of them open."""
    rows: list[list[object]] = []
    for n in range(40):
        going = n % 5 == 0
        done = not_yet if going else dt.datetime(2026, 1, 15 + n % 15)
        dates = [dt.datetime(2026, 1, 1 + n % 14), dt.datetime(2026, 2, 1 + n % 20), done]
        rows.append([f"P{n}", *dates, "In progress" if going else "Delivered"])
    return rows


@pytest.mark.parametrize(
    "not_yet", [None, "TBD", "-", "open", dt.datetime(2026, 12, 31), dt.datetime(2099, 12, 31)]
)
def test_an_open_project_has_no_delivery(tmp_path: Path, not_yet: object) -> None:
    report = import_rows(tmp_path, [PROJECTS, *_projects(not_yet)])
    frame = report.records[0].frame
    assert frame["delivered_at"].isna().tolist() == [n % 5 == 0 for n in range(40)]
    said = next(f for f in report.findings if f.code == "unfinished-left-out")
    assert said.message.startswith("8 of 40 records have no date for 'Delivered'")
    if isinstance(not_yet, dt.datetime):
        warned = next(f for f in report.findings if f.code == "open-with-end")
        assert warned.message.startswith("8 records are open")
        assert warned.cells.startswith("D2,D7")
        assert report.sheets[0].accounting.set_aside == 8
    check_accounting(report)


@pytest.mark.parametrize("errors", ["Coding errors", "Errors found"])
def test_errors_of_each_record_are_used_or_asked_about(tmp_path: Path, errors: str) -> None:
    rows = [[f"CH-{n}", dt.datetime(2026, 1, 1 + n % 28), 5 + n % 14, n % 3 % 2] for n in range(40)]
    report = import_rows(tmp_path, [["Chart ID", "Date", "Codes checked", errors], *rows])
    assert layouts(report) == ["log"]
    asked = [f for f in report.findings if f.code == "column-unclear"]
    assert any("'Codes checked'" in finding.message for finding in asked)
    named = any(f"'{errors}'" in finding.message for finding in asked)
    assert named or "error_count" in report.records[0].frame
    check_accounting(report)


def test_the_age_of_what_is_open_is_no_time_to_resolution(tmp_path: Path) -> None:
    statuses = ["Abierta", "Cerrada", "Cerrada", "En curso", "Resuelta", "Cerrada"]
    rows = [[f"C-{n}", f"2025-03-{n + 1:02}", s, 2 + n] for n, s in enumerate(statuses)]
    head = ["Complaint ID", "Date", "Status", "Resolution time (days)"]
    report = import_rows(tmp_path, [head, *rows])
    days = report.records[0].frame["resolution_time"].dropna() / 86_400
    assert days.tolist() == [3, 4, 6, 7]
    (told,) = [f for f in report.findings if f.code == "open-with-end"]
    assert told.message.startswith("2 records are open by the status and have a figure")
    assert told.cells == "D2,D5"
    check_accounting(report)
