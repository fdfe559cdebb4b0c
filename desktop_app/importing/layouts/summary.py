"""Reading any summary by its plan: report, stated values, and the use of every cell."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.finding import About, Answer, Severity, Word
from desktop_app.domain.period import Grain
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.answers import meanings
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.choices import note_choices
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, SURE, Candidate, Target
from desktop_app.importing.layouts.cross import VALUE, Cross, lay_out
from desktop_app.importing.layouts.doubts import meanings_told, say_series
from desktop_app.importing.layouts.earlier_periods import take_earlier
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.names import say_vendors
from desktop_app.importing.layouts.only_meanings import try_likely
from desktop_app.importing.layouts.plan import SCORE, Part, Plan, PlannedColumn, say_guessed_parts
from desktop_app.importing.layouts.row_kinds import Row
from desktop_app.importing.layouts.said import said_part
from desktop_app.importing.layouts.stating import Surroundings, state
from desktop_app.importing.mappings.recording import (
    record_columns,
    record_rows,
    record_table,
)
from desktop_app.importing.measure_words import may_be_measure, names_measure
from desktop_app.importing.report import ColumnReport, Layout, TableReport
from desktop_app.importing.sketch import ColumnSketch, shown

_SHOWN = 5
_HALF = 0.5
_PERIOD = frozenset({FieldRole.PERIOD})


def read_summary(
    context: SheetContext,
    plan: Plan,
    layout: Layout,
    confidence: float,
    around: Surroundings,
    uses: CellUses,
) -> tuple[TableReport, Arrays]:
    """Return the table's report and its stated values.

    Returns
    -------
    TableReport, Arrays
        The values as in `STATED_COLUMNS`; ``context`` counts from 0 in this table.
    """
    note_choices(context, [column.sketch for column in plan.columns])
    take_earlier(context, plan, around.period)
    try_likely(plan)
    cross = lay_out(context, plan, uses)
    stated = state(context, cross, around, uses)
    report = TableReport(
        cross.address,
        layout,
        confidence,
        _columns(cross),
        rows=int((cross.rows.kind == Row.DATA).sum()),
        values=len(stated),
    )
    report.mapping = record_table(
        context.sheet.name,
        plan.region,
        layout,
        record_columns(cross),
        record_rows(cross),
        context.followed,
    )
    vendors = [column.vendor for column in plan.columns if column.vendor]
    say_vendors(context, plan, vendors, "heading")
    say_guessed_parts(context, plan)
    in_use = set(cross.cells["series"][cross.cells["role"] == VALUE].tolist())
    series = [s for code, s in enumerate(cross.series) if code in in_use]
    say_series(context, series, "row" if cross.items_in_rows else "column")
    _say_part_months(context, cross)
    _say_unused_columns(context, cross)
    _say_unreadable_periods(context, cross)
    return report, stated


def _columns(cross: Cross) -> list[ColumnReport]:
    """Return what every column, and every row of names, was taken for."""
    reports = []
    by_place = {series.place: series for series in cross.series}
    for column in cross.plan.columns:
        sketch = column.sketch
        meaning, confidence, reason, unit = "", column.confidence, column.reason, ""
        series = by_place.get(sketch.letters)
        if column.part is Part.UNUSED or column in cross.rows.attributes:
            confidence = 0.0
        elif series is not None:
            item = series.item
            meaning = item.id if item else ""
            confidence, unit = series.confidence, series.unit_read
            reason = item.reason if item else tr("no KPI that the values fit")
        elif column.heading.period is not None:
            meaning = column.heading.period.label
        else:
            meaning = column.item.id if column.item else column.part.value
        reports.append(
            ColumnReport(sketch.letters, sketch.header, meaning, round(confidence, 3), reason, unit)
        )
    if cross.items_in_rows:
        reports += [
            ColumnReport(
                series.letters_or_row,
                series.text,
                series.item.id if series.item else "",
                round(series.confidence, 3) if series.item else 0.0,
                series.item.reason if series.item else tr("nothing known by that name"),
                series.unit_read,
            )
            for series in cross.series
            if series.text
        ]
    return reports


def _say_part_months(context: SheetContext, cross: Cross) -> None:
    """Warn of columns of months that are not over, so that they can be left out at once."""
    part = context.report.part_periods
    for column in cross.plan.of(Part.VALUE):
        period, sketch = column.heading.period, column.sketch
        if period is None or period.label not in part:
            continue
        context.report.part_said.add(period.label)
        context.find(
            Severity.WARNING,
            "month-not-over",
            tr(
                "{column} holds figures of a part of the month ('{part}') beside those of "
                "full months. Counts and sums of it are too low to compare; leave the "
                "column out until the report for all of the month has come.",
                column=sketch.named,
                part=part[period.label],
            )
            if period.grain is Grain.MONTH
            else tr(
                "{column} holds figures of a part of the year ('{part}') beside those of "
                "full years. Counts and sums of it are too low to compare; leave the "
                "column out until the report for all of the year has come.",
                column=sketch.named,
                part=part[period.label],
            ),
            sketch.letters,
            sketch.letters,
            [
                Answer.of(
                    About.MEANING,
                    "",
                    tr("Leave the part of the month out")
                    if period.grain is Grain.MONTH
                    else tr("Leave the part of the year out"),
                )
            ],
        )


def _say_unused_columns(context: SheetContext, cross: Cross) -> None:
    unused: list[ColumnSketch] = []
    for column in cross.plan.columns:
        aside = column.part is Part.UNUSED or column in cross.rows.attributes
        # A score beside KPIs by name is theirs; among KPIs across it is a figure nobody reads.
        aside = aside or (cross.plan.label is None and column.heading.structure == SCORE)
        by_word = said_part(context, column.sketch) is Part.UNUSED
        if not aside or by_word or not column.sketch.profile.filled:
            continue
        likely = [item for item in column.heading.items if item.confidence >= ASKED]
        if _names_period(context, column) and not _dated_beside(cross, column):
            _ask_periods(context, column)
            continue
        if _among_periods(cross, column):
            _ask_period(context, column)
            continue
        if likely and column.sketch.profile.measured >= 0.5:
            _ask_column(context, column, likely)
        else:
            unused.append(column.sketch)
    beside_known = any(series.item is not None for series in cross.series)
    missed = [sketch for sketch in unused if _is_measure(context, sketch, beside_known)]
    rest = [sketch for sketch in unused if sketch not in missed]
    if missed:
        context.find(
            Severity.WARNING,
            "column-not-used",
            tr(
                "Figures left out, as no KPI or quantity of that name is known: {columns}. "
                "Map those that matter, or say that they are not used.",
                columns=", ".join(sketch.named for sketch in missed),
            ),
            ",".join(sketch.letters for sketch in missed),
            missed[0].letters,
            [Answer(tuple(Word(About.MEANING, "", one.letters) for one in missed), tr("Not used"))],
        )
    if rest:
        context.find(
            Severity.INFO,
            "column-not-used",
            tr(
                "Not used, as nothing measurable of that name is known: {columns}. Map what "
                "matters.",
                columns=", ".join(sketch.named for sketch in rest),
            ),
            ",".join(sketch.letters for sketch in rest),
        )


def _is_measure(context: SheetContext, sketch: ColumnSketch, beside_known: bool) -> bool:
    """Return whether figures stand under a heading like a measure's, though nobody knows it.

    Beside known KPIs any heading may be one that does not say that it measures nothing.
    """
    named = names_measure(context.words, sketch.header, sketch.number_format)
    named = named or (beside_known and may_be_measure(context.words, sketch.header))
    return named and sketch.profile.measured >= _HALF


def _names_period(context: SheetContext, column: PlannedColumn) -> bool:
    """Return whether a column is surely called a month or period, whatever its cells hold."""
    if column.heading.period is not None:
        return False
    named = best(context.names.candidates(column.sketch.header, Target.FIELD, _PERIOD))
    return named is not None and named.confidence >= SURE


def _dated_beside(cross: Cross, column: PlannedColumn) -> bool:
    """Return whether another column dates the rows as finely: days beside numbers of weeks."""
    finest = max((len(set(c.sketch.cells)) for c in cross.plan.of(Part.PERIOD)), default=0)
    return finest > 1 and finest >= column.sketch.cells.nunique()


def _ask_periods(context: SheetContext, column: PlannedColumn) -> None:
    """Ask for the periods of figures whose column of periods can't be read."""
    sketch = column.sketch
    context.find(
        Severity.QUESTION,
        "period-not-readable",
        tr(
            "{column} holds {values}, which can't be read as periods; the figures beside "
            "it are without period. Write it like 2026-01, Q1 2026 or 2026.",
            column=sketch.named,
            values=shown(sketch.sample),
        ),
        sketch.letters,
        sketch.letters,
        [Answer.of(About.MEANING, "")],
    )


def _among_periods(cross: Cross, column: PlannedColumn) -> bool:
    """Return whether figures stand right of columns of periods, under no readable one."""
    heading = column.heading
    periods = [other.sketch.column for other in cross.plan.columns if other.heading.period]
    bare = heading.item is None and not heading.structure and column.sketch.profile.measured >= 0.5
    return bare and bool(periods) and column.sketch.column > min(periods)


def _ask_period(context: SheetContext, column: PlannedColumn) -> None:
    """Ask for which period figures are whose heading names none that can be read."""
    sketch = column.sketch
    context.find(
        Severity.QUESTION,
        "period-not-readable",
        tr(
            "{column} holds {values} among columns of periods, and its heading names no "
            "period that can be read; it was left out. Write it like 2026-01, Q1 2026 or "
            "2026, or say what the column is.",
            column=sketch.named,
            values=shown(sketch.sample),
        ),
        sketch.letters,
        sketch.letters,
        meanings(column.heading.items),
    )


def _ask_column(context: SheetContext, column: PlannedColumn, likely: Sequence[Candidate]) -> None:
    """Ask about figures that may be a KPI, though their heading does not surely say so."""
    sketch = column.sketch
    names = meanings_told(context, likely, sketch.cells, sketch.header, sketch.number_format)
    context.find(
        Severity.QUESTION,
        "column-unclear",
        tr(
            "{column} holds {values} and may be {meanings}; it was not used. Map it if it is.",
            column=sketch.named,
            values=shown(sketch.sample),
            meanings=names,
        ),
        sketch.letters,
        sketch.letters,
        meanings(likely),
        name=sketch.header,
    )


def _say_unreadable_periods(context: SheetContext, cross: Cross) -> None:
    lost = cross.rows.index[cross.rows.kind == Row.UNREADABLE]
    if not len(lost):
        return
    column = cross.plan.of(Part.PERIOD)[0].sketch
    addresses = [f"{column.letters}{row + 1}" for row in lost]
    texts = [str(column.cells.get(row)) for row in lost[:_SHOWN]]
    told = ", ".join(f"{a} ('{t}')" for a, t in zip(addresses, texts, strict=False))
    context.find(
        Severity.QUESTION,
        "period-not-readable",
        tr(
            "{count} rows say a period that can't be read, and were left out: {cells}. "
            "Write it like 2026-01, Q1 2026 or 2026.",
            count=len(lost),
            cells=told,
        ),
        ",".join(addresses[:_SHOWN]),
        column.letters,
    )
