"""What recognition left open or guessed, with its evidence and the answers to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.model import UNIT_WORDS, Catalogue, FieldKind, FieldRole
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.unit import Unit
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import (
    UNUSED,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.recognition import Recogniser
from desktop_app.importing.report import ImportedReport, Layout, SheetReport
from desktop_app.presenting.meanings import meaning_title
from desktop_app.presenting.sheet_meaning import Area, SheetMeaning, areas_of, sheet_named

Correct = Callable[[ReportMapping], ReportMapping]
"""Makes the corrected mapping of one."""

_PLACE = re.compile(r"\((?:row |column )?([A-Z]{1,3}|\d{1,7})\)")
_CONTESTED = re.compile(r"map it: (\w+)=")
_WHOLE = re.compile(r"sites or teams of '([^']+)'")
_SIZE = re.compile(r"speaks of (\w+)")
_IN_SUMMARIES = frozenset({FieldRole.QUANTITY, FieldRole.VENDOR, FieldRole.PERIOD})
_IN_LOGS = frozenset(FieldRole) - {FieldRole.QUANTITY, FieldRole.STRUCTURE}
_SHOWN = 3
_LEAST = 0.3
_FISCAL = {1: "January", 4: "April", 7: "July", 10: "October"}
_ALSO_ASKED = frozenset({"year-assumed", "vendor-guessed"})
_UNITS: dict[str, tuple[str, ...]] = {
    "duration": ("seconds", "minutes", "hours", "days"),
    "share": ("percent", "share"),
    "points": ("points", "percent"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer; `name` is what the change is called in the menu."""

    text: str
    name: str
    correct: Correct


@dataclass(frozen=True, slots=True)
class Question:
    """Something that was not decided, or guessed.

    Parameters
    ----------
    title : str
        What it is about, in a few words.
    evidence : str
        What was found and why it is open.
    open : bool
        False for a guess that was taken.
    sheet : str
    areas : tuple of Area
        The cells it is about, empty for the whole file.
    answers : tuple of Answer
        Empty where only the file itself can settle it.
    table, place : str
        The table's cells and the column or row, ``""`` where there is none.
    """

    title: str
    evidence: str
    open: bool
    sheet: str
    areas: tuple[Area, ...]
    answers: tuple[Answer, ...]
    table: str = ""
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """The item that a finding is about."""

    table: TableMapping
    item: ItemMapping


class Asker:
    """Turns a report's findings into questions; remembers what headings may mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._recogniser = Recogniser(catalogue)

    def questions(self, report: ImportedReport) -> list[Question]:
        """Return the open questions of a report first, then its guesses, in order of the sheets."""
        asked = [self._question(report, one) for one in report.findings if _is_asked(one)]
        still = [question for question in asked if question is not None]
        return sorted(still, key=lambda question: not question.open)

    def _question(self, report: ImportedReport, finding: Finding) -> Question | None:
        """Return what a finding asks, None if the user has answered it already."""
        sheet = sheet_named(report.sheets, finding.sheet)
        subject = _subject(report, sheet, finding)
        if subject is not None and _is_answered(finding, subject.item):
            return None
        areas = areas_of(finding.cells, sheet)
        if subject is not None and sheet is not None and not areas:
            areas = areas_of(subject.item.place, sheet)
        return Question(
            title=_title(finding, subject),
            evidence=finding.message,
            open=finding.severity is Severity.QUESTION,
            sheet=finding.sheet,
            areas=tuple(areas),
            answers=tuple(self._answers(finding, subject)),
            table=subject.table.cells if subject is not None else "",
            place=subject.item.place if subject is not None else "",
            code=finding.code,
        )

    def _answers(self, finding: Finding, subject: _Subject | None) -> Iterable[Answer]:
        if finding.code == "fiscal-year":
            return [_fiscal(month, name) for month, name in _FISCAL.items()]
        whole = _WHOLE.search(finding.message)
        if whole is not None:
            return [_vendor(whole[1])]
        if subject is None:
            return []
        if finding.code == "column-conflict":
            return self._conflict(finding, subject)
        if finding.code.endswith("-unclear"):
            return self._meanings(subject)
        if finding.code.endswith("-guessed"):
            return [*self._confirming(subject), *self._meanings(subject)]
        return self._unit_answers(finding, subject)

    def _meanings(self, subject: _Subject) -> list[Answer]:
        """Return what the heading may mean, and that nothing is read from it."""
        log = subject.table.layout == Layout.LOG
        found = self._recogniser.candidates(
            subject.item.heading, Target.FIELD if log else None, _IN_LOGS if log else _IN_SUMMARIES
        )
        likely = [
            candidate
            for candidate in _distinct(found)
            if candidate.confidence >= _LEAST and candidate.id != subject.item.meaning
        ]
        answers = [self._as_meaning(subject, candidate) for candidate in likely[:_SHOWN]]
        return [*answers, _item_answer(subject, "Not used", "not used", meaning=UNUSED)]

    def _as_meaning(self, subject: _Subject, candidate: Candidate) -> Answer:
        title = meaning_title(candidate.id, self._catalogue)
        return _item_answer(
            subject,
            title,
            title,
            meaning=candidate.id,
            variant=candidate.variant,
        )

    def _confirming(self, subject: _Subject) -> list[Answer]:
        title = meaning_title(subject.item.meaning, self._catalogue)
        return [_item_answer(subject, f"Yes, {title}", title)]

    def _conflict(self, finding: Finding, subject: _Subject) -> list[Answer]:
        """Return which of two columns a field is read from: the one that holds it, or the other."""
        items = {item.place: item for item in subject.table.items}
        sides = [items[place] for place in finding.cells.split(",") if place in items]
        named = _CONTESTED.search(finding.message)
        if named is None or len(sides) != 2:
            return self._meanings(subject)
        held, other = sides
        return [
            self._side(subject, f"Keep '{held.heading}'", named[1], held, other),
            self._side(subject, f"Use '{other.heading}'", named[1], other, held),
        ]

    def _side(
        self, subject: _Subject, text: str, meaning: str, right: ItemMapping, wrong: ItemMapping
    ) -> Answer:
        """Return the answer that one column has a meaning that another one has not."""
        table, title = subject.table, meaning_title(meaning, self._catalogue)

        def correct(mapping: ReportMapping) -> ReportMapping:
            mapping = say_item(mapping, table, wrong.place, meaning=UNUSED)
            return say_item(mapping, table, right.place, meaning=meaning)

        return Answer(f"{text} for {title}", f"{_named(right)} is {title}", correct)

    def _unit_answers(self, finding: Finding, subject: _Subject) -> list[Answer]:
        size = _SIZE.search(finding.message) if finding.code == "multiple-in-title" else None
        if size is not None:
            return [_item_answer(subject, f"In {size[1]}", f"in {size[1]}", unit=size[1])]
        read = subject.item.unit or subject.item.read_as
        units = _UNITS.get(unit_kind(subject.item.meaning, self._catalogue), ())
        ordered = sorted(units, key=lambda unit: unit != read)
        return [
            _item_answer(
                subject, f"Yes, {unit}" if unit == read else unit.capitalize(), unit, unit=unit
            )
            for unit in ordered
        ]


def say_item(
    mapping: ReportMapping, table: TableMapping, place: str, **said: str | None
) -> ReportMapping:
    """Return the mapping with the user's word on a column or row; see `correcting.set_item`.

    Who corrects a column sees the table laid out as it is, and that is said with it: the table
    must not turn into another one because a column of it is not used.
    """
    known = mapping.table(table.sheet, table.cells)
    if known is not None and known.said_by is SaidBy.RECOGNITION:
        mapping = correcting.set_layout(mapping, table.sheet, table.cells, known.layout)
    return correcting.set_item(mapping, table.sheet, table.cells, place, **said)


def unit_kind(meaning: str, catalogue: Catalogue) -> str:
    """Return the kind of unit that a meaning's values have, ``""`` for none."""
    if meaning in catalogue.kpis:
        return catalogue.kpis[meaning].unit.value
    known = catalogue.fields.get(meaning)
    return known.kind.value if known is not None else ""


def units_for(meaning: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the units that the values of a meaning may be written in."""
    kind = unit_kind(meaning, catalogue)
    if kind in _UNITS:
        return _UNITS[kind]
    if kind in (Unit.MONEY, Unit.COUNT, FieldKind.COUNT):
        return tuple(sorted(UNIT_WORDS["multiple"]))
    if kind == Unit.RATE:
        return tuple(sorted(UNIT_WORDS["rate"]))
    return ()


def _is_asked(finding: Finding) -> bool:
    guessed = finding.code.endswith("-guessed") or finding.code in _ALSO_ASKED
    return finding.severity is Severity.QUESTION or guessed


def _is_answered(finding: Finding, item: ItemMapping) -> bool:
    """Return whether the user has said what a finding asks."""
    if item.said_by is not SaidBy.USER:
        return False
    about_meaning = finding.code.endswith(("-unclear", "-guessed", "-conflict"))
    return about_meaning or bool(item.unit)


def _title(finding: Finding, subject: _Subject | None) -> str:
    if subject is not None:
        return _named(subject.item)
    words = finding.code.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _named(item: ItemMapping) -> str:
    where = f"row {item.place}" if item.place.isdigit() else f"column {item.place}"
    return f"'{item.heading}' ({where})" if item.heading else where.capitalize()


def _item_answer(
    subject: _Subject,
    text: str,
    what: str,
    *,
    meaning: str | None = None,
    unit: str | None = None,
    variant: str | None = None,
) -> Answer:
    table, item = subject.table, subject.item

    def correct(mapping: ReportMapping) -> ReportMapping:
        return say_item(mapping, table, item.place, meaning=meaning, unit=unit, variant=variant)

    return Answer(text, f"{_named(item)} is {what}", correct)


def _fiscal(month: int, name: str) -> Answer:
    return Answer(
        f"It starts in {name}",
        f"fiscal year starts in {name}",
        lambda mapping: correcting.set_fiscal_year_start(mapping, month),
    )


def _vendor(name: str) -> Answer:
    return Answer(
        f"They are parts of {name}",
        f"the report is of {name}",
        lambda mapping: correcting.set_report_vendor(mapping, name),
    )


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.id: candidate for candidate in reversed(candidates)}.values())[::-1]


def _subject(
    report: ImportedReport, sheet: SheetReport | None, finding: Finding
) -> _Subject | None:
    """Return the column or row that a finding is about, None if it names none."""
    if report.mapping is None or sheet is None:
        return None
    meaning = SheetMeaning(report, sheet, None)
    for table in sheet.tables:
        mapped = meaning.mapped_table(table)
        if mapped is None:
            continue
        for place in _places(finding):
            item = mapped.item(place)
            if item is not None:
                return _Subject(mapped, item)
    areas = areas_of(finding.cells, sheet)
    for top, left, _, right in areas[:1]:
        if left != right:
            break
        spot = meaning.spot(top, left)
        mapped = meaning.mapped_table(spot.table) if spot.table is not None else None
        item = (
            mapped.item(spot.item.place) if mapped is not None and spot.item is not None else None
        )
        if mapped is not None and item is not None:
            return _Subject(mapped, item)
    return None


def _places(finding: Finding) -> list[str]:
    """Return the letters and row numbers that a finding names."""
    named = [part.strip() for part in finding.cells.split(",")]
    places = [part for part in named if part.isalpha() or part.isdigit()]
    return places + ([] if finding.cells else _PLACE.findall(finding.message))
