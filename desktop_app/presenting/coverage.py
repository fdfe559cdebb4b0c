"""Which months each vendor's figures cover: the grid of vendor, KPI and month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Period
from desktop_app.domain.sentences import shown_period
from desktop_app.domain.translating import later, tr
from desktop_app.kpi.part_periods import is_part
from desktop_app.presenting.exact_periods import at_its_days
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell
from desktop_app.presenting.timeline import timeline
from desktop_app.presenting.window import common_periods


class Cover(StrEnum):
    """How a period of the grid is covered, best first; the value is its sign."""

    COMPUTED = "●"
    DERIVED = "◍"
    STATED = "○"
    PART = "◔"
    WITHIN_LONGER = "▬"


COVER_WORDS: Mapping[Cover, str] = {
    Cover.COMPUTED: later("computed from records"),
    Cover.DERIVED: later("derived from other figures"),
    Cover.STATED: later("as stated"),
    Cover.PART: later("part of the period only"),
    Cover.WITHIN_LONGER: later("only in a figure of a longer period"),
}
_BASES = {
    Basis.COMPUTED.value: Cover.COMPUTED,
    Basis.DERIVED.value: Cover.DERIVED,
    Basis.STATED.value: Cover.STATED,
}
_ORDER = list(Cover)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One vendor's KPI: how each period is covered, and by which figure, in words."""

    vendor: str
    definition: KpiDefinition
    covers: Mapping[str, tuple[Cover, str]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid.

    Parameters
    ----------
    periods : tuple of str
        Of the finest grain that anybody reports, without a hole.
    common : tuple of str
        Those of which every vendor that is compared has some figure.
    """

    periods: tuple[str, ...]
    lines: tuple[CoverLine, ...]
    common: tuple[str, ...]


def coverage(comparison: Comparison) -> Coverage:
    """Return which periods the figures of every vendor and KPI are of; a gap stays a gap."""
    frame = comparison.by_period
    frame = frame[frame["period"].notna() & frame["segment"].isna()]
    rows = [at_its_days(row, comparison.evidence) for row in frame.to_dict("records")]
    periods = timeline({str(row["period"]) for row in rows}) if rows else ()
    spans = {label: Period.parse(label) for label in periods}
    found: dict[tuple[str, str], dict[str, tuple[Cover, str]]] = {}
    for row in rows:
        own = found.setdefault((str(row["vendor"]), str(row["kpi"])), {})
        label, period = str(row["period"]), Period.parse(str(row["period"]))
        shown = format_value(float(row["value"]), str(row["unit"]), str(row["currency"] or ""))
        for place, span in spans.items():
            cover = _cover(period, span, str(row["basis"]), is_part(row["note"]))
            if cover is None:
                continue
            before = own.get(place)
            if before is None or _ORDER.index(cover) < _ORDER.index(before[0]):
                own[place] = (cover, f"{shown_period(label)}: {shown}, {_words(cover, row)}")
    kpis = comparison.catalogue.kpis
    lines = [
        CoverLine(vendor, kpis[kpi], found[vendor, kpi])
        for vendor in comparison.vendors
        for kpi in comparison.kpis
        if (vendor, kpi) in found
    ]
    shared = common_periods(frame, comparison.vendors)
    common = tuple(period for period in periods if period in shared)
    return Coverage(periods, tuple(lines), common)


def coverage_table(comparison: Comparison) -> Table:
    """Return one row a vendor and KPI, one column a period; row keys are (vendor, kpi)."""
    grid = coverage(comparison)
    common = set(grid.common)
    columns: list[Column[CoverLine]] = [
        Column("kpi", tr("KPI"), lambda line: text_cell(line.definition.title), width=28)
    ]
    columns += [
        Column(period, f"{shown_period(period)} ✓" if period in common else shown_period(period),
               _cell_of(period),
               tr("every vendor has figures") if period in common
               else tr("not every vendor has figures"), Align.CENTRE, width=11)
        for period in grid.periods
    ]  # fmt: skip
    return make_table(
        columns,
        grid.lines,
        lambda line: (line.vendor, line.definition.id),
        group=lambda line: line.vendor,
    )


def _cover(period: Period, span: Period, basis: str, part: bool) -> Cover | None:
    """Return how a figure of one period covers a period of the grid, None if it does not."""
    if not period.overlaps(span):
        return None
    if period == span:
        return Cover.PART if part else _BASES[basis]
    inside = span.start <= period.start and period.end <= span.end
    return Cover.PART if inside else Cover.WITHIN_LONGER


def _words(cover: Cover, row: dict[Any, Any]) -> str:
    """Return how a figure covers its period, with the days that it is of where it says them."""
    words = tr(COVER_WORDS[cover])
    return f"{words} ({row['note']})" if cover is Cover.PART and row["note"] else words


def _cell_of(period: str) -> Callable[[CoverLine], Cell]:
    def cell(line: CoverLine) -> Cell:
        if period not in line.covers:
            return Cell("", None, tooltip=tr("{period}: no figure", period=shown_period(period)))
        cover, told = line.covers[period]
        whole = cover not in (Cover.PART, Cover.WITHIN_LONGER)
        tint = Tint.NONE if whole else Tint.LOOK
        return Cell(cover.value, float(_ORDER.index(cover)), tint, told)

    return cell
