"""Three vendors with months of cost, volume and service level whose totals are easy to work out.

Acme charges 3.50 EUR a contact, the in-house operation costs 5.00 EUR, Birch charges 4.00 USD:
3.20 EUR until March at 0.80, 3.60 EUR from April on at 0.90, so 3.40 EUR over six months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.money import Quote
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport, ImportOptions
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.scenario import scenario_from_profile

MONTHS = tuple(dt.date(2026, month, 1) for month in range(1, 7))
D = Decimal
RATES = (
    Quote("USD", D("0.80"), dt.date(2026, 1, 1), "EUR", "ECB"),
    Quote("USD", D("0.90"), dt.date(2026, 4, 1), "EUR", "ECB"),
)
CONTRACT = Contract(
    months=12,
    start="2027-01",
    volume=D(10000),
    offers={"Acme": Offer(transition=D(6000))},
)
STAKES = Stakes(
    (
        Term(
            "service_level",
            (Tier(0.80, below=True, share=D("0.05")), Tier(0.70, below=True, share=D("0.10"))),
            earn_back=2,
        ),
    ),
    cap=D("0.08"),
)

REPORTS: Mapping[str, Mapping[str, tuple[float | None, ...]]] = {
    "Acme": {
        "Contacts handled": (1000,) * 6,
        "Total cost (EUR)": (3500,) * 6,
        "Service level": (0.85, 0.78, 0.82, 0.81, 0.69, 0.90),
    },
    "Birch": {
        "Contacts handled": (1000,) * 6,
        "Total cost (USD)": (4000,) * 6,
        "Service level": (0.85, 0.85, None, 0.75, 0.85, 0.79),
    },
    "In-house": {
        "Contacts handled": (2000,) * 6,
        "Total cost (EUR)": (10000,) * 6,
    },
}


@cache
def priced_reports() -> tuple[ImportedReport, ...]:
    """Return the reports, imported; the files are gone by then."""
    catalogue = load_catalogue()
    with TemporaryDirectory() as folder:
        return tuple(
            import_report(path, catalogue, ImportOptions(vendors={str(path): path.stem}))
            for path in write_reports(Path(folder))
        )


def write_reports(folder: Path) -> list[Path]:
    """Write the reports' files; each is named after its vendor."""
    paths = []
    for vendor, lines in REPORTS.items():
        book = Workbook()
        sheet: Any = book.active
        sheet.title = "KPIs"
        sheet.append(["KPI", *MONTHS])
        for column in range(2, len(MONTHS) + 2):
            sheet.cell(1, column).number_format = "mmm-yy"
        for name, values in lines.items():
            sheet.append([name, *values])
        paths.append(folder / f"{vendor}.xlsx")
        book.save(paths[-1])
    return paths


def priced_scenario(**more: Any) -> Scenario:
    """Return the default scenario with rates, baseline and base currency, changed as asked."""
    plain = scenario_from_profile(load_catalogue())
    scenario = replace(plain, base_currency="EUR", rates=RATES, baseline="In-house")
    return replace(scenario, **more)
