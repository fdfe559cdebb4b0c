"""Which of a KPI's formulas gave a measurement, told by the cells it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition, Source
from desktop_app.domain.address import column_letters, parse_cell, parse_range
from desktop_app.domain.measurement import Basis
from desktop_app.domain.records import VENDOR, Evidence, RecordTable
from desktop_app.kpi.derive import name_in_words
from desktop_app.kpi.origins import SEPARATOR, Origin
from desktop_app.kpi.reads import columns_of, fields_of
from desktop_app.kpi.staffing import with_staff_months


def used_formula(
    measurement: Mapping[str, Any], evidence: Evidence, catalogue: Catalogue
) -> Formula | None:
    """Return the formula of a computed or derived measurement, None if it can't be told.

    Several tables may have given it by different formulas; then it is that of the first.

    Parameters
    ----------
    measurement : mapping
        A row of `Measurements.frame`, made from this evidence and catalogue.
    """
    kpi = catalogue.kpis[str(measurement["kpi"])]
    if measurement["basis"] == Basis.COMPUTED.value:
        return _over_records(measurement, kpi, evidence, catalogue)
    of_kpis = _over_kpis(measurement, kpi, catalogue)
    return of_kpis or _over_quantities(measurement, kpi, evidence)


def origins_of(measurement: Mapping[str, Any]) -> list[Origin]:
    """Return the file, sheet and cells of each source of a measurement."""
    parts = (str(measurement[name]).split(SEPARATOR) for name in ("file", "sheet", "cells"))
    return list(zip(*parts, strict=True))


def letters_of(table: RecordTable, formula: Formula) -> tuple[str, ...]:
    """Return the columns a formula reads; of one that only counts rows, the table's first."""
    names = columns_of(formula)
    used = [letter for name in table.columns if name in names for letter in table.columns[name]]
    if not used:
        used = [letter for letters in table.columns.values() for letter in letters][:1]
    return tuple(sorted(dict.fromkeys(used), key=lambda letter: (len(letter), letter)))


def joined_origins(table: RecordTable, formula: Formula) -> tuple[Origin, ...]:
    """Return the cells of other tables that what a formula reads was joined from."""
    names = columns_of(formula) | {VENDOR}
    found = [(table.file, j.sheet, j.cells) for name, j in table.joined.items() if name in names]
    return tuple(dict.fromkeys(found))


def _candidates(
    measurement: Mapping[str, Any], kpi: KpiDefinition, source: Source
) -> Iterator[Formula]:
    for formula in kpi.formulas:
        if formula.source is source and formula.variant == measurement["variant"]:
            yield formula


def _over_records(
    measurement: Mapping[str, Any], kpi: KpiDefinition, evidence: Evidence, catalogue: Catalogue
) -> Formula | None:
    file, sheet, cells = origins_of(measurement)[0]
    shown = {column_letters(parse_range(one)[1]) for one in cells.split(",") if one}
    for table in with_staff_months(evidence.records, catalogue):
        if (table.file, table.sheet) == (file, sheet):
            for formula in _candidates(measurement, kpi, Source.RECORDS):
                if _lacks_fields(table, formula, catalogue):
                    continue
                if set(letters_of(table, formula)) == shown:
                    return formula
    return None


def _lacks_fields(table: RecordTable, formula: Formula, catalogue: Catalogue) -> bool:
    """Return whether a formula reads fields that a table does not have."""
    there = {*map(str, table.frame.columns), *table.dimensions}
    return any(name in catalogue.fields and name not in there for name in columns_of(formula))


def _over_kpis(
    measurement: Mapping[str, Any], kpi: KpiDefinition, catalogue: Catalogue
) -> Formula | None:
    """Return the formula whose KPIs the measurement's note names as its sources."""
    sources = str(measurement["note"]).partition(";")[0]
    for formula in _candidates(measurement, kpi, Source.KPIS):
        if all(name_in_words(name, catalogue) in sources for name in fields_of(formula)):
            return formula
    return None


def _over_quantities(
    measurement: Mapping[str, Any], kpi: KpiDefinition, evidence: Evidence
) -> Formula | None:
    own = evidence.stated[evidence.stated["vendor"].astype("str") == measurement["vendor"]]
    items = set()
    for file, sheet, cells in origins_of(measurement):
        blocks = [parse_range(one) for one in cells.split(",") if one]
        here = own[(own["file"] == file) & (own["sheet"] == sheet)]
        for cell, item in zip(here["cell"].tolist(), here["item"].tolist(), strict=True):
            row, column = parse_cell(cell)
            if any(
                top <= row <= bottom and left <= column <= right
                for top, left, bottom, right in blocks
            ):
                items.add(item)
    for formula in _candidates(measurement, kpi, Source.QUANTITIES):
        if {name for name in fields_of(formula) if name in set(own["item"])} == items:
            return formula
    return None
