"""Methodology: definitions, formulas, weights and rules behind every figure."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desktop_app import __version__
from desktop_app.catalogue.model import Formula, KpiDefinition
from desktop_app.domain import own_export
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.exporting.page import (
    fit_height,
    open_sheet,
    set_up_page,
    write_heading,
    write_text,
)
from desktop_app.exporting.sheet_names import sheet_name
from desktop_app.exporting.sheets.sensitivity import DRAWS as SHEET_DRAWS
from desktop_app.exporting.styles import Styles
from desktop_app.exporting.words import direction_word
from desktop_app.kpi.resampling import BOOTSTRAP_FROM, DRAWS, NORMAL_FROM, STUDENTISED_FROM
from desktop_app.presenting.definition_card import formula_line
from desktop_app.presenting.draw_words import draw_sentences
from desktop_app.presenting.evaluator_words import evaluator_sentences
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.how_sure_tables import method_title
from desktop_app.presenting.marks import mark_sentences
from desktop_app.presenting.method_tables import parameter_sentences
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.money_words import contract_sentences, rate_sentences, tax_sentences
from desktop_app.presenting.scenario_words import (
    calendar_sentences,
    gate_words,
    parameter_lines,
    window_sentence,
)
from desktop_app.presenting.stakes_tables import stakes_sentences
from desktop_app.presenting.value_choice import (
    AnchorsFrom,
    anchors_from,
    corner_words,
    source_words,
)
from desktop_app.scoring.model import MissingRule, Scenario, VariantRule
from desktop_app.scoring.value import direction_of

_MISSING = {
    MissingRule.LEAVE_OUT: later(
        "left out; the vendor's other weights are rescaled, coverage is shown"
    ),
    MissingRule.NEUTRAL: later("scored as the median of the vendors that have the figure"),
    MissingRule.WORST: later("scored 0"),
    MissingRule.GATE: later("a vendor without a figure for every KPI that weighs is ruled out"),
    MissingRule.TARGET: later("scored as if on target"),
}
_VARIANTS = {
    VariantRule.LEAVE_OUT: later(
        "figures of another definition are shown with a mark and not ranked"
    ),
    VariantRule.MARK: later("figures of another definition are ranked and carry a mark"),
}
_NO_RATES = later("none entered; money in several currencies is not ranked")
_INTERVALS = later(
    "95 %: Wilson for shares; for means and ratios of sums the normal distribution from "
    "{normal_from} records on, below that a bootstrap (BCa, widened for few records; {draws:,} "
    "draws, seeded, the same in any order of records), below {bootstrap_from} the wider of a "
    "studentised bootstrap and Student's t, and Student's t below {studentised_from} and "
    "for single channels, sizes and the like; "
    "NPS by its own variance; order statistics for medians and other quantiles, exact below "
    "{normal_from} records"
)
_NO_TAX = later("not said for any vendor: prices are compared as they are stated")
_HEADINGS = (
    "KPI",
    later("Definition"),
    later("Better"),
    later("Worst / target / best"),
    later("Formulas"),
    later("Traps"),
)
_WIDTHS = (28, 60, 10, 28, 70, 50)


def write(
    book: Workbook, comparison: Comparison, styles: Styles, left_out: Sequence[str] = ()
) -> None:
    """Add the sheet: rules of the scenario, then a definition for every KPI shown.

    Ahead of them stand the sheets left out of the workbook, by `sheet_names.NAMES`.
    """
    sheet = open_sheet(book, own_export.SHEET, _WIDTHS)
    row = set_up_page(sheet, own_export.SHEET, styles, own_export.made_by(__version__))
    if left_out:
        sheets = listed([sheet_name(name) for name in left_out])
        told = tr("Left out of this workbook by choice: {sheets}.", sheets=sheets)
        write_text(sheet, row, 0, told, styles.text)
        row += 2
    row = _rules(sheet, row, comparison, styles)
    row = write_heading(sheet, row + 1, [tr(name) for name in _HEADINGS], styles)
    sheet.freeze_panes(0, 0)
    for kpi in comparison.kpis:
        definition = comparison.catalogue.kpis[kpi]
        texts = _definition(definition, comparison)
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, styles.wrapped)
        fit_height(sheet, row, texts, _WIDTHS)
        row += 1


def _compared_as(comparison: Comparison) -> list[str]:
    """Return the definitions that the scenario chose among a KPI's."""
    kpis = comparison.catalogue.kpis
    return [
        f"{kpis[kpi].title}: {kpis[kpi].variant(variant).title}"
        for kpi, variant in comparison.scenario.definitions.items()
    ]


def _business_time(scenario: Scenario) -> list[str]:
    """Return by which calendars business time runs, or that there is none."""
    if not scenario.calendars:
        return [tr("no working hours entered: times are in calendar hours, day and night")]
    return calendar_sentences(scenario.calendars)


def _draws(comparison: Comparison) -> list[str]:
    return draw_sentences(comparison, SHEET_DRAWS) if comparison.sensitivity is not None else []


def _stakes(comparison: Comparison) -> list[str]:
    stakes = comparison.scenario.stakes
    return [] if stakes is None else stakes_sentences(stakes, comparison.catalogue)


def _rules(sheet: Worksheet, row: int, comparison: Comparison, styles: Styles) -> int:
    scenario = comparison.scenario
    gates = "; ".join(gate_words(comparison, gate) for gate in scenario.gates)
    lines = (
        (tr("Ranking method"), method_title(scenario.method)),
        *((tr("Parameter"), line) for line in parameter_sentences(comparison, scenario.method)),
        (
            tr("Weights"),
            tr("{scenario} (profile {profile})", scenario=scenario.name, profile=scenario.profile)
            if scenario.profile
            else tr("{scenario} (profile none)", scenario=scenario.name),
        ),
        *((tr("Evaluators"), line) for line in evaluator_sentences(scenario)),
        *(
            (tr("Marks"), line)
            for line in mark_sentences(scenario.evaluators, comparison.catalogue)
        ),
        (tr("Missing values"), tr(_MISSING[scenario.missing])),
        (tr("Definitions"), tr(_VARIANTS[scenario.variants])),
        (tr("Period"), window_sentence(comparison)),
        *((tr("Compared as"), line) for line in _compared_as(comparison)),
        *((tr("Number in formulas"), line) for line in parameter_lines(comparison)),
        (tr("Gates"), gates or tr("none")),
        *((tr("Exchange rates"), line) for line in rate_sentences(scenario) or [tr(_NO_RATES)]),
        *((tr("Tax"), line) for line in tax_sentences(scenario) or [tr(_NO_TAX)]),
        *((tr("Contract"), line) for line in contract_sentences(comparison)),
        *((tr("Credits and bonuses"), line) for line in _stakes(comparison)),
        *((tr("Business time"), line) for line in _business_time(scenario)),
        (
            tr("Aggregation"),
            tr("sums of parts over sums of wholes; a simple mean is noted where it occurs"),
        ),
        (
            tr("Intervals"),
            tr(
                _INTERVALS,
                normal_from=NORMAL_FROM,
                bootstrap_from=BOOTSTRAP_FROM,
                studentised_from=STUDENTISED_FROM,
                draws=DRAWS,
            ),
        ),
        (
            tr("Level vendors"),
            tr(
                "Newcombe's interval for two shares, MOVER for means and quantiles "
                "(Bonferroni for all pairs of a KPI); scores by figures drawn within their "
                "intervals, all pairs together at 95 %"
            ),
        ),
        *((tr("Draws"), line) for line in _draws(comparison)),
        *((tr("Note"), note) for note in comparison.ranking.notes),
    )
    for label, text in lines:
        write_text(sheet, row, 0, label, styles.strong)
        write_text(sheet, row, 1, text, styles.wrapped)
        fit_height(sheet, row, [text], _WIDTHS[1:2])
        row += 1
    return row


def _definition(definition: KpiDefinition, comparison: Comparison) -> tuple[str, ...]:
    scenario = comparison.scenario
    own = definition.id in comparison.catalogue.own
    anchors = scenario.anchors.get(definition.id, definition.anchors)
    points = ""
    if anchors is not None:
        ends = (anchors.worst, anchors.target, anchors.target_high, anchors.best)
        points = " / ".join(format_value(end, definition.unit) for end in ends if end is not None)
    title = f"{definition.title} ({definition.short})"
    return (
        tr("{kpi}, your own", kpi=title) if own else title,
        definition.description,
        direction_word(direction_of(anchors, definition.direction)),
        _points(definition, points, comparison),
        "\n".join(
            formula_line(one, comparison.catalogue)
            for one in definition.formulas
            if _shown(one, definition, scenario)
        ),
        definition.traps,
    )


def _points(definition: KpiDefinition, ends: str, comparison: Comparison) -> str:
    """Return worst, target and best, the corners where they say more, and where they come from."""
    if definition.direction is Direction.NONE:
        return ""
    source = anchors_from(comparison.scenario, definition)
    parts = [ends or tr("scaled by the vendors compared")]
    if source is not AnchorsFrom.CATALOGUE:
        corners = corner_words(comparison, definition.id)
        parts += [tr("points: {corners}", corners=corners)] if corners else []
    return "\n".join([*parts, source_words(comparison, definition.id)])


def _shown(formula: Formula, definition: KpiDefinition, scenario: Scenario) -> bool:
    """Return whether a formula may be in use: definitions on demand only where they are chosen."""
    on_demand = definition.variant(formula.variant).on_demand
    return not on_demand or scenario.definitions.get(definition.id) == formula.variant
