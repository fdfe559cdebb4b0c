"""The periods that sheets are named after: "Q1" and "Jan" in the years that their titles tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.importing import surroundings
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.layouts.headings import is_yearless, note_fiscal, period_of
from desktop_app.importing.layouts.own_quarters import own_quarters
from desktop_app.importing.layouts.yearless_months import settled_months
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.sheet_names import SheetName, split_names
from desktop_app.importing.sheet_work import NOTES_READ, SheetWork
from desktop_app.importing.year_pairs import YearPair


def year_of(context: SheetContext, structure: SheetStructure) -> int | None:
    """Return the year that title, sheet's name, file's name or notes name, None for none."""
    titles = [region.title for region in structure.regions]
    notes = surroundings.texts_of(context.sheet, structure.notes[:NOTES_READ])
    for texts in (titles, [context.sheet.name], [context.report.file], notes):
        year = surroundings.year_named(texts)
        if year is not None:
            return year
    return None


def name_periods(file: FileContext, works: Sequence[SheetWork]) -> None:
    """Note on each sheet the period it is named after, else the file's, and the rest of its name.

    Months and quarters without a year are read as they stand in a row: over New Year, and as of
    the year of two ("2023/24") in the titles.
    """
    own = surroundings.period_in(Path(file.file).stem, file.words, None, file.fiscal_start)
    names = split_names([work.context.sheet.name for work in works], file.words)
    rows: dict[tuple[int | None, YearPair | None], list[tuple[SheetWork, SheetName]]] = {}
    for work, name in zip(works, names, strict=True):
        context = work.context
        context.bare_name = name.rest
        whole = context.sheet.name.strip()
        told = name.period if name.with_year else whole
        found = surroundings.period_in(told, file.words, work.year, file.fiscal_start) or own
        context.period = found.label if found is not None else None
        if found is not None:
            note_fiscal(context, Path(file.file).stem if found is own else told, found.label)
        if name.period and not name.with_year:
            work.use_year()
            rows.setdefault((work.year, file.year_pair), []).append((work, name))
    for row in rows.values():
        _name_row(row)


def _name_row(row: Sequence[tuple[SheetWork, SheetName]]) -> None:
    """Name the periods of sheets that are called after months or quarters of the same year."""
    first = row[0][0]
    context = first.context
    first.use_year()
    found: dict[str, Period] = {}
    for _, name in row:
        period = period_of(context, name.period)
        if period is not None:
            found[name.period] = period
    texts = list(found)
    quarters = own_quarters(context, texts, list(found.values()))
    found |= {text: one for text, one in zip(texts, quarters, strict=True) if one is not None}
    bare = [
        text for text in texts if found[text].grain is Grain.MONTH and is_yearless(context, text)
    ]
    if bare:
        months, question = settled_months(context, [found[text] for text in bare])
        found |= dict(zip(bare, months, strict=True))
        if question is not None:
            context.find(Severity.QUESTION, *question)
    for work, name in row:
        if name.period in found:
            work.context.period = found[name.period].label
