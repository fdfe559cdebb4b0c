"""Columns beside the figures of a summary: what they are where no heading alone says so."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.catalogue.model import UNIT_WORDS, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.comparators import compares, figure_of
from desktop_app.importing.context import KEY_ROLES, SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.headings import best, named_unit
from desktop_app.importing.layouts.names import tells_labels_apart
from desktop_app.importing.layouts.parts_beside import leave_out_parts
from desktop_app.importing.layouts.plan import (
    KPI_NAME,
    SCORE,
    THRESHOLD,
    VALUE,
    Part,
    Plan,
    PlannedColumn,
)
from desktop_app.importing.sketch import is_numeric_text
from desktop_app.importing.sums import rough_amount

_PERIOD = frozenset({FieldRole.PERIOD})
_CATEGORY = "category"
_DESCRIBING = frozenset(("", "note", KPI_NAME))
"""What a column may be called that tells more of the KPI in its row."""
_FEWEST_STEADY = 3
_MOSTLY, _CLOSE = 0.8, 0.02
_AGREED = frozenset(
    (
        *("target", "targets", "plan", "planned", "budget", "goal", "goals", "forecast", "soll"),
        *("ziel", "ziele", "agreed", "contract", "contractual", "contracted", "threshold"),
        *("thresholds", "assumption", "assumptions", "parameters", "limits", "sla", "slas"),
        *("objectif", "objectifs", "objetivo", "objetivos", "meta", "metas", "vereinbart"),
    )
)
"""Words of a title below which figures may be what is agreed, not what was achieved."""
_STANDARDS = frozenset(
    (
        *("standard", "standards", "guarantee", "guarantees", "guaranteed", "commitment", "norm"),
        *("requirement", "required", "expected", "vorgabe", "vorgaben", "norme", "exigence"),
        *("benchmark", "norma", "estándar", "richtwert", "sollwert"),
    )
)
"""Names of what is due beside the figure achieved; elsewhere "Standard" is a class of service."""
_ALL = frozenset(
    (
        *("total", "totals", "all", "overall", "gesamt", "insgesamt", "ensemble", "totaux"),
        *("totale", "totales", "general", "global"),
    )
)
"""Words beside a KPI's name that say that nothing is left out; "YTD" runs over several months."""


def settle_columns(context: SheetContext, plan: Plan) -> None:
    """Give the columns beside names of KPIs the part that the whole table shows they have."""
    if plan.label is None:
        return
    _take_units(context, plan)
    _take_standard(plan)
    _leave_out_amounts(plan)
    _leave_out_attainment(plan)
    leave_out_parts(context, plan)
    _take_totals(context, plan)
    _group_kpis(context, plan, plan.label)


def take_standards(plan: Plan) -> None:
    """Take "National standard", the same all down, for the target beside names over figures.

    Only where no other name stands over as steady figures, and the title names the KPI.
    """
    if plan.label is not None or plan.item is None or plan.of(Part.TARGET):
        return
    bare = [one for one in plan.of(Part.VALUE) if not (one.item or one.heading.period)]
    steady = [column for column in bare if column.sketch.sample.nunique() == 1]
    due = [column for column in steady if _names_standard(column)]
    if len(due) == 1 and len(bare) > 1 and due[0].sketch.profile.filled >= _FEWEST_STEADY:
        due[0].part, due[0].heading.others = Part.TARGET, []
        due[0].confidence, due[0].reason = _MOSTLY, tr("what is due, beside the figure achieved")


def _names_standard(column: PlannedColumn) -> bool:
    """Return whether the last word, or the first, over figures says that they are what is due."""
    words = normalise(" ".join(column.heading.others)).split()
    return bool(words) and not _STANDARDS.isdisjoint((words[0], words[-1]))


def _take_units(context: SheetContext, plan: Plan) -> None:
    """Take "Hours" among the words of a "Measure" or "Definition" for the unit of its row."""
    if plan.of(Part.UNIT):
        return
    for column in plan.of(Part.UNUSED, Part.NOTE):
        words = column.sketch.profile.words >= 0.5 and column.heading.structure in _DESCRIBING
        if words and column.item is None and _names_units(context, column):
            column.part, column.confidence = Part.UNIT, _MOSTLY
            column.reason = tr("some of its cells say in what is measured")
            return


def _take_standard(plan: Plan) -> None:
    """Take "Standard" beside "Actual" for the target, by its name or by "30 seconds or less"."""
    values = plan.of(Part.VALUE)
    actual = [c for c in values if c.heading.structure == VALUE and not c.keyed]
    others = [*values, *plan.of(Part.UNUSED)]
    due = [c for c in others if not (c.item or c.heading.period) and _is_due(c)]
    if len(actual) == len(due) == 1 and not plan.of(Part.TARGET):
        due[0].part, due[0].heading.others = Part.TARGET, []
        due[0].confidence, due[0].reason = _MOSTLY, tr("what is due, beside the figure achieved")


def _is_due(column: PlannedColumn) -> bool:
    """Return whether figures are what is due, by the name over them or "or less" behind them."""
    named = normalise(" ".join(column.heading.others)) in _STANDARDS
    cells = list(column.sketch.sample)
    told = [
        not isinstance(cell, str) or is_numeric_text(figure_of(cell)) or compares(cell)
        for cell in cells
    ]
    figures = sum(told) >= _MOSTLY * len(told) > 0
    return bool(column.heading.others) and figures and (named or any(map(compares, cells)))


def _names_units(context: SheetContext, column: PlannedColumn) -> bool:
    texts = [str(value) for value in column.sketch.sample.unique()]
    return any(named_unit(context.words, text)[0] in UNIT_WORDS["duration"] for text in texts)


def keep_figures(context: SheetContext, plan: Plan) -> None:
    """See to it that a table has its figures, and its target, where they can be told."""
    _take_sums_of_nothing(plan)
    if not plan.of(Part.VALUE):
        _take_a_value(context, plan)
    limits = [column for column in plan.columns if column.heading.structure == THRESHOLD]
    if len(limits) == 1 and not plan.of(Part.TARGET):
        limits[0].part = Part.TARGET  # a lone threshold where nothing else is called so


def _take_sums_of_nothing(plan: Plan) -> None:
    """Take "Calls total" for the number of calls where no other column holds a part of them."""
    for column in plan.of(Part.TOTAL):
        item = column.heading.item
        if item is None or column.heading.total != "total":
            continue
        alike = [c.heading.item for c in plan.columns if c is not column and c.heading.item]
        parts = any(other.id == item.id for other in alike) or any(c.keyed for c in plan.columns)
        if not parts and set(normalise(item.rest).split()) <= _ALL:
            column.part, column.heading.total = Part.VALUE, ""
            column.confidence, column.reason = item.confidence, item.reason


def _take_a_value(context: SheetContext, plan: Plan) -> None:
    """Take scores, a total ("KPI, target, YTD") or the only figures for the value."""
    scores = [column for column in plan.columns if column.heading.structure == SCORE]
    others = scores or plan.of(Part.TOTAL)
    for column in others:
        column.part = Part.VALUE
    if others or plan.label is None or agreed(context, plan, plan.label):
        return
    bare = [column for column in plan.of(Part.UNUSED) if column.sketch.profile.measured >= _MOSTLY]
    if len(bare) == 1 and not bare[0].sketch.header:
        bare[0].part, bare[0].confidence = Part.VALUE, _MOSTLY
        bare[0].reason = tr("the only figures beside names of KPIs")


def agreed(context: SheetContext, plan: Plan, label: PlannedColumn) -> bool:
    """Return whether title, sheet or a section's name speaks of targets or of what is agreed."""
    texts = [plan.region.title, context.sheet.name]
    texts += [
        str(value) for value in label.sketch.sample if best(context.names.items(str(value))) is None
    ]
    return any(_AGREED & set(normalise(text).split()) for text in texts)


def _leave_out_amounts(plan: Plan) -> None:
    """Leave out "Service credit" beside "Actual": it goes with the figure, and is none of the KPI.

    So too beside months, and "Responses" beside "Score" below each month. Else a period, vendor
    or channel over it makes it theirs.
    """
    values = plan.of(Part.VALUE)
    actual = any(
        column.heading.period or (column.heading.structure == VALUE and not column.keyed)
        for column in values
    )
    of_rows = [_place(column) for column in values if column.item is None]
    for column in values if actual else ():
        heading = column.heading
        said = column.keyed or heading.structure or heading.total or heading.others
        told = bool(said) and _place(column) not in of_rows
        if column.item is not None and not told and column.confidence < 1.0:
            column.part, column.reason = Part.UNUSED, tr("beside the figures achieved")


def _place(column: PlannedColumn) -> tuple[object, ...]:
    """Return what a heading says beside a KPI's name."""
    return column.heading.period, *column.heading.others


def _leave_out_attainment(plan: Plan) -> None:
    """Leave out "Achievement" beside "Actual" and "Target" where it is one as a share of the other.

    Both words name the figure achieved; only the figures tell that the second compares them.
    """
    values = [c for c in plan.of(Part.VALUE) if c.heading.structure == VALUE and not c.keyed]
    targets = plan.of(Part.TARGET)
    if len(values) < 2 or len(targets) != 1:
        return
    target = list(map(rough_amount, targets[0].sketch.cells))
    for column in values[1:]:
        actual = list(map(rough_amount, values[0].sketch.cells))
        if _compares(list(map(rough_amount, column.sketch.cells)), actual, target):
            column.part, column.reason = (
                Part.NOTE,
                tr("the figure achieved as a share of the target"),
            )


def _compares(shares: Sequence[float], actual: Sequence[float], target: Sequence[float]) -> bool:
    """Return whether nearly all numbers are actual over target, or target over actual."""
    told = fits = 0
    for share, one, other in zip(shares, actual, target, strict=True):
        if math.isnan(share) or not one or not other or math.isnan(one * other):
            continue
        told += 1
        fits += any(
            abs(share - scale * ratio) <= _CLOSE * scale
            for ratio in (one / other, other / one)
            for scale in (1.0, 100.0)
        )
    return told > 1 and fits >= _MOSTLY * told


def _take_totals(context: SheetContext, plan: Plan) -> None:
    """Take figures called "Quarter" right of columns of months for those of all of them."""
    periods = [column.sketch.column for column in plan.columns if column.heading.period]
    if len(periods) < 2:
        return
    for column in plan.of(Part.UNUSED, Part.VALUE):
        sketch, heading = column.sketch, column.heading
        if heading.period or heading.item or heading.structure or sketch.profile.measured < 0.5:
            continue
        named = best(context.names.candidates(sketch.header, Target.FIELD, _PERIOD))
        if named and named.confidence >= SURE and sketch.column > min(periods):
            column.part, column.heading.total = Part.TOTAL, "total"
            column.confidence, column.reason = _MOSTLY, tr("named like a longer period")


def _group_kpis(context: SheetContext, plan: Plan, label: PlannedColumn) -> None:
    """Take "Category" for groups of KPIs, and "Owner" right of the figures for a remark.

    Only where they tell no KPI's rows apart, as channels and sites do.
    """
    last = max((column.sketch.column for column in plan.of(Part.VALUE)), default=0)
    for column in plan.of(Part.SEGMENT):
        named = best(context.names.candidates(column.sketch.header, Target.FIELD, KEY_ROLES))
        beyond = column.sketch.column > last
        doubtful = beyond or (named is not None and named.id == _CATEGORY)
        if not doubtful or column.confidence >= 1.0:
            continue
        if not tells_labels_apart(context, column, label):
            column.part = Part.NOTE
            column.reason = tr("said of the KPI") if beyond else tr("groups of KPIs")
