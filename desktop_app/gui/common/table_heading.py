"""A table's headings: in two lines where they are too long for their columns, names in three."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from desktop_app.gui.common.table_model import AMONG_ROLE
from desktop_app.gui.theme import SMALL
from desktop_app.presenting.short_names import short_name

_AROUND = 22
_MARK = 24
_ARROW = 16
_FILLED = 0.85
"""What of several lines words fill that are parted between them."""
_LINES, _LINES_OF_NAMES = 2, 3
_ICON, _GAP = 14, 6
_MOST = 500
"""Titles in widths whose lines are kept."""


def heading_font(font: QFont) -> QFont:
    """Return the font that the style sheet gives headings of a table with a font."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    small.setWeight(QFont.Weight.DemiBold)
    return small


def in_lines(title: str, metrics: QFontMetrics, lines: int = _LINES) -> tuple[str, ...]:
    """Return at most so many lines of a title, parted between words where they become shortest."""
    words = title.split()
    if len(words) < 2 or lines < 2:
        return (title,)

    def longest(parts: tuple[str, ...]) -> int:
        return max(metrics.horizontalAdvance(line) for line in parts)

    return min(
        (
            (" ".join(words[:at]), *in_lines(" ".join(words[at:]), metrics, lines - 1))
            for at in range(1, len(words))
        ),
        key=longest,
    )


def _filled_up(title: str, metrics: QFontMetrics, room: int, lines: int) -> tuple[str, ...]:
    """Return lines of which all but the last have the words that fit, so that little is cut."""
    words, at = title.split(), 1
    if lines < 2 or len(words) < 2:
        return (title,) if title else ()
    while at < len(words) and metrics.horizontalAdvance(" ".join(words[: at + 1])) <= room:
        at += 1
    return (" ".join(words[:at]), *_filled_up(" ".join(words[at:]), metrics, room, lines - 1))


def _parted(
    title: str, metrics: QFontMetrics, room: int, among: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the lines of a title for a width; a name stays apart from those `among` it."""
    if metrics.horizontalAdvance(title) <= room:
        return (title,)
    parts = in_lines(title, metrics)
    if among and any(metrics.horizontalAdvance(part) > room for part in parts):
        filled = _FILLED * _LINES_OF_NAMES * room
        title = short_name(title, among, filled, metrics.horizontalAdvance)
        parts = in_lines(title, metrics, _LINES_OF_NAMES)
    if any(metrics.horizontalAdvance(part) > room for part in parts):
        parts = _filled_up(title, metrics, room, _LINES_OF_NAMES if among else _LINES)
    elide = Qt.TextElideMode.ElideRight
    return tuple(metrics.elidedText(part, elide, room) for part in parts)


class TableHeading(QHeaderView):
    """Headings that take more lines before they are cut; as high as the highest needs."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._lines = 1
        self._fonts: tuple[QFont, QFontMetrics] | None = None
        self._known: dict[tuple[str, int, tuple[str, ...]], tuple[str, ...]] = {}

    def fit(self) -> None:
        """Make room for more lines where a shown heading has them, and only there."""
        shown = (at for at in range(self.count()) if not self.isSectionHidden(at))
        lines = max((len(self.lines(at)) for at in shown), default=1)
        if lines != self._lines:
            self._lines = lines
            self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:
        """Return the size for the lines there are."""
        hint = super().sizeHint()
        more = (self._lines - 1) * self._metrics().height()
        return QSize(hint.width(), hint.height() + more)

    def lines(self, section: int) -> tuple[str, ...]:
        """Return a heading's lines as they are shown."""
        model = self.model()
        title = str(model.headerData(section, self.orientation()) or "")
        metrics = self._metrics()
        room = self.sectionSize(section) - _AROUND
        room -= _MARK if self._icon(section) is not None else 0
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            room -= _ARROW
        among = tuple(model.headerData(section, self.orientation(), AMONG_ROLE) or ())
        key = title, room, among
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[key] = _parted(title, metrics, room, among)
        return self._known[key]

    def _metrics(self) -> QFontMetrics:
        """Return how wide letters of headings are."""
        font = self.font()
        if self._fonts is None or self._fonts[0] != font:
            self._fonts = font, QFontMetrics(heading_font(font))
            self._known.clear()
        return self._fonts[1]

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a heading with its mark right before the words, however wide the column is."""
        super().paintSection(painter, rect, section)
        icon = self._icon(section)
        if icon is None:
            return
        metrics = self._metrics()
        wide = max(metrics.horizontalAdvance(line) for line in self.lines(section))
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        end = rect.right() - _AROUND // 2 - (_ARROW if sorted_by else 0)
        place = QRect(0, 0, _ICON, rect.height())
        place.moveTopRight(QPoint(max(end - wide - _GAP, rect.left() + _MARK), rect.top()))
        icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter)

    def _icon(self, section: int) -> QIcon | None:
        """Return the mark of a vendor above its figures."""
        role = Qt.ItemDataRole.DecorationRole
        found = self.model().headerData(section, self.orientation(), role)
        return found if isinstance(found, QIcon) else None

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.text = "\n".join(self.lines(section))
        option.icon = QIcon()
