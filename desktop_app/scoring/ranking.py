"""Ranking: from a decision matrix to places, with what the reader must know about them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.scoring import notes
from desktop_app.scoring.field import Field, Outcome
from desktop_app.scoring.gates import FAILED, excluded, gate_results
from desktop_app.scoring.methods import promethee, topsis, vikor, weighted
from desktop_app.scoring.model import (
    CONSENSUS,
    DecisionMatrix,
    Floats,
    Gate,
    GateResult,
    Method,
    MissingRule,
    Normalisation,
    RankedVendor,
    Ranking,
)
from desktop_app.scoring.numbers import competition_ranks

METHODS: Mapping[Method, Callable[[Field], Outcome]] = {
    Method.WEIGHTED: weighted.evaluate,
    Method.TOPSIS: topsis.evaluate,
    Method.PROMETHEE: promethee.evaluate,
    Method.VIKOR: vikor.evaluate,
}
"""A new method is one function from a field to an outcome, listed here."""


NEGLIGIBLE = 1e-12
"""A weight this small beside the largest counts as 0: it can't move a score, only break sums."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A field's outcome, told by position in the matrix; what `Ranking` is made from.

    Parameters
    ----------
    rows : tuple of int
        Positions in the matrix of the field's rows, the ranked ones first.
    columns : tuple of int
        Positions in the matrix of the field's criteria.
    ranks : list of (int or None), one per vendor of the matrix
    coverage : array of float, one per vendor of the matrix
    """

    field: Field
    outcome: Outcome
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    ranks: list[int | None]
    coverage: Floats

    @property
    def leaders(self) -> tuple[int, ...]:
        """Return the positions of the vendors that are first."""
        return tuple(i for i, rank in enumerate(self.ranks) if rank == 1)


def rank(
    matrix: DecisionMatrix,
    method: Method = Method.WEIGHTED,
    normalisation: Normalisation = Normalisation.ANCHORS,
    missing: MissingRule = MissingRule.LEAVE_OUT,
    gates: Sequence[Gate] = (),
    gate_values: Mapping[tuple[str, str], float] | None = None,
    with_notes: bool = True,
    strategy: float = CONSENSUS,
) -> Ranking:
    """Return the vendors from best to worst, with scores, reasons and notes.

    Criteria of direction NONE, with weight 0, or without a figure of any vendor carry no weight.
    With anchors, a criterion that has none is scored by the field of vendors, if at least two of
    them have a figure. Vendors ruled out by a gate do not shape the scales, ideals or flows of
    the others; they keep their score in a weighted sum. Ties share the best of their ranks.

    Parameters
    ----------
    matrix : DecisionMatrix
    method : Method
    normalisation : Normalisation
        For the weighted sum; TOPSIS takes MINMAX, and VECTOR for anything else; the other
        methods compare the figures themselves.
    missing : MissingRule
        LEAVE_OUT steps over the missing figure: a weighted sum, TOPSIS and VIKOR take the
        vendor's other criteria with their weights rescaled, PROMETHEE compares each pair over
        the criteria that both have. GATE rules out a vendor without a figure for every criterion
        that carries weight, and says for which. A vendor without any figure is not ranked under
        any rule.
    gates : sequence of Gate
    gate_values : mapping of (vendor, KPI id) to float
        Figures for gates on KPIs that are no criteria.
    with_notes : bool
        False leaves the notes out, for weights that are still being moved.
    strategy : float
        VIKOR's v, 0 to 1.

    Raises
    ------
    ScenarioError
        For a weight that is negative or no number, anchors out of order, or thresholds that
        make no preference function.
    """
    check_matrix(matrix)
    results = gate_results(matrix, gates, gate_values)
    out = np.array([excluded(of_vendor) for of_vendor in results], dtype=np.bool_)
    placing = place(matrix, method, normalisation, missing, out, strategy)
    gated = out
    if missing is MissingRule.GATE:
        results = _with_gaps(matrix, placing, results)
        out = np.array([excluded(of_vendor) for of_vendor in results], dtype=np.bool_)
    return Ranking(
        method=method,
        vendors=_lines(matrix, placing, results, out),
        details={
            name: _spread(values, placing) for name, values in placing.outcome.details.items()
        },
        notes=_notes(matrix, placing, method, out, gated) if with_notes else (),
    )


def _notes(
    matrix: DecisionMatrix,
    placing: Placing,
    method: Method,
    out: NDArray[np.bool_],
    gated: NDArray[np.bool_],
) -> tuple[str, ...]:
    """Return all that must be said; `gated` were ruled out by requirements, not by gaps."""
    field, rows = placing.field, placing.rows
    return (
        *notes.on_criteria(matrix, field, placing.columns, method),
        *notes.on_missing(matrix, field, rows, method, placing.coverage, gated),
        *notes.on_compromise(matrix, placing.outcome, rows, field.size, method),
        *_reversals(matrix, placing, method, out),
    )


def place(
    matrix: DecisionMatrix,
    method: Method,
    normalisation: Normalisation,
    missing: MissingRule,
    out: NDArray[np.bool_],
    strategy: float = CONSENSUS,
) -> Placing:
    """Return the places without the notes; `out` marks the vendors ruled out."""
    base = ~out if (~out).any() else np.ones_like(out)
    # By the field, one figure alone would be the best of one, and reward whoever discloses.
    needed = 2 if _on_anchors(method, normalisation) else 1
    negligible = NEGLIGIBLE * max((c.weight for c in matrix.criteria), default=0.0)
    figures = np.count_nonzero(~np.isnan(matrix.values[base]), axis=0).tolist()
    columns = tuple(
        j
        for j, criterion in enumerate(matrix.criteria)
        if criterion.weight > negligible
        and criterion.direction is not Direction.NONE
        and figures[j] >= (1 if criterion.anchors is not None else needed)
    )
    values = matrix.values[:, list(columns)]
    total = sum(matrix.criteria[j].weight for j in columns)
    weights = np.array([matrix.criteria[j].weight / total for j in columns], dtype=np.float64)
    coverage = np.clip(~np.isnan(values) @ weights, 0.0, 1.0)
    if missing is MissingRule.GATE:
        out = out | np.isnan(values).any(axis=1)
    inside = [int(i) for i in np.flatnonzero((coverage > 0) & ~out)]
    rows = (*inside, *(int(i) for i in np.flatnonzero((coverage > 0) & out)))
    field = Field(
        criteria=tuple(matrix.criteria[j] for j in columns),
        values=values[list(rows)],
        size=len(inside),
        weights=weights,
        normalisation=normalisation,
        missing=missing,
        strategy=strategy,
    )
    outcome = METHODS[method](field)
    ranks: list[int | None] = [None] * len(matrix.vendors)
    places = competition_ranks(outcome.score[: field.size], outcome.higher_is_better)
    for row, of_row in zip(inside, places, strict=True):
        ranks[row] = of_row
    return Placing(field, outcome, rows, columns, ranks, coverage)


def _on_anchors(method: Method, normalisation: Normalisation) -> bool:
    """Return whether criteria earn points on anchors, and by the field only for want of them."""
    return method is Method.WEIGHTED and normalisation is Normalisation.ANCHORS


def check_matrix(matrix: DecisionMatrix) -> None:
    """Refuse weights and figures that no method can use."""
    infinite: list[bool] = np.logical_or.reduce(np.isinf(matrix.values), axis=0).tolist()
    for j, criterion in enumerate(matrix.criteria):
        if not math.isfinite(criterion.weight) or criterion.weight < 0:
            raise ScenarioError(
                tr(
                    "The weight of {kpi} is {weight:g}.",
                    kpi=criterion.title,
                    weight=criterion.weight,
                ),
                tr("Expected 0 or a positive number."),
            )
        if infinite[j]:
            vendor = matrix.vendors[int(np.flatnonzero(np.isinf(matrix.values[:, j]))[0])]
            raise ScenarioError(
                tr(
                    "The figure of {vendor} for {kpi} is infinite.",
                    vendor=vendor,
                    kpi=criterion.title,
                )
            )


def _lines(
    matrix: DecisionMatrix,
    placing: Placing,
    results: Sequence[tuple[GateResult, ...]],
    out: NDArray[np.bool_],
) -> tuple[RankedVendor, ...]:
    """Return the lines in order: ranked, then without a rank, then ruled out."""
    scores = _spread(placing.outcome.score, placing)
    added = _contributions(placing)
    lines = [
        RankedVendor(
            vendor=vendor,
            rank=placing.ranks[i],
            score=float(scores[i]),
            coverage=float(placing.coverage[i]),
            contributions=added.get(i, {}),
            gates=results[i],
        )
        for i, vendor in enumerate(matrix.vendors)
    ]
    unranked = len(lines) + 1
    order = sorted(range(len(lines)), key=lambda i: (bool(out[i]), lines[i].rank or unranked))
    return tuple(lines[i] for i in order)


def _with_gaps(
    matrix: DecisionMatrix, placing: Placing, results: Sequence[tuple[GateResult, ...]]
) -> list[tuple[GateResult, ...]]:
    """Return the results at the gates with one that failed for each figure that is missing."""
    return [
        (
            *own,
            *(
                GateResult(matrix.criteria[j].id, math.nan, math.nan, FAILED)
                for j in placing.columns
                if math.isnan(matrix.values[i, j])
            ),
        )
        for i, own in enumerate(results)
    ]


def _contributions(placing: Placing) -> dict[int, dict[str, float]]:
    """Return what each criterion adds to the scores, by vendor; those left out are not in it."""
    points = placing.outcome.contributions
    if points is None:
        return {}
    ids = [criterion.id for criterion in placing.field.criteria]
    rows: list[list[float]] = points.tolist()
    if not np.isnan(points).any():
        by_row = [dict(zip(ids, row, strict=True)) for row in rows]
    else:
        by_row = [{k: x for k, x in zip(ids, row, strict=True) if not math.isnan(x)}
                  for row in rows]  # fmt: skip
    return dict(zip(placing.rows, by_row, strict=True))


def _spread(values: Floats, placing: Placing) -> Floats:
    """Return values by row of the field as values by vendor of the matrix."""
    spread = np.full(len(placing.ranks), np.nan)
    spread[list(placing.rows)] = values
    return spread


def _reversals(
    matrix: DecisionMatrix, placing: Placing, method: Method, out: NDArray[np.bool_]
) -> tuple[str, ...]:
    """Return a note if leaving one vendor out swaps others; the loser farthest down is named."""
    field = placing.field
    absolute = _on_anchors(method, field.normalisation)
    relative = [c.title for c in field.criteria if c.anchors is None]
    if field.size < 3 or (absolute and not relative):
        return ()
    ranked = sorted(placing.rows[: field.size], key=lambda i: -(placing.ranks[i] or 0))
    for removed in ranked:
        without = out.copy()
        without[removed] = True
        ranks = place(
            matrix, method, field.normalisation, field.missing, without, field.strategy
        ).ranks
        pair = swapped(placing.ranks, ranks)
        if pair is not None:
            by_field = relative if absolute else ()
            return (notes.reversal(matrix, removed, placing.ranks, pair, method, by_field),)
    return ()


def swapped(before: list[int | None], after: list[int | None]) -> tuple[int, int] | None:
    """Return the best placed vendor that was overtaken, behind the best of who overtook it."""
    both = [
        (was, now, i)
        for i, (was, now) in enumerate(zip(before, after, strict=True))
        if was is not None and now is not None
    ]
    for was, now, overtaken in sorted(both):
        overtaking = [(place, i) for rank, place, i in both if rank > was and place < now]
        if overtaking:
            return min(overtaking)[1], overtaken
    return None
