"""Months that a vendor's records cover in part only, because the log begins or ends within them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import Evidence
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.records import formulas_for

_LEAST_DAYS = 5
"""With fewer days that have records nothing can be said about how often they come."""
_QUIET = 4
"""Days without a record that are usual in any log: no weekend is longer."""
_USUAL = 95
_ROOM = 1.5
_PART = re.compile(r"\b\d+ of \d+ days\b")
_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)

Edges = tuple[dt.date, dt.date]
"""The first and the last day that a vendor's records are of."""


def is_part(note: object) -> bool:
    """Return whether a measurement's note says that it is of a part of its period."""
    return isinstance(note, str) and _PART.search(note) is not None


def mark_parts(
    frame: pd.DataFrame, evidence: Evidence, catalogue: Catalogue, by: Grain
) -> tuple[pd.DataFrame, Mapping[tuple[str, str], str], list[Finding]]:
    """Return the figures with a mark on those of periods that the records cover in part.

    A log begins or ends within a month when more days are missing at that end than are usual
    between two days with records: a log of a few projects a month has long gaps anyway.

    Parameters
    ----------
    frame : pd.DataFrame
        Measurements at the grain `by`; only those computed from records are marked.

    Returns
    -------
    (pd.DataFrame, mapping of (vendor, period) to mark, list of Finding)
    """
    if by not in _GRAINS or frame.empty or not evidence.records:
        return frame, {}, []
    edges = part_edges(evidence, catalogue)
    if not edges:
        return frame, {}, []
    notes = frame["note"].tolist()
    marks: dict[tuple[str, str], str] = {}
    columns = (frame[name].tolist() for name in ("vendor", "period", "basis"))
    for place, (vendor, label, basis) in enumerate(zip(*columns, strict=True)):
        if basis != Basis.COMPUTED.value or label is None or vendor not in edges:
            continue
        words = _covered(Period.parse(str(label)), edges[vendor])
        if words and not is_part(notes[place]):
            notes[place] = f"{notes[place]}; {words}" if notes[place] else words
            marks[str(vendor), str(label)] = words
    told: dict[str, list[str]] = defaultdict(list)
    for (vendor, label), words in sorted(marks.items()):
        told[vendor].append(f"{label} ({words})")
    marked = frame.assign(note=pd.Series(notes, frame.index, frame["note"].dtype))
    return marked, marks, [_finding(vendor, labels) for vendor, labels in told.items()]


def part_edges(evidence: Evidence, catalogue: Catalogue) -> Mapping[str, Edges]:
    """Return the vendors whose records begin or end within a month, with those days.

    An end that is that of its month, but for the usual quiet days, is given as the month's own.
    """
    days: dict[str, list[NDArray[np.int64]]] = defaultdict(list)
    for table in evidence.records:
        columns = RecordColumns(table, catalogue)
        for vendor, own in _days_of(columns, catalogue).items():
            days[vendor].append(own)
    found = {}
    for vendor, parts in days.items():
        edges = _edges(np.unique(np.concatenate(parts)))
        if edges is not None:
            found[vendor] = edges
    return found


def _days_of(columns: RecordColumns, catalogue: Catalogue) -> dict[str, NDArray[np.int64]]:
    """Return the days since 1970 that each vendor's records are of, each once."""
    formulas = [one for _, some in formulas_for(columns, catalogue) for one in some]
    orders = [columns.date_order(formula) for formula in formulas]
    frame = columns.table.frame
    name = next((order[0] for order in orders if order), None)
    if name is None or not pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
        return {}
    stamps = frame[name].to_numpy()
    known = ~np.isnat(stamps)
    if not known.any():
        return {}
    days = stamps[known].astype("datetime64[D]").astype(np.int64)
    codes, vendors = columns.vendors
    return {
        vendor: np.unique(days[codes[known] == code])
        for code, vendor in enumerate(vendors)
        if (codes[known] == code).any()
    }


def _edges(days: NDArray[np.int64]) -> Edges | None:
    if len(days) < _LEAST_DAYS:
        return None
    quiet = max(_QUIET, _ROOM * float(np.percentile(np.diff(days), _USUAL)))
    first, last = (_day(int(day)) for day in (days[0], days[-1]))
    month, final = (Period.month(day.year, day.month) for day in (first, last))
    begins = (first - month.start).days > quiet
    ends = (final.end - last).days > quiet
    if not begins and not ends:
        return None
    return (first if begins else month.start), (last if ends else final.end)


def _day(number: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)


def _covered(period: Period, edges: Edges) -> str:
    """Return how many of a period's days lie between the edges; ``""`` for all of them."""
    first, last = max(period.start, edges[0]), min(period.end, edges[1])
    have, whole = (last - first).days + 1, (period.end - period.start).days + 1
    return f"{have} of {whole} days" if 0 < have < whole else ""


def _finding(vendor: str, labels: list[str]) -> Finding:
    return Finding(
        Severity.WARNING,
        "part-period",
        f"{vendor}'s records cover a part of {' and '.join(labels)} only: the log begins or ends "
        "within it. Its figures of that time are marked, and its volumes are those of these "
        "days. Ask for the rest, or compare whole months.",
    )
