"""Tables put where a mapping says they are: other cells, another heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from desktop_app.importing.blocks import Rect
from desktop_app.importing.cells import HEAD_ROWS, Sheet
from desktop_app.importing.context import SheetContext
from desktop_app.importing.heading_texts import heading_texts
from desktop_app.importing.layout import with_period_row
from desktop_app.importing.mappings.document import SaidBy, TableMapping
from desktop_app.importing.mappings.fingerprint import HeadingKeys
from desktop_app.importing.pieces import Piece
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.surface import Surface, cell_text, survey

_FOUND = 0.6
"""Share of a table's headings by which it is found again."""
_FEWEST = 2

Box = tuple[int, int, int, int]
Tables = list[tuple[Region, TableMapping | None]]


class Reshaper:
    """Makes regions of a sheet by a mapping's word; looks at the sheet when first needed."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._surface: Surface | None = None
        self.changed = False

    @property
    def surface(self) -> Surface:
        """Return the sheet's masks."""
        if self._surface is None:
            self._surface = survey(self.sheet.grid)
        return self._surface

    def put(self, tables: Tables, box: Box, table: TableMapping) -> Tables:
        """Return the tables with one more in a box; those that it overlaps give way.

        The new one takes their title, as far as that stands outside of the box.
        """
        self.changed = True
        under = [region for region, _ in tables if _overlap(region, box)]
        rest = [(region, known) for region, known in tables if not _overlap(region, box)]
        title = max(under, key=lambda region: _shared(region, box), default=None)
        made = self.region(box, min(table.header_rows, box[2] - box[0]), title)
        return [*((_outside(region, box), known) for region, known in rest), (made, table)]

    def region(self, box: Box, header_rows: int, like: Region | None = None) -> Region:
        """Return the region of a box whose first rows are its heading, with the title of `like`."""
        rect = Rect(*box)
        rows = range(rect.top, min(rect.top + header_rows, self.sheet.grid.n_rows))
        columns = slice(rect.left, rect.right + 1)
        heads = tuple(row for row in rows if self.surface.occupied[row, columns].any())
        # An empty last row still ends the heading, or the rows above it would be data again.
        if rows and (not heads or heads[-1] != rows[-1]):
            heads = (*heads, rows[-1])
        headers, parts = heading_texts(self.surface, Piece(rect, heads, ()))
        made = Region(*box, header_rows=heads, headers=headers, header_parts=parts)
        if like is None:
            return made
        repeats = tuple(
            row for row in like.repeated_headers if made.first_data_row <= row <= box[2]
        )
        made = replace(made, repeated_headers=repeats)
        kept = _outside(like, box)
        return replace(made, title=kept.title, title_cells=kept.title_cells)

    def structure(self, regions: Sequence[Region]) -> SheetStructure:
        """Return the structure of these regions; every other filled cell is a note."""
        occupied = self.surface.occupied.copy()
        for region in regions:
            occupied[region.top : region.bottom + 1, region.left : region.right + 1] = False
            for cell in region.title_cells:
                occupied[cell] = False
        rows, columns = np.nonzero(occupied)
        notes = tuple(zip(rows.tolist(), columns.tolist(), strict=True))
        return SheetStructure(tuple(sorted(regions, key=lambda r: (r.top, r.left))), notes)


def locate(
    reshaper: Reshaper, tables: Tables, table: TableMapping, keys: HeadingKeys
) -> Box | None:
    """Return where a table stands whose cells the user gave in an earlier report.

    None where the table found for it has its headings, or too few of them are on the sheet.
    """
    wanted = Counter(keys.keys(item.heading for item in table.columns))
    found = next((region for region, known in tables if known is table), None)
    known = _common(found, wanted, keys) if found is not None else 0
    if known == wanted.total():
        return None
    box = _by_heading(reshaper.sheet, table.header_rows, wanted, keys)
    if box is None:
        return None
    made = reshaper.region(box, min(table.header_rows, box[2] - box[0]))
    return box if _common(made, wanted, keys) > known else None


def _by_heading(
    sheet: Sheet, header_rows: int, wanted: Counter[str], keys: HeadingKeys
) -> Box | None:
    """Return the box of the table whose heading rows have most of the headings wanted.

    It reaches right as far as there are headings, and down to the first empty row.
    """
    values, height = sheet.grid.values, max(header_rows, 1)
    best: tuple[int, int, list[int]] | None = None
    for row in range(min(len(values) - height, HEAD_ROWS)):
        texts = {
            column: key
            for column, cells in enumerate(values[row : row + height].T)
            if (key := keys.key(" ".join(filter(None, map(cell_text, cells))))) in wanted
        }
        common = sum((Counter(texts.values()) & wanted).values())
        if common >= max(_FEWEST, _FOUND * wanted.total()) and (best is None or common > best[0]):
            best = common, row, list(texts)
    if best is None:
        return None
    _, top, columns = best
    left, right = min(columns), max(columns)
    filled = np.array([[value is not None for value in cells] for cells in values[top:]])
    heads = np.atleast_1d(filled[:height].any(axis=0))
    while right + 1 < len(heads) and heads[right + 1]:
        right += 1
    empty = np.flatnonzero(~filled[height:, left : right + 1].any(axis=1))
    rows = int(empty[0]) if len(empty) else len(filled) - height
    return (top, left, top + height + rows - 1, right) if rows else None


def headed(
    context: SheetContext,
    region: Region,
    table: TableMapping,
    said_by: SaidBy,
    reshaper: Reshaper,
    keys: HeadingKeys,
) -> Region:
    """Return a region with as many heading rows as a mapping says.

    In another file than the mapping's own, only if that brings its headings back.
    """
    rows = table.header_rows
    if region.first_data_row - region.top == rows:
        return region
    dated = with_period_row(context, region)
    if dated.first_data_row - dated.top == rows:
        return dated
    if rows > region.bottom - region.top:
        return region
    box = (region.top, region.left, region.bottom, region.right)
    made = reshaper.region(box, rows, region)
    wanted = Counter(keys.keys(item.heading for item in table.columns))
    worse = _common(made, wanted, keys) < _common(region, wanted, keys)
    return region if worse and said_by is not SaidBy.USER else made


def _common(region: Region, wanted: Counter[str], keys: HeadingKeys) -> int:
    return sum((Counter(keys.keys(region.headers)) & wanted).values())


def _overlap(region: Region, box: Box) -> bool:
    return _shared(region, box) > 0


def _shared(region: Region, box: Box) -> int:
    """Return how many cells a region and a box share."""
    top, left, bottom, right = box
    rows = min(region.bottom, bottom) - max(region.top, top) + 1
    columns = min(region.right, right) - max(region.left, left) + 1
    return max(rows, 0) * max(columns, 0)


def _outside(region: Region, box: Box) -> Region:
    """Return a region without the title cells that a box takes in."""
    top, left, bottom, right = box
    kept = tuple(
        (row, column)
        for row, column in region.title_cells
        if not (top <= row <= bottom and left <= column <= right)
    )
    if len(kept) == len(region.title_cells):
        return region
    lines = region.title.split(" | ")
    rows = list(dict.fromkeys(row for row, _ in region.title_cells))
    left_rows = {row for row, _ in kept}
    told = _lines_of(rows, lines, left_rows) if len(rows) == len(lines) else []
    return replace(region, title=" | ".join(told), title_cells=kept)


def _lines_of(rows: Iterable[int], lines: Iterable[str], kept: set[int]) -> list[str]:
    """Return the lines of a title whose rows are kept."""
    return [line for row, line in zip(rows, lines, strict=True) if row in kept]
