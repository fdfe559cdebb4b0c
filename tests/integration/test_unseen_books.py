"""Reports as vendors send them, drawn from a measured set: figures and vendors without a touch."""

import datetime as dt
import random
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, check_accounting, import_rows

Figures = dict[tuple[str, str, str | None, str | None], float]
MONTHS = [dt.datetime(2025, month, 1) for month in range(1, 5)]


def figures(report: ImportedReport, by: Grain, segment: str | None = None) -> Figures:
    """Return figures by vendor, KPI, period and segment."""
    frame = measure(Evidence(list(report.records), report.stated), catalogue(), by, segment).frame
    plain = frame.astype(object).where(frame.notna(), None)
    return {
        (row["vendor"], row["kpi"], row["period"], row["segment"]): row["value"]
        for row in plain.to_dict("records")
        if row["variant"] in (None, "", "standard", "full", "all", "answered", "by_volume")
        or str(row["variant"]).startswith(("mean", "per_item", "received", "closed", "total"))
    }


def read(
    folder: Path, name: str, sheets: Any, by: Grain = Grain.MONTH, segment: str | None = None
) -> Figures:
    """Write a report, import it and return its figures; nothing of it may be asked about."""
    report = import_rows(folder, sheets, name)
    check_accounting(report)
    loud = [f for f in report.findings if f.severity is not Severity.INFO]
    assert not loud, [f.message for f in loud]
    return figures(report, by, segment)


def test_years_over_months_and_a_vendor_behind_words_of_the_trade(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI trend"],
        [],
        [None, 2024, None, 2025, None],
        ["Metric", "Nov", "Dec", "Jan", "Feb"],
        ["Customer Satisfaction %", 85.2, 86.1, 84.9, 85.5],
        ["Average Handling Time (sec)", 353, 361, 349, 355],
        ["Cost per contact ($)", 3.85, 3.91, 3.8, 3.79],
    ]
    found = read(tmp_path, "KPI trend Castellan Services.xlsx", rows)
    assert found["Castellan Services", "csat", "2024-12", None] == pytest.approx(0.861)
    assert found["Castellan Services", "aht", "2025-02", None] == 355
    assert found["Castellan Services", "cost_per_contact", "2025-01", None] == 3.8


def test_channels_over_kpis_with_times_in_their_own_units(tmp_path: Path) -> None:
    rows: Rows = [
        ["Monthly report by channel"],
        [],
        ["Month", "Voice", None, "Chat", None, "Email", None],
        [None, "SL %", "AHT (sec)", "FRT (sec)", "CSAT %", "FRT (hrs)", "CSAT %"],
        *([m, 0.82, 340 + n, 45, 0.88, 5.5, 0.8 + n / 100] for n, m in enumerate(MONTHS)),
    ]
    name = "Redwood Interact channel report 2025.xlsx"
    found = read(tmp_path, name, rows, segment="channel")
    vendor = "Redwood Interact"
    assert found[vendor, "aht", "2025-03", "Voice"] == 342
    assert found[vendor, "response_time", "2025-01", "Chat"] == 45
    assert found[vendor, "response_time", "2025-01", "Email"] == pytest.approx(5.5 * 3600)
    assert found[vendor, "csat", "2025-04", "Email"] == pytest.approx(0.83)


def test_a_pack_with_categories_owners_and_units_before_the_months(tmp_path: Path) -> None:
    heading = ["Category", "KPI", "UoM", "Frequency", "Owner", "Target", "Jan-25", "Feb-25"]
    rows: Rows = [
        ["Governance KPI pack"],
        [],
        heading,
        ["Service", "Service Level", "%", "Monthly", "Ops", 80, 82.9, 81.1],
        ["Service", "ASA", "sec", "Monthly", "Ops", 28, 26, 24],
        ["Quality", "Compliance", "%", "Monthly", "Ops", 99, 99.0, 99.4],
        ["Customer", "NPS", "pts", "Monthly", "Ops", 35, 37, 36],
        ["People", "Attrition", "% annualised", "Monthly", "Ops", 30, 33.0, 31.8],
    ]
    found = read(tmp_path, "Governance KPI pack - Summit Ridge Services.xlsx", rows)
    vendor = "Summit Ridge Services"
    assert found[vendor, "service_level", "2025-02", None] == pytest.approx(0.811)
    assert found[vendor, "asa", "2025-01", None] == 26
    assert found[vendor, "compliance_rate", "2025-02", None] == pytest.approx(0.994)
    assert found[vendor, "attrition", "2025-01", None] == pytest.approx(0.33)


def test_a_scorecard_of_claims_on_a_sheet_a_month(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        month: [
            ["Guardian Claims Services"],
            [f"Claims operations – {full} 2025"],
            [],
            ["Measure", "Result", "Target", "RAG"],
            ["Claims received", 3150 + n, None, "Green"],
            ["Claims closed", 3080 + n, None, "Green"],
            ["Average turnaround (days)", 4.6, 5, "Green"],
            ["Complaints per 1,000 claims", 4.4, 5, "Amber"],
        ]
        for n, (month, full) in enumerate([("Jan", "January"), ("Feb", "February")])
    }
    report = import_rows(tmp_path, sheets, "Claims Ops Pack Q1.xlsx")
    counts = {
        (row["item"], str(row["period"])): row["value"] for row in report.stated.to_dict("records")
    }
    assert set(report.stated["vendor"]) == {"Guardian Claims Services"}
    assert counts["received_count", "2025-02"] == 3151
    assert counts["closed_count", "2025-01"] == 3080
    assert counts["tat", "2025-02"] == pytest.approx(4.6 * 86_400)


def test_every_cell_a_text_with_marks_and_gaps(tmp_path: Path) -> None:
    rows: Rows = [
        [None, "Data as of 10 Jul 2025; figures are provisional"],
        [],
        [None, "KPI", "JAN 2025", "FEB 2025", "MAR 2025"],
        [None, "CSAT*", "85.1%", "n/a", "86.0%"],
        [None, "AHT", "5m 31s", "5m 40s", "5m 08s"],
        [None, "Calls offered", "11,200", "10,987", "11,431"],
        [None, "FCR¹", "74%", "73%", "n/a"],
        [None, "NPS", "+33", "+31", "-2"],
        [None, "* CSAT: 4 and 5 on a 5 point scale"],
        [None, "¹ agent-logged"],
    ]
    found = read(tmp_path, "Copy of KPI deck data v3 (Lotus Connect).xlsx", rows)
    assert found["Lotus Connect", "csat", "2025-03", None] == pytest.approx(0.86)
    assert ("Lotus Connect", "csat", "2025-02", None) not in found
    assert found["Lotus Connect", "aht", "2025-02", None] == 340
    assert found["Lotus Connect", "nps", "2025-03", None] == -2


def test_months_as_numbers_and_figures_as_texts_with_commas(tmp_path: Path) -> None:
    rows: Rows = [
        ["KPI", "01.2025", "02.2025", "03.2025"],
        ["SLA compliance", "95,5 %", "96,3 %", "94,0 %"],
        ["First response time [h]", "3,4", "3,5", "3,1"],
        ["Reopen rate", "4,0 %", "3,8 %", "4,1 %"],
        ["Tickets received", 1826, 1850, 1799],
    ]
    found = read(tmp_path, "Raport KPI 2025 (EN) - Wisla Support.xlsx", rows)
    assert found["Wisla Support", "sla_compliance", "2025-02", None] == pytest.approx(0.963)
    assert found["Wisla Support", "response_time", "2025-01", None] == pytest.approx(12_240)
    assert found["Wisla Support", "volume", "2025-03", None] == 1799


def test_a_sheet_a_channel_with_first_responses_in_seconds_and_hours(tmp_path: Path) -> None:
    heading = [None, "Jan-25", "Feb-25"]
    sheets: dict[str, Rows] = {
        "Voice": [heading, ["Service Level %", 80.1, 81.2], ["AHT (sec)", 333, 335]],
        "Chat": [heading, ["First response (sec)", 41, 43], ["CSAT %", 89.0, 90.1]],
        "Email": [heading, ["First response (hrs)", 6.1, 5.9], ["CSAT %", 82.0, 81.4]],
    }
    name = "Harmony Care KPIs by channel 2025.xlsx"
    found = read(tmp_path, name, sheets, segment="channel")
    assert found["Harmony Care", "response_time", "2025-01", "Chat"] == 41
    assert found["Harmony Care", "response_time", "2025-02", "Email"] == pytest.approx(21_240)
    assert found["Harmony Care", "csat", "2025-02", "Chat"] == pytest.approx(0.901)


def test_severities_down_beside_a_column_of_numbers_of_incidents(tmp_path: Path) -> None:
    rows: Rows = [
        ["Incident performance – March 2025"],
        [],
        ["Severity", "Incidents", "Avg response (min)", "MTTR (hrs)", "SLA met %"],
        ["Sev 1", 178, 17.4, 3.8, 97.3],
        ["Sev 2", 79, 13.2, 3.4, 93.8],
        ["Sev 3", 90, 12.6, 8.1, 96.8],
    ]
    name = "NOC report Skyline Infra Services March 2025.xlsx"
    report = import_rows(tmp_path, rows, name)
    check_accounting(report)
    (loud,) = (f for f in report.findings if f.severity is not Severity.INFO)
    assert loud.code == "column-not-used"
    assert "'Incidents' (B)" in loud.message
    found = figures(report, Grain.MONTH, "severity")
    vendor = "Skyline Infra Services"
    assert found[vendor, "resolution_time", "2025-03", "Sev 2"] == pytest.approx(12_240)
    assert found[vendor, "sla_compliance", "2025-03", "Sev 3"] == pytest.approx(0.968)


def test_german_months_down_with_a_column_of_all_calls(tmp_path: Path) -> None:
    months = ["Januar", "Februar", "März"]
    rows: Rows = [
        ["Monat", "Anrufe gesamt", "Erreichbarkeit", "AHT (Sek.)", "Kundenzufriedenheit %"],
        *([m, 8100 + n, 0.93 + n / 100, 330 + n, 86.1] for n, m in enumerate(months)),
        ["Durchschnitt", 8101, 0.94, 331, 86.1],
    ]
    found = read(tmp_path, "Reporting Callcenter Nordstern GmbH 2025.xlsx", rows)
    assert found["Nordstern GmbH", "volume", "2025-02", None] == 8101
    assert found["Nordstern GmbH", "answer_rate", "2025-03", None] == pytest.approx(0.95)


def calls(rows: int, month: int) -> list[dict[str, Any]]:
    """Return calls of a month in the order they came in; one in twelve was abandoned."""
    draw = random.Random(month)
    return [
        {
            "at": dt.datetime(2025, month, 1 + n * 27 // rows, 9 + n % 8, n % 60),
            "wait": draw.randrange(3, 90),
            "handled": 0 if n % 12 == 5 else draw.randrange(180, 500),
            "moved": n % 9 == 4,
        }
        for n in range(rows)
    ]


def test_calls_on_a_sheet_a_month_ended_by_a_disposition(tmp_path: Path) -> None:
    heading = ["Call Ref", "Date & Time", "Disposition", "Queue Time", "Handle Time", "Transferred"]
    logs = {"Jan 25": calls(120, 1), "Feb 25": calls(96, 2)}
    sheets: dict[str, Rows] = {
        name: [
            heading,
            *(
                [
                    f"C{name[0]}{n:04d}",
                    call["at"],
                    "Answered" if call["handled"] else "Abandoned",
                    dt.timedelta(seconds=call["wait"]),
                    dt.timedelta(seconds=call["handled"]),
                    "Yes" if call["moved"] and call["handled"] else "No",
                ]
                for n, call in enumerate(log)
            ),
        ]
        for name, log in logs.items()
    }
    found = read(tmp_path, "Pinecrest Solutions call detail 2025.xlsx", sheets)
    taken = [call for call in logs["Feb 25"] if call["handled"]]
    handled = mean(call["handled"] for call in taken)
    assert found["Pinecrest Solutions", "aht", "2025-02", None] == pytest.approx(handled)
    waits = mean(call["wait"] for call in taken)
    assert found["Pinecrest Solutions", "asa", "2025-02", None] == pytest.approx(waits)
    assert found["Pinecrest Solutions", "abandonment", "2025-01", None] == pytest.approx(10 / 120)


def test_chats_that_were_missed_wait_for_nobody(tmp_path: Path) -> None:
    chats = calls(80, 4)
    rows: Rows = [
        ["Helpline Partners – live chat log"],
        ["April 2025"],
        [],
        ["Chat ID", "Date", "Visitor wait (sec)", "Chat duration (sec)", "Missed?", "Rating"],
        *(
            [
                f"CH{n}",
                chat["at"].replace(hour=0, minute=0),
                chat["wait"],
                chat["handled"] or None,
                "No" if chat["handled"] else "Yes",
                (4 if n % 3 else 5) if chat["handled"] else None,
            ]
            for n, chat in enumerate(chats)
        ),
    ]
    found = read(tmp_path, "chat_transcript_summary_apr25.xlsx", rows)
    taken = [chat for chat in chats if chat["handled"]]
    vendor = "Helpline Partners"
    assert found[vendor, "abandonment", "2025-04", None] == pytest.approx(1 - len(taken) / 80)
    waits = mean(chat["wait"] for chat in taken)
    assert found[vendor, "asa", "2025-04", None] == pytest.approx(waits)
    durations = mean(chat["handled"] for chat in taken)
    assert found[vendor, "aht", "2025-04", None] == pytest.approx(durations)


def test_contracts_by_the_name_that_title_and_file_share(tmp_path: Path) -> None:
    start = dt.datetime(2025, 1, 6)
    rows: Rows = [
        ["Albion Legal – contract review tracker"],
        ["Updated 30 April 2025"],
        [],
        ["Matter ID", "Received", "Returned", "SLA met?", "Hours spent", "Cost (GBP)"],
        *(
            [
                f"M{2000 + n}",
                start + dt.timedelta(days=n),
                start + dt.timedelta(days=n + 2 + n % 4),
                "No" if n % 8 == 0 else "Yes",
                10 + n % 5,
                (10 + n % 5) * 45.5,
            ]
            for n in range(80)
        ),
    ]
    found = read(tmp_path, "Contract review tracker_Albion Legal.xlsx", rows, Grain.ALL)
    assert found["Albion Legal", "sla_compliance", None, None] == pytest.approx(70 / 80)
    assert found["Albion Legal", "tat", None, None] == pytest.approx(3.5 * 86_400)
