"""The steps at the left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.first_pieces import column, own_words, row
from desktop_app.gui.steps import STEPS, Step
from desktop_app.gui.theme import ICON, SPACE, Theme
from desktop_app.paths import APP_NAME


class StepList(QWidget):
    """One button a step, exactly one down; arrow keys go from step to step."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("steps")
        self.setAccessibleName(tr("Steps"))
        self._theme = theme
        self._step = Step.SOURCES
        self._group = QButtonGroup(self)
        self._buttons: dict[Step, QPushButton] = {}
        self._logo = own_words()
        brand = own_words(APP_NAME)
        brand.setObjectName("brand")
        heading = row(self._logo, brand, spacing=SPACE)
        heading.addStretch(1)
        layout = column(heading, parent=self, spacing=SPACE // 4)
        layout.setContentsMargins(SPACE + 2, SPACE * 2, SPACE + 2, SPACE * 2)
        layout.addSpacing(SPACE)
        for step in STEPS:
            layout.addWidget(self._add(step))
        layout.addStretch(1)
        self.setFixedWidth(self._needed_width())
        theme.follow(self._paint_icons)
        self._paint_icons()

    def place_of(self, step: Step) -> QRect:
        """Return where a step's button lies, in the window's coordinates."""
        button = self._buttons[step]
        return QRect(button.mapTo(self.window(), QPoint(0, 0)), button.size())

    def show_step(self, step: Step) -> None:
        """Mark the step that is shown."""
        focused = any(widget.hasFocus() for widget in self._buttons.values())
        self._step = step
        self._buttons[step].setChecked(True)
        if focused:
            self._buttons[step].setFocus()
        self._paint_icons()

    def _add(self, step: Step) -> QPushButton:
        words = STEPS[step]
        widget = QPushButton(tr(words.title))
        widget.setCheckable(True)
        widget.setProperty("kind", "step")
        widget.setIconSize(QSize(ICON, ICON))
        widget.setToolTip(f"{tr(words.purpose)} (Ctrl+{int(step)})")
        widget.setAccessibleName(
            tr("Step {number}: {title}", number=int(step), title=tr(words.title))
        )
        widget.setAccessibleDescription(tr(words.purpose))
        widget.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
        self._group.addButton(widget)
        self._buttons[step] = widget
        return widget

    def _needed_width(self) -> int:
        """Return the width in which no step's title is cut, not even the chosen one's."""
        heavy = QFont(self.font())
        heavy.setBold(True)
        metrics = QFontMetrics(heavy)
        widest = max(metrics.horizontalAdvance(tr(words.title)) for words in STEPS.values())
        return max(widest + ICON + SPACE * 6, SPACE * 22)

    def _paint_icons(self) -> None:
        self._logo.setPixmap(self._theme.pixmap("vendorbench", "accent", 26))
        for step, widget in self._buttons.items():
            colour = "accent_text" if step is self._step else "nav_text"
            widget.setIcon(QIcon(self._theme.pixmap(STEPS[step].icon, colour, ICON)))
