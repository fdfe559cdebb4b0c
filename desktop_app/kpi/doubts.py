"""What a table of records leaves open, said once: repeats that can't be told, borrowed dates."""

from __future__ import annotations

import re

import pandas as pd

from desktop_app.catalogue.arithmetic import whole_days
from desktop_app.catalogue.formula_names import AS_OF, REPEATS, ROSTER_END
from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import later, tr, within
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.reads import applicable, fields_of
from desktop_app.kpi.wording import place, several

_SLA_TIME = "sla_time"
_SPAN = re.compile(r"seconds_between\((\w+), (\w+)\)")


def told_of(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    """Return the findings about figures that a table could not give, or gave by a borrowed date."""
    return [
        *_booked_time(columns),
        *_repeats(columns, catalogue),
        *_borrowed_date(columns, catalogue),
        *_untold_ends(columns, catalogue),
        *_whole_days(columns, catalogue),
        *_calendar_sla(columns, catalogue),
    ]


def _booked_time(columns: RecordColumns) -> list[Finding]:
    if not columns.books_time:
        return []
    table = columns.table
    return [
        Finding(
            Severity.WARNING,
            "time-booked",
            tr(
                "The {rows} rows at {place} were taken for hours that people booked: no "
                "Volume was made of them. Map the id of the records if each row is a piece "
                "of work.",
                rows=columns.rows,
                place=place(table.file, table.sheet, ""),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _repeats(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    why = columns.repeats_untold
    if not why:
        return []
    names = columns.names
    titles = [
        kpi.title
        for kpi in catalogue.kpis.values()
        if not applicable(_not_on_demand(kpi), names)
        and applicable(_not_on_demand(kpi), names | REPEATS)
    ]
    if not titles:
        return []
    table = columns.table
    return [
        Finding(
            Severity.INFO,
            "repeats-not-told",
            tr(
                later(
                    "{kpis} is not computed from repeated contacts at {place}: {why}. Map the "
                    "columns of customer and topic if they are there."
                )
                if columns.returns_untold
                else later(
                    "{kpis} is not computed from repeated contacts at {place}: {why}. Map the "
                    "columns of customer and topic if they are there, or choose a definition "
                    "about anything."
                ),
                kpis=several(titles),
                place=place(table.file, table.sheet, ""),
                why=why,
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _not_on_demand(kpi: KpiDefinition) -> tuple[Formula, ...]:
    return tuple(one for one in kpi.formulas if not kpi.variant(one.variant).on_demand)


def _borrowed_date(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    if columns.tells_time or AS_OF not in columns.names:
        return []
    titles = [
        kpi.title
        for kpi in catalogue.kpis.values()
        if any(
            fields_of(formula) & {AS_OF, ROSTER_END}
            for formula in applicable(kpi.formulas, columns.names)
        )
    ]
    if not titles:
        return []
    table = columns.table
    moments = pd.to_datetime(pd.Series(columns[AS_OF]).dropna().unique(), unit="s")
    days = sorted({str(moment.date()) for moment in moments})
    return [
        Finding(
            Severity.INFO,
            "date-from-elsewhere",
            tr(
                "{place} names no date of its own. {kpis} was judged as of {days}, "
                "the last day that other tables of the vendor know.",
                place=place(table.file, table.sheet, ""),
                kpis=several(titles),
                days=several(days),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _untold_ends(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    """Ask about contacts without any handling where nothing says that they were not answered."""
    names, table = columns.names, columns.table
    if names & {"answered", "abandoned", "items_done", "login_time"}:
        return []
    worked = next((name for name in ("talk_time", "handle_time") if name in names), "")
    nothing = int((columns[worked] == 0).sum()) if worked else 0
    if not nothing:
        return []
    title = within(catalogue.fields[worked].title)
    return [
        Finding(
            Severity.QUESTION,
            "ends-not-told",
            tr(
                "{count} of {rows} records at {place} have a {time} of 0, and no column "
                "says whether they were answered; they count in the mean. Map the column "
                "of outcomes, or ask the vendor which contacts were given up.",
                count=nothing,
                rows=columns.rows,
                place=place(table.file, table.sheet, ""),
                time=title,
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _calendar_sla(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    """Say that times agreed on were held against the calendar, where no flag tells who kept them.

    Whether the agreement counts working hours only, or ends with the first reply, is not written.
    """
    if _SLA_TIME not in columns.names:
        return []
    titles = [
        kpi.title
        for kpi in catalogue.kpis.values()
        if any(
            _SLA_TIME in fields_of(formula) for formula in applicable(kpi.formulas, columns.names)
        )
    ]
    if not titles:
        return []
    table = columns.table
    return [
        Finding(
            Severity.WARNING,
            "sla-by-calendar",
            tr(
                "{kpis} at {place} was worked out by holding the time to resolution "
                "against the time allowed, every hour of the calendar counted. Ask the "
                "vendor whether the agreement counts working hours only.",
                kpis=several(titles),
                place=place(table.file, table.sheet, ""),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _whole_days(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    """Say which times are counted in whole days, as their ends have no time of day."""
    names, table = columns.names, columns.table
    spans = [
        (kpi.title, *span)
        for kpi in catalogue.kpis.values()
        for formula in applicable(kpi.formulas, names)
        for span in _SPAN.findall(formula.part)
    ]
    coarse = [
        (title, end)
        for title, start, end in spans
        if whole_days(columns[end]) and not whole_days(columns[start])
    ]
    if not coarse:
        return []
    titles = list(dict.fromkeys(title for title, _ in coarse))
    ends = list(dict.fromkeys(catalogue.fields[end].title for _, end in coarse))
    return [
        Finding(
            Severity.WARNING,
            "whole-days",
            tr(
                "At {place} {dates} has no time of day, unlike the date it is held "
                "against; {kpis} is counted in whole days. Ask the vendor for the "
                "times.",
                place=place(table.file, table.sheet, ""),
                dates=several(ends),
                kpis=several(titles),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]
