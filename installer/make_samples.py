"""Make the sample reports in resources/samples/: seven made-up vendors, seven kinds of mess.

Run ``make samples``. The seed is fixed, so the files come out the same byte for byte. Vendors and
numbers are invented. What there is to find:

customer-support
    Northwind Contact   KPIs down, months across, sections for voice and chat, footnotes; solid.
    Brightline BPO      The cheapest; its scorecard says 91 % FCR, its own contact log much less.
    Rheinkontakt        German, decimal commas, in euro: its cost needs an exchange rate.
    Meridian Connect    One scorecard sheet a month; March and May, the bad months, are missing.
research
    Quantia Analytics   A project log with open and overdue projects and a total row.
    Lexara Research     A long list (month, metric, value) as CSV with semicolons.
    Delta Insight       Two tables side by side, a staff roster, money in rupees.
    scenario.toml       Ranks them by the profile of KPO delivery.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from pathlib import Path
from typing import Any

import xlsxwriter

SEED = 20260630
YEAR = 2026
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
SUPPORT, RESEARCH = "customer-support", "research"
SCENARIO = """\
# Read with the reports of this folder. Every key is optional; weights, gates, anchors and
# exchange rates can be given too.
name = "KPO delivery"
profile = "kpo_delivery"
"""
MADE = dt.datetime(2026, 7, 6, 9, 0)


def main(folder: Path) -> None:
    """Write all sample reports below `folder`."""
    for part in (SUPPORT, RESEARCH):
        (folder / part).mkdir(parents=True, exist_ok=True)
    northwind(folder / SUPPORT / "Northwind Contact - Monthly KPI Report Jan-Jun 2026.xlsx")
    brightline(folder / SUPPORT / "Brightline BPO scorecard H1 2026.xlsx")
    rheinkontakt(folder / SUPPORT / "Rheinkontakt_Monatsbericht_2026.xlsx")
    meridian(folder / SUPPORT / "Meridian Connect service reports 2026.xlsx")
    quantia(folder / RESEARCH / "Quantia Analytics - Project log 2026.xlsx")
    lexara(folder / RESEARCH / "Lexara Research KPI data.csv")
    delta(folder / RESEARCH / "Delta Insight - KPO performance pack.xlsx")
    (folder / RESEARCH / "scenario.toml").write_text(SCENARIO, encoding="utf-8", newline="\n")


def new_book(path: Path) -> xlsxwriter.Workbook:
    """Return a workbook whose bytes do not depend on the day it is made."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    book.set_properties({"created": MADE, "author": "Sample report, invented figures"})
    return book


def walk(rng: random.Random, start: float, step: float, drift: float = 0.0) -> list[float]:
    """Return one value a month, each near the one before."""
    values = [start]
    for _ in MONTHS[1:]:
        values.append(values[-1] + drift + rng.uniform(-step, step))
    return values


def northwind(path: Path) -> None:
    """Wide: KPIs down, months across, targets and a year-to-date column beside them."""
    rng = random.Random(SEED + 1)
    book = new_book(path)
    sheet = book.add_worksheet("KPI Summary")
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#D9E1F2", "border": 1})
    month = book.add_format({"bold": True, "bg_color": "#D9E1F2", "num_format": "mmm-yy"})
    percent = book.add_format({"num_format": "0.0%"})
    sheet.write("B2", "Northwind Contact", bold)
    sheet.write("B3", "Monthly KPI report, all customer support programmes")
    sheet.write_row("B6", ["KPI", "Unit", "Target"], head)
    for column, number in enumerate(range(1, 7), start=4):
        sheet.write_datetime(5, column, dt.datetime(YEAR, number, 1), month)
    sheet.write(5, 10, "YTD", head)
    row = 6
    for section, lines in _northwind_lines(rng):
        sheet.write(row, 1, section, head)
        row += 1
        for name, unit, target, values in lines:
            sheet.write(row, 1, name)
            sheet.write(row, 2, unit)
            shown = percent if unit == "%" else None
            sheet.write(row, 3, target, shown)
            for column, value in enumerate(values, start=4):
                sheet.write(row, column, value, shown)
            total = sum(values) if unit == "#" else sum(values) / len(values)
            sheet.write_formula(row, 10, _ytd(row, unit), shown, total)
            row += 1
    sheet.write(row + 1, 1, "* March restated after the telephony outage of 12 March.")
    sheet.write(row + 2, 1, "Service level: answered within 20 seconds of all calls offered.")
    sheet.set_column(1, 1, 34)
    book.close()


def _ytd(row: int, unit: str) -> str:
    function = "SUM" if unit == "#" else "AVERAGE"
    return f"={function}(E{row + 1}:J{row + 1})"


def _northwind_lines(
    rng: random.Random,
) -> list[tuple[str, list[tuple[str, str, Any, list[float]]]]]:
    offered = [float(round(value)) for value in walk(rng, 41200, 2600)]
    answered = [float(round(value * rng.uniform(0.95, 0.972))) for value in offered]
    abandoned = [o - a for o, a in zip(offered, answered, strict=True)]
    in_time = [float(round(value * rng.uniform(0.79, 0.84))) for value in offered]
    chats = [float(round(value)) for value in walk(rng, 9800, 700, 250)]
    contacts = [a + c for a, c in zip(answered, chats, strict=True)]
    cost = [float(round(value * rng.uniform(3.38, 3.52))) for value in contacts]
    return [
        (
            "Voice",
            [
                ("Calls offered", "#", "", offered),
                ("Calls answered", "#", "", answered),
                ("Calls abandoned", "#", "", abandoned),
                ("Calls answered within 20 sec", "#", "", in_time),
                ("Average speed of answer", "sec", 28, walk(rng, 24, 3)),
                ("Average handle time", "min", "", walk(rng, 6.4, 0.2)),
                ("First call resolution", "%", 0.75, walk(rng, 0.782, 0.012)),
                ("CSAT (top 2 box)", "%", 0.85, walk(rng, 0.864, 0.01)),
            ],
        ),
        (
            "Chat",
            [
                ("Chats handled", "#", "", chats),
                ("Average handle time", "min", "", walk(rng, 9.1, 0.3)),
                ("CSAT (top 2 box)", "%", 0.85, walk(rng, 0.881, 0.01)),
            ],
        ),
        (
            "All channels",
            [
                ("Contacts handled", "#", "", contacts),
                ("Total cost (USD)", "#", "", cost),
                ("QA score", "%", 0.9, walk(rng, 0.912, 0.008)),
                ("Compliance rate", "%", 0.99, walk(rng, 0.9935, 0.001)),
                ("Occupancy", "%", 0.85, walk(rng, 0.83, 0.012)),
                ("Agent attrition (annualised)", "%", 0.3, walk(rng, 0.27, 0.02)),
                ("Net Promoter Score", "points", 30, walk(rng, 34, 2)),
            ],
        ),
    ]


def brightline(path: Path) -> None:
    """A glossy scorecard, and a contact log that tells another story."""
    rng = random.Random(SEED + 2)
    book = new_book(path)
    head = book.add_format({"bold": True, "font_color": "white", "bg_color": "#1F4E78"})
    percent = book.add_format({"num_format": "0%"})
    card = book.add_worksheet("Scorecard H1 2026")
    card.merge_range("A1:D1", "Brightline BPO - Executive scorecard January to June 2026", head)
    card.write_row("A3", ["KPI", "Target", "Actual", "Status"], head)
    lines: list[tuple[str, Any, Any]] = [
        ("FCR", 0.85, 0.91),
        ("CSAT", 0.9, 0.92),
        ("Compliance Rate", 0.99, 0.992),
        ("QA Score", 0.9, 0.95),
        ("Cost per contact", "$2.25", "$2.10"),
    ]
    for row, (name, target, actual) in enumerate(lines, start=3):
        card.write(row, 0, name)
        card.write(row, 1, target, percent if isinstance(target, float) else None)
        card.write(row, 2, actual, book.add_format({"num_format": "0.0%"}))
        card.write(row, 3, "GREEN")
    card.set_column(0, 0, 24)
    _brightline_log(book.add_worksheet("Contact log"), head, book, rng)
    book.close()


def _brightline_log(sheet: Any, head: Any, book: Any, rng: random.Random) -> None:
    headings = ["Contact ID", "Date", "Time", "Channel", "Agent ID", "Wait time (sec)"]
    headings += ["Talk time", "Hold time", "ACW", "Answered (Y/N)", "Resolved on first contact"]
    headings += ["Escalated", "Transferred", "CSAT (1-5)"]
    sheet.write_row(0, 0, headings, head)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    start = dt.date(YEAR, 1, 1)
    count = 2400
    for number in range(count):
        row = number + 1
        date = start + dt.timedelta(days=number * 181 // count)
        answered = rng.random() < 0.93
        wait = rng.expovariate(1 / 19) if answered else rng.expovariate(1 / 60)
        moment = f"{rng.randint(8, 19):02d}:{rng.randint(0, 59):02d}"
        sheet.write_row(row, 0, [f"BR-{100000 + number}"])
        sheet.write_datetime(row, 1, dt.datetime.combine(date, dt.time()), day)
        sheet.write_row(row, 2, [moment, rng.choice(["Voice", "Voice", "Voice", "Chat", "Email"])])
        sheet.write_row(row, 4, [f"A{rng.randint(1, 38):03d}", round(wait)])
        if answered:
            talk, hold, wrap = rng.gauss(235, 60), rng.expovariate(1 / 25), rng.gauss(40, 12)
            times = [_clock(max(20, talk)), _clock(hold), _clock(max(5, wrap))]
            resolved = rng.random() < 0.775
            sheet.write_row(row, 6, times)
            sheet.write_row(row, 10, ["Y" if resolved else "N"])
            sheet.write_row(row, 11, ["Y" if rng.random() < 0.14 else "N"])
            sheet.write_row(row, 12, ["Yes" if rng.random() < 0.11 else "No"])
            if rng.random() < 0.36:
                sheet.write_number(row, 13, _mark(rng, resolved))
            elif rng.random() < 0.1:
                sheet.write_string(row, 13, "n/a")
        sheet.write_string(row, 9, "Y" if answered else "N")
    sheet.write_string(count + 1, 0, "TOTAL")
    sheet.write_number(count + 1, 5, count)
    sheet.freeze_panes(1, 0)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"


def _mark(rng: random.Random, resolved: bool) -> int:
    weights = (3, 5, 12, 38, 42) if resolved else (18, 22, 25, 22, 13)
    return rng.choices((1, 2, 3, 4, 5), weights)[0]


def rheinkontakt(path: Path) -> None:
    """German, transposed (months down), decimal commas in texts, a total row, euro."""
    rng = random.Random(SEED + 3)
    book = new_book(path)
    sheet = book.add_worksheet("Bericht")
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 2})
    sheet.write("A1", "Rheinkontakt GmbH", book.add_format({"bold": True, "font_size": 14}))
    sheet.write("A2", "Monatsbericht Kundenservice, erstes Halbjahr 2026")
    headings = ["Monat", "Angebotene Anrufe", "Angenommene Anrufe", "Servicelevel (20 Sek.)"]
    headings += ["Durchschnittliche Bearbeitungszeit (Min.)", "Erstlösungsquote"]
    headings += ["Kundenzufriedenheit (%)", "Qualitätsscore", "Compliance-Quote"]
    headings += ["Kosten je Kontakt (EUR)"]
    sheet.write_row("A4", headings, head)
    names = ("Januar", "Februar", "März", "April", "Mai", "Juni")
    offered = [round(value) for value in walk(rng, 18300, 1200)]
    answered = [round(value * rng.uniform(0.955, 0.98)) for value in offered]
    columns = [
        [_comma(value, "%") for value in walk(rng, 84.1, 2.0)],
        [_comma(value) for value in walk(rng, 6.9, 0.25)],
        [_comma(value, "%") for value in walk(rng, 80.6, 1.1)],
        [_comma(value, "%") for value in walk(rng, 88.2, 0.9)],
        [_comma(value, "%") for value in walk(rng, 93.4, 0.6)],
        [_comma(value, "%") for value in walk(rng, 99.4, 0.1)],
        [_comma(value) for value in walk(rng, 4.05, 0.06)],
    ]
    for row, name in enumerate(names, start=4):
        sheet.write_string(row, 0, f"{name} {YEAR}")
        sheet.write_number(row, 1, offered[row - 4])
        sheet.write_number(row, 2, answered[row - 4])
        for column, texts in enumerate(columns, start=3):
            sheet.write_string(row, column, texts[row - 4])
    sheet.write_string(10, 0, "Gesamt")
    sheet.write_formula(10, 1, "=SUM(B5:B10)", None, sum(offered))
    sheet.write_formula(10, 2, "=SUM(C5:C10)", None, sum(answered))
    sheet.write("A13", "Alle Angaben ohne Gewähr.")
    sheet.set_column(0, 9, 18)
    book.close()


def _comma(value: float, unit: str = "") -> str:
    return f"{value:.2f} {unit}".strip().replace(".", ",")


def meridian(path: Path) -> None:
    """A scorecard sheet a month; the two worst months were left out."""
    rng = random.Random(SEED + 4)
    book = new_book(path)
    head = book.add_format({"bold": True, "bg_color": "#E2EFDA", "border": 1})
    handled = [round(value) for value in walk(rng, 26400, 1800)]
    values = {
        "First contact resolution": walk(rng, 0.741, 0.01),
        "Customer satisfaction": walk(rng, 0.828, 0.012),
        "Service level 80/20": walk(rng, 0.787, 0.02),
        "Abandonment rate": walk(rng, 0.046, 0.004),
        "QA score": walk(rng, 0.894, 0.008),
        "Compliance": walk(rng, 0.9915, 0.0008),
    }
    targets = (0.75, 0.85, 0.8, 0.05, 0.9, 0.99)
    for index, month in enumerate(MONTHS):
        if month in {"Mar", "May"}:
            continue
        sheet = book.add_worksheet(f"{month} {YEAR}")
        sheet.write("A1", "Meridian Connect", book.add_format({"bold": True}))
        sheet.write("A2", "Service report to the client")
        sheet.write_row("A4", ["Metric", "Target", "Achieved", "Met?"], head)
        sheet.write_row("A5", ["Contacts handled", "", handled[index], ""])
        row = 5
        for (name, series), target in zip(values.items(), targets, strict=True):
            lower = name == "Abandonment rate"
            met = series[index] <= target if lower else series[index] >= target
            achieved = f"{series[index]:.1%}" if row % 2 else f"{series[index] * 100:.1f} %"
            sheet.write_row(row, 0, [name, f"{target:.0%}", achieved, "yes" if met else "no"])
            row += 1
        sheet.write_row(row, 0, ["Average handle time", "07:00", _clock(rng.gauss(412, 9)), ""])
        sheet.write_row(row + 1, 0, ["Cost per contact (USD)", "", round(rng.gauss(3.02, 0.03), 2)])
        sheet.set_column(0, 0, 28)
    book.close()


def quantia(path: Path) -> None:
    """A project log: due and delivered dates, errors, hours, invoices; some still open."""
    rng = random.Random(SEED + 5)
    book = new_book(path)
    sheet = book.add_worksheet("Projects")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd-mmm-yyyy"})
    money = book.add_format({"num_format": '"$"#,##0.00'})
    sheet.write("A1", "Quantia Analytics", book.add_format({"bold": True, "font_size": 14}))
    sheet.write("A2", "Project log January to June 2026, research and analytics desk")
    headings = ["Project ID", "Project type", "Received", "Due date", "Delivered", "Status"]
    headings += ["Documents checked", "Documents correct", "Errors found", "Rework (Y/N)"]
    headings += ["Client feedback (1-5)", "Hours", "Invoiced (USD)"]
    sheet.write_row(3, 0, headings, head)
    row, total = 4, 0.0
    for number in range(420):
        received = dt.date(YEAR, 1, 2) + dt.timedelta(days=number * 178 // 420)
        promised = rng.choice((3, 5, 5, 10))
        took = max(1, round(rng.gauss(promised * 0.82, promised * 0.2)))
        delivered = received + dt.timedelta(days=took)
        checked = rng.randint(20, 140)
        correct = checked - sum(rng.random() < 0.011 for _ in range(checked))
        hours = round(rng.gauss(6.2, 1.1) * promised / 2, 1)
        kind = rng.choice(("Market research", "Company profile", "Data extraction", "Valuation"))
        sheet.write_row(row, 0, [f"QA-{2600 + number}", kind])
        sheet.write_datetime(row, 2, dt.datetime.combine(received, dt.time()), day)
        due = received + dt.timedelta(days=promised)
        sheet.write_datetime(row, 3, dt.datetime.combine(due, dt.time()), day)
        if delivered <= dt.date(YEAR, 6, 30):
            sheet.write_datetime(row, 4, dt.datetime.combine(delivered, dt.time()), day)
            sheet.write_row(row, 5, ["Delivered", checked, correct, checked - correct])
            sheet.write_row(row, 9, ["Y" if rng.random() < 0.035 else "N"])
            if rng.random() < 0.5:
                sheet.write_number(row, 10, rng.choices((2, 3, 4, 5), (2, 9, 41, 48))[0])
            total += hours
            sheet.write_number(row, 11, hours)
            sheet.write_number(row, 12, round(hours * rng.gauss(38, 1.5), 2), money)
        else:
            sheet.write_row(row, 5, ["Open"])
        row += 1
    sheet.write_string(row, 0, "Total")
    sheet.write_formula(row, 11, f"=SUM(L5:L{row})", None, round(total, 1))
    sheet.set_column(0, 12, 15)
    book.close()


def lexara(path: Path) -> None:
    """A long list as CSV: month, metric, value, unit, target; decimal commas, semicolons."""
    rng = random.Random(SEED + 6)
    lines: list[tuple[str, str, list[float], str]] = [
        ("Accuracy", "%", [value * 100 for value in walk(rng, 0.983, 0.002)], "98,5"),
        ("Projects delivered", "number", [float(rng.randint(48, 66)) for _ in MONTHS], ""),
        ("Turnaround time", "days", walk(rng, 4.6, 0.3), "5"),
        ("On-time delivery", "%", walk(rng, 93.5, 1.2), "95"),
        ("Rework rate", "%", walk(rng, 5.2, 0.6), "5"),
        ("Client feedback", "%", walk(rng, 86.0, 1.5), "85"),
        ("Cost per project (USD)", "USD", walk(rng, 512, 14), ""),
        ("Qualified staff", "%", walk(rng, 91, 1), "80"),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Month", "Metric", "Value", "Unit", "Target"])
        for index, month in enumerate(MONTHS):
            for name, unit, values, target in lines:
                value = f"{values[index]:.0f}" if unit == "number" else _comma(values[index])
                writer.writerow([f"{month}-{YEAR % 100}", name, value, unit, target])


def delta(path: Path) -> None:
    """Two tables side by side, a roster on another sheet, money in rupees."""
    rng = random.Random(SEED + 7)
    book = new_book(path)
    head = book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1})
    sheet = book.add_worksheet("Performance")
    sheet.write("A1", "Delta Insight", book.add_format({"bold": True, "font_size": 14}))
    sheet.write("A3", "Delivery")
    sheet.write_row("A4", ["Month", "Projects delivered", "On time %", "TAT (days)"], head)
    sheet.write("G3", "Quality and cost")
    right = [
        "Month",
        "Documents checked",
        "Documents correct",
        "Rework %",
        "Cost per project (INR)",
    ]
    sheet.write_row("G4", right, head)
    on_time, tat = walk(rng, 0.902, 0.02), walk(rng, 5.4, 0.3)
    rework, cost = walk(rng, 0.071, 0.008), walk(rng, 24800, 700)
    for index, month in enumerate(MONTHS):
        row = index + 4
        checked = rng.randint(5200, 6100)
        correct = checked - round(checked * rng.gauss(0.021, 0.002))
        label = f"{month} {YEAR}"
        sheet.write_row(row, 0, [label, rng.randint(70, 92), f"{on_time[index]:.1%}"])
        sheet.write_number(row, 3, round(tat[index], 2))
        sheet.write_row(row, 6, [label, checked, correct, f"{rework[index]:.1%}"])
        sheet.write_string(row, 10, f"₹ {cost[index]:,.0f}")
    sheet.write("A12", "TAT in working days from receipt of the complete brief.")
    sheet.set_column(0, 10, 18)
    _roster(book.add_worksheet("Team"), head, book, rng)
    book.close()


def _roster(sheet: Any, head: Any, book: Any, rng: random.Random) -> None:
    headings = ["Employee ID", "Role", "Years of experience", "Qualified (Y/N)"]
    sheet.write_row(0, 0, [*headings, "Certificate valid until"], head)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number in range(46):
        sheet.write_row(number + 1, 0, [f"D{number + 1:03d}"])
        sheet.write_row(number + 1, 1, [rng.choice(("Analyst", "Senior analyst", "Editor"))])
        sheet.write_row(number + 1, 2, [round(max(0.5, rng.gauss(4.1, 2.0)), 1)])
        sheet.write_row(number + 1, 3, ["Y" if rng.random() < 0.84 else "N"])
        if rng.random() < 0.6:
            valid = dt.datetime(YEAR, 1, 1) + dt.timedelta(days=rng.randint(0, 700))
            sheet.write_datetime(number + 1, 4, valid, day)
    sheet.set_column(0, 4, 18)


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1] / "resources" / "samples"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
