"""Charts of the Decide step as plain descriptions: stacked bars, and lines over one weight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

import numpy as np

from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import local, tr
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.comparison_tables import method_points
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.how_sure import HowSure, intervals_of, percent, setting_of
from desktop_app.presenting.how_sure_tables import MOST_PLACES, ordinal, titles_of
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.point_words import figure_lines
from desktop_app.presenting.tables import (
    Align,
    Cell,
    Column,
    Table,
    Tint,
    make_table,
    text_cell,
)
from desktop_app.scoring.line_intervals import LineIntervals, line_intervals
from desktop_app.scoring.model import RankedVendor, Scenario
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
    tell : callable
        Returns what hovering over a part tells, from the places of bar and part; only asked when
        somebody wants to know, as the bars of a slider change all the time.
    totals : tuple of str
        What stands at the end of each bar.
    label : str
        Of the axis.
    most : float
        Where the axis ends.
    graded : bool
        Whether the parts are steps of one thing (places), in shades of one colour.
    kpis : tuple of str
        The KPI of each part, ``""`` for one that stands for none or for several.
    """

    vendors: tuple[str, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    tell: Callable[[int, int], str] = field(compare=False)
    totals: tuple[str, ...]
    label: str
    most: float
    graded: bool
    kpis: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """Return what stands within each part and in the key, a second cue beside the colour.

        Letters, as a number would be taken for points; of places their names, which are short.
        """
        return self.parts if self.graded else tuple(ascii_uppercase[: len(self.parts)])

    @property
    def texts(self) -> list[list[str]]:
        """Return all that hovering tells, by vendor and part."""
        parts = range(len(self.parts))
        return [[self.tell(row, part) for part in parts] for row in range(len(self.vendors))]


def without_vendors(stacks: Stacks, hidden: Collection[str]) -> Stacks:
    """Return the bars of all vendors but some."""
    kept = [place for place, vendor in enumerate(stacks.vendors) if vendor not in hidden]
    if len(kept) == len(stacks.vendors):
        return stacks
    return replace(
        stacks,
        vendors=tuple(stacks.vendors[place] for place in kept),
        values=tuple(stacks.values[place] for place in kept),
        tell=lambda row, part: stacks.tell(kept[row], part),
        totals=tuple(stacks.totals[place] for place in kept),
    )


def place_stacks(how: HowSure) -> Stacks:
    """Return how often each vendor takes each place; places past the 12th go together."""
    places = how.places
    count = len(places.vendors)
    shown = min(count, MOST_PLACES)
    names = tuple(ordinal(rank + 1) for rank in range(shown))
    values = places.shares[:, :shown].copy()
    if count > shown:
        names = (*names[:-1], tr("{place} or lower", place=names[-1]))
        values[:, -1] = places.shares[:, shown - 1 :].sum(axis=1)
    return Stacks(
        vendors=places.vendors,
        parts=names,
        values=tuple(tuple(row) for row in (values * 100).tolist()),
        tell=lambda row, part: tr(
            "{vendor}: {place} in {percent} of {draws:,} draws", vendor=places.vendors[row],
            place=names[part], percent=percent(float(values[row, part])), draws=places.draws,
        ),
        totals=tuple(tr("first {percent}", percent=percent(one)) for one in places.first.tolist()),
        label=tr("Share of draws in which the vendor takes each place (%)"),
        most=100.0,
        graded=True,
        kpis=("",) * len(names),
    )  # fmt: skip


def contribution_stacks(comparison: Comparison) -> Stacks | None:
    """Return what each KPI adds to each vendor's score; None for a method without such parts."""
    lines = [line for line in comparison.ranking.vendors if line.contributions]
    if not lines:
        return None
    titles = titles_of(comparison)
    added = dict.fromkeys(kpi for line in lines for kpi in line.contributions)
    heaviest = sorted(comparison.matrix.criteria, key=lambda c: -c.weight)
    kpis = [c.id for c in heaviest if c.id in added]
    alone, together = kpis, []
    if len(kpis) > MOST_PARTS + 1:
        alone, together = kpis[:MOST_PARTS], kpis[MOST_PARTS:]
    groups = [[kpi] for kpi in alone] + ([together] if together else [])
    rows = tuple(
        tuple(max(sum(line.contributions.get(k, 0.0) for k in group), 0.0) for group in groups)
        for line in lines
    )

    def tell(row: int, part: int) -> str:
        vendor, points = lines[row].vendor, rows[row][part]
        if part == len(alone):
            return _added(vendor, tr("{count} more KPIs", count=len(together)), points)
        kpi = alone[part]
        return _added(vendor, titles[kpi], points) + _behind(comparison, vendor, kpi)

    return Stacks(
        vendors=tuple(line.vendor for line in lines),
        parts=(
            *(titles[kpi] for kpi in alone),
            *((tr("{count} more", count=len(together)),) if together else ()),
        ),
        values=rows,
        tell=tell,
        totals=tuple(
            local("{score:.1f}", score=line.score)
            if line.rank is not None
            else tr("{score:.1f} (out)", score=line.score)
            for line in lines
        ),
        label=tr("Points that each KPI adds to the score"),
        most=100.0 if method_points(comparison.scenario) else 1.0,
        graded=False,
        kpis=(*alone, *(("",) if together else ())),
    )


def figures_behind(comparison: Comparison, vendor: str) -> list[tuple[str, str]]:
    """Return the vendor's figures that carry weight, as KPI id and words, the heaviest first."""
    titles, found = titles_of(comparison), []
    for criterion in sorted(comparison.matrix.criteria, key=lambda c: -c.weight):
        figure = comparison.figures.get((vendor, criterion.id))
        if figure is not None and not np.isnan(figure.value):
            value = format_value(figure.value, figure.unit, figure.currency)
            found.append(
                (criterion.id, tr("{kpi}: {value}", kpi=titles[criterion.id], value=value))
            )
    return found


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


def intervals_over(
    comparison: Comparison, lines: WeightLines, progress: Progress | None = None
) -> LineIntervals | None:
    """Return how far the scores over a weight may be off; None where no figure has an interval.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    setting, known = setting_of(comparison), intervals_of(comparison)
    return line_intervals(comparison.matrix, setting, lines, known, progress)


def interval_note(found: LineIntervals | None) -> str:
    """Return what the intervals of scores over a weight rest on."""
    if found is None:
        return tr("No figure that counts has an interval: all are taken as exact.")
    return tr(
        "Behind each score its 95 % interval, from {draws:,} draws of {count} figures within "
        "theirs; figures without an interval are taken as exact.",
        draws=found.draws,
        count=found.drawn,
    )


def score_over(lines: WeightLines, found: LineIntervals | None, row: int, place: int) -> str:
    """Return a score over a weight in words, with its interval where that is known."""
    score = local("{score:.4g}", score=float(lines.scores[row, place]))
    if found is None or found.lines is not lines or np.isnan(found.low[row, place]):
        return score
    low, high = float(found.low[row, place]), float(found.high[row, place])
    return local("{score} ({low:.3g}–{high:.3g})", score=score, low=low, high=high)


def crossing_words(lines: WeightLines, title: str) -> str:
    """Return in a sentence where the first place changes hands over a weight."""
    if not lines.crossings:
        return tr("The first place does not change hands, whatever {kpi} weighs.", kpi=title)
    parts = [
        tr(
            "from {weight:.1f} % on {after} is first instead of {before}",
            weight=one.weight * 100,
            after=one.after,
            before=one.before,
        )
        for one in lines.crossings
    ]
    return tr(
        "{kpi} weighs {weight:.1f} % now; {changes}.",
        kpi=title,
        weight=lines.now * 100,
        changes="; ".join(parts),
    )


def contributions_table(comparison: Comparison) -> Table:
    """Return what each KPI adds to each vendor's score, and the score; empty without such parts."""
    stacks = contribution_stacks(comparison)
    if stacks is None:
        return Table()
    titles = titles_of(comparison)
    lines = [line for line in comparison.ranking.vendors if line.contributions]
    kpis = [c.id for c in sorted(comparison.matrix.criteria, key=lambda c: -c.weight)
            if any(c.id in line.contributions for line in lines)]  # fmt: skip
    columns: list[Column[RankedVendor]] = [
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), width=24),
        Column("score", tr("Score"), lambda line: Cell(
               local("{score:.2f}", score=line.score), line.score, strong=True),
               align=Align.RIGHT, width=10, descending=True),
    ]  # fmt: skip
    columns += [
        Column(kpi, titles[kpi], _points_cell_of(comparison, kpi),
               tr("Points it adds to the score"), Align.RIGHT, 14, descending=True)
        for kpi in kpis
    ]  # fmt: skip
    return make_table(columns, lines, lambda line: line.vendor)


def lines_table(lines: WeightLines, title: str, found: LineIntervals | None = None) -> Table:
    """Return the scores over one weight in steps of a fifth and as it is now, the first first."""
    now = int(np.abs(lines.weights - lines.now).argmin())
    at = {f"{share} %": int(np.abs(lines.weights - share / 100).argmin())
          for share in range(0, 101, 20)}  # fmt: skip
    wide = 12 if found is None else 21
    columns: list[Column[int]] = [
        Column("vendor", tr("Vendor"), lambda i: text_cell(lines.vendors[i], strong=True),
               width=24),
        Column("now", tr("Now ({now:.0f} %)", now=lines.now * 100),
               _line_cell_of(lines, found, now),
               tr("Score as {kpi} weighs now, to the nearest percent", kpi=title), Align.RIGHT,
               wide),
    ]  # fmt: skip
    columns += [
        Column(words, words, _line_cell_of(lines, found, place),
               tr("Score where {kpi} weighs {weight}", kpi=title, weight=words), Align.RIGHT, wide)
        for words, place in at.items()
    ]  # fmt: skip
    return make_table(columns, range(len(lines.vendors)), lambda i: lines.vendors[i])


def _points_cell_of(comparison: Comparison, kpi: str) -> Callable[[RankedVendor], Cell]:
    def cell(line: RankedVendor) -> Cell:
        points = line.contributions.get(kpi)
        if points is None:
            return Cell(MISSING, None, Tint.MUTED, tr("left out: no figure that can be compared"))
        behind = _behind(comparison, line.vendor, kpi).strip()
        return Cell(local("{points:.2f}", points=points), points, tooltip=behind)

    return cell


def _line_cell_of(
    lines: WeightLines, found: LineIntervals | None, place: int
) -> Callable[[int], Cell]:
    def cell(row: int) -> Cell:
        score = float(lines.scores[row, place])
        if np.isnan(score):
            return Cell(MISSING, None, Tint.MUTED)
        return Cell(score_over(lines, found, row, place), score)

    return cell


def _behind(comparison: Comparison, vendor: str, kpi: str) -> str:
    """Return the figure behind a part and what it rests on, as lines below; ``""`` if filled."""
    figure = comparison.figures.get((vendor, kpi))
    if figure is None or np.isnan(figure.value):
        return ""
    value = format_value(figure.value, figure.unit, figure.currency)
    return "\n" + "\n".join([value, *figure_lines(figure)])


def _added(vendor: str, title: str, points: float) -> str:
    return tr("{vendor}: {kpi} adds {points:.2f}", vendor=vendor, kpi=title, points=points)
