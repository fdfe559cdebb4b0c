"""Findings: what the user should know about the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters.

    ``ERROR``: something asked for could not be used at all (a file, a sheet).
    ``QUESTION``: a decision was not taken for the user, and figures wait for it.
    ``WARNING``: figures were made, and may not be what the user thinks.
    ``INFO``: worth knowing, no action needed.
    """

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    INFO = "info"


class About(StrEnum):
    """What a question is about, and so what its answers decide; see `Word`.

    ``MEANING``: id of a field or KPI, ``""`` for not used. ``VARIANT``: id of a KPI's variant.
    ``UNIT``: unit id. ``PERIOD``: label of a period. ``DATES``: ``day-month`` or ``month-day``.
    ``DECIMALS``: ``point`` or ``comma``. ``SCALE``: ``1-5``. ``CLOCK``: ``m:s`` or ``h:m``.
    ``REPORT_VENDOR``: the vendor of the whole report. ``FISCAL_YEAR``: first month, 1 to 12.
    """

    MEANING = "meaning"
    VARIANT = "variant"
    UNIT = "unit"
    PERIOD = "period"
    DATES = "dates"
    DECIMALS = "decimals"
    SCALE = "scale"
    CLOCK = "clock"
    REPORT_VENDOR = "report_vendor"
    FISCAL_YEAR = "fiscal_year_start"


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that an answer decides: that `about` is `value`.

    `place` is the column or row it holds for, ``""`` for the subject's own.
    """

    about: About
    value: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer to a finding: all of its words together.

    `text` is what the user reads on it; ``""`` where its words say enough.
    """

    words: tuple[Word, ...]
    text: str = ""

    @classmethod
    def of(cls, about: About, value: str, text: str = "") -> Answer:
        """Return the answer of one word on the subject itself."""
        return cls((Word(about, value),), text)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about.

    Parameters
    ----------
    table : str
        A1 range of the table, as its mapping has it; ``""`` for the whole report.
    place : str
        Letters of a column or number of a row, ``""`` for the whole table.
    sheet : str
        The sheet it is on, ``""`` for that of the finding.
    """

    table: str = ""
    place: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know, with its place.

    Parameters
    ----------
    severity : Severity
    code : str
        Stable kebab-case name of the kind of finding, for example ``total-differs``.
    message : str
        What was found, what was expected, what to do; full sentences.
    file, sheet, cells : str
        The place; ``""`` where it does not apply. `cells` in A1 form, as a range or list.
    subject : Subject or None
        The table, column or row it is about, None where that is neither.
    answers : tuple of Answer
        What can be answered, empty where only the file itself can settle it.
    name : str
        The heading or label that it is about, as written; ``""`` where that is not told.
    also : tuple of Subject
        More columns or rows of that name for which the same is asked, and the answer holds.
    """

    severity: Severity
    code: str
    message: str
    file: str = ""
    sheet: str = ""
    cells: str = ""
    subject: Subject | None = None
    answers: tuple[Answer, ...] = ()
    name: str = ""
    also: tuple[Subject, ...] = ()

    def each(self) -> tuple[Finding, ...]:
        """Return the finding apart for each column or row that it is about."""
        more = (
            replace(self, sheet=subject.sheet or self.sheet, subject=subject, cells="", also=())
            for subject in self.also
        )
        return (replace(self, also=()), *more) if self.also else (self,)

    def as_json(self) -> dict[str, str]:
        """Return the form the command line prints: severity, code, message and place."""
        return {key: str(getattr(self, key)) for key in _PRINTED}


_PRINTED = ("severity", "code", "message", "file", "sheet", "cells")
