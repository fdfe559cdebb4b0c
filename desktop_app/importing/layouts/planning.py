"""Finding out what each column of a summary is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from desktop_app.catalogue.model import FieldKind, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.period import Grain
from desktop_app.domain.translating import tr
from desktop_app.importing.bare_numbers import says_percent
from desktop_app.importing.cell_evidence import in_a_run
from desktop_app.importing.choices import choose
from desktop_app.importing.comparators import compares
from desktop_app.importing.context import KEY_ROLES, SheetContext
from desktop_app.importing.decisions import ASKED, SURE, Candidate, Target
from desktop_app.importing.kinds.formats import is_month
from desktop_app.importing.layouts.bands import take_bands
from desktop_app.importing.layouts.beside import keep_figures, settle_columns, take_standards
from desktop_app.importing.layouts.carried import own_parts
from desktop_app.importing.layouts.charge_lines import are_charge_lines
from desktop_app.importing.layouts.crossed_periods import take_years
from desktop_app.importing.layouts.earlier_periods import steps_back
from desktop_app.importing.layouts.heading_dates import (
    settle_dates,
    settle_quarters,
    settle_years,
    settle_years_to_date,
)
from desktop_app.importing.layouts.heading_names import take_names_beside_items
from desktop_app.importing.layouts.headings import (
    Heading,
    best,
    period_of,
    read_heading,
)
from desktop_app.importing.layouts.key_values import use_key_values
from desktop_app.importing.layouts.label_column import label_column
from desktop_app.importing.layouts.limit_columns import take_limits
from desktop_app.importing.layouts.month_weeks import settle_weeks
from desktop_app.importing.layouts.names import use_kinds_of_rows, use_names, use_row_names
from desktop_app.importing.layouts.numbered_periods import take_numbers
from desktop_app.importing.layouts.own_dates import days_in_no_order
from desktop_app.importing.layouts.plan import (
    KPI_NAME,
    RECORD_ID,
    TARGET,
    TOTAL,
    UNIT,
    VALUE,
    Doubt,
    Part,
    Plan,
    PlannedColumn,
)
from desktop_app.importing.layouts.proven_parts import take_proven_parts
from desktop_app.importing.layouts.said import (
    said_part,
    use_said,
)
from desktop_app.importing.layouts.shares_beside import name_shares
from desktop_app.importing.layouts.single_marks import label_texts, marks_counted, take_marks
from desktop_app.importing.layouts.statistics_columns import settle_statistics
from desktop_app.importing.layouts.title_items import (
    leave_out_changes,
    name_figures,
    name_rows,
    name_units,
    rows_name_measures,
    take_corner,
    take_totals,
    title_item,
)
from desktop_app.importing.layouts.title_scores import take_scores
from desktop_app.importing.layouts.total_words import total_word
from desktop_app.importing.layouts.vendor_columns import prefer_names
from desktop_app.importing.mapping import numbers_rows
from desktop_app.importing.periods import are_serial_days
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.year_pairs import year_pairs

_MOSTLY, _AMONG_SECTIONS = 0.6, 0.2
_CLOSE, _HALF = 0.05, 0.5
_STANDARD = "standard"
_PERIOD_NUMBER = re.compile(
    r"(?:p|fp|m|period|periode|période|período)[\s.]?\d{1,2}", re.IGNORECASE
)
_STRUCTURE = frozenset({FieldRole.STRUCTURE})
_DATE = "date"


def build_plan(context: SheetContext, region: Region, sketches: Sequence[ColumnSketch]) -> Plan:
    """Return the plan of a region read as a summary; decides nothing, says nothing."""
    parts = own_parts(context, region, sketches)
    pairs = year_pairs(text for own in parts.values() for text in own)
    parts = {column: tuple(pairs.get(one, one) for one in own) for column, own in parts.items()}
    headings = {column: read_heading(context, own) for column, own in parts.items()}
    questions = [
        *_settle_periods(context, region, sketches, headings),
        *take_bands(context, sketches, headings),
    ]
    marks = take_marks(context, region, sketches, headings)
    chosen = choose(context, sketches, count=False)
    take_limits(context, sketches, headings)
    name_shares(context, sketches, headings)
    label, known = label_column(context, region, sketches, headings, chosen)
    if label is not None and are_charge_lines(context, sketches):
        label, known = None, 0.0
    if label is not None:
        marks |= marks_counted(context, label_texts(label), region.title, label.header)
    plan = Plan(region, labels_known=known, questions=questions, marks=marks)
    if label is None:
        take_names_beside_items(list(headings.values()))
    else:
        _prefer_structure(context, sketches, headings)
    for sketch in sketches:
        if sketch is label:
            planned = PlannedColumn(sketch, headings[sketch.column], Part.LABEL, max(known, 0.7))
        else:
            planned = _planned(context, sketch, headings[sketch.column], chosen)
        plan.columns.append(planned)
    prefer_names(plan)
    take_numbers(context, plan)
    use_key_values(context, plan)
    if label is None and not any(column.item for column in plan.of(Part.VALUE)):
        take_corner(context, plan)
        if plan.item is None:
            plan.item, plan.item_text = title_item(context, region)
        if plan.item is not None and rows_name_measures(context, plan):
            plan.item, plan.item_text = None, ""
        name_figures(context, plan)
        leave_out_changes(plan)
        name_units(plan)
        take_totals(context, plan)
        name_rows(plan)
    take_scores(context, plan)
    take_years(context, plan)
    settle_statistics(context, plan)
    settle_columns(context, plan)
    take_standards(plan)
    take_proven_parts(context, plan)
    use_names(context, plan)
    use_row_names(context, plan)
    use_kinds_of_rows(context, plan)
    use_said(context, plan)
    keep_figures(context, plan)
    return plan


def _settle_periods(
    context: SheetContext,
    region: Region,
    sketches: Sequence[ColumnSketch],
    headings: dict[int, Heading],
) -> list[Doubt]:
    """Settle by all headings together which periods they name, in place; return what is open."""
    doubts = settle_dates(context, sketches, headings)
    doubts += settle_years(context, sketches, headings)
    settle_years_to_date(context, sketches, headings)
    doubts += settle_weeks(context, region, sketches, headings)
    _read_month_marks(context, region, headings)
    settle_quarters(context, sketches, headings)
    _drop_period_numbers(list(headings.values()))
    return doubts


def _prefer_structure(
    context: SheetContext, sketches: Sequence[ColumnSketch], headings: dict[int, Heading]
) -> None:
    """Take "SLA" beside names of KPIs for the target agreed, not for one more KPI."""
    for sketch in sketches:
        heading = headings[sketch.column]
        if _is_standard(context, sketch, headings):
            heading.structure, heading.others = TARGET, []
        if heading.item is None or heading.structure:
            continue
        structure = best(context.names.candidates(heading.item_text, Target.FIELD, _STRUCTURE))
        if structure is not None and structure.confidence >= heading.item.confidence - _CLOSE:
            heading.structure, heading.item, heading.items = structure.id, None, []


def _drop_period_numbers(headings: Sequence[Heading]) -> None:
    """Forget "P07" over "Jan 2026": the number of the period in a fiscal year is no segment."""
    dated = [heading for heading in headings if heading.period is not None and heading.others]
    if all(_PERIOD_NUMBER.fullmatch(text.strip()) for one in dated for text in one.others):
        for heading in dated:
            heading.others = []


def _is_standard(context: SheetContext, sketch: ColumnSketch, headings: dict[int, Heading]) -> bool:
    """Return whether "Standard" heads what is owed (">= 85%"), and no plan beside "Premium"."""
    if headings[sketch.column].others != [sketch.header] or normalise(sketch.header) != _STANDARD:
        return False
    said = [value for value in sketch.sample if isinstance(value, str)]
    return bool(said) and sum(map(compares, said)) > 0.5 * len(said)


def _read_month_marks(context: SheetContext, region: Region, headings: dict[int, Heading]) -> None:
    """Take dates over columns for the months they stand for: "2026-01-01" shown as "Jan-26".

    They stand for months when the cell's format shows no day, and when all of several are first
    (or all last) days of months.
    """
    days = {
        column: heading.period
        for column, heading in headings.items()
        if heading.period is not None and heading.period.start == heading.period.end
    }
    months = {column: day.within(Grain.MONTH) for column, day in days.items()}
    firsts = all(month and month.start == days[column].start for column, month in months.items())
    lasts = all(month and month.end == days[column].start for column, month in months.items())
    for column, month in months.items():
        formats = [context.sheet.grid.format_of(row, column) for row in region.header_rows]
        if (len(days) > 1 and (firsts or lasts)) or any(is_month(code) for code in formats):
            headings[column].period = month


def _planned(
    context: SheetContext, sketch: ColumnSketch, heading: Heading, chosen: dict[int, Candidate]
) -> PlannedColumn:
    """Return a column's part from the user's word, else its heading and values."""
    if sketch.column in chosen:
        candidate = chosen[sketch.column]
        part = _part_of(context, candidate)
        if part is Part.VALUE:
            _name_item(heading, candidate, sketch)
            alone = sum(one.id == candidate.id for one in chosen.values()) == 1
            if alone and heading.others == [sketch.header]:
                heading.others = []  # what was said of one column is its name, and nobody's
        return PlannedColumn(sketch, heading, part, 1.0, candidate.reason)
    said = said_part(context, sketch)
    if said is not None:
        return PlannedColumn(sketch, heading, said, 1.0)
    _take_percent(context, sketch, heading)
    part, confidence, reason = _recognised_part(context, sketch, heading)
    return PlannedColumn(sketch, heading, part, confidence, reason)


def _take_percent(context: SheetContext, sketch: ColumnSketch, heading: Heading) -> None:
    """Read "Applications processed in 3 days" over percents as the share that it then is.

    Only where the name may be that of a count: "Resolution" over percents may be several shares.
    """
    told = heading.item or heading.period or heading.structure or heading.total
    if told or len(heading.others) != 1 or sketch.profile.measured < _HALF:
        return
    if not says_percent(sketch.sample, sketch.number_format, ""):
        return
    counted = [one for one in heading.items[:1] if one.confidence >= ASKED]
    fields = context.report.catalogue.fields
    if not any(one.id in fields and fields[one.id].kind is FieldKind.COUNT for one in counted):
        return
    items = context.names.items(f"{heading.others[0]} (%)")
    item = best(items)
    if item is not None and item.target is Target.KPI:
        heading.item, heading.items, heading.item_text = item, items, heading.others.pop()


def _name_item(heading: Heading, candidate: Candidate, sketch: ColumnSketch) -> None:
    """Let a heading name what was said; what it names besides stays if it named that anyway."""
    found = heading.item
    if found is not None and (found.target, found.id) == (candidate.target, candidate.id):
        candidate = replace(
            candidate,
            unit=candidate.unit or found.unit,
            currency=candidate.currency or found.currency,
            variant=candidate.variant or found.variant,
        )
    else:
        heading.item_text, heading.structure = sketch.header, ""
    heading.item, heading.items = candidate, [candidate]


def _part_of(context: SheetContext, candidate: Candidate) -> Part:
    """Return the part that a field or KPI plays."""
    if candidate.target is Target.KPI:
        return Part.VALUE
    role = context.report.catalogue.fields[candidate.id].role
    if role is FieldRole.STRUCTURE:
        return _structure_part(candidate.id)
    return {
        FieldRole.VENDOR: Part.VENDOR,
        FieldRole.PERIOD: Part.PERIOD,
        FieldRole.DATE: Part.PERIOD,
        FieldRole.DIMENSION: Part.SEGMENT,
        FieldRole.ID: Part.SEGMENT,
        FieldRole.QUANTITY: Part.VALUE,
    }.get(role, Part.UNUSED)


def _structure_part(structure: str) -> Part:
    return {
        VALUE: Part.VALUE,
        TARGET: Part.TARGET,
        UNIT: Part.UNIT,
        TOTAL: Part.TOTAL,
    }.get(structure, Part.NOTE)


def _recognised_part(
    context: SheetContext, sketch: ColumnSketch, heading: Heading
) -> tuple[Part, float, str]:
    """Return part, confidence and reason from heading and values."""
    profile = sketch.profile
    measured = profile.measured >= 0.5
    key = best(
        [
            candidate
            for candidate in context.names.candidates(sketch.header, Target.FIELD, KEY_ROLES)
            if (heading.item is None or candidate.confidence > heading.item.confidence)
            and not (measured and candidate.id == RECORD_ID)
        ]
    )
    # "YTD target" is no total of the figures, but what goes with it.
    compared = heading.structure and _structure_part(heading.structure) is not Part.VALUE
    if heading.total and (measured or not profile.filled):
        return (
            Part.NOTE if compared else Part.TOTAL,
            0.9,
            tr("heading '{header}'", header=sketch.header),
        )
    if heading.structure and heading.structure != KPI_NAME:
        part = _structure_part(heading.structure)
        if part is not Part.VALUE or measured:
            return part, 0.9, tr("heading '{header}'", header=sketch.header)
    if heading.period is not None:
        return Part.VALUE, 0.95, tr("a period heads it")
    if key is not None and not heading.period:
        part = _part_of(context, key)
        # "Incidents" over numbers counts them, whatever "Incident" names elsewhere.
        counted = measured and key.confidence < SURE and part in (Part.SEGMENT, Part.VENDOR)
        # Names of sections may stand among the periods of a column that is called so.
        enough = _AMONG_SECTIONS if key.confidence >= SURE else _MOSTLY
        dated = part is not Part.PERIOD or _holds_periods(context, sketch, enough)
        moments = context.report.catalogue.fields[key.id].role is FieldRole.DATE
        own = moments and key.id != _DATE and days_in_no_order(sketch)  # when each was changed
        if not counted and dated and not own:
            return part, key.confidence, key.reason
    if heading.item is not None and measured:
        if in_a_run(sketch):
            return Part.UNUSED, 0.9, tr("numbers of neighbours in a list, and no counts")
        return Part.VALUE, heading.item.confidence, heading.item.reason
    if not measured and _holds_periods(context, sketch) and not days_in_no_order(sketch):
        return Part.PERIOD, 0.8, tr("its cells are periods")
    if measured and heading.others and not _names_ids(context, sketch):
        return Part.VALUE, 0.7, tr("numbers under a name")
    return Part.UNUSED, 0.0, tr("nothing known by that name")


def _names_ids(context: SheetContext, sketch: ColumnSketch) -> bool:
    """Return whether a column numbers things ("call_id"): no figures of what the title names."""
    ids = context.names.candidates(sketch.header, Target.FIELD, frozenset({FieldRole.ID}))
    found = ids[0] if ids else None
    return found is not None and found.confidence >= ASKED and numbers_rows(sketch)


def _holds_periods(context: SheetContext, sketch: ColumnSketch, enough: float = _MOSTLY) -> bool:
    """Return whether enough of a column's cells can be read as periods or dates."""
    if sketch.profile.dates >= 0.5:
        return True
    texts = [
        value
        for value in list(dict.fromkeys(sketch.sample))[:20]
        if not (isinstance(value, str) and _beside_periods(context, value))
    ]
    if not texts:
        return False
    pairs = year_pairs(texts)
    texts = [pairs.get(text, text) for text in texts]
    numbers = [float(value) for value in texts if isinstance(value, int | float)]
    if len(numbers) == len(texts) and are_serial_days(np.array(numbers)):
        return True
    return sum(period_of(context, text) is not None for text in texts) / len(texts) >= enough


def _beside_periods(context: SheetContext, text: str) -> bool:
    """Return whether a text is what stands among the periods of a column: Total, Target, vs PY."""
    if total_word(context, text) or steps_back(context.words, text) is not None:
        return True
    structure = best(context.names.candidates(text, Target.FIELD, _STRUCTURE))
    return structure is not None and structure.confidence >= SURE
