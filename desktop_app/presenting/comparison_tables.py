"""Tables of a comparison: every vendor's figures, the ranking, two vendors side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from desktop_app.catalogue.model import CATEGORIES, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Direction
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import (
    MISSING,
    anchors_from_words,
    basis_words,
    format_interval,
    format_score,
    format_value,
    n_text,
    outcome_words,
    percent_text,
)
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.report_tables import findings_table
from desktop_app.presenting.standing import (
    SYMBOLS,
    WORDS,
    contradicted,
    figure_standing,
    target_text,
)
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import Method, Normalisation, RankedVendor, Scenario

_KPI_WIDTH = 14


def kpis_down(comparison: Comparison) -> Table:
    """Return one row a KPI and one column a vendor, grouped by category.

    Row keys are KPI ids, the vendors' column keys their names. A vendor's column is sorted by
    score, as figures of different KPIs have nothing else in common.
    """
    columns: list[Column[KpiDefinition]] = [
        Column(
            "kpi", tr("KPI"), kpi_cell, tr("Click a figure to see where it comes from"), width=26
        ),
        Column("target", tr("Target"), _target_cell_of(comparison), width=17),
    ]
    columns += [
        Column(
            vendor,
            vendor,
            _figure_cell_of(comparison, vendor),
            tr("{vendor}: click to put its best scores first", vendor=vendor),
            Align.RIGHT,
            least=least_width(comparison, vendor),
            descending=True,
            mark=vendor,
        )
        for vendor in comparison.vendors
    ]
    return make_table(
        columns,
        in_categories(comparison),
        lambda kpi: kpi.id,
        group=lambda kpi: category(kpi.category),
    )


def vendors_down(comparison: Comparison) -> Table:
    """Return one row a vendor, as ranked, and one column a KPI; columns are sorted by value.

    Figures that can't be compared with the others' come last with the missing ones.
    """
    columns: list[Column[str]] = [Column("vendor", tr("Vendor"), _vendor_cell, width=30)]
    for kpi in comparison.kpis:
        definition = comparison.catalogue.kpis[kpi]
        columns.append(
            Column(
                kpi,
                definition.short or definition.title,
                _kpi_cell_of(comparison, definition),
                f"{definition.title}. {_target_line(comparison, definition)}".strip(),
                Align.RIGHT,
                _KPI_WIDTH,
                descending=definition.direction is not Direction.LOWER,
            )
        )
    ranked = [line.vendor for line in comparison.ranking.vendors]
    unranked = [vendor for vendor in comparison.vendors if vendor not in set(ranked)]
    return make_table(columns, [*ranked, *unranked], lambda vendor: vendor)


def figure_cell(
    figure: Figure | None, definition: KpiDefinition, scenario: Scenario, by_score: bool = False
) -> Cell:
    """Return a figure as a cell: tinted against target, marked, with all that is known as tooltip.

    It is sorted by value (or by score), and as missing when it can't be compared.
    """
    if figure is None or math.isnan(figure.value):
        return Cell(
            MISSING,
            None,
            Tint.MUTED,
            tr("No figure for {kpi}.", kpi=definition.title),
        )
    tint = figure_standing(figure, definition, scenario)
    text = format_value(figure.value, figure.unit, figure.currency)
    flags = f"{SYMBOLS.get(tint, '')} {text}{' *' if figure.mark else ''}".strip()
    key = figure.score if by_score else figure.value
    return Cell(
        f"{flags} ≠" if contradicted(figure) else flags,
        key if may_rank(figure, scenario) else None,
        tint,
        "\n".join(figure_lines(figure, definition, scenario)),
    )


def figure_lines(figure: Figure, definition: KpiDefinition, scenario: Scenario) -> list[str]:
    """Return what is known about a figure, one short line each."""
    unit, currency = figure.unit, figure.currency
    word = WORDS.get(figure_standing(figure, definition, scenario))
    target = target_text(anchors_of(definition, scenario), definition, currency)
    interval = format_interval(figure.low, figure.high, unit, currency)
    value = format_value(figure.value, unit, currency)
    lines = [f"{figure.vendor}: {value}, {basis_words(figure.basis)}"]
    if target and word:
        lines.append(tr("Target {target}: {standing}", target=target, standing=tr(word)))
    if not math.isnan(figure.score):
        lines.append(_points_line(figure, definition, scenario))
    if not math.isnan(figure.n):
        lines.append(n_text(figure.n, figure.basis))
    if interval:
        lines.append(tr("95 % interval {interval}", interval=interval))
    if not math.isnan(figure.stated):
        stated = format_value(figure.stated, unit, currency)
        lines.append(
            tr("The vendor's summary states {stated}, outside that interval (≠)", stated=stated)
            if contradicted(figure)
            else tr("The vendor's summary states {stated}", stated=stated)
        )
    if figure.mark:
        lines.append(f"* {figure.mark}")
    return lines


def _points_line(figure: Figure, definition: KpiDefinition, scenario: Scenario) -> str:
    by_field = definition.id in scenario.by_field or anchors_of(definition, scenario) is None
    if by_field or figure.unit != definition.unit:
        return tr("{points:.1f} points by the vendors compared", points=figure.score)
    return tr("{points:.1f} points on its value function", points=figure.score)


def ranking_table(comparison: Comparison, bands: Mapping[str, str] | None = None) -> Table:
    """Return one row a vendor, best first; excluded ones last with the reason.

    Parameters
    ----------
    bands : mapping of vendor to str, optional
        The places it may have, noise considered (`presenting.levels.band_texts`).
    """
    columns: list[Column[RankedVendor]] = [
        Column("rank", tr("Rank"), _rank_cell, width=7),
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), width=28),
        Column("score", tr("Score"), _score_cell_of(comparison.scenario), align=Align.RIGHT,
               width=18, descending=True),
        Column("coverage", tr("Coverage"), _coverage_cell,
               tr("Share of the weight it has figures for"), Align.RIGHT, 11, descending=True),
        Column("gates", tr("Requirements"), _gates_cell_of(comparison), width=26),
        Column("missing", tr("No comparable figure for"), _missing_cell_of(comparison)),
    ]  # fmt: skip
    if bands:
        columns.insert(1, Column("band", tr("Band"), _band_cell_of(bands),
                       tr("Places it may have, by the noise of its figures"), width=8))  # fmt: skip
    return make_table(columns, comparison.ranking.vendors, lambda line: line.vendor)


def standings_table(comparison: Comparison) -> Table:
    """Return rank, vendor, score and requirements alone, for beside the weights."""
    columns: list[Column[RankedVendor]] = [
        Column("rank", tr("Rank"), _rank_cell, width=6),
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), least=16),
        Column("score", tr("Score"), _score_cell_of(comparison.scenario), align=Align.RIGHT,
               width=14, descending=True),
        Column("coverage", tr("Coverage"), _coverage_cell,
               tr("Share of the weight it has figures for"), Align.RIGHT, 10, descending=True),
        Column("gates", tr("Requirements"), _gates_cell_of(comparison), width=18),
    ]  # fmt: skip
    return make_table(columns, comparison.ranking.vendors, lambda line: line.vendor)


def weights_table(comparison: Comparison) -> Table:
    """Return what each KPI weighs in the ranking as made, the heaviest first."""
    total = sum(criterion.weight for criterion in comparison.matrix.criteria)
    kpis = comparison.catalogue.kpis
    known = comparison.matrix.values
    items = [
        (kpis[criterion.id], criterion.weight / total if total else math.nan,
         int((known[:, place] == known[:, place]).sum()))
        for place, criterion in enumerate(comparison.matrix.criteria)
    ]  # fmt: skip
    heaviest = max((share for _, share, _ in items), default=math.nan)
    columns: list[Column[tuple[KpiDefinition, float, int]]] = [
        Column("kpi", tr("KPI"), lambda i: kpi_cell(i[0])),
        Column("weight", tr("Weight"), lambda i: _share_cell(i[1], heaviest),
               align=Align.RIGHT, width=20, descending=True),
        Column("target", tr("Target"), lambda i: _target_cell_of(comparison)(i[0]), width=20),
        Column("known", tr("Figures"), lambda i: Cell(
               tr("{known} of {count}", known=i[2], count=len(comparison.vendors)),
               float(i[2])), tr("Vendors that have it"), Align.RIGHT, 14, descending=True),
    ]  # fmt: skip
    ordered = sorted(items, key=lambda item: -item[1])
    return make_table(columns, ordered, lambda item: item[0].id)


def notes_table(comparison: Comparison) -> Table:
    """Return what must be known about the ranking: its own notes, then findings on all files.

    Findings about one file alone are shown with that file.
    """
    across = [finding for finding in comparison.findings if not finding.file]
    notes = [Finding(Severity.INFO, "ranking", note) for note in comparison.ranking.notes]
    return findings_table([*across, *notes])


def kpi_cell(definition: KpiDefinition) -> Cell:
    """Return a KPI's title, with its definition as the tip."""
    return text_cell(definition.title, tooltip=definition.description, strong=True)


def method_points(scenario: Scenario) -> bool:
    """Return whether scores are points from 0 to 100."""
    anchors = scenario.normalisation is Normalisation.ANCHORS
    return scenario.method is Method.WEIGHTED and anchors


def _vendor_cell(vendor: str) -> Cell:
    return text_cell(vendor, strong=True)


def _target_cell_of(comparison: Comparison) -> Callable[[KpiDefinition], Cell]:
    def cell(definition: KpiDefinition) -> Cell:
        anchors = anchors_of(definition, comparison.scenario)
        text = target_text(anchors, definition, comparison.scenario.base_currency)
        source = (
            tr("from {source}", source=anchors_from_words(anchors.source))
            if anchors is not None
            else ""
        )
        return text_cell(text, tint=Tint.MUTED, tooltip=source)

    return cell


def _target_line(comparison: Comparison, definition: KpiDefinition) -> str:
    text = target_text(anchors_of(definition, comparison.scenario), definition)
    return tr("Target {text}.", text=text) if text else ""


def _figure_cell_of(comparison: Comparison, vendor: str) -> Callable[[KpiDefinition], Cell]:
    return lambda definition: figure_cell(
        comparison.figures.get((vendor, definition.id)), definition, comparison.scenario, True
    )


def _kpi_cell_of(comparison: Comparison, definition: KpiDefinition) -> Callable[[str], Cell]:
    return lambda vendor: figure_cell(
        comparison.figures.get((vendor, definition.id)), definition, comparison.scenario
    )


def category(name: str) -> str:
    """Return a category of KPIs as a heading."""
    words = tr(name)
    return words[:1].upper() + words[1:]


def least_width(comparison: Comparison, vendor: str) -> int:
    """Return the characters that all of a vendor's figures fit in, with symbol and mark."""
    texts = [
        len(format_value(figure.value, figure.unit, figure.currency))
        for (owner, _), figure in comparison.figures.items()
        if owner == vendor
    ]
    return max([*texts, 8]) + 5


def in_categories(comparison: Comparison) -> list[KpiDefinition]:
    """Return the KPIs compared by category: what they are for first, mere context last."""
    definitions = [comparison.catalogue.kpis[kpi] for kpi in comparison.kpis]
    return sorted(definitions, key=lambda kpi: CATEGORIES.index(kpi.category))


def _rank_cell(line: RankedVendor) -> Cell:
    if line.rank is None:
        return Cell(tr("out"), None, Tint.MUTED, tr("Not ranked: see requirements and figures"))
    return Cell(str(line.rank), float(line.rank), strong=True)


def _band_cell_of(bands: Mapping[str, str]) -> Callable[[RankedVendor], Cell]:
    def cell(line: RankedVendor) -> Cell:
        text = bands.get(line.vendor, "")
        several = "–" in text
        words = tr("Level with its neighbours: no further apart than the noise") if several else ""
        first = float(text.split("–")[0]) if text else None
        return Cell(text, first, Tint.LOOK if several else Tint.NONE, words)

    return cell


def _score_cell_of(scenario: Scenario) -> Callable[[RankedVendor], Cell]:
    points = method_points(scenario)

    def cell(line: RankedVendor) -> Cell:
        if math.isnan(line.score):
            return Cell(MISSING, None, Tint.MUTED)
        text = format_score(line.score) if points else local("{score:.4f}", score=line.score)
        return Cell(text, line.score, bar=_bar(line.score, scenario.method, points), strong=True)

    return cell


def _bar(score: float, method: Method, points: bool) -> float:
    """Return a score as the length 0..1 of a bar, longer is better whatever the method."""
    if method is Method.VIKOR:
        return 1.0 - score
    if method is Method.PROMETHEE:
        return (score + 1.0) / 2.0
    return score / 100.0 if points else score


def _coverage_cell(line: RankedVendor) -> Cell:
    full = line.coverage > 0.9995
    return Cell(percent_text(line.coverage, 0), line.coverage, Tint.NONE if full else Tint.LOOK)


def _gates_cell_of(comparison: Comparison) -> Callable[[RankedVendor], Cell]:
    def cell(line: RankedVendor) -> Cell:
        if not line.gates:
            return Cell(tr("none set"), None, Tint.MUTED)
        titles = comparison.catalogue.kpis
        lines = [
            tr(
                "{kpi}: {outcome}, no figure, and the scenario asks for all",
                kpi=titles[gate.kpi].title,
                outcome=outcome_words(gate.outcome),
            )
            if math.isnan(gate.limit)
            else tr(
                "{kpi}: {outcome}, {value} (limit {limit})",
                kpi=titles[gate.kpi].title,
                outcome=outcome_words(gate.outcome),
                value=format_value(gate.value, titles[gate.kpi].unit.value),
                limit=format_value(gate.limit, titles[gate.kpi].unit.value),
            )
            for gate in line.gates
        ]
        tooltip = "\n".join(lines)
        for outcome, tint, icon in (
            ("failed", Tint.FAILED, "failed"),
            ("unknown", Tint.LOOK, "question"),
            ("waived", Tint.LOOK, "question"),
        ):
            names = [titles[g.kpi].short for g in line.gates if g.outcome == outcome]
            if names:
                return Cell(
                    f"{outcome_words(outcome)}: {', '.join(names)}", outcome, tint, tooltip, icon
                )
        return Cell(outcome_words("passed"), "passed", Tint.OK, tooltip, "ok")

    return cell


def _missing_cell_of(comparison: Comparison) -> Callable[[RankedVendor], Cell]:
    matrix = comparison.matrix
    places = {vendor: place for place, vendor in enumerate(matrix.vendors)}
    weighed = np.array([criterion.weight > 0 for criterion in matrix.criteria], dtype=np.bool_)

    def cell(line: RankedVendor) -> Cell:
        missing = np.flatnonzero(weighed & np.isnan(matrix.values[places[line.vendor]]))
        titles = [matrix.criteria[int(place)].title for place in missing]
        text = ", ".join(titles)
        return text_cell(text, tint=Tint.MUTED, tooltip=text)

    return cell


def _share_cell(share: float, largest: float) -> Cell:
    """Return a share with a bar that is full for the largest of them."""
    if math.isnan(share):
        return Cell(MISSING, None, Tint.MUTED)
    return Cell(percent_text(share), share, bar=share / largest if largest else 0.0)
