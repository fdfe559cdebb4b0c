"""The mapping of a report around its reading: whose report it is, and what was decided in all."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.answers import is_answered
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.layouts.stating import Surroundings
from desktop_app.importing.mappings.applying import Following, own_mapping, say_followed
from desktop_app.importing.mappings.changes import say_changes
from desktop_app.importing.mappings.document import ReportMapping, SaidBy
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.report import ImportedReport, ImportOptions, TableReport
from desktop_app.importing.vendor_naming import vendor_option

_NAMED_HERE = frozenset({"sheet", "title"})
_SAID = "mapping"
"""Where a vendor's name is from that a mapping says of a table."""


def with_own_words(options: ImportOptions, report: ImportedReport) -> ImportOptions:
    """Return the options with the vendor and fiscal year that this very file's mapping says.

    A vendor's name given for this import comes first.
    """
    own = own_mapping(options.mappings, report.sha256, report.file)
    if own is None:
        return options
    if own.fiscal_year_start:
        options = replace(options, fiscal_year_start=own.fiscal_year_start)
    if own.vendor_said_by is SaidBy.USER and own.vendor:
        options = replace(options, vendors={**options.vendors, report.file: own.vendor})
    return options


def mapping_failed(report: ImportedReport) -> Finding:
    """Return what to say of a mapping that a fault of the program kept from being followed."""
    return Finding(
        Severity.ERROR,
        "mapping-failed",
        tr(
            "'{file}' was read without its mapping because of a fault in this program; the "
            "log file has the details. Check its tables.",
            file=report.file,
        ),
        report.file,
    )


def said_around(context: SheetContext, around: Surroundings) -> Surroundings:
    """Return what stands around a table, with what a mapping says instead."""
    followed = context.followed
    if followed is None or not followed.said:
        return around
    table, named = followed.table, around.vendor if around.source in _NAMED_HERE else ""
    vendor = _unless_denied(context, followed, "vendor", table.vendor, named)
    segment = _unless_denied(context, followed, "segment", table.segment, around.segment or "")
    return Surroundings(
        vendor or around.vendor,
        _SAID if vendor else around.source,
        table.period or around.period,
        segment or around.segment,
    )


def _unless_denied(
    context: SheetContext, followed: FollowedTable, what: str, said: str, here: str
) -> str:
    """Return a name that a mapping says of a table, ``""`` where the next report denies it.

    A table on a sheet of the same name is the same one, whatever that name is taken for.
    """
    before, now = followed.table.sheet, context.sheet.name
    of_next = bool(followed.source) and normalise(before) != normalise(now)
    if not said or not of_next or not here or normalise(said) == normalise(here):
        return said
    followed.reject_name(what, said, tr("sheet '{now}' names '{here}' itself", now=now, here=here))
    return ""


def tell_around(read: TableReport, around: Surroundings) -> TableReport:
    """Return a table's report with the vendor, period and segment of what says none itself."""
    read.vendor, read.period = around.vendor, around.period or ""
    read.segment = around.segment or ""
    return read


def finish_mapping(report: ImportedReport, file: FileContext, following: Following | None) -> None:
    """Give a report its mapping, and say how that compares with the one it was read by."""
    option = vendor_option(file.options, file.file, file.path)
    named = bool(option) and option == report.vendor
    said = following.fiscal_year_start if following is not None else 0
    report.mapping = ReportMapping(
        file=report.file,
        vendor=report.vendor,
        tables=tuple(
            table.mapping
            for sheet in report.sheets
            for table in sheet.tables
            if table.mapping is not None
        ),
        fiscal_year_start=said or file.options.fiscal_year_start,
        sha256=report.sha256,
        vendor_said_by=SaidBy.USER if named else SaidBy.RECOGNITION,
    )
    if following is not None:
        report.read_by = following.mapping
        report.findings += say_followed(following, file)
        if not following.own:
            report.findings += say_changes(following.mapping, report.mapping, file.catalogue)
    mapping = report.mapping
    report.findings = [one for one in report.findings if not is_answered(one, mapping)]
