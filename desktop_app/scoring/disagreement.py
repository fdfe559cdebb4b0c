"""All methods side by side: where their orders differ, and which criterion makes them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from desktop_app.scoring.model import DecisionMatrix, Method, Ranking
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.setting import Setting

Pair = tuple[str, str]


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
    """

    method: Method
    pairs: tuple[Pair, ...]
    causes: tuple[tuple[str, int], ...]


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
    causes = []
    weighed = [j for j, c in enumerate(matrix.criteria) if c.weight > 0] if pairs else []
    for j in weighed if len(weighed) > 1 else ():
        without = _without(matrix, j)
        left = differing_pairs(
            _ranked(without, setting, chosen.method), _ranked(without, setting, other.method)
        )
        if len(left) < len(pairs):
            causes.append((matrix.criteria[j].id, len(left)))
    return Disagreement(other.method, pairs, _strongest(causes))


def _strongest(causes: Sequence[tuple[str, int]], most: int = 3) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(causes, key=lambda cause: cause[1])[:most])


def _without(matrix: DecisionMatrix, column: int) -> DecisionMatrix:
    """Return the matrix with a criterion's weight at 0."""
    criteria = tuple(
        replace(c, weight=0.0) if j == column else c for j, c in enumerate(matrix.criteria)
    )
    return DecisionMatrix(matrix.vendors, criteria, np.array(matrix.values))
