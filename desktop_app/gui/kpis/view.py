"""The KPIs step: every vendor's figures against target, and where each comes from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import Segments, beside, button, column, label, row
from desktop_app.gui.kpis.audit_view import AuditView
from desktop_app.gui.kpis.claims_view import ClaimsView
from desktop_app.gui.kpis.own_change import edit_own_kpis
from desktop_app.gui.kpis.panel import FigurePanel
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison_tables import kpis_down, vendors_down
from desktop_app.presenting.coverage import COVER_WORDS, coverage_table
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.standing import SYMBOLS, WORDS
from desktop_app.workbench.state import Topic

MANY_VENDORS = 12
"""With more vendors than this they stand as rows, whatever was preferred: columns do not fit."""


class KpisPage(ComparisonPage):
    """A table of figures; the current one is explained at the right."""

    step = Step.KPIS
    topics = frozenset({Topic.COMPARISON, Topic.REPORTS, Topic.PAPERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table = desk.table("Figures of all vendors")
        self.panel = FigurePanel(desk)
        self.turn = Segments(
            [
                ("kpis", "KPIs as rows"),
                ("vendors", "Vendors as rows"),
                ("coverage", "Months covered"),
                ("claims", "Claims check"),
                ("audit", "Audit sample"),
            ],
            "Arrangement",
        )
        self.claims = ClaimsView(desk)
        self.audit = AuditView(desk)
        self._parts = QStackedWidget()
        self._turned = ""
        self._hint = label("", "small")
        self._legend = label("", "small", wrap=True)
        self.table.picked.connect(self._explain)
        self.table.clicked.connect(self._explain_current)
        self.turn.chosen.connect(self._turn)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.panel.hide)

    def build(self) -> QWidget:
        """Return the bar, and below it the table with the panel or the claims check."""
        bar = row(self.turn, self._hint)
        bar.addStretch(1)
        bar.addWidget(button("Own KPIs…", lambda: edit_own_kpis(self, self.desk)))
        left = QWidget()
        column(self.table, self._legend, parent=left)
        splitter = beside(left, self.panel, (800, 340))
        for part in (splitter, self.claims, self.audit):
            self._parts.addWidget(part)
        content = QWidget()
        layout = column(bar, self._parts, parent=content)
        layout.setStretch(1, 1)
        return content

    def show_comparison(self) -> None:
        """Show all figures, and explain the current one anew."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self._parts.setCurrentIndex({"claims": 1, "audit": 2}.get(self._turned, 0))
        if self._turned == "claims":
            self.turn.set_current("claims")
            self._hint.setText("Choose a claim to see both its origins.")
            self.claims.show_comparison(comparison)
            return
        if self._turned == "audit":
            self.turn.set_current("audit")
            self._hint.setText("Hold each record against what the vendor can show for it.")
            self.audit.show_comparison(comparison)
            return
        covered = self._turned == "coverage"
        self._legend.setText(_cover_legend() if covered else _legend())
        if covered:
            self._show_coverage(comparison)
            return
        self._hint.setText("Choose a figure to see where it comes from.")
        many = len(comparison.vendors) > MANY_VENDORS
        rows_are_vendors = many or self.desk.preferences.value.vendors_down
        self.turn.set_current("vendors" if rows_are_vendors else "kpis")
        table = vendors_down(comparison) if rows_are_vendors else kpis_down(comparison)
        self.table.show_table(table)
        self.table.show_marks(self.desk.workbench.marks)
        keys = self.table.current_keys()
        if keys is None:
            self.panel.show_nothing()
        elif not self.panel.isHidden():
            self._explain(*keys)

    def _show_coverage(self, comparison: Comparison) -> None:
        self.turn.set_current("coverage")
        table = coverage_table(comparison)
        self._hint.setText(
            "✓ every vendor has figures of this period."
            if table.rows
            else "No report gives figures by period."
        )
        self.table.show_table(table)
        self.panel.show_nothing()

    def _turn(self, key: str) -> None:
        self._turned = key if key in ("coverage", "claims", "audit") else ""
        if not self._turned:
            self.desk.preferences.change(vendors_down=key == "vendors")
        self.show_comparison()

    def _explain_current(self) -> None:
        """Open the panel again for a figure that is current already."""
        keys = self.table.current_keys()
        if keys is not None and self.panel.isHidden():
            self._explain(*keys)

    def _explain(self, row_key: Any, column_key: str) -> None:
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        if isinstance(row_key, tuple):
            vendor, kpi = row_key
        elif row_key in comparison.catalogue.kpis:
            kpi, vendor = row_key, column_key
        else:
            kpi, vendor = column_key, row_key
        if kpi in comparison.catalogue.kpis:
            self.panel.show_figure(comparison, kpi, vendor)


def _cover_legend() -> str:
    """Return what the signs of the grid of months mean."""
    return "     ".join(f"{cover.value} {words}" for cover, words in COVER_WORDS.items())


def _legend() -> str:
    """Return what the symbols mean, in the words of the table's own cells."""
    parts = [f"{SYMBOLS[tint]} {words}" for tint, words in WORDS.items()]
    parts += ["* with a mark, see the figure", "≠ the vendor states otherwise"]
    return "     ".join(parts)
