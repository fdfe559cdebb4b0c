"""What surrounds and disturbs figures on real sheets, and changes none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.helpers.random_reports.pages import Book, Page
from tests.helpers.random_reports.spellings import NBSP, THIN, Cell

_NOTES = (
    "* preliminary figures",
    "Note: excludes public holidays.",
    "Source: vendor reporting system",
    "n/a = not available",
    "All figures are subject to change until the month is closed.",
    "Quelle: Berichtswesen",
    "Confidential",
)
_MISSING = ("n/a", "N/A", "-", "–", "TBD", "tbc", "n.a.", "not available", "suppressed", "k.A.")
_STAMPS = ("Confidential", "DRAFT", "Internal use only")


def add_noise(rng: Random, book: Book) -> None:
    """Disturb a report by a few of the things that real ones are disturbed by."""
    for number, page in enumerate(book.pages):
        for disturb, chance in _DISTURBANCES:
            if rng.random() < chance:
                disturb(rng, page)
        book.pages[number] = spread = _spread(rng, page)
        if rng.random() < 0.15 and spread.bottom > 4:
            spread.hidden_rows = {rng.randrange(spread.bottom)}
        if rng.random() < 0.15:
            spread.hidden_columns = {rng.randrange(spread.right)}
    if rng.random() < 0.2:
        book.pages.insert(0, _cover(rng))
    if rng.random() < 0.2:
        book.pages.append(_glossary(rng))


def _loses_figures(rng: Random, page: Page) -> None:
    """Put words for a missing value, or nothing, where some figures stood."""
    places = [place for place in page.figures if not _in_merge(page, place)]
    for place in rng.sample(places, max(1, len(places) // 8)):
        if len(page.figures) < 3:
            return
        del page.figures[place]
        word = rng.choice((*_MISSING, None))
        if word is None:
            del page.cells[place]
        else:
            page.cells[place] = Cell(word)


def _in_merge(page: Page, place: tuple[int, int]) -> bool:
    return any(t <= place[0] <= b and x <= place[1] <= y for t, x, b, y in page.merged)


def _marks_figures(rng: Random, page: Page) -> None:
    """Put footnote marks behind some figures that are texts."""
    for place in page.figures:
        value = page.cells[place].value
        if isinstance(value, str) and rng.random() < 0.2:
            page.cells[place] = Cell(value + rng.choice(("*", " *", "†")))


def _odd_spaces(rng: Random, page: Page) -> None:
    """Put spaces around texts, and unusual ones into them."""
    for place, cell in page.cells.items():
        if isinstance(cell.value, str) and rng.random() < 0.2:
            text = rng.choice((f" {cell.value}", f"{cell.value} ", f"{cell.value}{NBSP}"))
            if " " in cell.value and rng.random() < 0.3:
                text = cell.value.replace(" ", rng.choice((NBSP, THIN, "  ")), 1)
            page.cells[place] = replace(cell, value=text)


def _notes_below(rng: Random, page: Page) -> None:
    row = page.bottom + rng.choice((0, 1, 2))
    for text in rng.sample(_NOTES, rng.randint(1, 3)):
        page.put(row, 0, text)
        row += 1


def _lines_above(rng: Random, page: Page) -> None:
    """Put lines about the report above everything, and a blank row below them."""
    lines = [
        "Generated on 2026-07-02 09:15",
        "Page 1 of 1",
        "Service delivery review",
        "Prepared for the steering committee",
    ]
    texts = rng.sample(lines, rng.randint(1, 2))
    moved = page.moved([n + len(texts) + 1 for n in range(page.bottom)], list(range(page.right)))
    page.cells, page.figures, page.merged = moved.cells, moved.figures, moved.merged
    for row, text in enumerate(texts):
        page.put(row, 0, text)


def _stamp(rng: Random, page: Page) -> None:
    page.put(0, page.right + 1, rng.choice(_STAMPS))


_Disturb = Callable[[Random, Page], None]
_DISTURBANCES: tuple[tuple[_Disturb, float], ...] = (
    (_loses_figures, 0.3),
    (_marks_figures, 0.15),
    (_odd_spaces, 0.2),
    (_notes_below, 0.35),
    (_lines_above, 0.2),
    (_stamp, 0.1),
)


def _spread(rng: Random, page: Page) -> Page:
    """Return the page moved off its corner, sometimes with blank rows within."""
    rows, columns = list(range(page.bottom)), list(range(page.right))
    down, right = rng.choice((0, 0, 1, 3)), rng.choice((0, 0, 0, 1, 2))
    if rng.random() < 0.1 and not page.merged:
        rows = [2 * row for row in rows]
    return page.moved([row + down for row in rows], [column + right for column in columns])


def _cover(rng: Random) -> Page:
    page = Page("Cover")
    for row, text in enumerate(("Service delivery pack", "", "Contents", "1. Results", "2. Notes")):
        if text:
            page.put(row + 1, rng.choice((0, 1)), text)
    return page


def _glossary(rng: Random) -> Page:
    page = Page(rng.choice(("Definitions", "Glossary", "Notes")), hidden=rng.random() < 0.3)
    page.put(0, 0, "Term")
    page.put(0, 1, "Meaning")
    page.put(1, 0, "FCR")
    page.put(1, 1, "Contacts resolved at the first attempt, of all contacts resolved")
    page.put(2, 0, "AHT")
    page.put(2, 1, "Talk, hold and wrap-up time per contact handled")
    return page
