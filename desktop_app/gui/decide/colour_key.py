"""What the colours of a chart stand for; a part is taken out of the chart by its entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.charts.marks import ink_on
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.common.widgets import clear
from desktop_app.presenting.short_names import short_name

_AROUND, _LEAST = 38, 60
"""What an entry has around its words, and the least for these, in pixels."""
_CHIP, _SIGNED, _SIGN_PX = 11, 15, 11


class ColourKey(QWidget):
    """Names beside patches of colour (or marks), a few in a row; each can be switched off.

    Names that are switched off stay so while parts come and go.
    """

    toggled = Signal()

    def __init__(self, across: int = 4) -> None:
        super().__init__()
        self._across = across
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._shown: list[tuple[str, object]] = []
        self._off: set[str] = set()
        self.entries: dict[str, QPushButton] = {}
        self._vendors: ShownVendors | None = None
        self._stale = False

    def follow(self, vendors: ShownVendors) -> None:
        """Take the names for vendors: who is put off here is so in all charts of the window."""
        self._vendors = vendors
        vendors.changed.connect(self._take_over)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.toggled.emit()

    @property
    def hidden(self) -> frozenset[str]:
        """Return the names that are shown and switched off."""
        return frozenset(self._off & set(self.entries))

    def show_parts(
        self, parts: Sequence[tuple[str, QColor | QIcon]], signs: Sequence[str] = ()
    ) -> None:
        """Show what each colour or mark stands for; `signs` are written in the patches."""
        looks = [look for _name, look in parts]
        words = signs or [""] * len(parts)
        wanted: list[tuple[str, object]] = [
            (name, (look.name(), word) if isinstance(look, QColor) else look.cacheKey())
            for (name, look), word in zip(parts, words, strict=True)
        ]
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._vendors is not None:
            self._off = {name for name, _ in parts if self._vendors.is_put_off(name)}
        clear(self._grid)
        self.entries = {}
        for place, (name, _look) in enumerate(parts):
            look = looks[place]
            entry = self._entry(
                name, look if isinstance(look, QIcon) else self._chip(look, words[place])
            )
            self.entries[name] = entry
            row, column = divmod(place, self._across)
            self._grid.addWidget(entry, row, column, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(self._across, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return what names cut to a few letters take; they take more where there is more."""
        columns = min(self._across, len(self.entries))
        return QSize(columns * (_AROUND + _LEAST), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return what whole names take."""
        gaps = self._grid.horizontalSpacing() * max(self._across - 1, 0)
        return QSize(sum(self._whole_widths()) + gaps, super().sizeHint().height())

    def _whole_widths(self) -> list[int]:
        """Return what each column of whole names takes."""
        widths = [0] * min(self._across, len(self.entries))
        for place, (name, entry) in enumerate(self.entries.items()):
            at = place % self._across
            wide = entry.fontMetrics().horizontalAdvance(name) + _AROUND
            widths[at] = max(widths[at], wide)
        return widths

    def _fit(self) -> None:
        """Cut the longest names to what there is room for."""
        gaps = self._grid.horizontalSpacing() * max(self._across - 1, 0)
        most = _levelled(self._whole_widths(), self.width() - gaps) - _AROUND
        for name, entry in self.entries.items():
            wide = entry.fontMetrics().horizontalAdvance
            shown = short_name(name, self.entries, max(most, _LEAST), wide).replace("&", "&&")
            if shown != entry.text():
                entry.setText(shown)

    def _entry(self, name: str, look: QIcon) -> QPushButton:
        entry = QPushButton(name.replace("&", "&&"))
        entry.setProperty("kind", "key")
        entry.setCheckable(True)
        entry.setChecked(name not in self._off)
        entry.setIcon(look)
        entry.setIconSize(QSize(_SIGNED, _SIGNED))
        entry.setAccessibleName(tr("Show {name} in the chart", name=name))
        # Shorter than its words where the line is: these are cut then.
        entry.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        entry.setToolTip(tr("Take {name} out of the chart, or put it back", name=name))
        _strike(entry)
        entry.toggled.connect(lambda on: self._toggle(name, on))
        return entry

    def _chip(self, colour: QColor, sign: str) -> QIcon:
        """Return a patch of a colour, with the sign that stands in the chart's parts too."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(_SIGNED, _SIGNED) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(0, 0, 0, 0))
        size = _SIGNED if sign else _CHIP
        box = QRectF((_SIGNED - size) / 2, (_SIGNED - size) / 2, size, size)
        with QPainter(picture) as painter:
            painter.fillRect(box, colour)
            font = QFont(self.font())
            font.setBold(True)
            font.setPixelSize(_SIGN_PX)
            painter.setFont(font)
            painter.setPen(ink_on(colour))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
        return QIcon(picture)

    def _take_over(self) -> None:
        """Put off who is put off elsewhere; the chart is drawn anew once somebody looks at it."""
        assert self._vendors is not None
        off = {name for name in self.entries if self._vendors.is_put_off(name)}
        if off == self._off:
            return
        self._off = off
        for name, entry in self.entries.items():
            with QSignalBlocker(entry):
                entry.setChecked(name not in off)
            _strike(entry)
        self._stale = not self.isVisible()
        if self.isVisible():
            self.toggled.emit()

    def _toggle(self, name: str, on: bool) -> None:
        if self._vendors is not None:
            self._vendors.put(name, on)
            return
        (self._off.discard if on else self._off.add)(name)
        _strike(self.entries[name])
        self.toggled.emit()


def _levelled(widths: Sequence[int], room: int) -> int:
    """Return the most that any column may take so that all fit; the widest where they do."""
    most = max(widths, default=0)
    while most > 0 and sum(min(width, most) for width in widths) > room:
        most -= 1
    return most


def _strike(entry: QPushButton) -> None:
    font = entry.font()
    font.setStrikeOut(not entry.isChecked())
    entry.setFont(font)
