"""The intermediate numbers of every method, as tables that can be followed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.domain.translating import later, tr
from desktop_app.scoring.methods import promethee, topsis, vikor
from desktop_app.scoring.methods.weighted import score_matrix
from desktop_app.scoring.model import DecisionMatrix, Floats, Method
from desktop_app.scoring.ranking import Placing
from desktop_app.scoring.setting import Setting

WEIGHT, BEST, WORST = later("Weight"), later("Best"), later("Worst")
"""Rows that are no vendors', by their English names; `row_title` gives those to show."""


@dataclass(frozen=True, slots=True, eq=False)
class Working:
    """One table of numbers.

    Parameters
    ----------
    title, explained : str
        What it is, and how it follows from the table before.
    rows, columns : tuple of str
        Vendors (or `WEIGHT`, `BEST`, `WORST`), and titles of criteria, vendors or results.
    values : array of float, shape (rows, columns)
        NaN where there is none.
    """

    title: str
    explained: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats


def row_title(row: str) -> str:
    """Return a row's name to show."""
    return tr(row) if row in (WEIGHT, BEST, WORST) else row


def workings(matrix: DecisionMatrix, setting: Setting) -> tuple[Working, ...]:
    """Return the tables that lead to the scores of a setting's method, in their order.

    Of the vendors ranked alone; empty where nobody is.

    Raises
    ------
    ScenarioError
        As `scoring.ranking.rank` does.
    """
    placing = setting.place(matrix)
    if placing.field.size == 0:
        return ()
    ranked = placing.rows[: placing.field.size]
    vendors = tuple(matrix.vendors[row] for row in ranked)
    return _MAKERS[setting.method](placing, vendors)


def _weighted(placing: Placing, vendors: tuple[str, ...]) -> tuple[Working, ...]:
    field = placing.field
    points = score_matrix(field)[: field.size]
    added = placing.outcome.contributions
    adding = np.full_like(points, np.nan) if added is None else added[: field.size]
    score = placing.outcome.score[: field.size, np.newaxis]
    titles = _titles(placing)
    return (
        _with_weights(
            placing, tr("Points by KPI"), tr("Each figure on its KPI's scale."), vendors, points
        ),
        Working(
            tr("What each KPI adds"),
            tr(
                "Points x weight, over the weights of the KPIs that the vendor has. The "
                "sum is the score."
            ),
            vendors,
            (*titles, tr("Score")),
            np.hstack([adding, score]),
        ),
    )


def _topsis(placing: Placing, vendors: tuple[str, ...]) -> tuple[Working, ...]:
    field = placing.field
    towards = np.where(field.higher, field.comparable(), -field.comparable())
    scaled = topsis.normalise(towards, field.normalisation)
    weighed = scaled * field.weights
    ends = np.vstack([_extreme(weighed, np.nanmax), _extreme(weighed, np.nanmin)])
    details = placing.outcome.details
    return (
        _with_weights(
            placing,
            tr("Figures without unit"),
            tr(
                "Each KPI's figures over their Euclidean length (or from worst to best); "
                "where lower is better they are negative."
            ),
            vendors,
            scaled,
        ),
        Working(
            tr("Times the weight, with the best and the worst of each KPI"),
            tr("The ideal vendor has every best, the anti-ideal every worst."),
            (*vendors, BEST, WORST),
            _titles(placing),
            np.vstack([weighed, ends]),
        ),
        _results(
            placing,
            tr("Distances and closeness"),
            tr("Closeness is the distance to the worst over the sum of both distances."),
            vendors,
            {
                tr("Distance to the best"): details["distance_to_ideal"],
                tr("Distance to the worst"): details["distance_to_anti_ideal"],
                tr("Closeness"): placing.outcome.score,
            },
        ),
    )


def _promethee(placing: Placing, vendors: tuple[str, ...]) -> tuple[Working, ...]:
    field = placing.field
    preferences = [criterion.preference for criterion in field.criteria]
    flows = promethee.flows(field.comparable(), field.weights, field.higher, preferences)
    index = flows.preferred.copy()
    np.fill_diagonal(index, np.nan)
    return (
        _with_weights(
            placing,
            tr("Net flow by KPI"),
            tr(
                "How much a vendor is preferred to the others less how much they are to "
                "it, by one KPI alone, from -1 to 1."
            ),
            vendors,
            flows.by_criterion,
        ),
        Working(
            tr("Preference of the row over the column"),
            tr("The degrees of preference by KPI, weighed; 1 is in everything."),
            vendors,
            vendors,
            index,
        ),
        _results(
            placing,
            tr("Flows"),
            tr("The mean of a vendor's row, of its column, and their difference."),
            vendors,
            {
                tr("Positive flow"): flows.plus,
                tr("Negative flow"): flows.minus,
                tr("Net flow"): flows.net,
            },
        ),
    )


def _vikor(placing: Placing, vendors: tuple[str, ...]) -> tuple[Working, ...]:
    field = placing.field
    regrets = vikor.regrets(np.where(field.higher, field.comparable(), -field.comparable()))
    details = placing.outcome.details
    return (
        _with_weights(
            placing,
            tr("Regret by KPI"),
            tr(
                "The distance from the best of the KPI as a share of its range: 0 is the "
                "best vendor, 1 the worst."
            ),
            vendors,
            regrets,
        ),
        _results(
            placing,
            tr("S, R and Q with v = {strategy:g}", strategy=field.strategy),
            tr(
                "S is the sum of weight x regret, R the largest of them; Q is v x S + (1 - "
                "v) x R, each from 0 (best) to 1."
            ),
            vendors,
            {name: details[name] for name in ("S", "R", "Q")},
        ),
    )


_MAKERS: Mapping[Method, Callable[[Placing, tuple[str, ...]], tuple[Working, ...]]] = {
    Method.WEIGHTED: _weighted,
    Method.TOPSIS: _topsis,
    Method.PROMETHEE: _promethee,
    Method.VIKOR: _vikor,
}


def _titles(placing: Placing) -> tuple[str, ...]:
    return tuple(criterion.title for criterion in placing.field.criteria)


def _with_weights(
    placing: Placing, title: str, explained: str, vendors: tuple[str, ...], values: Floats
) -> Working:
    """Return a table by KPI under the KPIs' weights."""
    return Working(
        title,
        explained,
        (WEIGHT, *vendors),
        _titles(placing),
        np.vstack([placing.field.weights, values]),
    )


def _results(
    placing: Placing,
    title: str,
    explained: str,
    vendors: tuple[str, ...],
    columns: Mapping[str, Floats],
) -> Working:
    size = placing.field.size
    values = np.column_stack([column[:size] for column in columns.values()])
    return Working(title, explained, vendors, tuple(columns), values)


def _extreme(values: Floats, which: Callable[..., Floats]) -> Floats:
    """Return the best or worst of each column; NaN for one that nobody has."""
    found = np.full(values.shape[1], np.nan)
    known = ~np.isnan(values).all(axis=0)
    found[known] = which(values[:, known], axis=0)
    return found
