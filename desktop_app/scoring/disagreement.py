"""All methods side by side: where their orders differ, and which criterion makes them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

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


def compare_methods(matrix: DecisionMatrix, setting: Setting) -> MethodsCompared:
    """Return the ranking by each method under the same weights and rules."""
    rankings = tuple(_ranked(matrix, setting, method, True) for method in Method)
    chosen = next(found for found in rankings if found.method is setting.method)
    disagreements = tuple(
        _disagreement(matrix, setting, chosen, other)
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
    matrix: DecisionMatrix, setting: Setting, chosen: Ranking, other: Ranking
) -> Disagreement:
    """Return the differing pairs and the criteria that explain them."""
    pairs = differing_pairs(chosen, other)
    weighed = [j for j, c in enumerate(matrix.criteria) if c.weight > 0] if pairs else []
    if len(weighed) < 2:
        return Disagreement(other.method, pairs, ())

    def left_without(columns: tuple[int, ...]) -> tuple[Pair, ...]:
        less = _without(matrix, columns)
        return differing_pairs(
            _ranked(less, setting, chosen.method), _ranked(less, setting, other.method)
        )

    left: dict[tuple[int, ...], tuple[Pair, ...]] = {(j,): left_without((j,)) for j in weighed}
    causes = [
        (matrix.criteria[c[0]].id, len(now)) for c, now in left.items() if len(now) < len(pairs)
    ]
    if len(weighed) > 3 and any(all(p in now for now in left.values()) for p in pairs):
        heavy = sorted(weighed, key=lambda j: -matrix.criteria[j].weight)[:_HEAVIEST]
        left |= {two: left_without(two) for two in combinations(sorted(heavy), 2)}
    settled = {}
    for pair in pairs:
        fewest = min((len(columns) for columns, now in left.items() if pair not in now), default=0)
        found = [c for c, now in left.items() if len(c) == fewest and pair not in now]
        found.sort(key=lambda c: sum(matrix.criteria[j].weight for j in c))
        if found:
            settled[pair] = tuple(tuple(matrix.criteria[j].id for j in c) for c in found)
    return Disagreement(other.method, pairs, _strongest(causes), settled)


def _strongest(causes: Sequence[tuple[str, int]], most: int = 3) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(causes, key=lambda cause: cause[1])[:most])


def _without(matrix: DecisionMatrix, columns: tuple[int, ...]) -> DecisionMatrix:
    """Return the matrix with some criteria's weight at 0."""
    criteria = tuple(
        replace(c, weight=0.0) if j in columns else c for j, c in enumerate(matrix.criteria)
    )
    return DecisionMatrix(matrix.vendors, criteria, np.array(matrix.values))
