"""The way back from a figure that follows from the scenario's money: its formula and prices."""

from __future__ import annotations

import pandas as pd

from desktop_app.domain.measurement import Basis
from desktop_app.domain.translating import tr
from desktop_app.kpi.derive import BASELINE_NOTE
from desktop_app.presenting.contract import offer_of
from desktop_app.presenting.contract_tables import amount_text, price_text
from desktop_app.presenting.formatting import format_percent
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.worked import PRICE, ROI, SAVING, TOTAL_COST, WORKED, cost_words
from desktop_app.scoring.currency import exact


def worked_rows(comparison: Comparison, row: int) -> pd.DataFrame | None:
    """Return the measured prices behind a figure at position `row` of `comparison.overall`.

    Empty where the price was quoted; None for a figure that was measured.
    """
    kpi, vendor = _worked(comparison, row)
    if not kpi:
        return None
    baseline, contract = comparison.scenario.baseline, comparison.scenario.contract
    price = PRICE if contract is None or kpi == SAVING else contract.price_kpi
    whose = [vendor] if kpi == TOTAL_COST else [vendor, baseline]
    if contract is not None and kpi != SAVING:
        whose = [name for name in whose if offer_of(contract, name).price is None]
    found = [comparison.figures.get((name, price)) for name in whose]
    return comparison.overall.iloc[[f.row for f in found if f is not None]].reset_index(drop=True)


def worked_formula(comparison: Comparison, row: int) -> str:
    """Return how such a figure came about, in numbers; ``""`` for one that was measured."""
    kpi, vendor = _worked(comparison, row)
    view = comparison.contract
    value = float(comparison.overall["value"].iloc[row])
    if kpi == SAVING:
        own, other = (
            comparison.figures[name, PRICE] for name in (vendor, comparison.scenario.baseline)
        )
        prices = [price_text(exact(figure.value), figure.currency) for figure in (own, other)]
        return f"1 - {prices[0]} / {prices[1]} = {format_percent(value)} %"
    cost = next((c for c in view.costs if c.vendor == vendor), None) if view and kpi else None
    if view is None or cost is None:
        return ""
    total = amount_text(cost.total.value, view.currency)
    if kpi == TOTAL_COST:
        return f"{cost_words(cost, view)} = {total}"
    back = view.returns[vendor]
    gain = amount_text(back.avoided + back.gain, view.currency)
    return f"({gain} - {total}) / {total} = {format_percent(value)} %"


def _worked(comparison: Comparison, row: int) -> tuple[str, str]:
    """Return KPI and vendor of a figure that was worked out, empty texts for any other."""
    measurement = comparison.overall.iloc[row]
    kpi, vendor = str(measurement["kpi"]), str(measurement["vendor"])
    if measurement["basis"] != Basis.DERIVED.value:
        return "", ""
    if kpi in (TOTAL_COST, ROI) and measurement["variant"] == WORKED[kpi]:
        return kpi, vendor
    made = kpi == SAVING and tr(BASELINE_NOTE) in str(measurement["note"])
    known = all(
        (name, PRICE) in comparison.figures for name in (vendor, comparison.scenario.baseline)
    )
    return (kpi, vendor) if made and known else ("", "")
