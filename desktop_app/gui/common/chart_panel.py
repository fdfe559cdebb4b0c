"""A chart with its table twin behind it, and its way out: copied, or saved as PNG or SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desktop_app.domain.errors import ExportError
from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.charts.files import picture, prepare_alone, write_picture
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.widgets import Segments, column, row
from desktop_app.gui.notice import Notice
from desktop_app.gui.theme import SPACE

_CHART, _TABLE = "chart", "table"

P = TypeVar("P", bound=Plot)


class ChartPanel(QWidget, Generic[P]):
    """Shows the chart or the table of the same figures, by two buttons above them.

    Parameters
    ----------
    plot : Plot
    table : TableView or None
        The same figures as a table; None where the table stands beside the chart anyhow.
    make : function returning an empty chart of the same kind
        For a picture, with a title and legend of its own.
    draw : function of such a chart, returning whether there is anything to draw
        Draws what is shown into it.
    title : function returning str
        Stands above the picture and proposes its name.
    held_in : QWidget, optional
        What the chart lies in, where that is not the panel itself: an area to scroll it in.
    """

    turned = Signal(str)

    def __init__(
        self,
        desk: Desk,
        plot: P,
        table: TableView | None,
        make: Callable[[], P],
        draw: Callable[[P], bool],
        title: Callable[[], str],
        held_in: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._desk, self.plot, self.table = desk, plot, table
        self._make, self._draw, self._title = make, draw, title
        self.bar = row(spacing=SPACE)
        self.controls = QWidget()
        controls = row(parent=self.controls, spacing=SPACE)
        self._views: Segments | None = None
        self._side = _CHART
        self._stack = QStackedWidget()
        self._stack.addWidget(held_in or plot)
        plot.copy_wanted.connect(self.copy_picture)
        self.bar.addStretch(1)
        if table is not None:
            self._stack.addWidget(table)
            name = tr("{chart}: shown as", chart=plot.accessibleName())
            self._views = Segments(((_CHART, tr("Chart")), (_TABLE, tr("Table"))), name)
            self._views.set_current(_CHART)
            self._views.chosen.connect(self.turn)
            controls.addWidget(self._views)
        controls.addWidget(self._picture_button())
        self.bar.addWidget(self.controls)
        layout = column(self.bar, self._stack, parent=self, spacing=SPACE - 2)
        layout.setStretch(1, 1)

    @property
    def shows_chart(self) -> bool:
        """Return whether the chart is in sight, and not its table."""
        return self._stack.currentIndex() == 0

    def lead(self, widget: QWidget) -> QHBoxLayout:
        """Put a widget at the left of the buttons; return their row."""
        self.bar.insertWidget(self.bar.count() - 2, widget)
        return self.bar

    def turn(self, side: str) -> None:
        """Show the chart, or the table."""
        if self._views is not None:
            self._side = side
            self._views.set_current(side)
            self._stack.setCurrentIndex(0 if side == _CHART else 1)
            self.turned.emit(side)

    def offer_chart(self, drawn: bool) -> None:
        """Show the table alone where there is nothing to draw."""
        self.controls.setVisible(drawn)
        if not drawn:
            self._stack.setCurrentIndex(1)
        else:
            self.turn(self._side)

    def copy_picture(self) -> None:
        """Put a picture of the chart on the clipboard."""
        plot = self._alone()
        if plot is not None:
            QApplication.clipboard().setImage(picture(plot))
            _end(plot)
            self._say(Notice(tr("The chart is on the clipboard as a picture."), "ok"))

    def save_picture(self) -> None:
        """Ask for a file and write the chart into it."""
        name = re.sub(r"[^\w-]+", "-", self._title()).strip("-")[:60] or "chart"
        path = dialogs.ChooseTarget.ask_picture(self, Path(f"{name}.png"))
        plot = self._alone() if path is not None else None
        if path is None or plot is None:
            return
        try:
            write_picture(plot, path)
        except ExportError as error:
            self._say(Notice(str(error), "failed"))
        else:
            self._say(Notice(tr("{path} is written.", path=path.name), "ok"))
        finally:
            _end(plot)

    def _picture_button(self) -> QPushButton:
        button = QPushButton(tr("Picture"))
        button.setAccessibleName(tr("Picture of {chart}", chart=self.plot.accessibleName()))
        menu = QMenu(button)
        menu.addAction(tr("Copy"), self.copy_picture)
        menu.addAction(tr("Save as PNG or SVG…"), self.save_picture)
        button.setMenu(menu)
        return button

    def _alone(self) -> P | None:
        """Return the chart with its title and legend, drawn apart from the window."""
        plot = self._make()
        prepare_alone(plot, self._title())
        if not self._draw(plot):
            _end(plot)
            self._say(Notice(tr("There is nothing to draw."), "look"))
            return None
        plot.resize(plot.size().expandedTo(plot.minimumSize()))
        # An axis learns how wide its figures are when it is first drawn, and makes room then.
        picture(plot)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return plot

    def _say(self, notice: Notice) -> None:
        self._desk.session.noticed.emit(notice)


def _end(plot: Plot) -> None:
    plot.close()
    plot.deleteLater()
