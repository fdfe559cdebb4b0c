"""What each of two vendors would cost, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.contract import Contract, Offer
from desktop_app.presenting.contract import contract_view
from desktop_app.presenting.duel_costs import cost_sentences
from tests.helpers import comparisons


@pytest.fixture
def made():
    return comparisons.comparison()


def _with_price(made, vendor, value, **more):
    """Return the comparison with another price of a vendor."""
    like = made.figures["Alder", "cost_per_contact"]
    figure = replace(like, vendor=vendor, value=value, low=value * 0.99, high=value * 1.01, **more)
    return replace(made, figures={**made.figures, (vendor, "cost_per_contact"): figure})


def test_without_a_contract_it_is_said_for_a_thousand_units(made):
    # Alder asks 5.40 (5.24 to 5.56) a contact, Birch 4.00.
    priced = _with_price(made, "Birch", 4.0)
    said = cost_sentences(priced, "Alder", "Birch")
    assert said[0] == (
        "1,000 contacts cost 5,400.00 EUR (5,238.00 EUR to 5,562.00 EUR) with Alder and "
        "4,000.00 EUR (3,960.00 EUR to 4,040.00 EUR) with Birch: 1,400.00 EUR less with Birch."
    )
    assert "Decide, Rules, Money" in said[1]
    assert cost_sentences(priced, "Birch", "Alder")[0].endswith("1,400.00 EUR less with Birch.")


def test_prices_in_other_currencies_or_missing_are_not_held_against_each_other(made):
    assert cost_sentences(made, "Alder", "Birch")[0] == (
        "What each would cost can't be said: the two have no price in common."
    )
    assert cost_sentences(made, "Alder", "Cedar")[0] == (
        "What each would cost can't be said: Cost per contact is in EUR and INR. Enter an "
        "exchange rate in Decide, Rules, Money."
    )


def test_over_a_contract_the_totals_are_held_against_each_other(made):
    # 12 months of 1,000 contacts: 12,000 x 5.40 + 6,000 = 70,800; 12,000 x 5 = 60,000.
    contract = Contract(
        months=12,
        start="2027-01",
        volume=Decimal(1000),
        offers={
            "Alder": Offer(price=Decimal("5.40"), currency="EUR", transition=Decimal(6000)),
            "Birch": Offer(price=Decimal("5.00"), currency="EUR"),
        },
    )
    agreed = replace(made, scenario=replace(made.scenario, contract=contract))
    agreed = replace(agreed, contract=contract_view(agreed))
    assert cost_sentences(agreed, "Alder", "Birch") == [
        "Over 12 months, Alder would cost 70,800.00 EUR and Birch 60,000.00 EUR. "
        "Birch costs 10,800.00 EUR less."
    ]
    unpriced = cost_sentences(agreed, "Alder", "Cedar")
    assert len(unpriced) == 1
    assert unpriced[0].startswith("Cedar has no total: ")
    no_volume = replace(agreed.scenario, contract=replace(contract, volume=None))
    asked = replace(agreed, scenario=no_volume)
    asked = replace(asked, contract=contract_view(asked))
    assert "volume is not entered" in cost_sentences(asked, "Alder", "Birch")[0]
