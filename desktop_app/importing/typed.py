"""The result of turning cells into values: what was read, how, and what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.finding import About

AMOUNTS = frozenset(
    {
        FieldKind.SHARE,
        FieldKind.DURATION,
        FieldKind.SCORE,
        FieldKind.POINTS,
        FieldKind.INDEX,
        FieldKind.MONEY,
        FieldKind.COUNT,
        FieldKind.RATE,
        FieldKind.YEARS,
    }
)
"""Kinds of values that are an amount of something."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How what stands around a column writes what can be read in two ways; None for unknown.

    `comma` is whether decimals have a comma, `month_first` whether the month precedes the day.
    `of_numbers` and `of_dates` say whose habits these are: ``as in the rest of the sheet``.
    """

    comma: bool | None = None
    month_first: bool | None = None
    of_numbers: str = ""
    of_dates: str = ""


@dataclass(frozen=True, slots=True)
class ReadingHints:
    """What is known about a column before its values are looked at.

    `unit` is the unit id that heading or catalogue names for bare numbers; `number_format` the
    commonest Excel format of the column; `default_unit` the catalogue's; `plausible` the
    canonical range that values can have, `usual` the narrower one that they nearly always have,
    which settles doubts; `currency` an ISO code from heading or title; `scale` the bottom
    (None where not said) and top of a score's scale when the heading names it; `true_words` and
    `false_words` a flag's own words, `heading` the words of what stands over the column.
    `unit_line` is the title that names the unit where the heading does not. `sums` says that
    amounts of money are sums, and no price of one thing. `of_records` says that the values are
    single records', which in a log of days are sums as well.
    `clock` is ``m:s`` or ``h:m`` where the heading says so. `year` is the year of months without
    one (0 for unknown), `fiscal_start` the month in which the vendor's fiscal year starts.
    `habits` is how the columns and sheets around write numbers and dates.
    `said` is what the user or an earlier mapping said of how the values are to be read; it
    overrules what the values show, and is not asked again; `chosen` says that they said what the
    column means.
    """

    kind: FieldKind
    unit: str = ""
    default_unit: str = ""
    number_format: str = "General"
    plausible: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    unit_line: str = ""
    sums: bool = False
    of_records: bool = False
    clock: str = ""
    currency: str = ""
    scale: tuple[float | None, float] | None = None
    true_words: tuple[str, ...] = ()
    false_words: tuple[str, ...] = ()
    heading: str = ""
    chosen: bool = False
    year: int = 0
    fiscal_start: int = 1
    habits: Habits = field(default_factory=Habits)
    said: Mapping[About, str] = field(default_factory=dict)

    @property
    def expected(self) -> tuple[float, float] | None:
        """Return the narrowest range that is known."""
        return self.usual or self.plausible


@dataclass(slots=True)
class TypedColumn:
    """A column in its canonical unit, same index as the cells it came from.

    Parameters
    ----------
    values : pd.Series
        float64 (flags 1.0/0.0), datetime64[ns] for timestamps, object of period labels (or
        None) for periods, category for texts and statuses; missing is NaN/NaT/None.
    missing : pd.Series of bool
        True where the cell is empty or says that there is no value ("n/a", "-", suppressed).
    bad : pd.Series of bool
        True where the cell holds something that is not such a value; `values` is missing there.
    rule : str
        How bare values were read, for the user: ``minutes, from the heading``.
    unit : str
        Unit id that bare numbers were read in.
    currency : str
        ISO code of money; ``""`` when none is named. A column of several currencies has a
        question.
    scale : (float, float) or None
        Scale of a score.
    questions : list of (code, message)
        What the values could not settle (day/month order, percent or share).
    """

    values: pd.Series[Any]
    missing: pd.Series[bool]
    bad: pd.Series[bool]
    rule: str
    unit: str = ""
    currency: str = ""
    scale: tuple[float, float] | None = None
    questions: list[tuple[str, str]] = field(default_factory=list)
