"""Every KPI of the catalogue: the same figure from one log as from the same records in several."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.records import RecordTable
from desktop_app.kpi.latest import latest_moments
from desktop_app.kpi.records import measure_records
from desktop_app.kpi.table import KEY, stack
from tests.helpers.evidence import evidence, records
from tests.reference.catalogue_case import Case
from tests.reference.catalogue_cases_service import SERVICE_CASES
from tests.reference.catalogue_cases_work import WORK_CASES

CATALOGUE = load_catalogue()
BY_FILE = {"backlog": "is judged as of the last day that each file knows",
           "fcr": "takes a month between two files for one that is missing"}  # fmt: skip
"""What a file's own dates have a say in, and why; tests/unit/kpi has their pooling.

So with what of a desk's open records was due by then; of a project's, the cases have none.
"""
NOT_NEEDED = {"status", "pause_time"}
"""Without which a record counts all the same."""
SHOWN = ["value", "part", "whole", "n", "low", "high"]


def figures(
    case: Case, tables: list[RecordTable], grain: Grain = Grain.ALL
) -> dict[tuple[Any, ...], list[float]]:
    """Return the figures of all KPIs but those of `BY_FILE`."""
    given = evidence(*tables)
    given.calendars = {} if case.calendar is None else {"*": case.calendar}
    latest = latest_moments(given, CATALOGUE)
    found = measure_records(given, CATALOGUE, grain, None, NoProgress(), latest)
    frame = stack(found.blocks)
    by_file = [*BY_FILE, *(["on_time"] if "delivered_at" not in case.columns else [])]
    frame = frame[~frame["kpi"].isin(by_file)]
    keys = zip(*(frame[name].tolist() for name in KEY), strict=True)
    return dict(zip(keys, frame[SHOWN].to_numpy().tolist(), strict=True))


def dealt(table: RecordTable, piles: tuple[int, ...]) -> list[RecordTable]:
    """Return the records as several files of the same columns."""
    found = []
    for pile in sorted(set(piles)):
        chosen = np.array(piles) == pile
        frame = table.frame[chosen].reset_index(drop=True)
        found.append(replace(table, frame=frame, file=f"{pile}.xlsx", sha256=f"sha-{pile}"))
    return found


def keep_their_columns(tables: list[RecordTable], whole: RecordTable) -> bool:
    """Return whether every file has a value wherever the whole log has one, dates apart.

    An empty column that is no date is taken for one that the file does not have.
    """
    names = [
        name
        for name in whole.columns
        if whole.frame[name].dtype.kind != "M" and name not in NOT_NEEDED
    ]
    return all(one.frame[names].notna().any().all() for one in tables)


TABLES = list({id(case.columns): case for case in (*SERVICE_CASES, *WORK_CASES)}.values())


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.kpi)
def test_any_partition_of_records_gives_the_same(case: Case) -> None:
    table = records(case.columns, **case.options)
    whole = figures(case, [table])
    piles = product((0, 1), repeat=len(table.frame))
    every = [dealt(table, pile) for pile in piles if pile[0] == 0 and sum(pile)]
    fitting = [tables for tables in every if keep_their_columns(tables, table)]
    assert fitting
    for tables in fitting[:: max(1, len(fitting) // 2)]:
        parts = figures(case, tables)
        assert set(parts) == set(whole)
        for key, values in whole.items():
            np.testing.assert_allclose(values, parts[key], rtol=1e-9, err_msg=str(key))


JUDGED_LATER = {*BY_FILE, "on_time", "certifications"}
"""What is open or valid is judged as of the last day known, which another month moves."""
DATED = [
    case
    for case in TABLES
    if not case.options.get("period")
    and any(kind.kind == "M" for kind in records(case.columns).frame.dtypes)
]


@pytest.mark.parametrize("case", DATED, ids=lambda case: case.kpi)
def test_another_month_changes_only_that_month(case: Case) -> None:
    table = records(case.columns, **case.options)
    later = table.frame.copy()
    for name in later.columns[[kind.kind == "M" for kind in later.dtypes]]:
        later[name] = later[name] + pd.DateOffset(years=1)
    both = replace(table, frame=pd.concat([table.frame, later], ignore_index=True))
    before, after = (figures(case, [one], Grain.MONTH) for one in (table, both))
    place, kpi = KEY.index("period"), KEY.index("kpi")
    own = {key: values for key, values in after.items() if key[place] < "2026-12"}
    wanted = {key for key in before if key[kpi] not in JUDGED_LATER}
    assert {key for key in own if key[kpi] not in JUDGED_LATER} == wanted
    for key in wanted:
        np.testing.assert_allclose(before[key], own[key], rtol=1e-9, err_msg=str(key))
