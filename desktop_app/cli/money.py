"""Money on the command line: rates from a file, and what contract and stakes come to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop_app.catalogue.model import Catalogue
from desktop_app.cli.arguments import ONE_OF_BASE
from desktop_app.cli.reading import UsageError
from desktop_app.presenting.contract import ContractView
from desktop_app.presenting.contract_tables import (
    amount_text,
    break_even_sentences,
    contract_notes,
    price_text,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.stakes import StakesView, VendorStakes, stakes_view
from desktop_app.presenting.stakes_tables import percent_text, vendor_notes
from desktop_app.scoring.contract_cost import Estimate
from desktop_app.scoring.currency import with_quotes
from desktop_app.scoring.model import Scenario
from desktop_app.workbench.table_files import read_rate_file


def with_money(scenario: Scenario, options: argparse.Namespace) -> Scenario:
    """Return the scenario with the base currency and the rates of the options.

    Raises
    ------
    UsageError
        If the rates could mean either direction and nobody says which.
    ScenarioError, UnreadableFileError
        If the file can't be read.
    """
    if options.base_currency:
        scenario = replace(scenario, base_currency=options.base_currency.strip().upper())
    if not options.rates:
        return scenario
    rows = read_rate_file(options.rates)
    if not rows.directed and not (options.one_of and scenario.base_currency):
        first = next(quote for quote in rows.quotes if not quote.into)
        base = scenario.base_currency or "the base currency"
        raise UsageError(
            f"--rates {options.rates}: is 1 {first.currency} = {first.rate} {base} "
            f"(--one-of other), or 1 {base} = {first.rate} {first.currency} (--one-of base)? "
            "Name --base-currency too, or add a column 'into' to the file"
        )
    quotes = rows.into_base(scenario.base_currency, options.one_of == ONE_OF_BASE)
    return replace(scenario, rates=with_quotes(scenario.rates, quotes))


def money_document(comparison: Comparison) -> dict[str, Any]:
    """Return what contract and stakes come to as JSON; amounts are texts, so exact."""
    view, stakes = comparison.contract, stakes_view(comparison)
    return {
        "contract": None if view is None else _contract(view),
        "stakes": None if stakes is None else _stakes(stakes),
    }


def money_text(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    """Return the same for people, a line each; empty without contract and stakes."""
    view, stakes = comparison.contract, stakes_view(comparison)
    lines: list[str] = []
    if view is not None:
        lines += ["", "Total cost over the contract"]
        lines += [
            f"  {cost.vendor}: {amount_text(cost.total.value, view.currency)} at "
            f"{price_text(cost.price.value, view.currency)} a {view.unit}"
            for cost in view.costs
        ]
        lines += [f"  {text}" for text in (*break_even_sentences(view), *contract_notes(view))]
    if stakes is not None:
        lines += ["", "Money at stake"]
        lines += [f"  {_stakes_line(one, stakes)}" for one in stakes.vendors]
        lines += [f"  {text}" for text in vendor_notes(stakes, catalogue)]
    return lines


def _stakes_line(one: VendorStakes, view: StakesView) -> str:
    if one.total is not None:
        return f"{one.vendor}: {amount_text(one.total, view.currency)}"
    if one.mean_share is None:
        return f"{one.vendor}: not assessed"
    return f"{one.vendor}: {percent_text(one.mean_share)} of the fee in an assessed month"


def _contract(view: ContractView) -> dict[str, Any]:
    return {
        "months": view.contract.months,
        "first_month": view.volume.months[0] if view.volume else None,
        "currency": view.currency or None,
        "volume": _estimate(view.volume.total) if view.volume else None,
        "vendors": [
            {
                "vendor": cost.vendor,
                "price": _estimate(cost.price),
                "service": _estimate(cost.service),
                "transition": str(cost.transition),
                "oversight": _estimate(cost.oversight),
                "credits": _estimate(cost.credits),
                "total": _estimate(cost.total),
            }
            for cost in view.costs
        ],
        "cheapest_below": {one.vendor: _text(one.price) for one in view.break_evens},
        "returns": {vendor: _text(back.value) for vendor, back in view.returns.items()},
        "missing": dict(view.missing),
        "problem": view.problem or None,
    }


def _stakes(view: StakesView) -> dict[str, Any]:
    return {
        "currency": view.currency or None,
        "vendors": [
            {
                "vendor": one.vendor,
                "total": _text(one.total),
                "mean_share": _text(one.mean_share),
                "months": [
                    {
                        "month": month.due.month,
                        "assessed": month.due.assessed,
                        "not_assessed": list(month.due.missing),
                        "share": str(month.due.net),
                        "fee": _text(month.fee),
                        "amount": _text(month.amount),
                    }
                    for month in one.months
                ],
            }
            for one in view.vendors
        ],
    }


def _estimate(amount: Estimate) -> dict[str, str]:
    return {"value": str(amount.value), "low": str(amount.low), "high": str(amount.high)}


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
