"""Laws of ranking that hold for any figures."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.contract import Contract, Offer, Stakes, Term, Tier
from desktop_app.domain.money import Quote, Tax, TaxBasis
from desktop_app.scoring.model import (
    Criterion,
    DecisionMatrix,
    Gate,
    Method,
    MissingRule,
    Normalisation,
    Scenario,
)
from desktop_app.scoring.ranking import rank
from desktop_app.scoring.scenario import read_scenario
from desktop_app.scoring.scenario_text import write_scenario
from desktop_app.scoring.sensitivity import sensitivity
from tests.helpers.matrices import NAN, line, matrix, ranks, scores

FEW = settings(max_examples=40, deadline=None)
figure = st.one_of(st.just(NAN), st.integers(0, 100).map(float), st.floats(0, 100))


@st.composite
def tables(draw: st.DrawFn, gaps: bool = True) -> DecisionMatrix:
    vendors, criteria = draw(st.integers(2, 6)), draw(st.integers(1, 5))
    value = figure if gaps else st.floats(0, 100)
    rows = draw(st.lists(st.tuples(*[value] * criteria), min_size=vendors, max_size=vendors))
    weights = draw(st.tuples(*[st.floats(0, 10)] * criteria))
    signs = "".join(draw(st.tuples(*[st.sampled_from("+-")] * criteria)))
    anchors = [line() if sign == "+" else line(0.0, 100.0) for sign in signs]
    return matrix(rows, list(weights), signs, anchors)


def shuffled(table: DecisionMatrix, order: list[int]) -> DecisionMatrix:
    vendors = tuple(table.vendors[i] for i in order)
    return DecisionMatrix(vendors, table.criteria, table.values[order])


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("normalisation", [Normalisation.ANCHORS, Normalisation.MINMAX])
@FEW
@given(table=tables(), data=st.data())
def test_the_order_of_vendors_does_not_matter(
    method: Method, normalisation: Normalisation, table: DecisionMatrix, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(table.vendors))))
    first, second = (
        rank(table, method, normalisation),
        rank(shuffled(table, list(order)), method, normalisation),
    )
    assert scores(second) == pytest.approx(scores(first), nan_ok=True, abs=1e-9)
    assert ranks(second) == ranks(first)


@FEW
@given(table=tables(gaps=False), data=st.data())
def test_a_better_figure_never_ranks_lower_in_a_weighted_sum(
    table: DecisionMatrix, data: st.DataObject
) -> None:
    vendor = data.draw(st.integers(0, len(table.vendors) - 1))
    column = data.draw(st.integers(0, len(table.criteria) - 1))
    better = table.values.copy()
    upward = table.criteria[column].anchors == line()
    better[vendor, column] = data.draw(
        st.floats(better[vendor, column], 100) if upward else st.floats(0, better[vendor, column])
    )
    name = table.vendors[vendor]
    before = ranks(rank(table))[name]
    after = ranks(rank(DecisionMatrix(table.vendors, table.criteria, better)))[name]
    assert (after or 0) <= (before or 0)


@pytest.mark.parametrize("rule", MissingRule)
@FEW
@given(table=tables(gaps=False), newcomer=st.lists(figure, min_size=5, max_size=5))
def test_adding_a_vendor_never_changes_scores_on_anchors(
    rule: MissingRule, table: DecisionMatrix, newcomer: list[float]
) -> None:
    values = np.vstack([table.values, newcomer[: len(table.criteria)]])
    larger = DecisionMatrix((*table.vendors, "new"), table.criteria, values)
    before, after = scores(rank(table, missing=rule)), scores(rank(larger, missing=rule))
    assert {name: after[name] for name in before} == pytest.approx(before, nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("method", Method)
@FEW
@given(table=tables(), factor=st.floats(0.1, 50))
def test_only_the_proportions_of_weights_matter(
    method: Method, table: DecisionMatrix, factor: float
) -> None:
    criteria = tuple(
        Criterion(c.id, c.title, c.direction, c.weight * factor, c.anchors) for c in table.criteria
    )
    scaled = DecisionMatrix(table.vendors, criteria, table.values)
    first, second = scores(rank(table, method)), scores(rank(scaled, method))
    assert second == pytest.approx(first, nan_ok=True, abs=1e-6)


@FEW
@given(table=tables())
def test_scores_stay_in_range_and_contributions_sum_to_them(table: DecisionMatrix) -> None:
    for place in rank(table).vendors:
        if place.rank is not None:
            assert -1e-9 <= place.score <= 100 + 1e-9
            assert sum(place.contributions.values()) == pytest.approx(place.score, abs=1e-9)
            assert 0 < place.coverage <= 1


@pytest.mark.parametrize("method", Method)
@FEW
@given(table=tables())
def test_sensitivity_agrees_with_the_ranking(method: Method, table: DecisionMatrix) -> None:
    first = {place.vendor for place in rank(table, method).vendors if place.rank == 1}
    found = sensitivity(table, method)
    assert set(found.leaders) == first
    for interval in found.intervals:
        assert 0 <= interval.low <= interval.current + 1e-9
        assert interval.current - 1e-9 <= interval.high <= 1


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
decimals = st.decimals("0.0001", "99999", places=6)
shares = st.none() | st.decimals(0, 1, places=4)
months = st.dates(dt.date(1900, 1, 1)).map(lambda day: f"{day.year:04d}-{day.month:02d}")
OFFERS = st.builds(
    Offer,
    price=st.none() | decimals,
    currency=texts,
    transition=decimals,
    oversight=decimals,
    oversight_share=st.decimals(0, 1, places=4),
    credits_share=st.decimals(0, 1, places=4),
    gain=decimals,
    gain_by=texts,
    fee=st.none() | decimals,
)
CONTRACTS = st.builds(
    Contract,
    months=st.integers(1, 240),
    start=st.just("") | months,
    price_kpi=texts,
    volume=st.none() | decimals,
    volumes=st.dictionaries(months, decimals, max_size=2),
    volume_of=texts,
    credits_measured=st.booleans(),
    offers=st.dictionaries(texts, OFFERS, max_size=2),
)
TIERS = st.builds(Tier, numbers, st.booleans(), st.decimals(0, 1, places=4), st.booleans())
TERMS = st.builds(
    Term, texts, st.lists(TIERS, min_size=1, max_size=2).map(tuple), st.integers(0, 24)
)
STAKES = st.builds(
    Stakes,
    st.lists(TERMS, max_size=2, unique_by=lambda term: term.kpi).map(tuple),
    shares,
    shares,
)
QUOTES = st.builds(Quote, texts, decimals, st.dates(), texts, texts)


@FEW
@given(
    name=texts,
    weights=st.dictionaries(texts, numbers, max_size=4),
    anchors=st.dictionaries(
        texts, st.builds(Anchors, numbers, numbers, st.none() | numbers, source=texts), max_size=2
    ),
    gates=st.lists(st.builds(Gate, texts, numbers, st.booleans(), st.booleans()), max_size=3),
    rates=st.lists(QUOTES, max_size=3, unique_by=lambda quote: quote.currency).map(tuple),
    tax=st.dictionaries(texts, st.builds(Tax, st.sampled_from(TaxBasis), shares), max_size=2),
    contract=st.none() | CONTRACTS,
    stakes=st.none() | STAKES,
)
def test_a_scenario_survives_being_written(
    name: str,
    weights: dict[str, float],
    anchors: dict[str, Anchors],
    gates: list[Gate],
    rates: tuple[Quote, ...],
    tax: dict[str, Tax],
    contract: Contract | None,
    stakes: Stakes | None,
) -> None:
    scenario = Scenario(
        name,
        name,
        weights,
        anchors=anchors,
        gates=tuple(gates),
        baseline=name,
        rates=rates,
        tax=tax,
        contract=contract,
        stakes=stakes,
    )
    assert read_scenario(write_scenario(scenario), "x") == scenario
