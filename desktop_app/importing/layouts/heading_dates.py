"""Dates over the columns of a summary: day and month settled by all of them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.address import column_letters
from desktop_app.domain.finding import About, Answer, Word
from desktop_app.domain.period import Period
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import answers_to
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.carried_years import years_beside
from desktop_app.importing.layouts.headings import Heading, period_of
from desktop_app.importing.layouts.own_quarters import own_quarters
from desktop_app.importing.layouts.plan import TOTAL, Doubt
from desktop_app.importing.layouts.said import said_of_cells
from desktop_app.importing.layouts.yearless_months import settled_months
from desktop_app.importing.periods import read_period
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import ReadingHints
from desktop_app.importing.values import read_column

_ANY_YEAR = 2000
_HALF, _FEWEST_MONTHS = 0.5, 2
_YEAR = re.compile(r"(?:\w+\s)?((?:19|20)\d\d)(?:\.0)?")
_TO_DATE = re.compile(r"(.*\d)[\s(]*(?:ytd|year to date|to date|so far)\)?", re.IGNORECASE)
_DAYS_OF_YEAR = (364, 365)
_NUMERIC = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})")


def settle_dates(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> list[Doubt]:
    """Read dates of numbers alone ("02/01/26") in one order of day and month.

    Returns
    -------
    list of Doubt
        What the headings and the dates around could not settle.
    """
    texts = {
        sketch.column: part.strip()
        for sketch in sketches
        for part in sketch.parts or (sketch.header,)
        if _NUMERIC.fullmatch(part.strip())
    }
    if not texts:
        return []
    said = next(filter(None, (said_of_cells(context, column) for column in texts)), {})
    known = ReadingHints(FieldKind.TIMESTAMP, habits=context.customs.habits, said=said)
    typed = read_column(pd.Series(texts, dtype=object), known, context.words)
    for column, stamp in zip(texts, typed.values, strict=True):
        if not pd.isna(stamp):
            day = stamp.date()
            headings[column].period = Period(day, day)
    place = column_letters(next(iter(texts)))
    return [
        Doubt(
            code, tr("The dates over the columns: {message}", message=message), place, _orders(code)
        )
        for code, message in typed.questions
    ]


def _orders(code: str) -> tuple[Answer, ...]:
    """Return the answers to the order of the dates; the one of the column is to be read anew."""
    return tuple(
        replace(answer, words=(*answer.words, Word(About.PERIOD, "")))
        for answer in answers_to(code, FieldKind.TIMESTAMP)
    )


def settle_years(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> list[Doubt]:
    """Give months without a year that run over New Year their two years; the doubt is asked.

    A year at the head of the names' column is that of the months beside it: "2018 | Jan | Feb".
    """
    if _take_corner(context, sketches, headings):
        return []
    row = [headings[sketch.column] for sketch in sketches]
    told = years_beside([one.period for one in row], [one.yearless for one in row])
    if told is not None:
        for place, month in told.items():
            row[place].period, row[place].yearless = month, False
        return []
    bare = [
        (heading, heading.period)
        for heading in row
        if heading.period is not None and heading.yearless
    ]
    months, question = settled_months(context, [period for _, period in bare])
    for (heading, _), month in zip(bare, months, strict=True):
        heading.period = month
    return [] if question is None else [Doubt(*question)]


def _take_corner(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> bool:
    """Give months without a year the one that heads the first column; return whether one does."""
    if not sketches:
        return False
    corner, *others = (headings[sketch.column] for sketch in sketches)
    bare = [(own, own.period) for own in others if own.period is not None and own.yearless]
    year = _YEAR.fullmatch(sketches[0].header.strip())
    named = sketches[0].profile.words > _HALF
    if len(bare) < _FEWEST_MONTHS or year is None or not named:
        return False
    corner.period = None
    for heading, period in bare:
        heading.period = Period.month(int(year[1]), period.start.month)
        heading.yearless = False
    return True


def settle_years_to_date(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> None:
    """Take "2025/26 YTD" behind whole years for the year that is not over, and no total of them.

    Beside months or quarters it is what they come to.
    """
    periods = [heading.period for heading in headings.values() if heading.period is not None]
    whole = [period for period in periods if (period.end - period.start).days in _DAYS_OF_YEAR]
    if len(whole) < _FEWEST_MONTHS or len(whole) < len(periods):
        return
    latest = max(period.end for period in whole)
    for sketch in sketches:
        heading = headings[sketch.column]
        summed = heading.total or heading.structure == TOTAL
        told = _TO_DATE.fullmatch(sketch.header.strip()) if summed else None
        year = period_of(context, told[1]) if told is not None else None
        if year is not None and (year.start - latest).days == 1:
            heading.period, heading.total, heading.structure = year, "", ""
            context.report.part_periods[year.label] = sketch.header.strip()


def settle_quarters(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> None:
    """Take "Q1" behind July, August and September for these months, as fiscal years have it."""
    read = [headings[sketch.column] for sketch in sketches]
    texts = [_period_text(context, sketch) for sketch in sketches]
    spans = own_quarters(context, texts, [heading.period for heading in read])
    for heading, span in zip(read, spans, strict=True):
        heading.period = span


def _period_text(context: SheetContext, sketch: ColumnSketch) -> str:
    """Return what heads a column if it is a period by itself; of several parts all say it."""
    words = context.words
    parts = [part for part in sketch.parts if read_period(part, words, _ANY_YEAR) is not None]
    return parts[0] if len(parts) == 1 else " ".join(parts)
