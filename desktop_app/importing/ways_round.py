"""Marks of which the best may be the highest or the lowest: a name like "CES" tells neither."""

from __future__ import annotations

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.heading_words import fold
from desktop_app.importing.sketch import ColumnSketch, shown
from desktop_app.importing.word_classes import EITHER_WAY

EFFORT_KPI, LOW_IS_GOOD, _HIGH_IS_GOOD = "ces", "ces_score", "ease_score"


def tells_no_way(context: SheetContext, text: str) -> bool:
    """Return whether a name is that of both questions for effort, and says nothing of which."""
    said = normalise(text)
    words = set(map(fold, said.split()))
    if not any(way <= words for way in EITHER_WAY):
        return False
    both = context.report.catalogue.kpis[EFFORT_KPI].variants[:2]
    return not any(f" {marker} " in f" {said} " for one in both for marker in one.markers)


def ask_way_of_marks(context: SheetContext, sketch: ColumnSketch) -> None:
    """Ask which question the marks of a log's column answer, where its heading does not say."""
    if tells_no_way(context, sketch.header):
        answers = [Answer.of(About.MEANING, one) for one in (LOW_IS_GOOD, _HIGH_IS_GOOD)]
        _ask(context, sketch.named, shown(sketch.sample), sketch.letters, answers, sketch.letters)


def ask_way_of_figures(context: SheetContext, text: str, values: str, place: str) -> None:
    """Ask the same of stated figures; `place` is the letters of a column or the row's number."""
    kpi = context.report.catalogue.kpis[EFFORT_KPI]
    answers = [Answer.of(About.VARIANT, one.id, one.title) for one in kpi.variants[:2]]
    _ask(context, f"'{text}'", values, place, answers)


def _ask(
    context: SheetContext,
    named: str,
    values: str,
    place: str,
    answers: list[Answer],
    cells: str = "",
) -> None:
    context.find(
        Severity.QUESTION,
        "way-unclear",
        tr(
            "{named} holds {values}, and its name does not say which marks are good: those of "
            "'how much effort' are the better the lower, those of 'was it easy' the better the "
            "higher. It was read as effort, where low is good; ask the vendor which it is.",
            named=named,
            values=values,
        ),
        cells,
        place,
        answers,
    )
