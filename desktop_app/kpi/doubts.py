"""What a table of records leaves open, said once: repeats that can't be told, borrowed dates."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from desktop_app.catalogue.arithmetic import whole_days
from desktop_app.catalogue.formula_names import AS_OF, REPEATS, ROSTER_END, working_name
from desktop_app.catalogue.model import Catalogue, Formula, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import VENDOR
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import later, tr, within
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.reads import applicable, fields_of
from desktop_app.kpi.wording import place

_SLA_TIME = "sla_time"
_PAUSE, _TURNAROUND = "pause_time", ("received_at", "delivered_at")
_AMOUNTS, _OF_SEVERAL_ROWS = ("invoiced", "cost"), ("project_id", "analysis_id")
_FEW = 3
"""Projects of several rows that must agree before anything is made of it."""
_SPAN = re.compile(r"seconds_between\((\w+), (\w+)\)")


def told_of(columns: RecordColumns, catalogue: Catalogue) -> list[Finding]:
    """Return the findings about figures that a table could not give, or gave by a borrowed date."""
    return [
        *_booked_time(columns),
        *_judgements(columns),
        *_repeats(columns, catalogue),
        *_borrowed_date(columns, catalogue),
        *_untold_ends(columns, catalogue),
        *_whole_days(columns, catalogue),
        *_calendar_sla(columns, catalogue),
        *_long_pauses(columns),
        *_repeated_amounts(columns),
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


def _judgements(columns: RecordColumns) -> list[Finding]:
    if not columns.judges_work:
        return []
    table = columns.table
    return [
        Finding(
            Severity.INFO,
            "rows-judge-work",
            tr(
                "The {rows} rows at {place} were taken for answers or evaluations: they give marks "
                "and no Volume. Map the date of the contact or its handling time if each row is a "
                "contact.",
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
                kpis=listed(titles, 4),
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
                kpis=listed(titles, 4),
                days=listed(days, 4),
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
                kpis=listed(titles, 4),
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
                dates=listed(ends, 4),
                kpis=listed(titles, 4),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _long_pauses(columns: RecordColumns) -> list[Finding]:
    """Warn of pauses longer than the time they are taken off from, perhaps on another clock."""
    names, table = columns.names, columns.table
    span = working_name(*_TURNAROUND)
    if not names >= {_PAUSE, *_TURNAROUND}:
        return []
    worked = columns[span] if span in names else columns[_TURNAROUND[1]] - columns[_TURNAROUND[0]]
    longer = int(np.count_nonzero((columns[_PAUSE] > worked) & (worked > 0)))
    if not longer:
        return []
    return [
        Finding(
            Severity.WARNING,
            "pause-longer",
            tr(
                "In {longer} of {rows} records at {place} the pause is longer than the time from "
                "receipt to delivery, and nothing is left of it: 0. The pauses may be counted on "
                "another clock (every hour, where only working hours count). Ask the vendor when "
                "each pause began and ended.",
                longer=longer,
                rows=columns.rows,
                place=place(table.file, table.sheet, ""),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _repeated_amounts(columns: RecordColumns) -> list[Finding]:
    """Ask about amounts that are the same on all rows of a project: parts, or the whole again."""
    names, table = columns.names, columns.table
    amount = next((name for name in _AMOUNTS if name in names), "")
    field = next((name for name in _OF_SEVERAL_ROWS if name in names), "")
    if not amount or not field or not _same_on_all_rows(table.frame, field, amount):
        return []
    return [
        Finding(
            Severity.QUESTION,
            "amount-on-each-row",
            tr(
                "At {place} the same amount stands on all rows of each project or analysis. The "
                "rows were added up, as invoices or tasks are; if each names the amount of the "
                "whole, costs are too high by that: leave it on one row of each.",
                place=place(table.file, table.sheet, ""),
            ),
            table.file,
            table.sheet,
            table.cells,
        )
    ]


def _same_on_all_rows(frame: pd.DataFrame, field: str, amount: str) -> bool:
    """Return whether several ids have several rows, all with one amount, and not all the same."""
    known = frame[frame[field].notna() & frame[amount].notna()]
    if len(known) < _FEW or known[field].nunique() > len(known) - _FEW:
        return False
    by = known.groupby([known[VENDOR].astype("str"), known[field].astype("str")])[amount]
    several = by.agg(["size", "min", "max"]).query("size > 1")
    same = bool((several["min"] == several["max"]).all())
    return same and len(several) >= _FEW and several["min"].nunique() > 1
