"""What is done once all sheets of a report are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import VENDOR
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr
from desktop_app.importing.asked_once import ask_once
from desktop_app.importing.choices import unmet_choices
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.report import ImportedReport, Layout
from desktop_app.importing.surroundings import say_fiscal
from desktop_app.importing.targets import join_targets
from desktop_app.importing.unnamed_currencies import say_unnamed_currencies
from desktop_app.importing.vendor_findings import guessed_vendors
from desktop_app.importing.vendor_joining import join_spellings
from desktop_app.text_columns import objects_of

_VENDOR, _NAMED = "vendor", 4
_OF_A_PART = later("of a part of the month")
_OF_A_YEAR = later("of a part of the year")


def finish(report: ImportedReport, file: FileContext, contexts: Sequence[SheetContext]) -> None:
    """Bring a report's sheets together: vendors, targets, and what concerns the whole file."""
    (joined,), spellings = join_spellings([report])
    report.stated, report.records = joined.stated, joined.records
    report.findings += spellings
    join_targets(report, file)
    _name_vendors(report)
    report.findings += unmet_choices(file)
    told = _told_by_columns(report)
    guessing = [context for context in contexts if context.sheet.name not in told]
    report.findings += guessed_vendors(guessing, report.vendors)
    _say_years(report, file)
    _say_part_months(report, file)
    report.findings += say_fiscal(file, set(report.stated["period"]))
    report.findings += say_unnamed_currencies(report, file.catalogue)
    _say_unusable(report, file)
    report.findings = ask_once(replace(one, file=report.file) for one in report.findings)


def _name_vendors(report: ImportedReport) -> None:
    """Name the vendors that have records or stated values."""
    names: dict[str, None] = {}
    for table in report.records:
        vendors = table.frame[VENDOR].cat.remove_unused_categories()
        names.update(dict.fromkeys(map(str, vendors.cat.categories)))
    names.update(dict.fromkeys(map(str, objects_of(report.stated["vendor"]))))
    report.vendors = tuple(names)
    report.vendor = report.vendors[0] if len(report.vendors) == 1 else ""


def _told_by_columns(report: ImportedReport) -> set[str]:
    """Return the sheets on which a column names the vendor of all that was read."""
    read = {
        sheet.sheet: [table for table in sheet.tables if table.values or table.layout is Layout.LOG]
        for sheet in report.sheets
    }
    return {
        sheet
        for sheet, tables in read.items()
        if tables and all(any(c.meaning == _VENDOR for c in one.columns) for one in tables)
    }


def _say_years(report: ImportedReport, file: FileContext) -> None:
    """Say that the year of some months was guessed."""
    if set(report.stated["period"]) & file.guessed_periods:
        report.findings.append(
            Finding(
                Severity.WARNING,
                "year-assumed",
                tr(
                    "Months stand without a year, and nothing in the report names one; "
                    "{year}, the year the file was last saved, was assumed. Put the year "
                    "into the sheet's name or title.",
                    year=file.year,
                ),
                report.file,
            )
        )


def _say_part_months(report: ImportedReport, file: FileContext) -> None:
    """Say which months were not over when the report was made, and note it on their figures."""
    if not file.part_periods:
        return
    months = {label for label in file.part_periods if Period.parse(label).grain is Grain.MONTH}
    for labels, said in ((months, _OF_A_PART), (file.part_periods.keys() - months, _OF_A_YEAR)):
        part = report.stated["period"].isin(list(labels))
        rules = report.stated["rule"].where(~part, report.stated["rule"] + f"; {tr(said)}")
        report.stated["rule"] = rules.str.removeprefix("; ")
    stated = (set(report.stated["period"]) - file.part_said) & months
    texts = [text for label, text in file.part_periods.items() if label in stated]
    if texts:
        named = ", ".join(f"'{text}'" for text in texts)
        report.findings.append(
            Finding(
                Severity.WARNING,
                "month-not-over",
                tr(
                    "{months}: the figures are of a part of the month, and stand beside "
                    "those of full months. Counts and sums of it are too low to compare; "
                    "leave the month out until the report for all of it has come.",
                    months=named,
                ),
                report.file,
            )
        )


def _say_unusable(report: ImportedReport, file: FileContext) -> None:
    """Say that a report was read, and nothing came of it."""
    if report.usable or report.failed:
        return
    known = _kpis_named(report, file)
    text = (
        tr(
            "'{file}' was read, but holds no figure: {names} are there, and none of their cells is "
            "a number. Ask the vendor for the figures.",
            file=report.file,
            names=listed(known, _NAMED),
        )
        if known
        else tr(
            "'{file}' was read, but holds nothing that can be measured: no column "
            "or row of it is a known KPI or field. Map its columns if it does.",
            file=report.file,
        )
    )
    report.findings.append(Finding(Severity.ERROR, "nothing-usable", text, report.file))


def _kpis_named(report: ImportedReport, file: FileContext) -> list[str]:
    """Return the headings and labels that were taken for KPIs, each once."""
    kpis = file.catalogue.kpis
    columns = [c for sheet in report.sheets for table in sheet.tables for c in table.columns]
    named = (f"'{c.header}'" for c in columns if c.meaning in kpis and c.header)
    return list(dict.fromkeys(named))
