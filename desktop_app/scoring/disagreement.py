"""All methods side by side: where their orders differ, and which criterion makes them differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations

import numpy as np

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.scoring.model import DecisionMatrix, Method, Ranking
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.setting import Setting

Pair = tuple[str, str]

_HEAVIEST = 8
"""Of so many criteria all twos are tried, where none alone explains a pair."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where another method orders vendors unlike the one chosen.

    Parameters
    ----------
    method : Method
    pairs : tuple of (str, str)
        Of each pair, the first is ahead by this method, and behind by the one chosen.
    causes : tuple of (KPI id, int)
        Criteria without which fewer pairs differ, and how many are left; the strongest first.
    settled : mapping of pair to tuple of (KPI id or two of them)
        What has to be left out for both methods to agree on a pair: each one criterion that does
        it alone, or where none does every two that do it together, what weighs least first. A pair
        without an entry is settled by neither.
    """

    method: Method
    pairs: tuple[Pair, ...]
    causes: tuple[tuple[str, int], ...]
    settled: Mapping[Pair, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MethodsCompared:
    """The ranking by each method, and where they disagree with the chosen one."""

    chosen: Method
    rankings: tuple[Ranking, ...]
    disagreements: tuple[Disagreement, ...]


def compare_methods(
    matrix: DecisionMatrix, setting: Setting, progress: Progress | None = None
) -> MethodsCompared:
    """Return the ranking by each method under the same weights and rules.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    asked = progress or NoProgress()

    @cache
    def without(columns: tuple[int, ...], method: Method) -> Ranking:
        asked.check()
        return _ranked(_without(matrix, columns), setting, method)

    rankings = tuple(_ranked(matrix, setting, method, True) for method in Method)
    chosen = next(found for found in rankings if found.method is setting.method)
    disagreements = tuple(
        _disagreement(matrix, chosen, other, without)
        for other in rankings
        if other.method is not setting.method
    )
    return MethodsCompared(setting.method, rankings, disagreements)


def differing_pairs(chosen: Ranking, other: Ranking) -> tuple[Pair, ...]:
    """Return the pairs that both methods tell apart, each in the other's order."""
    ours = {line.vendor: line.rank for line in chosen.vendors if line.rank is not None}
    theirs = {line.vendor: line.rank for line in other.vendors if line.rank is not None}
    found = []
    for one, two in combinations([vendor for vendor in ours if vendor in theirs], 2):
        if (ours[one] - ours[two]) * (theirs[one] - theirs[two]) < 0:
            found.append((one, two) if theirs[one] < theirs[two] else (two, one))
    return tuple(found)


def _ranked(
    matrix: DecisionMatrix, setting: Setting, method: Method, with_notes: bool = False
) -> Ranking:
    return rank(
        matrix,
        method,
        setting.normalisation,
        setting.missing,
        setting.gates,
        setting.gate_values,
        with_notes,
        setting.strategy,
    )


def _disagreement(
    matrix: DecisionMatrix,
    chosen: Ranking,
    other: Ranking,
    without: Callable[[tuple[int, ...], Method], Ranking],
) -> Disagreement:
    """Return the differing pairs and the criteria that explain them."""
    pairs = differing_pairs(chosen, other)
    weighed = [j for j, c in enumerate(matrix.criteria) if c.weight > 0] if pairs else []
    if len(weighed) < 2:
        return Disagreement(other.method, pairs, ())

    def left_without(columns: tuple[int, ...]) -> set[Pair]:
        now = without(columns, chosen.method), without(columns, other.method)
        return set(differing_pairs(*now))

    left: dict[tuple[int, ...], set[Pair]] = {(j,): left_without((j,)) for j in weighed}
    causes = [(matrix.criteria[columns[0]].id, len(now)) for columns, now in left.items()]
    causes = [cause for cause in causes if cause[1] < len(pairs)]
    if len(weighed) > 3 and set(pairs).intersection(*left.values()):
        heavy = sorted(weighed, key=lambda j: -matrix.criteria[j].weight)[:_HEAVIEST]
        left |= {two: left_without(two) for two in combinations(sorted(heavy), 2)}
    settled = {pair: found for pair in pairs if (found := _settling(matrix, pair, left))}
    return Disagreement(other.method, pairs, _strongest(causes), settled)


def _settling(
    matrix: DecisionMatrix, pair: Pair, tried: Mapping[tuple[int, ...], set[Pair]]
) -> tuple[tuple[str, ...], ...]:
    """Return the fewest criteria without which a pair does not differ, the lightest first."""
    doing = [columns for columns, left in tried.items() if pair not in left]
    fewest = min(map(len, doing), default=0)
    best = [columns for columns in doing if len(columns) == fewest]
    best.sort(key=lambda columns: sum(matrix.criteria[j].weight for j in columns))
    return tuple(tuple(matrix.criteria[j].id for j in columns) for columns in best)


def _strongest(causes: Sequence[tuple[str, int]], most: int = 3) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(causes, key=lambda cause: cause[1])[:most])


def _without(matrix: DecisionMatrix, columns: tuple[int, ...]) -> DecisionMatrix:
    """Return the matrix with some criteria's weight at 0."""
    criteria = tuple(
        replace(c, weight=0.0) if j in columns else c for j, c in enumerate(matrix.criteria)
    )
    return DecisionMatrix(matrix.vendors, criteria, np.array(matrix.values))
