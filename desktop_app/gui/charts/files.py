"""Charts as picture files, each as PNG (twice as fine) and SVG."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import ExportError
from desktop_app.domain.translating import tr
from desktop_app.gui.charts.bar_chart import BarChart
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.charts.radar_chart import RadarChart
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.charts.trade_chart import TradeChart
from desktop_app.gui.charts.trend_chart import TrendChart
from desktop_app.gui.theme import Theme
from desktop_app.presenting.charts import bars, radar, trend
from desktop_app.presenting.decide_charts import contribution_stacks
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.palette import VendorMark, assign_marks
from desktop_app.presenting.series import kpis_with_trend
from desktop_app.presenting.trade_off import default_sides, trade_off

_log = logging.getLogger(__name__)
_SIZE = QSize(960, 540)
_FINE = 2.0


def write_charts(comparison: Comparison, folder: Path) -> list[Path]:
    """Write a bar chart and, where there are periods, a chart over time of each KPI that weighs,
    the radar of all vendors, what adds up to the scores, and the trade-off; return the files.

    Needs no screen: without a running application one is made that draws in memory.

    Raises
    ------
    ExportError
        If a file can't be written.
    """
    app = QApplication.instance()
    if app is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # What Qt says of drawing without a screen is for the log, not for the user's terminal.
        qInstallMessageHandler(lambda _kind, _place, text: _log.info("Qt: %s", text))
        app = QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    marks = assign_marks(comparison.vendors, {})
    written: list[Path] = []
    try:
        for name, plot in charts_of(comparison, theme, marks):
            # An axis learns how wide its figures are when it is first drawn, and makes room then.
            picture(plot)
            app.processEvents()
            try:
                drawn = [_write_png(plot, folder / f"{name}.png"), _write_svg(plot, folder, name)]
            finally:
                plot.close()
                plot.deleteLater()
            written += drawn
    finally:
        theme.deleteLater()
    return written


def picture(plot: Plot) -> QImage:
    """Return a chart as a picture with two dots for each of the screen's."""
    image = QImage(plot.size() * _FINE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_FINE)
    image.fill(plot.theme.colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot.draw_for(_FINE)
    plot.render(painter, QRectF(0, 0, plot.width(), plot.height()))
    painter.end()
    plot.draw_for(None)
    return image


def _decision_charts(
    comparison: Comparison, theme: Theme, marks: Mapping[str, VendorMark], size: QSize = _SIZE
) -> Iterator[tuple[str, Plot]]:
    """Yield what adds up to the scores, and the score against the first price."""
    stacks = contribution_stacks(comparison)
    if stacks is not None:
        title = tr("What each KPI adds to the score")
        stacked = StackedChart(theme, title)
        prepare_alone(stacked, title, size)
        stacked.show_chart(stacks)
        stacked.resize(size.expandedTo(stacked.minimumSize()))
        yield "contributions", stacked
    sides = default_sides(comparison)
    trade = trade_off(comparison, *sides) if sides is not None else None
    if trade is not None and len(trade.points) > 1:
        trade_chart = TradeChart(theme)
        prepare_alone(
            trade_chart,
            tr(
                "{up} against {across}",
                up=trade.y.axis.title,
                across=trade.x.axis.title,
            ),
            size,
        )
        trade_chart.show_chart(trade, marks)
        yield "trade-off", trade_chart


def write_picture(plot: Plot, path: Path) -> Path:
    """Write a chart as it is drawn, as PNG or SVG by the name's ending.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    if path.suffix.lower() == ".svg":
        return _write_svg(plot, path.parent, path.stem)
    return _write_png(plot, path)


def charts_of(
    comparison: Comparison, theme: Theme, marks: Mapping[str, VendorMark], size: QSize = _SIZE
) -> Iterator[tuple[str, Plot]]:
    """Yield one chart after the other with the name of its file, ready to be drawn.

    Whoever takes one closes and deletes it.
    """
    everyone, over_time = comparison.vendors, kpis_with_trend(comparison)
    for criterion in comparison.matrix.criteria:
        if criterion.weight <= 0:
            continue
        by_vendor = bars(comparison, criterion.id, everyone)
        if by_vendor.vendors:
            bar_chart = BarChart(theme)
            prepare_alone(bar_chart, f"{criterion.title} ({by_vendor.note})", size)
            bar_chart.show_chart(by_vendor, marks)
            bar_chart.resize(size.expandedTo(bar_chart.minimumSize()))
            yield f"{criterion.id}-bars", bar_chart
        if criterion.id in over_time:
            trend_chart = TrendChart(theme)
            prepare_alone(trend_chart, criterion.title, size)
            trend_chart.show_chart(trend(comparison, criterion.id, everyone), marks)
            yield f"{criterion.id}-over-time", trend_chart
    scores = radar(comparison, everyone)
    if len(scores.labels) >= 3:
        radar_chart = RadarChart(theme)
        prepare_alone(radar_chart, tr("Points of 100 on each KPI"), size)
        radar_chart.show_chart(scores, marks)
        yield "radar", radar_chart
    yield from _decision_charts(comparison, theme, marks, size)


def prepare_alone(plot: Plot, title: str, size: QSize = _SIZE) -> None:
    """Give an empty chart what it needs to stand alone: a size, a title, and a legend."""
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(size)
    plot.stand_alone(title)
    plot.show()


def _write_png(plot: Plot, path: Path) -> Path:
    if not picture(plot).save(str(path)):
        raise ExportError(
            tr("The chart could not be written to {path}.", path=path),
            tr("Choose a folder that can be written."),
        )
    return path


def _write_svg(plot: Plot, folder: Path, name: str) -> Path:
    path = folder / f"{name}.svg"
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    # Of as many dots an inch as the screen: with the drawing's own, words come out smaller.
    generator.setResolution(plot.logicalDpiY())
    generator.setSize(plot.size())
    generator.setViewBox(QRectF(0, 0, plot.width(), plot.height()))
    generator.setTitle(plot.accessibleName())
    generator.setDescription(plot.accessibleDescription())
    painter = QPainter()
    if not painter.begin(generator):
        raise ExportError(
            tr("The chart could not be written to {path}.", path=path),
            tr("Choose a folder that can be written."),
        )
    plot.draw_for(1.0)
    plot.render(painter, QRectF(0, 0, plot.width(), plot.height()))
    painter.end()
    plot.draw_for(None)
    return path
