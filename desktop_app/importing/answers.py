"""What can be answered to the questions that values raise, and which word settles which."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from desktop_app.catalogue.model import FieldKind
from desktop_app.domain.address import column_letters, parse_range
from desktop_app.domain.finding import About, Answer, Finding, Word
from desktop_app.domain.translating import later, tr
from desktop_app.importing.decisions import Candidate
from desktop_app.importing.mappings.document import PARTS, ItemMapping, ReportMapping, SaidBy
from desktop_app.importing.report import TableReport

UNITS: Mapping[FieldKind, tuple[str, ...]] = {
    FieldKind.DURATION: ("seconds", "minutes", "hours", "days"),
    FieldKind.SHARE: ("percent", "share"),
    FieldKind.POINTS: ("points", "percent"),
}
"""The units that values of a kind are usually written in."""

_BY_UNIT = frozenset(
    {"duration-unit", "share-or-percent", "share-mixed", "percent-twice", "points-or-share"}
)
_BY_READING: Mapping[str, tuple[About, tuple[str, ...]]] = {
    "date-order": (About.DATES, ("day-month", "month-day")),
    "decimal-ambiguous": (About.DECIMALS, ("point", "comma")),
    "decimal-mixed": (About.DECIMALS, ("point", "comma")),
    "duration-ambiguous": (About.CLOCK, ("m:s", "h:m")),
    "score-scale": (About.SCALE, ("1-5", "0-5", "1-7", "1-10", "0-10", "0-100")),
}
_POINTED = {
    "minutes": later("Minutes with decimals"),
    "hours": later("Hours with decimals"),
}
_MOST_MEANINGS, _LEAST = 3, 0.3


def answers_to(code: str, kind: FieldKind, read_as: str = "") -> tuple[Answer, ...]:
    """Return the possible answers to a question that values raised, the reading taken first.

    Parameters
    ----------
    code : str
        Code of the question, see `values.read_column`.
    read_as : str
        Unit id in which bare values were read.
    """
    if code in _BY_UNIT:
        units = sorted(UNITS.get(kind, ()), key=lambda unit: unit != read_as)
        return tuple(Answer.of(About.UNIT, unit) for unit in units)
    if code not in _BY_READING:
        return ()
    about, values = _BY_READING[code]
    found = [Answer.of(about, value) for value in values]
    if about is About.CLOCK and read_as in _POINTED:  # 5.42 as minutes with decimals, no clock
        found.append(Answer.of(About.UNIT, read_as, tr(_POINTED[read_as])))
    return tuple(found)


def is_settled(code: str, said: Container[About]) -> bool:
    """Return whether what was said of a column answers the question of that code."""
    if code in _BY_UNIT:
        return About.UNIT in said
    if code == "duration-ambiguous" and About.UNIT in said:
        return True
    return code in _BY_READING and _BY_READING[code][0] in said


def meanings(candidates: Sequence[Candidate], taken: str = "") -> tuple[Answer, ...]:
    """Return the likeliest things that a heading may mean, and that it is not used.

    Parameters
    ----------
    candidates : sequence of Candidate
        What the heading may mean, best first.
    taken : str
        The meaning it was given, which comes first; ``""`` for none.
    """
    by_id = {one.id: one for one in reversed(candidates) if one.confidence >= _LEAST}
    likely = [one for one in reversed(by_id.values()) if one.id != taken][:_MOST_MEANINGS]
    first = [Answer.of(About.MEANING, taken)] if taken else []
    return (*first, *map(_meaning, likely), Answer.of(About.MEANING, ""))


def _meaning(candidate: Candidate) -> Answer:
    words = [(About.MEANING, candidate.id), (About.VARIANT, candidate.variant)]
    return Answer(tuple(Word(about, value) for about, value in words if value))


def size_answers(
    tables: Sequence[TableReport], cells: Sequence[str], size: str
) -> tuple[str, str, tuple[Answer, ...]]:
    """Return the answer that amounts of money are in thousands or more, or as they stand.

    Parameters
    ----------
    cells : sequence of str
        Where the amounts stand, in A1 form.
    size : str
        Unit id, ``thousands``.

    Returns
    -------
    table, place, answers
        All of them are about one table; nothing where no column or row of one has the amounts.
    """
    places = [place for cell in cells if (place := _item_of(tables, cell)) is not None]
    if not places:
        return "", "", ()
    table, first, _ = places[0]
    own = {place: meaning for other, place, meaning in places if other == table}
    taken = tuple(Word(About.UNIT, size, place) for place in own)
    stands = tuple(Word(About.MEANING, meaning, place) for place, meaning in own.items())
    return table, first, (Answer(taken), Answer(stands, tr("As they stand")))


def _item_of(tables: Sequence[TableReport], cell: str) -> tuple[str, str, str] | None:
    """Return table, place and meaning of the column or row that a cell's meaning goes by."""
    row, column, _, _ = parse_range(cell)
    for table in tables:
        top, left, bottom, right = parse_range(table.cells)
        if table.mapping is not None and top <= row <= bottom and left <= column <= right:
            items = map(table.mapping.item, (str(row + 1), column_letters(column)))
            named = (item for item in items if item is not None and item.meaning not in PARTS)
            return next(((table.cells, item.place, item.meaning) for item in named), None)
    return None


def is_answered(finding: Finding, mapping: ReportMapping | None) -> bool:
    """Return whether the user has said all that one of the answers to a finding says.

    What was said instead of it counts as well: who calls a column unused has answered what it is.
    """
    if mapping is None:
        return False
    return all(
        any(all(_is_said(one, mapping, word) for word in a.words) for a in one.answers)
        for one in finding.each()
    )


def _is_said(finding: Finding, mapping: ReportMapping, word: Word) -> bool:
    """Return whether the user decided what a word is about."""
    if word.about is About.REPORT_VENDOR:
        return mapping.vendor_said_by is SaidBy.USER
    if word.about is About.FISCAL_YEAR:
        return mapping.fiscal_year_start > 0
    item = item_of(finding, mapping, word.place)
    if item is None or item.said_by is not SaidBy.USER:
        return False
    return word.about is About.MEANING or not word.value or bool(getattr(item, word.about.value))


def item_of(finding: Finding, mapping: ReportMapping, place: str = "") -> ItemMapping | None:
    """Return the column or row at a place, or that a finding is about; None if there is none."""
    if finding.subject is None:
        return None
    table = mapping.table(finding.sheet, finding.subject.table)
    return table.item(place or finding.subject.place) if table is not None else None
