"""Own KPIs as a form holds them: to definitions and back, with errors at their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import Source, Statistic
from desktop_app.catalogue.own import with_own
from desktop_app.domain.translating import Language, NumberSigns, speak
from desktop_app.domain.unit import Direction, Unit
from desktop_app.scoring.quantity import quantity
from desktop_app.workbench.kpi_drafts import (
    Draft,
    DraftError,
    How,
    definition_of,
    draft_of,
    figure_text,
    names_of,
)

CATALOGUE = load_catalogue()
RATIO = Draft(
    title="Long chats",
    short="Long",
    direction=Direction.LOWER,
    description="Chats over ten minutes.",
    part="handle_time > 600",
    whole="1",
    where="is_one_of(channel, 'Chat')",
    worst="30 %",
    target="20 %",
    best="5 %",
    aliases="long chats %; slow chats",
)
DRAFTS = [
    RATIO,
    Draft("Talk", "T", unit=Unit.DURATION, how=How.SUM, part="talk_time", description="All talk.",
          direction=Direction.NONE),
    Draft("P80", "P80", unit=Unit.DURATION, how=How.QUANTILE, part="handle_time", percentile="80",
          description="d", direction=Direction.BAND, worst="1 min", target="4 min",
          target_high="5 min", worst_high="10 min"),
    Draft("Sheer", "S", how=How.COUNTS, part="answered_count", whole="offered_count",
          description="d"),
    Draft("Mix", "M", how=How.KPIS, part="0.5 * csat + 0.5 * fcr", description="d"),
    Draft("Said", "Said", how=How.STATED, description="d", aliases="what they say"),
]  # fmt: skip


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.title)
def test_to_a_definition_and_back(draft):
    kpi = definition_of(draft, CATALOGUE)
    assert kpi.id == f"own_{'_'.join(draft.title.lower().split())}"
    assert draft_of(kpi) == draft
    assert definition_of(draft_of(kpi), CATALOGUE, before=kpi) == kpi


def test_what_the_form_says_is_in_the_definition():
    kpi = definition_of(RATIO, CATALOGUE)
    (formula,) = kpi.formulas
    assert formula.source is Source.RECORDS
    assert formula.statistic is Statistic.RATIO
    assert formula.part == "only(is_one_of(channel, 'Chat'), handle_time > 600)"
    assert formula.whole == "only(is_one_of(channel, 'Chat'), 1)"
    assert (kpi.anchors.worst, kpi.anchors.target, kpi.anchors.best) == (0.3, 0.2, 0.05)
    assert kpi.anchors.source == "user"
    assert kpi.aliases == ("Long chats", "Long", "long chats %", "slow chats")
    assert kpi.weight


@pytest.mark.parametrize(
    ("change", "field", "position", "said"),
    [
        ({"title": " "}, "title", -1, "no name"),
        ({"title": "CSAT"}, "title", -1, "'CSAT', which 'csat' has too"),
        ({"part": ""}, "part", 0, "the end"),
        ({"part": "handle_time >"}, "part", 13, "the end"),
        ({"part": "handle_tim > 600"}, "part", 0, "'handle_tim'"),
        ({"part": "talk_time + (2 * handle_tim)"}, "part", 17, "'handle_tim'"),
        ({"part": "csat_score_max + csat"}, "part", 17, "'csat'"),
        ({"whole": ""}, "whole", -1, "Write 1"),
        ({"whole": "1 1"}, "whole", 2, "not expected"),
        ({"where": "is_one_of(chanel, 'Chat')"}, "where", 10, "'chanel'"),
        ({"where": "is_one_of(channel, Chat)"}, "where", 19, "single quotes"),
        ({"where": "is_one_of(channel)"}, "where", 17, "single quotes"),
        ({"factor": "x"}, "factor", -1, "'x'"),
        ({"factor": "0"}, "factor", -1, "0"),
        ({"target": ""}, "target", -1, "all 3"),
        ({"target": "much"}, "target", -1, "85 %"),
        ({"target": "40 %"}, "worst", -1, "out of order"),
        ({"how": How.QUANTILE, "percentile": "100"}, "percentile", -1, "100"),
        ({"how": How.KPIS, "part": "csat / handle_time"}, "part", 7, "'handle_time'"),
        ({"how": How.COUNTS, "part": "handle_time"}, "part", 0, "'handle_time'"),
    ],
)
def test_errors_point_at_their_place(change, field, position, said):
    with pytest.raises(DraftError) as error:
        definition_of(replace(RATIO, **change), CATALOGUE)
    assert (error.value.field, error.value.position) == (field, position)
    assert said in str(error.value)


def test_a_kpi_may_be_made_of_another_own_one_but_not_of_itself():
    first = definition_of(RATIO, CATALOGUE)
    draft = Draft("Half", "Half", how=How.KPIS, part="own_long_chats / 2", description="d")
    second = definition_of(draft, CATALOGUE, [first])
    assert "own_long_chats" in names_of(How.KPIS, with_own(CATALOGUE, [first]))
    itself = replace(draft, part="own_half + 1")
    with pytest.raises(DraftError, match="'own_half'"):
        definition_of(itself, CATALOGUE, [first], before=second)


def test_a_definition_that_the_form_can_not_show_is_kept_as_it_is():
    csat = replace(CATALOGUE.kpis["csat"], id="own_csat", title="Our CSAT", aliases=("Our CSAT",))
    draft = draft_of(csat)
    assert draft.how is How.FILE
    changed = definition_of(replace(draft, target="90 %", short="Own"), CATALOGUE, before=csat)
    assert changed.formulas == csat.formulas
    assert changed.variants == csat.variants
    assert changed.traps == csat.traps
    assert changed.anchors.target == 0.9


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("value", [0.0, 0.07, 0.985, 1 / 3, 90.0, 5400.0, 172800.0, 1234.5])
def test_figures_are_read_as_they_are_shown(unit, value):
    text = figure_text(value, unit)
    try:
        number = float(text)
    except ValueError:
        number = text
    assert quantity(number, unit) == pytest.approx(value, rel=1e-11)


@pytest.fixture
def german_signs():
    speak(Language(signs=NumberSigns(",", ".")))
    yield
    speak(Language())


@pytest.mark.usefixtures("german_signs")
def test_figures_have_the_user_s_signs_in_the_form():
    kpi = definition_of(replace(RATIO, worst="30,5 %", factor="1.000"), CATALOGUE)
    assert kpi.anchors.worst == pytest.approx(0.305)
    assert kpi.formulas[0].factor == 1000
    shown = draft_of(kpi)
    assert (shown.worst, shown.target, shown.factor) == ("30,5 %", "20 %", "1000")
    assert definition_of(shown, CATALOGUE, before=kpi) == kpi
