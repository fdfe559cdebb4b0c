"""What the colours of a chart stand for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.gui.common.widgets import clear, label, row
from desktop_app.gui.theme import SPACE

_CHIP = 11


class ColourKey(QWidget):
    """Names beside patches of colour, a few in a row."""

    def __init__(self, across: int = 4) -> None:
        super().__init__()
        self._across = across
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 2)
        self._grid.setVerticalSpacing(2)
        self._shown: list[tuple[str, str]] = []

    def show_parts(self, parts: Sequence[tuple[str, QColor]]) -> None:
        """Show what each colour stands for."""
        wanted = [(name, colour.name()) for name, colour in parts]
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._grid)
        for place, (name, colour) in enumerate(parts):
            cell = QWidget()
            chip = label()
            picture = QPixmap(_CHIP, _CHIP)
            picture.fill(colour)
            chip.setPixmap(picture)
            entry = row(chip, label(name, "small"), parent=cell, spacing=SPACE - 2)
            entry.addStretch(1)
            self._grid.addWidget(
                cell, place // self._across, place % self._across, Qt.AlignmentFlag.AlignLeft
            )
