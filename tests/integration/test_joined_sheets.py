"""Sheets of one workbook that belong together by an id, joined and measured."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import rows_behind
from tests.helpers.measured import CATALOGUE, Measured
from tests.helpers.workbooks import check_accounting

START = dt.datetime(2026, 1, 5, 8, 0)
Row = list[Any]


def projects() -> list[Row]:
    """Return projects: id, received, delivered, items checked, kind."""
    pick, rows = random.Random(1), []
    for number in range(40):
        start = START + dt.timedelta(days=2 * number)
        end = start + dt.timedelta(days=pick.randrange(4, 12))
        kind = pick.choice(["Research", "Analytics"])
        rows.append([f"P-{number:03d}", start.date(), end.date(), pick.randrange(50, 200), kind])
    return rows


def errors() -> list[Row]:
    """Return errors: id, project, severity, kind; a third of the projects has none."""
    pick, rows = random.Random(2), []
    for project in projects():
        for _ in range(pick.choice([0, 1, 3])):
            grade = pick.choice(["Critical", "Major", "Minor"])
            rows.append([f"E{len(rows):04d}", project[0], grade, pick.choice(["Typo", "Omission"])])
    return rows


def tickets() -> list[Row]:
    """Return tickets: id, opened, closed, channel, status, agent."""
    pick, rows = random.Random(3), []
    for number in range(80):
        when, channel = START + dt.timedelta(hours=17 * number), pick.choice(["Email", "Chat"])
        end = when + dt.timedelta(hours=5)
        rows.append([f"T{number:04d}", when, end, channel, "Closed", f"A{number % 5}"])
    return rows


PROJECTS = ["Project ID", "Received", "Delivered", "Items checked", "Project type"]
TICKETS = ["Ticket ID", "Created", "Resolved at", "Channel", "Status", "Agent ID"]
ERRORS = {
    "Errors": ["Error ID", "Project ID", "Severity", "Error type"],
    "Fehlerliste": ["Fehler-ID", "Projektnummer", "Schweregrad", "Fehlerart"],
    "Erreurs": ["N° erreur", "N° projet", "Gravité", "Type d'erreur"],
}


@pytest.mark.parametrize("sheet", ERRORS)
def test_errors_are_counted_for_their_projects(tmp_path: Path, sheet: str) -> None:
    rows, wrong = projects(), errors()
    sheets = {"Projects": [PROJECTS, *rows], sheet: [ERRORS[sheet], *wrong]}
    read = Measured(tmp_path, {"kpo.xlsx": sheets})
    checked = sum(row[3] for row in rows)
    assert read.value("accuracy", "per_item") == pytest.approx(1 - len(wrong) / checked)
    critical = {row[1] for row in wrong if row[2] == "Critical"}
    assert read.value("error_rate", "critical") == pytest.approx(len(critical) / len(rows))
    weighed = sum({"Critical": 1, "Major": 0.5, "Minor": 0.1}[row[2]] for row in wrong)
    assert read.value("accuracy", "severity_weighted") == pytest.approx(1 - weighed / checked)
    assert read.value("volume", "total") == len(rows)
    check_accounting(read.reports[0])


def test_figures_lead_to_the_cells_of_both_sheets(tmp_path: Path) -> None:
    rows, wrong = projects(), errors()
    sheets = {"Projects": [PROJECTS, *rows], "Errors": [ERRORS["Errors"], *wrong]}
    read = Measured(tmp_path, {"kpo.xlsx": sheets})
    row = read.row("accuracy", "per_item")
    assert row["sheet"] == "Projects | Errors"
    own, beside = row["cells"].split(" | ")
    assert own == f"D2:D{len(rows) + 1}"
    assert beside == f"B2:B{len(wrong) + 1},C2:C{len(wrong) + 1}"
    behind = rows_behind(row.to_dict(), read.evidence, CATALOGUE)
    assert behind["error_count"].sum() == len(wrong)
    account = {sheet.sheet: sheet.accounting for sheet in read.reports[0].sheets}["Errors"]
    assert (account.used, account.set_aside) == (2 * len(wrong), 2 * len(wrong))


def test_errors_with_dates_are_no_records_of_their_own(tmp_path: Path) -> None:
    rows = projects()
    wrong = [[*row, dt.date(2026, 2, 1)] for row in errors()]
    wrong.append(["E9999", "P-999", "Minor", "Typo", dt.date(2026, 2, 2)])
    heading = [*ERRORS["Errors"], "Date found"]
    sheets = {"Projects": [PROJECTS, *rows], "QC findings": [heading, *wrong]}
    read = Measured(tmp_path, {"kpo.xlsx": sheets})
    truth = 1 - (len(wrong) - 1) / sum(row[3] for row in rows)
    assert read.value("accuracy", "per_item") == pytest.approx(truth)
    assert read.value("volume", "total") == len(rows)
    assert "1 lines name no project ID" in read.found("errors-counted")[0].message


@pytest.mark.parametrize("own_id", [True, False])
def test_surveys_take_date_and_channel_from_their_tickets(tmp_path: Path, own_id: bool) -> None:
    pick, log = random.Random(4), tickets()
    asked = [[f"S{n:03d}", row[0], pick.randrange(1, 6)] for n, row in enumerate(log[::2])]
    heading = ["Survey ID", "Ticket ID", "CSAT (1-5)"]
    surveys = [heading, *asked] if own_id else [row[1:] for row in [heading, *asked]]
    read = Measured(tmp_path, {"log.xlsx": {"Tickets": [TICKETS, *log], "Surveys": surveys}})
    assert read.value("volume", "total") == len(log)
    assert read.value("csat", "top_two_box") == sum(row[2] >= 4 for row in asked) / len(asked)
    split = measure(read.evidence, CATALOGUE, Grain.MONTH, "channel").frame
    split = split[(split["kpi"] == "csat") & (split["variant"] == "top_two_box")]
    by_id = {row[0]: row for row in log}
    for month in ("2026-01", "2026-02"):
        own = [
            row[2] >= 4
            for row in asked
            if by_id[row[1]][1].strftime("%Y-%m") == month and by_id[row[1]][3] == "Chat"
        ]
        cell = split[(split["period"] == month) & (split["segment"] == "Chat")]
        assert cell["value"].iloc[0] == pytest.approx(sum(own) / len(own))


def volumes(read: Measured) -> dict[str, float]:
    """Return the volume of each vendor."""
    found = read.frame[(read.frame["kpi"] == "volume") & (read.frame["variant"] == "total")]
    return dict(zip(found["vendor"], found["value"], strict=True))


def test_a_roster_names_the_vendor_of_each_agent(tmp_path: Path) -> None:
    roster = [[f"A{n}", f"Name {n}", ["Alpha BPO", "Beta BPO"][n % 2]] for n in range(5)]
    sheets = {
        "Tickets": [TICKETS, *tickets()],
        "Roster": [["Agent ID", "Agent Name", "Vendor"], *roster],
    }
    read = Measured(tmp_path, {"log.xlsx": sheets}, vendor="")
    assert volumes(read) == {"Alpha BPO": 48, "Beta BPO": 32}
    assert read.reports[0].vendors == ("Alpha BPO", "Beta BPO")
    assert not read.found("table-not-measurable")
    check_accounting(read.reports[0])


def test_agents_that_the_roster_lacks_are_left_out_and_counted(tmp_path: Path) -> None:
    roster = [[f"A{n}", ["Alpha BPO", "Beta BPO"][n % 2]] for n in range(4)]
    sheets = {"Tickets": [TICKETS, *tickets()], "Roster": [["Agent ID", "Vendor"], *roster]}
    read = Measured(tmp_path, {"log.xlsx": sheets}, vendor="")
    assert volumes(read) == {"Alpha BPO": 32, "Beta BPO": 32}
    assert "16 records name a agent" in read.found("tables-joined")[0].message.replace("an ", "a ")
    assert read.found("vendor-missing")[0].message.startswith("16 rows")


def test_codes_of_vendors_and_sites_become_names(tmp_path: Path) -> None:
    heading = [*TICKETS[:5], "Vendor"]
    log = [[*row[:5], ["V01", "V02"][n % 2]] for n, row in enumerate(tickets())]
    codes = [["Vendor Code", "Vendor Name"], ["V01", "Alpha BPO"], ["V02", "Beta BPO"]]
    files = {"log.xlsx": {"Tickets": [heading, *log], "Codes": codes}}
    assert volumes(Measured(tmp_path, files, vendor="")) == {"Alpha BPO": 40, "Beta BPO": 40}
    heading[5] = "Site"
    log = [[*row[:5], ["MNL1", "PUN1", "MNL2"][n % 3]] for n, row in enumerate(tickets())]
    sites = [["Site", "Vendor"], ["MNL1", "Alpha BPO"], ["PUN1", "Beta BPO"], ["MNL2", "Alpha BPO"]]
    files = {"log.xlsx": {"Tickets": [heading, *log], "Sites": sites}}
    assert volumes(Measured(tmp_path, files, vendor="")) == {"Alpha BPO": 53, "Beta BPO": 27}
    sites[3][0] = "CEB1"
    read = Measured(tmp_path, {"log.xlsx": {"Tickets": [heading, *log], "Sites": sites}}, vendor="")
    assert "has only 67 % of those" in read.found("join-unsure")[0].message


def test_sheets_of_months_are_not_about_each_other(tmp_path: Path) -> None:
    log = tickets()
    sheets = {"Jan": [TICKETS, *log[:40]], "Feb": [TICKETS, *log[40:]]}
    read = Measured(tmp_path, {"log.xlsx": sheets})
    assert read.value("volume", "total") == len(log)
    assert not read.found("tables-joined")
    assert all(table.joined == {} for table in read.evidence.records)


def test_amounts_are_never_taken_over_to_many_records(tmp_path: Path) -> None:
    rows = [[*row[:3], row[4], 1000 + n] for n, row in enumerate(projects())]
    checks = [[f"Q{n}", row[0], 90 + n % 10] for n, row in enumerate(rows * 2)]
    sheets = {
        "Projects": [[*PROJECTS[:3], PROJECTS[4], "Invoiced (EUR)"], *rows],
        "Reviews": [["Evaluation ID", "Project ID", "QA score (%)"], *checks],
    }
    read = Measured(tmp_path, {"kpo.xlsx": sheets})
    paid = sum(row[4] for row in rows)
    assert read.value("total_cost", "to_date") == pytest.approx(paid)
    assert read.value("volume", "total") == len(rows)
    reviews = read.evidence.records[1].frame
    assert "invoiced" not in reviews
    assert reviews["date"].tolist() == [pd.Timestamp(row[2]) for row in rows * 2]


def test_running_numbers_of_other_things_are_no_key(tmp_path: Path) -> None:
    log = [[n, *row[1:]] for n, row in enumerate(tickets(), start=1)]
    checks = [[n, 80 + n % 20] for n in range(1, 41)]
    sheets = {"Tickets": [TICKETS, *log], "Checks": [["Evaluation no", "QA score (%)"], *checks]}
    read = Measured(tmp_path, {"log.xlsx": sheets})
    assert all(not table.joined for table in read.evidence.records)
    surveys = [["Ticket no", "CSAT (1-5)"], *[[n, 1 + n % 5] for n in range(1, 41)]]
    read = Measured(tmp_path, {"log.xlsx": {"Tickets": [TICKETS, *log], "Surveys": surveys}})
    assert set(read.evidence.records[1].joined) == {"date", "channel"}
    assert read.value("volume", "total") == len(log)


def test_the_vendor_that_the_user_named_stays(tmp_path: Path) -> None:
    roster = [[f"A{n}", ["Alpha BPO", "Beta BPO"][n % 2], f"Team {n}"] for n in range(5)]
    sheets = {"Tickets": [TICKETS, *tickets()], "Roster": [["Agent ID", "Vendor", "Team"], *roster]}
    read = Measured(tmp_path, {"log.xlsx": sheets}, vendor="Acme")
    assert volumes(read) == {"Acme": 80}
    assert "team" in read.evidence.records[0].joined
