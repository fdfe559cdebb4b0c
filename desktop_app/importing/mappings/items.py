"""Which column or label of a table on a sheet each item of a mapping speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import column_letters
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.mappings.document import PARTS, WRITTEN, ItemMapping
from desktop_app.importing.mappings.fingerprint import PERIOD, HeadingKeys, label_texts
from desktop_app.importing.mappings.following import FollowedTable, in_force
from desktop_app.importing.regions import Region

_UNITS = frozenset().union(*UNIT_WORDS.values())
_NEAR = 75.0
"""From this likeness, 0 to 100, an id may be another one with a slip in it."""


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
    rows: dict[str, list[ItemMapping]] = {}
    for item in followed.table.rows:
        rows.setdefault(normalise(item.heading), []).append(item)
    if not own:
        rows |= _rows_of_other_unit(context, region, rows, keys)
    for label, items in rows.items():
        words = [_known(context, followed, said) for item in items if (said := in_force(item, own))]
        kept = [word for word in words if word is not None]
        if own or not _told_by_order(kept):
            followed.rows[label] = kept
        else:
            _reject_rows(followed, kept)


def _told_by_order(items: Sequence[ItemMapping]) -> bool:
    """Return whether several rows of one label differ in nothing but where they stood."""
    groups = {normalise(item.group) for item in items}
    return len({_meant(item) for item in items}) > 1 and len(groups) < len(items)


def _reject_rows(followed: FollowedTable, items: Sequence[ItemMapping]) -> None:
    for item in items:
        followed.reject(
            item, tr("several rows have that label, and nothing but their order tells them apart")
        )


def _rows_of_other_unit(
    context: SheetContext,
    region: Region,
    rows: Mapping[str, Sequence[ItemMapping]],
    keys: HeadingKeys,
) -> dict[str, list[ItemMapping]]:
    """Return by label the items of labels that now name another unit."""
    if not rows:
        return {}
    texts = {
        normalise(text): text for column in label_texts(context.sheet, region) for text in column
    }
    gone = [items[0] for label, items in rows.items() if label not in texts and len(items) == 1]
    came = [text for label, text in texts.items() if label not in rows]
    found = same_but_unit(gone, came, keys) if gone else {}
    return {normalise(text): [item] for text, item in found.items()}


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
        met = _matched(region, group, there)
        if not met:
            _reject_alike(followed, group, len(there))
        found.update(met)
    gone = [group[0] for key, group in items.items() if len(group) == 1 and key not in columns]
    came = {
        region.headers[there[0] - region.left]: there[0]
        for key, there in columns.items()
        if len(there) == 1 and key not in items
    }
    for text, item in same_but_unit(gone, came, keys).items():
        found[came[text]] = item
    return found


def same_but_unit(
    gone: Iterable[ItemMapping], came: Iterable[str], keys: HeadingKeys
) -> dict[str, ItemMapping]:
    """Return by new heading the item of an old one that differs by nothing but its unit.

    What was said of the unit goes where the new heading names one itself.
    """
    before: dict[str, list[ItemMapping]] = {}
    for item in gone:
        before.setdefault(keys.base(item.heading), []).append(item)
    now: dict[str, list[str]] = {}
    for text in came:
        now.setdefault(keys.base(text), []).append(text)
    found = {}
    for base, texts in now.items():
        items = before.get(base, [])
        if base in {"", PERIOD} or len(texts) != 1 or len(items) != 1:
            continue
        named = keys.key(texts[0]) != base
        found[texts[0]] = replace(items[0], unit="", currency="") if named else items[0]
    return found


def _reject_alike(followed: FollowedTable, group: Sequence[ItemMapping], count: int) -> None:
    """Note that columns of one heading can't be told apart, as there are more or fewer of them."""
    for item in group:
        if in_force(item, own=False) is not None:
            followed.reject(
                item,
                tr(
                    "{count} columns have that heading, and {before} had it before",
                    count=count,
                    before=len(group),
                ),
            )


def _matched(
    region: Region, group: Sequence[ItemMapping], there: Sequence[int]
) -> dict[int, ItemMapping]:
    """Return which of several items of one heading is which of its columns."""
    first = group[0]
    if all(_meant(item) == _meant(first) for item in group):
        return dict.fromkeys(there, first)
    if len(group) == len(there):
        return dict(zip(there, group, strict=True))
    texts = {column: normalise(region.headers[column - region.left]) for column in there}
    once = Counter(normalise(item.heading) for item in group)
    by_text = {text: item for item in group if once[text := normalise(item.heading)] == 1}
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
        known = [*catalogue.fields, *catalogue.kpis, *sorted(PARTS - {""})]
        near = process.extractOne(meaning, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
        followed.reject(
            item,
            tr(
                "the catalogue has no field or KPI '{meaning}'; '{near}' comes close",
                meaning=meaning,
                near=near[0],
            )
            if near is not None
            else tr("the catalogue has no field or KPI '{meaning}'", meaning=meaning),
        )
        return None
    if item.variant:
        kpi = catalogue.kpis.get(meaning)
        if kpi is None or item.variant not in {variant.id for variant in kpi.variants}:
            followed.reject(item, tr("there is no variant '{variant}' of it", variant=item.variant))
            item = replace(item, variant="")
    if item.unit and item.unit not in _UNITS:
        followed.reject(item, tr("there is no unit '{unit}'", unit=item.unit))
        item = replace(item, unit="")
    if item.currency and item.currency not in set(context.words.currencies.values()):
        followed.reject(item, tr("there is no currency '{currency}'", currency=item.currency))
        item = replace(item, currency="")
    return item


def _note_missing(followed: FollowedTable, columns: dict[int, ItemMapping]) -> None:
    """Note what the user said of columns that the table does not have."""
    met = {id(item) for item in columns.values()}
    for item in followed.table.columns:
        if in_force(item, own=True) is not None and id(item) not in met:
            followed.reject(item, tr("the table has no such column"))
