"""What missing figures do to the ranking: all rules for them side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.presenting.likeness import unlike_words
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.score_words import score_text
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import DecisionMatrix, MissingRule, Scenario
from desktop_app.scoring.what_if import Cells, Standing, WhatIf

RULE_WORDS: Mapping[MissingRule, str] = {
    MissingRule.LEAVE_OUT: later("Left out, others weigh more"),
    MissingRule.NEUTRAL: later("As the middle one"),
    MissingRule.TARGET: later("As on target"),
    MissingRule.WORST: later("As the worst case"),
    MissingRule.GATE: later("Ruled out"),
}
"""The rules in the order they stand side by side, to be shown by `tr`."""


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One vendor: the titles of weighed KPIs it has no figure for, and its place by each rule."""

    vendor: str
    missing: tuple[str, ...]
    by_rule: Mapping[MissingRule, Standing]


@dataclass(frozen=True, slots=True)
class MissingView:
    """All rules side by side; `differs` says whether any rule ranks otherwise than another.

    GATE is left out of `differs` while the scenario does not ask for it: it ranks fewer vendors
    by its nature.
    """

    lines: tuple[MissingLine, ...]
    differs: bool
    sentences: tuple[str, ...]


def missing_view(comparison: Comparison) -> MissingView:
    """Return the ranking under every rule for missing figures."""
    gate_values = {key: f.value for key, f in comparison.figures.items() if f.comparable}
    gaps = _gaps(comparison.matrix)
    what_if = WhatIf(comparison.matrix, comparison.scenario, gate_values)
    found = {rule: what_if.standings(missing=rule).vendors for rule in RULE_WORDS}
    lines = tuple(
        MissingLine(
            line.vendor,
            gaps.get(line.vendor, ()),
            {rule: found[rule][line.vendor] for rule in RULE_WORDS},
        )
        for line in comparison.ranking.vendors
    )
    compared = [rule for rule in RULE_WORDS if rule is not MissingRule.GATE]
    orders = {tuple(line.by_rule[rule].rank for line in lines) for rule in compared}
    weighed = {criterion.id for criterion in comparison.matrix.criteria if criterion.weight > 0}
    sentences = (
        *_sentences(comparison.scenario, lines),
        *unlike_words(comparison, comparison.scenario, weighed),
    )
    return MissingView(lines, len(orders) > 1, sentences)


def missing_findings(
    matrix: DecisionMatrix, scenario: Scenario, gate_values: Cells
) -> list[Finding]:
    """Return a warning for each vendor that ranks better for what it does not report.

    It is held against the middle one (median) of the vendors that have the figure: whom leaving
    out lifts above that place gains by not reporting. Nothing is looked at without a gap.
    """
    gaps = _gaps(matrix)
    if not gaps or scenario.missing not in (MissingRule.LEAVE_OUT, MissingRule.TARGET):
        return []
    what_if = WhatIf(matrix, scenario, gate_values)
    now, neutral, worst = (
        what_if.standings(missing=rule).vendors
        for rule in (scenario.missing, MissingRule.NEUTRAL, MissingRule.WORST)
    )
    findings = []
    for vendor, titles in gaps.items():
        rank, middle = now[vendor].rank, neutral[vendor].rank
        if rank is None or middle is None or rank >= middle:
            continue
        findings.append(
            Finding(
                Severity.WARNING,
                "missing-helps",
                tr(
                    "{vendor} ranks {rank} without a figure for {kpis}. With a middle "
                    "figure there it would rank {middle}, at worst {worst}. Ask {vendor} "
                    "for it, or choose another rule for missing figures.",
                    vendor=vendor,
                    rank=rank,
                    kpis=listed(titles),
                    middle=middle,
                    worst=worst[vendor].rank,
                ),
            )
        )
    return findings


def missing_table(view: MissingView, scenario: Scenario) -> Table:
    """Return one row a vendor, one column a rule, with rank and score."""
    columns: list[Column[MissingLine]] = [
        Column("vendor", tr("Vendor"), lambda i: text_cell(i.vendor, strong=True), width=26),
        Column("missing", tr("No figure for"), _gaps_cell, least=20),
    ]
    columns += [
        Column(rule.value, _title(rule, scenario), _rank_cell_of(rule, scenario),
               tr("Rank (score)"),
               Align.RIGHT, 24 if rule is MissingRule.LEAVE_OUT else 19)
        for rule in RULE_WORDS
    ]  # fmt: skip
    return make_table(columns, view.lines, lambda line: line.vendor)


def _gaps(matrix: DecisionMatrix) -> dict[str, tuple[str, ...]]:
    """Return, by vendor, the titles of criteria with weight that others have and it has not."""
    found = {}
    for i, vendor in enumerate(matrix.vendors):
        titles = tuple(
            criterion.title
            for j, criterion in enumerate(matrix.criteria)
            if criterion.weight > 0
            and math.isnan(matrix.values[i, j])
            and not all(math.isnan(value) for value in matrix.values[:, j])
        )
        if titles:
            found[vendor] = titles
    return found


def _sentences(scenario: Scenario, lines: tuple[MissingLine, ...]) -> list[str]:
    gaps = [line for line in lines if line.missing]
    if not gaps:
        return [tr("No vendor misses a figure that weighs: all rules rank alike.")]
    rules = [rule for rule in RULE_WORDS if rule is not MissingRule.GATE]
    leaders = {
        rule: [line.vendor for line in lines if line.by_rule[rule].rank == 1] for rule in rules
    }
    moved = [line.vendor for line in lines if len({line.by_rule[rule].rank for rule in rules}) > 1]
    if not moved:
        return [
            tr(
                "{vendors} miss figures; every rule ranks alike.",
                vendors=listed([g.vendor for g in gaps]),
            )
        ]
    now = [line.vendor for line in lines if line.by_rule[scenario.missing].rank == 1]
    others = [rule for rule in rules if leaders[rule] != now]
    found = [
        tr("The rule for missing figures decides the rank of {vendors}.", vendors=listed(moved))
    ]
    found += [
        tr(
            "{rule}: {leaders} would be first.",
            rule=tr(RULE_WORDS[rule]),
            leaders=listed(leaders[rule]),
        )
        for rule in others
        if leaders[rule]
    ]
    return found


def _title(rule: MissingRule, scenario: Scenario) -> str:
    words = tr(RULE_WORDS[rule])
    return f"{words} ✓" if rule is scenario.missing else words


def _gaps_cell(line: MissingLine) -> Cell:
    text = ", ".join(line.missing)
    return text_cell(text or tr("nothing missing"), tint=Tint.NONE if text else Tint.MUTED,
                     tooltip=text)  # fmt: skip


def _rank_cell_of(rule: MissingRule, scenario: Scenario) -> Callable[[MissingLine], Cell]:
    def cell(line: MissingLine) -> Cell:
        standing, now = line.by_rule[rule], line.by_rule[scenario.missing]
        if standing.rank is None:
            return Cell(tr("out"), None, Tint.MUTED)
        tint = Tint.LOOK if standing.rank != now.rank else Tint.NONE
        text = f"{standing.rank}  ({score_text(standing.score, scenario)})"
        return Cell(text, float(standing.rank), tint)

    return cell
