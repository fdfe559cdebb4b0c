"""Pairs of reports: what a vendor sent last quarter, what it sends now, and what must come of it.

Each pair holds the corrections that the user made in the first report, and the figures that the
second one states, in canonical units and by hand. `outcome` says how the second must be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping
from tests.helpers.workbooks import Rows

Sheets = Mapping[str, Rows]
Correct = Callable[[ReportMapping], ReportMapping]
Truth = Mapping[str, Sequence[float]]

APPLIED, SHOWN, ASKED, NOT_APPLIED = "applied", "shown", "asked", "not applied"


@dataclass(frozen=True)
class NextReport:
    """A report, the user's corrections of it, and the next one of its vendor.

    Parameters
    ----------
    figures : dict of item to sequence of float
        What the second report states, canonical units, in any order; of a log the values of a
        field in order of the rows.
    outcome : str
        `APPLIED`: the mapping is followed, every figure is right, nothing is asked.
        `SHOWN`: the same, and a finding of the code `told` shows what changed.
        `ASKED`: a finding above INFO of the code `told` names `about`; no other figure is wrong.
        `NOT_APPLIED`: the mapping is not followed, and that is told as in `ASKED`.
    about : str
        What the finding must name.
    segments : dict of item to sequence of str
        Segments of the figures, sorted, where they matter.
    """

    before: Sheets
    correct: Correct
    after: Sheets
    figures: Truth
    outcome: str = APPLIED
    told: str = ""
    about: str = ""
    file: str = "Acme Q2.xlsx"
    segments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    formats: Mapping[tuple[str, str], str] = field(default_factory=dict)


def _item(place: str, sheet: str = "KPIs", table: int = 0, **said: Any) -> Correct:
    def correct(mapping: ReportMapping) -> ReportMapping:
        own = [one for one in mapping.tables if one.sheet == sheet]
        return correcting.set_item(mapping, sheet, own[table].cells, place, **said)

    return correct


def _all(*corrections: Correct) -> Correct:
    def correct(mapping: ReportMapping) -> ReportMapping:
        for correction in corrections:
            mapping = correction(mapping)
        return mapping

    return correct


def _segment(segment: str, sheet: str) -> Correct:
    def correct(mapping: ReportMapping) -> ReportMapping:
        own = next(table for table in mapping.tables if table.sheet == sheet)
        return correcting.set_segment(mapping, sheet, own.cells, segment)

    return correct


def _summary(*rows: Sequence[Any], months: Sequence[Any] = ("Jan 2026", "Feb 2026")) -> Rows:
    return [["KPI", *months], *map(list, rows)]


_OTHERS: Rows = [["FCR %", 81, 82], ["Calls handled", 4100, 4200], ["QA score %", 95, 96]]
_HAPPY = ["Happy index", 91, 92]
_LENGTH = ["Call length", 5.2, 5.3]
_LAST: Sheets = {"KPIs": _summary(_HAPPY, _LENGTH, *_OTHERS)}
_CORRECT = _all(_item("2", meaning="csat"), _item("3", meaning="aht", unit="minutes"))
_SPRING = ("Apr 2026", "May 2026")
_RIGHT: Truth = {
    "csat": [0.91, 0.92],
    "aht": [312.0, 318.0],
    "fcr": [0.81, 0.82],
    "handled_count": [4100, 4200],
    "qa_score": [0.95, 0.96],
}
_ALL_BUT_AHT = {item: values for item, values in _RIGHT.items() if item != "aht"}
_UNTOUCHED = {item: _RIGHT[item] for item in ("fcr", "handled_count", "qa_score")}
_ALL_BUT_CSAT = {item: values for item, values in _RIGHT.items() if item != "csat"}


def _spring(*rows: Sequence[Any]) -> Sheets:
    return {"KPIs": _summary(*rows, months=_SPRING)}


def _next(after: Sheets, figures: Truth = _RIGHT, *said: str, **more: Any) -> NextReport:
    outcome, told, about = (*said, *("", "", "")[len(said) :]) if said else (APPLIED, "", "")
    return NextReport(_LAST, _CORRECT, after, figures, outcome, told, about, **more)


def _with_units(units: Sequence[str], *rows: Sequence[Any], months: Sequence[str]) -> Sheets:
    body = [[row[0], unit, *row[1:]] for row, unit in zip(rows, units, strict=True)]
    return {"KPIs": [["KPI", "Unit", *months], *body]}


def _log(
    headings: Sequence[str], length: Callable[[int], float], order: Sequence[int], month: int
) -> Sheets:
    rows = [
        [f"T-{n:03}", f"2026-{month:02}-{n + 1:02} 09:00", length(n), ("Refunds", "Sales")[n % 2]]
        for n in range(20)
    ]
    return {"Log": [[row[place] for place in order] for row in [list(headings), *rows]]}


_IN_ORDER = (0, 1, 2, 3)
_LOG_HEADS = ("Ticket", "Opened", "Length", "Queue")
_LAST_LOG = _log(_LOG_HEADS, lambda n: n % 5 + 4, _IN_ORDER, 1)
_CORRECT_LOG = _all(
    _item("C", "Log", meaning="handle_time", unit="minutes"),
    _item("D", "Log", meaning="segment"),
)
_LENGTHS = {"handle_time": [60.0 * (n % 5 + 4) for n in range(20)]}


def _next_log(after: Sheets, *said: str) -> NextReport:
    outcome, told, about = said or (APPLIED, "", "")
    return NextReport(_LAST_LOG, _CORRECT_LOG, after, _LENGTHS, outcome, told, about)


def _team(shift: int, months: Sequence[str] = ("Jan 2026", "Feb 2026")) -> Rows:
    return _summary(
        ["FCR %", 81 + shift, 82 + shift],
        ["AHT (sec)", 312, 318],
        ["CSAT %", 90, 91],
        ["QA score %", 95, 96],
        months=months,
    )


_ACROSS: Rows = [
    ["Month", "Time one", "Time two", "FCR %"],
    ["Jan 2026", 25, 300, 81],
    ["Feb 2026", 26, 310, 82],
]
_CORRECT_ACROSS = _all(
    _item("B", meaning="asa", unit="seconds"), _item("C", meaning="aht", unit="seconds")
)
_MONTHS_DOWN = ("Apr 2026", "May 2026")

PAIRS: dict[str, NextReport] = {
    "new months": _next(_spring(_HAPPY, _LENGTH, *_OTHERS)),
    "one month instead of two": _next(
        {"KPIs": [["KPI", "Apr 2026"], *(row[:2] for row in (_HAPPY, _LENGTH, *_OTHERS))]},
        {item: values[:1] for item, values in _RIGHT.items()},
    ),
    "counts in thousands that nothing names": _next(
        _spring(_HAPPY, _LENGTH, _OTHERS[0], ["Calls handled", 4, 5], _OTHERS[2]),
        {item: values for item, values in _RIGHT.items() if item != "handled_count"},
        ASKED,
        "magnitude-changed",
        "Calls handled",
    ),
    "a column of units moved in": _next(
        _with_units(
            ["%", "min", "%", "calls", "%"], _HAPPY, _LENGTH, *_OTHERS, months=list(_SPRING)
        )
    ),
    "sheet renamed below a title, rows in another order": _next(
        {
            "Service April-May": [
                ["Acme service report, April and May 2026"],
                [],
                *_summary(*_OTHERS, _LENGTH, _HAPPY, months=_SPRING),
            ]
        }
    ),
    "a KPI renamed slightly": _next(
        _spring(["Happiness index", 91, 92], _LENGTH, *_OTHERS),
        _ALL_BUT_CSAT,
        ASKED,
        "heading-renamed",
        "Happiness index",
    ),
    "a KPI renamed slightly, and elsewhere": _next(
        _spring(_LENGTH, *_OTHERS, ["Happiness index", 91, 92]),
        _ALL_BUT_CSAT,
        ASKED,
        "heading-renamed",
        "Happiness index",
    ),
    "a KPI dropped": _next(
        _spring(_LENGTH, *_OTHERS), _ALL_BUT_CSAT, ASKED, "item-gone", "Happy index"
    ),
    "a KPI more": _next(
        _spring(_HAPPY, _LENGTH, *_OTHERS, ["Occupancy %", 82, 83]),
        {**_RIGHT, "occupancy": [0.82, 0.83]},
        SHOWN,
        "item-new",
        "Occupancy %",
    ),
    "seconds named in the label": _next(
        _spring(_HAPPY, ["Call length (sec)", 312, 318], *_OTHERS),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Call length",
    ),
    "minutes in the label become seconds": NextReport(
        {"KPIs": _summary(_HAPPY, ["Call length (min)", 5.2, 5.3], *_OTHERS)},
        _CORRECT,
        _spring(_HAPPY, ["Call length (sec)", 312, 318], *_OTHERS),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Call length",
    ),
    "seconds in a column of units": _next(
        _with_units(
            ["%", "sec", "%", "calls", "%"],
            _HAPPY,
            ["Call length", 312, 318],
            *_OTHERS,
            months=list(_SPRING),
        ),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Call length",
    ),
    "seconds that nothing names": _next(
        _spring(_HAPPY, ["Call length", 312, 318], *_OTHERS),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Call length",
    ),
    "cells of Excel's time": _next(
        _spring(_HAPPY, ["Call length", 312 / 86400, 318 / 86400], *_OTHERS),
        formats={("KPIs", "B3"): "[h]:mm:ss", ("KPIs", "C3"): "[h]:mm:ss"},
    ),
    "all times in seconds, says a title": NextReport(
        {
            "KPIs": [
                ["All times in minutes"],
                [],
                *_summary(_HAPPY, _LENGTH, *_OTHERS),
            ]
        },
        _all(_item("4", meaning="csat"), _item("5", meaning="aht", unit="minutes")),
        {
            "KPIs": [
                ["All times in seconds"],
                [],
                *_summary(_HAPPY, ["Call length", 312, 318], *_OTHERS, months=_SPRING),
            ]
        },
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Call length",
    ),
    "percent as shares": NextReport(
        _LAST,
        _all(_item("2", meaning="csat", unit="percent"), _item("3", meaning="aht", unit="minutes")),
        _spring(["Happy index", 0.91, 0.92], _LENGTH, *_OTHERS),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Happy index",
    ),
    "a mean of five becomes a share": NextReport(
        {"KPIs": _summary(["Happy index", 4.5, 4.6], _LENGTH, *_OTHERS)},
        _CORRECT,
        _spring(["Happy index", 91, 92], _LENGTH, *_OTHERS),
        _RIGHT,
        SHOWN,
        "unit-changed",
        "Happy index",
    ),
    "thousands named in the label": NextReport(
        {"KPIs": _summary(["Volume", 4100, 4200], *_OTHERS[::2], _HAPPY)},
        _all(_item("2", meaning="handled_count"), _item("5", meaning="csat")),
        _spring(["Volume (thousands)", 4.1, 4.2], *_OTHERS[::2], _HAPPY),
        _ALL_BUT_AHT,
        SHOWN,
        "heading-renamed",
        "Volume",
    ),
    "another currency in the heading": NextReport(
        {"KPIs": _summary(["Unit price", 3.5, 3.6], *_OTHERS)},
        _item("2", meaning="cost_per_contact", currency="EUR"),
        _spring(["Unit price (USD)", 3.5, 3.6], *_OTHERS),
        {**_UNTOUCHED, "cost_per_contact": [3.5, 3.6]},
        SHOWN,
        "unit-changed",
        "Unit price",
    ),
    "another currency in the cells": NextReport(
        {"KPIs": _summary(["Unit price", 3.5, 3.6], *_OTHERS)},
        _item("2", meaning="cost_per_contact", currency="EUR"),
        _spring(["Unit price", "$3.50", "$3.60"], *_OTHERS),
        {**_UNTOUCHED, "cost_per_contact": [3.5, 3.6]},
        SHOWN,
        "unit-changed",
        "Unit price",
    ),
    "two columns of one type change places": NextReport(
        {"KPIs": _ACROSS},
        _CORRECT_ACROSS,
        {
            "KPIs": [
                ["Month", "Time two", "Time one", "FCR %"],
                ["Apr 2026", 300, 25, 81],
                ["May 2026", 310, 26, 82],
            ]
        },
        {"asa": [25, 26], "aht": [300, 310], "fcr": [0.81, 0.82]},
    ),
    "one more column of the same heading": NextReport(
        {
            "KPIs": [
                ["Month", "Score", "Score", "FCR %", "AHT (sec)"],
                ["Jan 2026", 91, 95, 81, 300],
                ["Feb 2026", 92, 96, 82, 310],
            ]
        },
        _all(_item("B", meaning="csat"), _item("C", meaning="qa_score")),
        {
            "KPIs": [
                ["Month", "Score", "Score", "Score", "FCR %", "AHT (sec)"],
                ["Apr 2026", 70, 91, 95, 81, 300],
                ["May 2026", 71, 92, 96, 82, 310],
            ]
        },
        {"fcr": [0.81, 0.82], "aht": [300, 310]},
        ASKED,
        "mapping-not-followed",
        "Score",
    ),
    "rows become columns": _next(
        {
            "KPIs": [
                ["Month", "Happy index", "Call length", "FCR %", "Calls handled", "QA score %"],
                ["Apr 2026", 91, 5.2, 81, 4100, 95],
                ["May 2026", 92, 5.3, 82, 4200, 96],
            ]
        },
        _UNTOUCHED,
        NOT_APPLIED,
        "mapping-not-fitting",
        "Acme Q1.xlsx",
    ),
    "the sheet of one team becomes that of another": NextReport(
        {"Team": _team(0)},
        _segment("Chat", "Team"),
        {"Voice": _team(0, _SPRING)},
        {"fcr": [0.81, 0.82], "aht": [312, 318], "csat": [0.9, 0.91], "qa_score": [0.95, 0.96]},
        ASKED,
        "mapping-not-followed",
        "Chat",
    ),
    "sheets of one form under other names": NextReport(
        {"One": _team(0), "Two": _team(5)},
        _all(_segment("Chat", "One"), _segment("Voice", "Two")),
        {"Alpha": _team(0, _SPRING), "Beta": _team(5, _SPRING)},
        {
            "fcr": [0.81, 0.82, 0.86, 0.87],
            "aht": [312, 312, 318, 318],
            "csat": [0.9, 0.9, 0.91, 0.91],
            "qa_score": [0.95, 0.95, 0.96, 0.96],
        },
        ASKED,
        "mapping-not-followed",
        "'One'",
    ),
    "sheets of one form change places": NextReport(
        {"One": _team(0), "Two": _team(5)},
        _all(_segment("Chat", "One"), _segment("Voice", "Two")),
        {"Two": _team(5, _SPRING), "One": _team(0, _SPRING)},
        {
            "fcr": [0.81, 0.82, 0.86, 0.87],
            "aht": [312, 312, 318, 318],
            "csat": [0.9, 0.9, 0.91, 0.91],
            "qa_score": [0.95, 0.95, 0.96, 0.96],
        },
        segments={"fcr": ["Chat", "Chat", "Voice", "Voice"]},
    ),
    "a log with moved columns": _next_log(
        _log(_LOG_HEADS, lambda n: n % 5 + 4, (3, 2, 0, 1), 4),
        SHOWN,
        "item-moved",
        "Length",
    ),
    "a log whose heading now says seconds": _next_log(
        _log(
            ("Ticket", "Opened", "Length (sec)", "Queue"),
            lambda n: 60 * (n % 5 + 4),
            _IN_ORDER,
            4,
        ),
        SHOWN,
        "unit-changed",
        "Length",
    ),
    "a log in seconds that nothing names": _next_log(
        _log(_LOG_HEADS, lambda n: 60 * (n % 5 + 4), _IN_ORDER, 4),
        SHOWN,
        "unit-changed",
        "Length",
    ),
}
