"""Money brought to one currency and one basis of tax, month by month, and said on its label."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Period
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.presenting.model import Figure
from desktop_app.scoring.currency import OLD_AFTER, Rate, RateTable
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.tax import tax_step

AGREED = "agreed"
"""The variant of a total cost that is worked out of the scenario's contract."""

PRICE_UNITS = {
    "cost_per_contact": (later("contact"), later("contacts")),
    "cost_per_call": (later("call"), later("calls")),
    "cost_per_customer": (later("customer"), later("customers")),
    "cost_per_resolution": (later("resolution"), later("resolutions")),
    "cost_per_project": (later("project"), later("projects")),
    "cost_per_analysis": (later("analysis"), later("analyses")),
    "cost_per_hour": (later("hour"), later("hours")),
}
"""By KPI what a price is of: what one is called, and several."""

Figures = dict[tuple[str, str], Figure]


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """One period's share in a figure: the sum of money where it is known, else the value."""

    period: Period
    part: float
    value: float


class Months:
    """The figures by period behind those over all periods.

    Parameters
    ----------
    frame : pd.DataFrame
        Measurements by period; empty where none are known.
    window : Period or None
        What the figures over all periods are limited to.
    """

    def __init__(self, frame: pd.DataFrame | None, window: Period | None = None) -> None:
        self._found: dict[tuple[str, ...], list[MonthAmount]] = defaultdict(list)
        if frame is None or frame.empty:
            return
        kept = frame[(frame["unit"] == Unit.MONEY.value) & frame["segment"].isna()]
        for row in kept[kept["period"].notna()].to_dict("records"):
            period = Period.parse(str(row["period"]))
            if window is None or window.covers(period):
                key = tuple(
                    str(row[name] or "")
                    for name in ("vendor", "kpi", "variant", "basis", "currency")
                )
                amount = MonthAmount(period, float(row["part"]), float(row["value"]))
                self._found[key].append(amount)

    def of(self, figure: Figure) -> list[MonthAmount]:
        """Return what a figure is made of by period, empty if that isn't known."""
        key = (figure.vendor, figure.kpi, figure.variant, figure.basis, figure.currency)
        return self._found.get(key, [])


@dataclass(slots=True)
class _Said:
    """What there is to say about rates and taxes, once for all KPIs."""

    missing: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    later: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    old: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unsaid: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    no_tax_rate: set[str] = field(default_factory=set)


class MoneyBasis:
    """Brings money to one basis under a scenario, a KPI at a time.

    Parameters
    ----------
    overall : pd.DataFrame
        Measurements that the figures' `row` points into.
    months : Months
        By which a figure over several months takes each month's own rate.
    """

    def __init__(self, scenario: Scenario, overall: pd.DataFrame, months: Months) -> None:
        self._scenario = scenario
        self._parts = overall["part"]
        self._months = months
        self._said = _Said()

    def apply(self, figures: Figures, definition: KpiDefinition) -> None:
        """Bring one KPI's figures to the base currency and the basis of tax, in place.

        Without a rate a figure stays as it is, marked and not comparable.
        """
        own = {key: figure for key, figure in figures.items() if key[1] == definition.id}
        base = self._scenario.base_currency or _most_common(own.values())
        rates = RateTable(self._scenario.rates, base)
        for key, figure in own.items():
            if figure.unit != Unit.MONEY:
                continue
            there = figure
            if figure.currency != base:
                there = self._converted(figure, base, rates, definition)
            # What was worked out of a contract is on the basis of tax already.
            if taxed(definition) and there.same_unit and figure.variant != AGREED:
                there = self._taxed(there)
            figures[key] = there

    def findings(self) -> list[Finding]:
        """Return what must be known about rates and taxes, each thing once."""
        said = self._said
        found = [_missing(names, *pair) for pair, names in said.missing.items()]
        found += [
            _warning("rate-later", _later(words, labels)) for words, labels in said.later.items()
        ]
        found += [_warning("rate-old", _old(words, labels)) for words, labels in said.old.items()]
        if said.unsaid and said.said:
            found.append(_warning("tax-not-said", _unsaid(said.unsaid, said.said)))
        for vendor in sorted(said.no_tax_rate):
            found.append(Finding(Severity.QUESTION, "tax-rate-missing", _no_tax_rate(vendor)))
        return found

    def _converted(
        self, figure: Figure, base: str, rates: RateTable, definition: KpiDefinition
    ) -> Figure:
        amounts = self._months.of(figure)
        known = figure.currency and base
        found = (
            [rates.on(figure.currency, base, one.period.end) for one in amounts] if known else []
        )
        if known and not amounts:
            found = [rates.on(figure.currency, base, None)]
        by_month = [rate for rate in found if rate is not None]
        if not by_month or len(by_month) < len(found):
            return self._without_rate(figure, base, definition)
        for rate, amount in zip(by_month, amounts, strict=False):
            self._note_age(rate, amount.period)
        part = float(self._parts.iloc[figure.row])
        factor, words = _over_months(by_month, amounts, figure.value, part)
        return _scaled(
            replace(figure, currency=base),
            factor,
            tr("from {currency} at {rate}", currency=figure.currency, rate=words),
        )

    def _without_rate(self, figure: Figure, base: str, definition: KpiDefinition) -> Figure:
        have = figure.currency or tr("no stated currency")
        self._said.missing[figure.currency, base].append(f"{figure.vendor}: {definition.title}")
        lacking = (
            tr("in {have}, no rate to {base}", have=have, base=base)
            if base
            else tr("in {have}, no rate to the others", have=have)
        )
        mark = _joined(figure.mark, lacking)
        return replace(figure, comparable=False, same_unit=False, mark=mark)

    def _note_age(self, rate: Rate, period: Period) -> None:
        if rate.later_than(period.end):
            self._said.later[rate.words].add(period.label)
        elif rate.old_on(period.end):
            self._said.old[rate.words].add(period.label)

    def _taxed(self, figure: Figure) -> Figure:
        step = tax_step(figure.vendor, self._scenario.tax, self._scenario.tax_basis)
        (self._said.said if step.said else self._said.unsaid).add(figure.vendor)
        if step.factor is None:
            self._said.no_tax_rate.add(figure.vendor)
            mark = _joined(figure.mark, step.mark)
            return replace(figure, comparable=False, same_unit=False, mark=mark)
        return _scaled(figure, float(step.factor), step.mark)


def taxed(definition: KpiDefinition) -> bool:
    """Return whether a KPI is a price: what the client pays, and so may hold tax."""
    return definition.unit is Unit.MONEY and definition.direction is Direction.LOWER


def period_factor(
    scenario: Scenario,
    definition: KpiDefinition,
    figure: Figure,
    currency: str,
    day: dt.date | None,
) -> float:
    """Return what an amount of a day is multiplied by to stand beside the compared figure.

    Parameters
    ----------
    figure : Figure
        As compared: its currency is that of the comparison, unless there was no rate.
    currency : str
        The amount's own.
    day : date or None
        The last day of its period.
    """
    factor = 1.0
    if currency != figure.currency and currency and figure.currency:
        rate = RateTable(scenario.rates, figure.currency).on(currency, figure.currency, day)
        factor = math.nan if rate is None else float(rate.factor)
    if taxed(definition) and figure.same_unit:
        step = tax_step(figure.vendor, scenario.tax, scenario.tax_basis)
        factor *= 1.0 if step.factor is None else float(step.factor)
    return factor


def _most_common(figures: Iterable[Figure]) -> str:
    counted = Counter(figure.currency for figure in figures)
    return counted.most_common(1)[0][0]


def _over_months(
    rates: Sequence[Rate], amounts: Sequence[MonthAmount], value: float, part: float
) -> tuple[float, str]:
    """Return the one factor for a figure of several months, and by which rates, in words.

    Each month's sum is converted at its own rate where the sums are known to make up the figure;
    otherwise the last month's rate is taken for all, and the words say so.
    """
    first, last = rates[0], rates[-1]
    if all(rate.quotes == first.quotes for rate in rates):
        return float(first.factor), first.words
    weights = _weights(amounts, value, part)
    if weights is None:
        return float(last.factor), tr(
            "{rate}, the last month's rate for all months", rate=last.words
        )
    worth = sum(float(rate.factor) * part for rate, part in zip(rates, weights, strict=True))
    return worth / sum(weights), tr(
        "each month's rate, {first} to {last}", first=first.words, last=last.words
    )


def _weights(amounts: Sequence[MonthAmount], value: float, part: float) -> list[float] | None:
    """Return each month's share in a figure; None where the months don't make it up."""
    parts = [amount.part for amount in amounts]
    values = [amount.value for amount in amounts]
    if part > 0 and math.isclose(sum(parts), part, rel_tol=1e-9):
        return parts
    total = sum(values)
    made_up = (total, total / len(values))
    if total > 0 and any(math.isclose(value, one, rel_tol=1e-9) for one in made_up):
        return values
    return None


def _scaled(figure: Figure, factor: float, mark: str) -> Figure:
    return replace(
        figure,
        value=figure.value * factor,
        low=figure.low * factor,
        high=figure.high * factor,
        stated=figure.stated * factor,
        mark=_joined(figure.mark, mark),
    )


def _joined(mark: str, more: str) -> str:
    return "; ".join(filter(None, (mark, more)))


def _warning(code: str, message: str) -> Finding:
    return Finding(Severity.WARNING, code, message)


def _missing(names: Sequence[str], have: str, base: str) -> Finding:
    named = "; ".join(names[:3]) + (
        tr("; and {count} more", count=len(names) - 3) if len(names) > 3 else ""
    )
    enter = (
        tr(
            "Enter how much 1 {have} is in {base} (Decide, Money, Exchange rates), with its date.",
            have=have,
            base=base,
        )
        if have and base
        else tr("Say in Mapping which currency it is.")
    )
    return Finding(
        Severity.QUESTION,
        "rate-missing",
        tr(
            "{figures}: in {have}, and compared in {base}; there is no rate between them. "
            "What has no rate is not ranked. {enter}",
            figures=named,
            have=have or tr("no stated currency"),
            base=base or tr("no stated currency"),
            enter=enter,
        ),
    )


def _months_named(labels: set[str]) -> str:
    ordered = [shown_period(label) for label in sorted(labels)]
    return (
        ordered[0]
        if len(ordered) == 1
        else tr("{first} to {last}", first=ordered[0], last=ordered[-1])
    )


def _later(words: str, labels: set[str]) -> str:
    return tr(
        "The rate {rate} is later than {months}, which it was used for as there "
        "is none from before. Enter the rates of those months, or mean it as one rate "
        "for all.",
        rate=words,
        months=_months_named(labels),
    )


def _old(words: str, labels: set[str]) -> str:
    return tr(
        "The rate {rate} is more than {days} days older than {months}, which it "
        "was used for. Enter a newer one.",
        rate=words,
        days=OLD_AFTER.days,
        months=_months_named(labels),
    )


def _unsaid(unsaid: set[str], said: set[str]) -> str:
    return tr(
        "{vendors}: it is not said whether prices are with or without tax, as it is for "
        "{others}. Their prices are compared as they are, with a mark. Say it in Decide, "
        "Money, Tax.",
        vendors=", ".join(sorted(unsaid)),
        others=", ".join(sorted(said)),
    )


def _no_tax_rate(vendor: str) -> str:
    return tr(
        "{vendor}: prices have to be brought to the basis of tax that is compared, and "
        "the tax rate is not known. They are not ranked until it is entered in Decide, "
        "Money, Tax.",
        vendor=vendor,
    )
