"""Decisions of a mapping in words: what something was taken for, how sure, why, and whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.translating import later, tr
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.importing.mappings.document import ItemMapping, ReportMapping, SaidBy, TableMapping
from desktop_app.importing.report import ColumnReport, ImportedReport, Layout, TableReport
from desktop_app.presenting.meanings import meaning_title
from desktop_app.presenting.tables import Tint

LAYOUTS: dict[str, str] = {
    Layout.LOG.value: later("Log: a row for each record"),
    Layout.WIDE.value: later("KPIs down, periods across"),
    Layout.TRANSPOSED.value: later("Periods down, KPIs across"),
    Layout.LONG.value: later("Long: a row for each figure"),
    Layout.SCORECARD.value: later("Scorecard: KPI, target, actual"),
    Layout.OTHER.value: later("Set aside: not read"),
}
"""Layouts and what they are called where one is chosen, to be shown by `tr`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as a panel shows it; `tint` and `icon` say how sure it is."""

    title: str
    place: str
    taken_for: str
    sure: str
    why: str
    tint: Tint
    icon: str


def item_decision(
    item: ColumnReport, mapped: ItemMapping | None, table: TableReport, catalogue: Catalogue | None
) -> Decision:
    """Return what a column or row was taken for."""
    said = mapped.said_by if mapped is not None else SaidBy.RECOGNITION
    title = item.header or (mapped.heading if mapped is not None else "") or tr("No heading")
    taken_for = meaning_title(item.meaning, catalogue)
    sure, tint, icon = _sure(item.confidence, bool(item.meaning), said)
    place = (
        tr("Row {place} of table {cells}", place=item.place, cells=table.cells)
        if item.place.isdigit()
        else tr("Column {place} of table {cells}", place=item.place, cells=table.cells)
    )
    # Who decided it needs no reason, and a reason for what it no longer is would mislead.
    why = "" if said is SaidBy.USER else item.reason
    return Decision(title, place, taken_for, sure, why, tint, icon)


def table_decision(table: TableReport, mapped: TableMapping | None) -> Decision:
    """Return what a table was taken for."""
    said = mapped.said_by if mapped is not None else SaidBy.RECOGNITION
    layout = table.layout.value
    sure, tint, icon = _sure(table.confidence, layout != Layout.OTHER, said)
    counted = tr("{rows:,} rows, {values:,} figures", rows=table.rows, values=table.values)
    return Decision(
        tr("Table {cells}", cells=table.cells), counted, tr(LAYOUTS[layout]), sure, "", tint, icon
    )


def history_line(report: ImportedReport) -> str:
    """Return whether an earlier mapping was used, and what changed against the last report."""
    told = [finding.message for finding in _about_mapping(report.findings)]
    mapping = report.mapping
    own = _own_words(corrected_count(mapping))
    return " ".join([own, *told]).strip() or tr(
        "Read by recognition alone; no earlier mapping fits."
    )


def corrected_count(mapping: ReportMapping | None) -> int:
    """Return how many decisions of a mapping are the user's."""
    if mapping is None:
        return 0
    tables = sum(table.said_by is SaidBy.USER for table in mapping.tables)
    items = sum(item.said_by is SaidBy.USER for table in mapping.tables for item in table.items)
    return tables + items + bool(mapping.fiscal_year_start)


def _about_mapping(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code.startswith("mapping-")]


def _own_words(count: int) -> str:
    if not count:
        return ""
    return tr("1 decision by you.") if count == 1 else tr("{count} decisions by you.", count=count)


def _sure(share: float, used: bool, said: SaidBy) -> tuple[str, Tint, str]:
    if said is SaidBy.USER:
        return tr("Your choice"), Tint.OK, "ok"
    if said is SaidBy.EARLIER:
        return tr("As in an earlier report"), Tint.OK, "ok"
    if not used:
        return "", Tint.MUTED, "info"
    percent = share * 100
    if share >= SURE:
        return tr("{percent:.0f} % sure", percent=percent), Tint.OK, "ok"
    words = (
        later("A guess, {percent:.0f} % sure")
        if share >= TAKEN
        else later("Not sure, {percent:.0f} % sure")
    )
    return tr(words, percent=percent), Tint.LOOK, "question"
