"""A scenario in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.sentences import shown_day, shown_period
from desktop_app.domain.translating import later, tr
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.kpi.holiday_days import holidays_version
from desktop_app.kpi.window_days import of_whole_months
from desktop_app.presenting.evaluator_words import evaluator_sentences
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.marks import mark_sentences
from desktop_app.presenting.method_tables import parameter_sentences
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.money_words import contract_sentences, rate_sentences, tax_sentences
from desktop_app.presenting.stakes_tables import stakes_sentences
from desktop_app.presenting.value_choice import value_sentences
from desktop_app.scoring.model import COMMON, Gate, Method, MissingRule, Normalisation, VariantRule

_METHODS = {
    Method.WEIGHTED: later("weighted sum of points"),
    Method.TOPSIS: later("TOPSIS (closeness to the ideal)"),
    Method.PROMETHEE: later("PROMETHEE II (net flow)"),
    Method.VIKOR: later("VIKOR (compromise, lower is better)"),
}
NORMALISATION_WORDS = {
    Normalisation.ANCHORS: later(
        "Points come from each KPI's own anchors and do not depend on who else "
        "is compared; a KPI without a target is scored among the vendors."
    ),
    Normalisation.VECTOR: later("Values are scaled by the field of vendors (vector)."),
    Normalisation.MINMAX: later("Values are scaled between the worst and the best vendor."),
}
_MISSING = {
    MissingRule.LEAVE_OUT: later(
        "A missing figure is left out: the vendor's other weights count for "
        "more, and its coverage shows it."
    ),
    MissingRule.NEUTRAL: later(
        "A missing figure counts as the middle one of the vendors that have it."
    ),
    MissingRule.WORST: later("A missing figure scores 0 points."),
    MissingRule.GATE: later("A vendor without a figure for every KPI that weighs is ruled out."),
    MissingRule.TARGET: later("A missing figure scores as if it were on target."),
}
VARIANT_WORDS = {
    VariantRule.LEAVE_OUT: later(
        "A figure of another definition is shown with its mark and not ranked."
    ),
    VariantRule.MARK: later("A figure of another definition is ranked, with its mark."),
}


def scenario_sentences(comparison: Comparison) -> list[str]:
    """Return method, rules, requirements and currency of a comparison, one sentence or two each."""
    scenario = comparison.scenario
    sentences = [tr("Method: {method}.", method=tr(_METHODS[scenario.method]))]
    if scenario.method is Method.WEIGHTED:
        sentences.append(tr(NORMALISATION_WORDS[scenario.normalisation]))
    sentences += value_sentences(comparison)
    sentences += [f"{line}." for line in parameter_sentences(comparison, scenario.method)]
    sentences += evaluator_sentences(scenario)
    sentences += mark_sentences(scenario.evaluators, comparison.catalogue)
    sentences += [tr(_MISSING[scenario.missing]), tr(VARIANT_WORDS[scenario.variants])]
    if scenario.gates:
        wanted = "; ".join(gate_words(comparison, gate) for gate in scenario.gates)
        sentences.append(
            tr("Requirements, whatever the score: {requirements}.", requirements=wanted)
        )
    else:
        sentences.append(tr("No requirement rules a vendor out."))
    sentences.append(window_sentence(comparison))
    if scenario.baseline:
        sentences.append(tr("{vendor} is the in-house operation.", vendor=scenario.baseline))
    if scenario.base_currency:
        sentences.append(tr("Money is compared in {currency}.", currency=scenario.base_currency))
    sentences += [*rate_sentences(scenario), *tax_sentences(scenario)]
    sentences += contract_sentences(comparison)
    if scenario.stakes is not None:
        sentences += stakes_sentences(scenario.stakes, comparison.catalogue)
    for kpi, variant in scenario.definitions.items():
        definition = comparison.catalogue.kpis[kpi]
        title = definition.variant(variant).title
        sentences.append(
            tr(
                "{kpi} is compared as: {definition}.",
                kpi=definition.title,
                definition=title,
            )
        )
    sentences += [f"{line}." for line in parameter_lines(comparison)]
    return sentences + calendar_sentences(scenario.calendars)


def parameter_lines(comparison: Comparison) -> list[str]:
    """Return the numbers in formulas that the scenario set, each beside its default."""
    known = comparison.catalogue.parameters
    return [
        tr(
            "{parameter}: {value:g} (by default {default:g})",
            parameter=known[name].title,
            value=value,
            default=known[name].value,
        )
        for name, value in comparison.scenario.parameters.items()
        if name in known
    ]


def window_sentence(comparison: Comparison) -> str:
    """Return which months the compared figures are of."""
    window = comparison.window
    if window is None:
        return tr("All periods that each vendor reports are compared.")
    if not of_whole_months(window):
        return tr(
            "Days compared: {start} to {end}, with part months at the ends; stated "
            "figures of longer periods can't be cut and are left out.",
            start=shown_day(window.start),
            end=shown_day(window.end),
        )
    months = shown_period(f"{window.start:%Y-%m}")
    if (window.start.year, window.start.month) != (window.end.year, window.end.month):
        months = tr("{first} to {last}", first=months, last=shown_period(f"{window.end:%Y-%m}"))
    if comparison.scenario.window == COMMON:
        return tr("Months compared: {months}, the latest that all vendors have.", months=months)
    return tr("Months compared: {months}.", months=months)


def calendar_sentences(calendars: Mapping[str, WorkCalendar]) -> list[str]:
    """Return by which hours and days off business time runs, a sentence a calendar."""
    sentences = []
    for vendor, calendar in calendars.items():
        whose = tr("all vendors without hours of their own") if vendor == ANY_VENDOR else vendor
        parts = [tr("Business time of {whose}: {hours}", whose=whose, hours=calendar.hours)]
        if calendar.country:
            region = f", {calendar.region}" if calendar.region else ""
            parts.append(
                tr(
                    "without the public holidays of {country} (holidays {version})",
                    country=calendar.country + region,
                    version=holidays_version(),
                )
            )
        if calendar.closed:
            parts.append(tr("closed on {days}", days=", ".join(map(shown_day, calendar.closed))))
        if calendar.cut_off:
            parts.append(
                tr(
                    "what comes in after {time} counts from the next opening",
                    time=calendar.cut_off,
                )
            )
        if calendar.zone:
            parts.append(tr("on the clock of {zone}", zone=calendar.zone))
        if calendar.log_zone:
            parts.append(tr("times in the reports taken as {zone}", zone=calendar.log_zone))
        sentences.append("; ".join(parts) + ".")
    return sentences


def gate_words(comparison: Comparison, gate: Gate) -> str:
    """Return a requirement in words: ``Compliance rate at least 95.0 %``."""
    return f"{comparison.catalogue.kpis[gate.kpi].title} {gate_limit(comparison, gate)}"


def gate_limit(comparison: Comparison, gate: Gate) -> str:
    """Return what a requirement asks for: ``at least 95.0 %``."""
    unit = comparison.catalogue.kpis[gate.kpi].unit.value
    limit = format_value(gate.limit, unit, comparison.scenario.base_currency)
    if gate.waived:
        return (
            tr("at most {limit}, waived", limit=limit)
            if gate.at_most
            else tr("at least {limit}, waived", limit=limit)
        )
    if gate.at_most:
        return tr("at most {limit}", limit=limit)
    return tr("at least {limit}", limit=limit)
