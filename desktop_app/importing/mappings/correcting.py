"""Corrections of a mapping: each function returns a new one in which the user has decided."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from desktop_app.domain.address import cell_range, column_index, parse_range
from desktop_app.domain.period import Period
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.document import (
    WRITTEN,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)

LAYOUTS = ("log", "wide", "transposed", "long", "scorecard", "other")
"""What a table can be said to be; ``other`` is not read."""


class CorrectionError(ValueError):
    """A correction that can't be made; the message says what there is instead."""


class NoSuchTableError(CorrectionError):
    """The mapping has no table at that place."""


class NoSuchItemError(CorrectionError):
    """The table has no column or row at that place."""


def set_layout(mapping: ReportMapping, sheet: str, cells: str, layout: str) -> ReportMapping:
    """Return the mapping with a table taken for another layout; ``other`` sets it aside.

    Raises
    ------
    NoSuchTableError
    CorrectionError
        If there is no such layout.
    """
    if layout not in LAYOUTS:
        raise CorrectionError(
            tr(
                "'{layout}' is no layout; there are {layouts}.",
                layout=layout,
                layouts=", ".join(LAYOUTS),
            )
        )
    return _with(mapping, _table(mapping, sheet, cells), layout=layout)


def set_aside(mapping: ReportMapping, sheet: str, cells: str) -> ReportMapping:
    """Return the mapping with a table that is not read."""
    return set_layout(mapping, sheet, cells, "other")


def set_header_rows(mapping: ReportMapping, sheet: str, cells: str, count: int) -> ReportMapping:
    """Return the mapping with the first `count` rows of a table as its heading.

    Raises
    ------
    NoSuchTableError
    CorrectionError
        If the table would have no row left.
    """
    table = _table(mapping, sheet, cells)
    top, _, bottom, _ = _place(cells)
    if not 0 <= count <= bottom - top:
        raise CorrectionError(
            tr(
                "{cells} on '{sheet}' has {count} rows; its heading can have 0 to {most}.",
                cells=cells,
                sheet=sheet,
                count=bottom - top + 1,
                most=bottom - top,
            )
        )
    return _with(mapping, table, header_rows=count, layout=_layout_of_other_shape(table))


def set_table_cells(
    mapping: ReportMapping, sheet: str, cells: str, new_cells: str
) -> ReportMapping:
    """Return the mapping with a table moved to, or stretched over, other cells.

    Raises
    ------
    NoSuchTableError
    CorrectionError
        If `new_cells` is no range, or has no row below the heading.
    """
    table = _table(mapping, sheet, cells)
    place = _place(new_cells)
    _check_free(mapping, sheet, cell_range(*place), table)
    changed = replace(
        table,
        cells=cell_range(*place),
        layout=_layout_of_other_shape(table),
        header_rows=min(table.header_rows, place[2] - place[0]),
        columns=tuple(item for item in table.columns if _within(item.place, place)),
        rows=tuple(item for item in table.rows if _within(item.place, place)),
        said_by=SaidBy.USER,
    )
    tables = tuple(changed if other is table else other for other in mapping.tables)
    return replace(mapping, tables=tables)


def add_table(
    mapping: ReportMapping, sheet: str, cells: str, layout: str = "", header_rows: int = 1
) -> ReportMapping:
    """Return the mapping with a table more; what stood in tables there gives way to it.

    Without a layout that is found out when the report is read again.

    Raises
    ------
    CorrectionError
        If `cells` is no range or a table of the mapping already, or `layout` none.
    """
    place = _place(cells)
    _check_free(mapping, sheet, cell_range(*place), None)
    added = TableMapping(sheet, cell_range(*place), layout, header_rows, said_by=SaidBy.USER)
    more = replace(mapping, tables=(*mapping.tables, added))
    more = set_header_rows(more, sheet, added.cells, header_rows)
    return set_layout(more, sheet, added.cells, layout) if layout else more


def set_vendor(mapping: ReportMapping, sheet: str, cells: str, vendor: str) -> ReportMapping:
    """Return the mapping with a table's vendor; ``""`` for what stands around it."""
    return _with(mapping, _table(mapping, sheet, cells), vendor=vendor.strip())


def set_period(mapping: ReportMapping, sheet: str, cells: str, period: str) -> ReportMapping:
    """Return the mapping with a table's period (``2026-01``, ``2026-Q1``, ``2026``).

    Raises
    ------
    CorrectionError
        If `period` is no period's label.
    """
    return _with(mapping, _table(mapping, sheet, cells), period=_period(period))


def set_segment(mapping: ReportMapping, sheet: str, cells: str, segment: str) -> ReportMapping:
    """Return the mapping with a table's segment; ``""`` for what stands around it."""
    return _with(mapping, _table(mapping, sheet, cells), segment=segment.strip())


def set_report_vendor(mapping: ReportMapping, vendor: str) -> ReportMapping:
    """Return the mapping with the vendor of the whole report."""
    if not vendor.strip():
        raise CorrectionError(tr("A vendor needs a name."))
    return replace(mapping, vendor=vendor.strip(), vendor_said_by=SaidBy.USER)


def set_fiscal_year_start(mapping: ReportMapping, month: int) -> ReportMapping:
    """Return the mapping with the first month of the vendor's fiscal year, 0 for not said."""
    if not 0 <= month <= 12:
        raise CorrectionError(
            tr("A fiscal year starts in a month from 1 to 12, not {month}.", month=month)
        )
    return replace(mapping, fiscal_year_start=month)


def set_item(
    mapping: ReportMapping,
    sheet: str,
    cells: str,
    place: str,
    *,
    meaning: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
    variant: str | None = None,
    dates: str | None = None,
    decimals: str | None = None,
    scale: str | None = None,
    clock: str | None = None,
    vendor: str | None = None,
    period: str | None = None,
    segment: str | None = None,
) -> ReportMapping:
    """Return the mapping with a column or row corrected; what is None stays as it was.

    Another meaning forgets unit, currency, variant and how the cells are written, unless given
    here.

    Parameters
    ----------
    place : str
        Letters of a column, or number of a row, that the table's mapping has.
    meaning : str
        Id of a field or KPI, or one of `document.PARTS`; ``""`` sets it aside.

    Raises
    ------
    NoSuchTableError, NoSuchItemError
    CorrectionError
        If `period` is no period's label, or `dates`, `decimals`, `scale` or `clock` none of
        `document.WRITTEN`.
    """
    table = _table(mapping, sheet, cells)
    item = table.item(place)
    if item is None:
        known = ", ".join(item.place for item in table.items) or "none"
        raise NoSuchItemError(
            tr(
                "{cells} on '{sheet}' has no column or row {place}; it has {known}.",
                cells=cells,
                sheet=sheet,
                place=place,
                known=known,
            )
        )
    said = {
        "meaning": meaning,
        "unit": unit,
        "currency": currency,
        "variant": variant,
        **_written(dates=dates, decimals=decimals, scale=scale, clock=clock),
        "vendor": vendor,
        "period": None if period is None else _period(period),
        "segment": segment,
    }
    if meaning is not None and meaning != item.meaning:
        item = replace(item, unit="", currency="", variant="", read_as="", typical=None)
        item = replace(item, dates="", decimals="", scale="", clock="")
    given: dict[str, Any] = {
        name: value.strip() for name, value in said.items() if value is not None
    }
    return _with_item(mapping, table, item, replace(item, said_by=SaidBy.USER, **given))


def _written(**said: str | None) -> dict[str, str | None]:
    """Return what is said of how cells are written."""
    for name, value in said.items():
        if value and not re.fullmatch(WRITTEN[name], value.strip()):
            raise CorrectionError(
                tr("'{value}' is nothing that '{name}' of a column can be.", value=value, name=name)
            )
    return said


def set_row_in_group(
    mapping: ReportMapping,
    sheet: str,
    cells: str,
    place: str,
    *,
    heading: str,
    group: str,
    meaning: str,
) -> ReportMapping:
    """Return the mapping with the rows of a label in one part of a table told from the others.

    Parameters
    ----------
    place : str
        Number of the first such row.
    heading, group : str
        Its label, and the segment that its part of the table gives its figures.
    meaning : str
        Id of a field or KPI, or one of `document.PARTS`; ``""`` sets it aside.

    Raises
    ------
    NoSuchTableError
    """
    table = _table(mapping, sheet, cells)
    said = ItemMapping(place, heading, meaning, said_by=SaidBy.USER, group=group.strip())
    same = (heading, said.group)
    others = [item for item in table.rows if (item.heading, item.group) != same]
    rows = sorted([*others, said], key=lambda item: int(item.place or 0))
    return mapping.with_table(replace(table, rows=tuple(rows)))


def confirm_item(mapping: ReportMapping, sheet: str, cells: str, place: str) -> ReportMapping:
    """Return the mapping with what one column or row was taken for said by the user."""
    return set_item(mapping, sheet, cells, place)


def confirm(mapping: ReportMapping) -> ReportMapping:
    """Return the mapping with all that is read said by the user: "yes, all of that is right".

    Tables that recognition did not read stay its own decision: there is nothing to confirm in
    them, and targets that stand apart from the figures go on being found.
    """
    return replace(mapping, tables=tuple(_confirmed(table) for table in mapping.tables))


def _confirmed(table: TableMapping) -> TableMapping:
    if table.layout == "other":
        return table
    return replace(
        table,
        columns=tuple(replace(item, said_by=SaidBy.USER) for item in table.columns),
        rows=tuple(replace(item, said_by=SaidBy.USER) for item in table.rows),
        said_by=SaidBy.USER,
    )


def _table(mapping: ReportMapping, sheet: str, cells: str) -> TableMapping:
    table = mapping.table(sheet, cells)
    if table is None:
        known = ", ".join(f"'{t.sheet}' {t.cells}" for t in mapping.tables) or "none"
        raise NoSuchTableError(
            tr(
                "There is no table {cells} on '{sheet}'; there are {known}.",
                cells=cells,
                sheet=sheet,
                known=known,
            )
        )
    return table


def _layout_of_other_shape(table: TableMapping) -> str:
    """Return a table's layout if the user said it; of another shape it is to be found out."""
    return table.layout if table.said_by is SaidBy.USER else ""


def _with(mapping: ReportMapping, table: TableMapping, **changes: Any) -> ReportMapping:
    # What recognition made nothing of may be something with the user's help.
    helped = table.layout == "other" and table.said_by is SaidBy.RECOGNITION
    layout = {"layout": ""} if helped else {}
    return mapping.with_table(replace(table, **{**layout, **changes, "said_by": SaidBy.USER}))


def _with_item(
    mapping: ReportMapping, table: TableMapping, old: ItemMapping, new: ItemMapping
) -> ReportMapping:
    def swapped(items: tuple[ItemMapping, ...]) -> tuple[ItemMapping, ...]:
        return tuple(new if item.place == old.place else item for item in items)

    return mapping.with_table(
        replace(table, columns=swapped(table.columns), rows=swapped(table.rows))
    )


def _place(cells: str) -> tuple[int, int, int, int]:
    try:
        return parse_range(cells)
    except ValueError as error:
        raise CorrectionError(
            tr("'{cells}' is no range of cells such as A3:F12.", cells=cells)
        ) from error


def _check_free(mapping: ReportMapping, sheet: str, cells: str, table: TableMapping | None) -> None:
    """Refuse cells that another table of the mapping has exactly."""
    other = mapping.table(sheet, cells)
    if other is not None and other is not table:
        raise CorrectionError(
            tr("{cells} on '{sheet}' is a table already.", cells=cells, sheet=sheet)
        )


def _within(place: str, cells: tuple[int, int, int, int]) -> bool:
    """Return whether a column's letters or a row's number lie in a range."""
    top, left, bottom, right = cells
    if place.isdigit():
        return top <= int(place) - 1 <= bottom
    return left <= column_index(place) <= right


def _period(text: str) -> str:
    """Return a period's label as it is kept, ``""`` for none."""
    if not text.strip():
        return ""
    try:
        return Period.parse(text.strip()).label
    except ValueError as error:
        raise CorrectionError(
            tr("'{text}' is no period; write it like 2026-01, 2026-Q1 or 2026.", text=text)
        ) from error
