"""The way back: from a measurement to its records or cells, and its formula in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.formula_names import BASELINE, distinct_field, kpi_named
from desktop_app.catalogue.model import (
    Catalogue,
    FieldRole,
    Formula,
    KpiDefinition,
    Source,
    Statistic,
)
from desktop_app.catalogue.sizes import SIZE_FIELD, is_size
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS, Basis
from desktop_app.domain.period import Period
from desktop_app.domain.records import ROW, SEGMENT, VENDOR, Evidence, RecordTable
from desktop_app.domain.translating import tr
from desktop_app.kpi.attainment import ATTAINMENT, SLA_KPI, attained
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.derive import choose_inputs
from desktop_app.kpi.grouping import TableGroups
from desktop_app.kpi.latest import latest_moments
from desktop_app.kpi.logs import Logs
from desktop_app.kpi.measure import each_once, measure
from desktop_app.kpi.observations import Observation
from desktop_app.kpi.periods import grain_of
from desktop_app.kpi.reads import chosen_formulas, columns_of, fields_of
from desktop_app.kpi.staffing import with_staff_months
from desktop_app.kpi.summaries import SummaryMeasures, evidence_rows, measure_summaries
from desktop_app.kpi.used_formula import origins_of, used_formula
from desktop_app.kpi.window import stated_within
from desktop_app.kpi.wording import number, show

_SPREAD_OUT = ["vendor", "period", "segment", "value", "unit", "target", "raw", "rule"]


def rows_behind(
    measurement: Mapping[str, Any],
    evidence: Evidence,
    catalogue: Catalogue,
    segment_field: str | None = None,
    baseline: str = "",
) -> pd.DataFrame:
    """Return what a figure is made of, one row a record, a cell or another figure.

    Parameters
    ----------
    measurement : mapping
        A row of `Measurements.frame`, made from this evidence and catalogue.
    segment_field : str, optional
        The dimension that was split by; without it, the one that has the segment.
    baseline : str
        As for `measure`.

    Returns
    -------
    pd.DataFrame
        Computed: ``file``, ``sheet``, ``row``, the fields that the formula reads, the ``rule`` by
        which they were read, ``part`` and, unless it is 1 for every record, ``whole``. Stated, or
        derived from stated counts: ``file``, ``sheet``, ``cell``, ``item``, the value as read and
        as written (``raw``), and the ``rule`` that led from one to the other. Made of
        targets: those, with ``attainment``. Made of other KPIs: their measurements. Empty if
        nothing in the evidence gives this figure.
    """
    evidence, _ = each_once(evidence, catalogue)
    evidence, _ = stated_within(evidence)
    spot = (
        str(measurement["vendor"]),
        _label(measurement["period"]),
        _label(measurement["segment"]),
    )
    kpi = catalogue.kpis[str(measurement["kpi"])]
    if measurement["basis"] == Basis.COMPUTED.value:
        return _records(measurement, spot, kpi, evidence, catalogue, segment_field)
    own = evidence.stated[evidence.stated["vendor"].astype("str") == spot[0]]
    summary = measure_summaries(own, catalogue, grain_of(spot[1]), spot[2] is not None)
    if kpi.id == SLA_KPI and measurement["variant"] == ATTAINMENT:
        return _targets(spot, summary, catalogue)
    for entry in summary.rolled:
        if (entry.period, entry.segment) == spot[1:] and _is_of(entry.figure, measurement):
            positions = [row.position for row in evidence_rows(entry.figure, summary.rows)]
            shown = own.iloc[positions][["file", "sheet", "cell", "item", *_SPREAD_OUT]]
            return shown.reset_index(drop=True)
    options = {"segment": segment_field or "", "baseline": baseline}
    return _figures(measurement, spot, kpi, evidence, catalogue, options)


def _is_of(figure: Observation, measurement: Mapping[str, Any]) -> bool:
    """Return whether a figure from stated values is the one that a measurement shows."""
    return all(
        getattr(figure, name) == measurement[name]
        for name in ("kpi", "variant", "basis", "currency")
    )


def formula_text(
    measurement: Mapping[str, Any], catalogue: Catalogue, evidence: Evidence | None = None
) -> str:
    """Return how a figure came about: ``sum(resolved) / count = 412 / 520 = 79.2 %``.

    Parameters
    ----------
    evidence : Evidence, optional
        What the measurement was made from. A KPI often has several formulas, for tables with
        different fields; without the evidence only the figures are named then.
    """
    kpi = catalogue.kpis[str(measurement["kpi"])]
    value = show(
        float(measurement["value"]), str(measurement["unit"]), str(measurement["currency"])
    )
    part, whole = float(measurement["part"]), float(measurement["whole"])
    if measurement["basis"] == Basis.STATED.value:
        if np.isnan(whole):
            return tr("as stated: {figure}", figure=value)
        return tr(
            "as stated: {figure}, for a volume of {volume}", figure=value, volume=number(whole)
        )
    if measurement["variant"] == ATTAINMENT and kpi.id == SLA_KPI:
        return tr(
            "mean attainment of {count} targets = {figure}", count=number(whole), figure=value
        )
    formula = None if evidence is None else used_formula(measurement, evidence, catalogue)
    if formula is not None and formula.source is Source.KPIS:
        return f"{formula.part}{f' / ({formula.whole})' if formula.whole else ''} = {value}"
    if formula is not None and formula.statistic is Statistic.QUANTILE:
        name = tr("median") if formula.q == 0.5 else tr("{share:.0%} quantile", share=formula.q)
        return tr(
            "{quantile} of {part} over {count} records = {figure}",
            quantile=name,
            part=_of_each(formula),
            count=number(float(measurement["n"])),
            figure=value,
        )
    figures = " / ".join(number(figure) for figure in (part, whole) if not np.isnan(figure))
    texts = [_sums(formula) if formula is not None else "", figures, value]
    if formula is not None and formula.factor != 1.0:
        texts[:2] = [f"{formula.factor:g} x {text}" for text in texts[:2]]
    return " = ".join(text for text in texts if text)


def _of_each(formula: Formula) -> str:
    """Return what a quantile is of: what records give, or all records of one id."""
    field = distinct_field(formula.whole)
    return f"sum({formula.part}) by {field}" if field else formula.part


def _sums(formula: Formula) -> str:
    if formula.statistic is Statistic.SUM and formula.whole:
        return formula.whole
    if formula.statistic is Statistic.SUM:
        return f"sum({formula.part})"
    if distinct_field(formula.whole):
        return f"sum({formula.part}) / {formula.whole}"
    whole = "count" if formula.whole == "1" else f"sum({formula.whole})"
    return f"sum({formula.part}) / {whole}"


def _records(
    measurement: Mapping[str, Any],
    spot: tuple[str, str | None, str | None],
    kpi: KpiDefinition,
    evidence: Evidence,
    catalogue: Catalogue,
    segment_field: str | None,
) -> pd.DataFrame:
    parts = []
    places = {origin[:2] for origin in origins_of(measurement)}
    latest = latest_moments(evidence, catalogue)
    logs = Logs(evidence.records)
    for table in with_staff_months(evidence.records, catalogue):
        if (table.file, table.sheet) not in places:
            continue
        columns = RecordColumns(table, catalogue, latest, evidence.calendar_of, logs)
        for formula in chosen_formulas(kpi.formulas, columns):
            if formula.variant == measurement["variant"]:
                field = segment_field or _dimension(table, spot[2], catalogue)
                parts.append(_records_of(columns, formula, spot, field, evidence.window))
    found = [part for part in parts if len(part)]
    together = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    for formula in kpi.formulas:
        field = distinct_field(formula.whole)
        if field in together.columns and formula.variant == measurement["variant"]:
            together["whole"] = np.where(together.duplicated(field), 0.0, 1.0)  # each id once
    return together


def _records_of(
    columns: RecordColumns,
    formula: Formula,
    spot: tuple[str, str | None, str | None],
    segment_field: str | None,
    window: Period | None,
) -> pd.DataFrame:
    grouped = TableGroups.of(
        columns, grain_of(spot[1]), segment_field if spot[2] is not None else None, window
    )
    counted = grouped.counted(formula)
    if spot not in counted.groups.keys:
        return pd.DataFrame()
    chosen = np.flatnonzero(counted.codes == counted.groups.keys.index(spot))
    frame = columns.table.frame
    used = [name for name in frame.columns if name in columns_of(formula)]
    shown = frame.iloc[chosen][[ROW, *used]].rename(columns={ROW: "row"}).reset_index(drop=True)
    shown.insert(0, "file", columns.table.file)
    shown.insert(1, "sheet", columns.table.sheet)
    rule = "; ".join(
        f"{name.replace('_', ' ')}: {columns.table.rules[name]}"
        for name in used
        if name in columns.table.rules
    )
    if rule:
        shown["rule"] = rule
    shown["part"] = columns.evaluate(formula.part)[chosen]
    if formula.whole and formula.whole != "1":
        shown["whole"] = columns.evaluate(formula.whole)[chosen]
    return shown


def _dimension(table: RecordTable, segment: str | None, catalogue: Catalogue) -> str | None:
    """Return the dimension field of a table that has a segment."""
    if segment is None:
        return None
    for name, constant in table.dimensions.items():
        if constant == segment:
            return name
    for name in table.frame.columns:
        known = catalogue.fields.get(str(name))
        if name == SEGMENT or (known is not None and known.role is FieldRole.DIMENSION):
            values = table.frame[name].astype("category").cat.categories
            if segment in {str(value) for value in values}:
                return str(name)
    return SIZE_FIELD if is_size(segment) else None


def _targets(
    spot: tuple[str, str | None, str | None], summary: SummaryMeasures, catalogue: Catalogue
) -> pd.DataFrame:
    """Return each SLA behind a mean attainment, with its target and what was reached of it."""
    lines = []
    for sla in attained(summary.rolled, catalogue).get(spot, []):
        first = evidence_rows(sla.figure, summary.rows)[0]
        lines.append(
            {
                "file": first.file,
                "sheet": first.sheet,
                "cell": first.cell,
                "item": sla.figure.kpi,
                "value": sla.figure.value,
                "unit": sla.figure.unit.value,
                "target": sla.figure.target,
                "attainment": sla.share,
            }
        )
    return pd.DataFrame(lines)


def _figures(
    measurement: Mapping[str, Any],
    spot: tuple[str, str | None, str | None],
    kpi: KpiDefinition,
    evidence: Evidence,
    catalogue: Catalogue,
    options: Mapping[str, str],
) -> pd.DataFrame:
    """Return the measurements that a figure made of other KPIs was worked out from."""
    vendors = {spot[0], options["baseline"]}
    tables = [
        replace(table, frame=table.frame[table.frame[VENDOR].isin(vendors)])
        for table in evidence.records
    ]
    stated = evidence.stated[evidence.stated["vendor"].astype("str").isin(vendors)]
    measured = measure(
        replace(evidence, records=[table for table in tables if len(table.frame)], stated=stated),
        replace(catalogue, kpis=needed_kpis(kpi, catalogue)),
        grain_of(spot[1]),
        options["segment"] or None,
        baseline=options["baseline"],
    ).frame
    lines: list[dict[str, Any]] = []
    for formula in kpi.formulas:
        if formula.source is Source.KPIS and formula.variant == measurement["variant"]:
            named = sorted(_named(formula, spot[0], options["baseline"]))
            inputs = choose_inputs(measured, catalogue, {name for name, _ in named})
            found = [inputs.chosen.get(name, {}).get((who, *spot[1:])) for name, who in named]
            lines = lines or [row for row in found if row is not None and None not in found]
    return pd.DataFrame(lines, columns=list(MEASUREMENT_COLUMNS))


def _named(formula: Formula, vendor: str, baseline: str) -> set[tuple[str, str]]:
    """Return the KPIs that a formula names, each with the vendor whose figure is meant."""
    return {
        (name.removeprefix(BASELINE), baseline if name.startswith(BASELINE) else vendor)
        for name in fields_of(formula)
    }


def needed_kpis(kpi: KpiDefinition, catalogue: Catalogue) -> dict[str, KpiDefinition]:
    """Return the KPIs that one is made of, at any remove, and itself, in catalogue order."""
    wanted, left = {kpi.id}, [kpi]
    while left:
        for formula in left.pop().formulas:
            if formula.source is Source.KPIS:
                new = {kpi_named(name)[0] for name in fields_of(formula)} - wanted
                wanted |= new
                left += [catalogue.kpis[name] for name in new]
    return {name: one for name, one in catalogue.kpis.items() if name in wanted}


def _label(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
