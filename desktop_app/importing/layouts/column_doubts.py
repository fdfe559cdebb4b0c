"""What the columns of a log leave open: the same doubt about several of them is said once."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.catalogue.model import UNIT_WORDS, FieldDefinition, FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Answer, Severity, Word
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import answers_to
from desktop_app.importing.context import SheetContext
from desktop_app.importing.kinds.units import unit_in_words
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.typed import ReadingHints, TypedColumn

_OF_THE_WRITER = frozenset(
    (
        *("duration-ambiguous", "duration-unit", "date-order"),
        *("decimal-ambiguous", "decimal-mixed", "flag-empty-no", "flag-empty-unknown"),
    )
)
"""Questions of how somebody writes: the answer for one column is that for its neighbours."""
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One doubt about one column: a question, or else the unit and rule that were assumed."""

    severity: Severity
    code: str
    sketch: ColumnSketch
    cells: str
    answers: tuple[Answer, ...]
    question: str = ""
    unit: str = ""
    rule: str = ""


@dataclass(slots=True)
class ColumnDoubts:
    """Gathers the doubts about the columns of one log, and says them."""

    context: SheetContext
    _found: dict[_Key, list[_Doubt]] = field(default_factory=dict)

    def add(
        self,
        sketch: ColumnSketch,
        typed: TypedColumn,
        known: ReadingHints,
        definition: FieldDefinition,
        cells: str,
    ) -> None:
        """Note what the values of a column could not settle.

        Parameters
        ----------
        known : ReadingHints
            What it was read by.
        cells : str
            Where its values stand.
        """
        for code, message in typed.questions:
            answers = answers_to(code, known.kind, typed.unit)
            doubt = _Doubt(Severity.QUESTION, code, sketch, cells, answers, message)
            own: _Key = () if code in _OF_THE_WRITER else (sketch.column,)
            self._found.setdefault((code, typed.unit, *own), []).append(doubt)
        if self._is_unit_assumed(sketch, typed, known, definition):
            unit = typed.unit or definition.default_unit
            doubt = _Doubt(
                Severity.WARNING,
                "unit-assumed",
                sketch,
                cells,
                answers_to("duration-unit", definition.kind, typed.unit),
                unit=unit,
                rule=typed.rule,
            )
            self._found.setdefault(("unit-assumed", unit, typed.rule), []).append(doubt)

    def _is_unit_assumed(
        self,
        sketch: ColumnSketch,
        typed: TypedColumn,
        known: ReadingHints,
        definition: FieldDefinition,
    ) -> bool:
        """Return whether a duration's unit is only the usual one: nothing names it."""
        bare = sketch.profile.numbers > 0.5 and not known.unit
        clocklike = any(mark in sketch.number_format for mark in ":[")
        asked = any("unit" in code for code, _ in typed.questions)
        said = any(
            self.context.words.units.get(word) in UNIT_WORDS["duration"]
            for word in normalise(sketch.header).split()
        )
        is_duration = definition.kind is FieldKind.DURATION
        return is_duration and bare and not (clocklike or asked or said)

    def say(self) -> None:
        """Say what was gathered."""
        for doubts in self._found.values():
            first = doubts[0]
            names = [doubt.sketch.named for doubt in doubts]
            several = len(names) > 1
            places = [doubt.sketch.letters for doubt in doubts]
            answers = list(first.answers)
            if several:
                answers = [_for_all(answer, places) for answer in answers]
            self.context.find(
                first.severity,
                first.code,
                _told(first, names),
                ",".join(doubt.cells for doubt in doubts),
                places[0],
                answers,
            )


def _told(doubt: _Doubt, columns: list[str]) -> str:
    """Return a doubt about some columns in words."""
    several = len(columns) > 1
    named = listed(columns, None)
    if doubt.question:
        return tr("{columns}: {question}", columns=named, question=doubt.question)
    words = {"unit": unit_in_words(doubt.unit), "rule": doubt.rule}
    if several:
        return tr(
            "{columns} name no unit; their numbers were read as {unit} ({rule}). Put the unit "
            "into the heading if that is wrong.",
            columns=named,
            **words,
        )
    return tr(
        "{column} names no unit; its numbers were read as {unit} ({rule}). Put the unit into the "
        "heading if that is wrong.",
        column=named,
        **words,
    )


def _for_all(answer: Answer, places: list[str]) -> Answer:
    """Return an answer that holds for several columns alike."""
    words = [Word(word.about, word.value, place) for place in places for word in answer.words]
    return Answer(tuple(words), answer.text)
