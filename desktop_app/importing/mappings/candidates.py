"""What was said of columns and labels, in the form in which recognition gives its decisions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.finding import About, Word
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.mappings.document import PARTS, WRITTEN, ItemMapping, SaidBy
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.mappings.headed import as_headed
from desktop_app.importing.mappings.units import units_in_force
from desktop_app.importing.reading import fit, hints
from desktop_app.importing.sketch import ColumnSketch

_READABLE = 0.5
"""Share of a column's cells from which an earlier mapping's word on it is followed."""


def said_columns(
    context: SheetContext,
    sketches: Sequence[ColumnSketch],
    in_log: bool,
    followed: FollowedTable | None = None,
) -> dict[int, Candidate]:
    """Return the fields and KPIs that a mapping says of the table's columns, by sheet column.

    An earlier mapping's word is not followed where the values can't be read so; of a log only
    fields can be meant. `followed` is what is said of the table, without it of the present one.
    """
    followed = followed or context.followed
    if followed is None:
        return {}
    found = {}
    for sketch in sketches:
        item = followed.columns.get(sketch.column)
        if item is None or item.meaning in PARTS:
            continue
        candidate = _candidate(context, followed, item, sketch.header, in_log)
        (candidate,) = units_in_force(
            context, [candidate], sketch.sample, sketch.header, sketch.number_format
        )
        if item.said_by is SaidBy.USER or _fits(context, followed, item, candidate, sketch):
            found[sketch.column] = candidate
    return found


def said_label(context: SheetContext, text: str, item: ItemMapping | None) -> Candidate | None:
    """Return the KPI or quantity that a mapping's item says of a row, None for nothing."""
    followed = context.followed
    if followed is None or item is None or item.meaning in PARTS:
        return None
    candidate = _candidate(context, followed, item, text, in_log=False)
    if candidate.target is Target.FIELD:
        role = context.report.catalogue.fields[candidate.id].role
        if role is not FieldRole.QUANTITY:
            followed.reject(
                item, tr("a row of a summary is a KPI or a count, not a field of a log")
            )
            return None
    return candidate


def target_of(context: SheetContext, meaning: str, in_log: bool) -> Target:
    """Return whether an id means a field or a KPI; some are both, and a log has fields."""
    catalogue = context.report.catalogue
    field = meaning in catalogue.fields and (in_log or meaning not in catalogue.kpis)
    return Target.FIELD if field else Target.KPI


def words_on(item: ItemMapping) -> tuple[Word, ...]:
    """Return what a mapping says of the unit of an item's cells, and of how they are written."""
    named = ("unit", *WRITTEN)
    return tuple(Word(About(name), value) for name in named if (value := getattr(item, name)))


def _candidate(
    context: SheetContext, followed: FollowedTable, item: ItemMapping, heading: str, in_log: bool
) -> Candidate:
    said = Candidate(
        target_of(context, item.meaning, in_log),
        item.meaning,
        item.variant,
        1.0,
        followed.why(item),
        item.unit,
        item.currency,
        chosen=True,
        said=words_on(item),
        last=_last(item),
    )
    return as_headed(context, said, heading)


def _last(item: ItemMapping) -> float | None:
    """Return the typical value of the report that an item was said of, None for this report."""
    if item.said_by is SaidBy.USER:
        return None
    return math.nan if item.typical is None else item.typical


def _fits(
    context: SheetContext,
    followed: FollowedTable,
    item: ItemMapping,
    candidate: Candidate,
    sketch: ColumnSketch,
) -> bool:
    known = hints(context.report.catalogue, candidate, sketch.header, sketch.number_format)
    fits = fit(context, sketch.sample, known)
    readable = fits.readable >= _READABLE and fits.plausible >= _READABLE
    if not readable:
        followed.reject(item, tr("its cells can't be read as that, and were recognised anew"))
    return readable
