"""How sure a ranking is, as tables: places, weights, break-evens, vendors left out, methods."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, local, tr
from desktop_app.presenting.break_even_words import enough
from desktop_app.presenting.formatting import MISSING, format_value, percent_text
from desktop_app.presenting.how_sure import HowSure, percent
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.overtaking_words import change_words
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.break_even import BreakEven
from desktop_app.scoring.model import Criterion, Floats, Method, Ranking, WeightInterval
from desktop_app.scoring.overtaking import Overtaking
from desktop_app.scoring.sensitivity import MARGIN
from desktop_app.scoring.without_vendor import WithoutVendor

_METHODS = {
    Method.WEIGHTED: later("weighted sum"),
    Method.TOPSIS: "TOPSIS",
    Method.PROMETHEE: "PROMETHEE II",
    Method.VIKOR: "VIKOR",
}
_ORDINALS = {
    1: later("{number}st"),
    2: later("{number}nd"),
    3: later("{number}rd"),
}
MOST_PLACES = 12
_CHANGES_TOLD = 3


def places_table(how: HowSure) -> Table:
    """Return how often each vendor takes each place, and what one must value to choose it."""
    places = how.places
    titles = titles_of(how.comparison)
    columns: list[Column[int]] = [
        Column(
            "vendor", tr("Vendor"), lambda i: text_cell(places.vendors[i], strong=True), width=26
        )
    ]
    for rank in range(min(len(places.vendors), MOST_PLACES)):
        columns.append(
            Column(
                f"place{rank + 1}",
                ordinal(rank + 1),
                _share_cell_of(places.shares, rank),
                tr("Share of the draws in which a vendor is {place}", place=ordinal(rank + 1)),
                Align.RIGHT,
                9,
                descending=True,
            )
        )
    columns.append(
        Column(
            "central",
            tr("First where these weigh most"),
            lambda i: _central_cell(places.central[i], places.kpis, titles),
            tr("Mean of the weights under which the vendor is first; none if it never is"),
        )
    )
    return make_table(columns, range(len(places.vendors)), lambda i: places.vendors[i])


def intervals_table(comparison: Comparison) -> Table:
    """Return between which weights the leader stays, and who is first without each KPI."""
    sensitivity = comparison.sensitivity
    if sensitivity is None:
        return Table()
    known = {interval.kpi: interval for interval in sensitivity.intervals}
    total = sum(criterion.weight for criterion in comparison.matrix.criteria) or math.nan
    leaders = sensitivity.leaders
    columns: list[Column[Criterion]] = [
        Column("kpi", tr("KPI"), lambda c: text_cell(c.title, strong=True), width=22),
        Column("now", tr("Weight"), lambda c: _weight_cell(c.weight / total), align=Align.RIGHT,
               width=9, descending=True),
        Column("stays", tr("Leader stays within"), lambda c: _interval_cell(known.get(c.id)),
               tr("Weights of this KPI, the others in proportion, at which the leader stays first"),
               Align.RIGHT, 17),
        Column("without", tr("First without it"), lambda c: _leaders_cell(
               sensitivity.leave_one_out.get(c.id, ()), leaders), least=14),
    ]  # fmt: skip
    weighed = [c for c in comparison.matrix.criteria if c.id in sensitivity.leave_one_out]
    return make_table(columns, sorted(weighed, key=lambda c: -c.weight), lambda c: c.id)


def overtaking_table(how: HowSure) -> Table:
    """Return the smallest change of weights that makes each other vendor win."""
    titles = titles_of(how.comparison)
    now = dict(zip(how.places.kpis, _weights_of(how), strict=True))
    columns: list[Column[Overtaking]] = [
        Column("vendor", tr("To be first"), lambda o: text_cell(o.vendor, strong=True), width=26),
        Column("moved", tr("Weight to move"), _moved_cell,
               tr("Least share of the total weight that changes hands"), Align.RIGHT, 16),
        Column("change", tr("The smallest change of weights that does it"),
               lambda o: text_cell(change_words(o, now, titles))),
    ]  # fmt: skip
    return make_table(columns, how.overtakings, lambda o: o.vendor)


def break_even_table(how: HowSure) -> Table:
    """Return the figure of each KPI at which each vendor that is not first would be."""
    comparison = how.comparison
    vendors = list(dict.fromkeys(one.vendor for one in how.break_evens))
    found = {(one.vendor, one.kpi): one for one in how.break_evens}
    columns: list[Column[Criterion]] = [
        Column("kpi", tr("KPI"), lambda c: text_cell(c.title, strong=True), width=26)
    ]
    for vendor in vendors:
        columns.append(
            Column(
                vendor,
                vendor,
                _break_even_cell_of(comparison, found, vendor),
                tr(
                    "The figure at which {vendor} would be first, all else staying as it is",
                    vendor=vendor,
                ),
                Align.RIGHT,
                least=18,
                mark=vendor,
            )
        )
    some = [c for c in comparison.matrix.criteria if any(one.kpi == c.id for one in found.values())]
    return make_table(columns, sorted(some, key=lambda c: -c.weight), lambda c: c.id)


def without_table(how: HowSure) -> Table:
    """Return who is first when one vendor is left out, and whose order turns."""
    columns: list[Column[WithoutVendor]] = [
        Column("vendor", tr("Left out"), lambda w: text_cell(w.vendor, strong=True), width=26),
        Column("first", tr("First then"), lambda w: text_cell(listed(w.leaders)), width=30),
        Column("turned", tr("Order that turns"), _turned_cell),
    ]
    return make_table(columns, how.without, lambda w: w.vendor)


def methods_table(how: HowSure) -> Table:
    """Return each vendor's rank and score by each method."""
    rankings = how.methods.rankings
    columns: list[Column[str]] = [
        Column("vendor", tr("Vendor"), lambda v: text_cell(v, strong=True), width=26)
    ]
    for ranking in rankings:
        title = method_title(ranking.method)
        columns.append(
            Column(
                ranking.method.value,
                tr("{method} (chosen)", method=title)
                if ranking.method is how.methods.chosen
                else title,
                _method_cell_of(ranking, how),
                tr("Rank, and the score in the method's own terms"),
                Align.RIGHT,
                24,
            )
        )
    vendors = [line.vendor for line in how.comparison.ranking.vendors]
    return make_table(columns, vendors, lambda v: v)


def method_title(method: Method) -> str:
    """Return a method's name as a heading."""
    name = method_name(method)
    return name[:1].upper() + name[1:]


def method_name(method: Method) -> str:
    """Return a method's name without an article."""
    return tr(_METHODS[method])


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th..."""
    if number == 1:
        return tr("1st")
    if 10 <= number % 100 <= 20 or number % 10 not in _ORDINALS:
        return tr("{number}th", number=number)
    return tr(_ORDINALS[number % 10], number=number)


def titles_of(comparison: Comparison) -> dict[str, str]:
    """Return the KPIs' titles by id."""
    return {criterion.id: criterion.title for criterion in comparison.matrix.criteria}


def break_even_words(one: BreakEven, unit: str, currency: str = "") -> str:
    """Return a break-even as it stands in a cell: ``from 87.0 %``, ``up to 3.12 EUR``."""
    if not one.possible:
        return MISSING
    up = one.needed > one.now
    limit = format_value(enough(one.needed, unit, up), unit, currency)
    return tr("from {limit}", limit=limit) if up else tr("up to {limit}", limit=limit)


def _weights_of(how: HowSure) -> list[float]:
    """Return the weights as set of the criteria that count, as shares."""
    weights = {c.id: c.weight for c in how.comparison.matrix.criteria}
    total = sum(weights[kpi] for kpi in how.places.kpis) or math.nan
    return [weights[kpi] / total for kpi in how.places.kpis]


def _share_cell_of(shares: Floats, rank: int) -> Callable[[int], Cell]:
    def cell(row: int) -> Cell:
        share = float(shares[row, rank])
        return Cell(percent(share), share, Tint.MUTED if share < 0.005 else Tint.NONE)

    return cell


def _central_cell(central: Floats, kpis: Sequence[str], titles: Mapping[str, str]) -> Cell:
    if np.isnan(central).any() or not len(central):
        return Cell(tr("never first"), None, Tint.MUTED)
    order = np.argsort(-central)[:_CHANGES_TOLD]
    words = ", ".join(f"{titles[kpis[i]]} {percent_text(central[i], 0)}" for i in order)
    every = "\n".join(f"{titles[k]} {percent_text(w)}" for k, w in zip(kpis, central, strict=True))
    return text_cell(words, tooltip=every)


def _weight_cell(share: float) -> Cell:
    return Cell(percent_text(share), share)


def _interval_cell(interval: WeightInterval | None) -> Cell:
    if interval is None:
        return Cell(MISSING, None, Tint.MUTED, tr("Not given for this method or a shared lead"))
    text = tr("{low:.1f} to {high:.1f} %", low=interval.low * 100, high=interval.high * 100)
    below = interval.current - interval.low if interval.low > 0 else 1.0
    above = interval.high - interval.current if interval.high < 1 else 1.0
    tint = Tint.LOOK if min(below, above) < MARGIN else Tint.NONE
    return Cell(text, interval.high - interval.low, tint)


def _leaders_cell(first: Sequence[str], leaders: Sequence[str]) -> Cell:
    if tuple(first) == tuple(leaders):
        return Cell(tr("the same"), "", Tint.MUTED)
    return text_cell(listed(first), tint=Tint.LOOK)


def _moved_cell(one: Overtaking) -> Cell:
    if math.isnan(one.moved):
        return Cell(MISSING, None, Tint.MUTED)
    return Cell(percent_text(one.moved), one.moved, bar=min(one.moved, 1.0))


def _break_even_cell_of(
    comparison: Comparison, found: Mapping[tuple[str, str], BreakEven], vendor: str
) -> Callable[[Criterion], Cell]:
    def cell(criterion: Criterion) -> Cell:
        one = found.get((vendor, criterion.id))
        figure = comparison.figures.get((vendor, criterion.id))
        if one is None or figure is None:
            return Cell(tr("no figure"), None, Tint.MUTED)
        if not one.possible:
            tip = tr(
                "{vendor} can't win by {kpi} alone",
                vendor=vendor,
                kpi=criterion.title,
            )
            return Cell(tr("not by this alone"), None, Tint.MUTED, tip)
        now = format_value(one.now, figure.unit, figure.currency)
        words = break_even_words(one, figure.unit, figure.currency)
        return Cell(
            words,
            one.needed,
            tooltip=tr("{vendor} has {now}; first {limit}", vendor=vendor, now=now, limit=words),
        )

    return cell


def _turned_cell(one: WithoutVendor) -> Cell:
    if one.turned is None:
        return Cell(tr("none"), None, Tint.MUTED)
    ahead, behind = one.turned
    return text_cell(
        tr("{ahead} comes ahead of {behind}", ahead=ahead, behind=behind), tint=Tint.LOOK
    )


def _method_cell_of(ranking: Ranking, how: HowSure) -> Callable[[str], Cell]:
    lines = {line.vendor: line for line in ranking.vendors}
    chosen = {line.vendor: line.rank for line in how.comparison.ranking.vendors}

    def cell(vendor: str) -> Cell:
        line = lines[vendor]
        if line.rank is None:
            return Cell(tr("out"), None, Tint.MUTED)
        tint = Tint.NONE if line.rank == chosen[vendor] else Tint.LOOK
        score = local("{score:.1f}" if abs(line.score) > 1.5 else "{score:.3f}", score=line.score)
        return Cell(f"{line.rank}   ({score})", float(line.rank), tint)

    return cell
