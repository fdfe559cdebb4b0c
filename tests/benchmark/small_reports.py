"""Made-up small reports: a pack of five sheets, and a workbook of any number of small tables."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import xlsxwriter

KPIS = (
    ("Calls offered", 4000.0, 400.0, "#,##0"),
    ("Calls answered", 3700.0, 300.0, "#,##0"),
    ("Calls abandoned", 180.0, 30.0, "#,##0"),
    ("Service level (80/20)", 0.82, 0.04, "0.0%"),
    ("Abandonment rate", 0.045, 0.01, "0.0%"),
    ("Average speed of answer (sec)", 24.0, 6.0, "0"),
    ("Average handle time (sec)", 370.0, 20.0, "0"),
    ("First contact resolution", 0.74, 0.03, "0.0%"),
    ("CSAT (1-5)", 4.3, 0.1, "0.00"),
    ("NPS", 38.0, 5.0, "0"),
    ("Quality score", 0.91, 0.02, "0.0%"),
    ("Schedule adherence", 0.93, 0.02, "0.0%"),
    ("Occupancy", 0.84, 0.03, "0.0%"),
    ("Attrition rate", 0.03, 0.01, "0.0%"),
    ("Escalation rate", 0.05, 0.01, "0.0%"),
    ("Cost per contact (USD)", 3.6, 0.2, "0.00"),
)
CHANNELS = ("Voice", "Chat", "Email")
_LOG = ("Ticket ID", "Created", "Resolved", "Channel", "Handle time (sec)", "CSAT (1-5)")


def write_pack(path: Path) -> Path:
    """Write a vendor's pack of five sheets and some 2,000 cells, unless it is there."""
    if path.exists():
        return path
    rng = random.Random(5)
    with xlsxwriter.Workbook(str(path)) as book:
        for channel in CHANNELS:
            _write_months(book, f"{channel} KPIs", f"Acme Services - {channel} 2025", 24, rng)
        _write_log(book, 90, rng)
        _write_scorecard(book, rng)
    return path


def write_many_sheets(path: Path, sheets: int) -> Path:
    """Write a workbook of so many sheets with one small table each, unless it is there."""
    if path.exists():
        return path
    rng = random.Random(6)
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(sheets):
            _write_months(book, f"Site {number + 1:03d}", "Acme Services 2025", 6, rng)
    return path


def _write_months(
    book: xlsxwriter.Workbook, name: str, title: str, months: int, rng: random.Random
) -> None:
    """Write a sheet of a title and KPIs by month."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title)
    sheet.write_string(2, 0, "KPI")
    for month in range(months):
        first = dt.date(2024 + month // 12, month % 12 + 1, 1)
        sheet.write_string(2, month + 1, f"{first:%b %Y}")
    for row, (label, mean, spread, shown) in enumerate(KPIS, start=3):
        look = book.add_format({"num_format": shown})
        sheet.write_string(row, 0, label)
        for month in range(months):
            sheet.write_number(row, month + 1, abs(rng.gauss(mean, spread)), look)


def _write_log(book: xlsxwriter.Workbook, rows: int, rng: random.Random) -> None:
    sheet = book.add_worksheet("Tickets")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, _LOG)
    for row in range(1, rows + 1):
        created = dt.datetime(2025, 1, 1) + dt.timedelta(hours=row * 90 + rng.random())
        sheet.write_string(row, 0, f"T{row:05d}")
        sheet.write_datetime(row, 1, created, moment)
        sheet.write_datetime(row, 2, created + dt.timedelta(hours=rng.random() * 30), moment)
        sheet.write_string(row, 3, rng.choice(CHANNELS))
        sheet.write_number(row, 4, round(rng.gauss(380, 60)))
        sheet.write_number(row, 5, rng.randint(1, 5))


def _write_scorecard(book: xlsxwriter.Workbook, rng: random.Random) -> None:
    sheet = book.add_worksheet("Scorecard")
    sheet.write_string(0, 0, "Acme Services, December 2025")
    sheet.write_row(2, 0, ("KPI", "Target", "Actual", "Status"))
    for place, (label, mean, spread, _) in enumerate(KPIS):
        sheet.write_string(3 + place, 0, label)
        sheet.write_number(3 + place, 1, mean)
        sheet.write_number(3 + place, 2, abs(rng.gauss(mean, spread)))
        sheet.write_string(3 + place, 3, rng.choice(("Met", "Missed")))
