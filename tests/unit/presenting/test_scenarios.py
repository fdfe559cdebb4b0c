from __future__ import annotations

from dataclasses import fields, replace

import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.presenting.comparison import rerank
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.scenario_facts import TOPICS
from desktop_app.presenting.scenarios import differences_table, ranks_table, side_by_side
from desktop_app.presenting.tables import Table
from desktop_app.scoring.model import Method, MissingRule, Preference, Scenario
from desktop_app.scoring.shelf import Shelf
from tests.helpers import comparisons


@pytest.fixture
def base() -> Comparison:
    made = comparisons.comparison()
    return rerank(made, made.scenario)


def beside(base: Comparison, **changes: object) -> Comparison:
    other = replace(base.scenario, **{"name": "Other", **changes})
    return replace(base, shelf=Shelf((), (other,)))


def texts(table: Table) -> dict[str, list[str]]:
    return {row.key: [cell.text for cell in row.cells[1:]] for row in table.rows}


def test_every_field_of_a_scenario_is_a_matter_in_which_two_may_differ() -> None:
    told = [name for topic in TOPICS for name in topic.fields]
    assert sorted(told) == sorted({f.name for f in fields(Scenario)} - {"name", "profile"})


def test_one_scenario_says_how_to_get_another(base: Comparison) -> None:
    view = side_by_side(base)
    assert view.present is base
    assert "Duplicate it" in view.sentences[0]
    assert differences_table(view).rows == ()


def test_other_weights_turn_the_first_place_and_the_gravest_one_is_named(base: Comparison) -> None:
    # Points: Alder 92.5 fcr, 71.25 aht; Birch 60 fcr, 83.75 aht: by aht alone Birch leads.
    weights = {"fcr": 1.0, "aht": 9.0}
    view = side_by_side(beside(base, weights=weights))
    assert view.sentences[0] == "Alder is first under 'Balanced scorecard', which is ranked by."
    # Moved by 30 points at a gap of 32.5, and by 70 at one of 12.5: the first counts for more.
    assert view.sentences[1] == (
        "Under 'Other' Birch is first instead of Alder, because of the weights: "
        "Weight of First contact resolution 10.0 % instead of 40.0 %; "
        "Weight of Average handle time 90.0 % instead of 20.0 %."
    )
    ranks = texts(ranks_table(view))
    assert ranks["Birch"][0].startswith("2 ")
    assert ranks["Birch"][1] == "1   (81.4)"  # (60 + 9 x 83.75) / 10
    assert ranks["Birch"][2] == "1 to 2"
    assert ranks["Cedar"] == ["out", "out", "out"]
    apart = texts(differences_table(view))
    assert apart["Weight of Average handle time"] == ["20.0 %", "90.0 %"]
    assert apart["Weight of Compliance rate"] == ["20.0 %", "–"]
    assert "Method" not in apart


def test_a_requirement_that_rules_the_leader_out_is_the_reason(base: Comparison) -> None:
    gate = replace(base.scenario.gates[0], kpi="aht", limit=350.0, at_most=True)
    view = side_by_side(beside(base, gates=(*base.scenario.gates, gate)))
    assert view.sentences[1] == (
        "Under 'Other' Birch is first instead of Alder, because of the requirements: "
        "'Other' rules out Alder by Average handle time."
    )
    apart = texts(differences_table(view))
    assert apart == {"Requirement on Average handle time": ["–", "at most 5 min 50 s"]}
    assert texts(ranks_table(view))["Alder"][2] == "1, out"


def test_a_waived_requirement_lets_the_cheap_one_in(base: Comparison) -> None:
    view = side_by_side(beside(base, gates=(), weights={"aht": 1.0}))
    assert (
        "Cedar is first instead of Alder: no one difference does it, but together the"
        in (view.sentences[1])
    )


def test_rules_and_targets_that_change_nothing_first_are_told_in_words(base: Comparison) -> None:
    other = beside(
        base,
        method=Method.TOPSIS,
        missing=MissingRule.WORST,
        anchors={"fcr": Anchors(0.5, 0.7, 0.8, source="contract")},
    )
    view = side_by_side(other)
    assert view.sentences == ("Alder is first under all 2 scenarios.",)
    apart = texts(differences_table(view))
    assert apart["Method"] == ["weighted sum", "TOPSIS"]
    assert apart["Missing figures"] == ["Left out, others weigh more", "As the worst case"]
    assert apart["Target of First contact resolution"] == [
        "–", "worst 50.0 %, target 70.0 %, best 80.0 %",
    ]  # fmt: skip


def test_scales_and_preference_functions_are_told(base: Comparison) -> None:
    curve = Anchors(0.5, 0.75, 0.9, points=((0.5, 0.0), (0.7, 40.0), (0.9, 100.0)))
    told = texts(
        differences_table(
            side_by_side(
                beside(
                    base,
                    method=Method.PROMETHEE,
                    preferences={"aht": Preference("linear", q=10.0, p=60.0)},
                    anchors={"fcr": curve},
                    by_field=("aht",),
                )
            )
        )
    )
    assert told["Target of First contact resolution"][1] == (
        "0 points at 50.0 %, 40 points at 70.0 %, 100 points at 90.0 %"
    )
    assert told["Target of Average handle time"][1] == "from the worst to the best of the vendors"
    assert told["Preference on Average handle time"][1] == "linear, q 10, p 60"


def test_the_one_ranked_by_keeps_its_place_in_the_list(base: Comparison) -> None:
    first = replace(base.scenario, name="First")
    view = side_by_side(replace(base, shelf=Shelf((first,), (replace(first, name="Last"),))))
    titles = [column.title for column in ranks_table(view).columns]
    assert titles == ["Vendor", "First", "Balanced scorecard ✓", "Last", "Places"]
