"""What a table's rows mean by its ids: names for codes, vendors for sites, dates for surveys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR, Joined, RecordTable
from desktop_app.domain.translating import tr, within
from desktop_app.importing.joins.sources import Source, SourceColumn, keys_of
from desktop_app.importing.word_classes import NATURAL

_CONTAINED = 0.8
"""Share of a table's keys that must be found in another for the two to belong together."""
_SHOWN = 5
_DATE = "date"
_OPENED = (_DATE, "created_at", "received_at", "answered_at")
_DONE_FIRST = {"project_id": ("delivered_at",)}
"""A project's quality and feedback are known when it is delivered."""
_KEY_ROLES = (FieldRole.ID, FieldRole.VENDOR, FieldRole.DIMENSION)
_PLACES = frozenset({"site", "team", "region"})
_ANY_RECORD = frozenset({"record_id", "reference_id"})
_ID_WORDS = NATURAL["id"] | {"no", "nr", "ref", "reference"}
_LOOKED_AT = 500
_OF_PERSON = frozenset({"customer_id"})


@dataclass(frozen=True, slots=True)
class Link:
    """A table's key found in a source: for each record the line of the source, -1 for none."""

    key: str
    column: SourceColumn
    source: Source
    lines: NDArray[np.intp]
    known: NDArray[np.bool_]

    @property
    def unmatched(self) -> int:
        """Return how many records name a key that the source does not have."""
        return int((self.known & (self.lines < 0)).sum())


def link(table: RecordTable, key: str, column: SourceColumn, source: Source) -> Link | None:
    """Return how a table's key leads to the lines of a source; None if it does not.

    The source must have each key once, and most of the table's different keys must be there.
    """
    texts = column.texts.reset_index(drop=True)
    given = texts.dropna()
    if len(given) < 2 or bool(given.duplicated().any()):
        return None
    codes, distinct = pd.factorize(table.frame[key])
    if not len(distinct) or len(given) < _CONTAINED * len(distinct):
        return None
    lines = pd.Series(given.index, index=given.to_numpy())
    found = (
        lines.reindex(keys_of(pd.Series(distinct)).to_numpy()).fillna(-1).to_numpy(dtype=np.intp)
    )
    if (found >= 0).mean() < _CONTAINED:
        return None
    return Link(key, column, source, np.append(found, -1)[codes], codes >= 0)


def nearly_linked(
    table: RecordTable, sources: Iterable[Source], catalogue: Catalogue
) -> list[Finding]:
    """Return questions about lists of vendors that have only some of a table's keys."""
    found = []
    for source in sources:
        for key in sorted(_PLACES | {"agent_id", VENDOR}):
            if source.record is None and key in table.columns and source.of(VENDOR):
                own = pd.Index(keys_of(table.frame[key]).dropna().unique())
                for column in source.of(key):
                    share = own.isin(column.texts).mean() if len(own) else 0.0
                    if 0 < share < _CONTAINED:
                        found.append(_part_found(table, source, column, key, share, catalogue))
    return found


def _part_found(
    table: RecordTable,
    source: Source,
    column: SourceColumn,
    key: str,
    share: float,
    catalogue: Catalogue,
) -> Finding:
    return Finding(
        Severity.QUESTION,
        "join-unsure",
        tr(
            "Sheet '{sheet}' ({cells}) may name the vendors of the records on sheet "
            "'{records_sheet}' by {title}, but has only {share:.0%} of those; it was not "
            "used. Complete the list, or map the vendor.",
            sheet=source.sheet,
            cells=source.cells(column),
            records_sheet=table.sheet,
            title=within(catalogue.fields[key].title),
            share=share,
        ),
        table.file,
        source.sheet,
        source.cells(column),
    )


def links(table: RecordTable, sources: Iterable[Source], catalogue: Catalogue) -> list[Link]:
    """Return every way in which a table's rows can be looked up in other tables."""
    found = []
    sources = list(sources)
    headings = {c.field: c.header for s in sources if s.record is table for c in s.columns}
    for source in sources:
        if source.record is table:
            continue
        for key in map(str, table.frame.columns):
            known = catalogue.fields.get(key)
            if known is None or known.role not in _KEY_ROLES or key in _OF_PERSON:
                continue
            if key not in table.columns or (
                known.role is FieldRole.DIMENSION and key not in _PLACES
            ):
                continue
            for column in _like(source, key):
                if not _same_thing(table, key, headings.get(key, ""), column):
                    continue
                one = link(table, key, column, source)
                found += [one] if one is not None else []
    return found


def _same_thing(table: RecordTable, key: str, heading: str, column: SourceColumn) -> bool:
    """Return whether two ids can name the same things.

    Running numbers are contained in other running numbers whatever they count: "Evaluation no." 7
    is not "Ticket no." 7. Ids of people and projects are told apart by their field already.
    """
    if (
        key not in _ANY_RECORD
        or not keys_of(table.frame[key].head(_LOOKED_AT)).str.isdecimal().all()
    ):
        return True
    own, other = (set(normalise(one).split()) - _ID_WORDS for one in (heading, column.header))
    return bool(own & other)


def _like(source: Source, key: str) -> Sequence[SourceColumn]:
    """Return the columns of a source that may hold a key: of its field, or codes of no name."""
    named = source.of("record_id" if key == "reference_id" else key)
    if key in _PLACES | {VENDOR} and source.record is None:
        named = named + [column for column in source.columns if column.field == ""]
    return named


def bring(
    table: RecordTable, one: Link, catalogue: Catalogue, vendor_said: bool = False
) -> list[str]:
    """Add what a source knows of a table's records and the table does not; return the fields.

    Only what tells records apart is taken over (vendor, dates, channels, sites), never amounts:
    those of one line would count for each of the records that share it. With `vendor_said` the
    user has named the vendor, and the source is not asked.
    """
    brought = []
    if not vendor_said and _wants_vendor(table, one):
        column = _vendor_column(one)
        if column is not None:
            _name_vendors(table, one, column)
            brought.append(VENDOR)
    if one.key == VENDOR:
        return brought
    for name in (*_dates_wanted(table, one, catalogue), *_dimensions_wanted(table, one, catalogue)):
        column = one.source.of(name)[0]
        target = name if catalogue.fields[name].role is FieldRole.DIMENSION else _DATE
        table.frame[target] = _taken(column.values, one)
        _note(table, target, one, column)
        brought.append(target)
    return brought


def _wants_vendor(table: RecordTable, one: Link) -> bool:
    return one.key == VENDOR or VENDOR not in (*table.columns, *table.joined)


def _vendor_column(one: Link) -> SourceColumn | None:
    """Return the column of names of vendors in a source, another one than the key's."""
    named = [c for c in one.source.of(VENDOR) if c is not one.column]
    with_names = [c for c in named if "name" in c.header.lower().split()]
    return next(iter(with_names or named), None)


def _name_vendors(table: RecordTable, one: Link, column: SourceColumn) -> None:
    names = _taken(column.values.astype(object), one)
    if one.key == VENDOR:  # a code that the list does not have stays what it is
        names = names.where(names.notna(), table.frame[VENDOR].astype(object))
    table.frame[VENDOR] = names.astype("category")
    _note(table, VENDOR, one, column)


def _dates_wanted(table: RecordTable, one: Link, catalogue: Catalogue) -> list[str]:
    """Return the date that places the source's lines, where the table has none of its own."""
    fields = catalogue.fields
    dated = any(fields[n].role is FieldRole.DATE for n in table.frame.columns if n in fields)
    if dated or table.period is not None:
        return []
    order = (*_DONE_FIRST.get(one.key, ()), *_OPENED)
    return [name for name in order for c in one.source.of(name)[:1] if c.values.dtype.kind == "M"][
        :1
    ]


def _dimensions_wanted(table: RecordTable, one: Link, catalogue: Catalogue) -> list[str]:
    known = {str(name) for name in table.frame.columns} | set(table.dimensions)
    found = [
        column.field
        for column in one.source.columns
        if column is not one.column
        and column.field in catalogue.fields
        and catalogue.fields[column.field].role is FieldRole.DIMENSION
    ]
    return [name for name in dict.fromkeys(found) if name not in known]


def _taken(values: pd.Series[Any], one: Link) -> pd.Series[Any]:
    """Return a source's values for each record, missing where it has no line."""
    taken: pd.Series[Any] = values.reset_index(drop=True).reindex(one.lines)
    return taken.reset_index(drop=True)


def _note(table: RecordTable, name: str, one: Link, column: SourceColumn) -> None:
    cells = ",".join((one.source.cells(one.column), one.source.cells(column)))
    table.joined[name] = Joined(one.source.sheet, cells, one.key)
    one.source.used |= {*one.column.letters, *column.letters}


def say_joined(
    table: RecordTable, one: Link, brought: Sequence[str], catalogue: Catalogue
) -> Finding:
    """Return the finding that tables were joined, with the keys that were not found."""
    titles = ", ".join(within(catalogue.fields[name].title) for name in brought)
    key = within(catalogue.fields[one.key].title)
    lost = ""
    if one.unmatched:
        own = table.frame[one.key][one.known & (one.lines < 0)]
        shown = ", ".join(f"'{value}'" for value in list(dict.fromkeys(own))[:_SHOWN])
        lost = " " + tr(
            "{count} records name a {key} that is not there (such as {examples}).",
            count=one.unmatched,
            key=key,
            examples=shown,
        )
    words = {
        "titles": titles[:1].upper() + titles[1:],
        "sheet": table.sheet,
        "key": key,
        "list_sheet": one.source.sheet,
        "cells": one.source.cells(one.column),
    }
    told = (
        tr(
            "{titles} of the records on sheet '{sheet}' was looked up by {key} on sheet "
            "'{list_sheet}' ({cells}).",
            **words,
        )
        if len(brought) == 1
        else tr(
            "{titles} of the records on sheet '{sheet}' were looked up by {key} on sheet "
            "'{list_sheet}' ({cells}).",
            **words,
        )
    )
    return Finding(
        Severity.WARNING if lost else Severity.INFO,
        "tables-joined",
        told + lost,
        table.file,
        table.sheet,
        table.cells,
    )
