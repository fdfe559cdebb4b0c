"""Windows: what lies within, what reaches across, and records by their own day."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import Evidence
from desktop_app.kpi.measure import measure
from desktop_app.kpi.window import stated_within
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()


def within(found: Evidence, window: str) -> Evidence:
    return replace(found, window=Period.parse(window))


def months(*labels: str | None) -> Evidence:
    return evidence(
        stated_values=stated(
            *({"item": "fcr", "value": 0.7 + i / 100, "period": p} for i, p in enumerate(labels))
        )
    )


def test_a_window_that_holds_everything_changes_nothing() -> None:
    found = months("2026-01", "2026-02")
    kept, findings = stated_within(within(found, "2026-Q1"))
    assert len(kept.stated) == 2
    assert findings == []


def test_what_reaches_across_is_left_out_and_said() -> None:
    kept, findings = stated_within(within(months("2026-Q1", None), "2026-02"))
    assert kept.stated.empty
    assert [finding.code for finding in findings] == ["outside-window"]


@pytest.mark.parametrize(
    ("window", "solved", "whole"),
    [
        ("2026-01", 2, 3),
        ("2026-Q1", 3, 5),
        # A fiscal year from April, a week, and a free window whose ends both count.
        ("2026-04-01/2027-03-31", 1, 1),
        ("2026-W03", 1, 2),
        ("2026-01-12/2026-02-10", 2, 3),
    ],
)
def test_records_count_by_their_own_day(window: str, solved: int, whole: int) -> None:
    days = ["2026-01-05", "2026-01-12", "2026-01-18", "2026-02-10", "2026-03-31", "2026-04-01"]
    flags = [1, 1, 0, 1, 0, 1]
    table = records({"resolved_first_contact": flags, "date": pd.to_datetime(days)})
    (row,) = [
        row
        for row in measure(within(evidence(table), window), CATALOGUE, Grain.ALL).frame.to_dict(
            "records"
        )
        if row["kpi"] == "fcr"
    ]
    assert (row["part"], row["whole"]) == (solved, whole)
