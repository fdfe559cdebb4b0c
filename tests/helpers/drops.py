"""Drops of files on a widget, as the desktop sends them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def drop(widget: QWidget, *urls: str) -> bool:
    """Drag over and drop; return whether the widget took it."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    place = QPoint(10, 10)
    how = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, *how)
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    dropping = QDropEvent(place, Qt.DropAction.CopyAction, data, *how)
    QApplication.sendEvent(widget, dropping)
    return dropping.isAccepted()
