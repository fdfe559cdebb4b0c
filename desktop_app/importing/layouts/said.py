"""What a mapping says of the columns and rows of a summary, put into its plan."""

from __future__ import annotations

from desktop_app.domain.finding import About
from desktop_app.domain.period import Period
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.mappings.candidates import words_on
from desktop_app.importing.mappings.document import LABEL, PARTS, UNUSED, ItemMapping
from desktop_app.importing.report import Layout
from desktop_app.importing.sketch import ColumnSketch

_NAMES_DOWN = frozenset({Layout.WIDE.value, Layout.LONG.value, Layout.SCORECARD.value})
_FIGURES = (Part.VALUE, Part.TARGET, Part.TOTAL)


def said_item(context: SheetContext, sketch: ColumnSketch) -> ItemMapping | None:
    """Return what a mapping says of a column, None for nothing."""
    return context.followed.columns.get(sketch.column) if context.followed is not None else None


def said_of_cells(context: SheetContext, column: int) -> dict[About, str]:
    """Return what a mapping says of how the cells of a column of the sheet are written."""
    item = context.followed.columns.get(column) if context.followed is not None else None
    return {word.about: word.value for word in words_on(item)} if item is not None else {}


def said_part(context: SheetContext, sketch: ColumnSketch) -> Part | None:
    """Return the part that a mapping gives a column, None where it names a meaning or nothing."""
    item = said_item(context, sketch)
    if item is None or item.meaning not in PARTS:
        return None
    return Part.UNUSED if item.meaning == UNUSED else Part(item.meaning)


def is_said_label(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a mapping says that a column names the KPIs."""
    item = said_item(context, sketch)
    return item is not None and item.meaning == LABEL


def names_go_down(context: SheetContext) -> bool | None:
    """Return whether the layout that a mapping says has its KPIs' names down the rows.

    None where it says no layout.
    """
    if context.followed is None or not context.followed.layout:
        return None
    return context.followed.layout in _NAMES_DOWN


def use_said(context: SheetContext, plan: Plan) -> None:
    """Give the columns that a mapping speaks of the part and the keys that it says."""
    if context.followed is None:
        return
    for column in plan.columns:
        item = said_item(context, column.sketch)
        if item is not None:
            part = said_part(context, column.sketch)
            if part is not None:
                column.part, column.confidence = part, 1.0
                column.reason = context.followed.why(item)
            _use_keys(column, item)


def _use_keys(column: PlannedColumn, item: ItemMapping) -> None:
    """Take vendor, segment and period of a column's figures from what was said."""
    if column.part in _FIGURES:
        column.vendor, column.segment = item.vendor or None, item.segment or None
        if item.period:
            column.heading.period = Period.parse(item.period)
