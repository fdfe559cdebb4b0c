"""Money at stake as tables: vendors by months, and every KPI of every month with its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.contract import Stakes, Term, Tier
from desktop_app.domain.translating import later, tr, with_signs
from desktop_app.presenting.contract_tables import amount_text
from desktop_app.presenting.formatting import MISSING, format_value
from desktop_app.presenting.stakes import StakesMonth, StakesView, VendorStakes
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.scoring.currency import plain
from desktop_app.scoring.stakes import Back, Due

NOT_ASSESSED = later("not assessed")
BACK_WORDS = {
    Back.NEVER: "",
    Back.EARNED: later("earned back"),
    Back.MISSED: later("not earned back"),
    Back.UNKNOWN: later("not earned back: a month after it has no figure"),
    Back.OPEN: later("not decided: the months after it are not all there yet"),
}


@dataclass(frozen=True, slots=True)
class StakesLine:
    """One KPI of one month of a vendor."""

    vendor: str
    month: StakesMonth
    due: Due

    @property
    def cells(self) -> tuple[str, str, str]:
        """Return file, sheet and cells of the figure; empty texts where there is none."""
        return self.month.cells.get(self.due.kpi, ("", "", ""))


def stakes_table(view: StakesView) -> Table:
    """Return one row a vendor, one column a month, and the total."""
    columns: list[Column[VendorStakes]] = [
        Column("vendor", tr("Vendor"), lambda one: text_cell(one.vendor, strong=True), width=24)
    ]
    columns += [
        Column(month, month, _month_cell_of(view, place),
               tr("Above 0 the vendor gets it on top, below 0 it pays it back"), Align.RIGHT, 17)
        for place, month in enumerate(view.months)
    ]  # fmt: skip
    columns.append(Column("total", tr("Total"), _total_cell_of(view), tr("Of all assessed months"),
                          Align.RIGHT, 20))  # fmt: skip
    return make_table(columns, view.vendors, lambda one: one.vendor)


def stakes_lines(view: StakesView) -> list[StakesLine]:
    """Return every KPI of every month of every vendor."""
    return [
        StakesLine(one.vendor, month, due)
        for one in view.vendors
        for month in one.months
        for due in month.due.dues
    ]


def stakes_detail_table(view: StakesView, catalogue: Catalogue) -> Table:
    """Return one row a KPI and month of a vendor, with the cells behind it."""

    def title(line: StakesLine) -> Cell:
        return text_cell(catalogue.kpis[line.due.kpi].title)

    columns: list[Column[StakesLine]] = [
        Column("month", tr("Month"), lambda line: text_cell(line.due.month), width=10),
        Column("kpi", tr("KPI"), title, width=24),
        Column("value", tr("Figure"), lambda line: _figure_cell(line, catalogue), "",
               Align.RIGHT, 14),
        Column("tier", tr("Tier"), lambda line: text_cell(tier_text(line.due, catalogue)),
               width=28),
        Column("amount", tr("Amount"), lambda line: _amount_cell(line, view.currency), "",
               Align.RIGHT, 20),
        Column("back", tr("Earned back"), lambda line: text_cell(back_words(line.due.back)),
               width=24),
        Column("cells", tr("Cells"), lambda line: text_cell(" ".join(filter(None, line.cells)))),
    ]  # fmt: skip
    return make_table(
        columns,
        stakes_lines(view),
        lambda line: (line.vendor, line.due.month, line.due.kpi),
        group=lambda line: line.vendor,
    )


def tier_text(due: Due, catalogue: Catalogue) -> str:
    """Return which tier a figure fell into, and what the cap made of it."""
    if not due.assessed:
        return tr(NOT_ASSESSED)
    if due.tier is None:
        return tr("nothing falls due")
    text = tier_words(due.tier, due.kpi, catalogue)
    return (
        text
        if due.share == due.uncapped
        else tr("{tier}, cut to {share}", tier=text, share=percent_text(abs(due.share)))
    )


def tier_words(tier: Tier, kpi: str, catalogue: Catalogue) -> str:
    """Return a tier in words: ``below 80.0 %: credit of 5 %``."""
    limit = format_value(tier.limit, catalogue.kpis[kpi].unit.value)
    words = {
        (False, True): later("below {limit}: credit of {share}"),
        (False, False): later("above {limit}: credit of {share}"),
        (True, True): later("at most {limit}: bonus of {share}"),
        (True, False): later("at least {limit}: bonus of {share}"),
    }[tier.bonus, tier.below]
    return tr(words, limit=limit, share=percent_text(tier.share))


def term_words(term: Term, catalogue: Catalogue) -> str:
    """Return a term in a sentence."""
    tiers = "; ".join(tier_words(tier, term.kpi, catalogue) for tier in term.tiers)
    title = catalogue.kpis[term.kpi].title
    if not term.earn_back:
        return tr("{kpi}: {tiers} of the monthly fee.", kpi=title, tiers=tiers)
    if term.earn_back == 1:
        return tr(
            "{kpi}: {tiers} of the monthly fee; a credit is earned back when the next month draws "
            "none.",
            kpi=title,
            tiers=tiers,
        )
    return tr(
        "{kpi}: {tiers} of the monthly fee; a credit is earned back when the next {count} months "
        "in a row draw none.",
        kpi=title,
        tiers=tiers,
        count=term.earn_back,
    )


def stakes_sentences(stakes: Stakes, catalogue: Catalogue) -> list[str]:
    """Return the terms and caps of a contract's stakes."""
    found = [term_words(term, catalogue) for term in stakes.terms if term.kpi in catalogue.kpis]
    for words, cap in (
        (later("A month's credits are {share} of its fee at most."), stakes.cap),
        (later("A month's bonuses are {share} of its fee at most."), stakes.bonus_cap),
    ):
        if cap is not None:
            found.append(tr(words, share=percent_text(cap)))
    return found


def back_words(back: Back) -> str:
    """Return whether a credit is earned back; ``""`` where it can't be."""
    return tr(BACK_WORDS[back]) if BACK_WORDS[back] else ""


def vendor_notes(view: StakesView, catalogue: Catalogue) -> list[str]:
    """Return what has to be known of each vendor: its fee, and what could not be assessed."""
    notes = []
    for one in view.vendors:
        missing = len(one.months) - len(one.assessed)
        parts = [one.fee_words]
        if missing:
            parts.append(
                tr(
                    "{missing} of {count} months not assessed: no figure",
                    missing=missing,
                    count=len(one.months),
                )
            )
        parts += [
            tr("{kpi} not assessed: {why}", kpi=catalogue.kpis[kpi].title, why=mark)
            for kpi, mark in one.unlike.items()
        ]
        notes.append(f"{one.vendor}: {'; '.join(parts)}.")
    return notes


def percent_text(share: Decimal) -> str:
    """Return a share with all its digits up to the fourth: ``2.5 %``."""
    return f"{with_signs(plain(round(share * 100, 4).normalize()))} %"


def _month_cell_of(view: StakesView, place: int) -> Callable[[VendorStakes], Cell]:
    def cell(one: VendorStakes) -> Cell:
        month = one.months[place]
        if not month.due.assessed:
            return Cell(
                MISSING,
                None,
                Tint.MUTED,
                tr("not assessed: no figure for this month"),
            )
        told = [_due_words(month, due, view.currency) for due in month.due.dues]
        text, sort = _paid(month.due.net, month.amount, view.currency)
        if month.due.missing:
            text = f"{text} *"
        return Cell(text, sort, _tint(month.due.net), "\n".join(told))

    return cell


def _due_words(month: StakesMonth, due: Due, currency: str) -> str:
    if not due.assessed:
        return f"{due.kpi}: {tr(NOT_ASSESSED)}"
    text, _ = _paid(due.net, month.amount_of(due), currency)
    back = f", {back_words(due.back)}" if due.back is not Back.NEVER else ""
    return f"{due.kpi}: {text}{back}"


def _total_cell_of(view: StakesView) -> Callable[[VendorStakes], Cell]:
    def cell(one: VendorStakes) -> Cell:
        if not one.assessed:
            return Cell(
                MISSING,
                None,
                Tint.MUTED,
                tr("not assessed: no month has a figure"),
            )
        share = one.mean_share or Decimal(0)
        if one.total is None:
            return Cell(
                tr("{share} a month", share=_signed(share)),
                float(share),
                _tint(share),
                one.fee_words,
            )
        text = f"{_sign(one.total)}{amount_text(abs(one.total), view.currency)}"
        told = tr(
            "{share} of the fee in an assessed month on average\n{fee}",
            share=_signed(share),
            fee=one.fee_words,
        )
        return Cell(text, float(one.total), _tint(one.total), told, strong=True)

    return cell


def _paid(share: Decimal, amount: Decimal | None, currency: str) -> tuple[str, float]:
    if amount is None:
        return tr("{share} of the fee", share=_signed(share)), float(share)
    return f"{_sign(amount)}{amount_text(abs(amount), currency)}", float(amount)


def _figure_cell(line: StakesLine, catalogue: Catalogue) -> Cell:
    if not line.due.assessed:
        return Cell(MISSING, None, Tint.MUTED, tr(NOT_ASSESSED))
    unit = catalogue.kpis[line.due.kpi].unit.value
    return Cell(format_value(line.due.value, unit), line.due.value)


def _amount_cell(line: StakesLine, currency: str) -> Cell:
    if not line.due.assessed:
        return Cell(MISSING, None, Tint.MUTED, tr(NOT_ASSESSED))
    text, sort = _paid(line.due.net, line.month.amount_of(line.due), currency)
    return Cell(text, sort, _tint(line.due.net))


def _tint(amount: Decimal) -> Tint:
    return Tint.UNACCEPTABLE if amount < 0 else Tint.OK if amount > 0 else Tint.NONE


def _sign(amount: Decimal) -> str:
    return "+" if amount > 0 else "−" if amount < 0 else ""


def _signed(share: Decimal) -> str:
    return f"{_sign(share)}{percent_text(abs(share))}"
