"""Pictures of sheets: every kind of cell comes back as it was, from a worker process too."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.progress import NoProgress
from desktop_app.importing.picture import (
    BLOCK_ROWS,
    BookPicture,
    PictureTask,
    column_cells,
    picture_of,
    take_picture,
)
from desktop_app.presenting.sheet_cells import SheetCells

CELLS = (
    ["Name", 1, 2.5, True, dt.datetime(2026, 1, 5, 14, 7), dt.timedelta(hours=30), None],
    ["x\ny", 10**12, -0.1, False, dt.datetime(1999, 12, 31), dt.timedelta(minutes=5), "text"],
    [None, "=1/0", "007", " ", dt.date(2026, 2, 3), "85 %", 3],
)


def _book() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kinds"
    for line in CELLS[:2]:
        sheet.append(line)
    sheet["A3"], sheet["C3"], sheet["G3"] = "a", "007", 3
    sheet["C1"].number_format = "0.0%"
    sheet.merge_cells("E3:F3")
    sheet.row_dimensions[2].hidden = True
    long = book.create_sheet("Long")
    for number in range(BLOCK_ROWS + 40):
        long.append([f"row {number + 1}", number / 4])
    long.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return _book()


@pytest.fixture(scope="module")
def book(data: bytes) -> BookPicture:
    return take_picture(data, PictureTask("Kinds", "kinds.xlsx"), NoProgress())


def test_cells_of_all_kinds_come_back(book: BookPicture) -> None:
    picture = book.pictures["Kinds"]
    block = picture.block(0)
    columns = [column_cells(block, column) for column in range(picture.n_columns)]
    assert [column[0] for column in columns] == CELLS[0]
    assert [column[1] for column in columns] == CELLS[1]
    assert columns[2][2] == "007"
    assert picture.formats[2][0] == (0, "0.0%")
    assert picture.hidden_rows == {1}
    assert book.sheets == (("Kinds", False), ("Long", True))


def test_a_long_sheet_is_looked_up_row_by_row_and_searched(book: BookPicture) -> None:
    cells = SheetCells(book.pictures["Long"])
    for row in (0, 15, 16, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 39):
        assert cells.text(row, 0) == f"row {row + 1}"
        assert cells.value(row, 1) == row / 4
    assert list(cells.find(f"ROW {BLOCK_ROWS + 3}")) == [(BLOCK_ROWS + 2, 0)]
    assert next(cells.find("0.75")) == (3, 1)
    assert list(cells.find("")) == []
    assert list(cells.find("nowhere")) == []


def test_texts_as_shown_are_found_in_small_sheets(book: BookPicture) -> None:
    cells = SheetCells(book.pictures["Kinds"])
    assert cells.text(0, 2) == "250.0%"
    assert list(cells.find("250.0%")) == [(0, 2)]
    assert list(cells.find("x y")) == []
    assert cells.text(1, 0) == "x y"


def test_a_picture_comes_from_a_worker_and_refusals_too(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "kinds.xlsx"
    path.write_bytes(data)
    task = PictureTask("Long", path.name)
    taken = picture_of(path, task, NoProgress())
    assert set(taken.pictures) == {"Kinds", "Long"}
    with pytest.raises(UnreadableFileError, match="has changed since it was read") as caught:
        picture_of(path, PictureTask("Long", path.name, sha256="0" * 64), NoProgress())
    assert caught.value.code == "file-changed"
