"""Decisions in words, for the window and the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.presenting.decision import DecisionRecord, changes_since
from desktop_app.presenting.model import Comparison

_SHOWN = 3


def headline(record: DecisionRecord) -> str:
    """Return what was decided, by whom and when: ``Beta, decided by Kim on 2026-02-03``."""
    return tr(
        "{chosen}, decided by {who} on {when}",
        chosen=listed(record.chosen),
        who=record.who,
        when=record.when[:10],
    )


def decision_lines(record: DecisionRecord, comparison: Comparison) -> list[tuple[str, str]]:
    """Return a record as pairs of label and text, with how it stands today."""
    titles = comparison.catalogue.kpis
    waived = [titles[kpi].title if kpi in titles else kpi for kpi in record.waived]
    changes = changes_since(record, comparison)
    return [
        (tr("Chosen"), listed(record.chosen)),
        (tr("By"), record.who),
        (tr("When"), record.when.replace("T", " ").replace("+00:00", " UTC")),
        (tr("Why"), record.why),
        (tr("Departs from the arithmetic"), " ".join(record.departures) or tr("no")),
        (tr("Requirements waived"), listed(waived) or tr("none")),
        (tr("Stands today"), " ".join(changes) or tr("All is as it was when it was decided.")),
        (tr("Seal"), record.seal),
        (tr("Scenario"), record.scenario),
        (tr("Ranking"), record.ranking),
    ]


def broken_seal(decisions: Sequence[DecisionRecord], comparison: Comparison) -> str:
    """Return loud words if what the latest decision rests on has changed; ``""`` if nothing has."""
    if not decisions:
        return ""
    changes = changes_since(decisions[-1], comparison)
    if not changes:
        return ""
    more = tr(" And {count} more.", count=len(changes) - _SHOWN) if len(changes) > _SHOWN else ""
    return tr(
        "The decision no longer stands on what it was taken on ({headline}). "
        "{changes}{more} See Decision, in the Decide step.",
        headline=headline(decisions[-1]),
        changes=" ".join(changes[:_SHOWN]),
        more=more,
    )
