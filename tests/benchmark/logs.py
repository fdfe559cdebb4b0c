"""The reference log: ids, datetimes, categories, floats, durations, flags and blanks."""

from __future__ import annotations

import datetime as dt
import random
import re
import zipfile
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "Ticket ID",
    "Vendor",
    "Created",
    "Resolved",
    "Channel",
    "Handle time (sec)",
    "Wait time (sec)",
    "Resolved first contact",
    "CSAT (1-5)",
    "Cost (USD)",
)


def write_log(path: Path, rows: int) -> Path:
    """Write a log of so many rows, unless it is there; return its path."""
    if path.exists():
        return path
    rng = random.Random(7)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Log")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, HEADINGS)
    start = dt.datetime(2026, 1, 1)
    for number in range(rows):
        row = number + 1
        created = start + dt.timedelta(minutes=number * 260_000 / rows)
        resolved = created + dt.timedelta(minutes=rng.expovariate(1 / 300))
        sheet.write_string(row, 0, f"T{number:07d}")
        sheet.write_string(row, 1, f"Vendor {rng.randint(1, 8)}")
        sheet.write_datetime(row, 2, created, moment)
        if rng.random() < 0.96:
            sheet.write_datetime(row, 3, resolved, moment)
        sheet.write_string(row, 4, rng.choice(("Voice", "Chat", "Email")))
        sheet.write_number(row, 5, round(rng.gauss(380, 90), 1))
        sheet.write_number(row, 6, round(rng.expovariate(1 / 25), 1))
        sheet.write_string(row, 7, "Yes" if rng.random() < 0.78 else "No")
        if rng.random() < 0.4:
            sheet.write_number(row, 8, rng.randint(1, 5))
        sheet.write_number(row, 9, round(rng.gauss(3.4, 0.4), 2))
    book.close()
    return path


def write_variant(path: Path, log: Path, letter: str) -> Path:
    """Write a log again with ids that begin with another letter, unless it is there."""
    if path.exists():
        return path
    with (
        zipfile.ZipFile(log) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/sharedStrings.xml":
                part = re.sub(rb"<t>T(?=\d)", b"<t>" + letter.encode(), part)
            target.writestr(name, part)
    return path
