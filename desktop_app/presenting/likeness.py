"""Like with like: which figures may be compared with the others, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain.translating import later, tr
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.scoring.model import Scenario, VariantRule


def may_rank(figure: Figure, scenario: Scenario) -> bool:
    """Return whether a figure enters the ranking: like with like, or the scenario's word.

    Money without a rate and values on another scale never do, whatever the scenario says.
    """
    if figure.comparable:
        return True
    return figure.same_unit and scenario.variants is VariantRule.MARK


def unlike_words(
    comparison: Comparison, scenario: Scenario, kpis: Collection[str] | None = None
) -> tuple[str, ...]:
    """Return a sentence for each figure that can't be brought to what the others are.

    Of another definition, on another scale, or in money without a rate; and whether it is compared
    all the same, as the scenario decides.

    Parameters
    ----------
    kpis : collection of str, optional
        Only these; context KPIs are never in it.
    """
    said = []
    for (vendor, kpi), figure in comparison.figures.items():
        definition = comparison.catalogue.kpis[kpi]
        wanted = kpis is None or kpi in kpis
        if figure.comparable or not definition.weight or not wanted:
            continue
        words = (
            later("{vendor}'s {kpi} is compared all the same: {why}.")
            if may_rank(figure, scenario)
            else later("{vendor}'s {kpi} is not ranked: {why}.")
        )
        why = figure.mark or tr("not comparable")
        said.append(tr(words, vendor=vendor, kpi=definition.title, why=why))
    return tuple(said)
