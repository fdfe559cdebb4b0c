"""Measurements against a second implementation: plain Python, one record at a time.

Nothing here uses the program's arithmetic: values are gathered into lists by hand-written rules
and put together with `statistics` and `math`.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import statistics
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records, stated

Record = dict[str, Any]
CATALOGUE = load_catalogue()
DAY = 86400.0


def random_log(seed: int, size: int = 150) -> list[Record]:
    """Return projects with gaps in every field."""
    rng = random.Random(seed)

    def maybe(value: Any, chance: float = 0.15) -> Any:
        return None if rng.random() < chance else value

    log = []
    for number in range(size):
        received = dt.datetime(2025, 11, 1) + dt.timedelta(minutes=rng.randrange(160 * 1440))
        delivered = received + dt.timedelta(minutes=rng.randrange(20 * 1440))
        log.append(
            {
                "vendor": rng.choice(["Alpha", "Beta", "Gamma"]),
                "project_id": f"P{number}",
                "received_at": received,
                "due_at": maybe(received + dt.timedelta(days=rng.randrange(1, 15))),
                "delivered_at": maybe(delivered),
                "error_count": maybe(float(max(0, rng.randrange(-6, 4)))),
                "checked_units": maybe(float(rng.randrange(0, 30))),
                "reworked": maybe(float(rng.random() < 0.2)),
                "invoiced": maybe(round(rng.uniform(100, 900), 2)),
                "hours": maybe(rng.uniform(0, 40) * 3600),
                "nps_score": maybe(float(rng.randrange(0, 11))),
                "project_type": maybe(rng.choice(["Legal", "Research"])),
            }
        )
    return log


def as_tables(log: list[Record], count: int, seed: int) -> list[Any]:
    """Return the log dealt out to some tables, as importing would hand them over."""
    rng = random.Random(seed)
    dealt: list[list[Record]] = [[] for _ in range(count)]
    for record in log:
        rng.choice(dealt).append(record)
    tables = []
    for number, rows in enumerate(dealt):
        columns = {}
        for name in log[0]:
            if name == "vendor":
                continue
            values = [row[name] for row in rows]
            if name.endswith("_at"):
                columns[name] = pd.to_datetime(pd.Series(values, dtype="object"))
            elif name in ("project_id", "project_type"):
                columns[name] = values
            else:
                columns[name] = pd.Series(values, dtype="float64")
        tables.append(
            records(
                columns,
                vendor=[row["vendor"] for row in rows],
                file=f"log{number}.xlsx",
                currencies={"invoiced": "EUR"},
                scales={"nps_score": (0, 10)},
            )
        )
    return tables


def period_of(moment: dt.datetime, grain: Grain) -> str | None:
    if grain is Grain.ALL:
        return None
    if grain is Grain.MONTH:
        return f"{moment.year}-{moment.month:02d}"
    if grain is Grain.QUARTER:
        return f"{moment.year}-Q{(moment.month + 2) // 3}"
    if grain is Grain.YEAR:
        return str(moment.year)
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02d}"


def own_date(record: Record) -> dt.datetime:
    return record["delivered_at"] or record["received_at"]


def ratio(
    log: list[Record],
    grain: Grain,
    part_whole: Callable[[Record], tuple[float, float] | None],
    date: Callable[[Record], dt.datetime] = own_date,
) -> dict[tuple[str, str | None], tuple[float, float]]:
    sums: dict[tuple[str, str | None], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for record in log:
        found = part_whole(record)
        if found is not None:
            key = (record["vendor"], period_of(date(record), grain))
            sums[key][0] += found[0]
            sums[key][1] += found[1]
    return {key: (part, whole) for key, (part, whole) in sums.items() if whole}


def turnaround(record: Record) -> float | None:
    if record["delivered_at"] is None:
        return None
    return (record["delivered_at"] - record["received_at"]).total_seconds()


def on_time(as_of: dt.datetime) -> Callable[[Record], tuple[float, float] | None]:
    def judge(record: Record) -> tuple[float, float] | None:
        due, delivered = record["due_at"], record["delivered_at"]
        if due is None:
            return None
        if due.time() == dt.time():
            due += dt.timedelta(days=1, milliseconds=-1)
        if delivered is None:
            return (0.0, 1.0) if due < as_of else None
        return float(delivered <= due), 1.0

    return judge


def known(part: str, whole: str | None = None, factor: float = 1.0) -> Any:
    def read(record: Record) -> tuple[float, float] | None:
        if record[part] is None or (whole and record[whole] is None):
            return None
        return record[part] * factor, record[whole] if whole else 1.0

    return read


def per_item(record: Record) -> tuple[float, float] | None:
    errors = record["error_count"]
    return None if errors is None else (float(errors == 0), 1.0)


def nps(record: Record) -> tuple[float, float] | None:
    mark = record["nps_score"]
    return None if mark is None else (100.0 * ((mark >= 9) - (mark <= 6)), 1.0)


def billed(record: Record) -> tuple[float, float] | None:
    if record["invoiced"] is None or record["hours"] is None:
        return None
    return record["invoiced"] * 3600, record["hours"]


def latest(log: list[Record], vendor: str) -> dt.datetime:
    own = [record for record in log if record["vendor"] == vendor]
    moments = [r["received_at"] for r in own] + [r["delivered_at"] for r in own]
    return max(moment for moment in moments if moment is not None)


def quantile(values: list[float], q: float) -> float:
    """Return the quantile of `statistics.quantiles`, inclusive method, by permille."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=1000, method="inclusive")[round(q * 1000) - 1]


def found(frame: pd.DataFrame, kpi: str, variant: str) -> dict[tuple[str, str | None], pd.Series]:
    own = frame[(frame["kpi"] == kpi) & (frame["variant"] == variant) & frame["segment"].isna()]
    assert not own.duplicated(["vendor", "period"]).any()
    return {(row["vendor"], row["period"]): row for _, row in own.iterrows()}


@pytest.mark.parametrize("grain", list(Grain))
@pytest.mark.parametrize(("seed", "tables"), [(1, 1), (2, 3)])
def test_ratios_are_those_of_a_plain_loop(seed, tables, grain):
    log = random_log(seed)
    frame = measure(evidence(*as_tables(log, tables, seed)), CATALOGUE, grain).frame
    expected = {
        ("accuracy", "per_item"): ratio(log, grain, per_item),
        ("rework_rate", "standard"): ratio(log, grain, known("reworked")),
        ("error_rate", "per_field"): ratio(log, grain, known("error_count", "checked_units")),
        ("cost_per_hour", "billed"): ratio(log, grain, billed),
        ("nps", "nps_0_10"): ratio(log, grain, nps),
        ("tat", "mean_calendar"): ratio(
            log, grain, lambda r: None if turnaround(r) is None else (turnaround(r), 1.0)
        ),
    }
    for (kpi, variant), sums in expected.items():
        rows = found(frame, kpi, variant)
        assert set(rows) == set(sums), (kpi, variant)
        for key, (part, whole) in sums.items():
            assert rows[key]["value"] == pytest.approx(part / whole, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("grain", [Grain.ALL, Grain.MONTH])
@pytest.mark.parametrize("seed", [3, 4])
def test_on_time_is_that_of_a_plain_loop_one_table(seed, grain):
    log = random_log(seed)
    frame = measure(evidence(*as_tables(log, 1, seed)), CATALOGUE, grain).frame
    rows = found(frame, "on_time", "due")
    sums = {}
    for vendor in ("Alpha", "Beta", "Gamma"):
        own = [record for record in log if record["vendor"] == vendor]
        sums |= ratio(own, grain, on_time(latest(log, vendor)), lambda r: r["due_at"])
    assert {key: (row["part"], row["whole"]) for key, row in rows.items()} == sums


@pytest.mark.parametrize("grain", [Grain.ALL, Grain.MONTH, Grain.WEEK])
@pytest.mark.parametrize(("seed", "tables"), [(5, 1), (6, 4)])
def test_quantiles_are_those_of_the_statistics_module(seed, tables, grain):
    log = random_log(seed)
    frame = measure(evidence(*as_tables(log, tables, seed)), CATALOGUE, grain).frame
    values: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    for record in log:
        if (taken := turnaround(record)) is not None:
            values[record["vendor"], period_of(record["delivered_at"], grain)].append(taken)
    for variant, q in (("median_calendar", 0.5), ("p90_calendar", 0.9)):
        rows = found(frame, "tat", variant)
        assert set(rows) == set(values)
        for key, taken in values.items():
            assert rows[key]["value"] == pytest.approx(quantile(taken, q))
            assert rows[key]["n"] == len(taken)


def test_intervals_are_those_of_textbook_formulas():
    log = random_log(7, 3000)
    frame = measure(evidence(*as_tables(log, 2, 7)), CATALOGUE).frame
    for vendor in ("Alpha", "Beta", "Gamma"):
        own = [record for record in log if record["vendor"] == vendor]
        tat = [taken for record in own if (taken := turnaround(record)) is not None]
        row = found(frame, "tat", "mean_calendar")[vendor, None]
        assert row["spread"] == pytest.approx(statistics.stdev(tat))
        half = 1.959963984540054 * statistics.stdev(tat) / math.sqrt(len(tat))
        assert (row["low"], row["high"]) == pytest.approx(
            (row["value"] - half, row["value"] + half)
        )

        pairs = [pair for record in own if (pair := billed(record)) is not None]
        row = found(frame, "cost_per_hour", "billed")[vendor, None]
        whole = sum(pair[1] for pair in pairs)
        away = [part - row["value"] * hours for part, hours in pairs]
        error = math.sqrt(len(away) / (len(away) - 1) * sum(a * a for a in away)) / whole
        assert row["high"] - row["value"] == pytest.approx(1.959963984540054 * error)


def test_the_interval_of_a_median_covers_it_about_95_times_in_100():
    rng = random.Random(8)
    truth, hits, runs = math.log(2) * DAY, 0, 300
    start = pd.Timestamp("2026-01-01")
    taken = [[rng.expovariate(1 / DAY) for _ in range(40)] for _ in range(runs)]
    table = records(
        {
            "received_at": [start] * (40 * runs),
            "delivered_at": [start + pd.Timedelta(seconds=s) for run in taken for s in run],
        },
        vendor=[f"V{run}" for run in range(runs) for _ in range(40)],
    )
    frame = measure(evidence(table), CATALOGUE).frame
    for row in found(frame, "tat", "median_calendar").values():
        hits += row["low"] <= truth <= row["high"]
    assert 0.93 <= hits / runs <= 0.995


def test_segments_are_those_of_a_plain_loop():
    log = random_log(9)
    frame = measure(evidence(*as_tables(log, 2, 9)), CATALOGUE, segment="project_type").frame
    own = frame[(frame["kpi"] == "accuracy") & (frame["variant"] == "per_item")]
    for kind in ("Legal", "Research"):
        sums = ratio([r for r in log if r["project_type"] == kind], Grain.ALL, per_item)
        rows = own[own["segment"] == kind].set_index("vendor")
        for (vendor, _), (part, whole) in sums.items():
            assert (rows.loc[vendor, "part"], rows.loc[vendor, "whole"]) == (part, whole)


@pytest.mark.parametrize("seed", [10, 11, 12])
def test_stated_months_are_pooled_as_a_plain_loop_does(seed):
    rng = random.Random(seed)
    rows, parts, wholes = [], defaultdict(float), defaultdict(float)
    for number in range(1, 13):
        volume, share = rng.randrange(50, 900), round(rng.uniform(0.5, 0.95), 4)
        period = f"2026-{number:02d}"
        rows.append({"item": "fcr", "value": share, "period": period, "context": number})
        rows.append(
            {
                "item": "handled_count",
                "value": volume,
                "unit": "count",
                "period": period,
                "context": number,
            }
        )
        for key in (None, f"2026-Q{(number + 2) // 3}"):
            parts[key] += share * volume
            wholes[key] += volume
    rng.shuffle(rows)
    for grain in (Grain.QUARTER, Grain.ALL):
        frame = measure(evidence(stated_values=stated(*rows)), CATALOGUE, grain).frame
        own = frame[frame["kpi"] == "fcr"]
        for _, row in own.iterrows():
            key = row["period"]
            assert row["value"] == pytest.approx(parts[key] / wholes[key])
            assert row["whole"] == wholes[key]
