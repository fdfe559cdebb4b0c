"""How single records lie around a time: box and dots of every vendor, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.box_chart import BoxChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row, scrolled
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.distribution import distribution_kpis, of_vendors
from desktop_app.presenting.model import Comparison

if TYPE_CHECKING:
    from desktop_app.presenting.distribution import Boxes

_ROWS_SHOWN = 6


class TimesTab(QWidget):
    """A box of times, the chosen one's chart, and its figures below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Comparison | None = None
        self._vendors: tuple[str, ...] = ()
        self.box = chooser(tr("Time of the chart"))
        self.box.activated.connect(self._follow)
        self.chart = BoxChart(desk.theme)
        self.chart.figure_clicked.connect(
            lambda vendor, _kpi: desk.show_figure(self.box.currentData(), vendor)
        )
        self.table = desk.table(later("Times of single records"), rows_only=True)
        self._found: Boxes | None = None
        self.panel = ChartPanel(
            desk, self.chart, None, lambda: BoxChart(desk.theme), self._draw,
            self.box.currentText, scrolled(self.chart),
        )  # fmt: skip
        self._state = label("", "muted", wrap=True)
        self._explained = label(
            tr(
                "Box: the middle half, with the median. Lines: 9 of 10 records. Diamond: "
                "the mean. Dots: single records."
            ),
            "small",
            wrap=True,
        )
        top = row(self.box, self._explained, spacing=SPACE + 4)
        top.setStretch(1, 1)  # the words give way, not the window
        top.addWidget(self.panel.controls)
        layout = column(top, self._state, self.panel, self.table, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 1)
        layout.addStretch(0)

    def show_comparison(self, comparison: Comparison, vendors: tuple[str, ...]) -> None:
        """Offer the times that records give, and look into the chosen one, for some vendors."""
        changed, self._vendors = vendors != self._vendors, vendors
        if self._shown is comparison:
            if changed and self._found is not None:
                self._show_vendors(self._found)
            return
        self._shown = comparison
        before = self.box.currentData()
        offered = distribution_kpis(comparison)
        with QSignalBlocker(self.box):
            self.box.clear()
            for kpi in offered:
                self.box.addItem(comparison.catalogue.kpis[kpi].title, kpi)
            kept = self.box.findData(before) if before is not None else -1
            self.box.setCurrentIndex(max(kept, 0) if offered else -1)
        for widget in (self.box, self._explained):
            widget.setVisible(bool(offered))
        if offered:
            self._follow()
        else:
            self._say(
                tr(
                    "No report has records with a time (handle time, turnaround, time to "
                    "answer), and a stated mean does not say how single cases lie around "
                    "it. Ask vendors for a log, a row for each case, and open it in Sources."
                )
            )

    def _follow(self) -> None:
        self._say(tr("Looking into the records…"))
        self._desk.session.lookups.distribution(self.box.currentData(), self._show, self._say)

    def _show(self, found: Boxes) -> None:
        if not found.boxes:
            self._say(tr("No vendor's records have this time."))
            return
        self._found = found
        self._show_vendors(found)

    def _show_vendors(self, found: Boxes) -> None:
        """Show the records of the vendors that are ticked."""
        shown = of_vendors(found, self._vendors)
        if not shown.boxes:
            self._put_aside(tr("Tick a vendor at the right to see it here."))
            return
        words = "; ".join(f"{vendor} ({reason})" for vendor, reason in shown.left_out)
        self._state.setText(tr("Not drawn: {vendors}", vendors=words))
        self._state.setVisible(bool(words))
        self._draw(self.chart)
        self.table.show_table(shown.table)
        # As high as its rows: what is left belongs to the chart.
        line = self.table.verticalHeader().defaultSectionSize()
        heading = self.table.horizontalHeader().sizeHint().height()
        self.table.setMaximumHeight(heading + line * min(len(shown.boxes), _ROWS_SHOWN) + SPACE)
        for widget in (self.panel, self.panel.controls, self.table):
            widget.show()

    def _draw(self, plot: BoxChart) -> bool:
        if self._found is not None:
            plot.show_chart(of_vendors(self._found, self._vendors), self._desk.workbench.marks)
        return self._found is not None

    def _say(self, words: str) -> None:
        self._found = None
        self._put_aside(words)

    def _put_aside(self, words: str) -> None:
        self._state.setText(words)
        self._state.show()
        for widget in (self.panel, self.panel.controls, self.table):
            widget.hide()
