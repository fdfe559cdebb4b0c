"""What recognition left open or guessed, with its evidence and the answers to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.catalogue.model import UNIT_WORDS, Catalogue, FieldKind
from desktop_app.domain.finding import About, Finding, Severity, Word
from desktop_app.domain.finding import Answer as Said
from desktop_app.domain.sentences import month_name
from desktop_app.domain.translating import later, tr, within
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import UNITS, is_answered, item_of
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.report import ImportedReport
from desktop_app.presenting.meanings import meaning_title
from desktop_app.presenting.sheet_meaning import Area, areas_of, sheet_named

Correct = Callable[[ReportMapping], ReportMapping]
"""Makes the corrected mapping of one."""

_GUESSED_ALL_OVER = frozenset({"year-assumed"})
"""Codes of guesses that only the file itself can settle."""
_TITLES = {
    About.REPORT_VENDOR: later("Whose report is this?"),
    About.FISCAL_YEAR: later("When does the fiscal year start?"),
}
_WORDED = {
    (About.DATES, "day-month"): later("Day before month (31/01)"),
    (About.DATES, "month-day"): later("Month before day (01/31)"),
    (About.DECIMALS, "point"): later("Decimal point (1,234.5)"),
    (About.DECIMALS, "comma"): later("Decimal comma (1.234,5)"),
    (About.CLOCK, "m:s"): later("Minutes and seconds"),
    (About.CLOCK, "h:m"): later("Hours and minutes"),
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


class Asker:
    """Turns a report's findings into questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def questions(self, report: ImportedReport) -> list[Question]:
        """Return the open questions of a report first, then its guesses, in order of the sheets."""
        asked = [
            self._question(report, one)
            for one in report.findings
            if _is_asked(one) and not is_answered(one, report.mapping)
        ]
        return sorted(asked, key=lambda question: not question.open)

    def _question(self, report: ImportedReport, finding: Finding) -> Question:
        subject, item = finding.subject, None
        if report.mapping is not None:
            item = item_of(finding, report.mapping)
        place = item.place if item is not None else ""
        table = subject.table if subject is not None else ""
        areas = areas_of(finding.cells or place or table, sheet_named(report.sheets, finding.sheet))
        return Question(
            title=_title(finding, item),
            evidence=finding.message,
            open=finding.severity is Severity.QUESTION,
            sheet=finding.sheet,
            areas=tuple(areas),
            answers=tuple(self._answers(report, finding, item)),
            table=table,
            place=place,
            code=finding.code,
        )

    def _answers(
        self, report: ImportedReport, finding: Finding, item: ItemMapping | None
    ) -> list[Answer]:
        """Return a finding's answers in words; none on a table that is no longer there."""
        if report.mapping is None:
            return []
        taken = _taken(item, report)
        return [
            Answer(
                said.text or self._text(said, taken),
                self._name(said, item, finding),
                _correcting(said, finding, report.mapping),
            )
            for said in finding.answers
            if item is not None or not any(_is_of_item(word) for word in said.words)
        ]

    def _text(self, said: Said, taken: frozenset[tuple[About, str]]) -> str:
        """Return what is read on an answer: its words, with a yes where they say what was taken."""
        shown = [word for word in said.words if word.value or word.about is About.MEANING]
        text = ", ".join(dict.fromkeys(self._worded(word) for word in shown))
        yes = all((word.about, word.value) in taken for word in shown[:1])
        return (
            tr("Yes, {answer}", answer=_lower(text, shown[0]))
            if yes
            else f"{text[:1].upper()}{text[1:]}"
        )

    def _name(self, said: Said, item: ItemMapping | None, finding: Finding) -> str:
        """Return what the change is called."""
        first = said.words[0]
        if first.about is About.REPORT_VENDOR:
            return tr("the report is of {vendor}", vendor=first.value)
        if first.about is About.FISCAL_YEAR:
            return tr(
                "fiscal year starts in {month}",
                month=month_name(int(first.value)),
            )
        told = said.text or self._worded(first)
        return tr("{what} is {answer}", what=_title(finding, item), answer=_lower(told, first))

    def _worded(self, word: Word) -> str:
        """Return one word of an answer as people say it."""
        about, value = word.about, word.value
        if about is About.MEANING:
            return meaning_title(value, self._catalogue)
        if about is About.FISCAL_YEAR:
            return tr("It starts in {month}", month=month_name(int(value)))
        if about is About.SCALE:
            low, _, high = value.partition("-")
            return tr("From {low} to {high}", low=low, high=high)
        if about is About.VARIANT:
            variants = (one for kpi in self._catalogue.kpis.values() for one in kpi.variants)
            return next((one.title for one in variants if one.id == value), value)
        return tr(_WORDED.get((about, value), value.replace("_", " ")))


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
    if kind in set(UNITS):
        return UNITS[FieldKind(kind)]
    if kind in (Unit.MONEY, Unit.COUNT, FieldKind.COUNT):
        return tuple(sorted(UNIT_WORDS["multiple"]))
    if kind == Unit.RATE:
        return tuple(sorted(UNIT_WORDS["rate"]))
    return ()


def _is_asked(finding: Finding) -> bool:
    asked = finding.severity is Severity.QUESTION or bool(finding.answers)
    return asked or finding.code in _GUESSED_ALL_OVER


def _is_of_item(word: Word) -> bool:
    return word.about not in _TITLES


def _taken(item: ItemMapping | None, report: ImportedReport) -> frozenset[tuple[About, str]]:
    """Return what was taken without being asked, where the user can confirm it."""
    own = {(About.REPORT_VENDOR, report.vendor)} if report.vendor else set()
    if item is not None:
        own |= {(About.UNIT, item.unit or item.read_as), (About.VARIANT, item.variant)}
        own |= {(About.MEANING, item.meaning)} if item.meaning else set()
    return frozenset(own)


def _title(finding: Finding, item: ItemMapping | None) -> str:
    if item is not None:
        return _named(item)
    for said in finding.answers:
        if said.words[0].about in _TITLES:
            return tr(_TITLES[said.words[0].about])
    words = tr(finding.code.replace("-", " "))
    return f"{words[:1].upper()}{words[1:]}"


def _named(item: ItemMapping) -> str:
    if not item.heading:
        return (
            tr("Row {place}", place=item.place)
            if item.place.isdigit()
            else tr("Column {place}", place=item.place)
        )
    return (
        tr("'{heading}' (row {place})", heading=item.heading, place=item.place)
        if item.place.isdigit()
        else tr("'{heading}' (column {place})", heading=item.heading, place=item.place)
    )


def _lower(text: str, word: Word) -> str:
    """Return a text as it stands within a sentence; names and titles keep their capitals."""
    if word.about in (About.REPORT_VENDOR, About.MEANING) and word.value:
        return text
    return f"{within(text[:1])}{text[1:]}"


def _correcting(said: Said, finding: Finding, seen: ReportMapping) -> Correct:
    """Return what makes the mapping that an answer asks for, of the report as it was `seen`."""
    changes: list[tuple[TableMapping, str, dict[str, str | None]]] = []
    for one in finding.each():
        table = seen.table(one.sheet, one.subject.table) if one.subject is not None else None
        item = item_of(one, seen)
        if table is None or item is None:
            continue
        places: dict[str, dict[str, str | None]] = {}
        for word in filter(_is_of_item, said.words):
            places.setdefault(word.place or item.place, {})[word.about.value] = word.value
        changes += [(table, place, words) for place, words in places.items()]

    def correct(mapping: ReportMapping) -> ReportMapping:
        for word in said.words:
            if word.about is About.REPORT_VENDOR:
                mapping = correcting.set_report_vendor(mapping, word.value)
            elif word.about is About.FISCAL_YEAR:
                mapping = correcting.set_fiscal_year_start(mapping, int(word.value))
        for table, place, words in changes:
            mapping = say_item(mapping, table, place, **words)
        return mapping

    return correct
