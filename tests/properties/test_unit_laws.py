"""Every KPI of the catalogue: the unit that a log is written in changes no figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import FieldKind, FieldRole, Source
from desktop_app.domain.unit import Unit
from desktop_app.kpi.measure import measure
from desktop_app.kpi.table import KEY
from tests.helpers.evidence import evidence, records, stated
from tests.helpers.typed_columns import read
from tests.reference.catalogue_case import Case
from tests.reference.catalogue_cases_service import SERVICE_CASES
from tests.reference.catalogue_cases_work import WORK_CASES

CATALOGUE = load_catalogue()
TABLES = list({id(case.columns): case for case in (*SERVICE_CASES, *WORK_CASES)}.values())
SHOWN = ["value", "part", "whole", "n", "spread", "low", "high"]
RATE = 4.0
"""Units of another currency for one: a power of two, so that floating point stays exact."""

Written = tuple[Callable[[float], Any], dict[str, Any]]
"""How a value in the canonical unit is written in a cell, and what the heading says of it."""
WAYS: dict[FieldKind, dict[str, Written]] = {
    FieldKind.DURATION: {
        "seconds": (lambda s: s, {"unit": "seconds"}),
        "minutes": (lambda s: s / 60, {"unit": "minutes"}),
        "hours": (lambda s: s / 3_600, {"unit": "hours"}),
        "days": (lambda s: s / 86_400, {"unit": "days"}),
        "milliseconds": (lambda s: s * 1_000, {"unit": "milliseconds"}),
        "excel time": (lambda s: s / 86_400, {"number_format": "[h]:mm:ss"}),
        "timedelta": (lambda s: pd.Timedelta(seconds=s).to_pytimedelta(), {}),
        "text": (lambda s: f"{int(s // 3_600):02d}:{int(s % 3_600 // 60):02d}:{s % 60:06.3f}", {}),
    },
    FieldKind.SHARE: {
        "share": (lambda share: share, {"unit": "share"}),
        "percent": (lambda share: share * 100, {"unit": "percent"}),
        "percent format": (lambda share: share, {"number_format": "0.0%"}),
        "text": (lambda share: f"{share * 100!r} %", {}),
        "comma": (lambda share: f"{share * 100!r}%".replace(".", ","), {}),
    },
}
CHANGED = [
    pytest.param(case, kind, way, id=f"{case.kpi}-{way}")
    for case in TABLES
    for kind, ways in WAYS.items()
    if any(CATALOGUE.fields[name].kind is kind for name in case.columns)
    for way in ways
]


def figures(case: Case, table: Any) -> dict[tuple[Any, ...], list[float]]:
    given = evidence(table)
    given.calendars = {} if case.calendar is None else {"*": case.calendar}
    frame = measure(given, CATALOGUE, doubting=False).frame
    keys = zip(*(frame[name].tolist() for name in KEY), strict=True)
    return dict(zip(keys, frame[SHOWN].to_numpy().tolist(), strict=True))


def place_of(case: Case) -> int:
    return next(place for place, one in enumerate(TABLES) if one is case)


@cache
def plain_figures(place: int) -> dict[tuple[Any, ...], list[float]]:
    """Return the figures of a case as it is."""
    return figures(TABLES[place], records(TABLES[place].columns, **TABLES[place].options))


def written(values: Any, kind: FieldKind, way: str) -> Any:
    """Return canonical values as they are read back from cells written in another unit."""
    form, hints = WAYS[kind][way]
    cells = [None if math.isnan(value) else form(float(value)) for value in values]
    column = read(kind.value, cells, **hints)
    assert not column.bad.any()
    return column.values.to_numpy(dtype=np.float64)


def same(found: dict[tuple[Any, ...], list[float]], plain: dict[tuple[Any, ...], list[float]]):
    assert set(found) == set(plain)
    for key, values in plain.items():
        np.testing.assert_allclose(values, found[key], rtol=1e-6, atol=1e-9, err_msg=str(key))


def test_every_kpi_with_a_unit_is_among_the_cases() -> None:
    """Of each KPI that records give and that reads times, shares or amounts there is a log."""
    kinds = {*WAYS, FieldKind.MONEY}
    reading = {
        case.kpi
        for case in (*SERVICE_CASES, *WORK_CASES)
        if kinds & {CATALOGUE.fields[name].kind for name in case.columns}
    }
    dated = {  # their times are differences of dates, which have no unit
        case.kpi for case in (*SERVICE_CASES, *WORK_CASES)
    }
    wanted = {
        kpi.id
        for kpi in CATALOGUE.kpis.values()
        if kpi.unit in (Unit.DURATION, Unit.MONEY)
        and any(one.source is Source.RECORDS for one in kpi.formulas)
    }
    assert wanted <= reading | dated
    assert {"aht", "asa", "occupancy", "shrinkage", "cost_per_contact", "cost_per_hour"} <= reading


@pytest.mark.parametrize(("case", "kind", "way"), CHANGED)
def test_the_unit_of_times_and_shares_changes_nothing(
    case: Case, kind: FieldKind, way: str
) -> None:
    table = records(case.columns, **case.options)
    changed = table.frame.copy()
    for name in case.columns:
        if CATALOGUE.fields[name].kind is kind:
            changed[name] = written(table.frame[name], kind, way)
    same(figures(case, replace(table, frame=changed)), plain_figures(place_of(case)))


PAID = [
    case
    for case in TABLES
    if any(CATALOGUE.fields[name].kind is FieldKind.MONEY for name in case.columns)
]


@pytest.mark.parametrize("case", PAID, ids=lambda case: case.kpi)
def test_another_currency_changes_amounts_by_its_rate_and_nothing_else(case: Case) -> None:
    table = records(case.columns, **case.options)
    changed = table.frame.copy()
    for name in case.columns:
        if CATALOGUE.fields[name].kind is FieldKind.MONEY:
            changed[name] = changed[name] * RATE
    code = dict.fromkeys(table.currencies, "XTS")
    found = figures(case, replace(table, frame=changed, currencies=code))
    place, of = KEY.index("currency"), (KEY.index("kpi"), KEY.index("variant"))
    plain = plain_figures(place_of(case))
    assert len(found) == len(plain)
    for key, values in plain.items():
        kpi = CATALOGUE.kpis[key[of[0]]]
        money = kpi.variant(key[of[1]] or kpi.variants[0].id).unit is Unit.MONEY
        other = tuple("XTS" if at == place and part else part for at, part in enumerate(key))
        factors = [RATE, RATE, 1, 1, RATE, RATE, RATE] if money else [1.0] * 7
        expected = np.array(values) * factors
        np.testing.assert_allclose(expected, found[other], rtol=1e-6, err_msg=str(key))


QUANTITIES = sorted(
    field.id
    for field in CATALOGUE.fields.values()
    if field.role is FieldRole.QUANTITY and field.kind in WAYS
)


@pytest.mark.parametrize("way", WAYS[FieldKind.DURATION])
def test_the_unit_of_stated_times_changes_nothing(way: str) -> None:
    """All KPIs that stated sums of times give, from a summary that has every one of them."""
    seconds = [3_600.0 * (7 + place) for place in range(len(QUANTITIES))]
    counts = [
        field.id
        for field in CATALOGUE.fields.values()
        if field.role is FieldRole.QUANTITY and field.kind is FieldKind.COUNT
    ]
    read_back = written(seconds, FieldKind.DURATION, way)

    def measured(values: Any) -> pd.DataFrame:
        rows = [
            {"item": name, "value": value, "unit": "duration", "context": 0}
            for name, value in zip(QUANTITIES, values, strict=True)
        ]
        rows += [
            {"item": name, "value": 100.0 + place, "unit": "count", "context": 0}
            for place, name in enumerate(counts)
        ]
        return measure(evidence(stated_values=stated(*rows)), CATALOGUE).frame

    plain, other = measured(seconds), measured(read_back)
    assert {"aht", "occupancy", "tat", "throughput"} <= set(plain["kpi"])
    pd.testing.assert_frame_equal(plain[[*KEY, *SHOWN]], other[[*KEY, *SHOWN]], rtol=1e-9)
