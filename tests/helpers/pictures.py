"""Pictures of small sheets with known cells."""

from __future__ import annotations

import io
from functools import lru_cache

from openpyxl import Workbook

from desktop_app.domain.progress import NoProgress
from desktop_app.importing.picture import BookPicture, PictureTask, take_picture


@lru_cache(maxsize=1)
def log_picture() -> BookPicture:
    """Return the sheet that `tests.helpers.comparisons.report` speaks of."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    lines = (
        ("Agent", "Solved at once?", "Remarks"),
        ("Ann", "yes", "late"),
        ("Bob", "no", "call back"),
        ("Cid", "yes", "fine"),
        ("Dee", None, None),
    )
    for line in lines:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    task = PictureTask("Log", "Log.xlsx")
    return take_picture(stream.getvalue(), task, NoProgress())
