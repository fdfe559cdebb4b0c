"""Total cost, break-even, ROI and saving, against figures worked out by hand."""

from decimal import Decimal

import pytest

from desktop_app.domain.contract import Offer
from desktop_app.scoring.contract_cost import (
    Estimate,
    PricedOffer,
    break_evens,
    contract_cost,
    return_on_investment,
    saving,
)


def D(text: str) -> Decimal:
    return Decimal(text)


VOLUME = Estimate(D("240000"), D("200000"), D("300000"))
ACME = PricedOffer(
    "Acme",
    Estimate(D("3.50"), D("3.40"), D("3.60")),
    Offer(transition=D("30000"), oversight=D("1000"), oversight_share=D("0.02"), credits=D("500")),
)
BIRCH = PricedOffer("Birch", Estimate.exact(D("3.125")), Offer(transition=D("90000")))


def test_every_part_of_a_total_cost() -> None:
    cost = contract_cost(ACME, VOLUME, 24)
    # 3.50 x 240,000 = 840,000; 2 % of it 16,800 + 24 x 1,000 = 40,800; 24 x 500 = 12,000.
    assert cost.service == Estimate(D("840000.00"), D("680000.00"), D("1080000.00"))
    assert cost.oversight.value == D("40800")
    assert cost.credits == Estimate.exact(D("12000"))
    # 840,000 + 30,000 + 40,800 - 12,000
    assert cost.total.value == D("898800")
    # 3.40 x 200,000 x 1.02 + 30,000 + 24,000 - 12,000; 3.60 x 300,000 x 1.02 + 42,000.
    assert (cost.total.low, cost.total.high) == (D("735600"), D("1143600"))


def test_credits_as_a_share_lower_the_service() -> None:
    offer = PricedOffer("X", Estimate.exact(D("2")), Offer(credits_share=D("0.05")))
    cost = contract_cost(offer, Estimate.exact(D("1000")), 1)
    assert (cost.credits.value, cost.total.value) == (D("100"), D("1900"))


def test_nothing_is_rounded() -> None:
    offer = PricedOffer("X", Estimate.exact(D("0.0333")), Offer())
    cost = contract_cost(offer, Estimate.exact(D("1234567")), 1)
    assert cost.total.value == D("41111.0811")


def test_break_even_prices() -> None:
    offers = {"Acme": ACME, "Birch": BIRCH}
    costs = [contract_cost(offer, VOLUME, 24) for offer in offers.values()]
    acme, birch = break_evens(costs, offers)
    # Birch: 3.125 x 240,000 + 90,000 = 840,000. Acme reaches it with
    # (840,000 - 42,000) / (240,000 x 1.02) = 3.2598...
    assert acme.price == D("798000") / D("244800")
    assert (acme.rival, acme.cheapest) == ("Birch", False)
    # Birch stays cheapest up to (898,800 - 90,000) / 240,000 = 3.37.
    assert birch.price == D("3.37")
    assert birch.cheapest
    # At that price the totals are the same.
    dearer = PricedOffer("Birch", Estimate.exact(D("3.37")), BIRCH.terms)
    assert contract_cost(dearer, VOLUME, 24).total.value == costs[0].total.value


def test_no_price_makes_up_for_a_transition_above_the_rival() -> None:
    heavy = PricedOffer("Heavy", Estimate.exact(D("1")), Offer(transition=D("5000")))
    light = PricedOffer("Light", Estimate.exact(D("2")), Offer())
    offers = {"Heavy": heavy, "Light": light}
    costs = [contract_cost(one, Estimate.exact(D("1000")), 12) for one in offers.values()]
    assert break_evens(costs, offers)[0].price is None
    assert break_evens(costs[:1], offers) == ()


@pytest.mark.parametrize(
    ("gain", "cost", "percent"), [("20000", "10000", "100.0"), ("25000", "12000", "108.3")]
)
def test_roi_of_the_source_article(gain: str, cost: str, percent: str) -> None:
    roi = return_on_investment(D(gain), D(cost))
    assert roi is not None
    assert f"{roi * 100:.1f}" == percent


def test_roi_without_a_cost_is_unknown() -> None:
    assert return_on_investment(D("5"), D("0")) is None


def test_saving_of_the_source_article() -> None:
    assert saving(3.50, 5.00) == pytest.approx(0.30)
    assert saving(1.0, 0.0) is None
