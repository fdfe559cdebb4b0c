"""One KPI's weight as a slider, with its share and a lock."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSlider, QWidget

from desktop_app.domain.translating import local, tr
from desktop_app.gui.common.widgets import label, row
from desktop_app.gui.theme import SPACE
from desktop_app.scoring.scenario_bounds import ANY

_MOST_NAME = SPACE * 29
"""Room for a name in pixels; a longer one takes a second line."""
_STEPS = 1000


class WeightSlider(QWidget):
    """Says how a weight is moved (`moved`), and when a move has ended (`settled`)."""

    moved = Signal(str, float)
    settled = Signal(str)

    def __init__(self, kpi: str, title: str, tip: str) -> None:
        super().__init__()
        self.kpi = kpi
        self.title = title
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(50)
        self.slider.setAccessibleName(tr("Weight of {kpi}", kpi=title))
        self.lock = QCheckBox()
        self.lock.setToolTip(tr("Keep the weight of {kpi} while others move", kpi=title))
        self.lock.setAccessibleName(tr("Keep the weight of {kpi}", kpi=title))
        self._name = label(title, wrap=True)
        self._name.setToolTip(tip)
        self._name.setBuddy(self.slider)
        self._share = label("", "strong")
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Of one size whatever it says: else all rows are laid out anew at each move of one weight.
        self._share.setFixedSize(SPACE * 7, self._share.fontMetrics().height() + SPACE)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._within = label("", "small")
        row(self._name, self.slider, self._within, self._share, self.lock, parent=self)
        self._limits = ANY
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self.settled.emit(kpi))
        self.lock.toggled.connect(self.slider.setDisabled)

    @property
    def name_width(self) -> int:
        """Return the width in pixels that the name takes in one line, up to a limit."""
        return min(self._name.fontMetrics().horizontalAdvance(self.title) + SPACE, _MOST_NAME)

    def set_name_width(self, width: int) -> None:
        """Let the slider begin where those of other KPIs do."""
        self._name.setFixedWidth(width)

    def show_share(self, share: float, by_hand: bool = False) -> None:
        """Show a share of the total; `by_hand` leaves the slider where it is being held."""
        words = local("{share:.1f} %", share=share * 100)
        if words != self._share.text():
            self._share.setText(words)
        value = round(share * _STEPS)
        if not by_hand and value != self.slider.value():
            with QSignalBlocker(self.slider):
                self.slider.setValue(value)

    def show_limits(self, limits: tuple[float, float]) -> None:
        """Stop at these shares of the total from now on."""
        self._limits = limits
        least, most = (local("{share:g}", share=share * 100) for share in limits)
        words = tr("may weigh {least} to {most} %", least=least, most=most) if limits != ANY else ""
        self.slider.setToolTip(words)
        self.slider.setAccessibleDescription(words)
        self._within.setText(f"{least}–{most}" if limits != ANY else "")
        self._within.setToolTip(words)

    def _moved(self, value: int) -> None:
        """Tell of a move, no further than the limits allow."""
        least, most = (round(share * _STEPS) for share in self._limits)
        allowed = min(max(value, least), most)
        if allowed != value:
            with QSignalBlocker(self.slider):
                self.slider.setValue(allowed)
        self.moved.emit(self.kpi, allowed / _STEPS)

    @property
    def held(self) -> bool:
        """Return whether the slider is being dragged."""
        return self.slider.isSliderDown()


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        # The list scrolls; a weight changed in passing would go unseen.
        event.ignore()
