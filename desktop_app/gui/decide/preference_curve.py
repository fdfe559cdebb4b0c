"""A preference function drawn small, beside where it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import tr
from desktop_app.presenting.preference_curve import PreferenceCurve, preference_curve, typical
from desktop_app.scoring.model import Preference

_SIZE = QSize(112, 36)
ICON_SIZE = QSize(40, 20)
_EDGE = 3.0


class CurveView(QWidget):
    """Draws a preference function with its thresholds; empty where these make none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._curve: PreferenceCurve | None = None
        self.setFixedSize(_SIZE)
        self.setAccessibleName(name)

    def show_preference(self, preference: Preference | None) -> None:
        """Show another function; None where its thresholds can't be read yet."""
        self._curve = None if preference is None else preference_curve(preference)
        words = tr("The thresholds make no curve yet.")
        words = self._curve.words if self._curve is not None else words
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    @property
    def drawn(self) -> bool:
        """Return whether there is a curve."""
        return self._curve is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw(painter, QRectF(self.rect()), self._curve, self.palette())
        painter.end()


def kind_icon(kind: str, palette: QPalette, ratio: float) -> QIcon:
    """Return the shape of a kind of function, for the list it is chosen from."""
    icon = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, QPalette.ColorRole.Highlight),
        (QIcon.Mode.Selected, QPalette.ColorRole.HighlightedText),
    ):
        image = QPixmap(ICON_SIZE * ratio)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        room = QRectF(0, 0, ICON_SIZE.width(), ICON_SIZE.height())
        _draw(painter, room, preference_curve(typical(kind)), palette, ink)
        painter.end()
        icon.addPixmap(image, mode)
    return icon


def _draw(
    painter: QPainter,
    room: QRectF,
    curve: PreferenceCurve | None,
    palette: QPalette,
    ink: QPalette.ColorRole = QPalette.ColorRole.Highlight,
) -> None:
    inside = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    faint = palette.color(QPalette.ColorRole.PlaceholderText)
    painter.setPen(QPen(faint, 1))
    painter.drawLine(inside.bottomLeft(), inside.bottomRight())
    if curve is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def there(x: float, y: float) -> QPointF:
        return QPointF(inside.left() + x * inside.width(), inside.bottom() - y * inside.height())

    painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
    for x in (curve.none, *(x for x, _ in curve.thresholds)):
        painter.drawLine(there(x, 0.0), there(x, 1.0))
    painter.setPen(QPen(palette.color(ink), 2))
    painter.drawPolyline(QPolygonF([there(x, y) for x, y in curve.points]))
