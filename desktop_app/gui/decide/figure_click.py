"""From a bar, a line or a mark in Decide's charts to the cells of the figure behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop_app.domain.translating import tr
from desktop_app.gui.common.desk import Desk
from desktop_app.presenting.decide_charts import figures_behind

if TYPE_CHECKING:
    from desktop_app.gui.charts.plot import Plot


def follow_clicks(plot: Plot, desk: Desk) -> None:
    """Have a click on a chart lead to the cells of the figure clicked.

    What stands for several KPIs (a score, a share of places, the lighter KPIs together) offers
    the vendor's figures behind it, the heaviest first.
    """
    plot.figure_clicked.connect(lambda vendor, kpi: _follow(plot, desk, vendor, kpi))


def _follow(plot: Plot, desk: Desk, vendor: str, kpi: str) -> None:
    comparison = desk.workbench.comparison
    if kpi or comparison is None:
        desk.show_figure(kpi, vendor)
        return
    menu = QMenu(plot)
    menu.addSection(tr("Figures of {vendor}", vendor=vendor))
    for behind, words in figures_behind(comparison, vendor):
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _on=False, k=behind: desk.show_figure(k, vendor))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(plot.pointed_at)
