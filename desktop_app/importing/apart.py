"""Tables that touch each other, told apart by a heading that begins anew beside or below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.importing.cells import HEAD_ROWS
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.readers.grids import MOST_COLUMNS
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.sketch import is_numeric_text
from desktop_app.importing.surface import cell_text

_KEYS = frozenset({FieldRole.PERIOD, FieldRole.STRUCTURE})
_KPI_NAME = "kpi_name"
_MOST_TEXTS = 500
"""A column of more different texts is no key of a summary."""
_ALIKE = 0.9

Grid = np.ndarray[tuple[int, int], np.dtype[np.object_]]


def tell_apart(context: SheetContext, structure: SheetStructure) -> SheetStructure:
    """Return a sheet's structure with tables that touch taken apart.

    A table begins anew right of a column of figures where a column of keys (names of KPIs,
    periods) follows under a heading of its own ("KPI, Jan, Feb, KPI, Jan, Feb"), and below
    figures where a row says "Month" or "KPI" first and names other columns.
    """
    regions: list[Region] = []
    for region in structure.regions:
        if not region.header_rows or region.bottom >= HEAD_ROWS:
            regions.append(region)
            continue
        for part in _down(context, region):
            regions += _across(context, part)
    return SheetStructure(tuple(regions), structure.notes)


def _box(context: SheetContext, region: Region) -> Grid:
    """Return the cells of a region, from its first to its last row."""
    grid: Grid = context.sheet.grid.values
    return grid[region.top : region.bottom + 1, region.left : region.right + 1]


def _names_keys(context: SheetContext, text: str) -> str:
    """Return ``kpi`` or ``period`` where a heading says that such keys stand below, or ``""``."""
    for candidate in context.names.candidates(text, Target.FIELD, _KEYS)[:1]:
        if candidate.confidence >= SURE:
            if candidate.id == _KPI_NAME:
                return "kpi"
            role = context.report.catalogue.fields[candidate.id].role
            return "period" if role is FieldRole.PERIOD else ""
    return ""


def _down(context: SheetContext, region: Region) -> list[Region]:
    """Return the tables that follow each other in a region, with their own headings."""
    cells = _box(context, region)
    offset = region.first_data_row - region.top
    first = cells[offset:, 0]
    texts = {value for value in first if isinstance(value, str)}
    if len(texts) > _MOST_TEXTS:
        return [region]
    own = {normalise(part) for row in region.header_parts for part in row if part}
    starts = [
        offset + row
        for row, value in enumerate(first)
        if isinstance(value, str)
        and 0 < row < len(cells) - 1 - offset
        and _is_new_heading(cells[offset + row], own)
        and _names_keys(context, value)
    ]
    if not starts:
        return [region]
    parts = [_rows_of(region, cells, 0, starts[0] - 1, region.header_rows)]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        parts.append(_rows_of(region, cells, start, end - 1, (region.top + start,)))
    return parts


def _is_new_heading(row: Iterable[object], own: set[str]) -> bool:
    """Return whether a row of words names columns that the table's heading does not name."""
    said = [value for value in row if value is not None]
    texts = [normalise(value) for value in said if isinstance(value, str)]
    if len(said) < 2 or len(texts) < len(said) or len(set(texts)) < len(texts):
        return False
    if any(is_numeric_text(str(value)) for value in said[1:]):  # "KW 8", "81%": figures as text
        return False
    return any(text not in own for text in texts[1:])


def _rows_of(
    region: Region, cells: Grid, first: int, last: int, header_rows: tuple[int, ...]
) -> Region:
    """Return the part of a region between two rows (from its top), with its own width."""
    filled = cells[first : last + 1] != None  # noqa: E711 - element-wise on objects
    columns = np.flatnonzero(filled.any(axis=0))
    rows = np.flatnonzero(filled.any(axis=1))
    left, right = int(columns[0]), int(columns[-1])
    headed = header_rows == region.header_rows
    if headed:
        left, right = 0, region.right - region.left
        parts, headers = region.header_parts, region.headers
    else:
        texts = tuple(cell_text(value) for value in cells[first, left : right + 1])
        parts, headers = (texts,), texts
    return replace(
        region,
        top=region.top + first,
        bottom=region.top + first + int(rows[-1]),
        left=region.left + left,
        right=region.left + right,
        header_rows=header_rows,
        header_parts=parts,
        headers=headers,
        title=region.title,
        title_cells=region.title_cells if headed else (),
        repeated_headers=tuple(
            row for row in region.repeated_headers if region.top + first < row <= region.top + last
        ),
    )


def _across(context: SheetContext, region: Region) -> list[Region]:
    """Return the tables that stand side by side in a region without a blank column between."""
    cells = _box(context, region)[region.first_data_row - region.top :]
    cuts = [0]
    for column in range(2, region.right - region.left):
        if _begins_anew(context, region, cells, cuts[-1], column):
            cuts.append(column)
    if len(cuts) == 1:
        return [region]
    ends = [*[cut - 1 for cut in cuts[1:]], region.right - region.left]
    return [
        _columns_of(context, region, cells, first, last)
        for first, last in zip(cuts, ends, strict=True)
    ]


def _begins_anew(
    context: SheetContext, region: Region, cells: Grid, start: int, column: int
) -> bool:
    """Return whether a column is the first of another table than the one from `start` on."""
    old, new = (region.header_parts[-1][place] for place in (start, column))
    alike = normalise(old) == normalise(new)
    kinds = (_names_keys(context, old), _names_keys(context, new))
    if not (alike or all(kinds)):
        return False
    between = _share_of_figures(cells[:, start + 1 : column])
    beyond = _share_of_figures(cells[:, column + 1 :])
    if not (_are_keys(cells[:, start]) and _are_keys(cells[:, column])):
        return False
    return min(between, beyond) >= 0.5


def _are_keys(cells: Iterable[object]) -> bool:
    """Return whether cells are different texts or dates, as names of KPIs and periods are."""
    said = [value for value in cells if value is not None]
    if len(said) < 2 or any(isinstance(v, int | float) for v in said):
        return False
    return len({str(value) for value in said}) >= _ALIKE * len(said)


def _share_of_figures(cells: Grid) -> float:
    """Return how many of the filled cells are numbers or texts that begin like one."""
    said = [value for value in cells.ravel() if value is not None]
    figures = [
        not isinstance(value, str) or value.strip()[:1].isdigit() or "%" in value for value in said
    ]
    return sum(figures) / len(figures) if figures else 0.0


def _columns_of(
    context: SheetContext, region: Region, cells: Grid, first: int, last: int
) -> Region:
    """Return the part of a region between two columns (from its left), with its own height."""
    left, right = region.left + first, region.left + last
    parts = [row[first : last + 1] for row in region.header_parts]
    rows = list(region.header_rows)
    lines, title_cells = _own_title(context, region, first, last)
    while len(parts) > 1 and len(set(parts[0])) == 1 and parts[0][0]:
        # A name over all columns of this table is its title.
        lines.append(parts.pop(0)[0])
        row = rows.pop(0)
        filled = context.sheet.grid.values[row, left : right + 1] != None  # noqa: E711
        title_cells += [(row, left + int(column)) for column in np.flatnonzero(filled)]
    filled = (cells[:, first : last + 1] != None).any(axis=1)  # noqa: E711
    return replace(
        region,
        top=rows[0],
        left=left,
        right=right,
        bottom=region.first_data_row + int(np.flatnonzero(filled)[-1]),
        header_rows=tuple(rows),
        header_parts=tuple(parts),
        headers=tuple(" ".join(filter(None, column)) for column in zip(*parts, strict=True)),
        title=" | ".join(lines),
        title_cells=tuple(title_cells),
    )


def _own_title(
    context: SheetContext, region: Region, first: int, last: int
) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the title lines of a part of a region, and their cells that no other part has.

    A line whose cells stand over several parts says something else of each.
    """
    low = region.left + first if first else 0
    high = region.left + last if region.left + last < region.right else MOST_COLUMNS
    said = region.title.split(" | ")
    rows = sorted({row for row, _ in region.title_cells})
    lines, own_cells = [], []
    for place, row in enumerate(rows):
        columns = [column for at, column in region.title_cells if at == row]
        own = [column for column in columns if low <= column <= high]
        own_cells += [(row, column) for column in own]
        if len(columns) == 1 and len(said) == len(rows):
            lines.append(said[place])
        elif own or len(columns) == 1:
            texts = [cell_text(context.sheet.grid.values[row, at]) for at in own or columns]
            lines.append("; ".join(texts))
    return lines, own_cells
