"""What a scenario says, as short facts by name, so that two scenarios can be held side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.translating import later, local, tr
from desktop_app.presenting.definition_card import anchor_ends
from desktop_app.presenting.evaluator_words import evaluator_sentences
from desktop_app.presenting.formatting import MISSING, format_value, percent_text
from desktop_app.presenting.how_sure_tables import method_name
from desktop_app.presenting.missing import RULE_WORDS
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.money_words import contract_sentences, rate_sentences, tax_sentences
from desktop_app.presenting.scenario_words import (
    NORMALISATION_WORDS,
    VARIANT_WORDS,
    calendar_sentences,
    gate_limit,
    parameter_lines,
)
from desktop_app.presenting.stakes_tables import stakes_sentences
from desktop_app.scoring.model import COMMON, Method, Scenario

Facts = Mapping[str, str]
"""Short texts by what they are about: ``{"Weight of CSAT": "12.5 %"}``."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter in which scenarios may differ.

    Parameters
    ----------
    title : str
        As in a sentence: ``the weights``; to be shown by `tr`.
    fields : tuple of str
        The fields of `Scenario` that hold it.
    facts : function of a comparison
        What its scenario says of it.
    """

    title: str
    fields: tuple[str, ...]
    facts: Callable[[Comparison], Facts]

    def differs(self, one: Scenario, other: Scenario) -> bool:
        """Return whether two scenarios differ in this."""
        return any(getattr(one, name) != getattr(other, name) for name in self.fields)


def weight_shares(comparison: Comparison) -> dict[str, float]:
    """Return the shares of the weight that KPIs carry in a comparison."""
    total = sum(criterion.weight for criterion in comparison.matrix.criteria)
    return {c.id: c.weight / total for c in comparison.matrix.criteria if c.weight > 0}


def _weights(comparison: Comparison) -> Facts:
    shares = weight_shares(comparison)
    ordered = sorted(shares, key=lambda kpi: -shares[kpi])
    return {
        tr("Weight of {kpi}", kpi=_title(comparison, k)): percent_text(shares[k]) for k in ordered
    }


def _bounds(comparison: Comparison) -> Facts:
    return {
        tr("Limits of {kpi}", kpi=_title(comparison, kpi)): tr(
            "{least:g} to {most:g} %", least=least * 100, most=most * 100
        )
        for kpi, (least, most) in comparison.scenario.bounds.items()
    }


def _targets(comparison: Comparison) -> Facts:
    facts = {
        tr("Target of {kpi}", kpi=_title(comparison, kpi)): _anchors(comparison, kpi, anchors)
        for kpi, anchors in comparison.scenario.anchors.items()
    }
    by_field = {
        tr("Target of {kpi}", kpi=_title(comparison, kpi)): tr(
            "from the worst to the best of the vendors"
        )
        for kpi in comparison.scenario.by_field
    }
    return {**facts, **by_field}


def _anchors(comparison: Comparison, kpi: str, anchors: Anchors) -> str:
    unit = comparison.catalogue.kpis[kpi].unit.value

    def shown(value: float) -> str:
        return format_value(value, unit, comparison.scenario.base_currency)

    if anchors.points:
        return ", ".join(
            tr("{points:g} points at {figure}", points=points, figure=shown(figure))
            for figure, points in anchors.points
        )
    return anchor_ends(anchors, shown)


def _requirements(comparison: Comparison) -> Facts:
    facts: dict[str, str] = {}
    for gate in comparison.scenario.gates:
        name = tr("Requirement on {kpi}", kpi=_title(comparison, gate.kpi))
        words = gate_limit(comparison, gate)
        facts[name] = f"{facts[name]}; {words}" if name in facts else words
    return facts


def _method(comparison: Comparison) -> Facts:
    scenario = comparison.scenario
    facts = {tr("Method"): method_name(scenario.method)}
    if scenario.method is Method.WEIGHTED:
        facts[tr("Points")] = tr(NORMALISATION_WORDS[scenario.normalisation])
    if scenario.method is Method.VIKOR:
        facts[tr("VIKOR's v")] = local("{strategy:g}", strategy=scenario.strategy)
    if scenario.method is Method.PROMETHEE:
        for kpi, one in scenario.preferences.items():
            ends = [
                local("{name} {value:g}", name=name, value=getattr(one, name))
                for name in "qps"
                if getattr(one, name)
            ]
            about = tr("Preference on {kpi}", kpi=_title(comparison, kpi))
            facts[about] = ", ".join([one.kind, *ends])
    return facts


def _missing(comparison: Comparison) -> Facts:
    return {tr("Missing figures"): tr(RULE_WORDS[comparison.scenario.missing])}


def _definitions(comparison: Comparison) -> Facts:
    kpis = comparison.catalogue.kpis
    facts = {tr("Figures of other definitions"): tr(VARIANT_WORDS[comparison.scenario.variants])}
    for kpi, variant in comparison.scenario.definitions.items():
        about = tr("Definition of {kpi}", kpi=_title(comparison, kpi))
        facts[about] = kpis[kpi].variant(variant).title
    return facts


def _months(comparison: Comparison) -> Facts:
    window = comparison.scenario.window
    words = {"": tr("all that each vendor has"), COMMON: tr("the latest that all vendors have")}
    return {tr("Months compared"): words.get(window, window)}


def _money(comparison: Comparison) -> Facts:
    scenario = comparison.scenario
    stakes = scenario.stakes
    texts = {
        tr("Currency"): [scenario.base_currency],
        tr("Exchange rates"): rate_sentences(scenario),
        tr("Tax"): tax_sentences(scenario),
        tr("Contract"): contract_sentences(comparison),
        tr("Credits and bonuses"): stakes_sentences(stakes, comparison.catalogue) if stakes else [],
    }
    return {name: " ".join(lines) for name, lines in texts.items() if any(lines)}


def _times(comparison: Comparison) -> Facts:
    scenario = comparison.scenario
    texts = {
        tr("Working hours"): calendar_sentences(scenario.calendars),
        tr("Numbers in formulas"): parameter_lines(comparison),
        tr("In-house operation"): [scenario.baseline],
    }
    return {name: " ".join(lines) for name, lines in texts.items() if any(lines)}


def _people(comparison: Comparison) -> Facts:
    sentences = evaluator_sentences(comparison.scenario)
    return {tr("Evaluators"): " ".join(sentences)} if sentences else {}


def _title(comparison: Comparison, kpi: str) -> str:
    return comparison.catalogue.kpis[kpi].title


TOPICS = (
    Topic(later("the weights"), ("weights",), _weights),
    Topic(later("the requirements"), ("gates",), _requirements),
    Topic(later("the limits of weights"), ("bounds",), _bounds),
    Topic(later("the targets"), ("anchors", "by_field"), _targets),
    Topic(later("the method"), ("method", "normalisation", "preferences", "strategy"), _method),
    Topic(later("the rule for missing figures"), ("missing",), _missing),
    Topic(later("the definitions"), ("variants", "definitions"), _definitions),
    Topic(later("the months compared"), ("window",), _months),
    Topic(later("rates, taxes and the contract"),
          ("base_currency", "rates", "tax", "tax_basis", "contract", "stakes"), _money),
    Topic(later("hours, numbers in formulas and the in-house operation"),
          ("calendars", "parameters", "baseline"), _times),
    Topic(later("evaluators and their marks"), ("evaluators", "pooling"), _people),
)  # fmt: skip
"""All matters in which scenarios may differ, the likeliest reasons for another order first."""

NOT_SAID = MISSING
"""Stands where one scenario says nothing of what another one says something of."""
