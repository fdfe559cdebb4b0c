"""Reading one block of a sheet from top to bottom: which of its rows are tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from desktop_app.importing.blocks import Rect
from desktop_app.importing.headings import Reading
from desktop_app.importing.surface import Surface

_NOTE = re.compile(
    r"^(?:[*†‡^]|\(\d+\)|\[\d+\]|notes?\b|n\.?b\.?\b|source|sources|remarks?\b|comments?:|"
    r"disclaimer|confidential|legend|key:|prepared|generated|printed|page \d|figures? (?:are|is)|"
    r"data (?:as|is|are)|excludes?\b|includes?\b|all (?:figures|times|data)|"
    r"(?:quellen?|datenquelle|anmerkung(?:en)?|hinweise?|vertraulich|fuentes?|"
    r"nota|observaciones|remarques?|confidentiel|confidencial|intern)\b\s*(?::|$))",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:vendor|provider|supplier|partner|company|client|customer name|account|service|"
    r"services|site|location|country|programme?|project name|contract|lob|period|month|"
    r"reporting (?:period|month|date)|report(?: (?:date|month|period|name|title))?|date|"
    r"as of|from|to|prepared (?:by|for|on)|author|owner|contact|version|status date|currency|"
    r"anbieter|dienstleister|auftragnehmer|zeitraum|fournisseur|prestataire|période|proveedor|periodo)"
    r"(?: name)?\s*:?$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_MOST_WORDS = 6
"""In what is said about a report: "Name of the service provider:"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A table as found in one block; `headings` are sheet rows, empty for none.

    `repeats` are the sheet rows below that say the heading again (page breaks).
    """

    rect: Rect
    headings: tuple[int, ...] = ()
    repeats: tuple[int, ...] = ()

    @property
    def first_data_row(self) -> int:
        """Return the first row below the heading."""
        return self.headings[-1] + 1 if self.headings else self.rect.top


def is_note(text: str) -> bool:
    """Whether a line is a remark: a footnote, a source, a whole sentence."""
    words = len(text.split())
    return (
        len(text) > _LONGEST_TITLE
        or bool(_NOTE.match(text))
        or (words > 6 and text.endswith((".", ";")))
    )


def about_line(texts: list[str]) -> bool:
    """Whether a row says something about the report: "Vendor: | Acme", "Period | Q1 2026".

    A whole sentence beside a text heads a column of names: "Our main measures are: | May 2026".
    """
    named = len(texts) == 2 and len(texts[0].split()) > _MOST_WORDS
    told = bool(texts) and texts[0].endswith(":") and not named
    return 1 <= len(texts) <= 2 and (told or bool(_ABOUT.match(texts[0])))


class Scan:
    """Finds the tables of one block.

    Parameters
    ----------
    surface : Surface
    rect : Rect
        The block.
    open_end : bool
        The block reaches the end of a bulk sheet's head, so its last rows are no footers.
    """

    def __init__(self, surface: Surface, rect: Rect, open_end: bool = False) -> None:
        self.surface, self.rect, self.open_end = surface, rect, open_end
        self.reading = Reading(surface, rect)
        self.found: list[Piece] = []

    def pieces(self) -> list[Piece]:
        """Return the block's tables from top to bottom."""
        if not self.reading.body.any():
            self._texts_only()
        else:
            self._with_figures()
        return self.found

    # The rows below count from the block's top; pieces hold sheet rows.

    def _with_figures(self) -> None:
        reading = self.reading
        start = -1
        headings: list[int] = []
        repeats: list[int] = []
        names: list[str] = []
        for lowest, first in self._lowest_candidates():
            rows = reading.heading_rows(lowest, first)
            lead = self._lead(rows[0], first)
            begun = bool(reading.body[:first].any())
            if begun and names == reading.row_texts(lowest) and lead == rows[0]:
                repeats += rows
                continue
            again = rows[0] > first and names[:1] == reading.row_texts(lowest)[:1]
            if begun and not again and not self._may_split(rows, lead, first):
                continue  # "Bezirk" below a remark heads the names of another table again
            if begun:
                self._close(start, lead - 1, headings, repeats)
            start, headings, repeats = rows[0], rows, []
            names = reading.row_texts(lowest)
        self._close(start, len(reading.body) - 1, headings, repeats)

    def _lowest_candidates(self) -> list[tuple[int, int]]:
        """Return the lowest heading row of each stretch of rows without figures, and its start."""
        reading = self.reading
        numbers = np.arange(len(reading.body))
        starts = np.maximum.accumulate(np.where(reading.body, numbers + 1, 0))
        lowest: dict[int, int] = {}
        for row in np.flatnonzero(reading.candidate).tolist():
            told = self._about(row) or reading.looks_like_data(row)
            if (reading.distinct(row) or reading.grouped(row)) and not told:
                lowest[int(starts[row])] = row
        return [(row, first) for first, row in lowest.items()]

    def _about(self, row: int) -> bool:
        """Whether a pair is one of several about the report ("Vendor | Acme", "Period | Q1")."""
        pairs = [
            len(texts) == 2 and about_line(texts)
            for other in (row, row - 1, row + 1)
            if (texts := self._label_texts(other)) or other == row
        ]
        return pairs[0] and (any(pairs[1:]) or self._label_texts(row)[0].endswith(":"))

    def _label_texts(self, row: int) -> list[str]:
        within = 0 <= row < len(self.reading.body) and not self.reading.body[row]
        return self.reading.row_texts(row) if within else []

    def _lead(self, heading: int, first: int) -> int:
        """Return the first row of the title lines that stand right above a heading."""
        reading = self.reading
        row = heading
        while row > first:
            texts = reading.row_texts(row - 1)
            blank = not texts
            if not blank and not (len(texts) == 1 or about_line(texts)):
                break
            if len(texts) == 1 and is_note(texts[0]):
                break
            row -= 1
        while row < heading and not reading.filled[row]:
            row += 1
        return row

    def _may_split(self, rows: list[int], lead: int, first: int) -> bool:
        """Whether labels in the middle of a table are a new heading, not a row without figures.

        They are when a title or a blank row announces them, or when at least three different
        labels stand over columns of figures.
        """
        reading = self.reading
        lowest = rows[-1]
        over = reading.label[lowest] & reading.figures[lowest]
        announced = lead < rows[0] or (rows[0] > first and not reading.filled[rows[0] - 1])
        return announced or (int(over.sum()) >= 3 and len(set(reading.row_texts(lowest))) >= 3)

    def _close(self, start: int, end: int, headings: list[int], repeats: list[int]) -> None:
        """Keep the table of rows `start` to `end`; a negative start is a table without heading."""
        reading = self.reading
        if start < 0:
            start = min(self._headless_start(), end)
        if not self.open_end or end < len(reading.body) - 1:
            end = self._without_footers(max(start, headings[-1] if headings else start), end)
        columns = np.flatnonzero(
            self.surface.covered[
                self.rect.top + start : self.rect.top + end + 1,
                self.rect.left : self.rect.right + 1,
            ].any(axis=0)
        )
        top = self.rect.top
        rect = Rect(
            top + start,
            self.rect.left + int(columns[0]),
            top + end,
            self.rect.left + int(columns[-1]),
        )
        self.found.append(
            Piece(
                rect,
                tuple(top + row for row in headings),
                tuple(top + row for row in repeats if row <= end),
            )
        )

    def _headless_start(self) -> int:
        """Return the first row of a table without heading: past titles and lines about it."""
        reading = self.reading
        row = 0
        while row < len(reading.body) - 1:
            texts = reading.row_texts(row)
            few = len(texts) <= 1 and not reading.body[row]
            if not few and not (about_line(texts) and not self._whole_row(row)):
                break
            row += 1
        return row

    def _whole_row(self, row: int) -> bool:
        """Whether a row fills a block wider than a label and its value."""
        return self.rect.right - self.rect.left > 1 and self.reading.filled[row] > 2

    def _without_footers(self, start: int, end: int) -> int:
        """Return the last row that still belongs to the table; remarks below it do not."""
        reading = self.reading
        width = self.rect.right - self.rect.left + 1
        while end > start and not reading.filled[end]:
            end -= 1
        few = max(1, int(width * 0.4))
        while end > start and not reading.body[end]:
            texts = reading.row_texts(end)
            headless = not reading.occupied[end, 0]
            stray = headless or reading.filled[end] == 1
            remark = reading.filled[end] <= few and is_note(" ".join(texts))
            if texts and not stray and not remark:
                break
            end -= 1
        return end

    def _texts_only(self) -> None:
        """Keep a block of words as a table when a heading stands over well-filled rows."""
        reading = self.reading
        width = self.rect.right - self.rect.left + 1
        rows = np.flatnonzero((reading.filled >= 2) & (reading.filled * 2 >= width))
        if width < 2 or len(rows) < 2:
            return
        heading = int(rows[0])
        data = reading.filled[heading + 1 :]
        dense = data.mean() * 2 >= max(width, 3) if width > 2 else (data >= 1).all()
        about = sum(about_line(reading.row_texts(int(row))) for row in rows)
        if not dense or about * 2 >= len(rows) or not reading.distinct(heading):
            return
        headings = [] if reading.looks_like_data(heading) else [heading]
        self._close(heading, len(reading.body) - 1, headings, [])
