"""Rows whose target names a time: "Email response" beside "90 % within 24 hours"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.bare_numbers import bare_numbers, filled, says_percent
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, TAKEN, Candidate, Target
from desktop_app.importing.layouts.plan import Part, PlannedColumn
from desktop_app.importing.named_limits import aim_in, are_aims, limit_in

_BY_AIM, _MOSTLY = 0.82, 0.8
_MOST_PERCENT = 100.0
_COMPLIANCE = "sla_compliance"


def holds_aims(column: PlannedColumn) -> bool:
    """Return whether a column is of targets that are shares within a time."""
    return column.part is Part.TARGET and are_aims(column.sketch.sample)


class Aims:
    """The time limits that targets name, by the rows they stand in.

    Parameters
    ----------
    cells : Arrays
        `Cross.cells`: the targets and figures of a table.
    """

    def __init__(self, context: SheetContext, cells: Arrays, target: str, value: str) -> None:
        self._context = context
        self._limits: dict[int, str] = {}
        self._figures: dict[int, list[object]] = defaultdict(list)
        self._by_label: dict[str, set[str]] = defaultdict(set)
        for row, role, cell in cells.lines("row", "role", "cell"):
            if role == value:
                self._figures[row].append(cell)
            aim = aim_in(cell) if role == target else None
            if aim is not None:
                self._limits[row] = aim[1]

    def note(self, labels: Sequence[tuple[int, str]]) -> None:
        """Take note of the labels of all rows, to know those that only their limits tell apart."""
        for row, label in labels:
            self._by_label[label].add(self.of(row))

    def of(self, row: int) -> str:
        """Return the limit that a row's target names, ``""`` where it names none."""
        limit = self._limits.get(row, "")
        return limit if limit and _are_shares(self._figures[row]) else ""

    def named(self, row: int, label: str) -> str:
        """Return a row's name, with its limit where other rows of that name have another."""
        limit = self.of(row)
        if not limit or len(self._by_label[label]) < 2 or limit_in(label, self._context.words):
            return label
        return f"{label} ≤ {limit}"

    def meanings(self, row: int, label: str, items: list[Candidate]) -> list[Candidate]:
        """Return what a row's name means where its target says that a share is kept in time."""
        limit = self.of(row)
        if not limit or not label or (items and items[0].chosen):
            return items
        if _is_share(self._context, items) and limit_in(label, self._context.words):
            return items
        told = self._context.names.items(f"% {label} within {limit}")
        if _is_share(self._context, told):
            return [replace(one, unit="") for one in told if one.target is Target.KPI]
        if items and items[0].confidence >= ASKED:
            return items
        reason = tr("its target is a share within a time")
        return [Candidate(Target.KPI, _COMPLIANCE, "", _BY_AIM, reason, rest=label)]


def _is_share(context: SheetContext, items: Sequence[Candidate]) -> bool:
    """Return whether the first of some meanings is surely enough a KPI that is a share."""
    if not items or items[0].target is Target.FIELD or items[0].confidence < TAKEN:
        return False
    return context.report.catalogue.kpis[items[0].id].unit is Unit.SHARE


def _are_shares(cells: Sequence[object]) -> bool:
    """Return whether figures can be shares: percents, fractions, or numbers up to 100."""
    if says_percent(cells, "", ""):
        return True
    numbers = bare_numbers(filled(cells))
    return numbers is not None and min(numbers) >= 0 and max(numbers) <= _MOST_PERCENT
