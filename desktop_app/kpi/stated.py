"""Stated values as observations: KPIs as they stand, and KPIs made of stated counts and sums."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain

import numpy as np

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import AS_OF, PERIOD_MONTHS
from desktop_app.catalogue.model import (
    Catalogue,
    FieldKind,
    Formula,
    KpiDefinition,
    Source,
    Statistic,
    Variant,
)
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Period
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.contexts import Context, Contexts, StatedRow, gather
from desktop_app.kpi.frames import Floats
from desktop_app.kpi.grouping import is_constant
from desktop_app.kpi.observations import (
    NAN,
    Merge,
    Observation,
    choose_variant,
    is_count,
    merge_rule,
    rounding,
)
from desktop_app.kpi.origins import compress
from desktop_app.kpi.periods import last_moment
from desktop_app.kpi.reads import fields_of

_DAYS_A_MONTH = 365.2425 / 12
_HANDLED = frozenset({"handled_count", "answered_count"})
"""Contacts that were worked on, under the names that different channels use."""


def observe(rows: list[StatedRow], catalogue: Catalogue) -> tuple[list[Observation], list[Finding]]:
    """Return every observation that stated values give, and what could not be used.

    A stated KPI keeps its value, and gets a whole where the report states the KPI's volume
    (`KpiDefinition.weigh_by`). Stated counts and sums give every KPI whose formula over
    quantities they fill: a bare count is stated, anything else derived.
    """
    contexts = gather(rows, catalogue)
    observations: list[Observation] = []
    misfits: dict[tuple[str, str, str, str], list[StatedRow]] = defaultdict(list)
    weights = _weights_in_use(rows, contexts, catalogue)
    meanings = _Meanings(catalogue)
    for row in rows:
        if row.item not in catalogue.kpis:
            continue
        kpi = catalogue.kpis[row.item]
        weight = weights.get((row.vendor, row.item, row.segment))
        observation = _stated(row, kpi, contexts, weight, meanings)
        if observation is None:
            misfits[row.vendor, row.item, row.file, row.sheet].append(row)
        else:
            observations.append(observation)
    observations += _from_quantities(contexts.all(), catalogue)
    return observations, [_misfit(catalogue.kpis[key[1]], found) for key, found in misfits.items()]


def _weights_in_use(
    rows: list[StatedRow], contexts: Contexts, catalogue: Catalogue
) -> dict[tuple[str, str, str | None], str]:
    """Return, for each vendor, KPI and segment, the quantity that its stated values have.

    That is the one most of the KPI's values have: wholes of different kinds (offered in one
    month, answered in another) must not be mixed. A segment that never has it may count the same
    under another name ("Calls answered" beside "Chats handled").
    """
    having: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    parts: dict[tuple[str, str, str | None], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.item in catalogue.kpis:
            names = [
                name
                for name in catalogue.kpis[row.item].weigh_by
                if not math.isnan(contexts.quantity(row, name)[0])
            ]
            of_kpi = having[row.vendor, row.item]
            of_part = parts[row.vendor, row.item, row.segment]
            for name in names:
                of_kpi[name] += 1
                of_part[name] += 1
    chosen: dict[tuple[str, str, str | None], str] = {}
    for (vendor, kpi, segment), counts in parts.items():
        order, all_counts = catalogue.kpis[kpi].weigh_by, having[vendor, kpi]
        if not all_counts:
            continue
        name = max(order, key=lambda name: all_counts[name])
        if not counts[name] and name in _HANDLED:
            name = max((n for n in order if n in _HANDLED), key=lambda name: counts[name])
        chosen[vendor, kpi, segment] = name
    return chosen


class _Meanings:
    """As what a KPI's stated values are taken: asked for every value, and the same for most."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._known: dict[tuple[object, ...], tuple[Variant | None, str, Merge, float]] = {}

    def of(self, row: StatedRow, kpi: KpiDefinition) -> tuple[Variant | None, str, Merge, float]:
        """Return variant (None if the unit fits none), its label, rule of merging, factor."""
        top = None if math.isnan(row.scale[1]) else row.scale[1]
        key = (kpi.id, row.variant, row.unit, top)
        if key not in self._known:
            variant, label = choose_variant(kpi, row.variant, row.unit, row.scale)
            merge = Merge.NEVER if variant is None else merge_rule(kpi, variant)
            factor = 1.0 if variant is None else _factor(kpi, variant.id)
            self._known[key] = variant, label, merge, factor
        return self._known[key]


def _stated(
    row: StatedRow,
    kpi: KpiDefinition,
    contexts: Contexts,
    weight: str | None,
    meanings: _Meanings,
) -> Observation | None:
    """Return a stated KPI value, None if its unit can't be the KPI's."""
    variant, label, merge, factor = meanings.of(row, kpi)
    if variant is None:
        return None
    value, target, note = row.value, row.target, ""
    if row.unit == Unit.SCORE and variant.unit is Unit.SHARE:
        value, target = value / row.scale[1], target / row.scale[1]
        note = tr("from a mark of {scale:g}", scale=row.scale[1])
    part, whole = NAN, NAN
    weight_rows: tuple[int, ...] = ()
    if merge is Merge.SUM:
        part = value
    elif weight is not None and merge is Merge.RATIO:
        whole, weight_rows = contexts.quantity(row, weight)
        part = value * whole / factor
    stand_in, stand_in_rows = _stand_in(row, kpi, contexts)
    left_words = _left_words(kpi, variant.id)
    population = (
        _population(whole, kpi, lambda name: contexts.quantity(row, name)[0]) if left_words else NAN
    )
    counted = weight is not None and is_count(meanings.catalogue.fields[weight].kind)
    return Observation(
        vendor=row.vendor,
        kpi=kpi.id,
        variant=_over_span(kpi, label, row.period),
        basis=Basis.STATED,
        currency=row.currency if variant.unit is Unit.MONEY else "",
        period=row.period,
        segment=row.segment,
        value=value,
        part=part,
        whole=whole,
        factor=factor,
        merge=merge,
        unit=variant.unit,
        stated=1,
        target=target,
        tolerance=rounding(row.raw, value, variant.unit),
        trials=counted and variant.unit is Unit.SHARE and factor == 1.0,
        rows=(row.position,),
        weight_rows=weight_rows,
        place=row.place,
        note=note,
        population=population,
        left_words=left_words,
        stand_in=stand_in,
        stand_in_rows=stand_in_rows,
    )


def _stand_in(
    row: StatedRow, kpi: KpiDefinition, contexts: Contexts
) -> tuple[float, tuple[int, ...]]:
    """Return the first contact volume that may stand in for the KPI's own whole, and its cells.

    Volumes that are stated by site or channel only weigh what is stated of all of them.
    """
    found = chain(
        (contexts.quantity(row, name) for name in kpi.stand_ins),
        (contexts.of_parts(row, name) for name in (*kpi.weigh_by, *kpi.stand_ins)),
    )
    return next((volume for volume in found if not math.isnan(volume[0])), (NAN, ()))


def _left_words(kpi: KpiDefinition, variant: str) -> str:
    """Return what the unchecked items of a sample are called, ``""`` if a variant is of none."""
    sampled = (one for one in kpi.formulas if one.sampled and one.variant == variant)
    return next((one.apart_words for one in sampled), "")


def _population(whole: float, kpi: KpiDefinition, quantity: Callable[[str], float]) -> float:
    """Return the first known quantity that a whole is a part of; NaN where it is none."""
    found = (quantity(name) for name in kpi.sample_of)
    total = next((one for one in found if not math.isnan(one)), NAN)
    return total if total > whole else NAN


def _factor(kpi: KpiDefinition, variant: str) -> float:
    """Return what part / whole is multiplied by in a variant; 1 where no formula says."""
    for formula in kpi.formulas:
        if formula.variant == variant and formula.source is not Source.KPIS:
            return formula.factor
    return 1.0


def _from_quantities(contexts: list[Context], catalogue: Catalogue) -> list[Observation]:
    """Return every KPI that contexts' counts and sums give, by the first formula that fits."""
    columns = _columns(contexts)
    stated = columns.keys() - {PERIOD_MONTHS, AS_OF}
    found: list[Observation] = []
    for kpi in catalogue.kpis.values():
        done: set[tuple[int, str]] = set()
        for formula in kpi.formulas:
            if formula.source is not Source.QUANTITIES or fields_of(formula).isdisjoint(stated):
                continue
            part, whole, squares, records = _of_formula(formula, columns, len(contexts))
            usable = ~np.isnan(part) & ~np.isnan(whole) & (whole != 0)
            for place in np.flatnonzero(usable).tolist():
                variant = _over_span(kpi, formula.variant, contexts[place].first.period)
                if (place, variant) not in done:
                    done.add((place, variant))
                    figures = float(part[place]), float(whole[place])
                    spread = float(squares[place]), float(records[place])
                    found.append(
                        _derived(contexts[place], kpi, formula, figures, spread, catalogue)
                    )
    return found


def _of_formula(
    formula: Formula, columns: Mapping[str, Floats], size: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return part, whole, squares and records in each context, NaN where one is not told."""
    part, ones = _evaluate(formula.part, columns, size), np.ones(size)
    whole = _evaluate(formula.whole, columns, size) if formula.whole else ones
    if not formula.squares:
        return part, whole, NAN * ones, NAN * ones
    squares = _evaluate(formula.squares, columns, size)
    records = _evaluate(formula.records, columns, size) if formula.records else whole
    return part, whole, squares, records


def _derived(
    context: Context,
    kpi: KpiDefinition,
    formula: Formula,
    figures: tuple[float, float],
    spread: tuple[float, float],
    catalogue: Catalogue,
) -> Observation:
    """Return a KPI made of one context's quantities; `spread` are its squares and records."""
    part, whole = figures
    total = formula.statistic is Statistic.SUM
    volume = NAN if total or is_constant(formula.whole) else whole
    names = sorted(fields_of(formula) & set(context.values))
    unit = kpi.variant(formula.variant).unit
    kinds = [catalogue.fields[name].kind for name in names]
    money = [name for name, kind in zip(names, kinds, strict=True) if kind is FieldKind.MONEY]
    rows = tuple(row for name in names for row in context.rows[name])
    first = context.first
    return Observation(
        vendor=first.vendor,
        kpi=kpi.id,
        variant=_over_span(kpi, formula.variant, first.period),
        basis=Basis.STATED if total and formula.part in context.values else Basis.DERIVED,
        currency=context.currencies[money[0]] if money and unit is Unit.MONEY else "",
        period=first.period,
        segment=first.segment,
        value=formula.factor * (part if total else part / whole),
        part=part if total or not np.isnan(volume) else NAN,
        whole=volume,
        factor=formula.factor,
        merge=Merge.SUM if total else Merge.RATIO,
        unit=unit,
        stated=len(rows),
        target=NAN,
        tolerance=0.0,
        trials=unit is Unit.SHARE and _counts_only(formula, kinds),
        rows=rows,
        weight_rows=(),
        place=first.place,
        note=formula.note,
        squares=spread[0],
        records=spread[1],
        population=_population(volume, kpi, lambda name: context.values.get(name, NAN)),
        left_words=_left_words(kpi, formula.variant),
    )


def _counts_only(formula: Formula, kinds: list[FieldKind]) -> bool:
    """Return whether part and whole are sums of counts; a product of counts is no count."""
    plain = not set("*/") & set(formula.part + formula.whole)
    return plain and formula.factor == 1.0 and all(is_count(kind) for kind in kinds)


def _columns(contexts: list[Context]) -> dict[str, Floats]:
    """Return the contexts' quantities as arrays, with the names formulas may use beside them."""
    names = {name for context in contexts for name in context.values}
    columns = {
        name: np.array([context.values.get(name, NAN) for context in contexts]) for name in names
    }
    periods = [context.first.period for context in contexts]
    columns[PERIOD_MONTHS] = np.array([_months(period) for period in periods])
    columns[AS_OF] = np.array(
        [NAN if period is None else last_moment(period) for period in periods]
    )
    return columns


def _over_span(kpi: KpiDefinition, variant: str, period: Period | None) -> str:
    """Return the variant that says over which span a figure is, for one that does not say.

    A quarter's retention is another figure than a year's, whatever the report calls it.
    """
    if not kpi.variant(variant or kpi.variants[0].id).any_span:
        return variant
    months = _months(period)
    return next((one.id for one in kpi.variants if one.months and one.months == months), variant)


@lru_cache(maxsize=4_096)
def _months(period: Period | None) -> float:
    """Return a period's length in months; whole calendar months are whole numbers."""
    if period is None:
        return NAN
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    if period == Period.months(period.start.year, period.start.month, months):
        return float(months)
    return ((period.end - period.start).days + 1) / _DAYS_A_MONTH


def _evaluate(text: str, columns: Mapping[str, Floats], size: int) -> Floats:
    """Return an expression's value in each context; what no context states is missing."""
    expression = parse(text)
    nothing = np.asarray(NAN)
    result = expression.evaluate({name: columns.get(name, nothing) for name in expression.fields})
    return np.broadcast_to(result, (size,))


def _misfit(kpi: KpiDefinition, rows: list[StatedRow]) -> Finding:
    units = sorted({row.unit for row in rows})
    return Finding(
        Severity.WARNING,
        "unit-not-of-kpi",
        tr(
            "{vendor}: {kpi} is stated as {units}, and it is measured as {unit}. "
            "The values (such as '{raw}') are not used; check the mapping, or give the "
            "scale they are marked on.",
            vendor=rows[0].vendor,
            kpi=kpi.title,
            units=listed([tr(unit) for unit in units], 4),
            unit=tr(kpi.unit.value),
            raw=rows[0].raw,
        ),
        rows[0].file,
        rows[0].sheet,
        compress(row.cell for row in rows),
    )
