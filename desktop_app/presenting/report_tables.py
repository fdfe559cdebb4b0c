"""Tables about one report or all of them: files, columns, findings, where the cells went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import later, tr
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.presenting.formatting import format_number, percent_text
from desktop_app.presenting.read_units import unit_words
from desktop_app.presenting.tables import Align, Cell, Column, Table, Tint, make_table, text_cell

if TYPE_CHECKING:
    from desktop_app.catalogue.model import Catalogue
    from desktop_app.importing.report import ColumnReport, ImportedReport, SheetReport, TableReport

_SEVERITIES = list(Severity)
_SEVERITY_LOOKS = {
    Severity.ERROR: (later("Not used"), Tint.FAILED, "failed"),
    Severity.QUESTION: (later("Question"), Tint.LOOK, "question"),
    Severity.WARNING: (later("Look at"), Tint.LOOK, "look"),
    Severity.INFO: (later("Note"), Tint.MUTED, "info"),
}
_PARTS = {
    "label": later("Label"),
    "period": later("Period"),
    "vendor": later("Vendor"),
    "segment": later("Segment"),
    "unit": later("Unit"),
    "value": later("Value"),
    "target": later("Target"),
    "total": later("Total"),
    "note": later("Note"),
    "unused": later("Unused"),
}
"""What a column of a summary is for, by `ColumnReport.meaning`."""
USES = (
    ("used", later("Figures used")),
    ("heading", later("Headings")),
    ("total", later("Totals kept out")),
    ("note", later("Titles and notes")),
    ("set_aside", later("Set aside")),
)
"""What a non-empty cell was taken for, and the words for it (to be shown by `tr`)."""
_LAYOUTS = (
    later("log"), later("wide"), later("transposed"), later("long"), later("scorecard"),
    later("other"),
)  # fmt: skip
"""As `importing.report.Layout` names them."""


@dataclass(frozen=True, slots=True)
class ReportState:
    """How importing a report went, in a word, with its look and the reason."""

    text: str
    tint: Tint
    icon: str
    reason: str


def report_state(report: ImportedReport) -> ReportState:
    """Return how importing went: failed, something to look at, or fine."""
    errors = [f.message for f in report.findings if f.severity is Severity.ERROR]
    if report.failed and not report.usable:
        return ReportState(tr("Failed"), Tint.FAILED, "failed", errors[0])
    if not report.usable:
        return ReportState(
            tr("Nothing found"),
            Tint.FAILED,
            "failed",
            tr("No table in this file holds a known KPI."),
        )
    count = _to_look_at(report.findings)
    if count:
        reason = (
            tr("1 finding to look at")
            if count == 1
            else tr("{count} findings to look at", count=count)
        )
        return ReportState(tr("Look at"), Tint.LOOK, "look", reason)
    return ReportState(tr("Understood"), Tint.OK, "ok", tr("All that was found was understood."))


def understood(report: ImportedReport) -> str:
    """Return what a report holds: ``12,400 records (log); 84 stated figures (wide)``."""
    records = sum(len(table.frame) for table in report.records)
    layouts = [
        table.layout.value
        for sheet in report.sheets
        for table in sheet.tables
        if table.layout.value not in ("log", "other")
    ]
    parts = []
    if records:
        parts.append(
            tr("1 record (log)") if records == 1 else tr("{count:,} records (log)", count=records)
        )
    count = len(report.stated)
    if count:
        kinds = ", ".join(map(layout_word, dict.fromkeys(layouts)))
        stated = (
            tr("1 stated figure") if count == 1 else tr("{count:,} stated figures", count=count)
        )
        parts.append(f"{stated} ({kinds})" if kinds else stated)
    return "; ".join(parts) or "–"


def uses_of(sheets: Iterable[SheetReport]) -> dict[str, int]:
    """Return how many non-empty cells went to each use, over all sheets given."""
    counts = dict.fromkeys((use for use, _ in USES), 0)
    for sheet in sheets:
        for use in counts:
            counts[use] += getattr(sheet.accounting, use)
    return counts


def files_table(reports: Sequence[ImportedReport]) -> Table:
    """Return one row a report, keyed by its path."""
    columns: list[Column[ImportedReport]] = [
        Column("state", tr("Status"), _state_cell, tr("How importing this file went"), width=15),
        Column("file", tr("File"), lambda r: text_cell(r.file, tooltip=r.path, strong=True)),
        Column(
            "vendor",
            tr("Vendor"),
            _vendor_cell,
            tr("Whose report it is; double-click or F2 to give another name"),
            width=24,
            editable=True,
        ),
        Column("holds", tr("What it holds"), lambda r: _muted(understood(r))),
        Column(
            "used",
            tr("Cells used"),
            _used_cell,
            tr("Share of all non-empty cells that figures are made from"),
            Align.RIGHT,
            13,
            descending=True,
        ),
    ]
    return make_table(columns, reports, key=lambda report: report.path)


def findings_table(findings: Iterable[Finding]) -> Table:
    """Return one row a finding, the gravest first."""
    ordered = sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    numbered = list(enumerate(ordered))
    columns: list[Column[tuple[int, Finding]]] = [
        Column(
            "severity",
            "",
            lambda item: _severity_cell(item[1]),
            tr("How much it matters"),
            width=12,
        ),
        Column("message", tr("What to know"), lambda item: text_cell(item[1].message)),
    ]
    if any(place_of(finding) for finding in ordered):
        columns.append(
            Column("place", tr("Place"), lambda item: _muted(place_of(item[1])), width=26)
        )
    return make_table(columns, numbered, key=lambda item: item[0])


def place_of(finding: Finding) -> str:
    """Return sheet and cells of a finding: ``Monthly!B4:C9``."""
    return "!".join(part for part in (finding.sheet, finding.cells) if part)


def columns_table(
    sheets: Sequence[SheetReport], catalogue: Catalogue | None, skip_unused: bool = False
) -> Table:
    """Return one row a column (or row, in a wide table) with what it was taken for.

    `catalogue` gives the titles of fields and KPIs; without it their ids are shown.
    """
    items = [
        (sheet, table, column)
        for sheet in sheets
        for table in sheet.tables
        for column in table.columns
        if column.meaning or not skip_unused
    ]
    columns: list[Column[tuple[SheetReport, TableReport, ColumnReport]]] = [
        Column("place", tr("Place"), lambda i: text_cell(i[2].place), width=9),
        Column("header", tr("Heading as received"), lambda i: text_cell(i[2].header, strong=True)),
        Column("meaning", tr("Taken for"), lambda i: _meaning_cell(i[2], catalogue), width=26),
        Column("unit", tr("Unit"), lambda i: _muted(unit_words(i[2].unit)), width=10),
        Column("sure", tr("How sure"), lambda i: _confidence_cell(i[2]), width=15, descending=True),
        Column("reason", tr("Why"), lambda i: _muted(i[2].reason), width=34),
    ]
    return make_table(
        columns,
        items,
        key=lambda i: (i[0].sheet, i[1].cells, i[2].place),
        group=lambda i: _table_title(i[0], i[1]),
    )


def _table_title(sheet: SheetReport, table: TableReport) -> str:
    hidden = tr(" (hidden sheet)") if sheet.hidden else ""
    told = tr("{layout}, {rows:,} rows", layout=layout_word(table.layout.value), rows=table.rows)
    return f"{sheet.sheet}!{table.cells}{hidden}  ·  {told}"


def layout_word(layout: str) -> str:
    """Return what a layout is called; one that is none of ours, as it is."""
    return tr(layout) if layout in _LAYOUTS else layout


def _meaning_cell(column: ColumnReport, catalogue: Catalogue | None) -> Cell:
    meaning = column.meaning
    if not meaning:
        return Cell(tr("not used"), None, Tint.MUTED)
    if catalogue is not None:
        if meaning in catalogue.kpis:
            return text_cell(
                catalogue.kpis[meaning].title, tooltip=tr("KPI {meaning}", meaning=meaning)
            )
        if meaning in catalogue.fields:
            return text_cell(
                catalogue.fields[meaning].title, tooltip=tr("field {meaning}", meaning=meaning)
            )
    words = tr(_PARTS[meaning]) if meaning in _PARTS else meaning
    return text_cell(words[:1].upper() + words[1:])


def _confidence_cell(column: ColumnReport) -> Cell:
    share = column.confidence
    if not column.meaning:
        return Cell("", None)
    text = tr("sure") if share >= SURE else tr("a guess") if share >= TAKEN else tr("not sure")
    icon = "ok" if share >= SURE else "question"
    tint = Tint.OK if share >= SURE else Tint.LOOK
    return Cell(f"{text} ({percent_text(share, 0)})", share, tint, icon=icon)


def _state_cell(report: ImportedReport) -> Cell:
    state = report_state(report)
    order = (Tint.FAILED, Tint.LOOK, Tint.OK).index(state.tint)
    return Cell(state.text, float(order), state.tint, state.reason, state.icon)


def _vendor_cell(report: ImportedReport) -> Cell:
    if report.vendor:
        return text_cell(report.vendor)
    if report.vendors:
        names = ", ".join(report.vendors[:12]) + ("…" if len(report.vendors) > 12 else "")
        return text_cell(
            tr("1 vendor")
            if len(report.vendors) == 1
            else tr("{count} vendors", count=len(report.vendors)),
            tooltip=tr("Named in the file itself: {names}", names=names),
            tint=Tint.MUTED,
        )
    return Cell("–", None, Tint.MUTED)


def _used_cell(report: ImportedReport) -> Cell:
    counts = uses_of(report.sheets)
    total = sum(counts.values())
    if not total:
        return Cell("–", None, Tint.MUTED)
    share = counts["used"] / total
    tooltip = "\n".join(f"{tr(words)}: {format_number(counts[use], 0)}" for use, words in USES)
    return Cell(percent_text(share, 0), share, tooltip=tooltip, bar=share)


def _severity_cell(finding: Finding) -> Cell:
    text, tint, icon = _SEVERITY_LOOKS[finding.severity]
    return Cell(tr(text), float(_SEVERITIES.index(finding.severity)), tint, icon=icon)


def _muted(text: str) -> Cell:
    return text_cell(text, tint=Tint.MUTED)


def _to_look_at(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is not Severity.INFO for finding in findings)
