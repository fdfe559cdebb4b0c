"""The KPIs step: every vendor's figures against target, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
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

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView

MANY_VENDORS = 12
"""With more vendors than this they stand as rows, whatever was preferred: columns do not fit."""

_CLAIMS, _AUDIT = 1, 2
"""Places in the page's stack; the table's is the first."""

ViewT = TypeVar("ViewT", bound=QWidget)


class KpisPage(ComparisonPage):
    """A table of figures; the current one is explained at the right."""

    step = Step.KPIS
    topics = frozenset({Topic.COMPARISON, Topic.REPORTS, Topic.PAPERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: tuple[str, str] | None = None
        self._parts = QStackedWidget()
        self._turned = ""
        self._hint = label("", "small", wrap=True)
        self._legend = label("", "small", wrap=True)

    @cached_property
    def table(self) -> TableView:
        """Return the table of figures."""
        table = self.desk.table(later("Figures of all vendors"))
        table.picked.connect(self._explain)
        table.clicked.connect(self._explain_current)
        return table

    @cached_property
    def panel(self) -> FigurePanel:
        """Return what explains a figure."""
        panel = FigurePanel(self.desk)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(panel.hide)
        return panel

    @cached_property
    def turn(self) -> Segments:
        """Return the buttons for what the page shows."""
        turn = Segments(
            [
                ("kpis", tr("KPIs as rows")),
                ("vendors", tr("Vendors as rows")),
                ("coverage", tr("Months covered")),
                ("claims", tr("Claims check")),
                ("audit", tr("Audit sample")),
            ],
            tr("Arrangement"),
        )
        turn.chosen.connect(self._turn)
        return turn

    @cached_property
    def claims(self) -> ClaimsView:
        """Return the check of what vendors state."""
        return self._filled(_CLAIMS, ClaimsView(self.desk))

    @cached_property
    def audit(self) -> AuditView:
        """Return the sample of records to hold against evidence."""
        return self._filled(_AUDIT, AuditView(self.desk))

    def pieces(self) -> Iterator[object]:
        """Make the table and its panel."""
        yield self.table
        yield self.panel
        yield self.turn

    def later_parts(self) -> Iterator[None]:
        """Make the claims check and the audit sample."""
        for name in ("claims", "audit"):
            yield from self.desk.theme.dress_in_parts(getattr(self, name))

    def _filled(self, place: int, view: ViewT) -> ViewT:
        """Put a view where the page keeps its place."""
        column(view, parent=self._parts.widget(place))
        return view

    def build(self) -> QWidget:
        """Return the bar, and below it the table with the panel or the claims check."""
        bar = row(self.turn, self._hint)
        bar.setStretch(1, 1)
        bar.addWidget(button(tr("Own KPIs…"), lambda: edit_own_kpis(self, self.desk)))
        left = QWidget()
        column(self.table, self._legend, parent=left)
        splitter = beside(left, self.panel, (800, 340))
        keep_sizes(splitter, "kpis", self.desk.preferences)
        for part in (splitter, QWidget(), QWidget()):
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
        self._parts.setCurrentIndex({"claims": _CLAIMS, "audit": _AUDIT}.get(self._turned, 0))
        if self._turned == "claims":
            self.turn.set_current("claims")
            self._hint.setText(tr("Choose a claim to see both its origins."))
            self.claims.show_comparison(comparison)
            return
        if self._turned == "audit":
            self.turn.set_current("audit")
            self._hint.setText(tr("Hold each record against what the vendor can show for it."))
            self.audit.show_comparison(comparison)
            return
        covered = self._turned == "coverage"
        self._legend.setText(_cover_legend() if covered else _legend())
        if covered:
            self._show_coverage(comparison)
            return
        self._hint.setText(tr("Choose a figure to see where it comes from."))
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
        self._show_wanted()

    def show_figure(self, kpi: str, vendor: str) -> None:
        """Make a figure the current one and explain it, as soon as the page is there."""
        self._wanted = (kpi, vendor)
        if self.up_to_date:
            if self._turned:
                self._turned = ""
                self.show_comparison()
            self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            kpi, vendor = self._wanted
            self._wanted = None
            if not self.table.select(kpi, vendor):
                self.table.select(vendor, kpi)
            self._explain_current()

    def _show_coverage(self, comparison: Comparison) -> None:
        self.turn.set_current("coverage")
        table = coverage_table(comparison)
        self._hint.setText(
            tr("✓ every vendor has figures of this period.")
            if table.rows
            else tr("No report gives figures by period.")
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
    return "     ".join(f"{cover.value} {tr(words)}" for cover, words in COVER_WORDS.items())


def _legend() -> str:
    """Return what the symbols mean, in the words of the table's own cells."""
    parts = [f"{SYMBOLS[tint]} {tr(words)}" for tint, words in WORDS.items()]
    parts += [tr("* with a mark, see the figure"), tr("≠ the vendor states otherwise")]
    return "     ".join(parts)
