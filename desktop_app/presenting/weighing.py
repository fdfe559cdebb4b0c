"""What evaluators' weights come to: side by side, with their spread, and the ranking under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.evaluator import Evaluator, Pooling
from desktop_app.domain.translating import later, local, tr
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.formatting import MISSING, percent_text
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.evaluators import Spread, consensus, spreads, weights_of
from desktop_app.scoring.weights import plan_weights

CONSENSUS = later("Consensus")
Weights = Mapping[str, float]


def weighable(comparison: Comparison) -> list[KpiDefinition]:
    """Return the KPIs that some vendor has and that may carry weight, in catalogue order."""
    kpis = comparison.catalogue.kpis
    return [kpis[kpi] for kpi in comparison.kpis if kpis[kpi].weight]


def weight_notes(comparison: Comparison, weights: Weights) -> tuple[str, ...]:
    """Return what to know about weights: what nobody has, overlaps, what carries the result."""
    available = Counter(
        kpi for (_, kpi), figure in comparison.figures.items()
        if may_rank(figure, comparison.scenario)
    )  # fmt: skip
    return plan_weights(weights, comparison.catalogue, available).notes


def individual_weights(evaluators: Sequence[Evaluator]) -> dict[str, dict[str, float]]:
    """Return the weights of every evaluator who answered, by name."""
    found = {one.name: weights_of(one) for one in evaluators}
    return {name: weights for name, weights in found.items() if weights}


def evaluators_table(
    comparison: Comparison, evaluators: Sequence[Evaluator], pooling: Pooling
) -> Table:
    """Return one row a KPI: each evaluator's weight, the consensus, and how far they are apart."""
    each = individual_weights(evaluators)
    kpis = comparison.catalogue.kpis
    columns: list[Column[tuple[str, Spread]]] = [
        Column("kpi", tr("KPI"), lambda item: text_cell(kpis[item[0]].title, strong=True), width=30)
    ]
    columns += [
        Column(name, name, _weight_cell_of(weights), align=Align.RIGHT, width=14, descending=True)
        for name, weights in each.items()
    ]
    columns += [
        Column("consensus", tr(CONSENSUS),
               lambda item: _percent_cell(item[1].consensus, strong=True),
               align=Align.RIGHT, width=14, descending=True),
        Column("spread", tr("Spread"), lambda item: _spread_cell(item[1]),
               tr("Greatest less least weight, in points"), Align.RIGHT, 14, descending=True),
    ]  # fmt: skip
    found = spreads(list(each.values()), pooling)
    known = [(kpi, one) for kpi, one in found.items() if kpi in kpis]
    return make_table(columns, known, lambda item: item[0])


def ranks_table(comparison: Comparison, evaluators: Sequence[Evaluator], pooling: Pooling) -> Table:
    """Return one row a vendor: its rank by each evaluator's weights, and by the consensus."""
    each: dict[str, dict[str, float]] = individual_weights(evaluators)
    each[CONSENSUS] = consensus(list(each.values()), pooling)
    ranks = {name: ranks_under(comparison, weights) for name, weights in each.items()}
    columns: list[Column[str]] = [
        Column("vendor", tr("Vendor"), lambda vendor: text_cell(vendor, strong=True), width=30)
    ]
    columns += [
        Column(
            name,
            tr(name) if name == CONSENSUS else name,
            _rank_cell_of(found, name == CONSENSUS),
            align=Align.RIGHT,
            width=14,
        )
        for name, found in ranks.items()
    ]
    agreed = ranks[CONSENSUS]
    last = len(comparison.vendors) + 1
    ordered = sorted(comparison.vendors, key=lambda vendor: agreed.get(vendor) or last)
    return make_table(columns, ordered, lambda vendor: vendor)


def ranks_under(comparison: Comparison, weights: Weights) -> dict[str, int | None]:
    """Return every vendor's rank by other weights, None where it is not ranked."""
    ranking = rerank(comparison, replace(comparison.scenario, weights=weights)).ranking
    return {line.vendor: line.rank for line in ranking.vendors}


def _weight_cell_of(weights: Weights) -> Callable[[tuple[str, Spread]], Cell]:
    return lambda item: _percent_cell(weights.get(item[0], 0.0))


def _percent_cell(share: float, strong: bool = False) -> Cell:
    tint = Tint.NONE if share else Tint.MUTED
    return Cell(percent_text(share), share, tint, strong=strong)


def _spread_cell(spread: Spread) -> Cell:
    apart = spread.high - spread.low
    tip = tr("from {low:.1f} % to {high:.1f} %", low=spread.low * 100, high=spread.high * 100)
    return Cell(local("{points:.1f}", points=apart * 100), apart, tooltip=tip)


def _rank_cell_of(ranks: Mapping[str, int | None], strong: bool) -> Callable[[str], Cell]:
    def cell(vendor: str) -> Cell:
        rank = ranks.get(vendor)
        if rank is None:
            return Cell(MISSING, None, Tint.MUTED, tr("Not ranked"))
        return Cell(str(rank), float(rank), strong=strong)

    return cell
