"""Marks under a heading that does not say of what ("Score"): told by a neighbour, sheet or file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.record_words import KINDS_OF_SURVEY
from desktop_app.importing.sketch import ColumnSketch, shown
from desktop_app.importing.word_classes import BARE_MARKS

_NAMED = 0.9
_NPS, _TOP_OF_NPS, _TOP_OF_STARS = "nps_score", 10.0, 5.0
_MEASURED = 0.9
_MOST_KINDS = 6


def marks_meant(
    context: SheetContext, sketches: Sequence[ColumnSketch]
) -> dict[int, Candidate | None]:
    """Return what the one column of bare marks of a log is, by its sheet column.

    "Score" is what the column beside it names in every row ("Survey type": nps), or what the
    names of sheet and file do. Marks of several surveys in one column are None, and asked about.
    """
    bare = [sketch for sketch in sketches if _is_bare(sketch)]
    if len(bare) != 1:
        return {}
    sketch = bare[0]
    kinds = [
        found for other in sketches if other is not sketch and (found := _kinds(context, other))
    ]
    for field_ids, said_by in kinds or [_named_outside(context)]:
        if len(field_ids) > 1 and kinds:
            _ask_which(context, sketch, sorted(field_ids), said_by)
            return {sketch.column: None}
        if len(field_ids) == 1 and _fits(sketch, min(field_ids)):
            reason = tr("{said_by} names it", said_by=said_by)
            return {sketch.column: Candidate(Target.FIELD, min(field_ids), "", _NAMED, reason)}
    return {}


def _is_bare(sketch: ColumnSketch) -> bool:
    words = {fold(word) for word in normalise(sketch.header).split()}
    return bool(words) and words <= BARE_MARKS and sketch.profile.measured >= _MEASURED


def _kinds(context: SheetContext, sketch: ColumnSketch) -> tuple[set[str], str] | None:
    """Return the marks that a column names row by row, None where it says something else too."""
    words = {fold(word) for word in normalise(sketch.header).split()}
    said = {str(value) for value in sketch.sample.unique()}
    if words.isdisjoint(KINDS_OF_SURVEY) or not 1 <= len(said) <= _MOST_KINDS:
        return None
    named = [field_named(context, text) for text in said]
    return ({name for name in named if name}, sketch.named) if all(named) else None


def _named_outside(context: SheetContext) -> tuple[set[str], str]:
    """Return the marks that words of the sheet's and the file's name are the names of."""
    named = {
        name
        for text in (context.sheet.name, PurePath(context.report.file).stem)
        for word in normalise(text.replace("_", " ")).split()
        if (name := field_named(context, word))
    }
    return named, tr("the name of sheet or file")


def field_named(context: SheetContext, text: str) -> str:
    """Return the marks of customers that a text surely is the name of, ``""`` for none."""
    fields = context.report.catalogue.fields
    values = frozenset({FieldRole.VALUE})
    found = context.names.candidates(text, Target.FIELD, values)[:1]
    sure = [one.id for one in found if one.confidence >= SURE]
    return sure[0] if sure and fields[sure[0]].kind is FieldKind.SCORE else ""


def _fits(sketch: ColumnSketch, field_id: str) -> bool:
    """Return whether marks can be of that kind: answers from 1 to 5 recommend nothing."""
    profile = sketch.profile
    on_scale = profile.low >= 0 and profile.high <= _TOP_OF_NPS
    return field_id != _NPS or (on_scale and profile.high > _TOP_OF_STARS)


def _ask_which(
    context: SheetContext, sketch: ColumnSketch, field_ids: Sequence[str], said_by: str
) -> None:
    fields = context.report.catalogue.fields
    titles = listed((within(fields[name].title) for name in field_ids), None)
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} holds {values}, by {said_by} {titles} in one column; their KPIs "
            "wait. Split the rows into a file each, or say what all of them are.",
            column=sketch.named,
            values=shown(sketch.sample),
            said_by=said_by,
            titles=titles,
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, one) for one in (*field_ids, "")],
    )
