"""Rows that are parts of the KPI above them: "Calls offered", and below it "Voice" and "Chat"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell_range
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE
from desktop_app.importing.layouts.headings import best, is_segment, period_of, structure_named
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.row_kinds import Row, Rows
from desktop_app.importing.sums import follows

_BULLET = re.compile(r"^[\s\-–—•·↳└▪◦*>]+(?=\w)")
_NUMBERED = re.compile(r"(?P<word>[^\W\d_][^\d]*?)[\s\-.]*(?:\d{1,2}|(?<=[\s\-.])[A-Z])")
_SHOWN = 5


@dataclass(slots=True)
class _Group:
    """A KPI's row and the rows of unknown names right below it, by their places.

    `sure` says whether its name surely is the KPI's; a section may be called like one.
    """

    parent: int
    section: bool
    sure: bool
    rows: list[int] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)


def use_children(context: SheetContext, plan: Plan, rows: Rows) -> None:
    """Give rows that are parts of the KPI above them its name, and the part as their segment.

    They are usual names of channels, said to be parts ("of which", set in by spaces), or the
    same names come again below another KPI. Where the KPI has figures of its own these must
    follow from those of its parts; where they don't, the parts are asked about.
    """
    if plan.label is None:
        return
    groups = [group for group in _groups(context, plan, rows) if group.rows]
    sure = [group for group in groups if group.sure or not group.section]
    again = Counter(frozenset(map(normalise, group.names.values())) for group in sure)
    doubted: list[_Group] = []
    for group in groups:
        names = frozenset(map(normalise, group.names.values()))
        if not _told(context, plan, group, len(names) > 1 and again[names] > 1):
            continue
        if group.section or _said_parts(context, plan, group) or _follows(plan, group):
            _give(rows, group)
        else:
            doubted.append(group)
    if doubted:
        _ask(context, plan, rows, doubted)


def _groups(context: SheetContext, plan: Plan, rows: Rows) -> list[_Group]:
    """Return every row that names a KPI, with the rows of unknown names right below it."""
    found: list[_Group] = []
    group: _Group | None = None
    assert plan.label is not None
    cells = plan.label.sketch.cells
    for place, label in enumerate(rows.label):
        kind = int(rows.kind[place])
        if kind == Row.EMPTY or not label or kind not in (Row.DATA, Row.SECTION):
            continue
        item = best(context.names.items(label))
        named = is_segment(context, label)
        pure = group is not None and any(is_segment(context, n) for n in group.names.values())
        own = item is not None and not (named and pure)
        if own or kind == Row.SECTION or group is None:
            sure = item is not None and item.confidence >= SURE
            known = item is not None and not named
            group = _Group(place, kind == Row.SECTION, sure) if known else None
            if group is not None:
                found.append(group)
        elif pd.notna(cells.iloc[place]):
            if structure_named(context, label) or period_of(context, label) is not None:
                group = None
                continue
            group.rows.append(place)
            group.names[place] = _part_name(context, str(label))
    return [one for one in found if not one.section or len(one.rows) > 1]


def _part_name(context: SheetContext, label: str) -> str:
    """Return the part that a label names: "English" of "- of which English"."""
    name = _BULLET.sub("", label)
    said = _said(context, name)
    return name.split(maxsplit=len(said.split()))[-1].lstrip(":- ") if said else name


def _said(context: SheetContext, label: str) -> str:
    """Return the words of a label that call it a part ("of which"), ``""`` for none."""
    plain = normalise(label)
    return next((w for w in context.words.part_of if plain.startswith(f"{w} ")), "")


def _said_parts(context: SheetContext, plan: Plan, group: _Group) -> bool:
    """Return whether all rows are called parts of what stands above them."""
    assert plan.label is not None
    cells = plan.label.sketch.cells
    return all(_said(context, _BULLET.sub("", str(cells.iloc[place]))) for place in group.rows)


def _told(context: SheetContext, plan: Plan, group: _Group, again: bool) -> bool:
    """Return whether something says that rows are parts of the KPI above them."""
    if group.section and _numbered(list(group.names.values())):
        return True
    if group.section and not group.sure:
        return False
    if again or _said_parts(context, plan, group):
        return True
    if all(is_segment(context, name) for name in group.names.values()):
        return True
    return not group.section and _set_in(plan, group)


def _numbered(names: Sequence[str]) -> bool:
    """Return whether names are one word with other numbers or letters: "Priority 1", "Team A"."""
    found = [_NUMBERED.fullmatch(name.strip()) for name in names]
    words = {normalise(match["word"]) for match in found if match is not None}
    return all(found) and len(words) == 1 and len(set(names)) == len(names)


def _set_in(plan: Plan, group: _Group) -> bool:
    """Return whether rows are set in by spaces or a dash, and the KPI's is less so."""
    assert plan.label is not None
    cells = plan.label.sketch.cells
    parent = _depth(str(cells.iloc[group.parent]))
    return all(_depth(str(cells.iloc[place])) > parent for place in group.rows)


def _depth(label: str) -> int:
    match = _BULLET.match(label)
    return len(match[0]) if match else 0


def _follows(plan: Plan, group: _Group) -> bool:
    """Return whether the KPI's own figures follow from those of its parts."""
    values = [column.sketch.cells for column in plan.of(Part.VALUE)]
    wholes = [cells.iloc[group.parent] for cells in values]
    return follows(wholes, [[cells.iloc[place] for place in group.rows] for cells in values])


def _give(rows: Rows, group: _Group) -> None:
    """Give parts the KPI of the row above them and their own name as segment."""
    if group.section:
        rows.kind[group.parent] = Row.HEADING
    for place, name in group.names.items():
        own = rows.segment[place]
        rows.segment[place] = name if pd.isna(own) else f"{own} / {name}"
        rows.label[place] = rows.label[group.parent]
        rows.unit[place] = rows.unit[place] or rows.unit[group.parent]


def _ask(context: SheetContext, plan: Plan, rows: Rows, groups: list[_Group]) -> None:
    """Ask about rows that may be parts of the KPI above them, but do not add up to it."""
    first = groups[0]
    names = ", ".join(f"'{name}'" for name in list(first.names.values())[:_SHOWN])
    region = plan.region
    places = np.concatenate([group.rows for group in groups])
    cells = ",".join(
        cell_range(int(row), region.left, int(row), region.right) for row in rows.index[places]
    )
    context.find(
        Severity.QUESTION,
        "rows-unclear",
        tr(
            "{names} below '{label}' look like parts of it, but its figures do not "
            "follow from theirs; they were not used. Name the KPI in each row, or map the "
            "rows.",
            names=names,
            label=rows.label[first.parent],
        ),
        cells,
    )
