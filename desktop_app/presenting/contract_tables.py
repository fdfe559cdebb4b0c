"""The contract's cost and break-even with every vendor, as a table and in sentences."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr, with_signs
from desktop_app.presenting.contract import ContractView
from desktop_app.presenting.formatting import MISSING, format_number, format_percent
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.contract_cost import BreakEven, Estimate, VendorCost
from desktop_app.scoring.currency import plain

_PRICE_DIGITS = 4


def price_text(price: Decimal, currency: str) -> str:
    """Return the price of one unit, to four decimals where it has them and two at least."""
    rounded = round(price, _PRICE_DIGITS)
    digits = plain(rounded.normalize())
    decimals = len(digits.partition(".")[2])
    shown = with_signs(f"{rounded:,.{max(decimals, 2)}f}")
    return f"{shown} {currency}".strip()


def amount_text(amount: Decimal, currency: str) -> str:
    """Return an amount with two decimals and its currency."""
    return f"{format_number(float(amount), 2)} {currency}".strip()


def cost_table(view: ContractView) -> Table:
    """Return one row a vendor: price, every part of the total, the total with its range."""
    cheapest = {one.vendor for one in view.break_evens if one.cheapest}
    even = {one.vendor: one for one in view.break_evens}
    columns: list[Column[VendorCost]] = [
        Column("vendor", tr("Vendor"), lambda cost: text_cell(cost.vendor, strong=True), width=20),
        Column("price", tr("Price a {unit}", unit=view.unit_title), _price_cell_of(view),
               tr("As compared: one currency, one basis of tax"), Align.RIGHT, 15),
        Column("service", tr("Service"), _money_of(view, lambda cost: cost.service),
               tr("Price x volume"), Align.RIGHT, 17),
        Column("transition", tr("Transition"),
               _money_of(view, lambda cost: Estimate.exact(cost.transition)), tr("Once"),
               Align.RIGHT, 14),
        Column("oversight", tr("Oversight"), _money_of(view, lambda cost: cost.oversight),
               tr("Over all months"), Align.RIGHT, 15),
        Column("credits", tr("Credits"), _money_of(view, lambda cost: cost.credits),
               tr("Expected over all months; they lower the total"), Align.RIGHT, 14),
        Column("total", tr("Total"), _total_cell_of(view, cheapest),
               tr("Service + transition + oversight - credits"), Align.RIGHT, 20),
        Column("range", tr("Low to high"), lambda cost: _range_cell(cost, view.currency),
               tr("Low and high of price and of volume together"), Align.RIGHT, 26),
        Column("even", tr("Cheapest below"), _even_cell_of(view, even),
               tr("The price a {unit} at which the total is that of the cheapest other vendor",
                  unit=view.unit_title), Align.RIGHT, 15),
        Column("roi", tr("Return"), _return_cell_of(view),
               tr("(gain - cost) / cost over the contract"), Align.RIGHT, 10),
    ]  # fmt: skip
    return make_table(columns, view.costs, lambda cost: cost.vendor)


def break_even_sentences(view: ContractView) -> list[str]:
    """Return for each vendor at which price it is the cheapest."""
    return [_even_words(one, view) for one in view.break_evens]


def contract_notes(view: ContractView) -> list[str]:
    """Return what else has to be known: the volume, whose price is missing, who claims what."""
    notes = [view.problem] if view.problem else []
    if view.volume is not None:
        months = view.volume.months
        total = view.volume.total
        notes.append(
            tr(
                "{first} to {last}, {count} months: {volume} {units}{range}. {origin}",
                first=shown_period(months[0]),
                last=shown_period(months[-1]),
                count=len(months),
                volume=format_number(float(total.value), 0),
                units=view.units_title,
                range=_range(total),
                origin=view.volume.words,
            )
        )
    notes += [
        tr("{vendor} has no total: {why}.", vendor=vendor, why=why)
        for vendor, why in view.missing.items()
    ]
    return notes


def _range(total: Estimate) -> str:
    if total.low == total.high:
        return ""
    low, high = (format_number(float(one), 0) for one in (total.low, total.high))
    return tr(" ({low} to {high})", low=low, high=high)


def _even_words(one: BreakEven, view: ContractView) -> str:
    now = price_text(one.now, view.currency)
    if one.price is None:
        return tr(
            "{vendor} is not the cheapest at any price: what comes beside it is more "
            "than the total of {rival}.",
            vendor=one.vendor,
            rival=one.rival,
        )
    even = price_text(one.price, view.currency)
    if one.cheapest:
        return tr(
            "{vendor} is cheapest up to {even} a {unit} (now {now}), then {rival}.",
            vendor=one.vendor,
            even=even,
            unit=view.unit_title,
            now=now,
            rival=one.rival,
        )
    return tr(
        "{vendor} is cheapest below {even} a {unit} (now {now}).",
        vendor=one.vendor,
        even=even,
        unit=view.unit_title,
        now=now,
    )


def _price_cell_of(view: ContractView) -> Callable[[VendorCost], Cell]:
    def cell(cost: VendorCost) -> Cell:
        told = [view.prices[cost.vendor]]
        if cost.price.low != cost.price.high:
            low, high = (price_text(x, view.currency) for x in (cost.price.low, cost.price.high))
            told.append(tr("95 % interval {low} to {high}", low=low, high=high))
        price = price_text(cost.price.value, view.currency)
        return Cell(price, float(cost.price.value), tooltip="\n".join(told))

    return cell


def _money_of(
    view: ContractView, part: Callable[[VendorCost], Estimate]
) -> Callable[[VendorCost], Cell]:
    def cell(cost: VendorCost) -> Cell:
        amount = part(cost)
        return Cell(
            amount_text(amount.value, view.currency),
            float(amount.value),
            tooltip=_ends(amount, view.currency),
        )

    return cell


def _range_cell(cost: VendorCost, currency: str) -> Cell:
    low, high = (float(one) for one in (cost.total.low, cost.total.high))
    if low == high:
        return Cell(MISSING, None, Tint.MUTED, tr("Price and volume are known without a range."))
    ends = tr("{low} to {high}", low=format_number(low, 0), high=format_number(high, 0))
    text = f"{ends} {currency}".strip()
    return Cell(text, high - low)


def _ends(amount: Estimate, currency: str) -> str:
    if amount.low == amount.high:
        return ""
    return tr(
        "{low} to {high}",
        low=amount_text(amount.low, currency),
        high=amount_text(amount.high, currency),
    )


def _total_cell_of(view: ContractView, cheapest: set[str]) -> Callable[[VendorCost], Cell]:
    def cell(cost: VendorCost) -> Cell:
        first = cost.vendor in cheapest
        return Cell(
            f"{'● ' if first else ''}{amount_text(cost.total.value, view.currency)}",
            float(cost.total.value),
            Tint.OK if first else Tint.NONE,
            "\n".join(
                filter(
                    None, (tr("the cheapest") if first else "", _ends(cost.total, view.currency))
                )
            ),
            strong=True,
        )

    return cell


def _even_cell_of(view: ContractView, even: dict[str, BreakEven]) -> Callable[[VendorCost], Cell]:
    def cell(cost: VendorCost) -> Cell:
        one = even.get(cost.vendor)
        if one is None:
            return Cell(MISSING, None, Tint.MUTED, tr("There is nobody to compare with."))
        if one.price is None:
            return Cell(tr("at no price"), None, Tint.MUTED, _even_words(one, view))
        return Cell(
            price_text(one.price, view.currency), float(one.price), tooltip=_even_words(one, view)
        )

    return cell


def _return_cell_of(view: ContractView) -> Callable[[VendorCost], Cell]:
    def cell(cost: VendorCost) -> Cell:
        back = view.returns.get(cost.vendor)
        if back is None or back.value is None:
            return Cell(MISSING, None, Tint.MUTED, tr("There is no gain to set against the cost."))
        told = [
            tr(
                "In-house cost avoided: {amount}",
                amount=amount_text(back.avoided, view.currency),
            )
        ]
        if back.gain:
            by = (
                tr("claimed by {who}", who=back.gain_by)
                if back.gain_by
                else tr("not said by whom claimed")
            )
            told.append(
                tr(
                    "Further gains: {amount}, {by}",
                    amount=amount_text(back.gain, view.currency),
                    by=by,
                )
            )
        value = float(back.value)
        return Cell(f"{format_percent(value)} %", value, tooltip="\n".join(told))

    return cell
