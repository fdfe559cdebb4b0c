"""What speaks for a table being a log: ids, flags and times that only single records have."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.domain.translating import tr
from desktop_app.importing.cell_evidence import in_a_run, running_numbers
from desktop_app.importing.context import RECORD_ROLES, SheetContext
from desktop_app.importing.decisions import ASKED, SURE, Candidate, Target
from desktop_app.importing.layouts.headings import best, period_of
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.single_answers import answered_columns
from desktop_app.importing.mapping import RECORD_ID, numbers_rows
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.sums import rough_amount

_PEOPLE = frozenset({"customer_id", "agent_id"})
_SUMMARY_WORDS = ("avg", "average", "mean", "total", "number of", "count of", "sum of", "%", "rate")
_LONGEST_SUMMARY = 5_000
_MOST_STATES = 4
_FEWEST_NAMES = 2
_PAPERS = frozenset({"certified", "qualified"})
_PEOPLE_LISTED = 3.0
_DATES_OF_WORK = 2
"""From so many dates a row on, a numbered row is one piece of work."""
_ANSWERS = 2.0
"""What a column of single answers says for a log."""


def fits(context: SheetContext, sketches: Sequence[ColumnSketch], plan: Plan) -> tuple[float, str]:
    """Return how sure it is that a table is a log (0..1) and why.

    Weighs what only a record has (ids, flags, times of day) against what only a summary has
    (counts, averages, rates, a row per vendor or period).
    """
    best_fields = {sketch.column: _record_field(context, sketch) for sketch in sketches}
    roles = {
        column: context.report.catalogue.fields[field_id].role
        for column, (field_id, _) in best_fields.items()
        if field_id
    }
    log, summary, reasons = 0.0, 0.0, []
    for sketch in sketches:
        for_log, for_summary, reason = _weight(context, sketch, *best_fields[sketch.column])
        log, summary = log + for_log, summary + for_summary
        if reason:
            reasons.append(reason)
    has_id = any(_is_own_id(context, sketch, *best_fields[sketch.column]) for sketch in sketches)
    has_id = has_id or _numbers_work(context, sketches, best_fields)
    has_date = FieldRole.DATE in roles.values()
    values = [
        sure
        for field_id, sure in best_fields.values()
        if field_id and context.report.catalogue.fields[field_id].role is FieldRole.VALUE
    ]
    # One guessed field makes no log of a list of customers.
    surely = max(values, default=0.0) >= SURE or len(values) > 1 or bool(values and has_id)
    if not surely and not (has_id and has_date):
        return 0.0, tr("no field of a record")
    if not has_id and _only_counts(context, [field_id for field_id, _ in best_fields.values()]):
        return 0.0, tr("counts, and nothing of a record")
    if plan.label is not None:
        summary += 4.0 * plan.labels_known
    agents = any(
        best_fields[sketch.column][0] == "agent_id" and sketch.profile.measured < 0.5
        for sketch in sketches
    )
    if agents and has_date and values:
        log += 1.0  # a row an agent and day
    if _lists_people(context, sketches, best_fields):
        log += _PEOPLE_LISTED
        reasons.append(tr("a row a member of staff"))
    if max((sketch.profile.filled for sketch in sketches), default=0) > 200:
        log += 1.0
    answers = answered_columns(context, sketches, plan)
    log += _ANSWERS * len(answers)
    reasons += [tr("single answers in {column}", column=sketch.named) for sketch in answers]
    if not has_id and _keys_unique(plan):
        summary += 1.0
    return log / (log + summary + 0.25), "; ".join(reasons[:4])


def _numbers_work(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    best_fields: Mapping[int, tuple[str, float]],
) -> bool:
    """Return whether every row has another number and several dates: a row a piece of work."""
    fields = context.report.catalogue.fields
    names = {best_fields[sketch.column][0] for sketch in sketches if sketch.profile.dates > 0.5}
    dates = [name for name in names if name and fields[name].role is FieldRole.DATE]
    return len(dates) >= _DATES_OF_WORK and any(_numbered(context, one) for one in sketches)


def _numbered(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a column numbers the rows as jobs or studies are, and not as weeks are."""
    periods = frozenset({FieldRole.PERIOD})
    return (
        sketch.profile.distinct == 1.0
        and running_numbers(sketch)
        and not context.names.candidates(sketch.header, None, periods)
        and all(period_of(context, str(value)) is None for value in sketch.sample.iloc[:1])
    )


def _lists_people(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    best_fields: Mapping[int, tuple[str, float]],
) -> bool:
    """Return whether every row is another person, with years or papers of one: a staff list."""
    fields = context.report.catalogue.fields
    named = {sketch.column: best_fields[sketch.column][0] for sketch in sketches}
    people = any(named[s.column] in _PEOPLE and numbers_rows(s) for s in sketches)
    return people and any(
        name and (fields[name].kind is FieldKind.YEARS or name in _PAPERS)
        for name in named.values()
    )


def _only_counts(context: SheetContext, field_ids: Sequence[str]) -> bool:
    """Return whether a table counts things ("calls" by day and province) and names no one."""
    fields = context.report.catalogue.fields
    values = [fields[one] for one in field_ids if one and fields[one].role is FieldRole.VALUE]
    counts = bool(values) and all(one.kind is FieldKind.COUNT for one in values)
    return counts and not _PEOPLE & set(field_ids)


def _record_field(context: SheetContext, sketch: ColumnSketch) -> tuple[str, float]:
    """Return the record field that a column's heading names best, and how sure that is."""
    named = [
        candidate
        for candidate in context.names.candidates(sketch.header)
        if candidate.target.value == "field"
        and context.report.catalogue.fields[candidate.id].role in RECORD_ROLES
    ]
    found = best(named)
    if found is None and (numbers_rows(sketch) or in_a_run(sketch)):
        found = next((c for c in named if c.id == RECORD_ID and c.confidence >= ASKED), None)
    return (found.id, found.confidence) if found else ("", 0.0)


def _is_own_id(
    context: SheetContext, sketch: ColumnSketch, field_id: str, confidence: float
) -> bool:
    """Return whether a column tells the records apart, by its heading and cells."""
    listed = in_a_run(sketch)
    if not field_id or field_id in _PEOPLE or (sketch.profile.distinct <= 0.9 and not listed):
        return False
    if context.report.catalogue.fields[field_id].role is not FieldRole.ID:
        return False
    item = best(context.names.items(sketch.header))
    # "Tickets" over 370, 330 are counted; over running numbers they are the records' own.
    named = item is not None and item.confidence > confidence
    counted = named and sketch.profile.measured >= 0.5
    return not counted or listed or numbers_rows(sketch)


def _weight(
    context: SheetContext, sketch: ColumnSketch, field_id: str, confidence: float
) -> tuple[float, float, str]:
    """Return what a column says for a log and for a summary, and the reason in words."""
    item = best(context.names.items(sketch.header))
    measured = sketch.profile.measured >= 0.5
    header = sketch.header.lower()
    averaged = 0.5 if any(word in header for word in _SUMMARY_WORDS) else 0.0
    if field_id:
        definition = context.report.catalogue.fields[field_id]
        if _is_own_id(context, sketch, field_id, confidence):
            return 2.0, 0.0, tr("record id {column}", column=sketch.named)
        if definition.role is FieldRole.DATE:
            return (1.0 if sketch.profile.dates + sketch.profile.words > 0.5 else 0.25), 0.0, ""
        flag = definition.kind in {FieldKind.FLAG, FieldKind.STATUS, FieldKind.OUTCOME}
        if flag and (_all_differ(sketch) or _names_rows(context, sketch, field_id)):
            return 0.0, 0.0, ""  # "SLA" over names of what is agreed
        amounts = _holds_amounts(sketch)  # "On time" over 0.85, 0.9; "Resolved" over 14, 9
        if flag and not amounts and not (measured and item and item.confidence > confidence):
            return (2.0 if not measured else 1.0), 0.0, tr("flag {column}", column=sketch.named)
        if definition.role is FieldRole.VALUE:
            if item is None or not measured or item.confidence < confidence - 0.05:
                return 1.0, averaged, tr("record field {column}", column=sketch.named)
            if item.confidence <= confidence + 0.05:
                return 0.6, 0.4 + averaged, ""
    if item is not None and measured:
        return 0.0, 1.0 + averaged, ""
    return 0.0, 0.0, ""


def _all_differ(sketch: ColumnSketch) -> bool:
    """Return whether nearly every cell says something else, as neither flag nor status does."""
    profile = sketch.profile
    return profile.filled > _MOST_STATES and profile.words >= 0.5 and profile.distinct > 0.9


def _names_rows(context: SheetContext, sketch: ColumnSketch, field_id: str) -> bool:
    """Return whether the few cells all differ, and none can be read as the flag or status."""
    profile = sketch.profile
    if profile.filled < _FEWEST_NAMES or profile.words < 1.0 or profile.distinct < 1.0:
        return False
    candidate = Candidate(Target.FIELD, field_id, "", 1.0, "")
    known = hints(context.report.catalogue, candidate, sketch.header, sketch.number_format)
    return fit(context, sketch.sample, known).readable == 0.0


def _holds_amounts(sketch: ColumnSketch) -> bool:
    """Return whether cells are numbers other than 0 and 1, as no flag's are."""
    amounts = [rough_amount(value) for value in sketch.sample]
    told = [amount for amount in amounts if not math.isnan(amount)]
    return sum(amount not in (0, 1) for amount in told) * 2 > len(amounts)


def _keys_unique(plan: Plan) -> bool:
    """Return whether no two rows have the same vendor, period and segment."""
    keys = plan.of(Part.VENDOR, Part.PERIOD)
    if not keys or len(keys[0].sketch.cells) > _LONGEST_SUMMARY:
        return False
    frame = pd.DataFrame({k.sketch.column: k.sketch.cells.astype(str) for k in keys})
    return not frame.duplicated().any()
