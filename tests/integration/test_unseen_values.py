"""Figures written in every way that vendors write them, from workbook to measurement."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import rows_behind
from desktop_app.presenting.trail_table import trail_caption
from tests.helpers.workbooks import catalogue, check_accounting, codes, import_rows

MONTHS = ("Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026")
Figures = dict[tuple[str, str | None], tuple[float, str]]


def measured(report: ImportedReport, by: Grain = Grain.MONTH) -> Figures:
    """Return value and currency by KPI and period."""
    frame = measure(Evidence(list(report.records), report.stated), catalogue(), by).frame
    plain = frame.astype(object).where(frame.notna(), None)
    return {
        (row["kpi"], row["period"]): (row["value"], row["currency"])
        for row in sorted(plain.to_dict("records"), key=lambda row: row["basis"] != "derived")
    }


def questions(report: ImportedReport) -> set[str]:
    return {f.code for f in report.findings if f.severity is Severity.QUESTION}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ImportedReport]:
    def run(rows: Any, name: str = "Acme BPO.xlsx", **options: Any) -> ImportedReport:
        formats = options.pop("formats", None)
        report = import_rows(tmp_path, rows, name, ImportOptions(**options), formats)
        check_accounting(report)
        return report

    return run


Read = Callable[..., ImportedReport]


@pytest.mark.parametrize(
    ("label", "cells", "kpi", "values", "asked"),
    [
        ("AHT", ["5:42", "5:10", "6:01"], "aht", [342, 310, 361], False),
        ("AHT", [dt.time(5, 42), dt.time(5, 10)], "aht", [342, 310], True),
        ("AHT (min)", ["5,7", "5,2"], "aht", [342, 312], False),
        ("AHT (sec)", ["342", "5:10", "00:06:01"], "aht", [342, 310, 361], False),
        ("ASA", ["0:28", "0:35"], "asa", [28, 35], False),
        ("Turnaround time", ["26:30", "22:10"], "tat", [95400, 79800], False),
        ("Resolution time", [dt.timedelta(hours=36.25)], "resolution_time", [130500], False),
        ("First response time", ["4:30", "5:15"], "response_time", [270, 315], True),
        ("CSAT", [0.85, 85, "85%", "85,0 %"], "csat", [0.85] * 4, None),
        ("CSAT", ["★★★★☆", "★★★☆☆"], "csat", [4, 3], False),
        ("CSAT", ["8,7/10", "8,4/10"], "csat", [8.7, 8.4], False),
        ("CSAT", ["85%*", "▲ 86%", "87% (n=412)", "88%¹"], "csat", [0.85, 0.86, 0.87, 0.88], False),
        ("CSAT", ["85%", "c", "n<10", "#REF!"], "csat", [0.85], None),
        ("Error rate", [0.5, 0.8, 1.2], "error_rate", [0.005, 0.008, 0.012], True),
        ("NPS", ["−5", "+12", "－3"], "nps", [-5, 12, -3], False),
    ],
)
def test_one_row_of_figures(
    read: Read, label: str, cells: list[Any], kpi: str, values: list[float], asked: bool | None
) -> None:
    report = read([["Acme BPO"], ["KPI", *MONTHS[: len(cells)]], [label, *cells]])
    found = measured(report)
    got = [found[kpi, f"2026-{month:02d}"][0] for month in range(1, len(values) + 1)]
    assert got == pytest.approx(values)
    assert asked is None or bool(questions(report)) == asked


@pytest.mark.parametrize(
    ("unit", "factor", "currency"),
    [
        ("£000", 1e3, "GBP"),
        ("T€", 1e3, "EUR"),
        ("TEUR", 1e3, "EUR"),
        ("Mio. EUR", 1e6, "EUR"),
        ("USD mn", 1e6, "USD"),
        ("INR lakh", 1e5, "INR"),
        ("in thousands USD", 1e3, "USD"),
    ],
)
def test_what_amounts_are_in(read: Read, unit: str, factor: float, currency: str) -> None:
    tables: list[list[list[Any]]] = [
        [["KPI", "Jan 2026", "Feb 2026"], [f"Total cost ({unit})", 120, 135]],
        [["KPI", "Unit", "Jan 2026", "Feb 2026"], ["Total cost", unit, 120, 135]],
        [["Month", "Total cost", "CSAT"], ["", unit, "%"], ["Jan 2026", 120, 85]],
    ]
    for rows in tables:
        report = read([["Acme BPO"], *rows])
        amount, code = measured(report)["total_cost", "2026-01"]
        assert (amount, code) == (pytest.approx(120 * factor), currency)
        assert not questions(report)


def test_a_title_multiplies_sums_and_asks_about_prices(read: Read) -> None:
    heading = ["KPI", "Jan 2026", "Feb 2026"]
    rows = [["All amounts in £000"], heading, ["Total cost", 120, 135], ["Cost per contact", 3, 4]]
    report = read(rows)
    found = measured(report)
    assert found["total_cost", "2026-01"] == (120_000, "GBP")
    assert found["cost_per_contact", "2026-01"] == (3, "GBP")
    assert {"multiple-from-title", "multiple-in-title"} <= codes(report)


def test_one_separator_alone_is_read_as_its_neighbours_are(read: Read) -> None:
    for cell, other, value in (("3,251", "85,3 %", 3.251), ("3.251", "85,3 %", 3251)):
        rows = [["KPI", "Jan 2026"], ["Cost per contact (EUR)", cell], ["CSAT", other]]
        report = read([["Acme BPO"], *rows])
        assert measured(report)["cost_per_contact", "2026-01"] == (value, "EUR")
        assert not questions(report)


def test_dates_over_columns_are_read_as_on_the_other_sheet(read: Read) -> None:
    calls = [["Call ID", "Date", "Talk time (sec)"]]
    calls += [[f"C{n}", f"01/{n + 1:02d}/2026", 300 + n] for n in range(28)]
    months: list[list[Any]] = [["KPI", "02/01/2026", "03/01/2026"], ["CSAT", "85%", "86%"]]
    report = read({"KPIs": [["Acme BPO"], *months], "Calls": calls})
    found = measured(report)
    assert found["csat", "2026-02"][0] == pytest.approx(0.85)
    assert "date-order" not in questions(report)
    alone = read([["Acme BPO"], *months], name="alone.xlsx")
    assert "date-order" in questions(alone)


@pytest.mark.parametrize(
    ("title", "options", "first"),
    [
        ("Acme BPO, financial year starts 1 April", {}, "2025-Q2"),
        ("Acme BPO, financial year starts 1 April", {"fiscal_year_start": 7}, "2025-Q2"),
        ("Acme BPO", {"fiscal_year_start": 7}, "2025-Q3"),
        ("Acme BPO", {}, "2026-Q1"),
    ],
)
def test_fiscal_quarters_start_as_stated_or_as_the_user_says(
    read: Read, title: str, options: dict[str, int], first: str
) -> None:
    rows = [[title], ["KPI", "Q1 FY26", "Q2 FY26"], ["CSAT", "85%", "86%"]]
    report = read(rows, **options)
    assert measured(report, Grain.QUARTER)["csat", first][0] == pytest.approx(0.85)
    known = "starts" in title or bool(options)
    assert ("fiscal-year" in questions(report)) != known
    assert ("fiscal-year-start" in codes(report)) == known


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("title", "asked"), [("Acme BPO 2026", True), ("Acme BPO, Nov 2025 to Feb 2026", False)]
)
def test_bare_months_over_new_year(read: Read, title: str, asked: bool, down: bool) -> None:
    names, shares = ["Nov", "Dec", "Jan", "Feb"], [0.81, 0.82, 0.83, 0.84]
    rows: list[list[Any]] = [["KPI", *names], ["CSAT", *shares]]
    if down:
        rows = [["Month", "CSAT"], *map(list, zip(names, shares, strict=True))]
    report = read([[title], *rows])
    found = measured(report)
    for period, share in zip(("2025-11", "2025-12", "2026-01", "2026-02"), shares, strict=True):
        assert found["csat", period][0] == share
    assert ("year-rolled-over" in questions(report)) == asked


def test_weeks_without_a_year_and_figures_as_text_stay_one_table(read: Read) -> None:
    rows = [["Period", "CSAT"], ["KW 7", "80%"], ["KW 8", "81%"], ["KW 9", "82%"]]
    found = measured(read([["Acme BPO 2026"], *rows]), Grain.WEEK)
    shares = [found["csat", f"2026-W{week:02d}"][0] for week in (7, 8, 9)]
    assert shares == pytest.approx([0.80, 0.81, 0.82])


_TIMES: dict[str, Callable[[int], Any]] = {
    "clock": lambda s: f"0:{s // 60:02d}:{s % 60:02d}",
    "words": lambda s: f"{s // 60}m {s % 60}s",
    "times": lambda s: dt.time(0, s // 60, s % 60),
    "seconds": lambda s: f"{s} sec",
}


@pytest.mark.parametrize("written", _TIMES)
@pytest.mark.parametrize("dates", ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y%m%d"])
def test_a_log_in_any_spelling(read: Read, written: str, dates: str) -> None:
    chance = random.Random(f"{written}{dates}")
    seconds = [chance.randint(90, 900) for _ in range(28)]
    rows: list[list[Any]] = [["Call ID", "Call Date", "Handle Time"]]
    for number, size in enumerate(seconds):
        day = dt.date(2026, 1, 1 + number).strftime(dates)
        rows.append([f"C{number:04d}", day, _TIMES[written](size)])
    report = read(rows, name="Acme BPO calls.xlsx")
    found = measured(report)
    assert found["aht", "2026-01"][0] == pytest.approx(sum(seconds) / len(seconds))
    assert not questions(report)


def test_every_figure_leads_to_the_rule_that_read_it(read: Read) -> None:
    report = read([["Acme BPO"], ["KPI", "Jan 2026"], ["AHT (min)", "5,2"], ["CSAT", "85 %"]])
    evidence = Evidence(list(report.records), report.stated)
    for row in measure(evidence, catalogue(), Grain.MONTH).frame.to_dict("records"):
        behind = rows_behind(row, evidence, catalogue())
        if row["kpi"] == "aht":
            assert behind["raw"].tolist() == ["5,2"]
            assert behind["rule"].tolist() == ["decimal comma; minutes, from the heading"]
            assert "Read as: decimal comma; minutes, from the heading" in trail_caption(behind)
