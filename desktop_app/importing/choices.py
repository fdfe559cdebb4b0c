"""What the user says of single columns and rows: found, followed, or met nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.decisions import Candidate
from desktop_app.importing.mappings.candidates import said_columns, target_of
from desktop_app.importing.mappings.headed import as_headed
from desktop_app.importing.report import CHOICE_UNMET, FieldChoice
from desktop_app.importing.sketch import ColumnSketch

_LETTERS = re.compile(r"^[A-Za-z]{1,3}$")


def choose(
    context: SheetContext, sketches: Sequence[ColumnSketch], count: bool = True
) -> dict[int, Candidate]:
    """Return the user's meaning of columns, by sheet column: a mapping's, then single choices.

    With `count`, of a log, choices that meet a column are remembered, so that the others can be
    said.
    """
    chosen = said_columns(context, sketches, in_log=count)
    headers = {sketch.column: sketch.header for sketch in sketches}
    for choice in context.report.options.choices:
        if not _applies(context, choice):
            continue
        columns = _columns_named(choice.column, sketches)
        for column in columns:
            named = _chosen_candidate(context, choice, in_log=count)
            chosen[column] = as_headed(context, named, headers[column])
        if columns and count:
            context.report.used_choices.add(choice)
    return chosen


def note_choices(context: SheetContext, sketches: Sequence[ColumnSketch]) -> None:
    """Remember the user's choices that meet a column of a summary, by heading or by letters."""
    for choice in context.report.options.choices:
        if _applies(context, choice) and _columns_named(choice.column, sketches):
            context.report.used_choices.add(choice)


def _applies(context: SheetContext, choice: FieldChoice) -> bool:
    file_fits = choice.file in {"", context.report.file, context.report.path}
    sheet_fits = not choice.sheet or choice.sheet.casefold() == context.sheet.name.casefold()
    catalogue = context.report.catalogue
    known = choice.field in catalogue.fields or choice.field in catalogue.kpis
    return file_fits and sheet_fits and known


def _columns_named(name: str, sketches: Iterable[ColumnSketch]) -> list[int]:
    """Return the columns with that heading; failing that, with those letters."""
    plain = normalise(name)
    by_heading = [
        sketch.column
        for sketch in sketches
        if plain and plain in {normalise(sketch.header), *map(normalise, sketch.parts)}
    ]
    if by_heading or not _LETTERS.match(name):
        return by_heading
    return [sketch.column for sketch in sketches if sketch.letters == name.upper()]


def _chosen_candidate(context: SheetContext, choice: FieldChoice, in_log: bool) -> Candidate:
    target = target_of(context, choice.field, in_log)
    return Candidate(target, choice.field, "", 1.0, tr("your choice"), chosen=True)


def chosen_for_text(context: SheetContext, text: str) -> Candidate | None:
    """Return the user's meaning of a row's label, or None."""
    for choice in context.report.options.choices:
        if _applies(context, choice) and normalise(choice.column) == normalise(text):
            context.report.used_choices.add(choice)
            return as_headed(context, _chosen_candidate(context, choice, in_log=False), text)
    return None


def unmet_choices(report: FileContext) -> list[Finding]:
    """Return a finding for each of the user's choices for this file that met no column."""
    found = []
    catalogue = report.catalogue
    for choice in report.options.choices:
        if choice in report.used_choices or choice.file not in {"", report.file, report.path}:
            continue
        if choice.field not in catalogue.fields and choice.field not in catalogue.kpis:
            reason = tr("there is no field or KPI '{field}'", field=choice.field)
        else:
            headings = ", ".join(f"'{heading}'" for heading in list(report.headings)[:30])
            reason = tr(
                "no column has that heading or these letters; there are {headings}",
                headings=headings or tr("none"),
            )
        found.append(
            Finding(
                Severity.WARNING,
                CHOICE_UNMET,
                tr(
                    "{field}={column} could not be followed: {reason}.",
                    field=choice.field,
                    column=choice.column,
                    reason=reason,
                ),
                report.file,
                choice.sheet,
            )
        )
    return found
