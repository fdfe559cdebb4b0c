"""Which column is which field: recognition, the values' word, and the user's, without conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.bare_marks import marks_meant
from desktop_app.importing.cell_evidence import (
    flags_said,
    ids_said,
    marks_said,
    persons_said,
    told_by_cells,
)
from desktop_app.importing.choices import choose
from desktop_app.importing.contests import is_of_the_end, say_contest, say_unfit
from desktop_app.importing.context import SheetContext
from desktop_app.importing.contradictions import DOUBTED, spoken_against
from desktop_app.importing.decisions import ASKED, SURE, TAKEN, Candidate, Target
from desktop_app.importing.flag_words import flag_of_a_word
from desktop_app.importing.guesses import say_guess
from desktop_app.importing.lone_dates import lone_date, say_deadline, settle_ends
from desktop_app.importing.named_times import amounts_named, dates_named, times_named
from desktop_app.importing.of_each import said_of_sums
from desktop_app.importing.reading import fit, hints, is_unusual
from desktop_app.importing.report import ColumnReport
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.survey_questions import asked_of_customers
from desktop_app.importing.unread import Unread, ask_about, holds_spans
from desktop_app.importing.unsettled import as_posted, settle_by_others

RECORD_ID = "record_id"
REFERENCE_ID = "reference_id"
_FEWEST_ROWS = 10
_SAID = 0.75
"""How sure an id is that only its cells tell."""


@dataclass(slots=True)
class Assignment:
    """One column with the meaning it was given; `confidence` includes the values' word."""

    sketch: ColumnSketch
    candidate: Candidate
    confidence: float
    chosen: bool = False

    def report(self, unit: str = "") -> ColumnReport:
        """Return the entry of the table's report."""
        return ColumnReport(
            self.sketch.letters,
            self.sketch.header,
            self.candidate.id,
            round(self.confidence, 3),
            self.candidate.reason,
            unit,
        )


@dataclass(slots=True)
class Mapping:
    """The columns of a table: `fields` by field id, and the columns without a meaning."""

    fields: dict[str, list[Assignment]] = field(default_factory=dict)
    unused: list[ColumnSketch] = field(default_factory=list)

    def first(self, role: FieldRole, context: SheetContext) -> Assignment | None:
        """Return the first column of a role, or None."""
        known = context.report.catalogue.fields
        for field_id, assignments in self.fields.items():
            if known[field_id].role is role:
                return assignments[0]
        return None


def assign(
    context: SheetContext, sketches: Sequence[ColumnSketch], roles: frozenset[FieldRole]
) -> Mapping:
    """Return which column of a log is which field.

    The surest pair of column and field is settled first; a field that can't be added up takes
    one column. What is unsure is said: taken as a guess, asked, or contested.
    """
    chosen = choose(context, sketches)
    mapping = Mapping()
    settled = _settle_chosen(context, sketches, chosen, mapping)
    meant = marks_meant(context, [one for one in sketches if one.column not in settled])
    settled |= {column for column, candidate in meant.items() if candidate is None}
    pairs = [
        pair
        for sketch in sketches
        if sketch.column not in settled and sketch.profile.filled
        for pair in _pairs(context, sketch, roles, meant.get(sketch.column))
    ]
    pairs.sort(key=lambda pair: (-round(pair.confidence, 3), pair.sketch.column))
    contests: list[Assignment] = []
    for pair in pairs:
        if pair.sketch.column in settled or pair.confidence < TAKEN:
            continue
        if _contested(context, mapping, pair):
            contests.append(pair)
            continue
        settled.add(pair.sketch.column)
        _put(mapping, pair)
        say_guess(context, pair.sketch, pair.candidate, pair.confidence)
    _keep_reference(mapping, pairs, settled)
    lone = lone_date(context, sketches, pairs, mapping.fields)
    if lone is not None:
        settled.add(lone.sketch.column)
        _put(mapping, lone)
        say_guess(context, lone.sketch, lone.candidate, lone.confidence)
    settle_by_others(context, mapping.fields, sketches)
    for pair in contests:
        _say_contest(context, mapping, pair, settled)
    used = {pair.sketch.column for group in mapping.fields.values() for pair in group}
    open_columns = [sketch for sketch in sketches if sketch.column not in settled | used]
    mapping.unused = [
        sketch
        for sketch in sketches
        if sketch.column not in used and (sketch.profile.filled or sketch.header)
    ]
    _ask_about_the_rest(context, open_columns, pairs, mapping)
    return mapping


def _ask_about_the_rest(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    pairs: Sequence[Assignment],
    mapping: Mapping,
) -> None:
    """Ask about the columns that got no meaning, where something depends on them."""
    left = []
    for sketch in sketches:
        own = [pair for pair in pairs if pair.sketch is sketch]
        if not own and sketch.profile.filled and say_unfit(context, sketch, mapping.fields):
            continue
        if all(pair.confidence < TAKEN for pair in own):
            likely = [replace(pair.candidate, confidence=pair.confidence) for pair in own]
            left.append(Unread(sketch, likely))
    used = [pair.sketch for group in mapping.fields.values() for pair in group]
    ask_about(context, left, used, set(mapping.fields))


def _settle_chosen(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    chosen: dict[int, Candidate],
    mapping: Mapping,
) -> set[int]:
    """Give the columns that were said their fields; return all that recognition leaves alone."""
    followed = context.followed
    settled = followed.unused_in_log() if followed is not None else set()
    fields = context.report.catalogue.fields
    for sketch in sketches:
        candidate = chosen.get(sketch.column)
        if candidate is None:
            continue
        settled.add(sketch.column)
        problem = ""
        if candidate.target is not Target.FIELD:
            problem = tr("{kpi} is a KPI, and the columns of a log are fields", kpi=candidate.id)
        elif candidate.id in mapping.fields and not fields[candidate.id].summable:
            problem = tr(
                "{column} was said to be that as well",
                column=mapping.fields[candidate.id][0].sketch.named,
            )
        if problem:
            context.find(
                Severity.WARNING,
                "choice-not-followed",
                tr(
                    "{column} was said to be {field}, which could not be followed: {problem}. "
                    "Map it to something else.",
                    column=sketch.named,
                    field=candidate.id,
                    problem=problem,
                ),
                sketch.letters,
            )
        else:
            _put(mapping, Assignment(sketch, candidate, 1.0, chosen=True))
    return settled


def _keep_reference(mapping: Mapping, pairs: Sequence[Assignment], settled: set[int]) -> None:
    """Keep a second id of records, which names a record of another table."""
    if REFERENCE_ID in mapping.fields:
        return
    for pair in pairs:
        second = pair.candidate.id == RECORD_ID and pair.sketch.column not in settled
        if second and pair.confidence >= SURE:
            settled.add(pair.sketch.column)
            candidate = replace(pair.candidate, id=REFERENCE_ID)
            _put(mapping, replace(pair, candidate=candidate))
            return


def _put(mapping: Mapping, assignment: Assignment) -> None:
    mapping.fields.setdefault(assignment.candidate.id, []).append(assignment)


def _pairs(
    context: SheetContext,
    sketch: ColumnSketch,
    roles: frozenset[FieldRole],
    meant: Candidate | None,
) -> list[Assignment]:
    """Return the fields a column may be; the one that others say it is, where its cells can be."""
    said = _weighed(context, sketch, [meant]) if meant is not None else []
    return said or weigh(context, sketch, roles)


def weigh(
    context: SheetContext, sketch: ColumnSketch, roles: frozenset[FieldRole]
) -> list[Assignment]:
    """Return the fields a column may be, each confidence weighed by how the values fit."""
    named = context.names.candidates(sketch.header, Target.FIELD, roles)
    weighed = _weighed(context, sketch, amounts_named(context, sketch, named) or named)
    if sketch.profile.dates >= 0.5 or not (weighed or sketch.profile.numbers > 0.5):
        weighed += _weighed(context, sketch, dates_named(context, sketch, named))
    if not weighed and sketch.profile.measured > 0.5:
        weighed = _weighed(context, sketch, times_named(context, sketch))
    elif holds_spans(sketch) and all(pair.confidence < TAKEN for pair in weighed):
        weighed = _weighed(context, sketch, times_named(context, sketch)) or weighed
    if all(pair.confidence < TAKEN for pair in weighed):
        asked = _weighed(context, sketch, asked_of_customers(context, sketch, roles))
        weighed = asked or weighed
    if not weighed:
        weighed = _weighed(context, sketch, said_of_sums(context, sketch, roles))
    if all(pair.confidence < TAKEN for pair in weighed):
        weighed = _weighed(context, sketch, flags_said(context, sketch, roles)) or weighed
    if all(pair.confidence < TAKEN for pair in weighed):
        weighed = _weighed(context, sketch, flag_of_a_word(context, sketch, roles)) or weighed
    if all(pair.confidence < TAKEN for pair in weighed):
        weighed = _weighed(context, sketch, marks_said(sketch, roles)) or weighed
    if not weighed:
        weighed = _weighed(context, sketch, ids_said(sketch, roles))
    weighed += _weighed(context, sketch, persons_said(sketch, named))
    told = told_by_cells(context, sketch, [pair.candidate for pair in weighed], roles)
    return _weighed(context, sketch, told) or weighed


def _weighed(
    context: SheetContext, sketch: ColumnSketch, candidates: Iterable[Candidate]
) -> list[Assignment]:
    """Return the candidates that at least half of the cells can be read as."""
    weighed = []
    for candidate in candidates:
        known = hints(context.report.catalogue, candidate, sketch.header, sketch.number_format)
        fits = fit(context, sketch.sample, known)
        if fits.readable < 0.5:
            continue
        reason = candidate.reason
        if fits.factor < 1.0:
            reason += "; " + tr("{share:.0%} of the cells fit", share=fits.readable)
        confidence = candidate.confidence * fits.factor
        definition = context.report.catalogue.fields[candidate.id]
        against = spoken_against(context.words, sketch, definition)
        if against:
            confidence, reason = (
                confidence * DOUBTED,
                tr("{reason}; but {against}", reason=reason, against=against),
            )
        if candidate.alike and is_unusual(context, sketch.sample, known):
            confidence, reason = (
                confidence * DOUBTED,
                tr("{reason}; but its values are unusual", reason=reason),
            )
        if candidate.id == RECORD_ID and ASKED <= confidence < TAKEN and numbers_rows(sketch):
            confidence, reason = _SAID, tr("{reason}; no two rows have the same", reason=reason)
        weighed.append(Assignment(sketch, replace(candidate, reason=reason), confidence))
    return weighed


def numbers_rows(sketch: ColumnSketch) -> bool:
    """Return whether a column names each of many rows differently, as an id of records does."""
    return sketch.profile.distinct > 0.95 and sketch.profile.filled >= _FEWEST_ROWS


def _contested(context: SheetContext, mapping: Mapping, pair: Assignment) -> bool:
    """Return whether the field has its column already."""
    holders = mapping.fields.get(pair.candidate.id, [])
    summable = context.report.catalogue.fields[pair.candidate.id].summable
    return bool(holders) and not (summable and not holders[0].chosen)


def _say_contest(
    context: SheetContext, mapping: Mapping, pair: Assignment, settled: set[int]
) -> None:
    """Ask about a column left over that would surely be a field, had it not one already."""
    holders = mapping.fields.get(pair.candidate.id)
    if not holders:
        return  # its column was left out for what others say
    holder = holders[0]
    if pair.sketch.column in settled or pair.confidence < SURE or holder.chosen:
        return
    settled.add(pair.sketch.column)
    posted = as_posted(mapping.fields, pair)
    if posted is not None:
        say_guess(context, posted.sketch, posted.candidate, posted.confidence)
        _put(mapping, posted)
        return
    ends = settle_ends(context, mapping.fields, holder, pair)
    if ends is not None:
        due, done = ends
        say_deadline(context, due)
        mapping.fields |= {due.candidate.id: [due], done.candidate.id: [done]}
        return
    known = context.report.catalogue.fields[pair.candidate.id]
    if is_of_the_end(holder.sketch, pair.sketch, known):
        unit = holder.candidate.unit
        unit_told = replace(pair, candidate=replace(pair.candidate, unit=unit))
        mapping.fields[known.id] = [unit_told if unit else pair]
        return
    say_contest(context, holder.sketch, pair.sketch, known)
