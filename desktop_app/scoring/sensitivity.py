"""How easily the first place changes: weights moved, KPIs left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.scoring.batch_scores import batch_scorer, linear_scorer
from desktop_app.scoring.field import Field
from desktop_app.scoring.gates import excluded, gate_results
from desktop_app.scoring.model import (
    CONSENSUS,
    DecisionMatrix,
    Floats,
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Sensitivity,
    WeightInterval,
)
from desktop_app.scoring.notes import METHOD_TITLES
from desktop_app.scoring.numbers import best_of
from desktop_app.scoring.ranking import METHODS, Placing, check_matrix, place
from desktop_app.scoring.searched_stability import STEP, searched_intervals
from desktop_app.scoring.stability import stability_intervals

MARGIN = 0.05
"""A lead that survives moving any one weight by 5 points of 100 counts as clear: about as exactly
as people can say how much something matters to them."""

CLEAR, NARROW, NONE = "clear", "narrow", "none"


def sensitivity(
    matrix: DecisionMatrix,
    method: Method = Method.WEIGHTED,
    normalisation: Normalisation = Normalisation.ANCHORS,
    missing: MissingRule = MissingRule.LEAVE_OUT,
    gates: Sequence[Gate] = (),
    gate_values: Mapping[tuple[str, str], float] | None = None,
    strategy: float = CONSENSUS,
) -> Sensitivity:
    """Return how sure the first place is; parameters as in `scoring.ranking.rank`.

    Weight intervals are exact where scores are linear in the weights: always for the weighted
    sum, and for PROMETHEE when no figure is missing (or the missing ones are filled). Otherwise
    (TOPSIS, VIKOR) they are searched for in steps, and `reason` says so. They are empty for a
    shared first place, and for a criterion that carries all the weight.

    Verdict ``clear``: one leader, who stays first with missing figures at their worst, without
    any one criterion, and with any one weight moved by `MARGIN`. ``narrow``: one leader, who
    does not. ``none``: a shared first place, fewer than two vendors ranked, or a leader whose
    score rests on other criteria altogether than that of the vendor after it.
    """
    check_matrix(matrix)
    out = [excluded(results) for results in gate_results(matrix, gates, gate_values)]
    excluded_rows = np.array(out, dtype=np.bool_)
    placing = place(matrix, method, normalisation, missing, excluded_rows, strategy)
    leaders = tuple(matrix.vendors[i] for i in placing.leaders)
    if placing.field.size < 2:
        reason = tr(
            "Fewer than two vendors are ranked, so there is no lead to question: add another "
            "vendor's report, or look at the requirements."
        )
        return Sensitivity(leaders, (), {}, NONE, reason)
    ranked = tuple(matrix.vendors[i] for i in placing.rows[: placing.field.size])
    case = _Case(ranked, placing.field, method, placing.outcome.parts)
    criteria = placing.field.criteria
    without = dict(zip((c.id for c in criteria), case.leaders_without_each(), strict=True))
    if len(leaders) > 1:
        reason = tr(
            "{leaders} share the first place: any change of weights decides it.",
            leaders=listed(leaders),
        )
        return Sensitivity(leaders, (), without, NONE, reason)
    unlike = _unlike(matrix, placing)
    if unlike:
        return Sensitivity(leaders, (), without, NONE, unlike)
    gap = _gap(matrix, placing, method, normalisation, missing, excluded_rows)
    verdict, reason = (NARROW, gap) if gap else _verdict(case, leaders[0], without)
    if placing.outcome.parts is None and len(placing.field.weights) > 1:
        reason += f" {_searched(method)}"
    intervals = _intervals(case, ranked.index(leaders[0]))
    return Sensitivity(leaders, intervals, without, verdict, reason)


@dataclass(frozen=True, slots=True)
class _Case:
    """A ranked field that can be evaluated again with other weights.

    `parts` are the outcome's scores per criterion: they do not depend on the weights, so other
    weights need no second scoring.
    """

    vendors: tuple[str, ...]
    field: Field
    method: Method
    parts: Floats | None

    def leaders_without_each(self) -> list[tuple[str, ...]]:
        """Return who is first without each criterion, and without vendors known by it alone."""
        count = len(self.field.weights)
        known = ~np.isnan(self.field.ranked)
        lost = (known.sum(axis=1, keepdims=True) == known).any(axis=0)
        if self.parts is None or count < 2:
            return [self._leaders_without(j) for j in range(count)]
        by_all = self._leaders_by(self.parts, self.field.weights * (1.0 - np.eye(count)))
        return [self._leaders_without(j) if lost[j] else by_all[j] for j in range(count)]

    def _leaders_without(self, column: int) -> tuple[str, ...]:
        """Return who is first without a criterion, all worked out anew."""
        values = np.delete(self.field.ranked, column, axis=1)
        weights = np.delete(self.field.weights, column)
        rows = np.flatnonzero(~np.isnan(values).all(axis=1))
        rest = replace(
            self.field,
            criteria=tuple(c for j, c in enumerate(self.field.criteria) if j != column),
            values=values[rows],
            size=len(rows),
            weights=weights / weights.sum() if len(weights) else weights,
        )
        return self._leaders(rest, [self.vendors[int(i)] for i in rows])

    def leaders_at(self, moves: Sequence[tuple[int, float]]) -> Iterator[tuple[str, ...]]:
        """Yield who is first when a criterion takes a share of the weight above 0 and below 1, the
        others in proportion; `moves` are columns with shares.
        """
        columns = np.array([column for column, _ in moves], dtype=np.intp)
        shares = np.array([share for _, share in moves])
        now = self.field.weights
        sets = now * ((1.0 - shares) / (1.0 - now[columns]))[:, np.newaxis]
        sets[np.arange(len(moves)), columns] = shares
        if self.parts is not None:
            yield from self._leaders_by(self.parts, sets)
        else:
            for weights in sets:
                yield self._leaders(replace(self.field, weights=weights), self.vendors)

    def _leaders_by(self, parts: Floats, sets: Floats) -> list[tuple[str, ...]]:
        """Return who is first by the mean of scores by weight, under each set of weights."""
        scores = -linear_scorer(parts)(sets)
        scores[~np.isfinite(scores)] = np.nan
        return [self._first(one, self.vendors, True) for one in scores]

    def _leaders(self, field: Field, vendors: Sequence[str]) -> tuple[str, ...]:
        outcome = METHODS[self.method](field)
        return self._first(outcome.score[: field.size], vendors, outcome.higher_is_better)

    @staticmethod
    def _first(scores: Floats, vendors: Sequence[str], higher_is_better: bool) -> tuple[str, ...]:
        return tuple(vendors[int(i)] for i in best_of(scores, higher_is_better))


def _unlike(matrix: DecisionMatrix, placing: Placing) -> str:
    """Return why the first and the second can't be compared at all; ``""`` if they can.

    Scores on criteria of which no two are the same tell of no vendor that it is the better one.
    """
    places = [placing.ranks[row] or 0 for row in placing.rows[: placing.field.size]]
    second = min(place for place in places if place > 1)
    known = ~np.isnan(placing.field.ranked)
    leader = known[places.index(1)]
    after = [i for i, place in enumerate(places) if place == second]
    if any((leader & known[i]).any() for i in after):
        return ""
    return tr(
        "{leader} and {others} have no figure in common that counts: their scores rest on "
        "different KPIs and do not tell which is better.",
        leader=matrix.vendors[placing.leaders[0]],
        others=listed([matrix.vendors[placing.rows[i]] for i in after]),
    )


def _gap(
    matrix: DecisionMatrix,
    placing: Placing,
    method: Method,
    normalisation: Normalisation,
    missing: MissingRule,
    out: NDArray[np.bool_],
) -> str:
    """Return why the lead rests on what is missing; ``""`` if it does not.

    A vendor must not win by leaving out what hurts: the lead is held against the worst that the
    missing figures could be.
    """
    leader = placing.leaders[0]
    if missing is not MissingRule.LEAVE_OUT or placing.coverage[leader] >= 1:
        return ""
    strategy = placing.field.strategy
    worst = place(matrix, method, normalisation, MissingRule.WORST, out, strategy).leaders
    if worst == placing.leaders:
        return ""
    return tr(
        "{leader} is first on figures for {share:.0%} of the weight; were what is missing at its "
        "worst, {others} would be first.",
        leader=matrix.vendors[leader],
        share=placing.coverage[leader],
        others=listed([matrix.vendors[i] for i in worst]),
    )


def _intervals(case: _Case, leader: int) -> tuple[WeightInterval, ...]:
    """Return the interval of every weight in which the one leader stays."""
    field, parts = case.field, case.parts
    if len(field.weights) < 2:
        return ()
    if parts is not None:
        low, high = stability_intervals(parts, field.weights, leader)
    else:
        scorer = batch_scorer(case.method, field, None)
        low, high = searched_intervals(scorer, field.weights, leader)
    ends = zip(field.criteria, field.weights.tolist(), low.tolist(), high.tolist(), strict=True)
    return tuple(WeightInterval(one.id, weight, least, most) for one, weight, least, most in ends)


def _verdict(case: _Case, leader: str, without: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return clear or narrow, and why."""
    criteria = case.field.criteria
    if len(criteria) == 1:
        return CLEAR, tr(
            "{leader} is first by the one criterion that carries weight.", leader=leader
        )
    for criterion in criteria:
        first = without[criterion.id]
        if first != (leader,):
            return NARROW, (
                tr(
                    "{leader} is first, but leaving out {kpi} would put {other} first.",
                    leader=leader,
                    kpi=criterion.title,
                    other=listed(first),
                )
                if len(first) == 1
                else tr(
                    "{leader} is first, but leaving out {kpi} would put {others} first together.",
                    leader=leader,
                    kpi=criterion.title,
                    others=listed(first),
                )
            )
    weights = case.field.weights.tolist()
    moves = [(j, share + by) for j, share in enumerate(weights) for by in (-MARGIN, MARGIN)
             if 0 < share + by < 1]  # fmt: skip
    for (j, moved), first in zip(moves, case.leaders_at(moves), strict=True):
        if first != (leader,):
            text = (
                later(
                    "{leader} is first, but a weight of {moved:.1%} instead of {weight:.1%} for "
                    "{kpi} would put {others} first."
                )
                if len(first) == 1
                else later(
                    "{leader} is first, but a weight of {moved:.1%} instead of {weight:.1%} for "
                    "{kpi} would put {others} first together."
                )
            )
            return NARROW, tr(
                text,
                leader=leader,
                moved=moved,
                weight=weights[j],
                kpi=criteria[j].title,
                others=listed(first),
            )
    return CLEAR, (
        tr(
            "{leader} stays first when any one criterion is left out and when any one "
            "weight moves by {margin:.0%} of the total.",
            leader=leader,
            margin=MARGIN,
        )
    )


def _searched(method: Method) -> str:
    """Return why weight intervals are searched for, and how."""
    if method is Method.PROMETHEE:
        return tr(
            "Weight intervals are searched for in steps of {step:.0%}: with figures missing, "
            "PROMETHEE weighs every pair of vendors differently.",
            step=STEP,
        )
    return tr(
        "Weight intervals are searched for in steps of {step:.0%}: {method} is not linear in the "
        "weights.",
        step=STEP,
        method=tr(METHOD_TITLES[method]),
    )
