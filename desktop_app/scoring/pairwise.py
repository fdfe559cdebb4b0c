"""Weights from comparisons of pairs: the principal eigenvector, and how consistent they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.scoring.model import Floats

CONSISTENT = 0.10
"""Saaty's bound of the consistency ratio, above which answers should be looked at again."""

MOST_SHOWN = 3

_SAATY = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
"""Mean consistency index of random answers for 1 to 15 items."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A pair whose answer the others contradict: as given, and as the weights have it."""

    first: str
    second: str
    given: float
    implied: float


@dataclass(frozen=True, slots=True)
class Pairwise:
    """What comparisons of pairs come to.

    Parameters
    ----------
    weights : mapping of id to float
        Sum 1.
    greatest : float
        The principal eigenvalue.
    index, ratio : float
        Consistency index and consistency ratio; NaN with fewer than three items, which can't
        contradict each other.
    random_index : float
        What the index is divided by; `source` names whose it is.
    doubtful : tuple of Doubtful
        The answers that are farthest off, at most three; none where all agree.
    left_out : int
        Pairs that were not compared.
    """

    weights: Mapping[str, float]
    greatest: float
    index: float
    ratio: float
    random_index: float
    source: str
    doubtful: tuple[Doubtful, ...]
    left_out: int


def pairwise_weights(items: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> Pairwise:
    """Return the weights of items compared with each other.

    The weights are the principal eigenvector of the matrix of answers (T. L. Saaty, "The analytic
    hierarchy process", 1980). A pair that was not compared stands as 0, and adds 1 to both its
    items' places on the diagonal (P. T. Harker, "Incomplete pairwise comparisons in the analytic
    hierarchy process", 1987).

    Raises
    ------
    ScenarioError
        If an answer is not above 0, names an unknown item, or the answers leave items apart that
        nothing links.
    """
    matrix = _matrix(items, pairs)
    count = len(items)
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    weights = np.abs(vectors[:, place].real)
    weights = weights / weights.sum()
    greatest = float(values[place].real)
    index = max((greatest - count) / (count - 1), 0.0) if count > 2 else math.nan
    usual, source = random_index(count)
    shares = dict(zip(items, weights.tolist(), strict=True))
    return Pairwise(
        weights=shares,
        greatest=greatest,
        index=index,
        ratio=index / usual if count > 2 else math.nan,
        random_index=usual,
        source=source,
        doubtful=_doubtful(pairs, shares),
        left_out=count * (count - 1) // 2 - len(_once(pairs)),
    )


def random_index(count: int) -> tuple[float, str]:
    """Return the mean consistency index of random answers on so many items, and its source."""
    if count <= len(_SAATY):
        return _SAATY[count - 1], tr("Saaty (1980)")
    # The line fitted to greatest eigenvalues of 500,000 random matrices of each size.
    return (2.7699 * count - 4.3513 - count) / (count - 1), tr("Alonso and Lamata (2006)")


def _once(pairs: Mapping[tuple[str, str], float]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}


def _matrix(items: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> Floats:
    places = {item: place for place, item in enumerate(items)}
    if not items:
        raise ScenarioError(tr("There is nothing to compare in pairs."))
    matrix = np.zeros((len(items), len(items)))
    for (first, second), times in pairs.items():
        if first not in places or second not in places or first == second:
            raise ScenarioError(
                tr(
                    "'{first}' and '{second}' are no pair of what is compared.",
                    first=first,
                    second=second,
                )
            )
        if not (math.isfinite(times) and times > 0):
            raise ScenarioError(
                tr(
                    "The answer on '{first}' and '{second}' is {times:g}, expected a number "
                    "above 0.",
                    first=first,
                    second=second,
                    times=times,
                )
            )
        matrix[places[first], places[second]] = times
        matrix[places[second], places[first]] = 1 / times
    _refuse_apart(items, matrix)
    np.fill_diagonal(matrix, 1.0 + (matrix == 0).sum(axis=1) - 1.0)  # its own place is 0 yet
    return matrix


def _refuse_apart(items: Sequence[str], matrix: Floats) -> None:
    """Refuse answers that leave an item without a link to the first, be it through others."""
    reached, new = {0}, [0]
    while new:
        linked = set(np.flatnonzero(matrix[new.pop()] > 0).tolist()) - reached
        reached |= linked
        new += sorted(linked)
    if len(reached) < len(items):
        apart = next(item for place, item in enumerate(items) if place not in reached)
        raise ScenarioError(
            tr("Nothing links '{apart}' to '{items}'.", apart=apart, items=items[0]),
            tr("Compare one more pair of them."),
        )


def _doubtful(
    pairs: Mapping[tuple[str, str], float], weights: Mapping[str, float]
) -> tuple[Doubtful, ...]:
    found = [
        Doubtful(first, second, times, weights[first] / weights[second])
        for (first, second), times in pairs.items()
    ]
    off = {one: abs(math.log(one.given / one.implied)) for one in found}
    ranked = sorted((one for one in found if off[one] > 1e-6), key=lambda one: -off[one])
    return tuple(ranked[:MOST_SHOWN])


def all_pairs(items: Sequence[str]) -> list[tuple[str, str]]:
    """Return every pair of items once, in the order of the items."""
    return list(combinations(items, 2))
