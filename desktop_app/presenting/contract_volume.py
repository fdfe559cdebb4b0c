"""The volume of a contract by month: as entered, or forecast from what vendors have handled."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from desktop_app.domain.contract import Contract
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.sentences import listed, shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.forecast import FEWEST_MONTHS, Forecast, forecast
from desktop_app.kpi.latest import last_record_days
from desktop_app.kpi.part_periods import is_part
from desktop_app.presenting.formatting import format_number
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.timeline import timeline
from desktop_app.scoring.contract_cost import Estimate
from desktop_app.scoring.currency import exact

_OVER_BY = dt.timedelta(days=4)
"""A month whose log ends earlier than this before its end is not over: no weekend is longer."""
_VOLUME = "volume"
"""The KPI that stands in where a price's months name no volume of their own."""


@dataclass(frozen=True, slots=True)
class VolumePlan:
    """The units of every month of a contract.

    Parameters
    ----------
    months : tuple of str
        Labels; ``month 1`` and so on where nobody says when the contract starts.
    estimates : tuple of Estimate
        One a month; the interval of a forecast is that of `kpi.forecast` (80 %).
    words : str
        How they are known, in a sentence or two.
    """

    months: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    words: str

    @property
    def total(self) -> Estimate:
        """Return the units of all months, as if all erred to the same side."""
        total = Estimate.exact(Decimal(0))
        for one in self.estimates:
            total = total.plus(one)
        return total


def volume_plan(comparison: Comparison, contract: Contract) -> VolumePlan:
    """Return the volume of a contract's months.

    Raises
    ------
    ScenarioError
        If a volume is not entered, or can't be forecast; says what is missing.
    """
    if contract.volume_of:
        return _forecast_plan(comparison, contract)
    months = _months(contract, _last_month(comparison))
    volumes = [contract.volumes.get(month, contract.volume) for month in months]
    missing = [month for month, volume in zip(months, volumes, strict=True) if volume is None]
    if missing:
        raise ScenarioError(
            tr(
                "The contract's volume is not entered for {month} and {count} more months.",
                month=missing[0],
                count=len(missing) - 1,
            )
            if len(missing) > 1
            else tr("The contract's volume is not entered for {month}.", month=missing[0]),
            tr("Enter the volume a month, or whose measured volume is to be forecast."),
        )
    estimates = tuple(Estimate.exact(volume) for volume in volumes if volume is not None)
    return VolumePlan(months, estimates, tr("The volume is as entered."))


def month_rows(comparison: Comparison, figure: Figure) -> list[dict[str, Any]]:
    """Return the measurements by calendar month behind a figure, in its own currency and unit."""
    frame = comparison.by_period
    measured = comparison.overall.iloc[figure.row]
    wanted = frame["period"].notna() & frame["segment"].isna()
    for name in ("vendor", "kpi", "variant", "basis", "currency"):
        wanted &= frame[name] == measured[name]
    rows = [
        {str(name): value for name, value in row.items()}
        for row in frame[wanted].to_dict("records")
    ]
    return [row for row in rows if Period.parse(str(row["period"])).grain is Grain.MONTH]


def _forecast_plan(comparison: Comparison, contract: Contract) -> VolumePlan:
    measured, who = _measured(comparison, contract)
    if not measured:
        raise ScenarioError(
            tr("No month's volume is known of {who}, so that it can't be forecast.", who=who),
            tr("Enter the contract's volume."),
        )
    labels = timeline(measured)
    months = _months(contract, labels[-1])
    ahead = _distance(labels[-1], months[-1])
    series = np.array([measured.get(label, math.nan) for label in labels])
    told = forecast(series, ahead, (0.0, math.inf)) if ahead > 0 else None
    if ahead > 0 and told is None:
        raise ScenarioError(
            tr(
                "The volume of {who} can't be forecast from {count} months: it takes {fewest}.",
                who=who,
                count=len(measured),
                fewest=FEWEST_MONTHS,
            ),
            tr("Enter the contract's volume."),
        )
    estimates = []
    for month in months:
        step = _distance(labels[-1], month)
        if step > 0 and told is not None:
            estimates.append(_estimate(told, step - 1))
        elif month in measured:
            estimates.append(Estimate.exact(exact(measured[month])))
        else:
            raise ScenarioError(
                tr("No volume is known of {who} for {month}.", who=who, month=shown_period(month)),
                tr("Enter the volume."),
            )
    return VolumePlan(months, tuple(estimates), _words(who, labels, told))


def _words(who: str, labels: Sequence[str], told: Forecast | None) -> str:
    if told is None:
        return tr(
            "The volume is that of {who}, measured from {first} to {last}.",
            who=who,
            first=shown_period(labels[0]),
            last=shown_period(labels[-1]),
        )
    return tr(
        "The volume is that of {who}, measured from {first} to {last} and forecast from there "
        "({method}, which missed single past months by {error} on average; 80 % interval, all "
        "months taken to err to the same side).",
        who=who,
        first=shown_period(labels[0]),
        last=shown_period(labels[-1]),
        method=tr(told.method),
        error=format_number(told.error, 0),
    )


def _measured(comparison: Comparison, contract: Contract) -> tuple[dict[str, float], str]:
    """Return the units by month of the vendor that is named, or of all together."""
    found = {
        vendor: months
        for vendor in comparison.vendors
        if contract.volume_of in (ANY_VENDOR, vendor)
        and (months := _volumes_of(comparison, vendor, contract.price_kpi))
    }
    if contract.volume_of != ANY_VENDOR:
        return found.get(contract.volume_of, {}), contract.volume_of
    shared = set.intersection(*(set(months) for months in found.values())) if found else set()
    total = {label: sum(months[label] for months in found.values()) for label in shared}
    return total, listed(list(found), None) or tr("any vendor")


def _volumes_of(comparison: Comparison, vendor: str, price_kpi: str) -> dict[str, float]:
    """Return what a vendor's price was divided by in each month, else its measured volume.

    Months that are only partly there are left out: their volume would be taken for a fall.
    """
    over_until = last_record_days(comparison.evidence, comparison.catalogue).get(vendor)
    for kpi in (price_kpi, _VOLUME):
        figure = comparison.figures.get((vendor, kpi))
        rows = [] if figure is None else month_rows(comparison, figure)
        found: dict[str, float] = {}
        for row in rows:
            units = float(row["value"]) if kpi == _VOLUME else _units(row)
            if not math.isnan(units) and not _is_part(row, over_until):
                found[str(row["period"])] = found.get(str(row["period"]), 0.0) + units
        if found:
            return found
    return {}


def _is_part(row: Mapping[str, Any], over_until: dt.date | None) -> bool:
    """Return whether a month's figure is of a part of the month."""
    if is_part(row["note"]):
        return True
    if row["basis"] != Basis.COMPUTED.value or over_until is None:
        return False
    period = Period.parse(str(row["period"]))
    return period.start <= over_until < period.end - _OVER_BY


def _units(row: Mapping[str, Any]) -> float:
    """Return how many units a month's price is of: its cost over its price."""
    part, value = float(row["part"]), float(row["value"])
    return part / value if value > 0 and not math.isnan(part) else float(row["whole"])


def _estimate(told: Forecast, step: int) -> Estimate:
    value, low, high = (exact(float(array[step])) for array in (told.values, told.low, told.high))
    return Estimate(value, low, high)


def _last_month(comparison: Comparison) -> str:
    """Return the last calendar month of any figure, ``""`` if there is none."""
    frame = comparison.by_period
    labels = {str(label) for label in frame["period"].dropna()} if len(frame) else set()
    months = [label for label in labels if Period.parse(label).grain is Grain.MONTH]
    return max(months, default="")


def _months(contract: Contract, last: str) -> tuple[str, ...]:
    """Return the labels of the contract's months, from its start or the month after the last."""
    if not contract.start and not last:
        return tuple(
            tr("month {number}", number=number) for number in range(1, contract.months + 1)
        )
    first = Period.parse(contract.start or last).start
    number = first.year * 12 + first.month - 1 + (0 if contract.start else 1)
    places = (divmod(number + step, 12) for step in range(contract.months))
    return tuple(Period.month(year, month + 1).label for year, month in places)


def _distance(first: str, second: str) -> int:
    """Return how many months the second label is after the first."""
    one, other = Period.parse(first).start, Period.parse(second).start
    return (other.year - one.year) * 12 + other.month - one.month
