"""Sentences that go with a ranking, so that nothing about it happens in silence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.scoring.field import Field, Outcome
from desktop_app.scoring.methods.vikor import compromise
from desktop_app.scoring.model import (
    Criterion,
    DecisionMatrix,
    Floats,
    Method,
    MissingRule,
    Normalisation,
)
from desktop_app.scoring.numbers import constant

METHOD_TITLES = {
    Method.WEIGHTED: later("the weighted sum"),
    Method.TOPSIS: "TOPSIS",
    Method.PROMETHEE: "PROMETHEE II",
    Method.VIKOR: "VIKOR",
}
"""Names of methods within a sentence."""


def on_criteria(
    matrix: DecisionMatrix, field: Field, columns: Sequence[int], method: Method
) -> list[str]:
    """Return notes on criteria that carry no weight or are scored in a way to know about."""
    found = [
        _no_weight(criterion, bool(np.isnan(matrix.values[:, j]).all()))
        for j, criterion in enumerate(matrix.criteria)
        if j not in columns and criterion.weight > 0
    ]
    if not any(criterion.weight > 0 for criterion in matrix.criteria):
        found.append(tr("No criterion carries weight, so nobody is ranked: set a weight above 0."))
    by_anchors = method is Method.WEIGHTED and field.normalisation is Normalisation.ANCHORS
    for j, criterion in enumerate(field.criteria):
        if criterion.anchors is None:
            found += _without_anchors(criterion, by_anchors)
        if not (by_anchors and criterion.anchors is not None):
            found += _on_constant(criterion, field.ranked[:, j])
    return found


def on_missing(
    matrix: DecisionMatrix,
    field: Field,
    rows: Sequence[int],
    method: Method,
    coverage: Floats,
    out: NDArray[np.bool_],
) -> list[str]:
    """Return notes on vendors without figures and on what their missing figures counted as."""
    found = []
    bare = [v for i, v in enumerate(matrix.vendors) if coverage[i] == 0 and not out[i]]
    if bare and field.criteria:
        found.append(
            tr(
                "{vendors} can't be ranked: no figure for any criterion that carries weight.",
                vendors=listed(bare),
            )
        )
    if field.missing is MissingRule.LEAVE_OUT and method is Method.WEIGHTED:
        return found  # the coverage beside the score says it
    if field.missing is MissingRule.GATE and field.size == 0 and field.criteria:
        found.append(tr("No vendor has a figure for every criterion that carries weight."))
    for j, criterion in enumerate(field.criteria):
        gaps = np.isnan(field.ranked[:, j])
        if gaps.any():
            names = [matrix.vendors[rows[int(i)]] for i in np.flatnonzero(gaps)]
            found.append(_on_gap(criterion, names, field.missing, method))
    return found


def on_compromise(
    matrix: DecisionMatrix, outcome: Outcome, rows: Sequence[int], size: int, method: Method
) -> list[str]:
    """Return VIKOR's advice where the first by Q does not stand alone."""
    if method is not Method.VIKOR or size < 2:
        return []
    q, s, r = (outcome.details[name][:size] for name in ("Q", "S", "R"))
    proposed, alone = compromise(q, s, r)
    if alone:
        return []
    names = [matrix.vendors[rows[i]] for i in proposed]
    return [
        tr(
            "VIKOR's conditions for a single winner are not met: {names} are its compromise.",
            names=listed(names),
        )
    ]


def reversal(
    matrix: DecisionMatrix,
    removed: int,
    ranks: Sequence[int | None],
    swapped: tuple[int, int],
    method: Method,
    by_field: Sequence[str] = (),
) -> str:
    """Return the warning that two vendors swap when a third one is left out.

    `by_field` are the titles of the criteria whose scale is the field, where only some are.
    """
    winner, loser = (matrix.vendors[i] for i in swapped)
    start = tr(
        "Rank reversal: without {vendor} (rank {rank}), {winner} would be ahead of {loser}.",
        vendor=matrix.vendors[removed],
        rank=ranks[removed],
        winner=winner,
        loser=loser,
    )
    return f"{start} {_why_reversed(method, by_field)}"


def _why_reversed(method: Method, by_field: Sequence[str]) -> str:
    """Return why places depend on who else is there, and what ends that."""
    if len(by_field) == 1:
        return tr(
            "{kpi} is scored against the vendors compared; with a worst and a target of their own "
            "in the scenario, places no longer depend on who else is there.",
            kpi=by_field[0],
        )
    if by_field:
        return tr(
            "{kpis} are scored against the vendors compared; with a worst and a target of their "
            "own in the scenario, places no longer depend on who else is there.",
            kpis=listed(by_field),
        )
    return tr(
        "With {method} as set, places depend on who else is compared; a weighted sum on fixed "
        "anchors does not have this effect.",
        method=tr(METHOD_TITLES[method]),
    )


def _no_weight(criterion: Criterion, nobody: bool) -> str:
    """Return why a criterion with a weight does not carry it."""
    if criterion.direction is Direction.NONE:
        return tr(
            "{kpi} is a context figure: its weight is left out.",
            kpi=criterion.title,
        )
    if nobody:
        return tr(
            "No vendor has a figure for {kpi}: its weight is left out.",
            kpi=criterion.title,
        )
    return tr(
        "{kpi} has too few figures to compare among the vendors ranked and "
        "no anchors to score them on: its weight is left out.",
        kpi=criterion.title,
    )


def _without_anchors(criterion: Criterion, by_anchors: bool) -> list[str]:
    """Return what to know about a criterion that has no anchors to be judged on."""
    found = []
    if criterion.direction is Direction.BAND:
        found.append(
            tr(
                "{kpi} is best inside a band, and this scenario names none: "
                "the lowest figure counts as the best. Too low can be bad as well; set a "
                "band to judge it.",
                kpi=criterion.title,
            )
        )
    if by_anchors and criterion.stretched:
        found.append(
            tr(
                "{kpi} is scored from the worst (0) to the best (100) of the "
                "vendors compared, as the scenario says: adding a vendor can change ranks.",
                kpi=criterion.title,
            )
        )
    elif by_anchors:
        found.append(
            tr(
                "{kpi} has no worst and target in this scenario: it is scored "
                "against the best of the vendors compared, and adding a vendor can change "
                "that.",
                kpi=criterion.title,
            )
        )
    return found


def _on_constant(criterion: Criterion, column: Floats) -> list[str]:
    """Return a note if the vendors' figures for a criterion are all the same."""
    if len(column) < 2 or np.isnan(column).any() or not constant(column):
        return []
    return [
        tr(
            "{kpi} is the same for all vendors and tells none apart.",
            kpi=criterion.title,
        )
    ]


def _on_gap(criterion: Criterion, names: Sequence[str], rule: MissingRule, method: Method) -> str:
    """Return what the missing figures of one criterion counted as."""
    kpi, vendors = criterion.title, listed(names)
    if rule is MissingRule.NEUTRAL:
        text = later(
            "{kpi} is missing for {vendors} and counts as the middle one of the vendors that have "
            "it."
        )
    elif rule is MissingRule.WORST:
        text = later("{kpi} is missing for {vendors} and counts as the worst case.")
    elif rule is MissingRule.TARGET and criterion.anchors is not None:
        text = later("{kpi} is missing for {vendors} and counts as on target.")
    elif rule is MissingRule.TARGET:
        text = later(
            "{kpi} is missing for {vendors} and has no target to stand in: it is left out there."
        )
    elif method is Method.PROMETHEE:
        text = later(
            "{kpi} is missing for {vendors}: pairs are compared over the criteria that both "
            "vendors have."
        )
    else:
        return tr(
            "{kpi} is missing for {vendors}: {method} takes the criteria each vendor has.",
            kpi=kpi,
            vendors=vendors,
            method=tr(METHOD_TITLES[method]),
        )
    return tr(text, kpi=kpi, vendors=vendors)
