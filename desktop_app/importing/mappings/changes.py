"""What changed in a vendor's layout since its last report."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.change import Change, Kind
from desktop_app.importing.mappings.document import (
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.mappings.fingerprint import HeadingKeys, shape_of_mapping
from desktop_app.importing.mappings.matching import similarity
from desktop_app.importing.mappings.table_changes import TableChanges

_NAMED = 6


def find_changes(before: ReportMapping, now: ReportMapping, catalogue: Catalogue) -> list[Change]:
    """Return what changed from one report's mapping to the next one's, the gravest first."""
    keys = HeadingKeys(catalogue.words)
    _, pairs = similarity(shape_of_mapping(before, keys), shape_of_mapping(now, keys))
    found: list[Change] = []
    for pair in pairs:
        tables = before.tables[pair.known], now.tables[pair.found]
        found += TableChanges(*tables, keys, catalogue).changes()
    paired = {pair.known for pair in pairs}, {pair.found for pair in pairs}
    found += [
        _table_gone(table)
        for place, table in enumerate(before.tables)
        if place not in paired[0] and _matters(table)
    ]
    found += [
        _table_new(table)
        for place, table in enumerate(now.tables)
        if place not in paired[1] and _matters(table)
    ]
    order = list(Severity)
    return sorted(found, key=lambda change: order.index(change.severity))


def say_changes(before: ReportMapping, now: ReportMapping, catalogue: Catalogue) -> list[Finding]:
    """Return the changes as findings; those that need no decision of one kind in one."""
    changes = find_changes(before, now, catalogue)
    asked = [change for change in changes if change.severity is not Severity.INFO]
    found = [
        Finding(
            change.severity,
            change.kind.value,
            tr("Since '{file}': {change}", file=before.file, change=change.text),
            now.file,
            change.sheet,
            change.cells,
            change.subject,
            change.answers,
        )
        for change in asked
    ]
    noted: dict[Kind, list[Change]] = {}
    for change in changes:
        if change.severity is Severity.INFO:
            noted.setdefault(change.kind, []).append(change)
    for kind, group in noted.items():
        told = " ".join(change.text for change in group[:_NAMED])
        more = (
            " " + tr("And {count} more.", count=len(group) - _NAMED) if len(group) > _NAMED else ""
        )
        text = tr("Since '{file}': {changes}", file=before.file, changes=told + more)
        found.append(Finding(Severity.INFO, kind.value, text, now.file))
    return found


def _matters(table: TableMapping) -> bool:
    return table.layout != "other" or table.said_by is SaidBy.USER


def _table_gone(table: TableMapping) -> Change:
    return Change(
        Kind.TABLE_GONE,
        Severity.WARNING if table.layout != "other" else Severity.INFO,
        tr(
            "table {cells} on '{sheet}' ({headings}) is not there.",
            cells=table.cells,
            sheet=table.sheet,
            headings=_headings(table.items),
        ),
    )


def _table_new(table: TableMapping) -> Change:
    return Change(
        Kind.TABLE_NEW,
        Severity.INFO,
        tr(
            "table {cells} on '{sheet}' ({headings}) is new.",
            cells=table.cells,
            sheet=table.sheet,
            headings=_headings(table.items),
        ),
        table.sheet,
        table.cells,
    )


def _headings(items: Sequence[ItemMapping]) -> str:
    names = [f"'{item.heading}'" for item in items if item.heading]
    return ", ".join(names[:3]) + (", ..." if len(names) > 3 else "") or tr("no headings")
