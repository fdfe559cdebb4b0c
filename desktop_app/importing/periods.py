"""Periods in cells, headings, titles and file names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.words import Words
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.dates import read_timestamp
from desktop_app.importing.kinds.formats import is_date, is_month, is_year
from desktop_app.importing.kinds.parts import Context, Parts, Reading, take_apart
from desktop_app.importing.kinds.period_text import (
    Found,
    WordsKey,
    find_periods,
    prepared,
    to_date,
    to_date_since,
)
from desktop_app.importing.kinds.spelling import without_notes
from desktop_app.importing.typed import ReadingHints

_FILLER_WORDS = (
    "as at of on the month for period year ending ended quarter per zum vom von from de en du des "
    "au del reporting monat mois mes jahr im le el und week day date stand stichtag since"
)
_FILLER = frozenset(_FILLER_WORDS.split())
_LEFT = re.compile(r"[^\W\d_]+|\d+|[^\W_]+")
_CODED = re.compile(r"[^\W\d_]+-")
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(?:z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
"""A moment with parts of seconds and its zone; the clock it shows says which period it is in."""
_MIDNIGHT = re.compile(
    r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}),? (?:12:00(?::00)? ?a\.?m\.?|0{1,2}:00(?::00)?)",
    re.IGNORECASE,
)
"""A day with the moment at which it begins: "1/1/26 12:00 AM"."""
_LONGEST = 80
_FIRST_YEAR, _LAST_YEAR = 1980, 2079
_SERIALS = np.arange(36526, 54789)  # 2000 to 2049


def read_period(
    value: Any,
    words: Words,
    context_year: int | None = None,
    fiscal_start: int = 1,
    number_format: str = "General",
    bare_year: bool = True,
) -> Period | None:
    """Return the one period that a cell names, None if it names none (or anything besides).

    Parameters
    ----------
    value : cell value
        Text, date, or number (2026, 202601). A date of numbers alone is day/month where it can
        be either; `read_period_column` settles that by all of a column's dates.
    context_year : int, optional
        The year of ``Jan`` or ``Q1`` without one.
    fiscal_start : int
        First month of the fiscal year. With 1, ``FY26`` is the calendar year and ``2025/26`` is
        None, as its months are unknown: see `mentions_fiscal`. Otherwise ``FY26`` is the fiscal
        year that ends in 2026.
    number_format : str
        A date under a format without a day (``mmm-yy``) is its month.
    bare_year : bool
        Whether 2026 alone is a year; False where it may as well be a count.
    """
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return None
        return _read_text(value, WordsKey(words), context_year, fiscal_start, bare_year)
    if isinstance(value, dt.date):
        return None if value is pd.NaT else _of_date(value, number_format)
    if isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
        return None
    if is_date(number_format):
        return None
    return _of_number(float(value), bare_year)


def _of_date(value: dt.date, number_format: str) -> Period:
    if is_year(number_format):
        return Period.year(value.year)
    if is_month(number_format):
        return Period.month(value.year, value.month)
    day = value.date() if isinstance(value, dt.datetime) else value
    return Period(day, day)


def _of_number(value: float, bare_year: bool) -> Period | None:
    if not value.is_integer():
        return None
    number = int(value)
    if _FIRST_YEAR <= number <= _LAST_YEAR:
        return Period.year(number) if bare_year else None
    year, month = divmod(number, 100)
    if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12:
        return Period.month(year, month)
    return None


@lru_cache(maxsize=4096)
def _read_text(
    value: str, words: WordsKey, year: int | None, fiscal_start: int, bare_year: bool
) -> Period | None:
    """Return the period of a text that holds one period and at most words like "as of"."""
    text = prepared(without_notes(value)).strip("()[] ,;:")
    if (stamp := _STAMP.fullmatch(text) or _MIDNIGHT.fullmatch(text)) is not None:
        text = stamp[1]
    if to_date(text):
        return None
    found = find_periods(text, words.words, year, fiscal_start)
    if len(found) != 1 or (not bare_year and text.isdigit() and len(text) == 4):
        return None
    return found[0].period if _only(text, found[0]) else None


def _only(text: str, found: Found) -> bool:
    """Return whether nothing but filling words (or a code before a hyphen) stands around it."""
    before, after = text[: found.start], text[found.end :]
    if _CODED.fullmatch(before) and not after and found.grain == "month" and found.dated:
        return True  # "MSitAE-AUGUST-2024"
    left = _LEFT.findall(before) + _LEFT.findall(after)
    return all(word in _FILLER for word in left)


def over_new_year(months: Sequence[int]) -> list[int] | None:
    """Return what to add to the year of each month where they run over New Year, else None.

    Months in order, each once, with one December before January: those up to December are of the
    year before.
    """
    steps = [(following - month) % 12 for month, following in pairwise(months)]
    turns = [place for place, month in enumerate(months) if month == 1 and place]
    if len(turns) != 1 or len(set(months)) < len(months) or any(step != 1 for step in steps):
        return None
    return [-1 if place < turns[0] else 0 for place in range(len(months))]


def rolled_over(year: int) -> tuple[str, str]:
    """Return the question that months over New Year raise; `year` is that of the last ones."""
    return (
        "year-rolled-over",
        tr(
            "Months without a year run over New Year; those from January on were read as "
            "of {year}, those before as of {before}. Write the year beside them if that is "
            "wrong.",
            year=year,
            before=year - 1,
        ),
    )


def mentions_fiscal(text: str, words: Words) -> bool:
    """Return whether a text names a fiscal year or quarter, whose months need `fiscal_start`."""
    return any(found.fiscal for found in find_periods(prepared(text), words))


def periods_in_text(
    text: str, words: Words, context_year: int | None = None, fiscal_start: int = 1
) -> list[Period]:
    """Return the periods named anywhere in a title or file name, in order, each once.

    Only namings with a year of their own count (``context_year`` completes a range's or none);
    a bare year counts where nothing finer is named. "YTD June 2026" is January to June, "QTD" of
    May its April and May, "MTD" the month itself.
    """
    text = prepared(text)
    found = [item for item in find_periods(text, words, context_year, fiscal_start) if item.dated]
    finer = [item for item in found if item.grain != "year" or item.fiscal]
    periods = [item.period for item in finer or found if item.period is not None]
    if to_date(text) and len(periods) == 1 and periods[0].grain is Grain.MONTH:
        since = _start_of_to_date(text, periods[0].start, fiscal_start)
        periods = [Period(since, periods[0].end)]
    return list(dict.fromkeys(periods))


def _start_of_to_date(text: str, day: dt.date, fiscal_start: int) -> dt.date:
    """Return where the year, quarter or month to date starts in which a month begins."""
    since = to_date_since(text)
    if since == "month":
        return day
    if since == "quarter":
        month = day.month - (day.month - fiscal_start) % 3
        return dt.date(day.year - (month < 1), (month - 1) % 12 + 1, 1)
    return _fiscal_start_before(day, fiscal_start)


def _fiscal_start_before(day: dt.date, fiscal_start: int) -> dt.date:
    return dt.date(day.year - (day.month < fiscal_start), fiscal_start, 1)


def read_period_column(
    cells: pd.Series[Any],
    words: Words,
    number_format: str = "General",
    context_year: int | None = None,
    fiscal_start: int = 1,
) -> pd.Series[Any]:
    """Return the labels of a column's periods as objects, None where a cell names none.

    Dates are months when all of the column's are a first (or a last) of a month, else days.
    """
    hints = ReadingHints(
        FieldKind.PERIOD,
        number_format=number_format,
        year=context_year or 0,
        fiscal_start=fiscal_start,
    )
    context = Context(take_apart(cells, FieldKind.PERIOD, words), hints, words)
    return pd.Series(read_periods(context).values, index=cells.index, dtype=object)


def read_periods(context: Context) -> Reading:
    """Return period labels for a column taken apart."""
    parts, hints = context.parts, context.hints
    labels = np.full(parts.size, None, dtype=object)
    rules: list[str] = []
    questions: list[tuple[str, str]] = []
    if parts.codes is not None and parts.texts:
        named = [_label(text, context) for text in parts.texts]
        labels = np.array([*named, None], dtype=object)[parts.codes]
        rules.append(tr("periods as written"))
        if hints.fiscal_start == 1 and any(
            mentions_fiscal(text, context.words) for text in parts.texts
        ):
            questions.append(_fiscal_question())
    known = np.array([]) if parts.number is None else parts.number[~np.isnan(parts.number)]
    if parts.number is not None and are_serial_days(known, context.epoch_1904):
        days = _serial_days(parts.number, context.epoch_1904)
        labels, rule = _of_dates(labels, days, hints.number_format)
        rules.append(tr("serial numbers of days; {rule}", rule=rule))
    elif parts.number is not None:
        labels = _fill(labels, _of_numbers(parts.number))
        rules.append(tr("years and months as numbers"))
    dates = _dates(context, labels, questions)
    if dates is not None and not np.isnat(dates).all():
        labels, rule = _of_dates(labels, dates, hints.number_format)
        rules.append(rule)
    return Reading(labels, "; ".join(rules), questions=questions)


def are_serial_days(numbers: NDArray[np.float64], epoch_1904: bool = False) -> bool:
    """Return whether numbers may be days as spreadsheets count them, under a heading of periods.

    All of them have to be firsts or lasts of months of this age, or days or weeks in a row.
    """
    if not len(numbers) or not np.isin(numbers, _SERIALS).all():
        return False
    days = np.unique(_serial_days(numbers, epoch_1904))
    firsts = (days.astype("M8[M]").astype("M8[D]") == days.astype("M8[D]")).all()
    following = days.astype("M8[D]") + 1
    lasts = (following.astype("M8[M]").astype("M8[D]") == following).all()
    steps = np.unique(np.diff(days).astype("m8[D]").astype(int))
    in_a_row = len(days) > 2 and len(steps) == 1 and steps[0] in (1, 7)
    return bool(firsts or lasts or in_a_row)


def _serial_days(numbers: NDArray[np.float64], epoch_1904: bool) -> NDArray[np.datetime64]:
    """Return the days of serial numbers; NaT for NaN."""
    since = np.datetime64("1904-01-01" if epoch_1904 else "1899-12-30", "ns")
    known = ~np.isnan(numbers)
    days = np.full(len(numbers), np.datetime64("NaT", "ns"))
    days[known] = since + numbers[known].astype("m8[D]").astype("m8[ns]")
    return days


def _label(text: str, context: Context) -> str | None:
    hints = context.hints
    period = read_period(text, context.words, hints.year or None, hints.fiscal_start)
    return None if period is None or period.start == period.end else period.label


def _fill(labels: NDArray[np.object_], more: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.where(pd.isna(labels), more, labels)


def _of_numbers(numbers: NDArray[np.float64]) -> NDArray[np.object_]:
    codes, distinct = pd.factorize(numbers)
    periods = [_of_number(float(value), bare_year=True) for value in distinct]
    labels = [None if period is None else period.label for period in periods]
    return np.array([*labels, None], dtype=object)[codes]


def _dates(
    context: Context, labels: NDArray[np.object_], questions: list[tuple[str, str]]
) -> NDArray[np.datetime64] | None:
    """Return cells that are dates and no other period, day and month settled by the column."""
    parts = context.parts
    rest = pd.isna(labels)
    codes = None if parts.codes is None else np.where(rest, parts.codes, -1)
    if parts.stamp is None and (codes is None or (codes < 0).all()):
        return None
    only = Parts(parts.missing, stamp=parts.stamp, codes=codes, texts=parts.texts)
    reading = read_timestamp(Context(only, context.hints, context.words, context.epoch_1904))
    questions += reading.questions
    dates: NDArray[np.datetime64] = np.where(rest, reading.values, np.datetime64("NaT", "ns"))
    return dates


def _of_dates(
    labels: NDArray[np.object_], dates: NDArray[np.datetime64], number_format: str
) -> tuple[NDArray[np.object_], str]:
    """Return labels completed by dates, as months where all of them stand for months."""
    known = ~np.isnat(dates)
    days = dates[known].astype("M8[D]")
    months = days.astype("M8[M]")
    firsts = (days == months.astype("M8[D]")).all()
    lasts = (days + 1 == (months + 1).astype("M8[D]")).all()
    labels = labels.copy()
    if is_year(number_format):
        labels[known] = [str(year) for year in days.astype("M8[Y]")]
        return labels, tr("dates as years, by the number format")
    if firsts or lasts or is_month(number_format):
        labels[known] = [str(month) for month in months]
        return labels, tr("dates as months")
    labels[known] = [f"{day}/{day}" for day in days]
    return labels, tr("dates as days")


def _fiscal_question() -> tuple[str, str]:
    return (
        "period-fiscal",
        tr(
            "Fiscal years or quarters are named, and the month in which the fiscal year "
            "starts is not known: FY26 was read as the calendar year, and 2025/26 not at "
            "all. Say when it starts."
        ),
    )
