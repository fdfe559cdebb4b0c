"""Totals: told from the figures they sum up, checked against them, and never counted twice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.context import SheetContext

_CHECKED = 500
_GROUP = ["vendor", "segment"]


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total with the figures it should follow from, all in the canonical unit.

    `additive` says whether parts add up (counts, sums) or the total is some mean of them.
    """

    name: str
    cell: str
    value: float
    parts: NDArray[np.float64]
    additive: bool
    unit: Unit


def covering(labels: list[str | None]) -> dict[str, list[str]]:
    """Return the periods that cover two or more of the others, each with those it covers.

    A month of whose days some stand nowhere else is no total of the rest: weeks never fill one.
    """
    periods = {label: Period.parse(label) for label in dict.fromkeys(labels) if label}
    found = {}
    for label, period in periods.items():
        inside = [
            other for other, span in periods.items() if other != label and period.covers(span)
        ]
        partly = period.grain is Grain.MONTH and _days(period) > sum(
            _days(periods[other]) for other in inside
        )
        if len(inside) >= 2 and not partly:
            found[label] = inside
    return found


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def covering_rows(values: pd.DataFrame, within: list[str]) -> pd.Series[Any]:
    """Return which values stand for a period that covers those of other values.

    Parameters
    ----------
    values : pd.DataFrame
        Values with their period.
    within : list of str
        Columns of the frame; judged within each group of them, so that the one quarter a vendor
        reports is kept.
    """
    covers = pd.Series(False, index=values.index)
    if values["period"].nunique() < 3 or not covering(list(values["period"].unique())):
        return covers
    for _, group in values.groupby(within, dropna=False, sort=False):
        wide = covering(list(group["period"].unique()))
        covers.loc[group.index] = group["period"].isin(list(wide))
    return covers


def totals_of_periods(
    values: pd.DataFrame, totals: pd.DataFrame, additive: bool, unit: Unit
) -> list[Total]:
    """Return the totals that longer periods state over shorter ones, where they cover all days.

    Parameters
    ----------
    values, totals : pd.DataFrame
        Columns vendor, segment, period, value, address.
    """
    found: list[Total] = []
    if totals.empty:
        return found
    groups = dict(list(values.groupby(_keys(values), sort=False)))
    for key, longer in totals.groupby(_keys(totals), sort=False):
        parts = groups.get(key)
        if parts is None:
            continue
        spans = [Period.parse(label) for label in parts["period"]]
        for _, total in longer.head(_CHECKED).iterrows():
            period = Period.parse(total["period"])
            inside = np.array([period.covers(span) for span in spans])
            days = sum(_days(span) for span, i in zip(spans, inside, strict=True) if i)
            if days == _days(period):
                amounts = parts["value"].to_numpy(dtype=np.float64)[inside]
                found.append(
                    Total(period.label, total["address"], total["value"], amounts, additive, unit)
                )
    return found


def _keys(values: pd.DataFrame) -> list[pd.Series[Any]]:
    """Return vendor and segment to group by; a missing one would not be found again as a key."""
    return [values[name].fillna("") for name in _GROUP]


def totals_across(
    values: pd.DataFrame, totals: pd.DataFrame, additive: bool, unit: Unit, along: str
) -> list[Total]:
    """Return the totals that stand in a column (`along` row) or in a row (`along` column).

    A total below subtotals sums up all above; a subtotal the rows since the last one. Whichever
    fits is taken, else the one that is nearest.
    """
    found: list[Total] = []
    if totals.empty:
        return found
    summed = values[values[along].isin(totals[along])]
    groups = dict(list(summed.groupby(along, sort=False)))
    across = "column" if along == "row" else "row"
    for _, total in totals.head(_CHECKED).iterrows():
        group = groups.get(total[along])
        if group is None:
            continue
        before = totals[(totals[along] == total[along]) & (totals[across] < total[across])]
        start = before[across].max() if len(before) else -1
        sums = additive and total["role"] == "total"
        options = [
            group,
            group[group[across] < total[across]],
            group[group[across].between(start, total[across])],
        ]
        told = [option for option in options if len(option) > 1] or [o for o in options if len(o)]
        parts = [option["value"].to_numpy(dtype=np.float64) for option in told]
        checks = [
            Total(total["role"], total["address"], total["value"], part, sums, unit)
            for part in parts
        ]
        if checks:
            found.append(min(checks, key=_distance))
    return found


def _distance(total: Total) -> float:
    """Return how far a total is from what it may sum up; 0 where it follows from it."""
    if agrees(total):
        return 0.0
    if total.additive:
        return abs(float(total.parts.sum()) - total.value)
    low, high = float(total.parts.min()), float(total.parts.max())
    return max(low - total.value, total.value - high)


def agrees(total: Total) -> bool:
    """Return whether a total follows from its parts, up to rounding.

    A sum has to be the sum; a mean has to lie between the least and the greatest of its parts,
    as any weighted mean does.
    """
    parts = total.parts
    if len(parts) < 2 or not math.isfinite(total.value):
        return True
    if total.additive:
        whole = bool(np.all(parts == np.round(parts)))
        room = 0.5 if whole else 0.005 * len(parts)
        return abs(float(parts.sum()) - total.value) <= room + 1e-6 * abs(total.value)
    room = 0.01 * max(abs(float(parts.max())), abs(float(parts.min())))
    return float(parts.min()) - room <= total.value <= float(parts.max()) + room


def say_totals(context: SheetContext, title: str, totals: list[Total]) -> None:
    """Note the totals that differ from what they sum up."""
    for total in totals:
        if agrees(total):
            continue
        stated = shown(total.value, total.unit)
        if total.additive:
            expected = tr(
                "the {count} figures it covers add up to {sum}",
                count=len(total.parts),
                sum=shown(float(total.parts.sum()), total.unit),
            )
        else:
            expected = tr(
                "the {count} figures it covers lie between {low} and {high}",
                count=len(total.parts),
                low=shown(float(total.parts.min()), total.unit),
                high=shown(float(total.parts.max()), total.unit),
            )
        context.find(
            Severity.WARNING,
            "total-differs",
            tr(
                "{title}: the {total} in {cell} says {stated}, but {expected}. The figures "
                "were used and the total was not; ask the vendor which is right.",
                title=title,
                total=total.name,
                cell=total.cell,
                stated=stated,
                expected=expected,
            ),
            total.cell,
        )


def shown(value: float, unit: Unit) -> str:
    """Return a value for a sentence."""
    if unit is Unit.SHARE:
        return local("{value:.4g} %", value=value * 100)
    if unit is Unit.DURATION:
        return local("{value:,.6g} s", value=value)
    return local("{value:,.10g}", value=value)
