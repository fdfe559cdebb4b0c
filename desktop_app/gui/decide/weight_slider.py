"""One KPI's weight as a slider, with its share and a lock."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSlider, QWidget

from desktop_app.gui.common.widgets import label, row
from desktop_app.gui.theme import SPACE

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
        self.slider.setAccessibleName(f"Weight of {title}")
        self.lock = QCheckBox()
        self.lock.setToolTip(f"Keep the weight of {title} while others move")
        self.lock.setAccessibleName(f"Keep the weight of {title}")
        self._name = label(title)
        self._name.setToolTip(tip)
        self._name.setBuddy(self.slider)
        self._name.setFixedWidth(SPACE * 21)
        self._share = label("", "strong")
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._share.setFixedWidth(SPACE * 7)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row(self._name, self.slider, self._share, self.lock, parent=self)
        self.slider.valueChanged.connect(lambda value: self.moved.emit(kpi, value / _STEPS))
        self.slider.sliderReleased.connect(lambda: self.settled.emit(kpi))
        self.lock.toggled.connect(self.slider.setDisabled)

    def show_share(self, share: float, by_hand: bool = False) -> None:
        """Show a share of the total; `by_hand` leaves the slider where it is being held."""
        self._share.setText(f"{share * 100:.1f} %")
        if not by_hand:
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(share * _STEPS))

    @property
    def held(self) -> bool:
        """Return whether the slider is being dragged."""
        return self.slider.isSliderDown()


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        # The list scrolls; a weight changed in passing would go unseen.
        event.ignore()
