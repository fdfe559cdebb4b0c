"""Which months are compared: what a scenario's window comes to for these reports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.kpi.part_periods import is_part
from desktop_app.kpi.periods import code_of_month
from desktop_app.scoring.model import COMMON


def compared_window(
    wanted: str, by_period: pd.DataFrame, vendors: Sequence[str]
) -> tuple[Period | None, list[Finding]]:
    """Return the window that a scenario asks for, None for all periods, and what to know.

    Parameters
    ----------
    wanted : str
        `Scenario.window`.
    by_period : pd.DataFrame
        Measurements by month (or coarser, where a vendor has no months).
    """
    if wanted != COMMON:
        return (Period.parse(wanted) if wanted else None), []
    window = common_months(by_period, vendors)
    if window is None:
        return None, [
            Finding(
                Severity.WARNING,
                "no-common-months",
                tr(
                    "There is no month of which every vendor has a figure, so all periods "
                    "are compared. Months covered, in the KPIs step, shows who has which."
                ),
            )
        ]
    return window, []


def common_months(by_period: pd.DataFrame, vendors: Sequence[str]) -> Period | None:
    """Return the latest unbroken run of months of which every vendor has some whole figure."""
    shared = {
        code_of_month(period.start)
        for period in map(Period.parse, common_periods(by_period, vendors))
        if period.grain is Grain.MONTH
    }
    if not shared:
        return None
    last = first = max(shared)
    while first - 1 in shared:
        first -= 1
    return Period.months(1970 + first // 12, first % 12 + 1, last - first + 1)


def common_periods(by_period: pd.DataFrame, vendors: Sequence[str]) -> set[str]:
    """Return the labels of the periods of which every vendor has some figure; none without any.

    A figure of a part of its period does not make that period anybody's.
    """
    whole = ~by_period["note"].map(is_part).astype(bool)
    frame = by_period[by_period["period"].notna() & by_period["segment"].isna() & whole]
    having: dict[str, set[str]] = {vendor: set() for vendor in vendors}
    for vendor, label in frame[["vendor", "period"]].drop_duplicates().itertuples(index=False):
        having.setdefault(str(vendor), set()).add(str(label))
    return set.intersection(*having.values()) if having else set()
