"""The Trends step: one KPI over all months, where it goes, what stands out, what may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.vendor_list import VendorList
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import Segments, chooser, column, label, row
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.charts import offered_over_time
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.presenting.trends import Trends


class TrendsPage(ComparisonPage):
    """A box of KPIs, the chosen one's chart with its forecast, and a row of figures a vendor."""

    step = Step.TRENDS
    topics = frozenset({Topic.COMPARISON, Topic.REPORTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kpi = ""
        self._weekly = False
        self.steps = Segments([("month", tr("Months")), ("week", tr("Weeks"))], tr("Steps of time"))
        self.steps.set_current("month")
        self.steps.chosen.connect(self._step_chosen)
        self.box = chooser(tr("KPI over time"))
        self.box.activated.connect(self._chosen)
        self.chart = TrendChart(desk.theme)
        self.chart.figure_clicked.connect(lambda vendor: desk.show_figure(self._kpi, vendor))
        self.table = desk.table(later("Trends of all vendors"), rows_only=True)
        self.vendors = VendorList(desk.theme, desk.shown)
        self.vendors.changed.connect(self._ticked)
        self._state = label("", "muted", wrap=True)
        self._left_out = label("", "small", wrap=True)

    def build(self) -> QWidget:
        """Return the box, the chart and the table below it."""
        legend = label(
            tr(
                "Dashed: forecast, in the interval that held 80 % of its past errors. "
                "Ringed: what stands out."
            ),
            "small",
        )
        top = row(self.box, self.steps, legend, spacing=SPACE + 4)
        top.addStretch(1)
        upper, lower = QWidget(), QWidget()
        layout = column(self._state, self.chart, self._left_out, parent=upper)
        layout.setStretch(1, 1)
        layout.addStretch(0)  # keeps the words on top while there is no chart
        column(self.table, parent=lower)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.setSizes([420, 240])
        side = QWidget()
        column(label(tr("Vendors"), "small"), self.vendors, parent=side)
        side.setMinimumWidth(SPACE * 18)
        side.setMaximumWidth(SPACE * 28)
        content = QWidget()
        below = row(splitter, side, spacing=SPACE + 4)
        below.setStretch(0, 1)
        outer = column(top, below, parent=content)
        outer.setStretch(1, 1)
        return content

    def show_comparison(self) -> None:
        """Offer the KPIs that have months and follow the chosen one."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        offered = offered_over_time(comparison)
        if self._kpi not in offered:
            self._kpi = offered[0] if offered else ""
        with QSignalBlocker(self.box):
            self.box.clear()
            for kpi in offered:
                self.box.addItem(comparison.catalogue.kpis[kpi].title, kpi)
            self.box.setCurrentIndex(self.box.findData(self._kpi))
        self.box.setEnabled(bool(offered))
        best_first = [line.vendor for line in comparison.ranking.vendors]
        self.vendors.show_vendors(best_first, self.desk.workbench.marks)
        if self._kpi:
            self._follow()
        else:
            self._say(tr("No report gives a figure for two periods or more."))

    def _chosen(self, place: int) -> None:
        self._kpi = self.box.itemData(place)
        self._follow()

    def _step_chosen(self, step: str) -> None:
        self._weekly = step == "week"
        self._follow()

    def _ticked(self) -> None:
        if self.isVisible():
            self._follow()
        else:
            self.show_again()

    def _follow(self) -> None:
        if not self.vendors.ticked():
            self._say(tr("Tick a vendor at the right to see it here."))
            return
        if self.table.model().rowCount() == 0:
            self._say(tr("Following the months…"))
        ticked, lookups = self.vendors.ticked(), self.desk.session.lookups
        lookups.trends(self._kpi, ticked, self._show, self._say, self._weekly)

    def _show(self, trends: Trends) -> None:
        if self._weekly and not trends.chart.periods:
            self._say(
                tr(
                    "No vendor has this KPI by week: weeks come from records with dates, "
                    "or from reports by week."
                )
            )
            return
        marks = self.desk.workbench.marks
        self._state.hide()
        self.chart.show()
        self.table.show()
        self.chart.show_chart(trends.chart, marks)
        self.table.show_table(trends.table)
        self.table.show_marks(marks)
        words = "; ".join(f"{vendor} ({reason})" for vendor, reason in trends.chart.left_out)
        self._left_out.setText(tr("Not drawn: {words}", words=words) if words else "")
        self._left_out.setVisible(bool(words))

    def _say(self, words: str) -> None:
        """Show words in place of chart and table."""
        self._state.setText(words)
        self._state.show()
        self.chart.hide()
        self.table.hide()
        self._left_out.hide()
