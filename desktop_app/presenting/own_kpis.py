"""What a KPI that is being defined would show: every vendor's figure, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.catalogue.formula_names import AS_OF, PERIOD_MONTHS, fields_within, kpi_named
from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition, Source
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.records import Evidence
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.measure import measure
from desktop_app.kpi.reads import fields_of, needs_of
from desktop_app.kpi.trail import needed_kpis
from desktop_app.presenting.formatting import (
    MISSING,
    format_interval,
    format_number,
    format_value,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell


@dataclass(frozen=True, slots=True)
class KpiPreview:
    """The figures as a table with one row a vendor, and how many vendors have one."""

    table: Table
    found: int
    vendors: int


@dataclass(frozen=True, slots=True)
class _Line:
    vendor: str
    figure: dict[str, Any] | None
    why: str


def preview_kpi(
    comparison: Comparison, catalogue: Catalogue, kpi: str, progress: Progress
) -> KpiPreview:
    """Return what each vendor's reports give for one KPI of a catalogue.

    Parameters
    ----------
    catalogue : Catalogue
        With the KPI that is being defined and what it is made of.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    definition = catalogue.kpis[kpi]
    only = replace(catalogue, kpis=needed_kpis(definition, catalogue))
    measured = measure(
        comparison.evidence,
        only,
        Grain.ALL,
        progress=progress,
        baseline=comparison.scenario.baseline,
        doubting=False,
    ).frame
    rows = measured[(measured["kpi"] == kpi) & measured["segment"].isna()].to_dict("records")
    lines = []
    for vendor in comparison.vendors:
        own: list[dict[str, Any]] = [
            {str(name): value for name, value in row.items()}
            for row in rows
            if row["vendor"] == vendor
        ]
        why = "" if own else _why_none(definition, vendor, measured, comparison.evidence, only)
        lines += [_Line(vendor, row, "") for row in own] or [_Line(vendor, None, why)]
    found = len({line.vendor for line in lines if line.figure is not None})
    return KpiPreview(_table(lines), found, len(comparison.vendors))


def _table(lines: Sequence[_Line]) -> Table:
    columns: list[Column[_Line]] = [
        Column("vendor", tr("Vendor"), lambda line: text_cell(line.vendor, strong=True), width=20),
        Column("value", tr("Figure"), _value_cell, align=Align.RIGHT, width=14),
        Column("n", "n", lambda line: _number_cell(line, "n"), align=Align.RIGHT, width=10),
        Column("interval", tr("95 % interval"), _interval_cell, width=22),
        Column("basis", tr("From"), _basis_cell, width=12),
        Column("note", tr("Note"), _note_cell),
    ]
    return make_table(columns, lines, lambda line: (line.vendor, id(line)))


def _value_cell(line: _Line) -> Cell:
    if line.figure is None:
        return Cell(MISSING, None, Tint.MUTED, line.why)
    value = float(line.figure["value"])
    text = format_value(value, str(line.figure["unit"]), str(line.figure["currency"]))
    return Cell(text, value, strong=True)


def _number_cell(line: _Line, name: str) -> Cell:
    value = float(line.figure[name]) if line.figure is not None else math.nan
    return Cell(format_number(value, 0), value, Tint.MUTED if math.isnan(value) else Tint.NONE)


def _interval_cell(line: _Line) -> Cell:
    if line.figure is None:
        return text_cell("")
    ends = (float(line.figure["low"]), float(line.figure["high"]))
    return text_cell(format_interval(*ends, str(line.figure["unit"]), str(line.figure["currency"])))


def _basis_cell(line: _Line) -> Cell:
    words = {
        Basis.COMPUTED.value: tr("records"),
        Basis.STATED.value: tr("stated"),
        Basis.DERIVED.value: tr("other figures"),
    }
    return text_cell("" if line.figure is None else words[str(line.figure["basis"])])


def _note_cell(line: _Line) -> Cell:
    text = line.why if line.figure is None else str(line.figure["note"])
    return text_cell(text, tint=Tint.MUTED, tooltip=text)


def _why_none(
    kpi: KpiDefinition, vendor: str, measured: Any, evidence: Evidence, catalogue: Catalogue
) -> str:
    """Return why a vendor has no figure: what its reports lack for the first formula."""
    if not kpi.formulas:
        return tr("no report of this vendor has a row or column of this name")
    formula = kpi.formulas[0]
    if formula.source is Source.KPIS:
        lacking = _lacking_kpis(formula, vendor, measured, catalogue)
        return (
            tr("no figure of {kpis}", kpis=listed(lacking, 4))
            if lacking
            else tr("the result is not a number")
        )
    if formula.source is Source.QUANTITIES:
        own = evidence.stated[evidence.stated["vendor"].astype("str") == vendor]
        absent = sorted(fields_of(formula) - set(own["item"]) - {AS_OF, PERIOD_MONTHS})
        return (
            tr("not stated: {fields}", fields=listed(_titles(absent, catalogue), 4))
            if absent
            else (tr("the counts stand in no row or column together"))
        )
    return _lacking_fields(formula, vendor, evidence, catalogue)


def _lacking_kpis(formula: Formula, vendor: str, measured: Any, catalogue: Catalogue) -> list[str]:
    there = set(measured.loc[measured["vendor"] == vendor, "kpi"])
    names = sorted({kpi_named(name)[0] for name in fields_of(formula)} - there)
    return [catalogue.kpis[name].title for name in names]


def _lacking_fields(formula: Formula, vendor: str, evidence: Evidence, catalogue: Catalogue) -> str:
    """Return which columns a vendor's logs lack; of several logs the one that lacks least."""
    fewest: list[str] | None = None
    for table in evidence.records:
        columns = RecordColumns(table, catalogue, {}, evidence.calendar_of)
        if vendor in columns.vendors[1]:
            absent = _absent(formula, columns)
            if fewest is None or len(absent) < len(fewest):
                fewest = absent
    if fewest is None:
        return tr("no log of records from this vendor")
    if not fewest:
        return tr("no record counts: the condition holds nowhere, or it is divided by 0")
    return tr("its records have no {fields}", fields=listed(_titles(fewest, catalogue), 4))


def _absent(formula: Formula, columns: RecordColumns) -> list[str]:
    """Return the fields that a table lacks, or what else it can't tell (working hours)."""
    needed = needs_of(formula) - columns.names
    fields = {field for name in needed for field in fields_within(name)} - columns.names
    return sorted(fields or {name.partition("(")[0].replace("_", " ") for name in needed})


def _titles(names: Sequence[str], catalogue: Catalogue) -> list[str]:
    return [catalogue.fields[name].title if name in catalogue.fields else name for name in names]
