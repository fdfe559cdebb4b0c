"""Which year months and quarters without one are of, by what titles and names around them say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.importing import surroundings
from desktop_app.importing.context import SheetContext
from desktop_app.importing.year_pairs import pair_named

_IN_BRACKETS = re.compile(r"[(\[]\s*((?:19|20)\d\d(?:\s?[-‐‑–/]\s?(?:(?:19|20)?\d\d))?)\s*[)\]]")
"""A year, or one of two, that alone stands in brackets: "Measure (2019/20)"."""

_OF_WHOLE = re.compile(
    r"(?:ytd|year to date|total|target|goal|full year|fy|ziel|gesamt|objectif|objetivo|meta)"
    r"\s*(?P<year>20\d\d)|(?P<first>20\d\d)\s*(?:ytd|total|target|goal|gesamt)",
    re.IGNORECASE,
)


def year_in_headings(headers: Iterable[str]) -> str:
    """Return the one year that a table's headings name in brackets ("Measure (2019/20)") or beside
    a total or target ("YTD 2026"), ``""`` if not just one.
    """
    found: set[str] = set()
    for header in headers:
        whole = _OF_WHOLE.fullmatch(header.strip())
        found |= {whole["year"] or whole["first"]} if whole else set(_IN_BRACKETS.findall(header))
    return found.pop() if len(found) == 1 else ""


def use_year(
    context: SheetContext, lines: Sequence[str], year: int | None, modified: int, title: str = ""
) -> None:
    """Set the year for months that stand without one on a sheet, or in one table of it.

    Parameters
    ----------
    lines : sequence of str
        Titles and notes of the sheet.
    year : int or None
        The year that those, or the names of sheet and file, tell.
    modified : int
        Year in which the file was last saved, which is guessed where nothing tells one.
    title : str
        Title lines of the one table, which go before all others: under "2022/23" stand other
        quarters than under "2023/24" further up.
    """
    file, stem = context.report, Path(context.report.file).stem
    own = [line for line in title.split(" | ") if line]
    year = surroundings.year_named(own) or year
    file.year, file.year_guessed = year or modified, year is None
    file.year_pair = pair_named((own, lines, [context.sheet.name], [stem]))
    file.span = surroundings.span_named(own, file.words, file.fiscal_start)
    if file.span is None and pair_named((own,)) is None:
        names = [*lines, context.sheet.name, stem]
        file.span = surroundings.span_named(names, file.words, file.fiscal_start)
    file.span_assumed = file.span is None and not file.fiscal_start
    if file.span is None:
        file.span = surroundings.span_of_pair(file.year_pair, file.fiscal_start)
    file.span_assumed &= file.span is not None
