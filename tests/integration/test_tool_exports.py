"""Reports as contact-centre and ticket tools export them, by their own column names."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from tests.helpers.workbooks import Rows, catalogue, import_rows

Figures = dict[tuple[str, str], float]

AGENTS: Rows = [
    [
        *("AGENT", "AGENT GROUP", "CALLS count", "Login Time", "On Call Time", "AVG TALK TIME"),
        *("Average AFTER CALL WORK TIME", "Average HANDLE TIME", "TRANSFERS count"),
    ],
    ["ana.lopez", "Tier 1", 200, "38:53:20", "25:00:00", "00:04:50", "00:00:45", "00:05:35", 8],
    ["b.smith", "Tier 1", 300, "38:53:20", "25:00:00", "00:04:50", "00:00:45", "00:05:35", 12],
]
QUEUES: Rows = [
    [
        *("Interval Start", "Media Type", "Offer", "Answer", "Abandon", "ASA", "Avg Handle"),
        *("Avg Talk", "Avg Hold", "Avg ACW", "Transfer"),
    ],
    ["2026-01-01", "voice", 1000, 960, 40, 20.0, 410.5, 320.1, 22.0, 68.4, 48],
    ["2026-02-01", "voice", 1200, 1150, 50, 21.0, 410.5, 320.1, 22.0, 68.4, 51],
]
METRICS: Rows = [
    [
        *("Queue", "StartInterval", "Contacts queued", "Contacts handled", "Contacts abandoned"),
        *("Average handle time", "Average agent interaction time", "Average customer hold time"),
        "Average after contact work time",
    ],
    ["Basic", "2026-03-01T00:00:00Z", 200, 190, 10, 402.1, 330, 21, 51],
    ["Basic", "2026-03-02T00:00:00Z", 100, 95, 5, 402.1, 330, 21, 51],
]
SPLITS: Rows = [
    ["Split/Skill: Billing"],
    [
        *("Date", "ACD Calls", "Avg Speed Ans", "Aban Calls", "Avg ACD Time", "Avg ACW Time"),
        "% Within Service Level",
    ],
    ["2026-03-01", 300, 20, 10, 240, 40, 90.0],
    ["2026-03-02", 100, 40, 10, 280, 60, 70.0],
    ["2026-03-03", 100, 40, 10, 280, 60, 70.0],
]
CSQ: Rows = [
    ["CSQ Name", "Call Skills", "Calls Presented", "Calls Handled", "Calls Abandoned"],
    ["Support_CSQ", "skill(1)", 500, 480, 20],
    ["Sales_CSQ", "skill(1)", 700, 680, 20],
]
EXPECTED: list[tuple[str, Rows, Figures]] = [
    (
        "agents",
        AGENTS,
        {
            ("volume", "total"): 500,
            ("aht", ""): 335,
            ("aht", "talk_only"): 290,
            ("aht", "wrap_only"): 45,
            ("transfer_rate", "standard"): 20 / 500,
        },
    ),
    (
        "queues",
        QUEUES,
        {
            ("volume", "offered"): 2200,
            ("aht", ""): 410.5,
            ("aht", "talk_only"): 320.1,
            ("aht", "hold_only"): 22,
            ("aht", "wrap_only"): 68.4,
            ("abandonment", "all"): 90 / 2200,
        },
    ),
    (
        "metrics",
        METRICS,
        {
            ("volume", "offered"): 300,
            ("aht", ""): 402.1,
            ("aht", "talk_only"): 330,
            ("aht", "hold_only"): 21,
            ("aht", "wrap_only"): 51,
        },
    ),
    (
        "splits",
        SPLITS,
        {
            ("aht", "without_wrap"): (300 * 240 + 200 * 280) / 500,
            ("aht", "wrap_only"): (300 * 40 + 200 * 60) / 500,
            ("service_level", ""): (300 * 0.9 + 200 * 0.7) / 500,
            ("abandonment", "all"): 30 / 530,
        },
    ),
    ("csq", CSQ, {("volume", "offered"): 1200, ("abandonment", "all"): 40 / 1200}),
]


def _figures(report: ImportedReport) -> Figures:
    frame = measure(Evidence(list(report.records), report.stated), catalogue(), Grain.ALL).frame
    whole = frame[frame["segment"].isna()]
    keys = zip(whole["kpi"], whole["variant"], strict=True)
    return dict(zip(keys, whole["value"], strict=True))


@pytest.mark.parametrize(("rows", "expected"), [(r, e) for _, r, e in EXPECTED])
def test_an_export_is_read_by_its_own_names(tmp_path: Path, rows: Rows, expected: Figures) -> None:
    report = import_rows(tmp_path, rows)
    found = _figures(report)
    assert {key: found.get(key) for key in expected} == pytest.approx(expected)
    asked = {f.code for f in report.findings if f.severity is Severity.QUESTION}
    assert asked <= {"vendor-from-file", "duration-unit", "duration-ambiguous"}


def test_queues_are_segments(tmp_path: Path) -> None:
    segments = import_rows(tmp_path, CSQ).stated["segment"]
    assert {text.split(" / ")[0] for text in segments} == {"Support_CSQ", "Sales_CSQ"}


def test_a_critical_error_is_no_error_of_any_kind(tmp_path: Path) -> None:
    rows: Rows = [["Evaluation ID", "Agent", "Evaluation Date", "Score %", "Critical Error"]]
    rows += [
        [f"EV{n}", "Ana" if n % 2 else "Bo", f"2026-03-{n:02}", 80 + n, "Yes" if n == 3 else "No"]
        for n in range(1, 11)
    ]
    found = _figures(import_rows(tmp_path, rows))
    assert found["accuracy", "critical"] == pytest.approx(0.9)
    assert ("error_rate", "per_item") not in found


def test_tags_are_no_days(tmp_path: Path) -> None:
    rows: Rows = [["Id", "Tags", "Status", "Created at", "Solved at"]]
    rows += [
        [
            1000 + n,
            "billing late" if n % 2 else "refund",
            "Closed",
            f"2026-02-{n:02}",
            f"2026-02-{n + 1:02}",
        ]
        for n in range(1, 13)
    ]
    (records,) = import_rows(tmp_path, rows).records
    assert "date" not in records.frame.columns
