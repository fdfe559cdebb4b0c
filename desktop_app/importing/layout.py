"""Which layout a table has, decided from its headings and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell_range
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import TAKEN
from desktop_app.importing.layouts import log_signs, long, scorecard, transposed, wide
from desktop_app.importing.layouts.headings import period_of
from desktop_app.importing.layouts.plan import VALUE, Part, Plan
from desktop_app.importing.layouts.planning import build_plan
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.regions import Region
from desktop_app.importing.report import Layout
from desktop_app.importing.sketch import ColumnSketch, sketch_region

_PIVOT_MARKS = frozenset(
    {
        "row labels",
        "column labels",
        "zeilenbeschriftungen",
        "spaltenbeschriftungen",
        "etiquettes de lignes",
        "etiquettes de colonnes",
        "etiquetas de fila",
        "etiquetas de columna",
        "etichette di riga",
        "rotulos de linha",
        "rijlabels",
    }
)
_PIVOT_VALUES = ("count of ", "sum of ", "average of ", "anzahl von ", "summe von ", "somme de ")
_SUMMARIES: dict[Layout, Callable[[Plan], tuple[float, str]]] = {
    Layout.WIDE: wide.fits,
    Layout.TRANSPOSED: transposed.fits,
    Layout.LONG: long.fits,
    Layout.SCORECARD: scorecard.fits,
}
_ANSWER_ROW = frozenset(
    (
        *("response", "open ended response", "other please specify", "comments", "antwort"),
        *("offene antwort", "reponse", "reponse ouverte", "respuesta", "respuesta abierta"),
    )
)
"""What stands in the row of a survey's export that says where the answers are."""
_HEAD_LOOKED_AT = 3
_OF_PERIODS = 0.2
_SURE_OF_LABELS = 0.8
"""From this share of KPIs among its labels on, targets beside them are no flags of a log."""
_TARGETS = frozenset(
    (
        *("target", "targets", "plan", "plans", "budget", "goal", "goals", "forecast", "soll"),
        *("ziel", "ziele", "zielwerte", "vorgaben", "objectif", "objectifs", "cibles", "objetivo"),
        *("objetivos", "meta", "metas"),
    )
)
_BESIDE_TARGETS = frozenset(("kpi", "kpis", "sla", "slas", "service", "level", "performance"))


@dataclass(slots=True)
class Table:
    """A region with the layout it was found to have.

    `reason` says why, for OTHER why nothing can be measured; `pivot` marks the output of a pivot
    table; `targets_only` a table that names targets and no figures; `said` is what a mapping
    says of it.
    """

    region: Region
    sketches: list[ColumnSketch]
    plan: Plan
    layout: Layout
    confidence: float
    reason: str
    pivot: bool = False
    targets_only: bool = False
    said: FollowedTable | None = None

    @property
    def cells(self) -> str:
        """Return the A1 range of the table with its heading."""
        region = self.region
        return cell_range(region.top, region.left, region.bottom, region.right)

    @property
    def names(self) -> list[str]:
        """Return the headings, and the first names down the rows."""
        headings = [sketch.header for sketch in self.sketches if sketch.header]
        rows: list[str] = []
        for sketch in self.sketches:
            if sketch.profile.words >= 0.5:
                rows += list(dict.fromkeys(str(value) for value in sketch.sample))[:3]
        return headings[:4] + rows + headings[4:]


def decide(context: SheetContext, region: Region) -> Table:
    """Return a region with its layout; `Layout.OTHER` when none fits well enough.

    What a mapping says of it, `context.followed`, overrules what it looks like.
    """
    said = context.followed
    if said is not None and said.layout:
        sketches = _sketched(context, region)
        plan = build_plan(context, region, sketches)
        layout = Layout(said.layout)
        pivot = is_pivot(context, region)
        return Table(region, sketches, plan, layout, 1.0, said.reason, pivot, said=said)
    headed = said is not None and said.said
    if not headed:
        region = with_period_row(context, with_answer_row(context, region))
    table = _recognised(context, region)
    table.said = said
    return table


def _sketched(context: SheetContext, region: Region) -> list[ColumnSketch]:
    """Return the sketches of a region's columns, their headings noted."""
    sketches = sketch_region(context, region)
    for sketch in sketches:
        if sketch.header:
            context.report.headings[sketch.header] = None
    return sketches


def _recognised(context: SheetContext, region: Region) -> Table:
    """Return a region with the layout that it looks like."""
    sketches = _sketched(context, region)
    plan = build_plan(context, region, sketches)
    record, why_record = log_signs.fits(context, sketches, plan)
    if _kpis_over_periods(plan) or plan.marks:
        record *= _OF_PERIODS  # "CSAT Jan, CSAT Feb": no record has one field twice
    options = [(Layout.LOG, record, why_record)]
    for summary, fits in _SUMMARIES.items():
        sure, why = fits(plan)
        if summary is Layout.TRANSPOSED:
            # Headings such as "Resolution time" name a field of a record and a KPI alike; what
            # else the table holds has been weighed there.
            sure *= min(1.0, 2.0 * (1.0 - record))
        options.append((summary, sure, why))
    layout, confidence, reason = max(options, key=lambda option: option[1])
    pivot = is_pivot(context, region)
    targets_only = plan.label is not None and not plan.of(Part.VALUE) and bool(plan.of(Part.TARGET))
    sure_targets = targets_only and plan.labels_known >= _SURE_OF_LABELS
    by_name = layout is not Layout.LOG and _on_a_sheet_of_targets(context, plan)
    if sure_targets or by_name:
        why = (
            tr("the sheet's name '{sheet}'", sheet=context.sheet.name)
            if by_name
            else tr("targets beside KPIs")
        )
        return Table(region, sketches, plan, Layout.OTHER, 0.8, why, pivot, targets_only=True)
    if confidence < TAKEN - 0.1:
        why = "; ".join(dict.fromkeys(reason for _, _, reason in options[:2]))
        return Table(
            region, sketches, plan, Layout.OTHER, 1.0 - confidence, why, pivot, targets_only
        )
    return Table(region, sketches, plan, layout, round(confidence, 3), reason, pivot)


def _on_a_sheet_of_targets(context: SheetContext, plan: Plan) -> bool:
    """Return whether the sheet's name says targets or plan, and no heading says achieved."""
    words = normalise(context.sheet.name).split()
    achieved = any(column.heading.structure == VALUE for column in plan.of(Part.VALUE))
    named = [word for word in words if word in _TARGETS]
    others = [word for word in words if word not in _TARGETS and word not in _BESIDE_TARGETS]
    said = [word for word in others if period_of(context, word) is None]
    return bool(named) and not said and not achieved


def _kpis_over_periods(plan: Plan) -> bool:
    """Return whether columns of one KPI stand side by side for several periods."""
    periods: dict[str, set[str]] = {}
    for column in plan.of(Part.VALUE):
        if column.item is not None and column.heading.period is not None:
            periods.setdefault(column.item.id, set()).add(column.heading.period.label)
    return any(len(of_item) > 1 for of_item in periods.values())


def with_period_row(context: SheetContext, region: Region) -> Region:
    """Return the region with a row of nothing but periods below its heading taken into it.

    "Acme, Acme, Beta, Beta" over "Jan, Feb, Jan, Feb" are two heading rows, though the second
    looks like the first of the data.
    """
    row, grid = region.first_data_row, context.sheet.grid
    if not region.header_rows or row >= min(region.bottom, grid.n_rows):
        return region
    cells = [
        grid.values[row, column] if column < grid.n_columns else None
        for column in range(region.left, region.right + 1)
    ]
    said = [value for value in cells if value is not None]
    if len(said) < 2 or len(said) < len(cells) - 2:
        return region
    if not all(isinstance(v, str | dt.date) and period_of(context, v) for v in said):
        return region
    texts = tuple("" if value is None else heading_text(value) for value in cells)
    headers = tuple(
        f"{header} {text}".strip() for header, text in zip(region.headers, texts, strict=True)
    )
    return replace(
        region,
        header_rows=(*region.header_rows, row),
        headers=headers,
        header_parts=(*region.header_parts, texts),
    )


def with_answer_row(context: SheetContext, region: Region) -> Region:
    """Return the region with a survey's row of "Response" below its questions taken into it.

    Tools put it, and the answers that could be ticked, between the questions and the first record.
    """
    row, grid = region.first_data_row, context.sheet.grid
    if not region.header_rows or row >= min(region.bottom, grid.n_rows):
        return region
    cells = [
        normalise(str(grid.values[row, column]))
        for column in range(region.left, min(region.right + 1, grid.n_columns))
        if grid.values[row, column] is not None
    ]
    if not cells or not set(cells) <= _ANSWER_ROW:
        return region
    silent = ("",) * len(region.headers)
    return replace(
        region,
        header_rows=(*region.header_rows, row),
        header_parts=(*region.header_parts, silent),
    )


def heading_text(value: object) -> str:
    """Return a cell of a heading as text; a date without its midnight."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()


def is_pivot(context: SheetContext, region: Region) -> bool:
    """Return whether a table is the output of a pivot table, told by the words Excel puts in."""
    grid = context.sheet.grid
    rows = range(region.top, min(region.first_data_row + _HEAD_LOOKED_AT, grid.n_rows))
    for row in rows:
        for column in range(region.left, min(region.right + 1, grid.n_columns)):
            value = grid.values[row, column]
            if isinstance(value, str):
                plain = normalise(value)
                if plain in _PIVOT_MARKS or plain.startswith(_PIVOT_VALUES):
                    return True
    return False
