"""The decision record: sealed, with its departures, and held against what is there now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace

import pytest

from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.decision import (
    DecisionRecord,
    changes_since,
    decision_as_json,
    decision_from_json,
    departures,
    record_decision,
)
from desktop_app.presenting.model import Comparison
from tests.helpers import comparisons

WHEN = "2026-07-01T10:00:00+00:00"


@pytest.fixture
def comparison() -> Comparison:
    made = comparisons.comparison()
    return rerank(made, made.scenario)


def decided(comparison: Comparison, *chosen: str) -> DecisionRecord:
    return record_decision(comparison, chosen, "Kim", "Knows our systems.", WHEN)


def test_the_seal_is_the_sha256_of_everything_else(comparison: Comparison) -> None:
    record = decided(comparison, "Alder")
    facts = {name: value for name, value in asdict(record).items() if name != "seal"}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    assert record.seal == hashlib.sha256(text.encode()).hexdigest()
    assert record.genuine
    assert not replace(record, why="Another reason.").genuine
    assert not replace(record, chosen=("Birch",)).genuine


def test_it_holds_the_inputs_and_the_ranking_of_the_day(comparison: Comparison) -> None:
    record = decided(comparison, "Alder")
    assert record.inputs == tuple(
        (f"{name}.xlsx", f"{name}-sha") for name in ("Alder", "Birch", "Cedar")
    )
    assert [(one.vendor, one.rank) for one in record.then] == [
        (line.vendor, line.rank) for line in comparison.ranking.vendors
    ]
    assert record.then[0].score == pytest.approx(comparison.ranking.vendors[0].score)


def test_choosing_the_first_departs_from_nothing(comparison: Comparison) -> None:
    assert departures(comparison, ["Alder"]) == []
    assert departures(comparison, ["Alder", "Birch"]) == []


def test_choosing_another_is_told_with_rank_and_gap(comparison: Comparison) -> None:
    scores = {line.vendor: line.score for line in comparison.ranking.vendors}
    (words,) = departures(comparison, ["Birch"])
    gap = f"{scores['Alder'] - scores['Birch']:.3g}"
    assert words == f"Birch ranks 2, {gap} behind Alder, who is first."


def test_a_failed_requirement_is_told_as_waived(comparison: Comparison) -> None:
    record = decided(comparison, "Cedar")
    assert record.waived == ("compliance_rate",)
    assert record.departures == (
        "Cedar fails the requirement on Compliance rate, which was waived.",
        "Cedar is not ranked.",
    )


def test_nothing_changed_says_nothing(comparison: Comparison) -> None:
    record = decided(comparison, "Alder")
    assert changes_since(record, rerank(comparison, comparison.scenario)) == []


def test_changed_missing_and_new_inputs_are_named(comparison: Comparison) -> None:
    record = decided(comparison, "Alder")
    alder, birch, cedar = comparison.reports
    now = replace(
        comparison,
        reports=[replace(alder, sha256="other"), cedar, replace(birch, file="New.xlsx")],
    )
    assert changes_since(record, now) == [
        "Alder.xlsx is not the file that was decided on: its content has changed.",
        "Birch.xlsx was part of the decision and is no longer there.",
        "New.xlsx was not there when it was decided.",
    ]


def test_another_scenario_and_the_ranks_it_moves_are_told(comparison: Comparison) -> None:
    record = decided(comparison, "Alder")
    other = replace(comparison.scenario, weights={"aht": 1.0})
    words = changes_since(record, rerank(comparison, other))
    assert words[0].startswith("The scenario")
    assert words[1].startswith("The ranking is not the one that was decided on.")


def test_an_altered_record_is_told_first(comparison: Comparison) -> None:
    record = replace(decided(comparison, "Alder"), who="Somebody else")
    assert changes_since(record, comparison)[0].startswith("The record itself was altered")


def test_it_comes_back_from_json_as_it_was(comparison: Comparison) -> None:
    record = decided(comparison, "Cedar")
    text = json.dumps(decision_as_json(record))
    assert decision_from_json(json.loads(text)) == record
    assert decision_from_json(json.loads(text)).genuine
