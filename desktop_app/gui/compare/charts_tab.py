"""Tabs with a chart: one KPI as bars or over time, and the radar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.bar_chart import BarChart
from desktop_app.gui.charts.radar_chart import RadarChart
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row, scrolled
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.chart_tables import bars_table, radar_table, trend_points_table
from desktop_app.presenting.charts import Bars, Radar, Trend, bars, radar, trend
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.series import kpis_with_trend


class KpiTab(QWidget):
    """A box of KPIs and the chosen one's chart, as bars or over time."""

    kpi_chosen = Signal(str)

    def __init__(self, desk: Desk, over_time: bool) -> None:
        super().__init__()
        self._desk = desk
        self._over_time = over_time
        self._comparison: Comparison | None = None
        self._bars: Bars | None = None
        self._trend: Trend | None = None
        self._vendors: Sequence[str] = ()
        self._kpi = ""
        self.box = chooser(tr("KPI of the chart"))
        self.box.activated.connect(self._chosen)
        self.bars = BarChart(desk.theme) if not over_time else None
        self.trend = TrendChart(desk.theme) if over_time else None
        self.table = desk.table(
            later("Figures over time") if over_time else later("Figures of the chart"),
            rows_only=True,
        )
        self.panel = self._trend_panel() if over_time else self._bars_panel()
        self.panel.plot.figure_clicked.connect(
            lambda vendor, _kpi: desk.show_figure(self._kpi, vendor)
        )
        self._note = label("", "muted")
        self._left_out = label("", "small", wrap=True)
        self._empty = label("", "muted", wrap=True)
        top = row(self.box, self._note, spacing=SPACE + 4)
        top.addStretch(1)
        top.addWidget(self.panel.controls)
        layout = column(top, self._empty, self.panel, self._left_out, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 1)
        layout.addStretch(0)  # keeps the words on top while there is no chart

    def choose(self, kpi: str) -> None:
        """Remember a KPI chosen elsewhere; it is drawn when this tab is shown."""
        self._kpi = kpi

    def show_comparison(self, comparison: Comparison, vendors: Sequence[str]) -> None:
        """Show the chosen KPI of some vendors."""
        self._comparison = comparison
        self._vendors = vendors
        self._offer(comparison)
        self._draw()

    def _bars_panel(self) -> ChartPanel[Any]:
        assert self.bars is not None
        return ChartPanel(
            self._desk, self.bars, self.table, lambda: BarChart(self._desk.theme), self._draw_bars,
            lambda: f"{self.box.currentText()} ({self._note.text()})", scrolled(self.bars),
        )  # fmt: skip

    def _trend_panel(self) -> ChartPanel[Any]:
        assert self.trend is not None
        return ChartPanel(
            self._desk, self.trend, self.table, lambda: TrendChart(self._desk.theme),
            self._draw_trend, lambda: tr("{kpi} over time", kpi=self.box.currentText()),
        )  # fmt: skip

    def _offer(self, comparison: Comparison) -> None:
        """Fill the box, the KPIs that weigh first; those without any period not, over time."""
        shown = kpis_with_trend(comparison) if self._over_time else comparison.kpis
        offered = [kpi for kpi in comparison.kpis if kpi in shown]
        weights = {c.id: c.weight for c in comparison.matrix.criteria}
        offered.sort(key=lambda kpi: -weights.get(kpi, 0.0))
        if self._kpi not in offered:
            # The first chart seen should say much: a KPI that weighs and most vendors have.
            self._kpi = max(
                offered,
                key=lambda kpi: (weights.get(kpi, 0.0) > 0, _known(comparison, kpi)),
                default="",
            )
        with QSignalBlocker(self.box):
            self.box.clear()
            for kpi in offered:
                self.box.addItem(comparison.catalogue.kpis[kpi].title, kpi)
            self.box.setCurrentIndex(self.box.findData(self._kpi))
        self.box.setVisible(bool(offered))

    def _draw(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        if not self._kpi:
            self._say_empty(
                tr("No report gives a figure for two periods or more.")
                if self._over_time
                else tr("There is no figure to show.")
            )
            return
        if self.bars is not None:
            chart = self._bars = bars(comparison, self._kpi, self._vendors)
            self._note.setText(chart.note)
            self.table.show_table(bars_table(chart))
            self._show(self._draw_bars(self.bars), chart.left_out)
        elif self.trend is not None:
            over_time = self._trend = trend(comparison, self._kpi, self._vendors)
            self.table.show_table(trend_points_table(over_time))
            self._show(self._draw_trend(self.trend), over_time.left_out)

    def _draw_bars(self, plot: BarChart) -> bool:
        """Draw what is chosen into a chart; return whether there is anything."""
        assert self._bars is not None
        plot.show_chart(self._bars, self._desk.workbench.marks)
        return bool(self._bars.vendors)

    def _draw_trend(self, plot: TrendChart) -> bool:
        assert self._trend is not None
        plot.show_chart(self._trend, self._desk.workbench.marks)
        return bool(self._trend.series)

    def _show(self, drawn: bool, left_out: Sequence[tuple[str, str]]) -> None:
        words = "; ".join(f"{vendor} ({reason})" for vendor, reason in left_out)
        self._left_out.setText(tr("Not drawn: {vendors}", vendors=words) if words else "")
        self._left_out.setVisible(bool(words))
        if drawn:
            self._set_chart_visible(True)
        elif self._vendors:
            self._say_empty(tr("None of the ticked vendors has a figure that can be drawn."))
        else:
            self._say_empty(tr("Tick a vendor at the right to see it here."))

    def _say_empty(self, words: str) -> None:
        self._empty.setText(words)
        self._set_chart_visible(False)

    def _set_chart_visible(self, visible: bool) -> None:
        self._empty.setVisible(not visible)
        for widget in (self.panel, self.panel.controls):
            widget.setVisible(visible)

    def _chosen(self, place: int) -> None:
        self._kpi = self.box.itemData(place)
        self.kpi_chosen.emit(self._kpi)
        self._draw()


class RadarTab(QWidget):
    """The radar of the ticked vendors' scores."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Radar | None = None
        self.chart = RadarChart(desk.theme)
        self.chart.figure_clicked.connect(lambda vendor, kpi: desk.show_figure(kpi, vendor))
        self.table = desk.table(later("Scores of the radar"), rows_only=True)
        self.panel = ChartPanel(
            desk, self.chart, self.table, lambda: RadarChart(desk.theme), self._draw,
            lambda: tr("Points of 100 on each KPI"),
        )  # fmt: skip
        self._note = label("", "small", wrap=True)
        top = row(self._note, self.panel.controls, spacing=SPACE)
        top.setStretch(0, 1)
        layout = column(top, self.panel, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(1, 1)
        layout.addStretch(0)

    def show_comparison(self, comparison: Comparison, vendors: Sequence[str]) -> None:
        """Show the scores of some vendors."""
        chart = radar(comparison, vendors)
        drawable = len(chart.labels) >= 3 and bool(chart.series)
        self._shown = chart if drawable else None
        for widget in (self.panel, self.panel.controls):
            widget.setVisible(drawable)
        if len(chart.labels) < 3:
            words = tr(
                "A radar needs scores on at least three KPIs that carry weight: give more of them "
                "a weight in Decide."
            )
        elif not chart.series:
            words = tr("Tick a vendor at the right to see it here.")
        else:
            told = tr("Points on each KPI's anchors; the rim is 100.")
            words = f"{told} {chart.note}".strip()
            self._draw(self.chart)
            self.table.show_table(radar_table(chart))
            self.table.show_marks(self._desk.workbench.marks)
        self._note.setText(words)

    def _draw(self, plot: RadarChart) -> bool:
        if self._shown is not None:
            plot.show_chart(self._shown, self._desk.workbench.marks)
        return self._shown is not None


def _known(comparison: Comparison, kpi: str) -> int:
    """Return how many vendors have a figure that can be compared."""
    return sum(f.comparable for (_, of), f in comparison.figures.items() if of == kpi)
