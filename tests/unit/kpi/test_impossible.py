"""Figures from records that can't be are said, with their cells."""

from __future__ import annotations

from typing import Any

import pandas as pd

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()
HOUR = 3_600.0


def told(**hours: Any) -> list[Finding]:
    columns = {name: [value * HOUR for value in values] for name, values in hours.items()}
    dates = pd.to_datetime(["2026-01-05", "2026-02-05"])
    table = records({"agent_id": ["a", "b"], "date": dates, **columns})
    codes = {"outside-its-range", "above-its-bound"}
    findings = measure(evidence(table), CATALOGUE, Grain.MONTH).findings
    return [finding for finding in findings if finding.code in codes]


def test_more_handled_than_logged_in() -> None:
    (finding,) = told(handle_time=[9, 7], login_time=[8, 8])
    assert finding.message.startswith(
        "Acme's records come to Occupancy of 112.5 % in 2026-01, at log.xlsx, sheet 'Log', "
    )
    assert "between 0 % and 100 %" in finding.message
    assert (finding.sheet, finding.cells) == ("Log", "D2,E2")


def test_logged_in_for_more_than_is_paid() -> None:
    (finding,) = told(login_time=[8.5, 9], paid_time=[8, 8])
    assert "Shrinkage of -6.25 % in 2026-01 (and in 1 more period)" in finding.message


def test_utilisation_above_occupancy() -> None:
    (finding,) = told(
        handle_time=[6, 6], login_time=[8, 8], productive_time=[7, 4], paid_time=[8, 8]
    )
    assert finding.code == "above-its-bound"
    assert "Agent utilisation of 87.5 % above Occupancy of 75 % in 2026-01," in finding.message


def test_what_can_be_is_not_doubted() -> None:
    fine = {"handle_time": [6, 8], "login_time": [8, 8], "paid_time": [8, 9]}
    assert told(productive_time=[5, 8], **fine) == []
