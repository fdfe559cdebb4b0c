"""Measurements computed from records: sums of parts over sums of wholes, and quantiles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.catalogue.model import (
    Catalogue,
    FieldKind,
    Formula,
    KpiDefinition,
    Statistic,
)
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import RecordTable
from desktop_app.kpi.columns import RecordColumns, applicable, fields_of
from desktop_app.kpi.grouping import TableGroups
from desktop_app.kpi.pieces import Piece, quantile_block, ratio_block
from desktop_app.kpi.table import Block
from desktop_app.kpi.wording import place, several


@dataclass(slots=True)
class _Gathered:
    """All tables' pieces of one variant in one currency."""

    kpi: KpiDefinition
    formula: Formula
    currency: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class RecordMeasures:
    """What `measure_records` found: blocks for `kpi.table.stack`, and findings."""

    blocks: list[Block]
    findings: list[Finding]


def measure_records(
    tables: Iterable[RecordTable],
    catalogue: Catalogue,
    by: Grain,
    segment: str | None,
    progress: Progress,
) -> RecordMeasures:
    """Return every KPI that records give, by vendor, period and (with the total) segment.

    Records of several tables of one vendor are pooled. Records in different currencies are not:
    each currency is a figure of its own. A record counts where part and whole are both known; a
    group whose wholes add up to 0 has no figure.

    Parameters
    ----------
    segment : str or None
        Id of the dimension field to split by; totals over all segments are there anyway.
    """
    gathered: dict[tuple[str, str, str, bool], _Gathered] = {}
    findings: list[Finding] = []
    tables = list(tables)
    for number, table in enumerate(tables):
        progress.check()
        progress.report(number / len(tables), f"Measuring {table.file}")
        columns = RecordColumns(table, catalogue)
        groupings = [TableGroups.of(columns, by, None)]
        if segment is not None:
            groupings.append(TableGroups.of(columns, by, segment))
        undated: dict[str, int] = {}
        for kpi, formula in formulas_for(columns, catalogue):
            progress.check()
            currency, problem = _currency(table, formula, kpi, catalogue)
            if currency is None:
                findings.append(problem)
                continue
            for groups in groupings:
                key = (kpi.id, formula.variant, currency, groups.dimension is not None)
                entry = gathered.setdefault(key, _Gathered(kpi, formula, currency))
                entry.pieces.append(Piece.of(columns, groups, formula, _letters(table, formula)))
            lost = _without_period(groupings[0], formula)
            if lost:
                undated[kpi.short or kpi.title] = max(lost, undated.get(kpi.title, 0))
        if undated:
            findings.append(_undated(table, undated))
    blocks, more = _finish(gathered)
    return RecordMeasures(blocks, findings + more)


def formulas_for(
    columns: RecordColumns, catalogue: Catalogue
) -> list[tuple[KpiDefinition, Formula]]:
    """Return the formulas that a table has the fields for, one a variant."""
    return [
        (kpi, formula)
        for kpi in catalogue.kpis.values()
        for formula in applicable(kpi.formulas, columns.names)
    ]


def _finish(
    gathered: dict[tuple[str, str, str, bool], _Gathered],
) -> tuple[list[Block], list[Finding]]:
    blocks: list[Block] = []
    findings: list[Finding] = []
    currencies: dict[tuple[str, str, bool], int] = {}
    for kpi_id, variant, _, split in gathered:
        key = (kpi_id, variant, split)
        currencies[key] = currencies.get(key, 0) + 1
    for (kpi_id, variant, currency, split), entry in gathered.items():
        make = quantile_block if entry.formula.statistic is Statistic.QUANTILE else ratio_block
        unit = entry.kpi.variant(variant).unit
        keys, columns, without_whole = make(entry.pieces, entry.formula, unit)
        shown = currency if unit == "money" or currencies[kpi_id, variant, split] > 1 else ""
        size = len(keys)
        blocks.append(
            {
                **columns,
                "vendor": [key[0] for key in keys],
                "kpi": [kpi_id] * size,
                "period": [key[1] for key in keys],
                "segment": [key[2] for key in keys],
                "unit": [unit.value] * size,
                "currency": [shown] * size,
                "basis": [Basis.COMPUTED.value] * size,
                "variant": [variant] * size,
                "note": [""] * size,
            }
        )
        if not split:
            findings.extend(_zero_whole(entry, without_whole - {key[0] for key in keys}))
    return blocks, findings


def _currency(
    table: RecordTable, formula: Formula, kpi: KpiDefinition, catalogue: Catalogue
) -> tuple[str | None, Finding]:
    """Return the one currency a formula reads (``""`` for none), or None and the reason."""
    money = sorted(
        name
        for name in fields_of(formula)
        if name in catalogue.fields and catalogue.fields[name].kind is FieldKind.MONEY
    )
    found = {table.currencies.get(name, "") for name in money}
    finding = Finding(
        Severity.WARNING,
        "currencies-mixed",
        f"{kpi.title} is not computed from this table: {several(money)} are in different "
        f"currencies ({', '.join(sorted(found - {''}) + ['none named'] * ('' in found))}). "
        "Give all amounts in one currency, or name it in the headings.",
        table.file,
        table.sheet,
        table.cells,
    )
    return (None if len(found) > 1 else found.pop() if found else ""), finding


def _letters(table: RecordTable, formula: Formula) -> tuple[str, ...]:
    """Return the columns a formula reads; of one that only counts rows, the table's first."""
    used = [
        letter
        for name in table.columns
        if name in fields_of(formula)
        for letter in table.columns[name]
    ]
    if not used:
        used = [letter for letters in table.columns.values() for letter in letters][:1]
    return tuple(sorted(dict.fromkeys(used), key=lambda letter: (len(letter), letter)))


def _without_period(groups: TableGroups, formula: Formula) -> int:
    """Return how many records a formula counts but can't place in a period."""
    if groups.grain is Grain.ALL:
        return 0
    counted = groups.counted(formula)
    return counted.known - int(counted.n.sum())


def _undated(table: RecordTable, undated: dict[str, int]) -> Finding:
    most = max(undated.values())
    return Finding(
        Severity.INFO,
        "records-without-period",
        f"Up to {most} of {len(table.frame)} records here have no date that places them in one "
        f"period; they count only in the figures over all periods ({several(list(undated))}).",
        table.file,
        table.sheet,
        table.cells,
    )


def _zero_whole(entry: _Gathered, vendors: set[str]) -> list[Finding]:
    findings = []
    for vendor in sorted(vendors):
        table = entry.pieces[0].table
        findings.append(
            Finding(
                Severity.INFO,
                "zero-whole",
                f"{vendor} has no {entry.kpi.title}: all its records give 0 for what it is a "
                f"share of ({entry.formula.whole}), at {place(table.file, table.sheet, '')}. "
                "That is no value, not 0.",
                table.file,
                table.sheet,
                table.cells,
            )
        )
    return findings
