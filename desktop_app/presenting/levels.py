"""Vendors that are level: no further apart than chance alone could make them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from desktop_app.catalogue.model import KpiDefinition, Statistic
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.differences import Difference, Estimate, between, difference, widened
from desktop_app.presenting.formatting import format_value, percent_text
from desktop_app.presenting.likeness import may_rank, unlike_words
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.score_words import apart_text, score_text
from desktop_app.presenting.tables import Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.noise import Noise, level_groups, score_noise
from desktop_app.scoring.what_if import placing_of

SHARES_TEST = later("Newcombe's interval for two shares")
MEANS_TEST = later("interval of two means or ratios (MOVER)")
QUANTILES_TEST = later("interval of two quantiles by order statistics (MOVER)")


@dataclass(frozen=True, slots=True)
class PairLevel:
    """Two vendors at one KPI; the first has the larger figure or comes first by name."""

    first: str
    second: str
    found: Difference


@dataclass(frozen=True, slots=True)
class KpiLevel:
    """Who is best at one KPI, who is level with it and who is behind for certain.

    Parameters
    ----------
    unknown : tuple of str
        Vendors whose figure has no interval, so that nothing can be said.
    test : str
        How the intervals of differences were made.
    """

    definition: KpiDefinition
    unit: str
    currency: str
    best: str
    level: tuple[str, ...]
    behind: tuple[str, ...]
    unknown: tuple[str, ...]
    pairs: tuple[PairLevel, ...]
    test: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """All there is to say: overall and by KPI; `bands` are the vendors' possible places.

    `behind` are the sentences on those level with each other and not with the first, of whom the
    verdict tells.
    """

    noise: Noise | None
    bands: Mapping[str, str]
    sentences: tuple[str, ...]
    kpis: tuple[KpiLevel, ...]
    behind: tuple[str, ...] = ()


def level_view(comparison: Comparison) -> LevelView:
    """Return which vendors are level overall and at each KPI."""
    noise = ranking_noise(comparison)
    scenario = comparison.scenario
    words = tuple(level_sentences(noise, scenario)) if noise is not None else ()
    words = (*words, *unlike_words(comparison, scenario))
    kpis, behind = tuple(kpi_levels(comparison)), _level_behind(comparison, noise)
    return LevelView(noise, band_texts(noise), words, kpis, behind)


def ranking_noise(comparison: Comparison) -> Noise | None:
    """Return how far apart scores must be to be told apart; None with fewer than two ranked.

    Worked out once, and kept with the comparison.
    """
    if comparison.noise is None:
        comparison.noise = (_ranking_noise(comparison),)
    return comparison.noise[0]


def _ranking_noise(comparison: Comparison) -> Noise | None:
    matrix, scenario = comparison.matrix, comparison.scenario
    if not matrix.criteria or len(matrix.vendors) < 2:
        return None
    gate_values = {key: f.value for key, f in comparison.figures.items() if f.comparable}
    placing = placing_of(matrix, scenario, gate_values)
    if placing.field.size < 2:
        return None
    low, high = np.full(matrix.values.shape, np.nan), np.full(matrix.values.shape, np.nan)
    for i, vendor in enumerate(matrix.vendors):
        for j, criterion in enumerate(matrix.criteria):
            figure = comparison.figures.get((vendor, criterion.id))
            if figure is not None and may_rank(figure, scenario):
                low[i, j], high[i, j] = figure.low, figure.high
    return score_noise(matrix, placing, scenario.method, low, high)


def band_texts(noise: Noise | None) -> dict[str, str]:
    """Return the places that each ranked vendor may have: ``1–2``, or ``3`` for just one."""
    if noise is None:
        return {}
    return {
        vendor: str(first) if first == last else f"{first}–{last}"
        for vendor, (first, last) in zip(noise.vendors, noise.bands, strict=True)
    }


def _level_behind(comparison: Comparison, noise: Noise | None) -> tuple[str, ...]:
    """Return who is level with whom among those who are level with nobody in the first place."""
    if noise is None:
        return ()
    first = {line.vendor for line in comparison.ranking.vendors if line.rank == 1}
    groups = [group for group in level_groups(noise) if first.isdisjoint(group)]
    return tuple(_group_sentence(noise, group, comparison.scenario) for group in groups)


def level_sentences(noise: Noise, scenario: Scenario) -> list[str]:
    """Return who is level with whom, and how much of the noise is known."""
    found = [_group_sentence(noise, group, scenario) for group in level_groups(noise)]
    if not found and noise.known > 0:
        found = [
            tr("All scores are further apart than the noise: the order is no chance of samples.")
        ]
    if noise.known == 0:
        unknown = tr(
            "No figure that weighs has an interval, so the noise of the scores is not known."
        )
        return [*found, unknown]
    rest = 1 - noise.known
    if rest > 0.005:
        found.append(
            tr(
                "Figures with {share} of the weight have no interval and are taken as "
                "exact: the true noise is larger.",
                share=percent_text(rest, 0),
            )
        )
    return found


def kpi_levels(comparison: Comparison) -> list[KpiLevel]:
    """Return, for each KPI that at least two vendors have, who is level with the best."""
    found = [_kpi_level(comparison, comparison.catalogue.kpis[kpi]) for kpi in comparison.kpis]
    return [one for one in found if one is not None]


def levels_table(levels: Sequence[KpiLevel]) -> Table:
    """Return one row a KPI; row keys are KPI ids."""
    columns: list[Column[KpiLevel]] = [
        Column("kpi", tr("KPI"), lambda i: text_cell(i.definition.title, strong=True), width=26),
        Column("best", tr("Best"), lambda i: text_cell(i.best), width=19),
        Column("level", tr("Level with it"), lambda i: _names_cell(i.level, Tint.LOOK), least=18),
        Column("behind", tr("Behind for certain"), lambda i: _names_cell(i.behind), least=20),
        Column(
            "unknown", tr("No interval"), lambda i: _names_cell(i.unknown, Tint.MUTED), least=14
        ),
    ]
    return make_table(columns, levels, lambda item: item.definition.id)


def pair_sentences(level: KpiLevel) -> list[str]:
    """Return every pair of vendors at one KPI: ``A and B are level: 2.1 points apart, ...``."""
    return [pair_sentence(pair, level.unit, level.currency) for pair in level.pairs]


def pair_sentence(pair: PairLevel, unit: str, currency: str) -> str:
    """Return whether two vendors are level at a KPI, with difference and noise."""
    apart, noise = (_size(x, unit, currency) for x in (pair.found.value, pair.found.noise))
    words = (
        later("{first} and {second} are level: {apart} apart, noise {noise}.")
        if pair.found.level
        else later("{first} and {second} differ: {apart} apart, noise {noise}.")
    )
    return tr(words, first=pair.first, second=pair.second, apart=apart, noise=noise)


def figure_difference(
    comparison: Comparison, one: Figure, other: Figure, comparisons: int = 1
) -> Difference | None:
    """Return two vendors' difference at a KPI with its interval; None where that is unknown."""
    return difference(_estimate(comparison, one), _estimate(comparison, other), comparisons)


def _kpi_level(comparison: Comparison, definition: KpiDefinition) -> KpiLevel | None:
    own = [
        figure
        for vendor in comparison.vendors
        if (figure := comparison.figures.get((vendor, definition.id))) is not None
        and may_rank(figure, comparison.scenario)
    ]
    if len(own) < 2 or definition.direction is Direction.NONE:
        return None
    known = [figure for figure in own if not math.isnan(figure.low) and not math.isnan(figure.high)]
    unknown = tuple(figure.vendor for figure in own if figure not in known)
    best = _best(own, definition)
    count = len(known) * (len(known) - 1) // 2
    wide = [(one.vendor, widened(_estimate(comparison, one), count)) for one in known]
    pairs = []
    for (one, first), (other, second) in combinations(wide, 2):
        found = between(first, second)
        if found is not None:
            pairs.append(PairLevel(one, other, found))
    beside = {
        (pair.second if pair.first == best.vendor else pair.first): pair.found.level
        for pair in pairs
        if best.vendor in (pair.first, pair.second)
    }
    return KpiLevel(
        definition,
        best.unit,
        best.currency,
        best.vendor,
        tuple(vendor for vendor, level in beside.items() if level),
        tuple(vendor for vendor, level in beside.items() if not level),
        unknown,
        tuple(pairs),
        _test(comparison, definition, known) if pairs else "",
    )


def _best(figures: Sequence[Figure], definition: KpiDefinition) -> Figure:
    if definition.direction is Direction.BAND:
        return max(figures, key=lambda f: -math.inf if math.isnan(f.score) else f.score)
    sign = 1.0 if definition.direction is Direction.HIGHER else -1.0
    return max(figures, key=lambda figure: sign * figure.value)


def _estimate(comparison: Comparison, figure: Figure) -> Estimate:
    if figure.unit != Unit.SHARE:
        return Estimate(figure.value, figure.low, figure.high)
    columns = (comparison.overall[name].to_numpy(dtype=np.float64) for name in ("part", "whole"))
    part, whole = (float(column[figure.row]) for column in columns)
    return Estimate(figure.value, figure.low, figure.high, part, whole)


def _test(comparison: Comparison, definition: KpiDefinition, figures: Sequence[Figure]) -> str:
    if all(_estimate(comparison, figure).counted for figure in figures):
        return SHARES_TEST
    variants = {figure.variant or definition.variants[0].id for figure in figures}
    statistics = {f.statistic for f in definition.formulas if f.variant in variants}
    return QUANTILES_TEST if statistics == {Statistic.QUANTILE} else MEANS_TEST


def _group_sentence(noise: Noise, group: Sequence[str], scenario: Scenario) -> str:
    places = [noise.vendors.index(vendor) for vendor in group]
    first, last = places[0], places[-1]
    apart, most = abs(noise.apart[first, last]), noise.noise[first, last]
    return tr(
        "{vendors} are level: {apart} apart, noise {noise}.",
        vendors=listed(group),
        apart=apart_text(apart, scenario),
        noise=score_text(most, scenario),
    )


def _names_cell(names: Sequence[str], tint: Tint = Tint.NONE) -> Cell:
    text = ", ".join(names)
    return text_cell(text, tint=tint if text else Tint.NONE, tooltip=text)


def _size(value: float, unit: str, currency: str) -> str:
    size = abs(value)
    if unit == Unit.SHARE:
        return (
            tr("{size:.2g} points", size=size * 100)
            if size < 0.01
            else tr("{size:.1f} points", size=size * 100)
        )
    return format_value(size, unit, currency).lstrip("+")
