"""What each of two vendors would cost: over the contract, or for so many units of work."""

from __future__ import annotations

import math

from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.contract import ContractView
from desktop_app.presenting.contract_tables import amount_text
from desktop_app.presenting.formatting import format_interval, format_value
from desktop_app.presenting.levels import figure_difference
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.money_basis import PRICE_UNITS
from desktop_app.presenting.money_words import price_kpis
from desktop_app.scoring.contract_cost import VendorCost

_UNITS = 1000


def cost_sentences(comparison: Comparison, first: str, second: str) -> list[str]:
    """Return what the two would cost, and which one less by how much.

    Over the scenario's contract where there is one, else for 1,000 units of work at each price
    that both have in one currency; where neither can be said, what is missing.
    """
    view = comparison.contract
    if view is not None:
        return _over_contract(view, first, second)
    found = [
        sentence
        for kpi in price_kpis(comparison.catalogue)
        if (sentence := _by_price(comparison, kpi, first, second))
    ]
    where = tr(
        "For the total over a contract, enter its length and volume in Decide, Rules, Money."
    )
    if found:
        return [*found, where]
    return [_nothing_alike(comparison, first, second), where]


def _nothing_alike(comparison: Comparison, first: str, second: str) -> str:
    """Return why the two have no price that can be held against each other."""
    for kpi, title in price_kpis(comparison.catalogue).items():
        figures = [comparison.figures.get((vendor, kpi)) for vendor in (first, second)]
        currencies = [figure.currency for figure in figures if figure is not None]
        if len(set(filter(None, currencies))) == 2:
            return tr(
                "What each would cost can't be said: {kpi} is in {one} and {two}. Enter an "
                "exchange rate in Decide, Rules, Money.",
                kpi=title,
                one=currencies[0],
                two=currencies[1],
            )
    return tr("What each would cost can't be said: the two have no price in common.")


def _over_contract(view: ContractView, first: str, second: str) -> list[str]:
    costs = {cost.vendor: cost for cost in view.costs}
    if first in costs and second in costs:
        return [_total_sentence(view, costs[first], costs[second])]
    if view.problem:
        return [view.problem]
    return [
        tr("{vendor} has no total: {why}.", vendor=vendor, why=view.missing[vendor])
        for vendor in (first, second)
        if vendor in view.missing
    ]


def _total_sentence(view: ContractView, one: VendorCost, two: VendorCost) -> str:
    total = tr(
        "Over {months} months, {first} would cost {one} and {second} {two}.",
        months=view.contract.months,
        first=one.vendor,
        one=amount_text(one.total.value, view.currency),
        second=two.vendor,
        two=amount_text(two.total.value, view.currency),
    )
    return f"{total} {_less(view, one, two)}"


def _less(view: ContractView, one: VendorCost, two: VendorCost) -> str:
    if one.total.value == two.total.value:
        return tr("That is the same.")
    cheap, dear = sorted((one, two), key=lambda cost: cost.total.value)
    less = tr(
        "{vendor} costs {amount} less.",
        vendor=cheap.vendor,
        amount=amount_text(dear.total.value - cheap.total.value, view.currency),
    )
    if cheap.total.high >= dear.total.low:
        less += " " + tr("Within the ranges of prices and volume it may be the other way round.")
    return less


def _by_price(comparison: Comparison, kpi: str, first: str, second: str) -> str:
    """Return what so many units cost with the two; ``""`` where the prices are not alike."""
    figures = [comparison.figures.get((vendor, kpi)) for vendor in (first, second)]
    one, two = figures
    if one is None or two is None or not (_priced(comparison, one) and _priced(comparison, two)):
        return ""
    if one.currency != two.currency:
        return ""
    units = PRICE_UNITS.get(kpi)
    work = (
        tr(units[1])
        if units is not None
        else tr("units ({kpi})", kpi=comparison.catalogue.kpis[kpi].title)
    )
    said = tr(
        "{count:,} {units} cost {one} with {first} and {two} with {second}",
        count=_UNITS,
        units=work,
        one=_amount(one),
        first=first,
        two=_amount(two),
        second=second,
    )
    apart = figure_difference(comparison, one, two)
    if one.value == two.value:
        return tr("{costs}: the same.", costs=said)
    less = format_value(abs(one.value - two.value) * _UNITS, Unit.MONEY, one.currency)
    cheap = one.vendor if one.value < two.value else two.vendor
    if apart is not None and apart.level:
        return tr(
            "{costs}: {less} less with {vendor}, which may be chance.",
            costs=said,
            less=less,
            vendor=cheap,
        )
    return tr("{costs}: {less} less with {vendor}.", costs=said, less=less, vendor=cheap)


def _priced(comparison: Comparison, figure: Figure) -> bool:
    known = figure.unit == Unit.MONEY and math.isfinite(figure.value)
    return known and may_rank(figure, comparison.scenario)


def _amount(figure: Figure) -> str:
    """Return what so many units cost, with the range that the price's interval gives."""
    amount = format_value(figure.value * _UNITS, Unit.MONEY, figure.currency)
    ends = format_interval(figure.low * _UNITS, figure.high * _UNITS, Unit.MONEY, figure.currency)
    return tr("{amount} ({ends})", amount=amount, ends=ends) if ends else amount
