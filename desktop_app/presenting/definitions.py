"""Which definitions of a KPI are at hand, and how many vendors have each."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.catalogue.model import Parameter
from desktop_app.domain.translating import tr
from desktop_app.presenting.model import Comparison


@dataclass(frozen=True, slots=True)
class DefinitionChoice:
    """One KPI with the definitions that figures are there of, as (id, words) pairs."""

    kpi: str
    title: str
    variants: tuple[tuple[str, str], ...]


def definition_choices(comparison: Comparison) -> list[DefinitionChoice]:
    """Return every KPI of which figures of two definitions or more are there, or can be.

    A figure whose report names no definition counts as the catalogue's default one. The words
    say how many vendors have a figure of the definition.
    """
    frame = comparison.overall[comparison.overall["segment"].isna()]
    offered = {kpi for _, kpi, _ in comparison.offered}
    found = []
    for kpi, definition in comparison.catalogue.kpis.items():
        if kpi not in offered and kpi not in comparison.kpis:
            continue
        own = frame[frame["kpi"] == kpi]
        default = definition.variants[0].id
        having: dict[str, set[str]] = {}
        for vendor, variant in zip(own["vendor"], own["variant"], strict=True):
            having.setdefault(str(variant or default), set()).add(str(vendor))
        for vendor, of, variant in comparison.offered:
            if of == kpi:
                having.setdefault(variant, set()).add(vendor)
        variants = tuple(
            (one.id, f"{one.title} ({_vendors(len(having[one.id]))})")
            for one in definition.variants
            if one.id in having
        )
        if len(variants) > 1 or (variants and kpi not in comparison.kpis):
            found.append(DefinitionChoice(kpi, definition.title, variants))
    return found


def numbers_in_use(comparison: Comparison) -> tuple[Parameter, ...]:
    """Return the numbers that a scenario may set in formulas of KPIs that are there."""
    texts = [
        text
        for kpi in comparison.kpis
        for formula in comparison.catalogue.kpis[kpi].formulas
        for text in formula.pattern
    ]
    known = comparison.catalogue.parameters
    return tuple(one for name, one in known.items() if any(f"{{{name}}}" in t for t in texts))


def _vendors(count: int) -> str:
    return tr("1 vendor") if count == 1 else tr("{count} vendors", count=count)
