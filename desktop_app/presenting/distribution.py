"""Single records around their figure, vendor beside vendor: boxes, dots and the same as a table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from desktop_app.domain.measurement import Basis
from desktop_app.domain.progress import NoProgress, Progress
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.distribution import (
    Distribution,
    distributions,
    gives_each_record_a_value,
)
from desktop_app.presenting.charts import Axis, value_axis
from desktop_app.presenting.formatting import format_number, format_value
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.point_words import figure_lines
from desktop_app.presenting.tables import Align, Cell, Column, Table, make_table, text_cell


@dataclass(frozen=True, slots=True)
class Box:
    """One vendor's records (seconds), with what hovering says."""

    vendor: str
    of: Distribution
    text: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """One KPI's records of several vendors.

    Parameters
    ----------
    axis : Axis
    boxes : tuple of Box
        The shortest median on top.
    left_out : tuple of (vendor, reason)
    table : Table
        The same as figures.
    """

    axis: Axis
    boxes: tuple[Box, ...]
    left_out: tuple[tuple[str, str], ...]
    table: Table


def of_vendors(boxes: Boxes, vendors: Collection[str]) -> Boxes:
    """Return the records of some vendors alone, drawn and as figures."""
    rows = tuple(row for row in boxes.table.rows if row.key in vendors)
    return replace(
        boxes,
        boxes=tuple(box for box in boxes.boxes if box.vendor in vendors),
        left_out=tuple(one for one in boxes.left_out if one[0] in vendors),
        table=replace(boxes.table, rows=rows),
    )


def distribution_kpis(comparison: Comparison) -> list[str]:
    """Return the times that some vendor's records give, what weighs most first."""
    weights = {criterion.id: criterion.weight for criterion in comparison.matrix.criteria}
    offered = [
        kpi
        for kpi in comparison.kpis
        if any(map(gives_each_record_a_value, comparison.catalogue.kpis[kpi].formulas))
        and comparison.catalogue.kpis[kpi].unit is Unit.DURATION
        and any(
            figure.basis == Basis.COMPUTED.value
            for (_, of), figure in comparison.figures.items()
            if of == kpi
        )
    ]
    return sorted(offered, key=lambda kpi: -weights.get(kpi, 0.0))


def boxes(comparison: Comparison, kpi: str, progress: Progress | None = None) -> Boxes:
    """Return the records behind one KPI's figures.

    A vendor's records are those of the definition and basis that are compared.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    definition = comparison.catalogue.kpis[kpi]
    figures = {
        vendor: figure
        for vendor in comparison.vendors
        if (figure := comparison.figures.get((vendor, kpi))) is not None
        and figure.basis == Basis.COMPUTED.value
    }
    found = distributions(
        comparison.evidence,
        comparison.catalogue,
        kpi,
        {vendor: figure.variant for vendor, figure in figures.items()},
        progress or NoProgress(),
    )
    axis = value_axis(definition, [figures[vendor] for vendor in found])
    drawn = [Box(vendor, one, _text(figures[vendor], one)) for vendor, one in found.items()]
    drawn.sort(key=lambda box: box.of.median)
    left_out = tuple(
        (
            vendor,
            tr("stated only: no records")
            if (vendor, kpi) in comparison.figures
            else tr("no figure"),
        )
        for vendor in comparison.vendors
        if vendor not in found
    )
    return Boxes(axis, tuple(drawn), left_out, _table(drawn))


def _text(figure: Figure, one: Distribution) -> str:
    def shown(value: float) -> str:
        return format_value(value, Unit.DURATION)

    return "\n".join(
        [
            tr("{vendor}: {count} records", vendor=figure.vendor, count=format_number(one.n, 0)),
            tr("half of them from {low} to {high}", low=shown(one.q1), high=shown(one.q3)),
            tr("median {median}, mean {mean}", median=shown(one.median), mean=shown(one.mean)),
            tr("90th percentile {value}", value=shown(one.p90)),
            tr("from {low} to {high}", low=shown(one.least), high=shown(one.most)),
            *figure_lines(figure),
        ]
    )


def _table(drawn: list[Box]) -> Table:
    def column(key: str, title: str, about: str) -> Column[Box]:
        def cell(box: Box) -> Cell:
            value = float(getattr(box.of, key))
            return Cell(format_value(value, Unit.DURATION), value)

        return Column(key, title, cell, about, Align.RIGHT, width=13)

    columns: list[Column[Box]] = [
        Column("vendor", tr("Vendor"), lambda box: text_cell(box.vendor, strong=True), least=16),
        Column(
            "n",
            tr("Records"),
            lambda box: Cell(format_number(box.of.n, 0), float(box.of.n)),
            align=Align.RIGHT,
            width=10,
        ),
        column("mean", tr("Mean"), tr("The sum over the number of records")),
        column("median", tr("Median"), tr("Half of the records are below")),
        column("q1", tr("25 % below"), tr("A quarter of the records are below")),
        column("q3", tr("75 % below"), tr("Three quarters of the records are below")),
        column("p90", tr("90 % below"), tr("One in ten records is above")),
        column("most", tr("Largest"), tr("The largest of all")),
    ]
    return make_table(columns, drawn, lambda box: box.vendor)
