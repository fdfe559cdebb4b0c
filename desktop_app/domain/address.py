"""Cell addresses in A1 form; rows and columns count from 0 in code, from 1 on screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_A1 = re.compile(r"^([A-Za-z]{1,3})([1-9][0-9]*)$")


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """Return the letters of a 0-based column: 0 is ``A``, 27 is ``AB``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based column of its letters; ``ValueError`` if they are not letters."""
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(f"not a column: {letters!r}")
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def cell(row: int, column: int) -> str:
    """Return the A1 address of a 0-based row and column."""
    return f"{column_letters(column)}{row + 1}"


def cell_range(top: int, left: int, bottom: int, right: int) -> str:
    """Return the A1 range of 0-based, inclusive corners (a single cell has no colon)."""
    first, last = cell(top, left), cell(bottom, right)
    return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=65_536)
def parse_cell(address: str) -> tuple[int, int]:
    """Return the 0-based (row, column) of an A1 address; ``ValueError`` otherwise."""
    match = _A1.match(address.replace("$", ""))
    if match is None:
        raise ValueError(f"not a cell address: {address!r}")
    return int(match[2]) - 1, column_index(match[1])


def parse_range(address: str) -> tuple[int, int, int, int]:
    """Return 0-based inclusive (top, left, bottom, right) of an A1 range or single cell."""
    first, _, last = address.partition(":")
    top, left = parse_cell(first)
    bottom, right = parse_cell(last) if last else (top, left)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def ranges(places: Iterable[tuple[int, int]]) -> str:
    """Return 0-based cells as A1 ranges with commas between: ``B2:D2,B5``.

    Cells beside each other in a row are one range, and equal ranges of rows that follow each
    other one rectangle; ranges come in the order of rows.
    """
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(set(places)):
        by_row.setdefault(row, []).append(column)
    boxes: list[list[int]] = []
    open_boxes: dict[tuple[int, int], list[int]] = {}
    for row, columns in by_row.items():
        following: dict[tuple[int, int], list[int]] = {}
        for left, right in _stretches(columns):
            box = open_boxes.get((left, right))
            if box is None or box[2] != row - 1:
                box = [row, left, row, right]
                boxes.append(box)
            box[2] = row
            following[left, right] = box
        open_boxes = following
    return ",".join(cell_range(*box) for box in boxes)


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of every stretch of numbers without a gap, in order."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
