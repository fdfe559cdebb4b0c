"""Small tables that the user has in files of their own: rates of exchange, decision matrices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from desktop_app.importing.cells import CellValue
    from desktop_app.scoring.rates_table import RateRows


def first_sheet(path: Path, shares_as_text: bool = False) -> list[list[CellValue]]:
    """Return the cells of the first visible sheet of a file that has any.

    `shares_as_text` gives numbers shown in percent as they are shown, ``80 %``: where 0.8 would be
    something else.

    Raises
    ------
    UnreadableFileError
        If the file can't be read, or is no table.
    """
    from desktop_app.importing.files import read_file
    from desktop_app.importing.report import ImportOptions
    from desktop_app.importing.workbook import open_workbook

    try:
        data = read_file(path)
    except OSError as error:
        raise UnreadableFileError(
            tr("{path} can't be read ({reason}).", path=path, reason=error.strerror),
            "file-not-found",
        ) from error
    book = open_workbook(data, path.name, ImportOptions(), NoProgress())
    sheets = [sheet for sheet in book.sheets if sheet.n_rows] or book.sheets
    visible = [sheet for sheet in sheets if not sheet.hidden] or sheets
    grid = visible[0].grid
    cells: list[list[CellValue]] = grid.values.tolist()
    for (row, column), code in grid.formats.items() if shares_as_text else ():
        value = cells[row][column]
        if "%" in code and isinstance(value, int | float):
            cells[row][column] = f"{value * 100:g} %"
    return cells


def read_rate_file(path: Path) -> RateRows:
    """Return the exchange rates of a .csv, .xlsx or any other file of a table.

    Raises
    ------
    UnreadableFileError, ScenarioError
        Naming the file, and the cell where there is one.
    """
    from desktop_app.scoring.rates_table import read_rate_table

    return read_rate_table(first_sheet(path), path.name)
