"""Whether cells that count as used lead to figures, and figures to cells that count as used."""

from __future__ import annotations

import re

import numpy as np

from desktop_app.domain.records import ROW
from desktop_app.importing.report import ImportedReport, SheetReport, Use

_CELL = re.compile(r"^([A-Z]+)(\d+)$")
_CODE_USED = list(Use).index(Use.USED) + 1


def place_of(address: str) -> tuple[int, int]:
    """Return the row and column, from 0, of an A1 address."""
    match = _CELL.match(address)
    assert match, address
    return int(match[2]) - 1, column_of(match[1])


def column_of(letters: str) -> int:
    """Return the column, from 0, of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def used(sheet: SheetReport, row: int, column: int) -> bool:
    """Return whether a cell counts as used."""
    assert sheet.uses is not None
    return sheet.uses.at(row, column) == _CODE_USED


def check_origins(report: ImportedReport) -> None:
    """Assert that every stated value has a cell of its own that counts as used, and every value
    of a record stands in a used cell of its row."""
    sheets = {sheet.sheet: sheet for sheet in report.sheets}
    places = list(zip(report.stated["sheet"], report.stated["cell"], strict=True))
    assert len(set(places)) == len(places), "a cell was stated twice"
    for sheet, address in places:
        assert used(sheets[sheet], *place_of(address)), f"{sheet}!{address} is stated, not used"
    for table in report.records:
        uses = sheets[table.sheet].uses
        assert uses is not None
        rows = table.frame[ROW].to_numpy(dtype=np.int64) - 1
        for field, letters in table.columns.items():
            if len(letters) != 1 or field not in table.frame:
                continue
            codes = uses.column(column_of(letters[0]), 0, uses.n_rows - 1)
            known = table.frame[field].notna().to_numpy()
            assert (codes[rows[known]] == _CODE_USED).all(), f"{field} is read from unused cells"
