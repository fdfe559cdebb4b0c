"""What is known around a table before its cells are read: file, sheet, catalogue, user's word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import Answer, Finding, Severity, Subject
from desktop_app.domain.period import Period
from desktop_app.importing.cells import Sheet
from desktop_app.importing.customs import Customs
from desktop_app.importing.decisions import TAKEN, Candidate, Target
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.recognition import Recogniser
from desktop_app.importing.report import FieldChoice, ImportOptions
from desktop_app.importing.vendors import VendorGuess
from desktop_app.importing.year_pairs import YearPair

_NOTED = re.compile(r"(.*[a-zß-ÿ]{4})[1-9]")
"""A name with the number of a footnote behind its last word."""
RECORD_ROLES = frozenset(
    {FieldRole.VENDOR, FieldRole.ID, FieldRole.DATE, FieldRole.DIMENSION, FieldRole.VALUE}
)
"""Roles of the columns of a log."""
QUANTITY_ROLES = frozenset({FieldRole.QUANTITY})
KEY_ROLES = frozenset(
    {FieldRole.VENDOR, FieldRole.PERIOD, FieldRole.DIMENSION, FieldRole.DATE, FieldRole.ID}
)
"""Roles that can key the rows of a summary."""


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A catalogue as a key of a cache; equal only to itself, as its tables can't be hashed."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """A catalogue as a key of a cache; equal to any that says the same, as that of the program
    does, which comes to a worker as a copy.
    """

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and other.catalogue == self.catalogue

    def __hash__(self) -> int:
        return hash(tuple(self.catalogue.kpis))


@lru_cache(maxsize=2)
def _recogniser(same: _Same) -> Recogniser:
    return _built(_Alike(same.catalogue))


@lru_cache(maxsize=2)
def _built(alike: _Alike) -> Recogniser:
    return Recogniser(alike.catalogue)


@dataclass(slots=True)
class Names:
    """What headings and labels may name."""

    recogniser: Recogniser
    _known: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Names:
        """Return the names of a catalogue; building them takes longer than most reports."""
        return cls(_recogniser(_Same(catalogue)))

    def candidates(
        self,
        text: str,
        target: Target | None = None,
        roles: frozenset[FieldRole] | None = None,
    ) -> list[Candidate]:
        """Return what a text may name, best first."""
        return self.recogniser.candidates(text, target, roles) if text else []

    def items(self, text: str) -> list[Candidate]:
        """Return the KPIs and quantities that a text may name, best first."""
        if text not in self._known:  # a label is asked about a dozen times
            self._known[text] = tuple(self._found(text))
        return list(self._known[text])

    def _found(self, text: str) -> list[Candidate]:
        found = self._items(text)
        noted = _NOTED.fullmatch(text.strip())
        if noted is None or (found and found[0].confidence >= TAKEN):
            return found
        plain = self._items(noted[1])  # "Accuracy of supporting fields1" has a footnote's number
        return plain if plain and plain[0].confidence >= TAKEN else found

    def _items(self, text: str) -> list[Candidate]:
        found = self.candidates(text, Target.KPI) + self.candidates(
            text, Target.FIELD, QUANTITY_ROLES
        )
        return sorted(found, key=lambda candidate: -candidate.confidence)


@dataclass(slots=True)
class FileContext:
    """One report while it is imported.

    Parameters
    ----------
    year : int or None
        Year for month names that stand without one; `year_guessed` when nothing in the report
        names it; `guessed_periods` are the labels of periods that the guess made, and
        `fiscal_periods` those of fiscal years, with the text that names them; `part_periods`
        those of months that were not over ("Jun-25 MTD"), likewise, of which `part_said` were said.
    span : Period or None
        What title, sheet or file names that goes over two calendar years: it tells the year of
        each month without one.
    year_pair : YearPair or None
        The year of two ("2023/24") that titles, sheet or file name; `span_assumed` where `span`
        is that year from the usual month on, as nothing says when it starts.
    fiscal_start : int
        Month in which the vendor's fiscal year starts; 0 where nobody says.
    targets : list of pd.DataFrame
        What tables of nothing but targets hold, as stated values.
    told_apart : frozenset of str
        Words by which titles tell tables apart ("site" of "Site: Cebu" and "Site: Pune").
    properties : tuple of str
        Company and title in the document's properties.
    used_choices, headings : set of FieldChoice, ordered set of str
        Which of the user's choices met a column, and the headings there were.
    """

    file: str
    path: str
    sha256: str
    catalogue: Catalogue
    options: ImportOptions
    names: Names
    epoch_1904: bool = False
    year: int | None = None
    year_guessed: bool = False
    guessed_periods: set[str] = field(default_factory=set)
    fiscal_periods: dict[str, str] = field(default_factory=dict)
    part_periods: dict[str, str] = field(default_factory=dict)
    part_said: set[str] = field(default_factory=set)
    span: Period | None = None
    year_pair: YearPair | None = None
    span_assumed: bool = False
    fiscal_start: int = 0
    told_apart: frozenset[str] = frozenset()
    targets: list[pd.DataFrame] = field(default_factory=list)
    properties: tuple[str, ...] = ()
    next_context: int = 0
    used_choices: set[FieldChoice] = field(default_factory=set)
    headings: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """Return the catalogue's words."""
        return self.catalogue.words

    def contexts(self, count: int) -> int:
        """Reserve `count` numbers for observations and return the first."""
        first = self.next_context
        self.next_context += count
        return first


@dataclass(slots=True)
class TableNames:
    """What a table's title, or one above it on the sheet, says of all its values.

    `vendor` is ``""`` and the others None where nothing is said.
    """

    vendor: str = ""
    period: str | None = None
    segment: str | None = None


@dataclass
class SheetContext:
    """One sheet while it is imported; collects its findings.

    Parameters
    ----------
    vendor, vendor_source : str
        The vendor of everything on the sheet that names none itself, and where that is from:
        ``option``, ``sheet``, ``title``, ``file``, ``properties``.
    period, segment : str or None
        What sheet name or file name say of everything on the sheet.
    bare_name : str
        The sheet's name without the period that it names, ``""`` where it names nothing else.
    vendor_rival : str
        The name that the file's name surely gives, whatever the vendors were taken from.
    vendor_guess : VendorGuess or None
        Where the vendor's name is from, when it is a guess that has to be said.
    tables : dict of (row, column) to TableNames
        What titles say of each table, by its top left cell.
    followed : FollowedTable or None
        What a mapping says of the table that is being decided or read.
    table : str
        A1 range of the table that is being read, ``""`` for none: what is found is about it.
    customs : Customs
        What titles and neighbours say of how all figures of the sheet are given.
    table_vendors : dict of (row, column) to VendorGuess
        The vendors of tables whose own titles name different ones, by the tables' corners.
    table_segments, table_periods : dict of (row, column) to str
        What titles above tables say of their part of the work and their period.
    repeats : dict of (row, column) to str
        A1 ranges of the blocks of figures that others state anew for the same period and part,
        by the corners of those others.
    aims : set of (row, column)
        The corners of the blocks of figures that were aimed at or assumed, and not achieved.
    """

    report: FileContext
    sheet: Sheet
    vendor: str
    vendor_source: str
    period: str | None = None
    segment: str | None = None
    bare_name: str = ""
    vendor_guess: VendorGuess | None = None
    vendor_rival: str = ""
    followed: FollowedTable | None = None
    table: str = ""
    customs: Customs = field(default_factory=Customs)
    table_vendors: dict[tuple[int, int], VendorGuess] = field(default_factory=dict)
    table_segments: dict[tuple[int, int], str] = field(default_factory=dict)
    table_periods: dict[tuple[int, int], str] = field(default_factory=dict)
    repeats: dict[tuple[int, int], str] = field(default_factory=dict)
    aims: set[tuple[int, int]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """Return the catalogue's words."""
        return self.report.words

    @property
    def names(self) -> Names:
        """Return recognition with its memory."""
        return self.report.names

    def find(
        self,
        severity: Severity,
        code: str,
        message: str,
        cells: str = "",
        place: str = "",
        answers: Sequence[Answer] = (),
        table: str = "",
        name: str = "",
    ) -> None:
        """Note a finding of this sheet, and of the table that is being read.

        Parameters
        ----------
        place : str
            Letters of the column, or number of the row, that it is about.
        answers : sequence of Answer
            What can be answered with one click.
        table : str
            A1 range of the table that it is about, where none is being read.
        name : str
            The heading or label that it is about; the same is asked once about one name.
        """
        about = table or self.table
        subject = Subject(about, place) if about else None
        file, sheet = self.report.file, self.sheet.name
        self.findings.append(
            Finding(severity, code, message, file, sheet, cells, subject, tuple(answers), name)
        )
