from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from desktop_app.domain.measurement import MEASUREMENT_COLUMNS
from desktop_app.presenting.charts import trend
from desktop_app.presenting.coverage import Cover, coverage, coverage_table
from desktop_app.presenting.model import Comparison
from tests.helpers import comparisons


def with_periods(*figures: tuple[str, str, str]) -> Comparison:
    """The known vendors with an FCR of 80 % for each (vendor, period, basis)."""
    rows = []
    for vendor, period, basis in figures:
        row = dict.fromkeys(MEASUREMENT_COLUMNS, np.nan)
        row |= {"vendor": vendor, "kpi": "fcr", "period": period, "segment": None, "value": 0.8,
                "unit": "share", "currency": "", "basis": basis, "note": ""}  # fmt: skip
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))
    return replace(comparisons.comparison(), by_period=frame)


def covers(comparison: Comparison) -> dict[str, dict[str, Cover]]:
    return {
        line.vendor: {period: cover for period, (cover, _) in line.covers.items()}
        for line in coverage(comparison).lines
    }


def test_each_month_says_how_it_is_covered() -> None:
    comparison = with_periods(
        ("Alder", "2025-01", "computed"),
        ("Alder", "2025-03", "stated"),
        ("Birch", "2025-Q1", "stated"),
        ("Cedar", "2025-02-01/2025-02-17", "stated"),
    )
    assert coverage(comparison).periods == ("2025-01", "2025-02", "2025-03")
    assert covers(comparison) == {
        "Alder": {"2025-01": Cover.COMPUTED, "2025-03": Cover.STATED},
        "Birch": dict.fromkeys(("2025-01", "2025-02", "2025-03"), Cover.WITHIN_LONGER),
        "Cedar": {"2025-02": Cover.PART},
    }


def test_the_better_cover_is_shown() -> None:
    comparison = with_periods(
        ("Alder", "2025-Q1", "stated"),
        ("Alder", "2025-01", "stated"),
        ("Alder", "2025-01", "computed"),
        ("Alder", "2025-02", "stated"),
    )
    assert covers(comparison)["Alder"] == {
        "2025-01": Cover.COMPUTED,
        "2025-02": Cover.STATED,
        "2025-03": Cover.WITHIN_LONGER,
    }


def test_common_periods_are_those_of_all_vendors() -> None:
    comparison = with_periods(
        ("Alder", "2025-01", "stated"),
        ("Alder", "2025-02", "stated"),
        ("Birch", "2025-02", "computed"),
        ("Birch", "2025-01-01/2025-01-09", "stated"),
        ("Cedar", "2025-01", "stated"),
        ("Cedar", "2025-02", "stated"),
    )
    assert coverage(comparison).common == ("2025-02",)
    titles = [column.title for column in coverage_table(comparison).columns]
    assert titles[1:] == ["2025-01", "2025-02 ✓"]


def test_a_vendor_without_periods_has_none_in_common() -> None:
    comparison = with_periods(("Alder", "2025-01", "stated"), ("Birch", "2025-01", "stated"))
    assert "Cedar" in comparison.vendors
    assert coverage(comparison).common == ()


def test_no_periods_are_no_grid() -> None:
    empty = coverage(with_periods())
    assert (empty.periods, empty.lines, empty.common) == ((), (), ())
    assert coverage_table(with_periods()).rows == ()


def test_a_stated_half_year_covers_its_six_months_alone() -> None:
    half, label = "2025-01-01/2025-06-30", "2025"
    comparison = with_periods(
        ("Alder", label, "stated"), ("Alder", "2025-09", "computed"), ("Birch", label, "computed")
    )
    comparison.by_period["note"] = ["mean of 2; 181 of 365 days", "", "181 of 365 days"]
    evidence = comparison.evidence
    claimed = evidence.stated.reindex(range(1)).assign(vendor="Alder", item="fcr", period=half)
    # Of the figures compared only their periods are asked for here.
    comparison = replace(comparison, evidence=replace(evidence, stated=claimed), figures={})
    found = covers(comparison)
    assert found["Alder"] == {
        **{f"2025-{month:02}": Cover.WITHIN_LONGER for month in range(1, 7)},
        "2025-09": Cover.COMPUTED,
    }
    assert len(found["Birch"]) == 12
    (lain,) = (line for line in coverage(comparison).lines if line.vendor == "Alder")
    assert lain.covers["2025-01"][1].startswith(f"{half}: 80.0 %")
    drawn = trend(comparison, "fcr", ["Alder"])
    (span,) = drawn.spans
    assert (span.period, span.start, span.end) == (half, -0.5, 5.5)
    assert "181 of 365" not in span.point.text
    months = pd.concat([claimed, claimed.assign(period="2025-09")], ignore_index=True)
    comparison = replace(comparison, evidence=replace(evidence, stated=months))
    assert len(covers(comparison)["Alder"]) == 12
