"""The corners of a value function as fields: a figure and its points, one pair a corner."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop_app.catalogue.model import Anchors, KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.gui.common.widgets import column, figure_line, label, row, spin_box
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.limits import shown_limit, typed_limit
from desktop_app.scoring.value import curve_points, direction_of
from desktop_app.scoring.value_shape import MOST_CORNERS

_ACROSS = 6


class CornerFields(QWidget):
    """Says which corner was typed anew (`typed`), in canonical units, and what can't be read."""

    typed = Signal(int, float, float)
    target_typed = Signal(float)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._definition: KpiDefinition | None = None
        self.figures: list[QLineEdit] = []
        self.points: list[QDoubleSpinBox] = []
        self.target = figure_line()
        self.target.setAccessibleName(tr("Target"))
        self.target.editingFinished.connect(self._target_done)
        self._target_label = label(tr("Target"), "small")
        self._shown: list[str] = []
        self._corners: tuple[tuple[float, float], ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._labels: list[QLabel] = [label(tr("Figure"), "small"), label(tr("Points"), "small")]
        for place, words in enumerate(self._labels):
            self._grid.addWidget(words, place, 0)
        for number in range(MOST_CORNERS):
            self._add(number)
        self._grid.setColumnStretch(_ACROSS + 1, 1)
        self._grid.setColumnMinimumWidth(0, SPACE * 6)
        self._target_label.setMinimumWidth(SPACE * 6)
        self.target.setFixedWidth(SPACE * 11)
        below = row(self._target_label, self.target)
        below.addStretch(1)
        column(self._grid, below, parent=self, spacing=SPACE // 2)

    def show_corners(self, definition: KpiDefinition, anchors: Anchors | None) -> None:
        """Show the corners of a curve that can be edited; none hides the fields."""
        self._definition = definition
        corners = () if anchors is None else curve_points(anchors, definition.direction)
        self._corners = corners
        for number, (figure, points) in enumerate(zip(self.figures, self.points, strict=True)):
            there = number < len(corners)
            figure.setVisible(there)
            points.setVisible(there)
            if there:
                x, y = corners[number]
                figure.setText(shown_limit(_rounded(x), definition))
                with QSignalBlocker(points):
                    points.setValue(y)
        for words in self._labels:
            words.setVisible(bool(corners))
        single = anchors is not None and not _is_band(anchors, definition)
        self.target.setVisible(single)
        self._target_label.setVisible(single)
        if anchors is not None:
            self.target.setText(shown_limit(_rounded(anchors.target), definition))
        self._shown = [field.text() for field in [*self.figures, self.target]]
        # Of fields that are hidden before anybody sees them the layout above is not told.
        self.updateGeometry()

    def _add(self, number: int) -> None:
        figure, points = figure_line(), spin_box(QDoubleSpinBox)
        figure.setAccessibleName(tr("Figure of corner {number}", number=number + 1))
        figure.setFixedWidth(SPACE * 11)
        points.setAccessibleName(tr("Points of corner {number}", number=number + 1))
        points.setRange(0.0, 100.0)
        points.setDecimals(1)
        points.setKeyboardTracking(False)
        points.setFixedWidth(SPACE * 11)
        points.setAlignment(Qt.AlignmentFlag.AlignLeft)
        figure.editingFinished.connect(lambda: self._figure_done(number))
        points.valueChanged.connect(lambda _value: self._say(number))
        line = 2 * (number // _ACROSS)
        self._grid.addWidget(figure, line, 1 + number % _ACROSS)
        self._grid.addWidget(points, line + 1, 1 + number % _ACROSS)
        self.figures.append(figure)
        self.points.append(points)

    def _figure_done(self, number: int) -> None:
        if self.figures[number].text() != self._shown[number]:
            self._say(number)

    def _say(self, number: int) -> None:
        figure: float | None = self._corners[number][0]
        if self.figures[number].text() != self._shown[number]:
            figure = self._read(
                self.figures[number], tr("Figure of corner {number}", number=number + 1)
            )
        if figure is not None:
            self.typed.emit(number, figure, self.points[number].value())

    def _target_done(self) -> None:
        if self.target.text() == self._shown[-1]:
            return
        target = self._read(self.target, tr("Target"))
        if target is not None:
            self.target_typed.emit(target)

    def _read(self, field: QLineEdit, what: str) -> float | None:
        """Return a typed figure in its canonical unit; None, and the reason told, if it is none."""
        if self._definition is None:
            return None
        try:
            found = typed_limit(field.text(), self._definition, what)
        except ScenarioError as error:
            self.refused.emit(str(error))
            return None
        field.setText(shown_limit(found, self._definition))
        return found


def _rounded(value: float) -> float:
    """Return a figure with the digits that anyone would type."""
    return float(f"{value:.4g}")


def _is_band(anchors: Anchors, definition: KpiDefinition) -> bool:
    return direction_of(anchors, definition.direction) is Direction.BAND
