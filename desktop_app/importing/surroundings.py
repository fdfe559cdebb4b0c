"""What file name, sheet name and title say of a whole table: periods, years, multiples."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import pandas as pd

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import About, Answer, Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import month_name
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import size_answers
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.cells import Sheet
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.kinds.amounts import amount_unit
from desktop_app.importing.kinds.period_text import WordsKey
from desktop_app.importing.kinds.units import MAGNITUDES, unit_in_words
from desktop_app.importing.periods import (
    mentions_fiscal,
    periods_in_text,
    read_period,
)
from desktop_app.importing.pieces import about_line
from desktop_app.importing.report import TableReport
from desktop_app.importing.year_pairs import YearPair

_LINE = 80
_FISCAL_STARTS = (4, 7, 10, 1)  # the usual ones of countries and companies
_YEAR_DAYS = 367
_YEAR_MONTHS = 12
_SHORT = 2
_MOST_BESIDE = 6

_PAIR_OF_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-‐‑–/_]\s?(?:(?:19|20)?\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")


def year_named(texts: Iterable[str]) -> int | None:
    """Return the year that texts name; the latest of several, None for none."""
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return max(years, default=None)


def period_in(
    text: str, words: Words, year: int | None = None, fiscal_start: int = 0
) -> Period | None:
    """Return the one period that a title or name is about, None for none or several.

    A year of two ("2023/24") whose first month nobody says is read by the usual one; who uses it
    has to ask (`note_fiscal`).
    """
    if not fiscal_start:
        found = period_in(text, words, year, 1)
        two_years = found is None and _PAIR_OF_YEARS.search(text) is not None
        return period_in(text, words, year, _FISCAL_STARTS[0]) if two_years else found
    whole = read_period(text.strip(), words, year, fiscal_start)
    if whole is not None:
        return whole
    plain = text.replace("_", " ")
    periods = periods_in_text(plain, words, year, fiscal_start)
    if len(periods) == 2 and mentions_fiscal(plain, words):
        return _in_months(plain, words, periods)
    return periods[0] if len(periods) == 1 else None


def _in_months(text: str, words: Words, periods: Sequence[Period]) -> Period | None:
    """Return the months in which "Q1 FY19 (Oct 1-Dec 31, 2018)" says a fiscal quarter lies.

    None where what stands behind the quarter is no period as long as it.
    """
    pieces = text.split()
    for start in range(1, len(pieces)):
        if mentions_fiscal(" ".join(pieces[:start]), words):
            months = read_period(" ".join(pieces[start:]).strip("()[]:,"), words)
            if months == periods[1] and months.grain is periods[0].grain:
                return months
    return None


def part_of_year(text: str, words: Words, year: int | None) -> Period | None:
    """Return the quarter or half that a line begins or ends with: "Q1 operational data"."""
    pieces = text.replace("_", " ").split()
    if year is None or not 1 < len(pieces) <= _MOST_BESIDE:
        return None
    for piece in (pieces[0], pieces[-1]):
        found = read_period(piece.strip("(),:"), words, year)
        if found is not None and found.grain is Grain.QUARTER:
            return found if read_period(piece.strip("(),:"), words) is None else None
    return None


def span_named(texts: Iterable[str], words: Words, fiscal_start: int) -> Period | None:
    """Return the one period over two calendar years that texts name, None for none or several."""
    known = WordsKey(words)
    found = {
        period
        for text in texts
        if len(text) <= _LINE
        for period in _spans_in(text, known, fiscal_start or 1)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4_096)
def _spans_in(text: str, known: WordsKey, fiscal_start: int) -> tuple[Period, ...]:
    """Return the periods over two calendar years that a text names.

    Titles and notes of a sheet are asked for them again for each of its tables.
    """
    return tuple(
        period
        for period in periods_in_text(text.replace("_", " "), known.words, None, fiscal_start)
        if period.end.year == period.start.year + 1
        and (period.end - period.start).days < _YEAR_DAYS
    )


def span_of_pair(pair: YearPair | None, fiscal_start: int) -> Period | None:
    """Return the months of "2023/24", from the usual one on where none is known; None if unsure."""
    start = fiscal_start or _FISCAL_STARTS[0]
    if pair is None or not pair.sure or start == 1:
        return None
    return Period.months(pair.first, start, _YEAR_MONTHS)


def say_fiscal(file: FileContext, stated: Collection[object]) -> list[Finding]:
    """Return what is to be said of fiscal years among the periods of the figures stated."""
    named = [text for label, text in file.fiscal_periods.items() if label in stated]
    if not named:
        return []
    if file.fiscal_start:
        month = month_name(file.fiscal_start)
        message = tr(
            "Periods such as '{example}' were read as of a fiscal year that starts in "
            "{month} and is named after the calendar year in which it ends.",
            example=named[0],
            month=month,
        )
        return [Finding(Severity.INFO, "fiscal-year-start", message, file.file)]
    two_years = _PAIR_OF_YEARS.search(named[0]) is not None
    message = tr(
        "Periods such as '{example}' are of a fiscal year, and nothing says in which "
        "month it starts; {taken}. Write the months (Apr-Jun 2025), or say in which "
        "month the vendor's year starts.",
        example=named[0],
        taken=tr("April was taken for it")
        if two_years
        else tr("they were taken for those of calendar years"),
    )
    starts = tuple(Answer.of(About.FISCAL_YEAR, str(month)) for month in _FISCAL_STARTS)
    return [Finding(Severity.QUESTION, "fiscal-year", message, file.file, answers=starts)]


def say_multiples(
    context: SheetContext,
    lines: Iterable[str],
    stated: Iterable[Arrays],
    tables: Sequence[TableReport],
) -> None:
    """Say which amounts of money a title's thousands or lakhs were taken for; ask about others.

    Sums are multiplied by what the title says; whether it holds for a price ("unless stated
    otherwise") a title can't say.
    """
    money = [
        (raw, value, cell)
        for table in stated
        for unit, raw, value, cell in table.lines("unit", "raw", "value", "cell")
        if unit == Unit.MONEY.value
    ]
    if not money:
        return
    numbers = pd.to_numeric(pd.Series([raw for raw, _, _ in money]), errors="coerce").tolist()
    factor = MAGNITUDES.get(context.customs.size, 1.0)
    as_written, taken = [], []
    for (raw, value, cell), number in zip(money, numbers, strict=True):
        as_written += [cell] if number == value else []
        taken += [(raw, cell)] if number * factor == value else []
    customs = context.customs
    if customs.size and taken:
        context.find(
            Severity.INFO,
            "multiple-from-title",
            tr(
                "'{line}' was taken to hold for sums of money: {example} ({cell}) and "
                "others were read in {size}.",
                line=customs.line,
                example=taken[0][1],
                cell=taken[0][0],
                size=unit_in_words(customs.size),
            ),
            ",".join(cell for _, cell in taken[:5]),
        )
    if not as_written:
        return
    for line in lines:
        size = _size_named(context, line)
        if size and len(line) <= _LINE:
            table, place, answers = size_answers(tables, as_written, size)
            context.find(
                Severity.QUESTION,
                "multiple-in-title",
                tr(
                    "'{line}' speaks of {size}, and amounts of money such as {cell} "
                    "were read as they stand. If they are in {size}, write it into the "
                    "heading or label of the amounts.",
                    line=line,
                    size=unit_in_words(size),
                    cell=as_written[0],
                ),
                ",".join(as_written[:5]),
                place,
                answers,
                table,
            )
            return


def _size_named(context: SheetContext, line: str) -> str:
    """Return the size that a line names of amounts, or just speaks of; ``""`` for none."""
    found = amount_unit(line, context.words).size
    units = [context.words.units.get(w, "") for w in normalise(line).split() if len(w) > _SHORT]
    sizes = [unit for unit in units if unit in UNIT_WORDS["multiple"]]
    return found or (sizes[0] if sizes else "")


def texts_of(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> list[str]:
    """Return the texts at these places of a sheet's head.

    "Provider:" beside "Acme" also gives the line "Provider: Acme", as in one cell.
    """
    grid = sheet.grid
    known = {
        (row, column): str(grid.values[row, column])
        for row, column in cells
        if row < grid.n_rows and column < grid.n_columns
    }
    texts: list[str] = []
    for (row, column), text in known.items():
        beside = known.get((row, column + 1))
        if beside is not None and about_line([text, beside]):
            texts.append(f"{text.strip().rstrip(':').rstrip()}: {beside}")
        texts.append(text)
    return texts
