"""What fastexcel says of cells that do not fit the dtype of their column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop_app.importing.cells import CellError, CellValue
from desktop_app.importing.readers.grids import text_or_none

_ERROR_CODES = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
_GOT = re.compile(r"^Expected \w+ but got '(\w+)\((.*)\)'$", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def cells_of_misfits(misfits: Any, places: Sequence[int]) -> dict[int, dict[int, CellValue]]:
    """Return the cells that fastexcel reports beside what it read.

    Parameters
    ----------
    misfits : fastexcel.CellErrors or None
    places : sequence of int
        The sheet's column of each column that was read, as misfits count only these.

    Returns
    -------
    dict of column of the sheet to dict of row among those read to value
    """
    cells: dict[int, dict[int, CellValue]] = {}
    for misfit in [] if misfits is None else misfits.errors:
        row, column = misfit.offset_position
        value = _cell_of_misfit(misfit.detail)
        if value is not None:
            cells.setdefault(places[column], {})[row] = value
    return cells


def _cell_of_misfit(detail: str) -> CellValue:
    """Return the cell that fastexcel describes, such as ``... got 'String("n/a")'``."""
    got = _GOT.match(detail)
    if got is None:
        raise ValueError(f"unknown description of a cell: {detail[:80]}")
    kind, content = got[1], got[2]
    if kind == "String":
        return text_or_none(_without_escapes(content))
    if kind == "Error":
        return CellError(_ERROR_CODES.get(content, f"#{content.upper()}"))
    if kind in {"Float", "Int"}:
        return float(content)
    if kind == "Bool":
        return content == "true"
    raise ValueError(f"unknown description of a cell: {detail[:80]}")


def _without_escapes(text: str) -> str:
    """Return the text that Rust's debug form (quotes and backslashes) stands for."""
    return _ESCAPE.sub(
        lambda match: (
            chr(int(match[1], 16)) if match[1] else _PLAIN_ESCAPES.get(match[2], match[2])
        ),
        text[1:-1],
    )
