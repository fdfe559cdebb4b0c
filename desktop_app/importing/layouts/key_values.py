"""Names beside one figure each, without a heading: "Call volume | 7,616,222", block below block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.text import normalise
from desktop_app.importing.cellkinds import Kind, classify
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED
from desktop_app.importing.layouts.beside import agreed
from desktop_app.importing.layouts.headings import named_unit, structure_named
from desktop_app.importing.layouts.plan import TARGET, Part, Plan
from desktop_app.importing.measure_words import names_measure
from desktop_app.importing.pieces import is_note
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.sketch import is_numeric_text
from desktop_app.importing.surface import cell_text
from desktop_app.importing.surroundings import part_of_year, period_in
from desktop_app.importing.word_classes import COMPARISON

_MOST_ROWS, _MOST_COLUMNS = 200, 8
_FARTHEST_TITLE = 3
_MOSTLY = 0.5
_LONGEST_FIGURE = 60
_ANY_YEAR = 2000
_MOST_BESIDE = 2
_MEASURED = re.compile(r"^\s*(?:[<>≤≥~≈]\s*)?\d[\d.,:' ]*\s*[^\W\d_]+\.?(?:\s|$)")
"""A number and the unit behind it, whatever follows: "9.77 business days or 3 weeks"."""

Grid = NDArray[np.object_]
Place = tuple[int, int]


@dataclass(slots=True)
class _Block:
    """Rows of names and figures, below lines that stand alone; rows and columns of the sheet."""

    left: int
    right: int
    captions: list[Place] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def take_key_values(context: SheetContext, structure: SheetStructure) -> SheetStructure:
    """Return a sheet's structure with blocks of names beside one figure each told apart.

    A line that stands alone among them is the title of the block below it; where one block has
    more lines above it than the next, the first ones hold for both. Outside of tables such pairs
    become blocks only on a sheet without any table that has a heading, as beside one they may be
    what was agreed, or sum it up.
    """
    if context.sheet.bulk:
        return structure
    grid = context.sheet.grid.values
    regions: list[Region] = []
    for region in structure.regions:
        bare = _without_false_heading(context, region)
        blocks = [] if bare.header_rows else _blocks(context, grid, bare)
        regions += _regions(context, grid, blocks, bare.title, bare.title_cells) or [region]
    notes = list(structure.notes)
    if not any(region.header_rows for region in regions):
        loose = _loose(context, grid, notes)
        regions = sorted([*regions, *loose], key=lambda region: (region.top, region.left))
        taken = {place for region in loose for place in _cells(grid, region)}
        taken |= {place for region in loose for place in region.title_cells}
        notes = [place for place in notes if place not in taken]
    return SheetStructure(tuple(regions), tuple(notes))


def _without_false_heading(context: SheetContext, region: Region) -> Region:
    """Return a table of names whose first figure is missing ("No data") without its heading."""
    if len(region.header_rows) != 1 or region.right - region.left >= _MOST_COLUMNS:
        return region
    cells = context.sheet.grid.values[region.header_rows[0], region.left : region.right + 1]
    second = next((cell_text(cell) for cell in cells[1:] if cell is not None), "")
    if cells[0] is None or normalise(second) not in context.words.missing:
        return region
    silent = ("",) * len(region.headers)
    return replace(region, header_rows=(), headers=silent, header_parts=())


def _cells(grid: Grid, region: Region) -> Iterable[Place]:
    rows, columns = np.nonzero(
        grid[region.top : region.bottom + 1, region.left : region.right + 1] != None  # noqa: E711
    )
    return zip((rows + region.top).tolist(), (columns + region.left).tolist(), strict=True)


def _blocks(context: SheetContext, grid: Grid, region: Region) -> list[_Block]:
    """Return the blocks of a table without heading, empty where it is none of names and figures."""
    bottom, right = min(region.bottom + 1, len(grid)), min(region.right + 1, grid.shape[1])
    box = grid[region.top : bottom, region.left : right]
    if box.shape[0] > _MOST_ROWS or box.shape[1] > _MOST_COLUMNS:
        return []
    found: list[_Block] = []
    for first, last in _pairs_of_columns(box):
        found += _split(context, box[:, first : last + 1], region.top, region.left + first)
    told = {(row, c) for b in found for row in b.rows for c in range(b.left, b.right + 1)}
    told |= {place for block in found for place in block.captions}
    return found if set(_cells(grid, region)) <= told else []


def _pairs_of_columns(box: Grid) -> list[tuple[int, int]]:
    """Return first and last column of each group: names, their figures, and what is beside."""
    figure, label = _sorts(box)
    starts = [
        column
        for column in range(box.shape[1] - 1)
        if label[:, column].any()
        and (label[:, column] & figure[:, column + 1 :].any(axis=1)).sum() * 2
        >= figure[:, column + 1].sum()
        > 0
    ]
    if not starts or starts[0] > 0:
        return []
    ends = [*(start - 1 for start in starts[1:]), box.shape[1] - 1]
    return list(zip(starts, ends, strict=True))


def _sorts(box: Grid) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which cells are figures, and which are words."""
    kinds = classify(box).kind
    measured = np.array(
        [[_is_figure(value) for value in row] for row in box.tolist()], dtype=np.bool_
    ).reshape(box.shape)
    figure = (kinds == Kind.NUMBER) | measured
    return figure, (kinds == Kind.LABEL) & ~measured


def _is_figure(value: object) -> bool:
    """Return whether a text is a figure, or begins with one: "1 minute 30 seconds"."""
    if not isinstance(value, str):
        return False
    return is_numeric_text(value) or (
        len(value) <= _LONGEST_FIGURE and _MEASURED.match(value) is not None
    )


def _split(context: SheetContext, box: Grid, top: int, left: int) -> list[_Block]:
    """Return the blocks of one column of names and the columns beside it; [] for another shape."""
    figure, label = _sorts(box)
    right = left + box.shape[1] - 1
    blocks = [_Block(left, right)]
    for row in range(len(box)):
        filled = np.flatnonzero(box[row] != None)  # noqa: E711 - element-wise on objects
        if not len(filled):
            continue
        if filled[0] != 0 or not label[row, 0] or figure[row].sum() > 1:
            return []
        if len(filled) == 1:
            if blocks[-1].rows:
                blocks.append(_Block(left, right))
            blocks[-1].captions.append((top + row, left))
        elif figure[row, 1] or _is_missing(context, box[row, 1]):
            blocks[-1].rows.append(top + row)
        else:
            return []
    return [block for block in blocks if block.rows]


def _is_missing(context: SheetContext, value: object) -> bool:
    return isinstance(value, str) and normalise(value) in context.words.missing


def _regions(
    context: SheetContext,
    grid: Grid,
    blocks: Sequence[_Block],
    title: str,
    title_cells: tuple[Place, ...],
) -> list[Region]:
    """Return the blocks as tables, empty where none of their names is known."""
    names = [cell_text(grid[row, block.left]) for block in blocks for row in block.rows]
    known = any(_may_be_known(context, name) for name in names)
    measures = sum(names_measure(context.words, name) for name in names)
    if not known and measures <= _MOSTLY * len(names):
        return []
    lines = title.split(" | ") if title else []
    said = [[cell_text(grid[place]) for place in block.captions] for block in blocks]
    longest = max(map(len, said[1:]), default=0)
    said[0] = lines[len(lines) - min(longest, len(lines)) :] + said[0]
    head = lines[: len(lines) - min(longest, len(lines))]
    depth = max(len(_names(context, own)) for own in said)
    outer: list[str] = []
    found = []
    for number, (block, own) in enumerate(zip(blocks, said, strict=True)):
        names = _names(context, own)
        above = outer[: depth - len(names)]
        outer = above + names
        if any(_names_aims(context, line) for line in (*head, *above, *own)):
            context.aims.add((block.rows[0], block.left))
        silent = ("",) * (block.right - block.left + 1)
        found.append(
            Region(
                *(block.rows[0], block.left, block.rows[-1], block.right),
                header_rows=(),
                headers=silent,
                header_parts=(),
                title=" | ".join([*head, *above, *own]),
                title_cells=(*(() if number else title_cells), *block.captions),
                named_rows=True,
            )
        )
    return found


def _may_be_known(context: SheetContext, name: str) -> bool:
    items = context.names.items(name)
    return bool(items) and items[0].confidence >= ASKED


def _names_aims(context: SheetContext, line: str) -> bool:
    """Return whether a line says that no figures achieved follow: "Targets", "Assumptions"."""
    words = set(normalise(line).split())
    aims = words & context.words.not_achieved
    others = {word for word in words - aims if not word.isdigit()}
    alone = len(others) <= _MOST_BESIDE and not others & COMPARISON
    return bool(aims and alone) or structure_named(context, line) == TARGET


def _names(context: SheetContext, lines: Sequence[str]) -> list[str]:
    """Return the lines that say no period."""
    return [
        line
        for line in lines
        if period_in(line, context.words, _ANY_YEAR) is None
        and part_of_year(line, context.words, _ANY_YEAR) is None
    ]


def _loose(context: SheetContext, grid: Grid, notes: Sequence[Place]) -> list[Region]:
    """Return the pairs of a known name and a figure among cells outside of tables, as tables."""
    inside = {at for at in notes if at[0] < len(grid) and at[1] < grid.shape[1]}
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(inside):
        by_row.setdefault(row, []).append(column)
    regions: list[Region] = []
    run: list[int] = []
    for row in [*by_row, -1]:
        columns = by_row.get(row, [])
        pair = len(columns) in (2, 3) and row >= 0 and _is_pair(grid, row, columns)
        if run and (not pair or row > run[-1] + 2 or columns[0] != by_row[run[-1]][0]):
            regions += _loose_region(context, grid, run, by_row)
            run = []
        if pair:
            run.append(row)
    return regions


def _is_pair(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row is a name, the figure right of it, and at most a remark."""
    kinds = classify(grid[row : row + 1, columns]).kind[0]
    value = grid[row, columns[1]]
    figure = kinds[1] == Kind.NUMBER or _is_figure(value)
    return bool(kinds[0] == Kind.LABEL and figure and columns[1] == columns[0] + 1)


def _loose_region(
    context: SheetContext, grid: Grid, run: Sequence[int], by_row: dict[int, list[int]]
) -> list[Region]:
    """Return rows of pairs as a table, with the lines that stand above it."""
    left, right = by_row[run[0]][0], max(by_row[row][-1] for row in run)
    captions: list[Place] = []
    last = run[0]
    for row in range(run[0] - 1, -1, -1):
        columns = by_row.get(row, [])
        if not columns:
            if last - row > _FARTHEST_TITLE:
                break
            continue
        text = cell_text(grid[row, columns[0]])
        if len(columns) > 1 or is_numeric_text(text):
            break
        if not is_note(text):
            captions.insert(0, (row, columns[0]))
        last = row
    return _regions(context, grid, [_Block(left, right, captions, list(run))], "", ())


def without_block_captions(regions: Sequence[Region], lines: Sequence[str]) -> list[str]:
    """Return a sheet's lines without those over some of its blocks only: they name no vendor."""
    titles = [set(one.title.split(" | ")) for one in regions if one.named_rows]
    if len(titles) < 2:
        return list(lines)
    own = set[str]().union(*titles) - set[str].intersection(*titles)
    return [line for line in dict.fromkeys(lines) if line not in own]


def use_key_values(context: SheetContext, plan: Plan) -> None:
    """Take the first column of figures beside names for their values, and of units for theirs."""
    if not plan.region.named_rows or plan.of(Part.VALUE):
        return
    if plan.label is not None and agreed(context, plan, plan.label):
        return
    for column in plan.columns:
        if column.part is not Part.UNUSED:
            continue
        figures = column.sketch.profile.measured >= _MOSTLY
        if not plan.of(Part.VALUE) and (figures or column is plan.columns[1]):
            column.part, column.confidence = Part.VALUE, 1.0
        elif all(any(named_unit(context.words, str(text))) for text in column.sketch.sample):
            column.part, column.confidence = Part.UNIT, 1.0
        else:
            column.part = Part.NOTE
