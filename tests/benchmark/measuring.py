"""All KPIs of a log in memory by vendor, month and segment, against pandas group by group.

Alone: ``python -m tests.benchmark.measuring [ROWS]``.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.records import ROW, VENDOR, Evidence, RecordTable
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.importing.report import no_stated_values
from desktop_app.kpi.measure import measure
from desktop_app.kpi.working import working_seconds
from tests.benchmark.timing import Result, alternate

CATALOGUE = load_catalogue()
ROWS = 1_000_000
LINEAR = 11.0
"""What ten times the records may cost."""


def table(rows: int) -> RecordTable:
    """Return a log of contacts of eight vendors over six months, with gaps."""
    rng = np.random.default_rng(7)
    created = pd.Timestamp(2026, 1, 1) + pd.to_timedelta(
        rng.integers(0, 180 * 86_400, rows), unit="s"
    )
    took = pd.to_timedelta(np.floor(rng.exponential(18_000, rows)), unit="s")
    abandoned = (rng.random(rows) < 0.05).astype(np.float64)
    marks = rng.integers(1, 6, rows).astype(np.float64)
    marks[rng.random(rows) < 0.6] = np.nan

    def texts(*names: str) -> pd.Categorical:
        return pd.Categorical.from_codes(rng.integers(0, len(names), rows), list(names))

    columns = {
        "record_id": pd.Categorical.from_codes(np.arange(rows), [f"T{n}" for n in range(rows)]),
        "created_at": created,
        "resolved_at": (created + took).where(rng.random(rows) < 0.96),
        "channel": texts("Voice", "Chat", "Email"),
        "handle_time": np.maximum(rng.normal(380, 90, rows), 1),
        "wait_time": rng.exponential(25, rows),
        "abandoned": abandoned,
        "resolved_first_contact": (rng.random(rows) < 0.78).astype(np.float64),
        "csat_score": marks,
        "cost": np.round(rng.normal(3.4, 0.4, rows), 2),
    }
    frame = pd.DataFrame(columns)
    frame[VENDOR] = texts(*(f"Vendor {number}" for number in range(1, 9)))
    frame[ROW] = np.arange(2, rows + 2)
    letters = {name: (chr(ord("A") + place),) for place, name in enumerate(columns)}
    return RecordTable(
        "log.xlsx",
        "sha",
        "Log",
        f"A1:K{rows + 1}",
        frame,
        letters,
        currencies={"cost": "USD"},
        scales={"csat_score": (1.0, 5.0)},
    )


def five_aggregates(frame: pd.DataFrame, kpis: int) -> None:
    """Group by vendor, month and channel once for each KPI, as a script would."""
    month = frame["created_at"].to_numpy().astype("datetime64[M]")
    keys = [frame[VENDOR], month, frame["channel"]]
    values = ("handle_time", "wait_time", "resolved_first_contact", "csat_score", "cost")
    for number in range(kpis):
        groups = frame[values[number % len(values)]].groupby(keys, observed=True)
        groups.count(), groups.mean(), groups.sum(), groups.median(), groups.quantile(0.9)


def figures(log: RecordTable) -> int:
    """Measure everything; return how many KPIs the log gave."""
    measured = measure(Evidence([log], no_stated_values()), CATALOGUE, Grain.MONTH, "channel")
    return int(measured.frame["kpi"].nunique())


def run(rows: int = ROWS) -> list[Result]:
    """Return the ratios of all KPIs and of business time."""
    log = table(rows)
    kpis = figures(log)
    floor_s, ours_s = alternate(
        lambda: five_aggregates(log.frame, kpis), lambda: figures(log), rounds=3
    )
    name = f"{kpis} KPIs x vendor x month x channel of {rows:,} records"
    return [
        Result(name, f"five pandas aggregates, {kpis} times", floor_s, ours_s, 1.0),
        *_business_time(rows),
    ]


def run_large() -> list[Result]:
    """Return what ten million records cost against a million."""
    few, many = table(ROWS), table(10 * ROWS)
    figures(few)
    few_s, many_s = alternate(lambda: figures(few), lambda: figures(many), rounds=3)
    name = "all KPIs of 10,000,000 records"
    return [Result(name, "those of 1,000,000", few_s, many_s, LINEAR)]


def _business_time(rows: int) -> list[Result]:
    """Return the cost of turnaround on one and on two calendars, of items that take some days."""
    rng = np.random.default_rng(1)
    start = np.floor(1.7356896e9 + rng.uniform(0, 365 * 86_400, rows))
    end = start + np.floor(rng.exponential(3 * 86_400, rows))
    days = [moments.astype("datetime64[s]").astype("datetime64[D]") for moments in (start, end)]
    off = np.array(["2025-01-01", "2025-04-18", "2025-04-21", "2025-12-25"], "datetime64[D]")
    vendors = rng.integers(0, 8, rows)
    germany = WorkCalendar("Mon-Fri 09:00-17:30", "DE", zone="Europe/Berlin", log_zone="UTC")
    france = WorkCalendar("Mon-Fri 08:00-16:00", "FR", zone="Europe/Paris", log_zone="UTC")

    def against(what: str, calendars: list[WorkCalendar]) -> Result:
        floor_s, ours_s = alternate(
            lambda: np.busday_count(days[0], days[1], holidays=off),
            lambda: working_seconds(start, end, vendors, calendars),
            rounds=9,
        )
        name = f"business hours of {rows:,} records, {what}"
        return Result(name, "numpy.busday_count", floor_s, ours_s, 1.0)

    return [against("one calendar", [germany] * 8), against("two calendars", [germany, france] * 4)]


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    for result in run(size):
        sys.stdout.write(result.line() + "\n")
