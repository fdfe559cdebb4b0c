"""Reports of known content in random layouts, with random noise, and what reading made of them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from desktop_app.importing.pipeline import import_report
from desktop_app.importing.report import ImportedReport
from tests.helpers.random_reports.layouts import lay_out
from tests.helpers.random_reports.noise import add_noise
from tests.helpers.random_reports.pages import Book
from tests.helpers.random_reports.truth import draw_truth
from tests.helpers.workbooks import catalogue


def random_report(rng: Random, noise: bool = True) -> Book:
    """Return a random table of truth in a random layout."""
    book = lay_out(rng, draw_truth(rng))
    if noise:
        add_noise(rng, book)
    return book


def read_report(book: Book, ending: str = "xlsx") -> ImportedReport:
    """Return what importing makes of a report that is written as a file."""
    with tempfile.TemporaryDirectory() as folder:
        return import_report(book.write(Path(folder), ending), catalogue())
