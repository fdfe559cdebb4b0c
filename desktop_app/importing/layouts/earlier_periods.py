"""Columns of the period before the current one: "Previous month", "Last year"."""

from __future__ import annotations

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.headings import Heading
from desktop_app.importing.layouts.plan import Part, Plan, PlannedColumn
from desktop_app.importing.layouts.said import said_part
from desktop_app.importing.sketch import shown

_MEASURED = 0.5
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def take_earlier(context: SheetContext, plan: Plan, around: str | None) -> None:
    """Read columns of figures before the current ones as those of their periods, or ask.

    They are dated from the one period that the current figures are of: the heading's over them,
    or that of the title. A year before a month is the same month of the year before.

    Parameters
    ----------
    around : str or None
        Label of the period that title, sheet or file name.
    """
    plan.around, base = around, _base(plan, around)
    for column in plan.of(Part.NOTE, Part.UNUSED):
        steps = _steps(context.words, column)
        if steps is None or said_part(context, column.sketch) is not None:
            continue
        across = plan.label is None
        if across and (column.item is None or plan.of(Part.PERIOD)):
            continue  # beside a column of periods it repeats the row of the period before
        earlier = None if base is None else before(base, steps)
        twice = any(_says(other, column, earlier) for other in plan.of(Part.VALUE))
        if base is None or earlier is None or twice:
            _ask(context, column)
        else:
            own = column.heading
            column.part, column.heading = (
                Part.VALUE,
                Heading(period=earlier, item=own.item, items=own.items, item_text=own.item_text),
            )
            column.confidence, column.reason = (
                0.9,
                tr("heading '{header}'", header=column.sketch.header),
            )
            context.find(
                Severity.INFO,
                "period-before",
                tr(
                    "{column} was read as {period}, counted back from {base}. "
                    "Write the period over the column if that is wrong.",
                    column=column.sketch.named,
                    period=shown_period(earlier.label),
                    base=base.label,
                ),
                column.sketch.letters,
                column.sketch.letters,
            )


def _says(other: PlannedColumn, column: PlannedColumn, period: Period | None) -> bool:
    """Return whether another column states the same KPI, or all of them, for a period."""
    same = other.item is None or column.item is None or other.item.id == column.item.id
    return other.heading.period == period and same


def _steps(words: Words, column: PlannedColumn) -> Grain | None:
    """Return by what a heading says its figures go back, ALL for one period; None for no such.

    A row of the heading says it, or all of it beside the name of a KPI.
    """
    heading = column.heading
    if column.sketch.profile.measured < _MEASURED or heading.period:
        return None
    texts = [column.sketch.header, *column.sketch.parts]
    plain = normalise(column.sketch.header)
    name = normalise(heading.item_text)
    if name:
        texts += [plain.removeprefix(f"{name} "), plain.removesuffix(f" {name}")]
    found = (steps_back(words, text) for text in texts)
    return next((steps for steps in found if steps is not None), None)


def steps_back(words: Words, text: str) -> Grain | None:
    """Return by what a text goes back from the current period, ALL for one; None for no such."""
    plain = normalise(text)
    for steps, names in (
        (Grain.MONTH, words.earlier_month),
        (Grain.QUARTER, words.earlier_quarter),
        (Grain.YEAR, words.earlier_year),
        (Grain.ALL, words.earlier_period),
    ):
        if plain in names:
            return steps
    return None


def _base(plan: Plan, around: str | None) -> Period | None:
    """Return the one period of the current figures, None where there are several or none."""
    values = plan.of(Part.VALUE)
    across = plan.label is None
    if plan.of(Part.PERIOD) or any(c.vendor or c.segment for c in values if not across):
        return None
    named = {column.heading.period for column in values}
    if None in named and around is not None:
        named = named - {None} | {Period.parse(around)}
    return named.pop() if len(named) == 1 else None


def before(base: Period, steps: Grain) -> Period | None:
    """Return the period that lies so far back and is as long; None where that fits none."""
    long = _MONTHS.get(base.grain, 0) if base.grain else 0
    back = _MONTHS.get(steps, long)
    if not long or back not in {long, _MONTHS[Grain.YEAR]}:
        return None
    first = base.start.year * 12 + base.start.month - 1 - back
    return Period.months(first // 12, first % 12 + 1, long)


def _ask(context: SheetContext, column: PlannedColumn) -> None:
    sketch = column.sketch
    context.find(
        Severity.QUESTION,
        "period-not-readable",
        tr(
            "{column} holds {values}, figures of an earlier period, and which one the "
            "table does not say; it was left out. Write the period over the column, such "
            "as 2026-01, Q1 2026 or 2026, or say that it is not used.",
            column=sketch.named,
            values=shown(sketch.sample),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, "", tr("Not used"))],
    )
