"""Scrolling a million-row sheet in the Mapping step: how long one frame takes."""

from __future__ import annotations

import gc
import random
import statistics
import time
from pathlib import Path

import numpy as np

from desktop_app.domain.progress import NoProgress
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.picture import PictureTask, SheetPicture, take_picture
from desktop_app.importing.report import ImportedReport, SheetReport, Use
from tests.benchmark.logs import write_log
from tests.benchmark.timing import Result

FRAME_S = 0.050
FRAMES = 400


def run(folder: Path, rows: int = 1_000_000) -> list[Result]:
    """Return the frames of scrolling a log of so many rows, written to `folder` before."""
    data = write_log(folder / f"log-{rows}.xlsx", rows).read_bytes()
    taken = take_picture(data, PictureTask("Log", "log.xlsx"), NoProgress())
    return scroll(taken.pictures["Log"])


def scroll(picture: SheetPicture, frames: int = FRAMES) -> list[Result]:
    """Return the frames of scrolling through a sheet: by lines, by pages, and by leaps.

    Parameters
    ----------
    picture : SheetPicture
        Of a sheet with a million rows.
    """
    from PySide6.QtWidgets import QApplication

    from desktop_app.gui.mapping.sheet_view import SheetView
    from desktop_app.gui.theme import Theme
    from desktop_app.presenting.sheet_cells import SheetCells
    from desktop_app.presenting.sheet_meaning import SheetMeaning

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    view = SheetView(Theme(app))
    view.resize(1500, 850)
    view.show()
    app.processEvents()
    view.show_sheet(SheetCells(picture), SheetMeaning(*_report(picture), None))
    bar = view.verticalScrollBar()
    leaps = random.Random(7)
    # As in the program, which reads the sheet in another process and freezes what it imported.
    gc.collect()
    gc.freeze()

    def frame(value: int) -> float:
        start = time.perf_counter()
        bar.setValue(value)
        app.processEvents()
        return time.perf_counter() - start

    ways = {
        "by lines": [3 * n for n in range(frames)],
        "by pages": [40 * n for n in range(frames)],
        "by leaps": [leaps.randrange(picture.n_rows) for _ in range(frames)],
    }
    results = []
    for way, values in ways.items():
        times = [frame(value) for value in values]
        late = float(np.percentile(times, 99))
        note = f"median {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms"
        name = f"scrolling {picture.n_rows:,} rows {way}, 99th percentile"
        results.append(Result(name, "50 ms", FRAME_S, late, 1.0, note))
    view.close()
    return results


def _report(picture: SheetPicture) -> tuple[ImportedReport, SheetReport]:
    """Return a report whose cells are all used, some set aside, as a log's are."""
    uses = CellUses(picture.n_rows, picture.n_columns)
    uses.mark_block(Use.USED, 0, picture.n_rows, 0, picture.n_columns)
    uses.mark_block(Use.HEADING, 0, 0, 0, picture.n_columns)
    for column in range(picture.n_columns):
        uses.mark(Use.SET_ASIDE, slice(50 + column, None, 97), column)
    sheet = SheetReport(picture.sheet, False, uses=uses.runs())
    return ImportedReport("log.xlsx", "log.xlsx", sheets=[sheet]), sheet
