"""Where a KPI's value function comes from, and changing that: catalogue, contract, field, own."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from desktop_app.catalogue.model import Anchors, KpiDefinition
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, local, tr
from desktop_app.domain.unit import Direction
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.formatting import anchors_from_words, format_value
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.scenario_values import may_scale_by_field
from desktop_app.scoring.value import curve_points, direction_of
from desktop_app.scoring.value_shape import CONTRACT, field_anchors, moved_to_target

FIELD_WARNING = later("Adding a vendor can change ranks.")


class AnchorsFrom(StrEnum):
    """Where the points of a value function come from."""

    CATALOGUE = "catalogue"
    CONTRACT = "contract"
    FIELD = "field"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ContractTarget:
    """A target that reports name for a KPI, in its canonical unit, and where each names it."""

    value: float
    vendors: tuple[str, ...]
    cells: tuple[str, ...]


def anchors_from(scenario: Scenario, definition: KpiDefinition) -> AnchorsFrom:
    """Return where a KPI's points come from under a scenario."""
    if definition.id in scenario.by_field and may_scale_by_field(definition):
        return AnchorsFrom.FIELD
    own = scenario.anchors.get(definition.id)
    if own is None:
        return AnchorsFrom.CATALOGUE
    return AnchorsFrom.CONTRACT if own.source == CONTRACT else AnchorsFrom.OWN


def with_anchors(scenario: Scenario, kpi: str, anchors: Anchors | None) -> Scenario:
    """Return the scenario with other anchors for a KPI; None for those of the catalogue."""
    others = {one: value for one, value in scenario.anchors.items() if one != kpi}
    if anchors is not None:
        others[kpi] = anchors
    return replace(scenario, anchors=others, by_field=_without(scenario.by_field, kpi))


def by_field(scenario: Scenario, kpi: str) -> Scenario:
    """Return the scenario with a KPI scored from the worst to the best of the vendors compared.

    Its own anchors stay with it: they are the target that figures are held against.
    """
    return replace(scenario, by_field=(*_without(scenario.by_field, kpi), kpi))


def contract_targets(comparison: Comparison, kpi: str) -> tuple[ContractTarget, ...]:
    """Return the targets that the compared vendors' reports name for a KPI, the commonest first.

    Only those in the KPI's unit, and of the definition that is compared or of none named.
    """
    stated = comparison.evidence.stated
    definition = comparison.catalogue.kpis[kpi]
    if stated.empty:
        return ()
    rows = stated.loc[
        (stated["item"] == kpi)
        & stated["target"].notna()
        & (stated["unit"] == definition.unit.value)
        & stated["vendor"].isin(comparison.vendors)
    ]
    variants = {f.variant for (_, of), f in comparison.figures.items() if of == kpi}
    rows = rows.loc[rows["variant"].isin([*variants, ""])]
    found = []
    for value, of_value in rows.groupby("target", sort=True):
        cells = of_value["file"] + ", " + of_value["sheet"] + "!" + of_value["cell"]
        vendors = tuple(sorted(of_value["vendor"].unique()))
        found.append(ContractTarget(float(value), vendors, tuple(dict.fromkeys(cells))))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda one: -len(one.vendors)))


def from_contract(comparison: Comparison, kpi: str, target: float) -> Anchors | None:
    """Return the anchors for a contract's target; None where no worst is known, and for a band.

    Where the catalogue has no anchors, the ends are the worst and best of the vendors compared.
    """
    definition = comparison.catalogue.kpis[kpi]
    base = definition.anchors or field_anchors(figures_of(comparison, kpi), definition.direction)
    if base is None or definition.direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return moved_to_target(base, definition.direction, target, definition.plausible)


def for_all(comparison: Comparison, source: AnchorsFrom) -> tuple[Scenario, str]:
    """Return the scenario with one source for all KPIs that weigh, and what could not follow.

    From the contract: KPIs for which the reports name one target; others stay as they are.
    """
    scenario = comparison.scenario
    kpis = [criterion.id for criterion in comparison.matrix.criteria]
    if source is AnchorsFrom.CATALOGUE:
        return replace(scenario, anchors={}, by_field=()), ""
    left: list[str] = []
    for kpi in kpis:
        definition = comparison.catalogue.kpis[kpi]
        if source is AnchorsFrom.FIELD:
            if may_scale_by_field(definition):
                scenario = by_field(scenario, kpi)
            else:
                left.append(definition.title)
            continue
        targets = contract_targets(comparison, kpi)
        anchors = from_contract(comparison, kpi, targets[0].value) if len(targets) == 1 else None
        if anchors is None:
            title, count = definition.title, len(targets)
            left.append(
                tr("{kpi} ({count} different targets)", kpi=title, count=count)
                if count > 1
                else title
            )
        else:
            scenario = with_anchors(scenario, kpi, anchors)
    if not left:
        return scenario, ""
    words = (
        later("Left as they were, a band: {kpis}.")
        if source is AnchorsFrom.FIELD
        else later("Left as they were, without one target in the reports: {kpis}.")
    )
    return scenario, tr(words, kpis=listed(left))


def source_words(comparison: Comparison, kpi: str) -> str:
    """Return in a sentence or two where a KPI's points come from."""
    definition = comparison.catalogue.kpis[kpi]
    source = anchors_from(comparison.scenario, definition)
    anchors = anchors_of(definition, comparison.scenario)
    if source is AnchorsFrom.FIELD:
        return tr(
            "From the vendors compared: {ends}. {warning}",
            ends=_field_ends(comparison, kpi),
            warning=tr(FIELD_WARNING),
        )
    if anchors is None:
        return tr(
            "The catalogue has no worst and target: points are in proportion to the "
            "best of the vendors compared. {warning}",
            warning=tr(FIELD_WARNING),
        )
    if source is AnchorsFrom.CATALOGUE:
        return tr("From the catalogue ({source}).", source=anchors_from_words(anchors.source))
    if source is AnchorsFrom.OWN:
        return tr("Your own curve.")
    target = format_value(anchors.target, definition.unit.value)
    named = [one for one in contract_targets(comparison, kpi) if one.value == anchors.target]
    if not named:
        return tr("From the contract: target {target}, as typed.", target=target)
    more = len(named[0].cells) - 1
    where = named[0].cells[0]
    if more:
        where = tr("{names} and {count} more", names=where, count=more)
    return tr("From the contract: target {target} ({cells}).", target=target, cells=where)


def value_sentences(comparison: Comparison) -> list[str]:
    """Return which KPIs that weigh are not scored on the catalogue's anchors, a sentence each."""
    kpis = comparison.catalogue.kpis
    found: dict[AnchorsFrom, list[str]] = {}
    for criterion in comparison.matrix.criteria:
        source = anchors_from(comparison.scenario, kpis[criterion.id])
        found.setdefault(source, []).append(criterion.title)
    texts = {
        AnchorsFrom.CONTRACT: later("Scored on the contract's targets: {kpis}."),
        AnchorsFrom.OWN: later("Scored on curves of your own: {kpis}."),
        AnchorsFrom.FIELD: later(
            "Scored from the worst to the best of the vendors compared: {kpis}. Adding a vendor "
            "can change ranks."
        ),
    }
    return [
        tr(text, kpis=listed(found[source])) for source, text in texts.items() if source in found
    ]


def corner_words(comparison: Comparison, kpi: str) -> str:
    """Return the corners of a value function: ``60.0 %: 0, 85.0 %: 75, 95.0 %: 100``."""
    definition = comparison.catalogue.kpis[kpi]
    anchors = drawn_anchors(comparison, kpi)
    if anchors is None:
        return ""
    direction = direction_of(anchors, definition.direction)
    figures = ranked_figures(comparison, kpi)
    currency = figures[0].currency if figures else ""
    return ", ".join(
        local(
            "{figure}: {points:.4g}",
            figure=format_value(x, definition.unit.value, currency),
            points=y,
        )
        for x, y in curve_points(anchors, direction)
    )


def drawn_anchors(comparison: Comparison, kpi: str) -> Anchors | None:
    """Return the anchors whose curve is in use; None where points are in proportion to the best."""
    definition = comparison.catalogue.kpis[kpi]
    if anchors_from(comparison.scenario, definition) is AnchorsFrom.FIELD:
        return field_anchors(figures_of(comparison, kpi), definition.direction)
    return anchors_of(definition, comparison.scenario)


def ranked_figures(comparison: Comparison, kpi: str) -> list[Figure]:
    """Return the figures that are scored: comparable, in the KPI's unit, of no vendor ruled out."""
    definition = comparison.catalogue.kpis[kpi]
    out = {line.vendor for line in comparison.ranking.vendors if line.rank is None}
    figures = (comparison.figures.get((vendor, kpi)) for vendor in comparison.vendors)
    return [
        figure
        for figure in figures
        if figure is not None
        and math.isfinite(figure.value)
        and figure.unit == definition.unit
        and may_rank(figure, comparison.scenario)
        and figure.vendor not in out
    ]


def figures_of(comparison: Comparison, kpi: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the values of `ranked_figures`."""
    return np.array([figure.value for figure in ranked_figures(comparison, kpi)], dtype=np.float64)


def _field_ends(comparison: Comparison, kpi: str) -> str:
    definition = comparison.catalogue.kpis[kpi]
    figures = ranked_figures(comparison, kpi)
    if field_anchors(figures_of(comparison, kpi), definition.direction) is None:
        return tr("all the same, so it tells none apart")
    ordered = sorted(
        figures, key=lambda f: f.value, reverse=definition.direction is Direction.LOWER
    )
    worst, best = (
        f"{format_value(one.value, one.unit, one.currency)}, {one.vendor}"
        for one in (ordered[0], ordered[-1])
    )
    return tr("0 points at the worst ({worst}), 100 at the best ({best})", worst=worst, best=best)


def _without(kpis: tuple[str, ...], kpi: str) -> tuple[str, ...]:
    return tuple(one for one in kpis if one != kpi)
