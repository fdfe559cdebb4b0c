"""Figures that follow from a scenario's money: total cost, return, and saving as compared.

They are rows of the measurements table like all others, behind those that were measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS, Basis
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr, with_signs
from desktop_app.domain.unit import Unit
from desktop_app.kpi.derive import BASELINE_NOTE
from desktop_app.kpi.table import block_of, stack
from desktop_app.presenting.contract import ContractView, contract_view
from desktop_app.presenting.formatting import basis_words, format_number
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.money_basis import AGREED
from desktop_app.scoring.contract_cost import VendorCost, saving
from desktop_app.scoring.currency import plain

TOTAL_COST = "total_cost"
ROI, ROI_CONTRACT = "roi", "contract"
SAVING, PRICE = "saving_vs_baseline", "cost_per_contact"
WORKED = {TOTAL_COST: AGREED, ROI: ROI_CONTRACT}
"""By KPI, the variant of the figures that are worked out of a scenario's contract."""

_ALIKE = 0.1
"""Volumes that differ by less than this are called the same."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a scenario's money gives.

    Parameters
    ----------
    overall : pd.DataFrame
        The measurements with those that were worked out; the positions of the others stay.
    definitions : mapping of KPI id to variant id
        What is compared now that there are such figures, unless the scenario says otherwise.
    changed : bool
        Whether figures have to be chosen again.
    """

    overall: pd.DataFrame
    contract: ContractView | None
    changed: bool = False
    definitions: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def work_out(comparison: Comparison) -> Worked:
    """Return the figures that follow from the scenario of a comparison.

    Parameters
    ----------
    comparison : Comparison
        With its measured rows only, and the figures chosen among them.
    """
    view = contract_view(comparison)
    overall, saved = _with_savings(comparison)
    rows = [] if view is None else _contract_rows(comparison, view)
    if rows:
        overall = pd.concat([overall, stack([block_of(rows)])], ignore_index=True)
    chosen = {str(row["kpi"]): WORKED[str(row["kpi"])] for row in rows}
    return Worked(
        overall,
        view,
        bool(rows) or saved,
        {**chosen, **comparison.scenario.definitions},
        (*_no_baseline(comparison), *(view.findings() if view is not None else ())),
    )


def _no_baseline(comparison: Comparison) -> list[Finding]:
    """Return what to say of an in-house operation that no report is of."""
    baseline = comparison.scenario.baseline
    if not baseline or baseline in comparison.vendors:
        return []
    message = tr(
        "The in-house operation is to be {baseline}, and no vendor has that name: "
        "there is no saving against it. The names are {vendors}.",
        baseline=baseline,
        vendors=", ".join(comparison.vendors),
    )
    return [Finding(Severity.WARNING, "baseline-unknown", message)]


def _contract_rows(comparison: Comparison, view: ContractView) -> list[dict[str, Any]]:
    known = comparison.catalogue.kpis
    rows = []
    for cost in view.costs:
        price = comparison.figures.get((cost.vendor, view.contract.price_kpi))
        quoted = view.contract.offers.get(cost.vendor)
        origin = None if quoted is not None and quoted.price is not None else price
        if cost.vendor not in comparison.vendors:
            continue
        if TOTAL_COST in known:
            total = cost.total
            row = _row(comparison, cost.vendor, TOTAL_COST, float(total.value), origin)
            row |= {
                "unit": Unit.MONEY.value,
                "currency": view.currency,
                "low": float(total.low),
                "high": float(total.high),
                "note": tr(
                    "over {months} months: {costs}",
                    months=view.contract.months,
                    costs=cost_words(cost, view),
                ),
            }
            rows.append(row)
        back = view.returns.get(cost.vendor)
        if ROI in known and back is not None and back.value is not None:
            row = _row(comparison, cost.vendor, ROI, float(back.value), origin)
            rows.append(row | {"unit": Unit.SHARE.value, "note": _return_words(view, cost.vendor)})
    return rows


def cost_words(cost: VendorCost, view: ContractView) -> str:
    """Return a total's parts: ``240,000 contacts at 3.50 EUR + transition 30,000 EUR + ...``."""
    price = plain(round(cost.price.value, 6).normalize())
    units = format_number(float(cost.volume.value), 0)
    parts = [
        tr(
            "{units} x {price} {currency} a {unit}",
            units=units,
            price=with_signs(price),
            currency=view.currency,
            unit=view.unit_title,
        )
    ]
    for words, amount in (
        (later("+ transition {amount}"), cost.transition),
        (later("+ oversight {amount}"), cost.oversight.value),
        (later("- credits {amount}"), cost.credits.value),
    ):
        if amount:
            parts.append(tr(words, amount=_money(amount, view)))
    return " ".join(parts)


def _return_words(view: ContractView, vendor: str) -> str:
    back = view.returns[vendor]
    gains = []
    if back.avoided:
        gains.append(tr("in-house cost avoided, {amount}", amount=_money(back.avoided, view)))
    if back.gain:
        by = (
            tr(
                "further gains of {amount}, claimed by {who}",
                amount=_money(back.gain, view),
                who=back.gain_by,
            )
            if back.gain_by
            else tr(
                "further gains of {amount}, it is not said by whom claimed",
                amount=_money(back.gain, view),
            )
        )
        gains.append(by)
    return tr(
        "over {months} months: {gains}", months=view.contract.months, gains=listed(gains, None)
    )


def _money(amount: Decimal, view: ContractView) -> str:
    return f"{format_number(float(amount), 2)} {view.currency}"


def _row(
    comparison: Comparison, vendor: str, kpi: str, value: float, origin: Figure | None
) -> dict[str, Any]:
    """Return a derived figure over all periods, with the cells of the price it is made of."""
    row: dict[str, Any] = dict.fromkeys(MEASUREMENT_COLUMNS, math.nan)
    row |= dict.fromkeys(("currency", "note", "file", "sheet", "cells"), "")
    row |= {
        "vendor": vendor,
        "kpi": kpi,
        "period": None,
        "segment": None,
        "value": value,
        "basis": Basis.DERIVED.value,
        "variant": WORKED.get(kpi) or comparison.catalogue.kpis[kpi].variants[0].id,
    }
    if origin is not None:
        measured = comparison.overall.iloc[origin.row]
        row |= {name: measured[name] for name in ("n", "file", "sheet", "cells")}
    return row


def _with_savings(comparison: Comparison) -> tuple[pd.DataFrame, bool]:
    """Return the measurements with savings made of prices as compared, not as received.

    A saving that measuring made of two prices takes neither rates nor taxes into account; it is
    made anew here, in its own place, or without a figure where the prices can't be compared.
    """
    scenario, frame = comparison.scenario, comparison.overall
    own = comparison.figures.get((scenario.baseline, PRICE))
    if not scenario.baseline or own is None or SAVING not in comparison.catalogue.kpis:
        return frame, False
    made = (
        (frame["kpi"] == SAVING)
        & frame["segment"].isna()
        & (frame["basis"] == Basis.DERIVED.value)
        & frame["note"].str.contains(tr(BASELINE_NOTE), regex=False)
    )
    result, new = frame, []
    for vendor in comparison.vendors:
        price = comparison.figures.get((vendor, PRICE))
        if vendor == scenario.baseline or price is None:
            continue
        value = _saving(price, own)
        places = frame.index[made & (frame["vendor"] == vendor)]
        note = _saving_note(comparison, price, own) if not math.isnan(value) else tr(_UNLIKE)
        if len(places):
            result = frame.copy() if result is frame else result
            result.loc[places, "value"] = value
            result.loc[places, "note"] = note
        elif (vendor, SAVING) not in comparison.figures and not math.isnan(value):
            row = _row(comparison, vendor, SAVING, value, price)
            new.append(row | {"unit": Unit.SHARE.value, "note": note})
    if new:
        result = pd.concat([result, stack([block_of(new)])], ignore_index=True)
    return result, result is not frame


_UNLIKE = later("the two prices can't be compared")


def _saving(price: Figure, baseline: Figure) -> float:
    like = price.comparable and baseline.comparable and price.currency == baseline.currency
    found = saving(price.value, baseline.value) if like else None
    return math.nan if found is None else found


def _saving_note(comparison: Comparison, price: Figure, baseline: Figure) -> str:
    """Return what a saving is made of, and whether the two prices are of one volume."""
    title = comparison.catalogue.kpis[PRICE].title
    texts = [
        tr(
            "from {kpi} ({basis}) and {kpi} {of_baseline} ({own_basis})",
            kpi=title,
            basis=basis_words(price.basis),
            of_baseline=tr(BASELINE_NOTE),
            own_basis=basis_words(baseline.basis),
        ),
    ]
    whole, other = (
        float(comparison.overall["whole"].iloc[figure.row]) for figure in (price, baseline)
    )
    if math.isnan(whole) or math.isnan(other):
        texts.append(tr("whether for the same volume is not known"))
    elif abs(whole - other) > _ALIKE * other:
        texts.append(
            tr(
                "for another volume: {volume} against the baseline's {own}",
                volume=format_number(whole, 0),
                own=format_number(other, 0),
            )
        )
    texts.append(tr("whether for the same content of work is not checked"))
    marks = dict.fromkeys(filter(None, (price.mark, baseline.mark)))
    return "; ".join([*texts, *marks])
