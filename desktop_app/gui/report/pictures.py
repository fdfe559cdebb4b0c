"""Charts for the printed report, drawn one at a turn of the event loop so the window lives on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_app.gui.charts.files import charts_of, picture
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.theme import PaperTheme
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.palette import assign_marks

Pictures = dict[str, QImage]
_SIZE = QSize(720, 440)
"""So small that the words are not too small on paper, where two stand beside each other."""


class ChartPictures(QObject):
    """Draws the charts of a comparison in print colours and hands over all of them together.

    Parameters
    ----------
    comparison : Comparison
    done : function of a mapping from the chart's title to its picture
        Not called after `stop`.
    """

    def __init__(
        self, comparison: Comparison, done: Callable[[Pictures], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme = PaperTheme(app)
        self._done = done
        self._made: Pictures = {}
        self._at_work: Plot | None = None
        marks = assign_marks(comparison.vendors, {})
        self._waiting: Iterator[tuple[str, Plot]] = charts_of(comparison, self._theme, marks, _SIZE)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def stop(self) -> None:
        """Draw no more."""
        self._timer.stop()
        self._theme.deleteLater()
        self.deleteLater()

    def _next(self) -> None:
        """Draw a chart at one turn, and take its picture at the next.

        An axis learns how wide its figures are when it is first drawn, and makes room when the
        window has had its turn.
        """
        plot = self._at_work
        if plot is not None:
            self._at_work = None
            self._made[plot.accessibleName()] = picture(plot)
            plot.close()
            plot.deleteLater()
            return
        found = next(self._waiting, None)
        if found is None:
            self.stop()
            self._done(self._made)
            return
        self._at_work = found[1]
        picture(self._at_work)
