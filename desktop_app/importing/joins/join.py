"""Joining the tables of a workbook by the ids that they share."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldRole
from desktop_app.domain.address import column_index
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import ROW, VENDOR, RecordTable
from desktop_app.domain.translating import tr
from desktop_app.importing.joins.errors import count_errors, lists_errors
from desktop_app.importing.joins.lookups import (
    Link,
    bring,
    links,
    nearly_linked,
    say_joined,
)
from desktop_app.importing.joins.sources import JoinSheet, Source, address_of, sources_of
from desktop_app.importing.report import ImportedReport, Use

_log = logging.getLogger(__name__)
_PARENT = "parent_id"
_OWN_IDS = ("record_id", "reference_id", "project_id", "analysis_id")
_ALIKE = 0.6


def join_tables(report: ImportedReport, sheets: Sequence[JoinSheet], catalogue: Catalogue) -> None:
    """Join the records of a report with the other tables of its workbook, and say so.

    Errors listed line by line are counted for the project or ticket they name; vendors, dates,
    channels and sites are looked up by codes and ids; records about records of another table
    (a survey about a ticket) are marked, so that they are not counted as contacts again. A key
    needs a heading that names it in both tables and values that are there in both.

    Parameters
    ----------
    report : ImportedReport
        With the records of all sheets; changed in place, findings included.
    sheets : sequence of JoinSheet
        All sheets, in the workbook's order.
    """
    try:
        _join(report, sheets, catalogue)
    except Exception:  # noqa: BLE001 - logged and said; the figures of single sheets stand
        _log.exception("joining the tables of '%s' failed", report.file)
        message = tr(
            "The tables of '{file}' could not be joined by their ids because of a "
            "fault in this program; the log file has the details. Each was read by "
            "itself.",
            file=report.file,
        )
        report.findings.append(Finding(Severity.WARNING, "join-failed", message, report.file))


def _join(report: ImportedReport, sheets: Sequence[JoinSheet], catalogue: Catalogue) -> None:
    if not report.records:
        return
    sources = sources_of(sheets, report.records)
    if len(sources) < 2:
        return
    for source in sources:
        if lists_errors(source, catalogue):
            owner, said = count_errors(source, report.records, catalogue)
            report.findings += said
            if owner is not None and source.record is not None:
                report.records = [t for t in report.records if t is not source.record]
    named = {s.context.sheet.name for s in sheets if s.context.vendor_source == "option"}
    for table in report.records:
        _look_up(report, table, sources, catalogue, table.sheet in named)
        if VENDOR not in table.joined and table.sheet not in named:
            report.findings += nearly_linked(table, sources, catalogue)
    report.records = [table for table in report.records if len(table.frame)]
    for source in sources:
        _account(report, source)


def _look_up(
    report: ImportedReport,
    table: RecordTable,
    sources: Sequence[Source],
    catalogue: Catalogue,
    vendor_said: bool,
) -> None:
    """Bring a table what other tables know of its records."""
    for one in links(table, sources, catalogue):
        if _is_about(table, one, catalogue):
            table.frame[_PARENT] = table.frame[one.key]
        brought = bring(table, one, catalogue, vendor_said)
        if brought:
            report.findings.append(say_joined(table, one, brought, catalogue))
        if VENDOR in brought:
            # Rows may have gone, so everything else is looked up anew.
            _leave_out_nameless(report, table)
            return _look_up(report, table, sources, catalogue, vendor_said=True)
    return None


def _is_about(table: RecordTable, one: Link, catalogue: Catalogue) -> bool:
    """Return whether a table's records are about those of another log, by that log's own id."""
    other = one.source.record
    if other is None or one.key not in _OWN_IDS or _PARENT in table.frame:
        return False
    if _PARENT in other.frame and other.frame[_PARENT].equals(other.frame[one.key]):
        return False
    mine, others = _measured(table, catalogue), _measured(other, catalogue)
    alike = len(mine & others) >= _ALIKE * max(min(len(mine), len(others)), 1)
    if alike:
        return False  # months of one log, and not two kinds of records
    return len(table.frame) != len(other.frame) or len(mine) <= len(others)


def _measured(table: RecordTable, catalogue: Catalogue) -> set[str]:
    roles = (FieldRole.VALUE, FieldRole.DATE)
    return {
        str(name)
        for name in table.frame.columns
        if name in catalogue.fields and catalogue.fields[str(name)].role in roles
    } - set(table.joined)


def _leave_out_nameless(report: ImportedReport, table: RecordTable) -> None:
    """Leave the records out whose vendor the list does not name."""
    nameless = table.frame[VENDOR].isna()
    if nameless.any():
        rows = table.frame.loc[nameless, ROW].tolist()
        report.findings.append(
            Finding(
                Severity.WARNING,
                "vendor-missing",
                tr(
                    "{count} rows name no vendor that can be looked up and were left out, "
                    "from row {row} on.",
                    count=len(rows),
                    row=rows[0],
                ),
                table.file,
                table.sheet,
                ",".join(f"{table.columns[n][0]}{rows[0]}" for n in list(table.columns)[:1]),
            )
        )
        table.frame = table.frame[~nameless].reset_index(drop=True)
    table.frame[VENDOR] = pd.Categorical(table.frame[VENDOR].astype(object))


def _account(report: ImportedReport, source: Source) -> None:
    """Account for the cells of a list that was looked up in: they are used now."""
    if source.aside is None or source.home is None or not source.used:
        return
    home = source.home
    for letters in source.used:
        home.uses.mark(Use.USED, source.rows - 1, column_index(letters))
    home.result.accounting, _ = home.uses.account(home.context.sheet)
    home.result.uses = home.uses.runs()
    address = address_of(source.aside)
    report.findings = [
        finding
        for finding in report.findings
        if not (
            finding.code == "table-not-measurable"
            and finding.sheet == source.sheet
            and finding.cells == address
        )
    ]
