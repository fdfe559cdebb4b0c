"""Names of two meanings: settled by what else the table holds, or asked with both."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from tests.helpers.workbooks import Rows, import_rows

MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026"]


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("Documents reviewed", "NPS", True),
        ("Items reviewed", "NPS", True),
        ("No. of docs reviewed", "NPS", True),
        ("Documents reviewed", "Documents processed", False),
        ("Documents reviewed", "Complaints received", True),
        ("Invoices audited", "NPS", True),
        ("Geprüfte Verträge", "NPS", True),
        ("Geprüfte Verträge", "Errors found", False),
        ("Documents checked", "Documents processed", False),
    ],
)
def test_documents_reviewed_may_be_all_the_work(
    tmp_path: Path, name: str, other: str, said: bool
) -> None:
    rows: Rows = [
        ["Month", name, other, "Accuracy %"],
        *([month, 5200 + at, 30 + at, 0.96] for at, month in enumerate(MONTHS)),
    ]
    report = import_rows(tmp_path, rows)
    assert {"checked_count", "audited_count"} & set(report.stated["item"])
    found = [finding for finding in report.findings if finding.code == "work-or-sample"]
    assert [name in finding.message for finding in found] == [True] * said
    assert all(finding.severity is Severity.QUESTION for finding in found)


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("Tickets ouverts", "Tickets résolus", True),
        ("Tickets abiertos", "Tickets resueltos", True),
        ("Tickets ouverts", "Tickets reçus", False),
        ("Open tickets", "Tickets resolved", False),
    ],
)
def test_open_may_have_been_opened(tmp_path: Path, name: str, other: str, said: bool) -> None:
    rows: Rows = [
        ["Month", name, other],
        *([month, 520 + at, 510 + at] for at, month in enumerate(MONTHS)),
    ]
    report = import_rows(tmp_path, rows)
    found = [finding for finding in report.findings if finding.code == "open-or-opened"]
    assert [name in finding.message for finding in found] == [True] * said
    assert all(finding.severity is Severity.QUESTION for finding in found)


@pytest.mark.parametrize(
    ("name", "other", "item"),
    [
        ("Items reviewed", "Items reviewed per hour", "handled_count"),
        ("Contracts reviewed", "Avg turnaround (days)", "handled_count"),
        ("Documents reviewed", "QA score", "checked_count"),
    ],
)
def test_beside_the_speed_of_work_things_reviewed_are_the_work(
    tmp_path: Path, name: str, other: str, item: str
) -> None:
    rows: Rows = [["Metric", *MONTHS], [name, 5200, 5300, 5100], [other, 88, 92, 89]]
    report = import_rows(tmp_path, rows)
    assert set(report.stated["item"]) & {"handled_count", "checked_count"} == {item}
    asked = [f for f in report.findings if f.code == "work-or-sample"]
    assert len(asked) == (item == "checked_count")


@pytest.mark.parametrize(("rate", "item"), [(0.954, "received_count"), (0.9, "open_count")])
def test_what_a_stated_rate_is_a_share_of_came_in(tmp_path: Path, rate: float, item: str) -> None:
    rows: Rows = [
        ["Mois", "Tickets ouverts", "Tickets résolus", "Taux de résolution"],
        ["janvier 2026", 877, 837, rate],
        ["février 2026", 1038, 1010, 0.973],
    ]
    report = import_rows(tmp_path, rows)
    assert item in set(report.stated["item"])
    asked = [f for f in report.findings if f.code == "open-or-opened"]
    assert len(asked) == (item == "open_count")


@pytest.mark.parametrize(
    ("other", "asked"), [("NPS", True), ("ASA (sec)", False), ("Avg talk time (sec)", False)]
)
def test_a_hold_time_alone_may_be_that_before_the_answer(
    tmp_path: Path, other: str, asked: bool
) -> None:
    rows: Rows = [
        ["Month", "Average hold time (sec)", other],
        *([month, 80 + at, 30 + at] for at, month in enumerate(MONTHS)),
    ]
    report = import_rows(tmp_path, rows)
    questions = [f for f in report.findings if f.code == "column-unclear"]
    assert ["speed of answer" in f.message for f in questions] == [True] * asked
    stated = report.stated
    assert stated["value"].between(79, 83).any() == (not asked)
    if asked:
        meanings = [word.value for answer in questions[0].answers for word in answer.words]
        assert {"aht", "asa"} <= set(meanings)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Resolution Rate (FCR)", True),
        ("CSAT (NPS)", True),
        ("First Contact Resolution (FCR)", False),
        ("Average handle time (talk time)", False),
        ("On-time delivery (SLA)", False),
        ("Resolution rate (%)", False),
    ],
)
def test_two_kpis_in_one_name_are_asked_about(tmp_path: Path, name: str, asked: bool) -> None:
    rows: Rows = [["KPI", *MONTHS], [name, "85%", "86%", "84%"], ["AHT (sec)", 300, 310, 305]]
    if "talk" in name:
        rows[1] = [name, 200, 210, 220]
    report = import_rows(tmp_path, rows)
    questions = [f for f in report.findings if f.code == "row-unclear"]
    assert len(questions) == asked
    assert (len(set(report.stated["item"])) == 1) == (asked or "talk" in name)
    for question in questions:
        meanings = [word.value for answer in question.answers for word in answer.words]
        assert len([one for one in meanings if one]) >= 2
