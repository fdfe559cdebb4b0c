"""The trade-off tab: any two of score, cost and KPIs against each other, with the Pareto front."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.marks import mark_icon, mark_of
from desktop_app.gui.charts.trade_chart import TradeChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, chooser, column, label, row
from desktop_app.gui.decide.colour_key import ColourKey
from desktop_app.gui.decide.figure_click import follow_clicks
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.trade_off import (
    SCORE,
    TradeOff,
    default_sides,
    front_sentence,
    offered_sides,
    trade_off,
    trade_table,
)


class TradeOffTab(QWidget):
    """Two boxes of what is held against what, the chart (or its table), and who is on the front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self.across, self.up = chooser(tr("Across")), chooser(tr("Upwards"))
        self.chart = TradeChart(desk.theme)
        self.table = desk.table(later("Trade-off"), rows_only=True)
        self.panel = ChartPanel(
            desk, self.chart, self.table, lambda: TradeChart(desk.theme), self._draw_alone,
            lambda: tr("{up} against {across}", up=self.up.currentText(),
                       across=self.across.currentText()),
        )  # fmt: skip
        self.key = ColourKey(6)
        self.sentence = label("", wrap=True)
        self._card = QFrame()
        self._left_out = label("", "small", wrap=True)
        for box in (self.across, self.up):
            box.activated.connect(lambda _place: self._show())
        self.key.follow(desk.shown)
        self.key.toggled.connect(self._show)
        desk.theme.changed.connect(self._show_key)
        follow_clicks(self.chart, desk)
        self._build()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the vendors of a comparison; what is held against what stays."""
        first = self._comparison is None
        self._comparison = comparison
        offered = offered_sides(comparison)
        for box in (self.across, self.up):
            _offer(box, offered)
        if first or self.across.currentIndex() < 0:
            across, up = default_sides(comparison) or (SCORE, SCORE)
            self.across.setCurrentIndex(self.across.findData(across))
            self.up.setCurrentIndex(self.up.findData(up))
        self._show_key()
        self._show()

    def turn_around(self) -> None:
        """Swap the axes."""
        x, y = self.across.currentIndex(), self.up.currentIndex()
        self.across.setCurrentIndex(y)
        self.up.setCurrentIndex(x)
        self._show()

    def _build(self) -> None:
        self._card.setProperty("kind", "card")
        sides = QWidget()
        line = row(
            self.up, label(tr("against"), "muted"), self.across,
            button(tr("Swap"), self.turn_around, "link"), parent=sides,
        )  # fmt: skip
        line.addStretch(1)
        self.panel.lead(sides)
        inner = column(
            self.panel,
            self.key,
            self._left_out,
            parent=self._card,
            margin=SPACE + 4,
            spacing=SPACE - 2,
        )
        inner.setStretch(0, 1)
        layout = column(self.sentence, self._card, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(1, 1)
        layout.setAlignment(self.sentence, Qt.AlignmentFlag.AlignTop)

    def _chart(self) -> TradeOff | None:
        if self._comparison is None or self.across.currentIndex() < 0:
            return None
        if default_sides(self._comparison) is None:
            return None  # one vendor against itself says nothing
        x, y = str(self.across.currentData()), str(self.up.currentData())
        return trade_off(self._comparison, x, y, self.key.hidden)

    def _show(self) -> None:
        chart = self._chart()
        self._card.setVisible(chart is not None)
        if chart is None:
            self.sentence.setText(
                tr(
                    "A trade-off needs figures for the same two things of at least two vendors: "
                    "open more reports in Sources."
                )
            )
            return
        self.chart.show_chart(chart, self._desk.workbench.marks)
        self.table.show_table(trade_table(chart))
        self.sentence.setText(front_sentence(chart))
        words = "; ".join(f"{vendor} ({why})" for vendor, why in chart.left_out)
        self._left_out.setText(tr("Not drawn: {vendors}", vendors=words) if words else "")
        self._left_out.setVisible(bool(words))

    def _show_key(self) -> None:
        if self._comparison is not None:
            marks, theme = self._desk.workbench.marks, self._desk.theme
            self.key.show_parts(
                [(v, mark_icon(theme, mark_of(v, marks))) for v in self._comparison.vendors]
            )

    def _draw_alone(self, plot: TradeChart) -> bool:
        chart = self._chart()
        if chart is None or not chart.points:
            return False
        plot.show_chart(chart, self._desk.workbench.marks)
        return True


def _offer(box: QComboBox, offered: list[tuple[str, str]]) -> None:
    """Fill a box, its choice staying."""
    before = box.currentData() if box.count() else SCORE
    with QSignalBlocker(box):
        box.clear()
        for key, title in offered:
            box.addItem(title, key)
        box.setCurrentIndex(max(box.findData(before), 0))
