"""From a ticked sample to an error rate with its interval, and from a precision to a size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_app.domain.translating import tr
from desktop_app.kpi.audit import AuditItem, AuditSheet, Mark, Strata
from desktop_app.kpi.uncertainty import Z95

_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How many of a population's records are in error, by those that were checked.

    Parameters
    ----------
    vendor : str
        ``""`` for all together.
    population, drawn, checked : int
        Records in all, in the sample, and looked at so far.
    wrong, not_found : int
        Among the checked; both count as errors.
    rate, low, high : float
        0..1 with its 95 % interval; NaN while nothing is checked.
    method : str
        How the interval was made, for the label.
    """

    vendor: str
    population: int
    drawn: int
    checked: int
    wrong: int
    not_found: int
    rate: float
    low: float
    high: float
    method: str


def error_rates(sheet: AuditSheet) -> list[ErrorRate]:
    """Return the error rate over all vendors and of each vendor.

    Of records drawn with the same chance (all of a simple sample, those of one vendor in a
    sample by vendor) the interval is exact. Over strata of unlike shares the rate is weighed by
    the records of each stratum and the interval is Wilson's for as many records as carry the
    same information (L. Kish, "Survey Sampling", 1965). Both correct for the finite population.
    """
    vendors = sorted(sheet.records)
    found = [_of_all(sheet)]
    return found + [_of_vendor(sheet, vendor) for vendor in vendors] if len(vendors) > 1 else found


def exact_interval(errors: int, checked: int, population: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a share of a finite population.

    By turning round the two tails of the hypergeometric distribution (the counterpart of
    C. J. Clopper and E. S. Pearson, 1934, without replacement).

    Parameters
    ----------
    errors, checked, population : int
        ``0 <= errors <= checked <= population`` and `checked` above 0.
    """
    rest = population - (checked - errors)

    def at_least(bad: int) -> float:
        return _tail(range(errors, checked + 1), bad, checked, population)

    def at_most(bad: int) -> float:
        return _tail(range(errors + 1), bad, checked, population)

    low = _first(errors, rest, lambda bad: at_least(bad) > _TAIL)
    high = _first(errors, rest + 1, lambda bad: at_most(bad) <= _TAIL) - 1
    return low / population, high / population


def wilson_finite(rate: float, n: float, population: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share of a finite population.

    The sample counts for n (N - 1) / (N - n) records, so that a full count has no interval.
    """
    if n >= population:
        return rate, rate
    n = n * (population - 1) / (population - n)
    square = Z95 * Z95
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = Z95 / (1 + square / n) * math.sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def size_for(margin: float, expected: float, population: int) -> int:
    """Return how many records tell a share to within `margin` either way at 95 %.

    W. G. Cochran, "Sampling Techniques" (3rd ed., 1977), section 4.4, with the correction for
    the finite population.

    Parameters
    ----------
    margin : float
        Half the width of the interval, above 0.
    expected : float
        The error rate that is expected; 0.5 asks for most.
    """
    if population <= 0:
        return 0
    endless = Z95**2 * expected * (1 - expected) / margin**2
    return min(population, math.ceil(endless / (1 + (endless - 1) / population) - 1e-9))


def _of_all(sheet: AuditSheet) -> ErrorRate:
    population = sum(sheet.records.values())
    if sheet.plan.strata is Strata.NONE:
        return _simple("", list(sheet.items), population)
    checked = _checked(list(sheet.items))
    weight = n_squares = rate = 0.0
    for stratum in sheet.strata:
        own = [
            item
            for item in checked
            if stratum.vendor in ("", item.vendor)
            and (sheet.plan.strata is Strata.VENDOR or stratum.period == item.period)
        ]
        if own:
            weight += stratum.records
            n_squares += stratum.records**2 / len(own)
            rate += stratum.records * _errors(own) / len(own)
    counts = _counts("", list(sheet.items), population)
    if not weight:
        return ErrorRate(*counts, math.nan, math.nan, math.nan, tr("nothing checked yet"))
    rate /= weight
    low, high = wilson_finite(rate, weight**2 / n_squares, population)
    words = tr("weighed by the records of each part; Wilson, finite population")
    if weight < population:
        left = tr(
            "parts with {count:,.0f} records have nothing checked yet", count=population - weight
        )
        words = f"{words}; {left}"
    return ErrorRate(*counts, rate, low, high, words)


def _of_vendor(sheet: AuditSheet, vendor: str) -> ErrorRate:
    own = [item for item in sheet.items if item.vendor == vendor]
    found = _simple(vendor, own, sheet.records[vendor])
    if sheet.plan.strata in (Strata.NONE, Strata.VENDOR) or not found.checked:
        return found
    # One of each month at least is drawn: small months have a little more than their share.
    return replace(
        found, method=tr("{method}; months taken as sampled in proportion", method=found.method)
    )


def _simple(vendor: str, items: list[AuditItem], population: int) -> ErrorRate:
    checked = _checked(items)
    counts = _counts(vendor, items, population)
    if not checked:
        return ErrorRate(*counts, math.nan, math.nan, math.nan, tr("nothing checked yet"))
    errors = _errors(checked)
    low, high = exact_interval(errors, len(checked), population)
    rate = errors / len(checked)
    return ErrorRate(*counts, rate, low, high, tr("exact (hypergeometric), finite population"))


def _counts(
    vendor: str, items: list[AuditItem], population: int
) -> tuple[str, int, int, int, int, int]:
    marks = Counter(item.mark for item in items)
    checked = len(items) - marks[Mark.OPEN]
    return vendor, population, len(items), checked, marks[Mark.WRONG], marks[Mark.NOT_FOUND]


def _checked(items: list[AuditItem]) -> list[AuditItem]:
    return [item for item in items if item.mark is not Mark.OPEN]


def _errors(items: list[AuditItem]) -> int:
    return sum(item.mark in (Mark.WRONG, Mark.NOT_FOUND) for item in items)


def _tail(errors: range, bad: int, checked: int, population: int) -> float:
    """Return the chance of that many errors among the checked if `bad` of all are in error."""
    good = population - bad
    total = 0.0
    for x in errors:
        if x <= bad and checked - x <= good:
            log = _choose(bad, x) + _choose(good, checked - x) - _choose(population, checked)
            total += math.exp(log)
    return total


def _choose(n: int, k: int) -> float:
    """Return the logarithm of the number of ways to choose k of n."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _first(start: int, end: int, holds: Callable[[int], bool]) -> int:
    """Return the first whole number of which something holds that holds of all after it."""
    while start < end:
        middle = (start + end) // 2
        if holds(middle):
            end = middle
        else:
            start = middle + 1
    return start
