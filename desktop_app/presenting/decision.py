"""The decision record: what was chosen, by whom and why, sealed with what it rested on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.scoring.scenario_text import write_scenario

if TYPE_CHECKING:
    from desktop_app.presenting.model import Comparison
    from desktop_app.scoring.model import RankedVendor


@dataclass(frozen=True, slots=True)
class RankedThen:
    """One line of the ranking as it was when the decision was made; no rank: not ranked."""

    vendor: str
    rank: int | None
    score: float | None
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as taken.

    Parameters
    ----------
    chosen : tuple of str
        The vendor or vendors.
    who, why : str
    when : str
        ISO 8601 in UTC, to the second.
    waived : tuple of str
        KPI ids of requirements that a chosen vendor fails and that were waived.
    departures : tuple of str
        Where the decision departs from the arithmetic, in sentences; empty where it does not.
    inputs : tuple of (file, sha256)
        All reports that the figures came from.
    scenario, ranking : str
        sha256 of the scenario's text and of the ranking.
    then : tuple of RankedThen
        The ranking itself.
    seal : str
        sha256 over all of this.
    """

    chosen: tuple[str, ...]
    who: str
    when: str
    why: str
    waived: tuple[str, ...]
    departures: tuple[str, ...]
    inputs: tuple[tuple[str, str], ...]
    scenario: str
    ranking: str
    then: tuple[RankedThen, ...]
    seal: str = ""

    @property
    def genuine(self) -> bool:
        """Return whether the record is as it was sealed."""
        return self.seal == seal_of(self)


def record_decision(
    comparison: Comparison,
    chosen: Sequence[str],
    who: str,
    why: str,
    when: str,
) -> DecisionRecord:
    """Return the sealed record of a decision under the comparison as it stands."""
    failed = {gate for line in _lines(comparison, chosen) for gate in _failed(line)}
    record = DecisionRecord(
        chosen=tuple(chosen),
        who=who,
        when=when,
        why=why,
        waived=tuple(sorted(failed)),
        departures=tuple(departures(comparison, chosen)),
        inputs=inputs_of(comparison),
        scenario=_digest(write_scenario(comparison.scenario)),
        ranking=ranking_digest(comparison),
        then=tuple(
            RankedThen(line.vendor, line.rank, _known(line.score), _failed(line))
            for line in comparison.ranking.vendors
        ),
    )
    return replace(record, seal=seal_of(record))


def departures(comparison: Comparison, chosen: Sequence[str]) -> list[str]:
    """Return where choosing these vendors departs from the arithmetic, a sentence each."""
    first = [line for line in comparison.ranking.vendors if line.rank == 1]
    leaders = [line.vendor for line in first]
    found = []
    for line in _lines(comparison, chosen):
        for kpi in _failed(line):
            title = comparison.catalogue.kpis[kpi].title
            found.append(
                tr(
                    "{vendor} fails the requirement on {kpi}, which was waived.",
                    vendor=line.vendor,
                    kpi=title,
                )
            )
        if line.rank is None:
            found.append(tr("{vendor} is not ranked.", vendor=line.vendor))
        elif line.rank > len(chosen) and line.vendor not in leaders:
            gap = abs(first[0].score - line.score)
            words = (
                later("{vendor} ranks {rank}, {gap:.3g} behind {leaders}, who is first.")
                if len(leaders) == 1
                else later("{vendor} ranks {rank}, {gap:.3g} behind {leaders}, who are first.")
            )
            found.append(
                tr(words, vendor=line.vendor, rank=line.rank, gap=gap, leaders=listed(leaders))
            )
    return found


def changes_since(record: DecisionRecord, comparison: Comparison) -> list[str]:
    """Return what is no longer as it was when the decision was sealed, gravest first."""
    found = []
    if not record.genuine:
        found.append(tr("The record itself was altered after it was sealed: do not rely on it."))
    found += _changed_inputs(dict(record.inputs), dict(inputs_of(comparison)))
    if record.scenario != _digest(write_scenario(comparison.scenario)):
        found.append(tr("The scenario (weights, targets, requirements or rules) is another one."))
    if record.ranking != ranking_digest(comparison):
        found.append(
            tr("The ranking is not the one that was decided on.") + _moved(record, comparison)
        )
    return found


def inputs_of(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return the files that figures came from, with their fingerprints, in order of their names."""
    return tuple(sorted((r.file, r.sha256) for r in comparison.reports if r.usable))


def ranking_digest(comparison: Comparison) -> str:
    """Return the sha256 of ranks and scores; scores to nine digits, as machines differ in more."""
    lines = sorted(
        (line.vendor, line.rank, None if math.isnan(line.score) else f"{line.score:.9g}")
        for line in comparison.ranking.vendors
    )
    return _digest(json.dumps(lines, ensure_ascii=False))


def seal_of(record: DecisionRecord) -> str:
    """Return the sha256 over all of a record but its seal."""
    facts = decision_as_json(record)
    del facts["seal"]
    return _digest(json.dumps(facts, sort_keys=True, ensure_ascii=False))


def decision_as_json(record: DecisionRecord) -> dict[str, Any]:
    """Return a record as plain values."""
    return asdict(record)


def decision_from_json(facts: dict[str, Any]) -> DecisionRecord:
    """Return the record of plain values; ``TypeError`` or ``KeyError`` for anything else."""
    then = tuple(
        RankedThen(one["vendor"], one["rank"], one["score"], tuple(one["failed"]))
        for one in facts["then"]
    )
    return DecisionRecord(
        **{
            **facts,
            "chosen": tuple(facts["chosen"]),
            "waived": tuple(facts["waived"]),
            "departures": tuple(facts["departures"]),
            "inputs": tuple((file, sha256) for file, sha256 in facts["inputs"]),
            "then": then,
        }
    )


def _lines(comparison: Comparison, chosen: Sequence[str]) -> list[RankedVendor]:
    return [line for line in comparison.ranking.vendors if line.vendor in chosen]


def _failed(line: RankedVendor) -> tuple[str, ...]:
    return tuple(gate.kpi for gate in line.gates if gate.outcome in ("failed", "waived"))


def _known(score: float) -> float | None:
    return None if math.isnan(score) else float(f"{score:.9g}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _changed_inputs(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return which reports were changed, taken away or added."""
    parts = (
        (later("{file} is not the file that was decided on: its content has changed."),
         [f for f in then if f in now and then[f] != now[f]]),
        (later("{file} was part of the decision and is no longer there."),
         [f for f in then if f not in now]),
        (later("{file} was not there when it was decided."), [f for f in now if f not in then]),
    )  # fmt: skip
    return [tr(words, file=file) for words, files in parts for file in sorted(files)]


def _moved(record: DecisionRecord, comparison: Comparison) -> str:
    now = {line.vendor: line.rank for line in comparison.ranking.vendors}
    moved = [
        tr(
            "{vendor} was {rank}, is {now}",
            vendor=one.vendor,
            rank=one.rank or tr("not ranked"),
            now=now[one.vendor] or tr("not ranked"),
        )
        for one in record.then
        if one.vendor in now and now[one.vendor] != one.rank
    ]
    return f" {'; '.join(moved)}." if moved else tr(" Ranks are the same, scores are not.")
