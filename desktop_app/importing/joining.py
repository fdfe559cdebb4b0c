"""Putting together again what blank rows and columns inside a table held apart."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np

from desktop_app.importing.blocks import Mask, Rect
from desktop_app.importing.cellkinds import Kind
from desktop_app.importing.headings import WINDOW, are_months, are_years
from desktop_app.importing.pieces import Piece, is_note
from desktop_app.importing.surface import Surface

_MOST_HEADING_ROWS = 4
_WIDEST_GAP_ROWS = 3
_WIDEST_GAP_COLUMNS = 2
_SHORTEST_PAGE = 10
"""Data rows from which a heading said again after a blank row is a page break, not a new table."""


def join_blocks(surface: Surface, blocks: list[Rect]) -> list[Rect]:
    """Return the blocks, with a heading that a blank row parts from its figures joined to them."""
    blocks = _join_figures(surface, blocks)
    result: list[Rect] = []
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if index in taken:
            continue
        mates = _body_below(surface, blocks, index) if _heading_only(surface, block) else ()
        if not taken.intersection(mates):
            taken.update(mates)
            result.append(reduce(Rect.union, (blocks[mate] for mate in mates), block))
        else:
            result.append(block)
    return result


def _join_figures(surface: Surface, blocks: list[Rect]) -> list[Rect]:
    """Return the blocks, bare figures joined to the names of their rows that a column parts from
    them which is blank below a table and filled in it.

    "V1 | Calls offered | | 21,000" below "Ref | Name | Target | Actual" is more of that table.
    """
    result = list(blocks)
    for figures in blocks:
        if not _bare_figures(surface, figures):
            continue
        for names in result:
            between = names.union(figures)
            alone = not any(between.meets(one) for one in result if one not in (names, figures))
            if names.right < figures.left and _names_rows(surface, names, figures) and alone:
                above = [one for one in blocks if _spans(surface, one, between)]
                if above:
                    result = [between if one == names else one for one in result if one != figures]
                break
    return result


def _bare_figures(surface: Surface, block: Rect) -> bool:
    box = np.s_[block.top : block.bottom + 1, block.left : block.right + 1]
    return bool(surface.hard[box].any() and not surface.label[box].any())


def _names_rows(surface: Surface, names: Rect, figures: Rect) -> bool:
    """Whether a block of words has one beside each row of figures, and heads nothing."""
    rows = slice(figures.top, figures.bottom + 1)
    if not names.top <= figures.top <= figures.bottom <= names.bottom:
        return False
    columns = slice(names.left, names.right + 1)
    told = bool(surface.label[rows, columns].any(axis=1).all())
    plain = not surface.hard[names.top : names.bottom + 1, columns].any()
    above = surface.label[names.top : figures.top, columns].sum(axis=1)
    return told and plain and not bool((above > 1).any())


def _spans(surface: Surface, table: Rect, below: Rect) -> bool:
    """Whether a block lies near below another one's columns, its figures below figures."""
    near = 0 < below.top - table.bottom <= _WIDEST_GAP_ROWS + 1
    if not near or below.left < table.left or below.right > table.right:
        return False
    columns = slice(below.left, below.right + 1)
    hard, own = (
        surface.hard[block.top : block.bottom + 1, columns].any(axis=0) for block in (table, below)
    )
    return bool((hard | ~own).all())


def _heading_only(surface: Surface, block: Rect) -> bool:
    if block.bottom - block.top >= _MOST_HEADING_ROWS or block.left == block.right:
        return False
    box = np.s_[block.top : block.bottom + 1, block.left : block.right + 1]
    hard = surface.hard[box]
    numbers = surface.number[box]
    years = are_years(numbers) | are_months(numbers)
    heads = ~hard | (surface.kind[box] == Kind.DATE) | years
    last = surface.occupied[block.bottom, block.left : block.right + 1]
    return bool(heads.all() and surface.label[box].any() and last.sum() >= 2)


def _body_below(surface: Surface, blocks: list[Rect], index: int) -> tuple[int, ...]:
    """Return the blocks of figures right below a heading without figures, empty for none.

    They are several where a column of the only rows is empty.
    """
    block = blocks[index]
    below = [
        (other.top, place)
        for place, other in enumerate(blocks[index + 1 :], start=index + 1)
        if block.bottom < other.top <= block.bottom + _WIDEST_GAP_ROWS
        and other.shared_columns(block)
    ]
    first = min(below, default=(0, -1))[0]
    mates = tuple(place for top, place in below if top == first)
    if not mates:
        return ()
    body = reduce(Rect.union, (blocks[place] for place in mates))
    between = block.union(body)
    figures = surface.hard[body.top, body.left : body.right + 1]
    named = surface.spread[block.bottom, body.left : body.right + 1]
    fits = body.left >= block.left and body.right <= block.right and figures.any()
    alone = not any(
        between.meets(third) for place, third in enumerate(blocks) if place not in (index, *mates)
    )
    return mates if fits and alone and (named & figures).any() else ()


def join_down(surface: Surface, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, each continuation below a gap joined to the table it continues."""
    result: list[Piece] = []
    for place, piece in enumerate(pieces):
        above = _nearest_above(piece, result)
        if above >= 0 and _continues(surface, result[above], piece):
            union = result[above].rect.union(piece.rect)
            others = [*result[:above], *result[above + 1 :], *pieces[place + 1 :]]
            if not any(union.meets(other.rect) for other in others):
                result[above] = Piece(
                    union,
                    result[above].headings,
                    result[above].repeats + piece.headings + piece.repeats,
                )
                continue
        result.append(piece)
    return result


def _nearest_above(piece: Piece, pieces: list[Piece]) -> int:
    """Return the index of the lowest table above that shares columns with a piece, or -1."""
    above = [
        (other.rect.bottom, index)
        for index, other in enumerate(pieces)
        if other.rect.bottom < piece.rect.top and other.rect.shared_columns(piece.rect)
    ]
    return max(above)[1] if above else -1


def _continues(surface: Surface, table: Piece, piece: Piece) -> bool:
    """Whether a piece below a gap is more of the same table."""
    gap = list(range(table.rect.bottom + 1, piece.rect.top))
    if not table.headings and piece.headings:
        return False
    inside = piece.rect.left >= table.rect.left and piece.rect.right <= table.rect.right
    lines = [_line(surface, row, table.rect) for row in gap]
    spoken = [line for line in lines if line]
    if not inside or len(gap) - len(spoken) > _WIDEST_GAP_ROWS:
        return False
    if piece.headings:
        long = table.rect.bottom - table.first_data_row >= _SHORTEST_PAGE
        return long and not spoken and _same_heading(surface, table, piece)
    if len(spoken) > 1 or any(is_note(line) for line in spoken):
        return False
    return _same_kinds(surface, table, piece)


def _line(surface: Surface, row: int, rect: Rect) -> str:
    columns = np.flatnonzero(surface.occupied[row, rect.left : rect.right + 1]) + rect.left
    return " ".join(surface.text(row, int(c)) for c in columns)


def _same_heading(surface: Surface, table: Piece, piece: Piece) -> bool:
    said = [[_line(surface, row, p.rect) for row in p.headings] for p in (table, piece)]
    return table.rect.left == piece.rect.left and said[0] == said[1]


def _same_kinds(surface: Surface, table: Piece, piece: Piece) -> bool:
    """Whether most columns hold figures (or words) in both."""
    rect = piece.rect
    columns = slice(rect.left, rect.right + 1)
    last = slice(max(table.first_data_row, table.rect.bottom - 4 * WINDOW), table.rect.bottom + 1)
    first = slice(rect.top, min(rect.bottom, rect.top + 4 * WINDOW) + 1)
    balance = [
        surface.hard[rows, columns].sum(axis=0).astype(np.int64)
        - surface.label[rows, columns].sum(axis=0)
        for rows in (last, first)
    ]
    told = (balance[0] != 0) & (balance[1] != 0)
    same = np.sign(balance[0]) == np.sign(balance[1])
    return bool(told.any() and (same & told).sum() * 4 >= told.sum() * 3)


def join_right(surface: Surface, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, columns beyond a blank spacer joined to the table they belong to."""
    result: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.rect.left, p.rect.top)):
        mate = next((i for i, table in enumerate(result) if _widens(surface, table, piece)), -1)
        if mate >= 0:
            union = result[mate].rect.union(piece.rect)
            others = [p for p in pieces if p is not piece and not _inside(p.rect, union)]
            if not any(union.meets(p.rect) for p in others):
                headings = tuple(sorted({*result[mate].headings, *piece.headings}))
                result[mate] = replace(result[mate], rect=union, headings=headings)
                continue
        result.append(piece)
    return sorted(result, key=lambda piece: piece.rect)


def _inside(rect: Rect, union: Rect) -> bool:
    return rect.union(union) == union


def _widens(surface: Surface, table: Piece, piece: Piece) -> bool:
    """Whether a piece right of a spacer has no labels of its own and the same rows."""
    gap = piece.rect.left - table.rect.right - 1
    if not 1 <= gap <= _WIDEST_GAP_COLUMNS or not table.headings or not piece.headings:
        return False
    if table.headings[-1] != piece.headings[-1] or piece.rect.bottom > table.rect.bottom:
        return False
    first = _data_column(surface, piece, piece.rect.left)
    if first == "figures":
        return _data_column(surface, table, table.rect.left) != "figures" or not (
            _names(surface, table) & _names(surface, piece)
        )
    if _names(surface, table) & _names(surface, piece):
        return False
    same_height = abs(piece.rect.bottom - table.rect.bottom) <= 1
    return same_height and (piece.rect.left == piece.rect.right or first == "repeating")


def _names(surface: Surface, piece: Piece) -> set[str]:
    row = piece.headings[-1]
    columns = range(piece.rect.left, piece.rect.right + 1)
    return {surface.text(row, column).casefold() for column in columns} - {""}


def _data_column(surface: Surface, piece: Piece, column: int) -> str:
    """Return whether a column holds figures, words that differ (keys), or words that repeat."""
    rows = slice(piece.first_data_row, piece.rect.bottom + 1)
    hard, label = surface.hard[rows, column].sum(), surface.label[rows, column].sum()
    if hard >= label:
        return "figures"
    texts = [
        surface.text(row, column)
        for row in range(piece.first_data_row, piece.rect.bottom + 1)
        if surface.label[row, column]
    ]
    return "repeating" if len(set(texts)) * 2 <= len(texts) else "keys"


def take_in_columns(surface: Surface, pieces: list[Piece]) -> list[Piece]:
    """Return the tables, widened by a lone column of words beyond a spacer (remarks, status)."""
    result = list(pieces)
    for index, piece in enumerate(result):
        rect = piece.rect
        column = rect.right + 2
        if not piece.headings or column >= surface.occupied.shape[1]:
            continue
        cells = np.flatnonzero(surface.occupied[rect.top : rect.bottom + 1, column])
        wider = rect._replace(right=column)
        beyond = surface.occupied[rect.top : rect.bottom + 1, column + 1 : column + 2].any()
        free = not any(wider.meets(p.rect) for i, p in enumerate(result) if i != index)
        headed = surface.label[piece.headings[-1], column]
        if len(cells) >= 2 and headed and free and not beyond:
            result[index] = replace(piece, rect=wider)
    return result


def take_in_names(surface: Surface, pieces: list[Piece]) -> list[Piece]:
    """Return the tables of bare figures, each widened by the names of its rows before a spacer."""
    result = list(pieces)
    for index, piece in enumerate(result):
        columns = _names_before(surface, piece)
        if not columns:
            continue
        wider = piece.rect._replace(left=columns[0])
        free = not any(wider.meets(p.rect) for i, p in enumerate(result) if i != index)
        if free:
            result[index] = replace(piece, rect=wider)
    return result


def _names_before(surface: Surface, piece: Piece) -> range:
    """Return the columns left of a spacer that name the rows of a piece, empty for none.

    They name nearly every row of figures, hardly two of them alike, and hold nothing but words;
    the piece begins with figures that are no keys of its own, as dates would be.
    """
    rect, none = piece.rect, range(0)
    rows = np.s_[piece.first_data_row : rect.bottom + 1]
    own = surface.kind[rows, rect.left] == Kind.DATE
    keyed = own | surface.period[rows, rect.left]
    if not piece.headings or _data_column(surface, piece, rect.left) != "figures" or keyed.any():
        return none
    before: Mask = np.any(surface.occupied[rect.top : rect.bottom + 1, : rect.left], axis=0)
    nearest = int(np.flatnonzero(before)[-1]) if before.any() else -1
    if nearest < 0 or not 1 <= rect.left - 1 - nearest <= _WIDEST_GAP_COLUMNS:
        return none
    first = nearest
    while first > 0 and before[first - 1]:
        first -= 1
    box = np.s_[piece.first_data_row : rect.bottom + 1, first : nearest + 1]
    figures = surface.hard[rows, rect.left : rect.right + 1].any(axis=1)
    named = surface.label[box].any(axis=1)
    alone = not (surface.hard[box] & ~surface.period[box]).any()
    fits = (named & figures).sum() * 5 >= figures.sum() * 4 and figures.sum() >= 2
    names = [surface.text(int(row), first) for row in np.flatnonzero(figures) + rows.start]
    differ = len(set(names)) * 5 >= len(names) * 4
    return range(first, nearest + 1) if alone and fits and differ else none


def take_in_headings(surface: Surface, pieces: list[Piece]) -> list[Piece]:
    """Return the tables, each with the row of names or years a blank row above its heading.

    Names are taken in where the heading names two columns alike, so that only both rows together
    tell them apart; years wherever they stand over the table's columns.
    """
    result = list(pieces)
    for index, piece in enumerate(result):
        row = piece.headings[0] - 2 if piece.headings else -1
        if row < 0 or surface.occupied[row + 1, piece.rect.left : piece.rect.right + 1].any():
            continue
        higher = piece.rect._replace(top=row)
        free = not any(higher.meets(p.rect) for i, p in enumerate(result) if i != index)
        if free and piece.headings[0] == piece.rect.top and _heads_groups(surface, row, piece):
            result[index] = replace(piece, rect=higher, headings=(row, *piece.headings))
    return result


def _heads_groups(surface: Surface, row: int, piece: Piece) -> bool:
    """Whether a row's cells name groups of a table's columns, and nothing else."""
    left, right, lowest = piece.rect.left, piece.rect.right, piece.headings[-1]
    columns = np.flatnonzero(surface.occupied[row])
    inside = len(columns) > 1 and left < columns[0] and columns[-1] <= right
    if not inside or not surface.occupied[lowest, columns].all():
        return False
    years = are_years(surface.number[row, columns]) | surface.period[row, columns]
    if years.all():
        return True
    named = np.flatnonzero(surface.occupied[lowest, left : right + 1]) + left
    texts = [surface.text(lowest, int(column)).casefold() for column in named]
    alike = len(set(texts)) < len(texts) and len(columns) < len(texts)
    return alike and bool(surface.label[row, columns].all())
