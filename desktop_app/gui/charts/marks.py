"""Vendors' marks as shapes and pictures, for charts, legends and headings alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF

from desktop_app.gui.theme import Theme
from desktop_app.presenting.palette import VendorMark, vendor_mark

_CORNERS = {"triangle": (3, -90.0), "diamond": (4, -90.0), "pentagon": (5, -90.0)}
_ICON = 14
_EVEN = 0.179
"""The luminance on which black and white are read equally well."""


@cache
def shape_path(shape: str) -> QPainterPath:
    """Return a shape of `presenting.palette.SHAPES` around the origin, about 1 wide."""
    path = QPainterPath()
    if shape == "square":
        path.addRect(QRectF(-0.42, -0.42, 0.84, 0.84))
    elif shape in _CORNERS:
        corners, start = _CORNERS[shape]
        path.addPolygon(_polygon(corners, start, 0.56, 0.56))
        path.closeSubpath()
    elif shape == "star":
        path.addPolygon(_polygon(10, -90.0, 0.6, 0.27))
        path.closeSubpath()
    elif shape in ("cross", "plus"):
        path.addPolygon(_cross(45.0 if shape == "cross" else 0.0))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), 0.47, 0.47)
    return path


def mark_of(vendor: str, marks: Mapping[str, VendorMark]) -> VendorMark:
    """Return a vendor's mark; the first one for a vendor that was given none."""
    return marks.get(vendor) or vendor_mark(0)


def mark_colour(theme: Theme, mark: VendorMark) -> QColor:
    """Return a mark's colour on the theme's background."""
    return QColor(mark.colour(theme.dark))


def mark_icon(theme: Theme, mark: VendorMark) -> QIcon:
    """Return a mark as an icon, drawn at twice its size to stay sharp."""
    return theme.kept_icon(
        f"mark {mark.shape}", mark.colour(theme.dark), lambda: _drawn(theme, mark)
    )


def _drawn(theme: Theme, mark: VendorMark) -> QIcon:
    scale = 2
    picture = QPixmap(_ICON * scale, _ICON * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(picture.width() / 2, picture.height() / 2)
    painter.scale(_ICON * scale * 0.86, _ICON * scale * 0.86)
    painter.fillPath(shape_path(mark.shape), mark_colour(theme, mark))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return QIcon(picture)


def _polygon(corners: int, start: float, outer: float, inner: float) -> QPolygonF:
    points = []
    for place in range(corners):
        angle = math.radians(start + place * 360.0 / corners)
        radius = outer if place % 2 == 0 else inner
        points.append(QPointF(radius * math.cos(angle), radius * math.sin(angle)))
    return QPolygonF(points)


def _cross(turn: float) -> QPolygonF:
    arm, half = 0.5, 0.16
    corners = [
        (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half),
        (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half), (-half, -half),
    ]  # fmt: skip
    angle = math.radians(turn)
    cos, sin = math.cos(angle), math.sin(angle)
    return QPolygonF([QPointF(x * cos - y * sin, x * sin + y * cos) for x, y in corners])


def ink_on(ground: QColor) -> QColor:
    """Return black or white, whichever is read better on a colour (WCAG 2.1: 4.5 to 1 at least)."""
    return QColor("#000000" if _luminance(ground) > _EVEN else "#FFFFFF")


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1, from 0 (black) to 1 (white)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
