"""Scenarios side by side: ranks under each, what differs, and why the first place changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, local, tr
from desktop_app.presenting.comparison import compare, rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenario_facts import NOT_SAID, TOPICS, Topic, weight_shares
from desktop_app.presenting.score_words import in_points
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.model import RankedVendor, Scenario

_ALL = (
    later("Nobody is first under all {count} scenarios."),
    later("{leaders} is first under all {count} scenarios."),
    later("{leaders} are first under all {count} scenarios."),
)
_ACTIVE = (
    later("Nobody is first under '{name}', which is ranked by."),
    later("{leaders} is first under '{name}', which is ranked by."),
    later("{leaders} are first under '{name}', which is ranked by."),
)
_TOO = (
    later("Nobody is first under '{name}' too."),
    later("{leaders} is first under '{name}' too."),
    later("{leaders} are first under '{name}' too."),
)
_OTHER = (
    later("Under '{name}' nobody is first instead of {others}"),
    later("Under '{name}' {leaders} is first instead of {others}"),
    later("Under '{name}' {leaders} are first instead of {others}"),
)
_TOLD = 2
"""Facts that a reason names."""
_NOTICED = 0.0005
"""Share of the weight below which a change of weights is none."""


@dataclass(frozen=True, slots=True, eq=False)
class SideBySide:
    """All scenarios of a comparison, as listed, each with its ranking.

    Parameters
    ----------
    comparisons : tuple of Comparison
        One a scenario.
    active : int
        The place of the one ranked by.
    reasons : tuple of str
        For each scenario who is first under it, and why where that is another vendor than under
        the one ranked by.
    """

    comparisons: tuple[Comparison, ...]
    active: int
    reasons: tuple[str, ...]

    @property
    def present(self) -> Comparison:
        """Return the comparison under the scenario ranked by."""
        return self.comparisons[self.active]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return whether the first place is the same throughout, and if not where and why."""
        if len(self.comparisons) < 2:
            return (tr("There is one scenario. Duplicate it, or start one from a profile, and "
"change it: both then stand side by side."),)  # fmt: skip
        first = leaders(self.present)
        if all(leaders(one) == first for one in self.comparisons):
            return (_first(first, _ALL, count=len(self.comparisons)),)
        return self.reasons


def side_by_side(comparison: Comparison, progress: Progress | None = None) -> SideBySide:
    """Return all scenarios of a comparison side by side.

    Vendors are measured again only for scenarios that measure otherwise: other months, hours,
    marks, numbers in formulas.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    ScenarioError
        If a scenario can't be ranked by.
    """
    progress = progress or NoProgress()
    shelf = comparison.shelf
    scenarios = shelf.around(comparison.scenario)
    made = [comparison]
    found = []
    for number, scenario in enumerate(scenarios):
        progress.check()
        progress.report(
            number / len(scenarios), tr("Ranking by {scenario}", scenario=scenario.name)
        )
        if number == shelf.place:
            found.append(comparison)
            continue
        made.append(_under(made, scenario, progress))
        found.append(made[-1])
    reasons = [_reason(comparison, one) for one in found]
    return SideBySide(tuple(found), shelf.place, tuple(reasons))


def leaders(comparison: Comparison) -> tuple[str, ...]:
    """Return who is first."""
    return tuple(line.vendor for line in comparison.ranking.vendors if line.rank == 1)


def ranks_table(view: SideBySide) -> Table:
    """Return one row a vendor: rank and score under each scenario, and between which places."""
    columns: list[Column[str]] = [
        Column("vendor", tr("Vendor"), lambda v: text_cell(v, strong=True), width=26)
    ]
    for place, comparison in enumerate(view.comparisons):
        columns.append(
            Column(str(place), scenario_title(view, place), _rank_cell_of(comparison, view.present),
                   tr("Rank (score in the method's own terms)"), Align.RIGHT, least=20)
        )  # fmt: skip
    columns.append(
        Column("places", tr("Places"), lambda v: _places_cell(view, v),
               tr("Best and worst rank over all scenarios"), Align.RIGHT, 12)
    )  # fmt: skip
    return make_table(columns, _vendors(view), lambda vendor: vendor)


def differences_table(view: SideBySide) -> Table:
    """Return one row for everything that scenarios say differently, one column a scenario."""
    facts = [_facts(comparison) for comparison in view.comparisons]
    names = list(dict.fromkeys(name for of_one in facts for name in of_one))
    apart = [name for name in names if len({of_one.get(name) for of_one in facts}) > 1]
    columns: list[Column[str]] = [
        Column("what", tr("What differs"), lambda name: text_cell(name, strong=True), width=34)
    ]
    present = facts[view.active]
    for place, of_one in enumerate(facts):
        columns.append(
            Column(str(place), scenario_title(view, place), _fact_cell_of(of_one, present),
                   least=20)
        )  # fmt: skip
    return make_table(columns, apart, lambda name: name)


def scenario_title(view: SideBySide, place: int) -> str:
    """Return a scenario's name as a heading; the one ranked by is ticked."""
    name = view.comparisons[place].scenario.name
    return f"{name} ✓" if place == view.active else name


def _under(made: Sequence[Comparison], scenario: Scenario, progress: Progress) -> Comparison:
    """Return the comparison under a scenario, measured as one of those made where that holds."""
    for one in made:
        if scenario.measures_like(one.scenario, one.catalogue):
            return rerank(one, scenario, at_once=True)
    return compare(made[0].reports, made[0].catalogue, scenario, progress)


def _vendors(view: SideBySide) -> list[str]:
    """Return all vendors as ranked by the present scenario, then those that others have."""
    every = [view.present, *view.comparisons]
    return list(dict.fromkeys(line.vendor for one in every for line in one.ranking.vendors))


def _facts(comparison: Comparison) -> dict[str, str]:
    return {name: text for topic in TOPICS for name, text in topic.facts(comparison).items()}


def _reason(present: Comparison, other: Comparison) -> str:
    """Return who is first under another scenario, and why where that is not who is first now."""
    name, now, then = other.scenario.name, leaders(present), leaders(other)
    if other is present:
        return _first(now, _ACTIVE, name=name)
    if now == then:
        return _first(now, _TOO, name=name)
    start = _first(then, _OTHER, name=name, others=listed(now) or tr("nobody"))
    topics = [topic for topic in TOPICS if topic.differs(present.scenario, other.scenario)]
    alone = [topic for topic in topics if _alone(topic, present, other) == then]
    if not alone:
        together = listed([tr(topic.title) for topic in topics]) or tr("other figures")
        return tr(
            "{change}: no one difference does it, but together {matters}.",
            change=start,
            matters=together,
        )
    facts, matter = "; ".join(_because(alone[0], present, other)), tr(alone[0].title)
    said = (
        tr("{change}, because of {matter}: {facts}.", change=start, matter=matter, facts=facts)
        if facts
        else tr("{change}, because of {matter}.", change=start, matter=matter)
    )
    if len(alone) == 1:
        return said
    also = listed([tr(topic.title) for topic in alone[1:]])
    return f"{said} {tr('So would {matters} alone.', matters=also)}"


def _alone(topic: Topic, present: Comparison, other: Comparison) -> tuple[str, ...] | None:
    """Return who would be first if only this were as in the other scenario; None if unknown."""
    taken = {name: getattr(other.scenario, name) for name in topic.fields}
    scenario = replace(present.scenario, **taken)
    for measured in (present, other):
        if scenario.measures_like(measured.scenario, measured.catalogue):
            return leaders(rerank(measured, scenario, at_once=True))
    return None


def _because(topic: Topic, present: Comparison, other: Comparison) -> list[str]:
    """Return the facts of a topic that make the difference, the gravest first."""
    ruled_out = [_ruled_out(vendor, other, present) for vendor in leaders(present)]
    ruled_out += [_ruled_out(vendor, present, other) for vendor in leaders(other)]
    if topic.fields == ("gates",) and any(ruled_out):
        return [words for words in ruled_out if words][:_TOLD]
    before, after = topic.facts(present), topic.facts(other)
    names = [n for n in dict.fromkeys([*after, *before]) if before.get(n) != after.get(n)]
    if topic.fields == ("weights",):
        names = _weights_by_effect(present, other)
    return [
        tr(
            "{what} {now} instead of {before}",
            what=name,
            now=after.get(name, tr("none")),
            before=before.get(name, tr("none")),
        )
        for name in names[:_TOLD]
    ]


def _weights_by_effect(present: Comparison, other: Comparison) -> list[str]:
    """Return the weights that were moved, by how far they carried the new leader past the old."""
    now, then = weight_shares(present), weight_shares(other)
    moved: dict[str, float] = {}
    for kpi in dict.fromkeys([*then, *now]):
        change = then.get(kpi, 0.0) - now.get(kpi, 0.0)
        if abs(change) >= _NOTICED:
            ahead = _ahead(present, kpi, leaders(other)[:1], leaders(present)[:1])
            moved[kpi] = abs(change) if math.isnan(ahead) else ahead * change
    kpis = present.catalogue.kpis
    return [
        tr("Weight of {kpi}", kpi=kpis[kpi].title) for kpi in sorted(moved, key=lambda k: -moved[k])
    ]


def _ahead(comparison: Comparison, kpi: str, new: Sequence[str], old: Sequence[str]) -> float:
    """Return by how many points the new leader is better at a KPI, NaN where that is unknown."""
    figures = [comparison.figures.get((vendor, kpi)) for vendor in (*new, *old)]
    points = [figure.score for figure in figures if figure is not None]
    return points[0] - points[1] if len(points) == 2 else math.nan


def _ruled_out(vendor: str, under: Comparison, not_under: Comparison) -> str:
    """Return which requirement rules a vendor out under one scenario and not under another."""
    failed = {name: _failed(one, vendor) for name, one in (("in", under), ("not", not_under))}
    kpis = under.catalogue.kpis
    more = [kpi for kpi in failed["in"] if kpi not in failed["not"]]
    if not more:
        return ""
    titles = listed([kpis[kpi].title for kpi in more])
    return tr(
        "'{scenario}' rules out {vendor} by {kpis}",
        scenario=under.scenario.name,
        vendor=vendor,
        kpis=titles,
    )


def _failed(comparison: Comparison, vendor: str) -> list[str]:
    line = ranked(comparison, vendor)
    return [] if line is None else [gate.kpi for gate in line.gates if gate.outcome == "failed"]


def ranked(comparison: Comparison, vendor: str) -> RankedVendor | None:
    """Return a vendor's line of a ranking, None where it is not there."""
    return next((line for line in comparison.ranking.vendors if line.vendor == vendor), None)


def _first(names: Sequence[str], said: tuple[str, str, str], **values: object) -> str:
    """Return a sentence on who is first, in the form for nobody, one or several."""
    form = said[min(len(names), 2)]
    return tr(form, leaders=listed(names), **values) if names else tr(form, **values)


def _rank_cell_of(comparison: Comparison, present: Comparison) -> Callable[[str], Cell]:
    form = "{score:.1f}" if in_points(comparison.scenario) else "{score:.3f}"

    def cell(vendor: str) -> Cell:
        line, now = ranked(comparison, vendor), ranked(present, vendor)
        if line is None or line.rank is None:
            failed = _failed(comparison, vendor)
            titles = [comparison.catalogue.kpis[kpi].title for kpi in failed]
            tip = tr("Fails {kpis}", kpis=listed(titles)) if titles else tr("Not ranked")
            return Cell(tr("out"), None, Tint.FAILED if titles else Tint.MUTED, tip)
        moved = now is None or now.rank != line.rank
        text = f"{line.rank}   ({local(form, score=line.score)})"
        return Cell(text, float(line.rank), Tint.LOOK if moved else Tint.NONE)

    return cell


def _places_cell(view: SideBySide, vendor: str) -> Cell:
    lines = [ranked(one, vendor) for one in view.comparisons]
    ranks = [line.rank for line in lines if line is not None and line.rank is not None]
    if not ranks:
        return Cell(tr("out"), None, Tint.MUTED)
    best, worst = min(ranks), max(ranks)
    text = str(best) if best == worst else tr("{best} to {worst}", best=best, worst=worst)
    if len(ranks) < len(lines):
        text = tr("{places}, out", places=text)
    return Cell(text, float(best))


def _fact_cell_of(facts: dict[str, str], present: dict[str, str]) -> Callable[[str], Cell]:
    def cell(name: str) -> Cell:
        text = facts.get(name, NOT_SAID)
        tint = Tint.NONE if facts.get(name) == present.get(name) else Tint.LOOK
        return text_cell(text, tint=tint, tooltip=text)

    return cell
