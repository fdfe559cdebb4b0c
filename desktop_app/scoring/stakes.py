"""Service credits and bonuses run over measured months: what falls due, capped, earned back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.contract import Stakes, Term, Tier

_NOTHING = Decimal(0)


class Back(StrEnum):
    """Whether a credit is earned back by the months after it."""

    NEVER = ""
    EARNED = "earned back"
    MISSED = "not earned back"
    UNKNOWN = "not earned back: a month after it has no figure"
    OPEN = "not decided: the months after it are not all there yet"


@dataclass(frozen=True, slots=True)
class Due:
    """What one KPI of one month comes to.

    Parameters
    ----------
    value : float
        NaN where the month has no figure: then it is not assessed.
    tier : Tier or None
        The one that holds, None where neither credit nor bonus falls due.
    share : Decimal
        Of the monthly fee, after the cap; below 0 for a credit.
    uncapped : Decimal
        The same before the cap.
    back : Back
    """

    month: str
    kpi: str
    value: float
    tier: Tier | None = None
    share: Decimal = _NOTHING
    uncapped: Decimal = _NOTHING
    back: Back = Back.NEVER

    @property
    def assessed(self) -> bool:
        """Return whether there was a figure to assess."""
        return not math.isnan(self.value)

    @property
    def net(self) -> Decimal:
        """Return the share that remains: nothing of a credit that is earned back."""
        return _NOTHING if self.back is Back.EARNED else self.share


@dataclass(frozen=True, slots=True)
class MonthDue:
    """What one month comes to; shares are of that month's fee."""

    month: str
    dues: tuple[Due, ...]

    @property
    def assessed(self) -> bool:
        """Return whether any KPI could be assessed."""
        return any(due.assessed for due in self.dues)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the KPIs that could not be assessed."""
        return tuple(due.kpi for due in self.dues if not due.assessed)

    @property
    def net(self) -> Decimal:
        """Return what the vendor gets on top (above 0) or pays back."""
        return sum((due.net for due in self.dues), _NOTHING)

    @property
    def capped(self) -> bool:
        """Return whether a cap cut anything off."""
        return any(due.share != due.uncapped for due in self.dues)


def run_stakes(
    stakes: Stakes, figures: Mapping[str, Mapping[str, float]], months: Sequence[str]
) -> tuple[MonthDue, ...]:
    """Return what every month comes to under a contract's stakes.

    Of several tiers of a KPI that hold, the gravest credit counts, else the largest bonus. Where
    a month's credits together are above the cap, each is cut in proportion; bonuses likewise. A
    credit is earned back when the KPI draws none in the next `earn_back` months in a row; a month
    without a figure earns nothing back, and is never taken as met or as failed.

    Parameters
    ----------
    figures : mapping of KPI id to (month's label to value)
        Canonical units; a month that isn't there, or is NaN, is not assessed.
    months : sequence of str
        Labels of calendar months in order, without a hole.
    """
    by_term = {
        term.kpi: [_due(term, month, figures.get(term.kpi, {})) for month in months]
        for term in stakes.terms
    }
    capped: dict[str, list[Due]] = {kpi: [] for kpi in by_term}
    for place in range(len(months)):
        column = [dues[place] for dues in by_term.values()]
        for due in _capped(column, stakes):
            capped[due.kpi].append(due)
    for term in stakes.terms:
        capped[term.kpi] = _earned_back(capped[term.kpi], term.earn_back)
    return tuple(
        MonthDue(month, tuple(dues[place] for dues in capped.values()))
        for place, month in enumerate(months)
    )


def _due(term: Term, month: str, values: Mapping[str, float]) -> Due:
    value = values.get(month, math.nan)
    holding = [] if math.isnan(value) else [tier for tier in term.tiers if tier.holds(value)]
    credits_due = [tier for tier in holding if not tier.bonus]
    if not holding:
        return Due(month, term.kpi, value)
    tier = max(credits_due or holding, key=lambda one: one.share)
    share = tier.share if tier.bonus else -tier.share
    return Due(month, term.kpi, value, tier, share, share)


def _capped(column: Sequence[Due], stakes: Stakes) -> list[Due]:
    """Return one month's dues with credits and bonuses cut to their caps."""
    credits_due = -sum((due.uncapped for due in column if due.uncapped < 0), _NOTHING)
    bonuses = sum((due.uncapped for due in column if due.uncapped > 0), _NOTHING)
    cut = []
    for due in column:
        total, cap = (credits_due, stakes.cap) if due.uncapped < 0 else (bonuses, stakes.bonus_cap)
        if cap is None or total <= cap:
            cut.append(due)
        else:
            cut.append(replace(due, share=due.uncapped * cap / total))
    return cut


def _earned_back(dues: Sequence[Due], needed: int) -> list[Due]:
    if not needed:
        return list(dues)
    return [
        replace(due, back=_back(dues[place + 1 : place + 1 + needed], needed))
        if due.share < 0
        else due
        for place, due in enumerate(dues)
    ]


def _back(after: Sequence[Due], needed: int) -> Back:
    """Return what the months after a credit say."""
    for due in after:
        if due.uncapped < 0:
            return Back.MISSED
        if not due.assessed:
            return Back.UNKNOWN
    return Back.EARNED if len(after) == needed else Back.OPEN
