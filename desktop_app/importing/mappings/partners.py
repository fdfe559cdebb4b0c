"""Which table of a vendor's next report is which of its last, where several look the same."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.importing.mappings.document import ReportMapping, SaidBy, TableMapping
from desktop_app.importing.mappings.fingerprint import (
    HeadingKeys,
    TableShape,
    overlap,
    shape_of_mapping,
)
from desktop_app.importing.mappings.matching import Match

_TWINS = 0.95
"""Share of keys in common from which two tables are one form filled in twice."""


def next_partners(match: Match, shapes: Sequence[TableShape], keys: HeadingKeys) -> dict[int, int]:
    """Return by place of the next report's table the place of its table in the mapping.

    Of twins (a sheet a site, all of one form) that the mapping says different things of, only
    those on a sheet of the same name are told apart; the others have no partner. A twin more
    than last time is read like the others, if those are all read alike.

    Parameters
    ----------
    shapes : sequence of TableShape
        The report's tables.
    """
    known = shape_of_mapping(match.mapping, keys)
    said = [_said(table, keys) for table in match.mapping.tables]
    twins = [
        [place for place, one in enumerate(known) if overlap(one, shape).score >= _TWINS]
        for shape in shapes
    ]
    partners = {}
    for pair in match.pairs:
        alike = twins[pair.found]
        same_sheet = keys.key(known[pair.known].sheet) == keys.key(shapes[pair.found].sheet)
        if same_sheet or _agree(said, [*alike, pair.known]):
            partners[pair.found] = pair.known
    for place, alike in enumerate(twins):
        if place not in partners and alike and _agree(said, alike) and _read(match.mapping, alike):
            partners[place] = alike[0]
    return partners


def _said(table: TableMapping, keys: HeadingKeys) -> frozenset[tuple[str, ...]]:
    """Return all that was decided about a table, in a form to be compared."""
    items: set[tuple[str, ...]] = {
        (keys.key(item.heading), item.meaning, item.variant, item.unit, item.vendor, item.segment)
        for item in table.items
        if item.said_by is not SaidBy.RECOGNITION
    }
    if table.said_by is not SaidBy.RECOGNITION:
        items.add((table.layout, str(table.header_rows), table.vendor, table.segment))
    return frozenset(items)


def _agree(said: Sequence[frozenset[tuple[str, ...]]], places: Sequence[int]) -> bool:
    """Return whether the same was decided about all of several tables."""
    return len({said[place] for place in places}) <= 1


def _read(mapping: ReportMapping, places: Sequence[int]) -> bool:
    """Return whether tables are read; a table more is never set aside like its twin."""
    return all(mapping.tables[place].layout != "other" for place in places)
