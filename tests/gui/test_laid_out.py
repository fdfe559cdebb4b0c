"""Words that are laid out once look as those that Qt lays out at each painting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desktop_app.gui.common.laid_out import LaidOut, strong_font

_ROOM = QRect(5, 2, 120, 24)
_FIT, _CUT = "82.4 % of 1,204", "Calls answered within twenty seconds"


def _painted(paint) -> QImage:
    image = QImage(140, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    paint(painter)
    painter.end()
    return image


def _by_qt(painter, font, align, text):
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _ROOM.width())
    painter.drawText(_ROOM, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


@pytest.mark.parametrize("text", [_FIT, _CUT, "שלום 12", "two\nlines"])
@pytest.mark.parametrize(
    ("lean", "align"),
    [
        (0.0, Qt.AlignmentFlag.AlignLeft),
        (0.5, Qt.AlignmentFlag.AlignHCenter),
        (1.0, Qt.AlignmentFlag.AlignRight),
    ],
)
@pytest.mark.parametrize("points", [9.0, 9.75, 10.5, 12.0, 13.0])
def test_words_stand_where_qt_puts_them(qapp, text, lean, align, points):
    words, font = LaidOut(), QFont(qapp.font())
    font.setPointSizeF(points)
    expected = _painted(lambda painter: _by_qt(painter, font, align, " ".join(text.split())))
    for _ in range(2):  # laid out, and remembered
        shown = _painted(lambda painter: words.paint(painter, font, _ROOM, lean, text))
        assert shown == expected


def test_another_font_or_strength_is_laid_out_anew(qapp):
    words, small, big = LaidOut(), QFont(qapp.font()), QFont(qapp.font())
    big.setPointSizeF(small.pointSizeF() * 1.5)
    left = Qt.AlignmentFlag.AlignLeft
    for font, strong in ((small, False), (big, False), (small, True), (small, False)):
        meant = strong_font(font) if strong else font
        expected = _painted(lambda painter, meant=meant: _by_qt(painter, meant, left, _CUT))
        shown = _painted(
            lambda painter, font=font, strong=strong: words.paint(
                painter, font, _ROOM, 0.0, _CUT, strong
            )
        )
        assert shown == expected


def test_names_are_cut_so_that_they_stay_apart(qapp):
    words, font = LaidOut(), qapp.font()
    names = frozenset({"Northwest Customer Care", "Northwest Customer Claims"})
    shown = [
        _painted(lambda painter, n=name: words.paint(painter, font, _ROOM, 0.0, n, among=names))
        for name in sorted(names)
    ]
    assert shown[0] != shown[1]
