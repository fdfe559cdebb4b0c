"""Break-even figures as sentences: at which price, or which other figure, each vendor wins."""

from __future__ import annotations

import math
from functools import reduce

from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.how_sure import HowSure
from desktop_app.scoring.break_even import BreakEven

_TOLD = 4
_EXACT = 1e-6
"""A limit found by halving is this near, in steps, to one that is exact."""


def break_even_sentences(how: HowSure) -> list[str]:
    """Return a sentence for each ranked vendor that is not first, in the order of the ranking.

    Prices are told first, then what weighs most; all else stays as it is.
    """
    comparison = how.comparison
    weights = {criterion.id: criterion.weight for criterion in comparison.matrix.criteria}
    kpis = comparison.catalogue.kpis
    by_vendor: dict[str, list[BreakEven]] = {}
    for one in how.break_evens:
        by_vendor.setdefault(one.vendor, []).append(one)
    sentences = []
    for line in comparison.ranking.vendors:
        every = by_vendor.get(line.vendor, [])
        found = [one for one in every if one.possible]
        if every and not found:
            sentences.append(
                tr("{vendor} can't win by any one of its figures alone.", vendor=line.vendor)
            )
        if not found:
            continue
        found.sort(key=lambda one: (kpis[one.kpi].unit is not Unit.MONEY, -weights[one.kpi]))
        told = [_told(how, one) for one in found[:_TOLD]]
        more = len(found) - len(told)
        rest = tr(", or by one of {count} more figures", count=more) if more else ""
        sentences.append(
            tr(
                "{vendor} wins with {figures}{rest}.",
                vendor=line.vendor,
                figures=reduce(_or_with, told),
                rest=rest,
            )
        )
    return sentences


def _told(how: HowSure, one: BreakEven) -> str:
    """Return one figure: ``Cost per contact at 3.12 EUR or less (now 3.40 EUR)``."""
    comparison = how.comparison
    title = comparison.catalogue.kpis[one.kpi].title
    figure = comparison.figures[one.vendor, one.kpi]
    up = one.needed > one.now
    needed = enough(one.needed, figure.unit, up)
    limit, now = (format_value(x, figure.unit, figure.currency) for x in (needed, one.now))
    if up:
        return tr("{kpi} at {limit} or more (now {now})", kpi=title, limit=limit, now=now)
    return tr("{kpi} at {limit} or less (now {now})", kpi=title, limit=limit, now=now)


def _or_with(first: str, second: str) -> str:
    return tr("{first}, or with {second}", first=first, second=second)


def enough(value: float, unit: str, up: bool) -> float:
    """Return a limit rounded as it is shown, and never to a figure that would not do."""
    step = _step(abs(value), unit)
    steps = value / step
    near = round(steps)
    if abs(steps - near) < _EXACT:
        return near * step
    return (math.ceil(steps) if up else math.floor(steps)) * step


def _step(size: float, unit: str) -> float:
    """Return the last digit that `format_value` shows of a figure."""
    if unit == Unit.SHARE:
        return 0.0001 if 0 < size < 0.01 or 0.99 < size < 1 else 0.001
    if unit == Unit.DURATION:
        steps = ((10.0, 0.1), (3600.0, 1.0), (172800.0, 60.0))
        return next((step for limit, step in steps if size < limit), 8640.0)
    return {Unit.POINTS: 0.1, Unit.COUNT: 0.1, Unit.YEARS: 0.1}.get(Unit(unit), 0.01)
