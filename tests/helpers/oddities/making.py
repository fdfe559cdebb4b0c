"""How the workbooks of oddities are made: the register of makers, and short ways to fill sheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import xlsxwriter

MAKERS: dict[str, Callable[[], bytes]] = {}
"""Maker of each file by its path below tests/data/oddities."""
_WRITTEN = dt.datetime(2026, 6, 1, 12, 0)


class In(NamedTuple):
    """A value with a number format, or with other properties of its cell's format."""

    value: Any
    number_format: str = "General"
    more: tuple[tuple[str, Any], ...] = ()


class Formula(NamedTuple):
    """A formula with the value that was saved with it."""

    text: str
    value: Any = 0


def file(path: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a maker of a file's bytes."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        assert path not in MAKERS, path
        MAKERS[path] = make
        return make

    return register


def book(path: str, **options: Any) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register a function that fills an .xlsx."""

    def register(fill: Callable[[Any], None]) -> Callable[[Any], None]:
        file(path)(lambda: filled(fill, **options))
        return fill

    return register


def filled(fill: Callable[[Any], None], **options: Any) -> bytes:
    """Return the bytes of an .xlsx, the same on every day."""
    target = io.BytesIO()
    settings = {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options}
    with xlsxwriter.Workbook(target, settings) as made:
        made.set_properties({"created": _WRITTEN})
        fill(made)
    return target.getvalue()


def sheet(
    made: Any, rows: Iterable[Sequence[Any]], name: str = "Report", row: int = 0, column: int = 0
) -> Any:
    """Return a new sheet with rows of cells; None leaves a cell empty."""
    target = made.add_worksheet(name)
    put(made, target, rows, row, column)
    return target


def put(
    made: Any, target: Any, rows: Iterable[Sequence[Any]], row: int = 0, column: int = 0
) -> None:
    """Write rows of cells at a place of a sheet."""
    for down, cells in enumerate(rows, start=row):
        for across, value in enumerate(cells, start=column):
            if value is not None:
                _write(made, target, down, across, value)


def _write(made: Any, target: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, In):
        style = made.add_format({"num_format": value.number_format, **dict(value.more)})
        target.write(row, column, value.value, style)
    elif isinstance(value, Formula):
        target.write_formula(row, column, value.text, None, value.value)
    elif isinstance(value, str):
        target.write_string(row, column, value)
    else:
        target.write(row, column, value)


def dates(first: dt.date, count: int, step: int = 1) -> list[dt.date]:
    """Return days `step` apart."""
    return [first + dt.timedelta(days=step * at) for at in range(count)]
