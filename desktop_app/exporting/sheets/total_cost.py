"""Total cost: the contract with every vendor, in live formulas over price and volume."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from desktop_app.domain.translating import later, tr
from desktop_app.exporting.page import (
    formula_text,
    open_sheet,
    set_up_page,
    write_heading,
    write_number,
    write_text,
)
from desktop_app.exporting.sheet_names import TOTAL_COST
from desktop_app.exporting.styles import INPUT_FILL, Styles
from desktop_app.presenting.contract import ContractView
from desktop_app.presenting.contract_tables import break_even_sentences, contract_notes
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.money_words import rate_sentences, tax_sentences
from desktop_app.scoring.contract_cost import VendorCost

_REMARK = later(
    "Yellow cells can be changed: price, volume and the rest; totals, break-even and return "
    "follow. Total = price x volume + transition + oversight - credits."
)
_NO_CONTRACT = later(
    "No contract is entered: its length, its volume and what vendors ask (Decide, Money, Contract)."
)
_COLUMNS = (
    (later("Vendor"), 26),
    (later("Price"), 12),
    (later("Service"), 16),
    (later("Transition"), 14),
    (later("Oversight a month"), 12),
    (later("Oversight, share of service"), 12),
    (later("Oversight"), 14),
    (later("Credits a month"), 12),
    (later("Credits, share of service"), 12),
    (later("Credits"), 14),
    (later("Total"), 18),
    (later("Low"), 16),
    (later("High"), 16),
    (later("Cheapest below"), 14),
    (later("Gain claimed"), 14),
    (later("Return"), 10),
    (later("Claimed by"), 16),
    (later("Price from"), 50),
)
_PRICE, _SERVICE, _TRANSITION, _BY_MONTH, _SHARE, _OVERSIGHT = range(1, 7)
_CREDIT_MONTH, _CREDIT_SHARE, _CREDITS, _TOTAL, _LOW, _HIGH, _EVEN = range(7, 14)
_GAIN, _RETURN, _CLAIMED, _FROM = range(14, 18)
_MONEY, _UNIT_PRICE, _PERCENT = "#,##0.00", "#,##0.00##", "0.0#%"


def write(book: Workbook, comparison: Comparison, styles: Styles) -> None:
    """Add the sheet."""
    sheet = open_sheet(book, TOTAL_COST, [width for _, width in _COLUMNS])
    view = comparison.contract
    if view is None or not view.costs:
        row = set_up_page(sheet, tr(TOTAL_COST), styles)
        notes = [tr(_NO_CONTRACT)] if view is None else contract_notes(view)
        _write_lines(sheet, row, notes, styles)
        return
    row = set_up_page(sheet, tr(TOTAL_COST), styles, tr(_REMARK))
    _Table(sheet, view, comparison.scenario.baseline, styles).write(row)
    below = row + len(view.costs) + 6
    lines = [*break_even_sentences(view), *contract_notes(view)]
    lines += rate_sentences(comparison.scenario) + tax_sentences(comparison.scenario)
    _write_lines(sheet, below, lines, styles)


def _write_lines(sheet: Worksheet, row: int, lines: list[str], styles: Styles) -> None:
    for place, text in enumerate(lines):
        write_text(sheet, row + place, 0, text, styles.text)


class _Table:
    """Volume and months above, a row for each vendor below."""

    def __init__(self, sheet: Worksheet, view: ContractView, baseline: str, styles: Styles) -> None:
        self._sheet, self._view, self._baseline, self._styles = sheet, view, baseline, styles
        self._volume = self._months = self._first = self._last = ""

    def write(self, row: int) -> None:
        view, plan = self._view, self._view.volume
        assert plan is not None
        for place, (name, value, form) in enumerate(
            (
                (
                    tr("Volume, {units} over all months", units=view.units_title),
                    float(plan.total.value),
                    "#,##0",
                ),
                (tr("Months"), float(view.contract.months), "0"),
            )
        ):
            write_text(self._sheet, row + place, 0, name, self._styles.strong)
            write_number(self._sheet, row + place, 1, value, self._input(form))
        self._volume = xl_rowcol_to_cell(row, 1, True, True)
        self._months = xl_rowcol_to_cell(row + 1, 1, True, True)
        write_text(
            self._sheet,
            row + 2,
            0,
            tr("Money in {currency}", currency=view.currency),
            self._styles.muted,
        )
        top = write_heading(self._sheet, row + 3, [tr(name) for name, _ in _COLUMNS], self._styles)
        self._first = xl_rowcol_to_cell(top, _TOTAL, True, True)
        self._last = xl_rowcol_to_cell(top + len(view.costs) - 1, _TOTAL, True, True)
        rows = {cost.vendor: top + place for place, cost in enumerate(view.costs)}
        for cost in view.costs:
            self._write_vendor(rows[cost.vendor], cost, rows.get(self._baseline))

    def _write_vendor(self, row: int, cost: VendorCost, baseline: int | None) -> None:
        terms = self._view.offers[cost.vendor].terms
        write_text(self._sheet, row, 0, cost.vendor, self._styles.strong)
        entered: tuple[tuple[int, Decimal, str], ...] = (
            (_PRICE, cost.price.value, _UNIT_PRICE),
            (_TRANSITION, cost.transition, _MONEY),
            (_BY_MONTH, terms.oversight, _MONEY),
            (_SHARE, terms.oversight_share, _PERCENT),
            (_CREDIT_MONTH, terms.credits, _MONEY),
            (_CREDIT_SHARE, terms.credits_share, _PERCENT),
            (_GAIN, terms.gain, _MONEY),
        )
        for column, amount, form in entered:
            write_number(self._sheet, row, column, float(amount), self._input(form))
        at = {column: xl_rowcol_to_cell(row, column) for column in range(len(_COLUMNS))}
        sums = (
            (_SERVICE, f"={at[_PRICE]}*{self._volume}", cost.service.value),
            (_OVERSIGHT, self._over_months(at, _BY_MONTH, _SHARE), cost.oversight.value),
            (_CREDITS, self._over_months(at, _CREDIT_MONTH, _CREDIT_SHARE), cost.credits.value),
            (
                _TOTAL,
                f"={at[_SERVICE]}+{at[_TRANSITION]}+{at[_OVERSIGHT]}-{at[_CREDITS]}",
                cost.total.value,
            ),
        )
        for column, formula, amount in sums:
            self._formula(row, column, formula, _MONEY, float(amount))
        for column, amount in ((_LOW, cost.total.low), (_HIGH, cost.total.high)):
            write_number(self._sheet, row, column, float(amount), self._styles.number(_MONEY))
        self._write_even(row, cost, at)
        self._write_return(row, cost, at, baseline)
        write_text(self._sheet, row, _FROM, self._view.prices[cost.vendor], self._styles.text)

    def _over_months(self, at: dict[int, str], by_month: int, share: int) -> str:
        return f"={at[by_month]}*{self._months}+{at[share]}*{at[_SERVICE]}"

    def _write_even(self, row: int, cost: VendorCost, at: dict[int, str]) -> None:
        """Write the price at which the total is that of the cheapest other vendor."""
        even = next((e for e in self._view.break_evens if e.vendor == cost.vendor), None)
        if even is None:
            return
        every = f"{self._first}:{self._last}"
        rival = f"IF({at[_TOTAL]}=MIN({every}),SMALL({every},2),MIN({every}))"
        units = f"({self._volume}*(1+{at[_SHARE]}-{at[_CREDIT_SHARE]}))"
        price = f"({rival}-{at[_TOTAL]})/{units}+{at[_PRICE]}"
        words = tr("at no price")
        formula = f"=IF({price}>0,{price},{formula_text(words)})"
        shown = words if even.price is None else float(even.price)
        self._formula(row, _EVEN, formula, _UNIT_PRICE, shown)

    def _write_return(
        self, row: int, cost: VendorCost, at: dict[int, str], baseline: int | None
    ) -> None:
        back = self._view.returns.get(cost.vendor)
        if back is None or back.value is None:
            return
        avoided = "0" if baseline is None else xl_rowcol_to_cell(baseline, _TOTAL, True, True)
        formula = f"=({avoided}+{at[_GAIN]}-{at[_TOTAL]})/{at[_TOTAL]}"
        self._formula(row, _RETURN, formula, "0.0%", float(back.value))
        write_text(self._sheet, row, _CLAIMED, back.gain_by, self._styles.text)

    def _formula(self, row: int, column: int, formula: str, form: str, value: float | str) -> None:
        self._sheet.write_formula(row, column, formula, self._styles.number(form), value)

    def _input(self, form: str) -> object:
        return self._styles.number(form, bg_color=INPUT_FILL)
