"""Names over groups of columns that were carried too far: over a target beside the groups."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.headings import structure_named
from desktop_app.importing.layouts.plan import VALUE
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch


def own_parts(
    context: SheetContext, region: Region, sketches: Sequence[ColumnSketch]
) -> dict[int, tuple[str, ...]]:
    """Return the parts of each column's heading, one text per heading row.

    A blank above "Target" right of "2025" over "Jan, Feb" is one, and no part of the year: the
    target is agreed for all columns, as no other column is called so. Where cells are merged, or
    every group has its own target, the name stays.
    """
    parts = {sketch.column: sketch.parts or (sketch.header,) for sketch in sketches}
    if len(region.header_rows) < 2:
        return parts
    lowest = [own[-1] for own in parts.values()]
    for column, own in parts.items():
        if lowest.count(own[-1]) == 1 and _stands_beside(context, own[-1]):
            parts[column] = tuple(
                "" if _carried(context, region, row, column) else part
                for row, part in zip(region.header_rows, own, strict=False)
            )
    return parts


def _stands_beside(context: SheetContext, text: str) -> bool:
    """Return whether a heading names what stands beside figures: target, unit, total."""
    return bool(total_word(context, text)) or structure_named(context, text) not in ("", VALUE)


def _carried(context: SheetContext, region: Region, row: int, column: int) -> bool:
    """Return whether a heading's part was carried over a blank from the last group's name."""
    grid = context.sheet.grid
    cells = grid.values[row, column : min(region.right + 1, grid.n_columns)]
    return all(cell is None for cell in cells) and not any(
        top <= row <= bottom and left <= column <= right for top, left, bottom, right in grid.merged
    )
