"""The Trends step: one KPI over all months, where it goes, what stands out, what may come."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.multiples_chart import MultiplesChart
from desktop_app.gui.charts.trend_chart import MOST_WITH_INTERVALS, TrendChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.plain_splitter import PlainSplitter
from desktop_app.gui.common.vendors_page import VendorsPage
from desktop_app.gui.common.widgets import Segments, card, chooser, column, label, row, scrolled
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.chart_tables import multiples_table, trend_points_table
from desktop_app.presenting.charts import Trend, offered_over_time
from desktop_app.presenting.multiples import Multiples, vendors_apart
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.presenting.multiples import KpiTrends
    from desktop_app.presenting.tables import Table
    from desktop_app.presenting.trends import Trends

_ONE, _VENDORS, _KPIS = "one", "vendors", "kpis"


class TrendsPage(VendorsPage):
    """A box of KPIs, the chosen one's chart with its forecast, and a row of figures a vendor.

    The chart is one for all vendors, or one a vendor with the same axes, or one a KPI.
    """

    step = Step.TRENDS
    topics = frozenset({Topic.COMPARISON, Topic.REPORTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kpi = ""
        self._weekly = False
        self._side = _ONE
        self._offered: list[str] = []
        self._shown: Trend | None = None
        self._panels: Multiples | None = None
        self.steps = Segments([("month", tr("Months")), ("week", tr("Weeks"))], tr("Steps of time"))
        self.steps.set_current("month")
        self.steps.chosen.connect(self._step_chosen)
        sides = [(_ONE, tr("One chart")), (_VENDORS, tr("By vendor")), (_KPIS, tr("By KPI"))]
        self.sides = Segments(sides, tr("Charts"))
        self.sides.set_current(_ONE)
        self.sides.chosen.connect(self.show_side)
        self.box = chooser(tr("KPI over time"))
        self.box.activated.connect(self._chosen)
        self._state = label("", "muted", wrap=True)
        self._left_out = label("", "small", wrap=True)
        self._stacked = QStackedWidget(self)

    @cached_property
    def chart(self) -> TrendChart:
        """Return the chart of all vendors."""
        chart = self.owned(TrendChart(self.desk.theme))
        chart.figure_clicked.connect(self._show_cells)
        return chart

    @cached_property
    def multiples(self) -> MultiplesChart:
        """Return the small charts."""
        chart = self.owned(MultiplesChart(self.desk.theme))
        chart.figure_clicked.connect(self._show_cells)
        return chart

    @cached_property
    def table(self) -> TableView:
        """Return the table of where each vendor goes."""
        return self.desk.table(later("Trends of all vendors"), rows_only=True)

    @cached_property
    def panel(self) -> ChartPanel[TrendChart]:
        """Return the chart of all vendors with its table."""
        table = self.desk.table(later("Figures over time"), rows_only=True)
        return self.owned(
            ChartPanel(
                self.desk, self.chart, table, lambda: TrendChart(self.desk.theme),
                self._draw_alone, self._title,
            )
        )  # fmt: skip

    @cached_property
    def small(self) -> ChartPanel[MultiplesChart]:
        """Return the small charts with their table."""
        table = self.desk.table(later("Figures of the small charts"), rows_only=True)
        return self.owned(
            ChartPanel(
                self.desk, self.multiples, table, lambda: MultiplesChart(self.desk.theme),
                self._draw_small_alone, self._title, scrolled(self.multiples),
            )
        )  # fmt: skip

    def pieces(self) -> Iterator[object]:
        """Make what is seen, one piece after the other."""
        yield self.chart
        yield self.table
        yield self.panel
        yield self.multiples
        yield self.small
        yield self.vendors

    def build(self) -> QWidget:
        """Return the box, the chart and the table below it."""
        top = row(self.box, self.steps, self.sides, spacing=SPACE + 4)
        top.addStretch(1)
        for panel in (self.panel, self.small):
            top.addWidget(panel.controls)
            self._stacked.addWidget(panel)
        self.small.controls.hide()
        side = QWidget()
        self.put_vendors(side, later("Vendors"))
        chart, upper, lower = card(), QWidget(), QWidget()
        layout = column(self._state, self._stacked, self._left_out, parent=chart, margin=SPACE)
        layout.setStretch(1, 1)
        layout.addStretch(0)  # keeps the words on top while there is no chart
        beside = row(chart, side, parent=upper, spacing=SPACE + 4)
        beside.setStretch(0, 4)
        beside.setStretch(1, 1)
        # Below chart and list: its columns need all the width there is.
        column(self.table, parent=lower)
        splitter = PlainSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE + 4)
        splitter.setSizes([460, 200])
        splitter.setStretchFactor(0, 1)
        keep_sizes(splitter, "trends", self.desk.preferences)
        content = QWidget()
        outer = column(top, splitter, parent=content)
        outer.setStretch(1, 1)
        return content

    def show_comparison(self) -> None:
        """Offer the KPIs that have months and follow the chosen one."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self._offered = offered = offered_over_time(comparison)
        if self._kpi not in offered:
            self._kpi = offered[0] if offered else ""
        with QSignalBlocker(self.box):
            self.box.clear()
            for kpi in offered:
                self.box.addItem(comparison.catalogue.kpis[kpi].title, kpi)
            self.box.setCurrentIndex(self.box.findData(self._kpi))
        self.box.setEnabled(bool(offered) and self._side != _KPIS)
        self.offer_vendors(comparison)
        if self._kpi:
            self._follow()
        else:
            self._say(tr("No report gives a figure for two periods or more."))

    def show_side(self, side: str) -> None:
        """Show one chart, one a vendor, or one a KPI."""
        self._side = side
        self.sides.set_current(side)
        self.box.setEnabled(bool(self._offered) and side != _KPIS)
        words = tr("The charts by KPI show them all.") if side == _KPIS else ""
        self.box.setToolTip(words)
        self._follow()

    def _chosen(self, place: int) -> None:
        self._kpi = self.box.itemData(place)
        self._follow()

    def _step_chosen(self, step: str) -> None:
        self._weekly = step == "week"
        self._follow()

    def follow_ticks(self) -> None:
        """Follow the vendors that are ticked."""
        self._follow()

    def _show_cells(self, vendor: str, kpi: str) -> None:
        self.desk.show_figure(kpi or self._kpi, vendor)

    def _follow(self) -> None:
        if not self._kpi:
            return
        if not self.vendors.ticked():
            self._say(tr("Tick a vendor at the right to see it here."))
            return
        if self.table.model().rowCount() == 0:
            self._say(tr("Following the months…"))
        ticked, lookups = self.vendors.ticked(), self.desk.session.lookups
        if self._side == _KPIS:
            lookups.kpis_apart(self._offered, ticked, self._show_kpis, self._say, self._weekly)
        else:
            lookups.trends(self._kpi, ticked, self._show, self._say, self._weekly)

    def _show(self, trends: Trends) -> None:
        if not trends.chart.periods:
            self._say_none()
            return
        self._shown = trends.chart
        left_out = "; ".join(f"{vendor} ({reason})" for vendor, reason in trends.chart.left_out)
        words = tr("Not drawn: {vendors}", vendors=left_out) if left_out else ""
        if self._side == _VENDORS:
            charts = vendors_apart(trends.chart, self._kpi)
            self._show_small(charts, multiples_table(charts), trends.table, words)
            return
        self.chart.show_chart(trends.chart, self.desk.workbench.marks)
        assert self.panel.table is not None
        self.panel.table.show_table(trend_points_table(trends.chart))
        self._bring(self.panel, trends.table, words)

    def _show_kpis(self, trends: KpiTrends) -> None:
        if not trends.charts.panels:
            self._say_none()
            return
        more = trends.more
        words = tr("{count} KPIs that weigh less are not drawn.", count=more) if more else ""
        self._show_small(trends.charts, trends.figures, trends.table, words)

    def _show_small(self, charts: Multiples, figures: Table, table: Table, words: str) -> None:
        self._panels = charts
        self.multiples.show_chart(charts, self.desk.workbench.marks)
        assert self.small.table is not None
        self.small.table.show_table(figures)
        self._bring(self.small, table, words)

    def _bring(self, panel: ChartPanel[TrendChart] | ChartPanel[MultiplesChart], table: Table,
               words: str) -> None:  # fmt: skip
        """Bring a panel in sight, with the table below and what is not drawn."""
        self._state.hide()
        self._stacked.setCurrentWidget(panel)
        self._stacked.show()
        for one in (self.panel, self.small):
            one.controls.setVisible(one is panel)
        self.table.show()
        self.table.show_table(table)
        self.table.show_marks(self.desk.workbench.marks)
        self._left_out.setText(" ".join(filter(None, [self._legend(), words])))
        self._left_out.show()

    def _legend(self) -> str:
        """Return what the lines stand for; intervals are drawn where they hide nothing."""
        if self._side == _VENDORS or len(self.vendors.ticked()) <= MOST_WITH_INTERVALS:
            return tr(
                "Dashed: forecast, in the interval that held 80 % of its past errors. Ringed: "
                "what stands out. Thin upright lines: 95 % intervals."
            )
        return tr(
            "Dashed: forecast. Ringed: what stands out. Point at a month for its interval; of up "
            "to {count} vendors, or by vendor, intervals are drawn.",
            count=MOST_WITH_INTERVALS,
        )

    def _title(self) -> str:
        if self._side == _KPIS:
            return tr("KPIs over time")
        return tr("{kpi} over time", kpi=self.box.currentText())

    def _draw_alone(self, plot: TrendChart) -> bool:
        if self._shown is not None:
            plot.show_chart(self._shown, self.desk.workbench.marks)
        return self._shown is not None

    def _draw_small_alone(self, plot: MultiplesChart) -> bool:
        if self._panels is not None:
            plot.show_chart(self._panels, self.desk.workbench.marks)
        return self._panels is not None

    def _say_none(self) -> None:
        self._say(
            tr(
                "No vendor has this KPI by week: weeks come from records with dates, or "
                "from reports by week."
            )
            if self._weekly
            else tr("None of the ticked vendors has a figure by period that can be compared.")
        )

    def _say(self, words: str) -> None:
        """Show words in place of chart and table."""
        self._state.setText(words)
        self._state.show()
        for widget in (self._stacked, self.table, self._left_out):
            widget.hide()
