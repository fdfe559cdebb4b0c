"""What a correction does to a report's figures: before, after, and which come and go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import later, tr
from desktop_app.importing.report import ImportedReport
from desktop_app.kpi.measure import measure
from desktop_app.presenting.comparison import gather_evidence
from desktop_app.presenting.formatting import MISSING, basis_words, format_value
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell

_KEYS = ["vendor", "kpi", "period", "segment", "variant", "basis"]
_CLOSE = 1e-9


class What(StrEnum):
    """How a figure differs from before."""

    CHANGED = "changed"
    APPEARED = "appeared"
    VANISHED = "vanished"


_LOOKS = {
    What.CHANGED: (later("Changed"), Tint.LOOK, "look"),
    What.APPEARED: (later("New"), Tint.OK, "add"),
    What.VANISHED: (later("Gone"), Tint.FAILED, "remove"),
}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure before and after; NaN where there is none.

    `before_unit`, `after_unit` and the currencies are the figure's own: another meaning may
    bring another unit.
    """

    what: What
    vendor: str
    kpi: str
    period: str
    segment: str
    basis: str
    before: float
    after: float
    before_unit: str
    after_unit: str
    before_currency: str = ""
    after_currency: str = ""


def figures_of(
    report: ImportedReport, catalogue: Catalogue, progress: Progress | None = None
) -> pd.DataFrame:
    """Return the measurements of one report over all time and by month.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    progress = progress or NoProgress()
    if not report.usable:
        return measure(gather_evidence([]), catalogue).frame
    evidence = gather_evidence([report])
    frames = [
        measure(evidence, catalogue, grain, progress=progress).frame
        for grain in (Grain.ALL, Grain.MONTH)
    ]
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def changes_between(before: pd.DataFrame, after: pd.DataFrame) -> list[FigureChange]:
    """Return which figures changed, appeared and vanished.

    KPI by KPI, the figure over all time before those by month, the whole before its segments.
    """
    old, new = _by_key(before), _by_key(after)
    keys = list(dict.fromkeys([*new, *old]))
    found = [_change(key, old.get(key), new.get(key)) for key in keys]
    changed = [change for change in found if change is not None]
    kpis = list(dict.fromkeys((change.kpi, change.vendor) for change in changed))
    places = {kpi: place for place, kpi in enumerate(kpis)}
    return sorted(
        changed,
        key=lambda one: (places[one.kpi, one.vendor], bool(one.period), bool(one.segment)),
    )


def changes_table(changes: Sequence[FigureChange], catalogue: Catalogue, most: int = 300) -> Table:
    """Return changed figures as a table: which, before, after."""
    vendors = {change.vendor for change in changes}
    headed = {
        place
        for place, (above, change) in enumerate(pairwise(changes), start=1)
        if (above.kpi, above.vendor) == (change.kpi, change.vendor)
    }

    def figure(item: tuple[int, FigureChange]) -> Cell:
        return _figure_cell(item[1], catalogue, vendors, item[0] in headed)

    columns: list[Column[tuple[int, FigureChange]]] = [
        Column("figure", tr("Figure"), figure, least=12),
        Column("before", tr("Before"), lambda i: _before_cell(i[1]), align=Align.RIGHT, width=11),
        Column("after", tr("After"), lambda i: _after_cell(i[1]), align=Align.RIGHT, width=11),
    ]
    return make_table(columns, list(enumerate(changes[:most])), key=lambda item: item[0])


def changes_sentence(changes: Sequence[FigureChange]) -> str:
    """Return how many figures differ: ``2 figures change, 1 is new``; by month counts apart."""
    if not changes:
        return tr("No figure changes.")
    whole = [change for change in changes if not change.period]
    counted = whole or list(changes)
    words = {
        What.CHANGED: later("{count} changed"),
        What.APPEARED: later("{count} new"),
        What.VANISHED: later("{count} gone"),
    }
    parts = [
        tr(words[what], count=number)
        for what in What
        if (number := sum(change.what is what for change in counted))
    ]
    told, months = ", ".join(parts), len(changes) - len(whole) if whole else 0
    if not whole:
        return tr("Figures by month: {changes}.", changes=told)
    if months:
        return tr("Figures: {changes}; {count} by month.", changes=told, count=months)
    return tr("Figures: {changes}.", changes=told)


def _by_key(frame: pd.DataFrame) -> dict[tuple[str, ...], dict[str, object]]:
    rows = frame[[*_KEYS, "value", "unit", "currency"]].to_dict("records")
    return {
        tuple("" if row[key] is None or row[key] != row[key] else str(row[key]) for key in _KEYS): {
            str(name): value for name, value in row.items()
        }
        for row in rows
    }


def _change(
    key: tuple[str, ...],
    old: dict[str, object] | None,
    new: dict[str, object] | None,
) -> FigureChange | None:
    before, after = _number(old), _number(new)
    units = [str(row["unit"]) if row else "" for row in (old, new)]
    if old is not None and new is not None:
        same = math.isclose(before, after, rel_tol=_CLOSE, abs_tol=_CLOSE)
        if (same or (math.isnan(before) and math.isnan(after))) and units[0] == units[1]:
            return None
    what = What.APPEARED if old is None else What.VANISHED if new is None else What.CHANGED
    vendor, kpi, period, segment, _, basis = key
    currencies = [str(row["currency"]) if row else "" for row in (old, new)]
    return FigureChange(
        what, vendor, kpi, period, segment, basis, before, after, *units, *currencies
    )


def _number(row: dict[str, object] | None) -> float:
    return float(str(row["value"])) if row is not None else math.nan


def _figure_cell(
    change: FigureChange, catalogue: Catalogue, vendors: set[str], headed: bool
) -> Cell:
    """Return what a figure is; `headed` where the row above is of the same KPI."""
    known = catalogue.kpis.get(change.kpi)
    title = known.title if known is not None else change.kpi
    beside = [change.period, change.segment, change.vendor if len(vendors) > 1 else ""]
    told = ", ".join(part for part in beside if part)
    what, tint, icon = _LOOKS[change.what]
    whole = f"{title} ({told})" if told else title
    text = told if headed and told else whole
    return text_cell(
        text, tooltip=f"{tr(what)}: {whole}, {basis_words(change.basis)}", tint=tint, icon=icon
    )


def _before_cell(change: FigureChange) -> Cell:
    return _value_cell(change.before, change.before_unit, change.before_currency)


def _after_cell(change: FigureChange) -> Cell:
    return _value_cell(change.after, change.after_unit, change.after_currency, strong=True)


def _value_cell(value: float, unit: str, currency: str, strong: bool = False) -> Cell:
    if math.isnan(value):
        return Cell(MISSING, None, Tint.MUTED)
    return Cell(format_value(value, unit, currency), value, strong=strong)
