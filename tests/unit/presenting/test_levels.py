"""Level vendors in words and tables."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import ranking_table
from desktop_app.presenting.levels import (
    MEANS_TEST,
    SHARES_TEST,
    KpiLevel,
    level_view,
    pair_sentences,
)
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.noise import Noise
from tests.helpers import comparisons


def made(half: float) -> Comparison:
    """Every figure known to within a share of itself; Cedar is ruled out by its gate."""
    plain = comparisons.comparison()
    figures = {
        key: replace(f, low=f.value * (1 - half), high=f.value * (1 + half))
        for key, f in plain.figures.items()
    }
    return rerank(replace(plain, figures=figures), plain.scenario)


def of(levels: tuple[KpiLevel, ...], kpi: str) -> KpiLevel:
    return next(one for one in levels if one.definition.id == kpi)


def test_wide_intervals_make_vendors_level_and_narrow_ones_do_not() -> None:
    wide, narrow = level_view(made(0.3)), level_view(made(0.001))
    assert wide.bands == {"Alder": "1–2", "Birch": "1–2"}
    assert narrow.bands == {"Alder": "1", "Birch": "2"}
    scores = {line.vendor: line.score for line in made(0.3).ranking.vendors}
    apart = f"{scores['Alder'] - scores['Birch']:.1f}"
    assert wide.sentences[0].startswith(f"Alder and Birch are level: {apart} points apart, noise ")
    assert "no chance of samples" in narrow.sentences[0]


def test_figures_without_an_interval_are_told() -> None:
    plain = made(0.3)
    figures = {
        key: replace(f, low=math.nan, high=math.nan) if key[1] == "fcr" else f
        for key, f in plain.figures.items()
    }
    words = level_view(rerank(replace(plain, figures=figures), plain.scenario)).sentences
    assert any("have no interval and are taken as exact" in line for line in words)


def test_by_kpi_the_best_and_who_is_level_with_it() -> None:
    found = of(level_view(made(0.2)).kpis, "aht")
    values = {v: made(0.2).figures[v, "aht"].value for v in ("Alder", "Birch", "Cedar")}
    assert found.best == min(values, key=lambda vendor: values[vendor])
    assert set(found.level) | set(found.behind) | {found.best} == set(values)
    assert found.test == MEANS_TEST
    assert all("apart, noise" in words for words in pair_sentences(found))


def test_shares_of_counts_are_compared_by_newcombes_interval() -> None:
    plain = comparisons.comparison()
    overall = plain.overall.copy()
    figures = {}
    for (vendor, kpi), figure in plain.figures.items():
        if kpi == "fcr":
            overall.loc[figure.row, ["part", "whole"]] = [figure.value * 1e4, 1e4]
        figures[vendor, kpi] = figure
    comparison = rerank(replace(plain, overall=overall, figures=figures), plain.scenario)
    assert of(level_view(comparison).kpis, "fcr").test == SHARES_TEST


def test_the_band_stands_in_the_ranking_table() -> None:
    comparison = made(0.3)
    table = ranking_table(comparison, level_view(comparison).bands)
    place = [column.key for column in table.columns].index("band")
    assert [row.cells[place].text for row in table.rows] == ["1–2", "1–2", ""]
    assert "band" not in [column.key for column in ranking_table(comparison).columns]


def test_one_vendor_alone_is_level_with_nobody() -> None:
    plain = comparisons.comparison()
    alone = rerank(
        replace(
            plain,
            vendors=("Alder",),
            figures={k: f for k, f in plain.figures.items() if k[0] == "Alder"},
        ),
        plain.scenario,
    )
    view = level_view(alone)
    assert view.noise is None
    assert view.bands == {}
    assert view.kpis == ()


@pytest.mark.parametrize("half", [0.3, 0.001])
def test_the_noise_says_the_same_each_time(half: float) -> None:
    assert level_view(made(half)).sentences == level_view(made(half)).sentences


@pytest.mark.parametrize(("apart", "behind"), [(0.5, "Al Alder and Birch are level"), (0.001, "")])
def test_level_vendors_behind_the_first_are_told_whatever_they_are_called(
    apart: float, behind: str
) -> None:
    """The first, Al, is a part of the name of one of the others."""
    vendors = ("Al", "Al Alder", "Birch")
    comparison = made(0.001)
    lines = [replace(comparison.ranking.vendors[0], vendor=v, rank=i + 1)
             for i, v in enumerate(vendors)]  # fmt: skip
    ranked = replace(comparison, ranking=replace(comparison.ranking, vendors=tuple(lines)))
    scores = np.array([90.0, 50.2, 50.0])
    noise = np.full((3, 3), apart)
    ranked.noise = (Noise(vendors, scores[:, np.newaxis] - scores, noise, 1.0, 10, 1),)
    told = level_view(ranked).behind
    assert [line.split(":")[0] for line in told] == ([behind] if behind else [])
