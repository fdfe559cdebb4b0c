from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Evaluator, Mark, Pooling, Way
from desktop_app.domain.money import Quote
from desktop_app.scoring.model import (
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Preference,
    Scenario,
    VariantRule,
)
from desktop_app.scoring.scenario import read_scenario, scenario_from_profile
from desktop_app.scoring.scenario_text import write_scenario
from tests.helpers.small_catalogue import small_catalogue

CATALOGUE = small_catalogue()
JANUARY = dt.date(2026, 1, 31)

FULL = """
name = "Ours"
profile = "strict"
method = "topsis"
normalisation = "minmax"
missing = "worst"
variants = "mark"
baseline = "In-house"
base_currency = "EUR"

[weights]
csat = 3
aht = 1.5

[anchors.aht]
worst = "10 min"
target = 240
target_high = "5 min"
worst_high = "0,5 h"

[[gates]]
kpi = "compliance"
at_least = "97 %"

[[gates]]
kpi = "errors"
at_most = 0.03
missing_fails = true

[[rates.USD]]
rate = 0.920
date = 2026-01-31
source = "ECB"
[rates.INR]
rate = 0.011
date = "2026-01-31"
"""


CONTRACT = """
[contract]
months = 24
start = "2027-01"
price = "cost"
volume = 12000
[contract.volumes]
2027-12 = 15000
[contract.vendors.Acme]
price = 3.120
currency = "USD"
oversight_share = "2 %"
[contract.vendors."*"]
transition = 40000

[stakes]
cap = "15 %"
[[stakes.terms]]
kpi = "csat"
tiers = [{ below = "80 %", credit = "5 %" }, { at_least = 0.9, bonus = 0.02 }]
earn_back = 3
"""


def test_default_profile() -> None:
    scenario = scenario_from_profile(CATALOGUE)
    assert scenario == Scenario(
        "Balanced", "balanced", {"csat": 3.0, "fcr": 2.0}, gates=(Gate("compliance", 0.95),)
    )


def test_a_gate_where_lower_is_better_is_at_most() -> None:
    assert scenario_from_profile(CATALOGUE, "STRICT").gates == (Gate("errors", 0.05, at_most=True),)


def test_unknown_profile_lists_the_known() -> None:
    with pytest.raises(ScenarioError, match="balanced, strict"):
        scenario_from_profile(CATALOGUE, "best")


def test_everything_a_file_can_say() -> None:
    text = FULL.replace('worst = "10 min"', 'worst = "2 min"')
    assert read_scenario(text, "ours.toml", CATALOGUE) == Scenario(
        name="Ours",
        profile="strict",
        weights={"csat": 3.0, "aht": 1.5},
        method=Method.TOPSIS,
        normalisation=Normalisation.MINMAX,
        missing=MissingRule.WORST,
        variants=VariantRule.MARK,
        anchors={"aht": Anchors(120, 240, target_high=300, worst_high=1800, source="user")},
        gates=(Gate("compliance", 0.97), Gate("errors", 0.03, at_most=True, missing_fails=True)),
        baseline="In-house",
        base_currency="EUR",
        rates=(
            Quote("USD", Decimal("0.920"), JANUARY, source="ECB"),
            Quote("INR", Decimal("0.011"), JANUARY),
        ),
    )


def test_a_contract_and_its_stakes() -> None:
    scenario = read_scenario(CONTRACT, "ours.toml", CATALOGUE)
    assert scenario.contract == Contract(
        months=24,
        start="2027-01",
        price_kpi="cost",
        volume=Decimal("12000"),
        volumes={"2027-12": Decimal("15000")},
        offers={
            "Acme": Offer(price=Decimal("3.120"), currency="USD", oversight_share=Decimal("0.02")),
            "*": Offer(transition=Decimal("40000")),
        },
    )
    assert scenario.stakes == Stakes(
        (
            Term(
                "csat",
                (
                    Tier(0.80, True, Decimal("0.05")),
                    Tier(0.90, False, Decimal("0.02"), bonus=True),
                ),
                earn_back=3,
            ),
        ),
        cap=Decimal("0.15"),
    )
    assert read_scenario(write_scenario(scenario), "again") == scenario


def test_an_empty_file_is_the_default_profile_under_its_own_name() -> None:
    scenario = read_scenario("", "folder/q3.toml", CATALOGUE)
    assert scenario.name == "q3"
    assert scenario.weights == {"csat": 3.0, "fcr": 2.0}


def test_weights_replace_the_profiles_and_leave_its_gates() -> None:
    scenario = read_scenario('profile = "balanced"\nweights.cost = 1', "x", CATALOGUE)
    assert scenario.weights == {"cost": 1.0}
    assert scenario.gates == (Gate("compliance", 0.95),)


def test_weights_without_a_profile_have_no_gates() -> None:
    assert read_scenario("weights.cost = 1", "x", CATALOGUE).gates == ()


def test_gates_can_be_taken_away() -> None:
    assert read_scenario('profile = "balanced"\ngates = []', "x", CATALOGUE).gates == ()


@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        ("weight.csat = 1", "weight", "unknown key"),
        ("name = 3", "name", "expected a text"),
        ('method = "best"', "method", "weighted, topsis, promethee, vikor"),
        ('profile = "none"', "profile", "no profile 'none'"),
        ("weights = 3", "weights", "expected a table"),
        ('weights.csat = "3"', "weights.csat", "expected a number"),
        ("weights.csat = true", "weights.csat", "expected a number"),
        ("anchors.csat.worst = 0.5", "anchors.csat.target", "missing"),
        ("anchors.csat = {worst = 0.5, target = 0.4}", "anchors.csat", "out of order"),
        ("anchors.csat = {worst = 0.5, good = 0.4}", "anchors.csat.good", "unknown key"),
        ("anchors.nps = {worst = 0.5, target = 4}", "anchors.nps.worst", "no KPI"),
        ("anchors.volume = {worst = 5, target = 9}", "anchors.volume", "context figure"),
        ("anchors.csat = {worst = 60, target = 80}", "anchors.csat.worst", "too large"),
        ('anchors.csat = {worst = "6 min", target = 1}', "anchors.csat.worst", "85 %"),
        ("anchors.csat = {worst = nan, target = 1}", "anchors.csat.worst", "finite"),
        ("gates = 3", "gates", "[[gates]]"),
        ("[[gates]]\nkpi = 'csat'", "gates[1]", "at_least, at_most"),
        ("[[gates]]\nkpi = 'csat'\nat_least = 0.5\nat_most = 0.6", "gates[1]", "one of"),
        ("[[gates]]\nkpi = 'nps'\nat_least = 0.5", "gates[1].at_least", "no KPI"),
        (
            "[[gates]]\nkpi = 'csat'\nat_least = 0.5\nmissing_fails = 1",
            "gates[1].missing_fails",
            "true or false",
        ),
        ("rates.USD.rate = 1.1", "rates.USD", "rate and date"),
        ("[rates.USD]\nrate = 0\ndate = ''", "rates.USD.rate", "above 0"),
        ("[rates.USD]\nrate = 1\ndate = 3", "rates.USD.date", "2026-03-31"),
        ("[rates.USD]\nrate = 1\ndate = 'January 2026'", "rates.USD.date", "2026-03-31"),
        ("[rates.USD]\nrate = 1e300\ndate = 2026-01-31", "rates.USD.rate", "usual size"),
        ("rates.USD = 3", "rates.USD", "[[rates.USD]]"),
        (
            "[[rates.USD]]\nrate = 1\ndate = 2026-01-31\n"
            "[[rates.USD]]\nrate = 2\ndate = 2026-01-31",
            "rates.USD",
            "two rates of 2026-01-31",
        ),
        ("contract.volume = 5", "contract.months", "missing"),
        ("contract.months = 0", "contract.months", "1 to 240"),
        ("contract = {months = 3, price = 'csat'}", "contract.price", "no KPI that is a price"),
        ("contract = {months = 3, start = '2027'}", "contract.start", "'2027-01'"),
        ("contract = {months = 3, volume = -1}", "contract.volume", "0 or more"),
        ("contract = {months = 3, credits_measured = 1}", "contract.credits_measured", "true"),
        (
            "contract.months = 3\ncontract.vendors.A.prize = 1",
            "contract.vendors.A.prize",
            "unknown key",
        ),
        ("stakes.cap = 15", "stakes.cap", "five percent"),
        ("[[stakes.terms]]\nkpi = 'csat'", "stakes.terms[1]", "kpi and tiers"),
        ("[[stakes.terms]]\nkpi = 'csat'\ntiers = []", "stakes.terms[1].tiers", "one tier"),
        (
            "[[stakes.terms]]\nkpi = 'csat'\ntiers = [{below = 0.8, bonus = 0.05}]",
            "stakes.terms[1].tiers[1]",
            "at_least or at_most with bonus",
        ),
        (
            "[[stakes.terms]]\nkpi = 'nps'\ntiers = [{below = 0.8, credit = 0.05}]",
            "stakes.terms[1].tiers[1].below",
            "no KPI",
        ),
        (
            "[[stakes.terms]]\nkpi = 'csat'\ntiers = [{below = 0.8, credit = 0.05}]\n"
            "[[stakes.terms]]\nkpi = 'csat'\ntiers = [{below = 0.7, credit = 0.05}]",
            "stakes.terms",
            "two terms",
        ),
        ("tax.Acme.rate = 0.19", "tax.Acme.prices", "missing"),
        ("tax.Acme.prices = 'net'", "tax.Acme.prices", "included, excluded, unsaid"),
        ("tax.Acme = {prices = 'included', rate = 19}", "tax.Acme.rate", "five percent"),
        ("tax.Acme = {prices = 'included', rate = '-5 %'}", "tax.Acme.rate", "'5 %'"),
    ],
)
def test_errors_name_file_and_key(text: str, key: str, problem: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(text, "ours.toml", CATALOGUE)
    message = str(caught.value)
    assert message.startswith(f"ours.toml, key '{key}'")
    assert problem in message


def test_weights_of_unknown_kpis_name_the_file() -> None:
    with pytest.raises(ScenarioError, match=r"ours.toml: a weight names 'nps'"):
        read_scenario("weights.nps = 1", "ours.toml", CATALOGUE)


def test_no_toml() -> None:
    with pytest.raises(ScenarioError, match=r"ours.toml is no valid TOML"):
        read_scenario("name = ", "ours.toml", CATALOGUE)


@pytest.mark.parametrize("catalogue", [CATALOGUE, None])
def test_written_and_read_back(catalogue: object) -> None:
    text = FULL.replace('worst = "10 min"', 'worst = "2 min"')
    scenario = read_scenario(text, "ours.toml", CATALOGUE)
    again = read_scenario(write_scenario(scenario), "x", CATALOGUE if catalogue else None)
    assert again == scenario


def test_a_profile_written_and_read_back_without_a_catalogue() -> None:
    scenario = scenario_from_profile(CATALOGUE)
    assert read_scenario(write_scenario(scenario), "x") == scenario


def test_without_a_catalogue_the_text_must_hold_weights() -> None:
    with pytest.raises(ScenarioError, match="weights"):
        read_scenario('profile = "balanced"', "x")


def test_numbers_that_toml_readers_refuse_are_not_written() -> None:
    with pytest.raises(ScenarioError, match="nan"):
        write_scenario(Scenario("x", "", {"csat": float("nan")}))


def test_evaluators_survive_writing() -> None:
    evaluators = (
        Evaluator("Ann", Way.DIRECT, {"csat": 60.0, "fcr": 40.0}),
        Evaluator("Bo \"B\"", Way.ORDER, {"csat": 2.0, "fcr": 1.0}),
        Evaluator("Cy", Way.PAIRWISE, pairs={("csat", "fcr"): 3.0, ("fcr", "aht"): 0.5}),
        Evaluator(
            "Di",
            Way.SWING,
            {"csat": 100.0},
            marks={"own_fit": {"Acme": Mark(4.0, "good, \"really\""), "Birch": Mark(2.5)}},
        ),
    )  # fmt: skip
    scenario = Scenario("s", "", {"csat": 1.0}, evaluators=evaluators, pooling=Pooling.ARITHMETIC)
    assert read_scenario(write_scenario(scenario), "here") == scenario


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[evaluators]]\nway = "swing"', "name"),
        ('[[evaluators]]\nname = "A"\nway = "guess"', "guess"),
        ('[[evaluators]]\nname = "A"\n[[evaluators]]\nname = "A"', "two are called 'A'"),
        ('[[evaluators]]\nname = "A"\nanswers = { csat = -1 }', "-1"),
        ('[[evaluators]]\nname = "A"\nmarks = [{ criterion = "x", vendor = "B", mark = 6 }]', "6"),
        ('[[evaluators]]\nname = "A"\npairs = [{ first = "x", times = 2 }]', "first, second"),
        (
            '[[evaluators]]\nname = "A"\nway = "pairwise"\n'
            'pairs = [{ first = "x", second = "y", times = 0 }]',
            "above 0",
        ),
    ],
)
def test_evaluators_that_can_not_be_read(text: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        read_scenario(f"{text}\n[weights]\ncsat = 1\n", "here")


VALUES = """
by_field = ["fcr"]
vikor_v = 0.7

[anchors.csat]
points = [["60 %", 0], [0.8, 40], [0.95, 100]]
target = "80 %"
source = "contract"

[preferences.fcr]
kind = "linear"
q = "1 %"
p = 0.05
"""


def test_value_functions_scales_and_numbers_of_methods() -> None:
    scenario = read_scenario(VALUES, "ours.toml", CATALOGUE)
    corners = ((0.6, 0.0), (0.8, 40.0), (0.95, 100.0))
    assert scenario.anchors == {"csat": Anchors(0.6, 0.8, 0.95, source="contract", points=corners)}
    assert scenario.by_field == ("fcr",)
    assert scenario.preferences == {"fcr": Preference("linear", q=0.01, p=0.05)}
    assert scenario.strategy == 0.7
    text = write_scenario(scenario)
    assert read_scenario(text, "again", CATALOGUE) == scenario
    assert read_scenario(text, "the saved scenario") == scenario


def test_what_is_as_usual_is_not_written() -> None:
    text = write_scenario(scenario_from_profile(CATALOGUE))
    assert not any(word in text for word in ("by_field", "vikor_v", "preferences", "points"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vikor_v = 2", "vikor_v"),
        ('by_field = ["aht"]', "AHT"),
        ('by_field = ["nothing"]', "nothing"),
        ("[anchors.csat]\npoints = [[0.9, 0], [0.6, 100]]", "anchors.csat.*direction"),
        ("[anchors.csat]\npoints = [0.9, 0]", "anchors.csat.points"),
        ('[preferences.fcr]\nkind = "linear"\nq = 0.1', r"preferences.fcr.p"),
        ('[preferences.fcr]\nkind = "v"\np = 0', "preferences.fcr"),
        ('[preferences.fcr]\nkind = "steep"', "steep"),
    ],
)
def test_values_that_can_not_be_used_are_named(text: str, words: str) -> None:
    with pytest.raises(ScenarioError, match=f"ours.toml, key '.*{words}|ours.toml.*{words}"):
        read_scenario(text, "ours.toml", CATALOGUE)
