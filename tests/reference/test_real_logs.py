"""KPIs of real files against a second, plain implementation: one row after another.

The rows are read by csv or calamine, and figures made with sums, sorting and `statistics` alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import FieldChoice, ImportOptions
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from tests.helpers.shared import shared_file

CATALOGUE = load_catalogue()
Key = tuple[str, str | None]
Row = dict[str, Any]


def measured(name: str, grain: Grain, *choices: FieldChoice) -> pd.DataFrame:
    report = import_report(shared_file(name), CATALOGUE, ImportOptions(choices=choices))
    return measure(gather_evidence([report]), CATALOGUE, grain).frame


def figures(frame: pd.DataFrame, kpi: str, variant: str, column: str = "value") -> dict[Key, float]:
    own = frame[(frame["kpi"] == kpi) & (frame["variant"] == variant) & frame["segment"].isna()]
    keys = zip(own["vendor"].astype(str), own["period"], strict=True)
    return dict(zip(keys, own[column], strict=True))


def csv_rows(name: str) -> list[Row]:
    with shared_file(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet_rows(name: str) -> list[Row]:
    heading, *rows = CalamineWorkbook.from_path(shared_file(name)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def grouped(rows: Iterable[Row], vendor: str, month: str = "") -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        when = f"{row[month]:%Y-%m}" if month else None
        found[str(row[vendor]).strip(), when].append(row)
    return found


def each(groups: dict[Key, list[Row]], of: Callable[[list[Row]], float]) -> dict[Key, float]:
    values = {key: of(rows) for key, rows in groups.items()}
    return {key: value for key, value in values.items() if not math.isnan(value)}


def share(rows: list[Row], true: Callable[[Row], bool]) -> float:
    return sum(1 for row in rows if true(row)) / len(rows)


def quantile(values: list[float], q: float) -> float:
    """Return a quantile as spreadsheets do (PERCENTILE.INC)."""
    values = sorted(values)
    place = (len(values) - 1) * q
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval, from the formula as textbooks print it."""
    z, p = 1.959963984540054, part / whole
    middle = p + z * z / (2 * whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return (middle - half) / (1 + z * z / whole), (middle + half) / (1 + z * z / whole)


def test_tickets_by_region_and_month() -> None:
    name = "tickets_sla/Call Center.xlsx"
    groups = grouped(sheet_rows(name), "Region", "Date")
    assert len(groups) > 20
    frame = measured(name, Grain.MONTH, FieldChoice("vendor", "Region"))
    days = "Resolution Time (Days)"
    expected = {
        ("sla_compliance", "by_volume"): lambda r: share(r, _met),
        ("resolution_time", "mean_calendar"): lambda r: 86_400 * statistics.mean(_of(r, days)),
        ("resolution_time", "median_calendar"): lambda r: 86_400 * statistics.median(_of(r, days)),
        ("resolution_time", "p90_calendar"): lambda r: 86_400 * quantile(_of(r, days), 0.9),
        ("csat", "mean_5"): lambda r: statistics.mean(_of(r, "Customer Satisfaction")),
        ("csat", "top_two_box"): lambda r: share(r, lambda x: x["Customer Satisfaction"] >= 4),
        ("volume", "total"): lambda r: float(len(r)),
    }
    for (kpi, variant), of in expected.items():
        assert figures(frame, kpi, variant) == pytest.approx(each(groups, of)), (kpi, variant)
    low = {key: wilson(sum(map(_met, rows)), len(rows))[0] for key, rows in groups.items()}
    assert figures(frame, "sla_compliance", "by_volume", "low") == pytest.approx(low)


def _met(row: Row) -> bool:
    return bool(row["SLA Met (Yes/No)"] == "Yes")


def _of(rows: list[Row], column: str) -> list[float]:
    return [float(row[column]) for row in rows]


def test_contacts_of_four_call_centres() -> None:
    name = "call_centres_multi_site/Call Centre.xlsx"
    groups = grouped(sheet_rows(name), "call_centre")
    frame = measured(name, Grain.ALL, FieldChoice("vendor", "call_centre"))
    minutes = "response_time_minutes"
    assert figures(frame, "response_time", "mean_calendar") == pytest.approx(
        each(groups, lambda rows: 60 * statistics.mean(_of(rows, minutes)))
    )
    assert figures(frame, "response_time", "p90_calendar") == pytest.approx(
        each(groups, lambda rows: 60 * quantile(_of(rows, minutes), 0.9))
    )
    assert sum(figures(frame, "volume", "total").values()) == 1_000


def test_ratings_of_operators() -> None:
    name = "telecom_ratings/MyCall_Data_November_2019.csv"
    groups = grouped(csv_rows(name), "Operator")
    frame = measured(name, Grain.ALL)
    for variant, of in {
        "mean_5": statistics.mean,
        "top_two_box": lambda marks: sum(mark >= 4 for mark in marks) / len(marks),
        "percent_of_maximum": lambda marks: sum(marks) / (5 * len(marks)),
        "net": lambda marks: 100 * sum((m >= 4) - (m <= 2) for m in marks) / len(marks),
    }.items():
        expected = each(groups, lambda rows, of=of: of(_of(rows, "Rating")))
        assert figures(frame, "csat", variant) == pytest.approx(expected), variant
    dropped = each(groups, lambda r: share(r, lambda x: x["Call Drop Category"] == "Call Dropped"))
    assert figures(frame, "call_drop_rate", "standard") == pytest.approx(dropped)


def test_daily_rows_of_representatives_are_pooled_by_their_calls() -> None:
    name = "call_stats_by_rep/Call Center Data.csv"
    groups = grouped(csv_rows(name), "Sales Rep")
    frame = measured(name, Grain.ALL, FieldChoice("vendor", "Sales Rep"))

    def total(rows: list[Row], column: str) -> int:
        return sum(int(row[column]) for row in rows)

    def weighted(rows: list[Row], column: str, by: str) -> float:
        return sum(_number(row[column]) * int(row[by]) for row in rows) / total(rows, by)

    answered, offered = "Answered Calls", "Incoming Calls"
    counted = each(groups, lambda r: total(r, answered) / total(r, offered))
    derived = frame[frame["basis"] == "derived"]
    assert figures(derived, "answer_rate", "standard") == pytest.approx(counted)
    given_up = each(groups, lambda r: total(r, "Abandoned Calls") / total(r, offered))
    assert figures(derived, "abandonment", "all") == pytest.approx(given_up)
    speed = each(groups, lambda r: weighted(r, "Answer Speed (AVG)", answered))
    assert figures(frame, "asa", "") == pytest.approx(speed)
    waited = each(groups, lambda r: weighted(r, "Waiting Time (AVG)", answered))
    assert figures(frame, "asa", "all_waiting") == pytest.approx(waited)
    talked = each(groups, lambda r: weighted(r, "Talk Duration (AVG)", answered))
    assert figures(frame, "aht", "talk_only") == pytest.approx(talked)


def _number(text: str) -> float:
    """Return the seconds of a clock text."""
    hours, minutes, seconds = map(int, text.split(":"))
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds()


def test_hospitals_within_four_hours() -> None:
    name = "nhs_ae_monthly/Monthly-AE-August-2024.csv"
    rows = [row for row in csv_rows(name) if row["Period"] != "TOTAL"]
    expected = {}
    for row in rows:
        arrived = sum(int(row[key]) for key in row if key.startswith("A&E attendances"))
        late = sum(int(row[key]) for key in row if key.startswith("Attendances over 4hrs"))
        if arrived:
            expected[row["Org name"].strip(), "2024-08"] = (arrived - late) / arrived
    found = figures(measured(name, Grain.MONTH), "sla_compliance", "by_volume")
    assert {(vendor.upper(), when): value for (vendor, when), value in found.items()} == (
        pytest.approx({(vendor.upper(), when): value for (vendor, when), value in expected.items()})
    )


def test_translation_systems_over_their_scored_segments() -> None:
    name = "translation_quality/mqm_newstest2021_ende.avg_seg_scores.tsv"
    scores: dict[Key, list[float]] = defaultdict(list)
    for line in shared_file(name).read_text().splitlines()[1:]:
        system, score, _ = line.split()
        if score != "None":
            scores[system, None].append(float(score))
    found = figures(measured(name, Grain.ALL), "mqm_score", "standard")
    assert found == pytest.approx({key: statistics.mean(values) for key, values in scores.items()})
