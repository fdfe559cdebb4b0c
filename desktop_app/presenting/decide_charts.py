"""Charts of the Decide step as plain descriptions: stacked bars, and lines over one weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import method_points
from desktop_app.presenting.how_sure import HowSure, percent, setting_of
from desktop_app.presenting.how_sure_tables import MOST_PLACES, ordinal, titles_of
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.weight_lines import WeightLines, weight_lines

MOST_PARTS = 7
"""Parts of a stack told apart by colour; the lighter ones go together."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """Bars of parts that lie end to end, one bar a vendor.

    Parameters
    ----------
    vendors, parts : tuple of str
        The bars from top to bottom, and the parts from left to right.
    values : tuple of tuples of float
        By vendor and part; not negative.
    texts : tuple of tuples of str
        What hovering over a part tells.
    totals : tuple of str
        What stands at the end of each bar.
    label : str
        Of the axis.
    most : float
        Where the axis ends.
    graded : bool
        Whether the parts are steps of one thing (places), in shades of one colour.
    """

    vendors: tuple[str, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    label: str
    most: float
    graded: bool


def place_stacks(how: HowSure) -> Stacks:
    """Return how often each vendor takes each place; places past the 12th go together."""
    places = how.places
    count = len(places.vendors)
    shown = min(count, MOST_PLACES)
    names = tuple(ordinal(rank + 1) for rank in range(shown))
    values = places.shares[:, :shown].copy()
    if count > shown:
        names = (*names[:-1], f"{names[-1]} or lower")
        values[:, -1] = places.shares[:, shown - 1 :].sum(axis=1)
    return Stacks(
        vendors=places.vendors,
        parts=names,
        values=tuple(tuple(row) for row in (values * 100).tolist()),
        texts=tuple(
            tuple(f"{vendor}: {name} in {percent(share)} of draws"
                  for name, share in zip(names, row, strict=True))
            for vendor, row in zip(places.vendors, values.tolist(), strict=True)
        ),
        totals=tuple(f"first {percent(share)}" for share in places.first.tolist()),
        label="Share of draws in which the vendor takes each place (%)",
        most=100.0,
        graded=True,
    )  # fmt: skip


def contribution_stacks(comparison: Comparison) -> Stacks | None:
    """Return what each KPI adds to each vendor's score; None for a method without such parts."""
    lines = [line for line in comparison.ranking.vendors if line.contributions]
    if not lines:
        return None
    titles = titles_of(comparison)
    sizes = {
        kpi: sum(abs(line.contributions.get(kpi, 0.0)) for line in lines)
        for kpi in dict.fromkeys(kpi for line in lines for kpi in line.contributions)
    }
    heaviest = sorted(comparison.matrix.criteria, key=lambda c: -c.weight)
    kpis = [c.id for c in heaviest if c.id in sizes]
    alone, together = kpis, []
    if len(kpis) > MOST_PARTS + 1:
        alone, together = kpis[:MOST_PARTS], kpis[MOST_PARTS:]
    rows, texts = [], []
    for line in lines:
        points = [max(line.contributions.get(kpi, 0.0), 0.0) for kpi in alone]
        words = [_added(line.vendor, titles[k], p) for k, p in zip(alone, points, strict=True)]
        if together:
            rest = sum(line.contributions.get(kpi, 0.0) for kpi in together)
            points.append(max(rest, 0.0))
            words.append(_added(line.vendor, f"{len(together)} more KPIs", rest))
        rows.append(tuple(points))
        texts.append(tuple(words))
    return Stacks(
        vendors=tuple(line.vendor for line in lines),
        parts=(
            *(titles[kpi] for kpi in alone),
            *((f"{len(together)} more",) if together else ()),
        ),
        values=tuple(rows),
        texts=tuple(texts),
        totals=tuple(
            f"{line.score:.1f}" + ("" if line.rank is not None else " (out)") for line in lines
        ),
        label="Points that each KPI adds to the score",
        most=100.0 if method_points(comparison.scenario) else 1.0,
        graded=False,
    )


def reweighted(comparison: Comparison, weights: Mapping[str, float]) -> Comparison:
    """Return the comparison under weights still being moved: ranks and points, without notes.

    Parameters
    ----------
    weights : mapping of KPI id to share
        Takes the place of the present weights of these KPIs, as shares of their sum.
    """
    scenario = comparison.scenario
    return rerank(comparison, with_weights(scenario, weights), at_once=True)


def with_weights(scenario: Scenario, shares: Mapping[str, float]) -> Scenario:
    """Return the scenario with the weights of some KPIs replaced, their sum staying.

    Weights of KPIs that carry none here (nobody has them, or another one measures the same)
    stay in the scenario for reports to come.
    """
    before = sum(scenario.weights.get(kpi, 0.0) for kpi in shares) or 1.0
    total = sum(shares.values()) or 1.0
    moved = {kpi: share / total * before for kpi, share in shares.items()}
    return replace(scenario, weights={**scenario.weights, **moved})


def lines_of(comparison: Comparison, kpi: str) -> WeightLines | None:
    """Return the scores over one KPI's weight."""
    return weight_lines(comparison.matrix, setting_of(comparison), kpi)


def crossing_words(lines: WeightLines, title: str) -> str:
    """Return in a sentence where the first place changes hands over a weight."""
    if not lines.crossings:
        return f"The first place does not change hands, whatever {title} weighs."
    parts = [
        f"from {one.weight * 100:.1f} % on {one.after} is first instead of {one.before}"
        for one in lines.crossings
    ]
    return f"{title} weighs {lines.now * 100:.1f} % now; {'; '.join(parts)}."


def _added(vendor: str, title: str, points: float) -> str:
    return f"{vendor}: {title} adds {points:.2f}"
