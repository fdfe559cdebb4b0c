"""Requirements with their evidence, and where a vendor would stand were one waived."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.formatting import MISSING, format_value, outcome_words
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenario_words import gate_limit, gate_words
from desktop_app.presenting.tables import Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.gates import FAILED, UNKNOWN, WAIVED
from desktop_app.scoring.model import Gate, GateResult


@dataclass(frozen=True, slots=True)
class Requirement:
    """One vendor at one requirement.

    Parameters
    ----------
    evidence : str
        File, sheet and cells of the figure, ``""`` without one.
    if_waived : str
        Where the vendor would stand without this requirement, or stands as it is waived; ``""``
        where it changes nothing.
    row : int
        Position of the figure in `Comparison.overall`, -1 without one.
    """

    gate: Gate
    vendor: str
    result: GateResult
    figure: str
    limit: str
    evidence: str
    if_waived: str
    row: int = -1


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
                then = (
                    tr("would be rank {rank}", rank=rank)
                    if rank
                    else tr("still out by another requirement")
                )
            elif result.outcome == WAIVED:
                then = (
                    tr("waived: is rank {rank}", rank=line.rank)
                    if line.rank
                    else tr("waived, and out otherwise")
                )
            found.append(_requirement(comparison, gate, line.vendor, result, then))
    order = {FAILED: 0, WAIVED: 1, UNKNOWN: 2}
    return sorted(found, key=lambda one: order.get(one.result.outcome, 3))


def gates_table(comparison: Comparison) -> Table:
    """Return one row a requirement: whom it rules out, and who is first without it.

    Row keys are places in the scenario's list.
    """
    columns: list[Column[int]] = [
        Column("what", tr("Requirement"), lambda i: text_cell(
               gate_words(comparison, comparison.scenario.gates[i]), strong=True), width=40),
        Column("missing", tr("Without a figure"), lambda i: text_cell(
               tr("ruled out") if comparison.scenario.gates[i].missing_fails
               else tr("not ruled out")),
               width=18),
        Column("out", tr("Rules out"), lambda i: _out_cell(comparison, i), least=20),
        Column("then", tr("First were it waived"), lambda i: _first_cell(comparison, i), least=20),
    ]  # fmt: skip
    return make_table(columns, range(len(comparison.scenario.gates)), lambda i: i)


def consequence(comparison: Comparison, gate: Gate, place: int | None) -> str:
    """Return in a sentence whom a requirement would rule out; `place` is the one it replaces."""
    gates = list(comparison.scenario.gates)
    if place is None:
        gates.append(gate)
    else:
        gates[place] = gate
    at = len(gates) - 1 if place is None else place
    ranking = rerank(
        comparison, replace(comparison.scenario, gates=tuple(gates)), at_once=True
    ).ranking
    out = [line.vendor for line in ranking.vendors if line.gates[at].outcome == FAILED]
    unknown = [line.vendor for line in ranking.vendors if line.gates[at].outcome == UNKNOWN]
    first = [line.vendor for line in ranking.vendors if line.rank == 1]
    words = [tr("Rules out {vendors}.", vendors=listed(out)) if out else tr("Rules nobody out.")]
    words += (
        [
            tr("{vendor} has no figure.", vendor=unknown[0])
            if len(unknown) == 1
            else tr("{vendors} have no figure.", vendors=listed(unknown))
        ]
        if unknown
        else []
    )
    words.append(
        tr("First: {leaders}.", leaders=listed(first)) if first else tr("Nobody would be left.")
    )
    return " ".join(words)


def _out_cell(comparison: Comparison, place: int) -> Cell:
    vendors = comparison.ranking.vendors
    out = [line.vendor for line in vendors if line.gates[place].outcome in (FAILED, WAIVED)]
    if comparison.scenario.gates[place].waived:
        return text_cell(
            tr("waived; would rule out {vendors}", vendors=listed(out) or tr("nobody")),
            tint=Tint.LOOK,
        )
    return text_cell(listed(out) or tr("nobody"), tint=Tint.FAILED if out else Tint.MUTED)


def _first_cell(comparison: Comparison, place: int) -> Cell:
    if comparison.scenario.gates[place].waived:
        return text_cell(tr("as it is"), tint=Tint.MUTED)
    ranks = _ranks_without(comparison, place)
    first = [vendor for vendor, rank in ranks.items() if rank == 1]
    now = [line.vendor for line in comparison.ranking.vendors if line.rank == 1]
    same = first == now
    return text_cell(
        tr("the same") if same else listed(first), tint=Tint.MUTED if same else Tint.LOOK
    )


def requirements_table(comparison: Comparison) -> Table:
    """Return requirements as a table: the figure, where it is from, and what waiving does."""
    kpis = comparison.catalogue.kpis
    columns: list[Column[Requirement]] = [
        Column("kpi", tr("Requirement"), lambda r: text_cell(
               f"{kpis[r.gate.kpi].title} {r.limit}"), width=34),
        Column("vendor", tr("Vendor"), lambda r: text_cell(r.vendor, strong=True), width=22),
        Column("figure", tr("Figure"), _figure_cell, width=15),
        Column("waived", tr("Were it waived"), lambda r: text_cell(r.if_waived, tint=Tint.LOOK),
               width=22),
        Column("evidence", tr("Evidence"), lambda r: text_cell(r.evidence, tint=Tint.MUTED,
               tooltip=r.evidence)),
    ]  # fmt: skip
    return make_table(columns, requirements(comparison), lambda r: (r.vendor, r.row))


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
    row_of = -1 if figure is None or not evidence else figure.row
    limit = gate_limit(comparison, gate)
    return Requirement(gate, vendor, result, shown, limit, evidence, then, row_of)


def _figure_cell(one: Requirement) -> Cell:
    tint, icon = {
        FAILED: (Tint.FAILED, "failed"),
        UNKNOWN: (Tint.LOOK, "question"),
        WAIVED: (Tint.LOOK, "failed"),
    }.get(one.result.outcome, (Tint.OK, "ok"))
    return Cell(one.figure, one.result.value, tint, outcome_words(one.result.outcome), icon)
