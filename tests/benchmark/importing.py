"""Reports from file to KPIs, against reading the same file into pandas or openpyxl."""

from __future__ import annotations

import statistics
from pathlib import Path

import fastexcel
import openpyxl

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.benchmark.logs import write_log, write_variant
from tests.benchmark.small_reports import write_many_sheets, write_pack
from tests.benchmark.timing import Result, alternate, seconds
from tests.benchmark.whole_path import Cost, cost_of

LOG_BUDGET, SMALL_BUDGET = 2.0, 2.0
LARGE_BUDGET, LARGE_MEMORY_BUDGET, FOUR_BUDGET = 1.6, 2.0, 2.4
PROPORTIONAL = 1.3
MILLION = 1_000_000


def run(folder: Path) -> list[Result]:
    """Return the ratios of small reports, of many sheets, and of a log of 100,000 rows.

    All in this process, with measurements by month, accounting and origins.
    """
    catalogue = load_catalogue()
    return [
        _small_report(write_pack(folder / "pack.xlsx"), catalogue),
        _many_sheets(folder, catalogue),
        _log(write_log(folder / "log-100000.xlsx", 100_000), catalogue),
    ]


def run_large(folder: Path, rounds: int = 3) -> list[Result]:
    """Return the ratios of logs of a million rows, read by workers as the program does it.

    Time and memory are those of whole processes: the floor's one, or the program's and its
    workers' peaks together.
    """
    log = write_log(folder / f"log-{MILLION}.xlsx", MILLION)
    variants = [write_variant(folder / f"log-{MILLION}-{x}.xlsx", log, x) for x in "ABC"]
    paths = [log, *variants]
    floors, ones, fours = [], [], []
    for _ in range(rounds):
        floors.append(cost_of("floor", paths[:1]))
        ones.append(cost_of("ours", paths[:1]))
        fours.append(cost_of("ours", paths))
    floor, one, four = _median(floors), _median(ones), _median(fours)
    name, peer = f"{MILLION:,}-row log, file to KPIs by month", "fastexcel to pandas"
    return [
        Result(name, peer, floor.seconds, one.seconds, LARGE_BUDGET, "start of a worker included"),
        Result(
            f"{name}, peak memory",
            peer,
            floor.mebibytes,
            one.mebibytes,
            LARGE_MEMORY_BUDGET,
            unit="MiB",
        ),
        Result("four such logs at once", "one", one.seconds, four.seconds, FOUR_BUDGET),
    ]


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.mebibytes for cost in costs),
    )


def _small_report(path: Path, catalogue: Catalogue) -> Result:
    """Return the ratio of a report of five sheets to openpyxl loading it."""
    floor_s, ours_s = alternate(
        lambda: openpyxl.load_workbook(path), lambda: _to_kpis(path, catalogue)
    )
    name = "report of 5 sheets and 2,000 cells, file to KPIs by month"
    return Result(name, "openpyxl", floor_s, ours_s, SMALL_BUDGET)


def _many_sheets(folder: Path, catalogue: Catalogue) -> Result:
    """Return the ratio of 200 small sheets to ten times 20 of them."""
    few = write_many_sheets(folder / "sheets-20.xlsx", 20)
    many = write_many_sheets(folder / "sheets-200.xlsx", 200)

    before, ours_s, after = (
        seconds(lambda path=path: _to_kpis(path, catalogue)) for path in (few, many, few)
    )
    floor_s = 10 * (before + after) / 2
    name = "200 sheets of a small table each"
    return Result(name, "ten times 20 of them", floor_s, ours_s, PROPORTIONAL)


def _log(path: Path, catalogue: Catalogue) -> Result:
    """Return the ratio of a log to reading it into pandas."""

    def floor() -> None:
        fastexcel.read_excel(path).load_sheet(0).to_pandas()

    floor_s, ours_s = alternate(floor, lambda: _to_kpis(path, catalogue), rounds=3)
    name = "100,000-row log, file to KPIs by month"
    return Result(name, "fastexcel to pandas", floor_s, ours_s, LOG_BUDGET)


def _to_kpis(path: Path, catalogue: Catalogue) -> None:
    report = import_report(path, catalogue, ImportOptions(), NoProgress())
    assert len(measure(gather_evidence([report]), catalogue, Grain.MONTH).frame)
