"""What file name, sheet name and title say of a whole table: vendor, period, segment, year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from desktop_app.catalogue.model import Words
from desktop_app.catalogue.text import normalise
from desktop_app.domain.period import Period
from desktop_app.importing.cells import Sheet
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.stating import Surroundings
from desktop_app.importing.periods import read_period
from desktop_app.importing.regions import Region
from desktop_app.importing.report import ImportOptions

_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")
_WORDS_OF_A_PERIOD = 5


def year_named(texts: Iterable[str]) -> int | None:
    """Return the year that texts name; the latest of several, None for none."""
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return max(years, default=None)


def period_in(text: str, words: Words, year: int | None) -> Period | None:
    """Return the period that stands anywhere in a text ("Acme report - January 2026"), or None.

    The longest run of words that reads as a period counts; a lone month without a year in the
    text does not (May is also a word).
    """
    tokens = [token for token in re.split(r"[\s_|,;()\[\]]+|(?<=\D)-(?=\D)|\s-\s", text) if token]
    found: Period | None = read_period(text.strip(), words, year)
    for size in range(min(_WORDS_OF_A_PERIOD, len(tokens)), 0, -1):
        if found is not None:
            return found
        for start in range(len(tokens) - size + 1):
            piece = " ".join(tokens[start : start + size])
            if any(char.isdigit() for char in piece) and not piece.isdigit():
                found = read_period(piece, words, year) or found
    if found is None:
        years = [token for token in tokens if _YEAR.fullmatch(token)]
        if len(set(years)) == 1:
            found = Period.year(int(years[0]))
    return found


def around(context: SheetContext, region: Region) -> Surroundings:
    """Return what stands around a table and holds for all its values."""
    words, year = context.words, context.report.year
    lines = [line for line in region.title.split(" | ") if line]
    period = context.period
    for line in lines:
        found = period_in(line, words, year)
        if found is not None:
            period = found.label
            break
    segment = context.segment
    for line in lines:
        for piece in re.split(r"\s*[-–—:|,]\s*", line):
            if normalise(piece) in words.segments:
                segment = piece.strip()
    return Surroundings(context.vendor, context.vendor_source, period, segment)


def vendor_option(options: ImportOptions, name: str, path: str) -> str:
    """Return the vendor that the user gave a file by its name or path, ``""`` for none."""
    wanted = {name: 0, path: 1}
    for key, vendor in options.vendors.items():
        if key in wanted or PurePath(key) == PurePath(path) or PurePath(key).name == name == key:
            return vendor.strip()
    return ""


def sister_sheets(signatures: Sequence[frozenset[str]]) -> list[bool]:
    """Return which sheets have the same headings as another sheet of the workbook."""
    counts = Counter(signature for signature in signatures if signature)
    return [bool(signature) and counts[signature] > 1 for signature in signatures]


def texts_of(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> list[str]:
    """Return the texts at these places of a sheet's head."""
    grid = sheet.grid
    return [
        str(grid.values[row, column])
        for row, column in cells
        if row < grid.n_rows and column < grid.n_columns
    ]
