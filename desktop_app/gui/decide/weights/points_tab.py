"""One number for each KPI: shares, places or swings, as the way of answering asks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Way
from desktop_app.domain.translating import later, local, tr
from desktop_app.gui.common.widgets import column, label
from desktop_app.gui.decide.money.entry_table import EntryColumn, EntryTable
from desktop_app.presenting.comparison_tables import category

_BY_KPI = {
    Way.DIRECT: later("Points by KPI"),
    Way.ORDER: later("Place by KPI"),
    Way.SWING: later("Swing by KPI"),
}
_ASKED = {
    Way.DIRECT: (
        later("Points"),
        later(
            "Share out points as you like: only their proportions count. 0 or nothing leaves a KPI "
            "out. The last table weighs the categories first; leave it empty to weigh KPIs alone."
        ),
    ),
    Way.ORDER: (
        later("Place"),
        later(
            "1 for the KPI that matters most, 2 for the next, and so on. Equal places share. The "
            "weights are rank order centroids: the mean of all weights in that order."
        ),
    ),
    Way.SWING: (
        later("Swing"),
        later(
            "Imagine a vendor at its worst in everything. 100 for the KPI you would raise from "
            "worst to best first; the others as much less as their rise is worth to you."
        ),
    ),
}


class PointsTab(QWidget):
    """A table of KPIs with one number each; of direct points also one of categories."""

    changed = Signal()

    def __init__(self, way: Way, kpis: Sequence[KpiDefinition]) -> None:
        super().__init__()
        self.way = way
        self._kpis = tuple(kpis)
        self._categories = tuple(dict.fromkeys(kpi.category for kpi in kpis))
        name, words = _ASKED[way]
        self.table = EntryTable(
            tr(_BY_KPI[way]),
            (
                EntryColumn(later("KPI"), width=34, fixed=True),
                EntryColumn(later("Category"), width=16, fixed=True),
                EntryColumn(name, words, width=12),
            ),
            growing=False,
        )
        parts: list[QWidget] = [label(tr(words), "small", wrap=True), self.table]
        self.categories = EntryTable(
            tr("Points by category"),
            (
                EntryColumn(later("Category"), width=34, fixed=True),
                EntryColumn(later("Points"), later("Empty: KPIs are weighed alone"), width=12),
            ),
            growing=False,
        )
        layout = column(*parts, self.categories, parent=self)
        layout.setStretch(1, 3)
        layout.setStretch(2, 1)
        self.categories.setVisible(way is Way.DIRECT)
        self.table.put([(kpi.title, category(kpi.category), "") for kpi in self._kpis])
        self.categories.put([(category(name), "") for name in self._categories])
        for table in (self.table, self.categories):
            table.changed.connect(self.changed)

    def show_answers(self, answers: Mapping[str, float]) -> None:
        """Fill in numbers; `changed` is not sent."""
        with QSignalBlocker(self):
            texts = [_text(answers.get(kpi.id, 0.0)) for kpi in self._kpis]
            self.table.put(
                [
                    (k.title, category(k.category), text)
                    for k, text in zip(self._kpis, texts, strict=True)
                ]
            )
            self.categories.put([(category(name), "") for name in self._categories])

    def answers(self) -> dict[str, float]:
        """Return the numbers that are not 0, by KPI.

        Raises
        ------
        ScenarioError
            Naming the line that can't be read.
        """
        found = {
            kpi.id: _number(self.table.text(place, 2), kpi.title)
            for place, kpi in enumerate(self._kpis)
        }
        return {kpi: value for kpi, value in found.items() if value}

    def category_points(self) -> dict[str, float]:
        """Return the categories' points; empty where categories are not weighed.

        Raises
        ------
        ScenarioError
            Naming the line that can't be read.
        """
        if self.way is not Way.DIRECT:
            return {}
        found = {
            name: _number(self.categories.text(place, 1), tr(name))
            for place, name in enumerate(self._categories)
        }
        return {name: value for name, value in found.items() if value}


def _text(value: float) -> str:
    return local("{value:.4g}", value=value) if value else ""


def _number(text: str, place: str) -> float:
    cleaned = text.strip().replace(",", ".").removesuffix("%").strip()
    if not cleaned:
        return 0.0
    try:
        value = float(cleaned)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise ScenarioError(
            tr("{place}: '{text}' is no number of 0 or more.", place=place, text=text)
        )
    return value
