"""A user's own KPI is made of other KPIs of the same months only."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.own import read_own_kpis, with_own
from desktop_app.domain.period import Grain
from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records, stated

OWN = """
[own_effort]
title = "Minutes for a solution"
short = "Minutes"
category = "efficiency"
unit = "duration"
direction = "lower"
description = "Handle time for each contact solved at once."
formulas = [{{ source = "kpis", {formula} }}]
"""
FORMULAS = ['part = "aht / fcr"', 'part = "aht", whole = "fcr"']


def months(name: str, values: list[float], numbers: list[int]) -> Any:
    dates = pd.to_datetime([f"2026-{number:02d}-05" for number in numbers])
    table = records({name: values, "date": dates}, file=f"{name}.xlsx")
    table.sha256 = name
    return table


def made(found: Evidence, formula: str, grain: Grain = Grain.ALL) -> tuple[Any, list[str]]:
    catalogue = with_own(load_catalogue(), read_own_kpis(OWN.format(formula=formula)))
    measured = measure(found, catalogue, grain)
    own = measured.frame[measured.frame["kpi"] == "own_effort"]
    told = [one.message for one in measured.findings if one.code == "months-differ"]
    return dict(zip(own["period"], own["value"], strict=True)), told


@pytest.mark.parametrize("formula", FORMULAS)
def test_parts_of_the_same_months_make_a_figure(formula: str) -> None:
    both = evidence(
        months("handle_time", [300.0, 400.0], [1, 2]),
        months("resolved_first_contact", [1.0, 0.0], [1, 2]),
    )
    figures, told = made(both, formula)
    assert (figures, told) == ({None: 700.0}, [])


@pytest.mark.parametrize("formula", FORMULAS)
def test_parts_of_unlike_months_make_none_but_by_month(formula: str) -> None:
    both = evidence(
        months("handle_time", [300.0, 400.0, 500.0], [1, 2, 3]),
        months("resolved_first_contact", [1.0, 1.0], [1, 2]),
    )
    figures, told = made(both, formula)
    assert figures == {}
    (message,) = told
    assert "Minutes for a solution is not worked out over all months" in message
    assert "Average handle time covers 2026-01, 2026-02 and 2026-03" in message
    assert made(both, formula, Grain.MONTH)[0] == {"2026-01": 300.0, "2026-02": 400.0}


def test_stated_months_count_as_well() -> None:
    found = evidence(months("handle_time", [300.0, 400.0], [1, 2]))
    found.stated = stated({"item": "fcr", "value": 0.5, "period": "2026-01"})
    assert made(found, FORMULAS[0])[0] == {}
    found.stated = stated({"item": "fcr", "value": 0.5})
    assert made(found, FORMULAS[0])[0] == {None: 700.0}  # of no known month: nothing to tell


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_log_without_any_date_has_no_months_to_differ(formula: str) -> None:
    log = records({"handle_time": [300.0, 500.0], "resolved_first_contact": [1.0, 0.0]})
    assert made(evidence(log), formula) == ({None: 800.0}, [])
