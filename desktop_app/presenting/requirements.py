"""Requirements with their evidence, and where a vendor would stand were one waived."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.gates import FAILED, UNKNOWN
from desktop_app.scoring.model import Gate, GateResult


@dataclass(frozen=True, slots=True)
class Requirement:
    """One vendor at one requirement.

    Parameters
    ----------
    evidence : str
        File, sheet and cells of the figure, ``""`` without one.
    if_waived : str
        Where the vendor would stand without this requirement; ``""`` where it changes nothing.
    """

    gate: Gate
    vendor: str
    result: GateResult
    figure: str
    limit: str
    evidence: str
    if_waived: str


def requirements(comparison: Comparison) -> list[Requirement]:
    """Return every vendor at every requirement, those ruled out first."""
    found = []
    for place, gate in enumerate(comparison.scenario.gates):
        waived = _ranks_without(comparison, place)
        for line in comparison.ranking.vendors:
            result = line.gates[place]
            rank = waived.get(line.vendor)
            then = ""
            if result.outcome == FAILED:
                then = f"would be rank {rank}" if rank else "still out by another requirement"
            found.append(_requirement(comparison, gate, line.vendor, result, then))
    order = {FAILED: 0, UNKNOWN: 1}
    return sorted(found, key=lambda one: order.get(one.result.outcome, 2))


def requirements_table(comparison: Comparison) -> Table:
    """Return requirements as a table: the figure, where it is from, and what waiving does."""
    kpis = comparison.catalogue.kpis
    columns: list[Column[Requirement]] = [
        Column("kpi", "Requirement", lambda r: text_cell(
               f"{kpis[r.gate.kpi].title} {'at most' if r.gate.at_most else 'at least'} {r.limit}"),
               width=34),
        Column("vendor", "Vendor", lambda r: text_cell(r.vendor, strong=True), width=22),
        Column("figure", "Figure", _figure_cell, width=15),
        Column("waived", "Were it waived", lambda r: text_cell(r.if_waived, tint=Tint.LOOK),
               width=22),
        Column("evidence", "Evidence", lambda r: text_cell(r.evidence, tint=Tint.MUTED,
               tooltip=r.evidence)),
    ]  # fmt: skip
    return make_table(columns, requirements(comparison), lambda r: (r.gate.kpi, r.vendor))


def _ranks_without(comparison: Comparison, place: int) -> dict[str, int | None]:
    """Return all vendors' ranks without one requirement."""
    gates = comparison.scenario.gates
    scenario = replace(comparison.scenario, gates=(*gates[:place], *gates[place + 1 :]))
    ranking = rerank(comparison, scenario, at_once=True).ranking
    return {line.vendor: line.rank for line in ranking.vendors}


def _requirement(
    comparison: Comparison, gate: Gate, vendor: str, result: GateResult, then: str
) -> Requirement:
    figure = comparison.figures.get((vendor, gate.kpi))
    unit = comparison.catalogue.kpis[gate.kpi].unit.value
    currency = comparison.scenario.base_currency
    evidence = ""
    if figure is not None and 0 <= figure.row < len(comparison.overall):
        row = comparison.overall.iloc[figure.row]
        evidence = " ".join(str(row[name]) for name in ("file", "sheet", "cells") if row[name])
    shown = MISSING if figure is None else format_value(figure.value, unit, currency)
    limit = format_value(gate.limit, unit, currency)
    return Requirement(gate, vendor, result, shown, limit, evidence, then)


def _figure_cell(one: Requirement) -> Cell:
    tint, icon = {
        FAILED: (Tint.FAILED, "failed"),
        UNKNOWN: (Tint.LOOK, "question"),
    }.get(one.result.outcome, (Tint.OK, "ok"))
    return Cell(one.figure, one.result.value, tint, one.result.outcome, icon)
