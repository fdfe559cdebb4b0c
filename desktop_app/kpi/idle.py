"""Counts, sums and typed values that no KPI is made of: named, with what they wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from desktop_app.catalogue.model import Catalogue, FieldKind, FieldRole, KpiDefinition, Source
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR, RecordTable
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.contexts import StatedRow
from desktop_app.kpi.observations import Observation
from desktop_app.kpi.origins import compress
from desktop_app.kpi.reads import columns_of
from desktop_app.kpi.table import Block

_NAMED = 6
_NEEDS = 3
_AMOUNTS = frozenset(
    (
        *(FieldKind.SHARE, FieldKind.DURATION, FieldKind.SCORE, FieldKind.POINTS, FieldKind.INDEX),
        *(FieldKind.MONEY, FieldKind.COUNT, FieldKind.RATE, FieldKind.YEARS),
    )
)


def idle_counts(
    rows: Sequence[StatedRow], observations: Iterable[Observation], catalogue: Catalogue
) -> list[Finding]:
    """Return a warning for each sheet whose counts or sums are in no KPI of their vendor.

    A count is idle when none of the KPIs that can be made of it, or weighed by it, has a figure
    of that vendor: what only tells another figure's part once more is not.

    Parameters
    ----------
    rows : sequence of StatedRow
    observations : iterable of Observation
        All that the rows give.
    """
    users = _Users(catalogue, Source.QUANTITIES)
    measured = {(one.vendor, one.kpi) for one in observations}
    held: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        held[row.vendor].add(row.item)
    idle: dict[tuple[str, str], dict[str, list[StatedRow]]] = defaultdict(dict)
    for row in rows:
        told = any((row.vendor, kpi.id) in measured for kpi in users.of(row.item))
        if row.item in catalogue.fields and row.item not in catalogue.kpis and not told:
            idle[row.file, row.sheet].setdefault(row.item, []).append(row)
    found = []
    for (file, sheet), items in sorted(idle.items()):
        cells = {item: compress([row.cell for row in own]) for item, own in items.items()}
        needs = [users.need(item, held[own[0].vendor]) for item, own in items.items()]
        found.append(_finding((file, sheet), cells, needs, catalogue))
    return found


def idle_fields(
    tables: Iterable[RecordTable], blocks: Iterable[Block], catalogue: Catalogue
) -> list[Finding]:
    """Return a warning for each log with typed values that are in no KPI of its vendors.

    Where a KPI has all its fields and no figure came of it, another finding says why.

    Parameters
    ----------
    tables : iterable of RecordTable
    blocks : iterable of Block
        All that was computed from them.
    """
    users = _Users(catalogue, Source.RECORDS)
    measured = {pair for one in blocks for pair in zip(one["vendor"], one["kpi"], strict=True)}
    found = []
    for table in tables:
        vendors = set(table.frame[VENDOR].unique())
        idle = {
            name: ",".join(letters)
            for name, letters in table.columns.items()
            if _is_measured(name, catalogue)
            and bool(table.frame[name].notna().any())
            and measured.isdisjoint((v, kpi.id) for v in vendors for kpi in users.of(name))
            and not users.complete(name, table.frame.columns)
        }
        if idle:
            needs = [users.need(name, set(table.frame.columns)) for name in idle]
            found.append(_finding((table.file, table.sheet), idle, needs, catalogue))
    return found


def _is_measured(name: str, catalogue: Catalogue) -> bool:
    """Return whether a column holds an amount of something: what texts tell has no unit."""
    known = catalogue.fields.get(name)
    return known is not None and known.role is FieldRole.VALUE and known.kind in _AMOUNTS


class _Users:
    """Which KPIs are made of fields, by formulas over one source."""

    def __init__(self, catalogue: Catalogue, source: Source) -> None:
        self._titles = {field.id: field.title for field in catalogue.fields.values()}
        self._formulas: dict[str, list[tuple[KpiDefinition, frozenset[str]]]] = defaultdict(list)
        self._users: dict[str, dict[str, KpiDefinition]] = defaultdict(dict)
        for kpi in catalogue.kpis.values():
            weighing = (*kpi.weigh_by, *kpi.stand_ins, *kpi.sample_of)
            for name in weighing if source is Source.QUANTITIES else ():
                self._users[name][kpi.id] = kpi
            for formula in kpi.formulas:
                names = columns_of(formula) if formula.source is source else frozenset()
                for name in names:
                    self._users[name][kpi.id] = kpi
                    self._formulas[name].append((kpi, names))

    def of(self, name: str) -> Iterable[KpiDefinition]:
        """Return the KPIs that are made of a field, or weighed by it."""
        return self._users[name].values() if name in self._users else ()

    def complete(self, name: str, held: Collection[str]) -> bool:
        """Return whether all fields are there that a formula needs beside one."""
        return any(
            names & self._titles.keys() <= set(held) for _, names in self._formulas.get(name, ())
        )

    def need(self, name: str, held: Collection[str]) -> str:
        """Return what the KPI that lacks least for a field waits for, ``""`` where none can be."""
        options = [
            (len(missing), not kpi.weight, kpi, missing)
            for kpi, names in self._formulas.get(name, ())
            for missing in [sorted((names & self._titles.keys()) - set(held))]
        ]
        if not options:
            return ""
        _, _, kpi, missing = min(options, key=lambda option: option[:2])
        if not missing:
            return tr(
                "'{kpi}' would need its counts for the same period and part of the work.",
                kpi=kpi.title,
            )
        wanted = listed([f"'{self._titles[one]}'" for one in missing], _NAMED)
        return tr("'{kpi}' would also need {names}.", kpi=kpi.title, names=wanted)


def _finding(
    place: tuple[str, str], idle: Mapping[str, str], needs: Iterable[str], catalogue: Catalogue
) -> Finding:
    """Return the warning of idle fields, by id with their cells."""
    names = [f"'{catalogue.fields[name].title}' ({cells})" for name, cells in idle.items()]
    said = tr("Read, but in no KPI: {counts}.", counts=listed(names, _NAMED))
    told = " ".join(list(dict.fromkeys(filter(None, needs)))[:_NEEDS])
    return Finding(
        Severity.WARNING,
        "read-in-no-kpi",
        f"{said} {told}".strip(),
        place[0],
        place[1],
        ",".join(idle.values()),
    )
