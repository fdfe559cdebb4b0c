"""Which column or label of a table on a sheet each item of a mapping speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import column_letters
from desktop_app.importing.context import SheetContext
from desktop_app.importing.mappings.document import PARTS, WRITTEN, ItemMapping
from desktop_app.importing.mappings.fingerprint import HeadingKeys
from desktop_app.importing.mappings.following import FollowedTable, in_force
from desktop_app.importing.regions import Region

_UNITS = frozenset().union(*UNIT_WORDS.values())


def find_items(
    context: SheetContext,
    region: Region,
    followed: FollowedTable,
    own: bool,
    keys: HeadingKeys,
) -> None:
    """Find the columns that a mapping's items speak of, and note those that are lost.

    The heading counts; the place only where the heading does not tell, in the very file that
    the mapping was made from. Of several columns of one heading (months) all are meant where
    the mapping says the same of all, else each by its order.
    """
    columns = _columns_by_place(region, followed, keys) if own else {}
    if not own:
        columns = _columns_by_heading(region, followed, keys)
    for column, item in columns.items():
        said = in_force(item, own)
        known = _known(context, followed, said) if said is not None else None
        if known is not None:
            followed.columns[column] = known
    if own:
        _note_missing(followed, columns)
    for item in followed.table.rows:
        said = in_force(item, own)
        known = _known(context, followed, said) if said is not None else None
        if known is not None:
            followed.rows[normalise(item.heading)] = known


def _columns_by_place(
    region: Region, followed: FollowedTable, keys: HeadingKeys
) -> dict[int, ItemMapping]:
    """Return the items of the very file by sheet column."""
    headers = {region.left + n: keys.key(text) for n, text in enumerate(region.headers)}
    letters = {column_letters(column): column for column in headers}
    found: dict[int, ItemMapping] = {}
    for item in followed.table.columns:
        key = keys.key(item.heading)
        here = letters.get(item.place)
        alike = [column for column, header in headers.items() if key and header == key]
        if here is not None and (here in alike or len(alike) != 1):
            found[here] = item
        elif len(alike) == 1:
            found[alike[0]] = item
    return found


def _columns_by_heading(
    region: Region, followed: FollowedTable, keys: HeadingKeys
) -> dict[int, ItemMapping]:
    """Return the items of another file by sheet column."""
    columns: dict[str, list[int]] = {}
    for offset, text in enumerate(region.headers):
        columns.setdefault(keys.key(text), []).append(region.left + offset)
    items: dict[str, list[ItemMapping]] = {}
    for item in followed.table.columns:
        items.setdefault(keys.key(item.heading), []).append(item)
    same_width = len(region.headers) == len(followed.table.columns)
    found: dict[int, ItemMapping] = {}
    for key, group in items.items():
        there = columns.get(key, [])
        if not there or (not key and not same_width):
            continue
        found.update(_matched(region, group, there))
    return found


def _matched(
    region: Region, group: Sequence[ItemMapping], there: Sequence[int]
) -> dict[int, ItemMapping]:
    """Return which of several items of one heading is which of its columns."""
    first = group[0]
    if all(_meant(item) == _meant(first) for item in group):
        return dict.fromkeys(there, first)
    if len(group) == len(there):
        return dict(zip(there, group, strict=True))
    by_text = {normalise(item.heading): item for item in group}
    texts = {column: normalise(region.headers[column - region.left]) for column in there}
    return {column: by_text[text] for column, text in texts.items() if text in by_text}


def _meant(item: ItemMapping) -> tuple[str, ...]:
    """Return what an item says, whatever it stands for."""
    return (
        *(item.meaning, item.variant, item.unit, item.currency),
        *(getattr(item, name) for name in WRITTEN),
        *(item.vendor, item.segment, item.said_by),
    )


def _known(context: SheetContext, followed: FollowedTable, item: ItemMapping) -> ItemMapping | None:
    """Return an item with what the catalogue knows of it, None if its meaning is unknown."""
    catalogue = context.report.catalogue
    meaning = item.meaning
    if meaning not in PARTS | catalogue.fields.keys() | catalogue.kpis.keys():
        followed.reject(item, f"the catalogue has no field or KPI '{meaning}'")
        return None
    if item.variant:
        kpi = catalogue.kpis.get(meaning)
        if kpi is None or item.variant not in {variant.id for variant in kpi.variants}:
            followed.reject(item, f"there is no variant '{item.variant}' of it")
            item = replace(item, variant="")
    if item.unit and item.unit not in _UNITS:
        followed.reject(item, f"there is no unit '{item.unit}'")
        item = replace(item, unit="")
    if item.currency and item.currency not in set(context.words.currencies.values()):
        followed.reject(item, f"there is no currency '{item.currency}'")
        item = replace(item, currency="")
    return item


def _note_missing(followed: FollowedTable, columns: dict[int, ItemMapping]) -> None:
    """Note what the user said of columns that the table does not have."""
    met = {id(item) for item in columns.values()}
    for item in followed.table.columns:
        if in_force(item, own=True) is not None and id(item) not in met:
            followed.reject(item, "the table has no such column")
