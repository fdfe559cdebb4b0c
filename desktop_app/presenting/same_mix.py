"""Every vendor at one mix of channels, priorities or sizes, beside its figures as they are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop_app.catalogue.model import FieldRole, KpiDefinition
from desktop_app.catalogue.sizes import SIZE_FIELD, size_measure
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import Progress
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.blocks import BOUNDS
from desktop_app.kpi.measure import measure
from desktop_app.kpi.mix import MixAdjusted, SameMix, SegmentFigure, at_same_mix
from desktop_app.kpi.uncertainty import Z95
from desktop_app.presenting.formatting import MISSING, format_percent, format_value
from desktop_app.presenting.likeness import may_rank
from desktop_app.presenting.model import Comparison, Figure
from desktop_app.presenting.series import rate_of
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell

_UNBOUND = (-math.inf, math.inf)

AS_STATED = ""
"""Id of the parts that summaries name themselves: no log has to have a column of them."""


@dataclass(frozen=True, slots=True)
class MixLine:
    """One KPI of several vendors at one mix."""

    definition: KpiDefinition
    figures: dict[str, Figure]
    result: SameMix

    def of(self, vendor: str) -> MixAdjusted | None:
        """Return a vendor's figures, None if it has none by segment."""
        return next((one for one in self.result.vendors if one.vendor == vendor), None)


def mix_dimensions(comparison: Comparison) -> list[tuple[str, str]]:
    """Return id and title of what figures can be brought to one mix of.

    Fields that at least two vendors' records have (classes of size also where a log only counts
    pages, words or records), and `AS_STATED` where two vendors' summaries
    name parts.
    """
    having: dict[str, set[str]] = defaultdict(set)
    for table in comparison.evidence.records:
        names = {str(name) for name in table.frame.columns} | set(table.dimensions)
        vendors = {str(name) for name in table.frame["vendor"].unique()}
        if size_measure(frozenset(names)) is not None:
            names.add(SIZE_FIELD)
        for name in names:
            having[name] |= vendors
    fields = comparison.catalogue.fields
    found = [
        (name, fields[name].title)
        for name in fields
        if fields[name].role is FieldRole.DIMENSION and len(having[name]) > 1
    ]
    stated = comparison.evidence.stated
    if stated.loc[stated["segment"].notna(), "vendor"].nunique() > 1:
        found.append((AS_STATED, tr("Parts named in summaries")))
    return found


def same_mix(
    comparison: Comparison, dimension: str, progress: Progress | None = None
) -> list[MixLine]:
    """Return every KPI that two vendors or more have by the same segments, at one mix.

    Figures are of the definition, basis and currency that is compared; only such whose volume
    is known by segment can be brought to another mix (no median is).

    Parameters
    ----------
    dimension : str
        Id of a dimension field, or `AS_STATED`.

    Raises
    ------
    Cancelled
        If `progress` says to stop.
    """
    # Any dimension brings in the parts that summaries state; which one does not matter then.
    field = dimension or next(
        name for name, one in comparison.catalogue.fields.items() if one.role is FieldRole.DIMENSION
    )
    measured = measure(
        comparison.evidence, comparison.catalogue, Grain.ALL, field, progress, doubting=False
    ).frame
    rows = measured[measured["segment"].notna() & (measured["whole"] > 0)].to_dict("records")
    found: dict[str, dict[str, dict[str, SegmentFigure]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        figure = comparison.figures.get((str(row["vendor"]), str(row["kpi"])))
        if figure is not None and _is_of(row, figure, comparison):
            own = found[figure.kpi][figure.vendor]
            own[str(row["segment"])] = _segment_figure(row, rate_of(comparison, figure))
    lines = []
    for kpi in comparison.kpis:
        if kpi not in found:
            continue
        figures = {vendor: comparison.figures[vendor, kpi] for vendor in found[kpi]}
        units = {figure.unit for figure in figures.values()}
        result = at_same_mix(found[kpi], BOUNDS.get(Unit(min(units)), _UNBOUND))
        if result is not None:
            lines.append(MixLine(comparison.catalogue.kpis[kpi], figures, result))
    return lines


def _is_of(row: dict[Any, Any], figure: Figure, comparison: Comparison) -> bool:
    """Return whether a measurement by segment is part of the figure that is compared."""
    same = (row["variant"], row["basis"]) == (figure.variant, figure.basis)
    return same and may_rank(figure, comparison.scenario)


def _segment_figure(row: dict[Any, Any], rate: float) -> SegmentFigure:
    value = float(row["value"])
    # The wider half: the other may end at 0 or 100 %, where a figure can't go on.
    half = max(value - float(row["low"]), float(row["high"]) - value)
    return SegmentFigure(value * rate, float(row["whole"]), half / Z95 * rate)


def mix_table(comparison: Comparison, lines: list[MixLine]) -> Table:
    """Return one row a KPI: each vendor at the common mix, and whose order the mix turns round."""
    columns: list[Column[MixLine]] = [
        Column(
            "kpi", tr("KPI"), lambda line: text_cell(line.definition.title, strong=True), width=26
        ),
        Column(
            "order",
            tr("Order"),
            _order_cell,
            tr("Vendors whose order the mix turns round"),
            width=34,
        ),
    ]
    columns += [
        Column(vendor, vendor, _vendor_cell_of(vendor), tr("At the common mix (as it is)"),
               Align.RIGHT, width=26, mark=vendor)
        for vendor in comparison.vendors
        if any(line.of(vendor) is not None for line in lines)
    ]  # fmt: skip
    columns.append(
        Column("mix", tr("Mix"), _mix_cell, tr("All vendors' volumes together"), width=44)
    )
    return make_table(columns, lines, lambda line: line.definition.id)


def reversal_words(line: MixLine) -> list[str]:
    """Return a sentence for each pair of vendors whose order the mix turns round."""
    said = []
    for first, second in line.result.reversals:
        one, other = line.of(first), line.of(second)
        assert one is not None
        assert other is not None
        above, below = (first, second) if one.raw > other.raw else (second, first)
        said.append(
            tr(
                "{kpi}: {above} is above {below} as they are, and below at "
                "the same mix. The mix makes the difference.",
                kpi=line.definition.title,
                above=above,
                below=below,
            )
        )
    return said


def mix_words(line: MixLine) -> str:
    """Return each part's share of all vendors' volume, the largest first."""
    parts = sorted(line.result.mix.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {format_percent(share)} %" for name, share in parts)


def _vendor_cell_of(vendor: str) -> Callable[[MixLine], Cell]:
    def cell(line: MixLine) -> Cell:
        one = line.of(vendor)
        if one is None:
            left_out = vendor in line.figures
            why = tr("Too few parts in common with the others") if left_out else ""
            return Cell(MISSING, None, Tint.MUTED, why)
        figure = line.figures[vendor]
        raw, adjusted = (_shown(figure, value) for value in (one.raw, one.adjusted))
        told = [tr("As it is: {figure}", figure=raw)]
        if not math.isnan(one.low):
            told.append(
                tr(
                    "95 % interval {low} to {high}",
                    low=_shown(figure, one.low),
                    high=_shown(figure, one.high),
                )
            )
        if one.covered < 1:
            told.append(
                tr(
                    "{percent} % of its volume is in the common parts",
                    percent=format_percent(one.covered),
                )
            )
        mark = "*" if one.covered < 1 else ""
        return Cell(f"{adjusted}{mark} ({raw})", one.adjusted, tooltip="\n".join(told))

    return cell


def _order_cell(line: MixLine) -> Cell:
    pairs = [f"{one} / {other}" for one, other in line.result.reversals]
    if not pairs:
        return Cell(tr("same"), 0.0, Tint.MUTED)
    return Cell(
        f"⇅ {'; '.join(pairs)}", float(len(pairs)), Tint.LOOK, "\n".join(reversal_words(line))
    )


def _mix_cell(line: MixLine) -> Cell:
    return text_cell(mix_words(line))


def _shown(figure: Figure, value: float) -> str:
    return format_value(value, figure.unit, figure.currency)


@dataclass(frozen=True, slots=True)
class MixView:
    """What the screen shows for one dimension."""

    table: Table
    reversals: tuple[str, ...]


def mix_view(comparison: Comparison, dimension: str, progress: Progress | None = None) -> MixView:
    """Return the table of a dimension and the sentences about reversed orders."""
    lines = same_mix(comparison, dimension, progress)
    words = tuple(sentence for line in lines for sentence in reversal_words(line))
    return MixView(mix_table(comparison, lines), words)
