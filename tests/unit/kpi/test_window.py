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


def test_records_that_name_only_their_month_are_not_cut_and_that_is_said() -> None:
    table = records({"resolved_first_contact": [1, 0]}, period="2026-01")
    found = evidence(table)
    inside = measure(within(found, "2026-01-01/2026-02-15"), CATALOGUE, Grain.ALL)
    assert set(inside.frame["kpi"]) >= {"fcr"}
    across = measure(within(found, "2026-01-12/2026-02-10"), CATALOGUE, Grain.ALL)
    assert "fcr" not in set(across.frame["kpi"])
    assert [f.code for f in across.findings].count("outside-window") == 1
    assert "2 records say only that they are of 2026-01" in across.findings[0].message


def test_a_column_of_months_counts_for_whole_months_only() -> None:
    table = records(
        {"resolved_first_contact": [1, 0, 1], "month": ["2026-01", "2026-02", "2026-03"]}
    )
    frame = measure(within(evidence(table), "2026-01-15/2026-03-31"), CATALOGUE, Grain.ALL).frame
    (row,) = [row for row in frame.to_dict("records") if row["kpi"] == "fcr"]
    assert (row["part"], row["whole"]) == (1, 2)
