"""A 100,000-row log from file to KPIs, against reading the same file into pandas."""

from __future__ import annotations

from pathlib import Path

import fastexcel

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.benchmark.logs import write_log
from tests.benchmark.timing import Result, alternate

BUDGET = 2.0


def run(folder: Path, rows: int = 100_000) -> list[Result]:
    """Return the import's ratio, with measurements by month, accounting and origins in it."""
    path = write_log(folder / f"log-{rows}.xlsx", rows)
    catalogue = load_catalogue()

    def floor() -> None:
        fastexcel.read_excel(path).load_sheet(0).to_pandas()

    def ours() -> None:
        report = import_report(path, catalogue, ImportOptions(), NoProgress())
        assert sum(len(table.frame) for table in report.records) == rows
        assert len(measure(gather_evidence([report]), catalogue, Grain.MONTH).frame)

    floor_s, ours_s = alternate(floor, ours, rounds=3)
    name = f"{rows:,}-row log, file to KPIs by month"
    return [Result(name, "fastexcel to pandas", floor_s, ours_s, BUDGET)]
