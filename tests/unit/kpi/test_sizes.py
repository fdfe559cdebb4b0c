"""Projects by classes of size, from their pages, words or records."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.sizes import size_measure, size_measures
from desktop_app.kpi.measure import measure
from desktop_app.kpi.mix import SegmentFigure, at_same_mix
from desktop_app.kpi.trail import rows_behind
from desktop_app.kpi.uncertainty import Z95
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


def projects(vendor: str, sizes: list[float], prices: list[float], field: str = "pages"):
    return records(
        {
            "project_id": [f"{vendor}{number}" for number in range(len(sizes))],
            "delivered_at": pd.to_datetime(["2026-03-02"] * len(sizes)),
            field: sizes,
            "invoiced": prices,
        },
        vendor,
        file=f"{vendor}.xlsx",
        currencies={"invoiced": "EUR"},
    )


def by_size(*tables) -> dict[tuple[str, str], tuple[float, float]]:
    frame = measure(evidence(*tables), CATALOGUE, segment="size_band").frame
    rows = frame[
        (frame["kpi"] == "cost_per_project")
        & (frame["variant"] == "mean")
        & frame["segment"].notna()
    ]
    return {
        (row["vendor"], row["segment"]): (row["part"], row["whole"])
        for row in rows.to_dict("records")
    }


def test_classes_end_with_their_last_page() -> None:
    pages = size_measures()[0]
    found = pages.classes(np.array([1.0, 5.0, 5.5, 20.0, 21.0, 200.0, 201.0, 0.0, np.nan]))
    assert found.tolist() == [0, 0, 1, 1, 2, 3, 4, -1, -1]
    assert pages.names[:2] == ["up to 5 pages", "over 5 to 20 pages"]
    assert pages.names[-1] == "over 200 pages"


def test_words_are_pages_of_250_and_pages_go_before_them() -> None:
    assert by_size(projects("A", [1_250.0, 1_251.0], [50.0, 90.0], "words_count")) == {
        ("A", "up to 5 pages"): (50, 1),
        ("A", "over 5 to 20 pages"): (90, 1),
    }
    both = size_measure(frozenset({"pages", "words_count"}))
    assert both is not None
    assert both.field == "pages"


def test_a_class_that_the_log_names_goes_before_its_pages() -> None:
    table = projects("A", [3.0, 300.0], [50.0, 90.0])
    table.frame["size_band"] = pd.Categorical(["S", "S"])
    assert by_size(table) == {("A", "S"): (140, 2)}


def test_the_dearer_vendor_may_be_the_cheaper_at_the_same_mix_of_sizes() -> None:
    """A does small projects at 100 and large at 1,000, B at 90 and 900, but B does large ones."""
    small, large = 4.0, 40.0
    a = projects("A", [small] * 9 + [large], [100.0] * 9 + [1_000.0])
    b = projects("B", [small] + [large] * 9, [90.0] + [900.0] * 9)
    frame = measure(evidence(a, b), CATALOGUE, segment="size_band").frame
    rows = frame[(frame["kpi"] == "cost_per_project") & (frame["variant"] == "mean")]
    figures: dict[str, dict[str, SegmentFigure]] = {"A": {}, "B": {}}
    for row in rows[rows["segment"].notna()].to_dict("records"):
        error = (row["high"] - row["low"]) / (2 * Z95)
        figures[row["vendor"]][row["segment"]] = SegmentFigure(row["value"], row["whole"], error)
    mixed = at_same_mix(figures)
    assert mixed is not None
    assert {one.vendor: one.raw for one in mixed.vendors} == pytest.approx({"A": 190, "B": 819})
    assert {one.vendor: one.adjusted for one in mixed.vendors} == pytest.approx(
        {"A": 550, "B": 495}
    )
    assert mixed.reversals == (("A", "B"),)
    large_of_a = rows[(rows["vendor"] == "A") & (rows["segment"] == "over 20 to 50 pages")].iloc[0]
    assert rows_behind(large_of_a.to_dict(), evidence(a, b), CATALOGUE)["row"].tolist() == [11]
