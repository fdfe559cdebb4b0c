"""What summaries state, as observations: one vendor's figure for one KPI in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from desktop_app.catalogue.model import FieldKind, KpiDefinition, Source, Statistic, Variant
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Period
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.frames import Floats

NAN = float("nan")

PERIODS, SEGMENTS, VALUES = "periods", "segments", "values"
"""What `pool` puts together."""
_BY_CONTACTS = {
    PERIODS: later("mean of {count} periods by contacts, its own volumes unknown"),
    SEGMENTS: later("mean of {count} segments by contacts, its own volumes unknown"),
    VALUES: later("mean of {count} values by contacts, its own volumes unknown"),
}
_SIMPLE_MEAN = {
    PERIODS: later("simple mean of {count} periods, volumes unknown"),
    SEGMENTS: later("simple mean of {count} segments, volumes unknown"),
    VALUES: later("simple mean of {count} values, volumes unknown"),
}


_ONE_NUMBER = re.compile(r"\D*?(\d+)(?:[.,](\d+))?\D*")
_PLAIN = (Unit.COUNT, Unit.RATE)


class Merge(StrEnum):
    """How several observations become one: as ratios, by adding up, or not at all."""

    RATIO = "ratio"
    SUM = "sum"
    NEVER = "never"


@dataclass(slots=True)  # never changed; made frozen, one takes three times as long to make
class Observation:
    """A stated figure, or one worked out from stated counts, before any rolling up.

    Parameters
    ----------
    period : Period or None
        None when the report names none.
    value, part, whole : float
        In canonical units; part / whole x `factor` is the value where both are known.
    stated : int
        How many stated values are behind it.
    target : float
        What the report demands, in the unit of the value; NaN if it does not.
    tolerance : float
        How far the value may be from what the vendor means: half a unit of the last digit the
        report shows; for a simple mean also the distance to its outermost member.
    trials : bool
        Whether part and whole are counts of which the value is a share.
    rows : tuple of int
        Positions of the figure's cells in the frame of stated values.
    weight_rows : tuple of int
        Positions of the cells that its whole was read from, when that is not in `rows`.
    place : (file, sheet, context)
        Where it stands; equal only for values of one row or column of one table.
    note : str
        What a label must say.
    squares, records : float
        Sum of the squares of what single records add to `part`, and how many they are, each of
        the same whole; NaN where the report does not tell.
    population : float
        All items of which the whole is a sample; NaN where it is none, or not known.
    left_words : str
        What the items that are not in the sample are called.
    stand_in : float
        Contacts that stand in for an unknown whole (survey answers) when figures are put
        together; `stand_in_rows` are their cells. NaN when there are none.
    simple_mean : bool
        Whether it is a mean of ratios without volumes, or made of such.
    """

    vendor: str
    kpi: str
    variant: str
    basis: Basis
    currency: str
    period: Period | None
    segment: str | None
    value: float
    part: float
    whole: float
    factor: float
    merge: Merge
    unit: Unit
    stated: int
    target: float
    tolerance: float
    trials: bool
    rows: tuple[int, ...]
    weight_rows: tuple[int, ...]
    place: tuple[str, str, int]
    note: str = ""
    squares: float = NAN
    records: float = NAN
    population: float = NAN
    left_words: str = ""
    stand_in: float = NAN
    stand_in_rows: tuple[int, ...] = ()
    simple_mean: bool = False

    @property
    def identity(self) -> tuple[str, str, str, Basis, str]:
        """Return what observations must share to be rolled up together."""
        return (self.vendor, self.kpi, self.variant, self.basis, self.currency)

    @property
    def weighed(self) -> bool:
        """Return whether it can be pooled exactly."""
        return self.merge is Merge.SUM or not math.isnan(self.part + self.whole)

    def equals(self, other: Observation) -> bool:
        """Return whether both say the same, as far as their shown digits go."""
        close = abs(self.value - other.value) <= max(self.tolerance, other.tolerance, 1e-12)
        weights = (self.whole, other.whole)
        return close and (weights[0] == weights[1] or any(map(math.isnan, weights)))


def merge_rule(kpi: KpiDefinition, variant: Variant) -> Merge:
    """Return how stated values of a variant may be put together."""
    kinds = {
        formula.statistic
        for formula in kpi.formulas
        if formula.variant == variant.id and formula.source is not Source.KPIS
    }
    if Statistic.QUANTILE in kinds:
        return Merge.NEVER
    if Statistic.SUM in kinds or (not kinds and variant.unit is Unit.COUNT):
        return Merge.SUM
    return Merge.RATIO


def pool(members: list[Observation], what: str) -> Observation:
    """Return several observations of one identity as one.

    Sums of parts over sums of wholes where every whole is known; counts add up; otherwise the
    mean by the contacts that stand in for the wholes, or the simple mean of all stated values,
    and the note says so.

    Parameters
    ----------
    what : str
        What the members are, for the note: `PERIODS`, `SEGMENTS` or `VALUES`.
    """
    if len(members) == 1:
        return members[0]
    first = members[0]
    merged = _merged(members, what)
    notes = tuple(dict.fromkeys(member.note for member in members if member.note))
    return replace(
        first,
        value=merged.value,
        part=merged.part,
        whole=merged.whole,
        stated=sum(member.stated for member in members),
        target=_mean_target(members, merged.weights),
        tolerance=merged.tolerance,
        trials=all(member.trials for member in members),
        rows=_joined(member.rows for member in members),
        weight_rows=merged.weight_rows,
        note="; ".join(filter(None, (*notes, merged.note))),
        squares=_total(member.squares for member in members),
        records=_total(member.records for member in members),
        population=_total(member.population for member in members),
        stand_in=sum(member.stand_in for member in members),
        stand_in_rows=_joined(member.stand_in_rows for member in members),
        simple_mean=merged.simple_mean or any(member.simple_mean for member in members),
    )


@dataclass(frozen=True, slots=True)
class _Merged:
    """The value of several observations, and by what it was weighed."""

    value: float
    tolerance: float
    part: float = NAN
    whole: float = NAN
    weights: Floats | None = None
    weight_rows: tuple[int, ...] = ()
    note: str = ""
    simple_mean: bool = False


def _merged(members: list[Observation], what: str) -> _Merged:
    first = members[0]
    values, parts, wholes, stand_ins = (
        np.array([getattr(member, name) for member in members])
        for name in ("value", "part", "whole", "stand_in")
    )
    rounded = max(member.tolerance for member in members)
    if first.merge is Merge.SUM:
        return _Merged(float(values.sum()), rounded * len(members), float(parts.sum()))
    if all(member.weighed for member in members) and wholes.sum() != 0:
        part, whole = float(parts.sum()), float(wholes.sum())
        rows = _joined(member.weight_rows for member in members)
        return _Merged(first.factor * part / whole, rounded, part, whole, wholes, rows)
    if stand_ins.sum() > 0:
        rows = _joined(member.stand_in_rows for member in members)
        weights, words = stand_ins, _BY_CONTACTS
    else:
        # A month of three values is not to weigh as little as a month of one.
        rows, words = (), _SIMPLE_MEAN
        weights = np.array([member.stated for member in members])
    value = float(np.average(values, weights=weights))
    return _Merged(
        value,
        # With their true volumes the members would give something between their extremes.
        rounded + float(np.abs(values - value).max()),
        weights=weights if words is _BY_CONTACTS else None,
        weight_rows=rows,
        note=tr(words[what], count=len(members)),
        simple_mean=words is _SIMPLE_MEAN,
    )


def choose_variant(
    kpi: KpiDefinition, variant: str, unit: str, scale: tuple[float, float]
) -> tuple[Variant | None, str]:
    """Return which variant a stated value is, and the id to label it with.

    Where the report names none, the value is taken at the first variant of its own unit; a mean
    on a scale at the variant named for that scale (``mean_5``). A KPI measured as a share also
    takes marks on a known scale (they become a share of its maximum).

    Returns
    -------
    (Variant or None, str)
        None when no variant can have such a unit. ``""`` when the KPI has several variants and
        nothing tells which of them this is; the variant is then the default.
    """
    named = {one.id: one for one in kpi.variants}
    if variant in named and _fits(named[variant].unit, unit):
        return named[variant], variant
    fitting = [one for one in kpi.variants if _fits(one.unit, unit)]
    top = scale[1]
    if not fitting and unit == Unit.SCORE and not np.isnan(top):
        fitting = [one for one in kpi.variants if one.unit is Unit.SHARE]
    elif unit == Unit.SCORE and not np.isnan(top):
        fitting = [one for one in fitting if one.id.endswith(f"_{top:g}")] or fitting
    if not fitting:
        return None, ""
    unnamed = fitting[0] is kpi.variants[0] and len(kpi.variants) > 1
    return fitting[0], "" if unnamed else fitting[0].id


def rounding(raw: str, value: float, unit: str) -> float:
    """Return half a unit of the last digit shown, in the canonical unit.

    ``92 %`` may have been anything from 91.5 to 92.5 %: 0.005. A text whose digits do not lead
    to the value by one factor (``5:12``) is taken to be exact to its second, or to a
    two-hundredth of itself.
    """
    match = _ONE_NUMBER.fullmatch(raw.strip())
    if match:
        shown = float(f"{match[1]}.{match[2] or '0'}")
        if shown and value:
            return 0.5 * 10.0 ** -len(match[2] or "") * abs(value) / shown
    if unit == Unit.SHARE:
        return 0.005
    return 0.5 if unit == Unit.DURATION else abs(value) / 200


def is_count(kind: FieldKind) -> bool:
    """Return whether a quantity counts items, so that a share of it is a share of trials."""
    return kind is FieldKind.COUNT


def _fits(wanted: Unit, found: str) -> bool:
    return wanted == found or (wanted in _PLAIN and found in _PLAIN)


def _joined(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row for part in rows for row in part))


def _total(values: Iterable[float]) -> float:
    """Return a sum, NaN where any is missing."""
    return float(sum(values))


def _mean_target(members: list[Observation], weights: np.ndarray | None) -> float:
    targets = np.array([member.target for member in members])
    known = ~np.isnan(targets)
    if not known.any():
        return NAN
    if weights is None or not known.all():
        return float(targets[known].mean())
    return float(np.average(targets, weights=weights))
