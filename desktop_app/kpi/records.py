"""Measurements computed from records: sums of parts over sums of wholes, and quantiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from desktop_app.catalogue.formula_names import distinct_field
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
from desktop_app.domain.records import Evidence, RecordTable
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.blocks import Columns, distinct_block, quantile_block, ratio_block
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.doubts import told_of
from desktop_app.kpi.grouping import Key, TableGroups
from desktop_app.kpi.logs import Logs
from desktop_app.kpi.pieces import Piece, centre_of
from desktop_app.kpi.reads import chosen_formulas, fields_of
from desktop_app.kpi.sampling import unchecked
from desktop_app.kpi.staffing import with_staff_months
from desktop_app.kpi.table import Block, Offer
from desktop_app.kpi.used_formula import letters_of
from desktop_app.kpi.wording import number, place

_Slot = tuple[str, str, bool, str]
"""KPI, variant, whether split by segment, currency."""


@dataclass(slots=True)
class _Gathered:
    """All tables' pieces of one variant in one currency."""

    kpi: KpiDefinition
    formula: Formula
    currency: str
    centre: float
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class RecordMeasures:
    """What `measure_records` found: blocks for `kpi.table.stack`, and findings.

    `offered` are the definitions that records allow, but that are computed only when asked for.
    """

    blocks: list[Block]
    findings: list[Finding]
    offered: set[Offer] = field(default_factory=set)


def measure_records(
    evidence: Evidence,
    catalogue: Catalogue,
    by: Grain,
    segment: str | None,
    progress: Progress,
    latest: Mapping[str, float] | None = None,
) -> RecordMeasures:
    """Return every KPI that records give, by vendor, period and (with the total) segment.

    Records of several tables of one vendor are pooled. Records in different currencies are not:
    each currency is a figure of its own. A record counts where part and whole are both known; a
    group whose wholes add up to 0 has no figure.

    Parameters
    ----------
    segment : str or None
        Id of the dimension field to split by; totals over all segments are there anyway.
    latest : mapping of vendor to float, optional
        See `latest.latest_moments`.
    """
    gathered: dict[_Slot, _Gathered] = {}
    findings: list[Finding] = []
    offered: set[Offer] = set()
    wanted = _wanted(evidence)
    logs = Logs(evidence.records)
    tables = with_staff_months(evidence.records, catalogue)
    for place_in_turn, table in enumerate(tables):
        progress.check()
        progress.report(place_in_turn / len(tables), tr("Measuring {file}", file=table.file))
        columns = RecordColumns(table, catalogue, latest, evidence.calendar_of, logs)
        groupings = [TableGroups.of(columns, by, None, evidence.window)]
        if segment is not None:
            groupings.append(TableGroups.of(columns, by, segment, evidence.window))
        undated: dict[str, int] = {}
        for kpi, formulas in formulas_for(columns, catalogue):
            asked = [one for one in formulas if is_asked(kpi, one.variant, wanted)]
            offered |= _offers(columns, kpi, [one for one in formulas if one not in asked])
            progress.check()
            for formula in asked:
                lost = _gather(gathered, findings, groupings, kpi, formula, catalogue)
                if lost:
                    undated[kpi.short] = max(lost, undated.get(kpi.short, 0))
            for groups in groupings:
                groups.forget()
        if undated:
            findings.append(_undated(table, undated))
        findings += told_of(columns, catalogue)
    blocks, more = _finish(gathered)
    return RecordMeasures(blocks, findings + more, offered)


def is_asked(kpi: KpiDefinition, variant: str, wanted: Container[tuple[str, str]]) -> bool:
    """Return whether a variant is computed from records: always, or as somebody asks for it."""
    return not kpi.variant(variant).on_demand or (kpi.id, variant) in wanted


def _wanted(evidence: Evidence) -> set[tuple[str, str]]:
    """Return the KPIs and variants that a scenario asks for, or that a report states.

    What one vendor states is held against its own records, and compared with the others'.
    """
    stated = evidence.stated[["item", "variant"]].drop_duplicates()
    named = {(str(item), str(variant)) for item, variant in stated.itertuples(index=False)}
    return named | set(evidence.definitions.items())


def _offers(columns: RecordColumns, kpi: KpiDefinition, formulas: list[Formula]) -> set[Offer]:
    return {(vendor, kpi.id, one.variant) for one in formulas for vendor in columns.vendors[1]}


def formulas_for(
    columns: RecordColumns, catalogue: Catalogue
) -> list[tuple[KpiDefinition, list[Formula]]]:
    """Return the KPIs that a table has the fields for, with one formula for each variant."""
    found = [(kpi, chosen_formulas(kpi.formulas, columns)) for kpi in catalogue.kpis.values()]
    return [(kpi, formulas) for kpi, formulas in found if formulas]


def _gather(
    gathered: dict[_Slot, _Gathered],
    findings: list[Finding],
    groupings: list[TableGroups],
    kpi: KpiDefinition,
    formula: Formula,
    catalogue: Catalogue,
) -> int:
    """Add a table's piece of one formula; return how many of its records have no period."""
    columns = groupings[0].columns
    currency, problem = _currency(columns.table, formula, kpi, catalogue)
    if currency is None:
        findings.append(problem)
        return 0
    for groups in groupings:
        slot = (kpi.id, formula.variant, groups.dimension is not None, currency)
        if slot not in gathered:
            centre = centre_of(columns, formula)
            gathered[slot] = _Gathered(kpi, formula, currency, centre)
        entry = gathered[slot]
        letters = letters_of(columns.table, formula)
        entry.pieces.append(Piece.of(columns, groups, formula, letters, entry.centre))
    return _without_period(groupings[0], formula)


def _finish(gathered: dict[_Slot, _Gathered]) -> tuple[list[Block], list[Finding]]:
    """Return the figures of all pieces, each vendor's currencies apart."""
    made = []
    findings: list[Finding] = []
    currencies: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for slot, entry in gathered.items():
        keys, columns, without_whole = _figures(entry)
        made.append((slot, keys, columns))
        for vendor in {key[0] for key in keys}:
            currencies[slot[0], slot[1], vendor].add(entry.currency)
        if not slot[2]:
            findings.extend(_zero_whole(entry, without_whole - {key[0] for key in keys}))
    blocks = [_block(gathered[slot], keys, columns, currencies) for slot, keys, columns in made]
    for (kpi_id, variant, vendor), found in currencies.items():
        if len(found) > 1:
            kpi = next(e.kpi for s, e in gathered.items() if s[:2] == (kpi_id, variant))
            findings.append(_several_currencies(kpi, vendor, found))
    return blocks, findings


def _figures(entry: _Gathered) -> tuple[list[Key], Columns, set[str]]:
    unit = entry.kpi.variant(entry.formula.variant).unit
    if distinct_field(entry.formula.whole):
        return distinct_block(entry.pieces, entry.formula, unit)
    if entry.formula.statistic is Statistic.QUANTILE:
        return quantile_block(entry.pieces, entry.formula)
    return ratio_block(entry.pieces, entry.formula, unit, entry.centre)


def _block(
    entry: _Gathered,
    keys: list[Key],
    columns: Columns,
    currencies: dict[tuple[str, str, str], set[str]],
) -> Block:
    """Return figures with what they are; a currency is shown where amounts or vendors need it."""
    kpi, variant = entry.kpi.id, entry.formula.variant
    unit, size = entry.kpi.variant(variant).unit, len(keys)
    money = unit is Unit.MONEY
    return {
        **columns,
        "vendor": [key[0] for key in keys],
        "kpi": [kpi] * size,
        "period": [key[1] for key in keys],
        "segment": [key[2] for key in keys],
        "unit": [unit.value] * size,
        "currency": [
            entry.currency if money or len(currencies[kpi, variant, key[0]]) > 1 else ""
            for key in keys
        ],
        "basis": [Basis.COMPUTED.value] * size,
        "variant": [variant] * size,
        "note": [
            _note(entry.formula, *counts)
            for counts in zip(*(columns[name] for name in ("apart", "part", "whole")), strict=True)
        ],
    }


def _note(formula: Formula, apart: int, part: float, whole: float) -> str:
    """Return what the figure's label must say: how it was made, and what it leaves out."""
    left_out = f"{number(apart)} {formula.apart_words}" if apart else ""
    if formula.sampled:
        left_out = unchecked(apart, formula.apart_words, part, whole)
    return "; ".join(filter(None, (formula.note, left_out)))


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
        tr(
            "{kpi} is not computed from this table: {amounts} are in different "
            "currencies ({currencies}). Give all amounts in one currency, or name it in the "
            "headings.",
            kpi=kpi.title,
            amounts=listed(money, 4),
            currencies=", ".join(sorted(found - {""}) + [tr("none named")] * ("" in found)),
        ),
        table.file,
        table.sheet,
        table.cells,
    )
    return (None if len(found) > 1 else found.pop() if found else ""), finding


def _without_period(groups: TableGroups, formula: Formula) -> int:
    """Return how many records a formula counts but can't place in a period."""
    if groups.grain is Grain.ALL or groups.window is not None:
        return 0
    counted = groups.counted(formula)
    return counted.known - int(counted.n.sum())


def _undated(table: RecordTable, undated: dict[str, int]) -> Finding:
    most = max(undated.values())
    return Finding(
        Severity.INFO,
        "records-without-period",
        tr(
            "Up to {most} of {count} records here have no date that places them in one "
            "period; they count only in the figures over all periods ({kpis}).",
            most=most,
            count=len(table.frame),
            kpis=listed(list(undated), 4),
        ),
        table.file,
        table.sheet,
        table.cells,
    )


def _several_currencies(kpi: KpiDefinition, vendor: str, found: set[str]) -> Finding:
    names = [tr("no stated currency") if code == "" else code for code in sorted(found)]
    return Finding(
        Severity.WARNING,
        "several-currencies",
        tr(
            "{vendor}: the amounts behind {kpi} are in {currencies}. They are not "
            "added; there is a figure for each. Give all in one currency to have one "
            "figure.",
            vendor=vendor,
            kpi=kpi.title,
            currencies=listed(names, 4),
        ),
    )


def _zero_whole(entry: _Gathered, vendors: set[str]) -> list[Finding]:
    findings = []
    for vendor in sorted(vendors):
        table = entry.pieces[0].table
        findings.append(
            Finding(
                Severity.INFO,
                "zero-whole",
                tr(
                    "{vendor} has no {kpi}: all its records give 0 for what it is a "
                    "share of ({whole}), at {place}. That is no value, not 0.",
                    vendor=vendor,
                    kpi=entry.kpi.title,
                    whole=entry.formula.whole,
                    place=place(table.file, table.sheet, ""),
                ),
                table.file,
                table.sheet,
                table.cells,
            )
        )
    return findings
