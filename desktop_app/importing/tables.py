"""Finding the tables of a sheet: blocks, their tables, parts put together again, titles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.importing.blocks import Mask, Rect, bridge, cut
from desktop_app.importing.cellkinds import Kind
from desktop_app.importing.cells import Sheet
from desktop_app.importing.heading_texts import heading_texts
from desktop_app.importing.headings import FIRST_YEAR, LAST_YEAR
from desktop_app.importing.joining import (
    join_blocks,
    join_down,
    join_right,
    take_in_columns,
    take_in_headings,
    take_in_names,
)
from desktop_app.importing.pieces import Piece, Scan, about_line, is_note
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.surface import Surface, survey

_MOST_TITLE_LINES = 10
_MOST_BLANK_ROWS = 3


def find_structure(sheet: Sheet) -> SheetStructure:
    """Return the tables of a sheet, their headings and titles, and the cells that are neither.

    Every non-empty cell of the sheet's grid lies in exactly one region, or is a title cell of
    exactly one, or is a note. Of a sheet read in bulk only the head is looked at; a table that
    reaches the head's end is taken to reach the sheet's end.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    SheetStructure
        Regions from top to bottom, then left to right; they share no cell. A region without
        heading has no `header_rows` and empty `headers`.
    """
    surface = survey(sheet.grid)
    if not surface.occupied.any():
        return SheetStructure((), ())
    pieces = _find_pieces(surface, sheet.bulk)
    used = np.zeros_like(surface.occupied)
    for piece in pieces:
        used[_box(piece.rect)] = True
    regions = []
    for piece in pieces:
        lines = _title_lines(surface, piece, pieces, used)
        for line in lines:
            for cell in line:
                used[cell] = True
        regions.append(_region(surface, piece, lines))
    if sheet.bulk:
        regions = [_to_the_end(region, sheet) for region in regions]
    rows, columns = np.nonzero(surface.occupied & ~used)
    return SheetStructure(tuple(regions), tuple(zip(rows.tolist(), columns.tolist(), strict=True)))


def _box(rect: Rect) -> tuple[slice, slice]:
    return slice(rect.top, rect.bottom + 1), slice(rect.left, rect.right + 1)


def _find_pieces(surface: Surface, bulk: bool) -> list[Piece]:
    last_row = int(np.flatnonzero(surface.occupied.any(axis=1))[-1])
    pieces: list[Piece] = []
    told = surface.hard | (surface.kind == Kind.GAP)
    for block in join_blocks(surface, cut(bridge(surface.covered, told))):
        pieces += Scan(surface, block, open_end=bulk and block.bottom == last_row).pieces()
    pieces = join_down(surface, sorted(pieces, key=lambda piece: piece.rect))
    pieces = join_right(surface, pieces)
    pieces = [piece for piece in pieces if _is_table(surface, piece)]
    pieces = take_in_names(surface, take_in_headings(surface, pieces))
    return take_in_columns(surface, pieces)


def _is_table(surface: Surface, piece: Piece) -> bool:
    """Whether a piece is worth calling a table: figures under a heading, or beside labels."""
    rect = piece.rect
    hard = surface.hard[_box(rect)]
    rows = rect.bottom - piece.first_data_row + 1
    width = rect.right - rect.left + 1
    if piece.headings:
        if rows < 1:
            return False
        return width >= 2 or int(hard.any(axis=1).sum()) >= 3
    if width < 2 or _is_about(surface, rect):
        return False
    labelled = surface.label[_box(rect)][:, 0].sum() * 2 >= rows
    return int(hard.any(axis=1).sum()) >= (2 if labelled else 3)


def _is_about(surface: Surface, rect: Rect) -> bool:
    """Whether a small pair of columns says things about the report rather than figures."""
    if rect.bottom - rect.top > 10:
        return False
    lines = [
        [surface.text(row, c) for c in range(rect.left, rect.right + 1) if surface.occupied[row, c]]
        for row in range(rect.top, rect.bottom + 1)
    ]
    return sum(about_line(line) for line in lines if line) * 2 > len(lines)


def _window(piece: Piece, pieces: list[Piece]) -> int:
    """Return the first column in which a piece's title may stand."""
    rect = piece.rect
    rights = [
        other.rect.right
        for other in pieces
        if other.rect.right < rect.left
        and other.rect.top <= rect.bottom
        and other.rect.bottom >= rect.top - _MOST_BLANK_ROWS
    ]
    return max(rights, default=-1) + 1


def _title_lines(
    surface: Surface, piece: Piece, pieces: list[Piece], used: Mask
) -> list[list[tuple[int, int]]]:
    """Return the cells of the lines above a table that name it, from top to bottom.

    Remarks among them are passed over; a row of the table above, or of scattered words, ends
    the search.
    """
    left, right = _window(piece, pieces), piece.rect.right
    lines: list[list[tuple[int, int]]] = []
    blank = 0
    for row in range(piece.rect.top - 1, -1, -1):
        columns = np.flatnonzero(surface.occupied[row, left : right + 1]) + left
        if not len(columns):
            blank += 1
            if blank > _MOST_BLANK_ROWS:
                break
            continue
        if used[row, columns].any() or len(lines) == _MOST_TITLE_LINES:
            break
        blank = 0
        texts = [surface.text(row, int(c)) for c in columns]
        if len(texts) > 2 and not all(
            about_line(texts[i : i + 2]) for i in range(0, len(texts), 2)
        ):
            break
        figure = surface.hard[row, columns[0]] and not _is_year(surface, row, columns)
        if figure or is_note(" ".join(texts)):
            continue
        lines.insert(0, [(row, int(c)) for c in columns])
    return lines


def _is_year(surface: Surface, row: int, columns: NDArray[np.int64]) -> bool:
    """Whether a line is nothing but a year, written as a number."""
    number = surface.number[row, columns[0]]
    return len(columns) == 1 and FIRST_YEAR <= number <= LAST_YEAR and number % 1 == 0


def _line_text(surface: Surface, line: list[tuple[int, int]]) -> str:
    texts = [surface.text(*cell) for cell in line]
    parts = []
    for index in range(0, len(texts), 2):
        pair = texts[index : index + 2]
        parts.append(
            f"{pair[0].rstrip(':').rstrip()}: {pair[1]}"
            if len(pair) == 2 and about_line(pair)
            else "; ".join(pair)
        )
    return "; ".join(parts)


def _region(surface: Surface, piece: Piece, lines: list[list[tuple[int, int]]]) -> Region:
    headers, parts = heading_texts(surface, piece)
    return Region(
        *piece.rect,
        header_rows=piece.headings,
        headers=headers,
        header_parts=parts,
        title=" | ".join(_line_text(surface, line) for line in lines),
        title_cells=tuple(cell for line in lines for cell in line),
        repeated_headers=piece.repeats,
    )


def _to_the_end(region: Region, sheet: Sheet) -> Region:
    """Let a table that reaches the end of a bulk sheet's head reach the sheet's end."""
    if region.bottom < sheet.grid.n_rows - 1 - _MOST_BLANK_ROWS:
        return region
    return replace(region, bottom=max(region.bottom, sheet.n_rows - 1))
