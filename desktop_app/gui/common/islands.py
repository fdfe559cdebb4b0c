"""Big parts of a window in pieces that can be dressed one by one.

A style sheet is worked out for all that is in a widget in one go, which takes longer than the
window may stand still when that is a whole page. What has no looks of its own (a bare widget that
only holds others) needs no style sheet, so those in it can have theirs one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSplitterHandle, QStackedWidget, QWidget

from desktop_app.gui.common.plain_splitter import PlainSplitter

MOST = 60
"""Widgets that are dressed in one go."""
_BARE = (QWidget, QStackedWidget, PlainSplitter)
_FILLED_LATER = (QStackedWidget, PlainSplitter)
"""Small at first, and big when all that belongs there is made; so is what is empty."""


class Islands(QObject):
    """Finds the pieces, and sees to it that whatever comes between them later is dressed too.

    Parameters
    ----------
    dress : function of a widget
        Gives it the looks of the theme.
    """

    def __init__(self, dress: Callable[[QWidget], None], parent: QObject) -> None:
        super().__init__(parent)
        self._dress = dress

    def of(self, widget: QWidget) -> list[QWidget]:
        """Return the parts of a widget that are to be dressed: itself, if it is not big."""
        return list(self._of(widget))

    def _of(self, widget: QWidget) -> Iterator[QWidget]:
        within = len(widget.findChildren(QWidget))
        big = within > MOST or within == 0 or isinstance(widget, _FILLED_LATER)
        if not (big and _is_bare(widget)):
            yield widget
            return
        widget.setProperty("bare", True)
        widget.installEventFilter(self)
        for child in widget.children():
            if _wants_looks(child) and not child.isWindow():
                yield from self._of(child)

    def eventFilter(self, _bare: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished:
            child = event.child()  # type: ignore[attr-defined]
            if _wants_looks(child):
                self._dress(child)
        return False


def _wants_looks(child: QObject) -> TypeGuard[QWidget]:
    """Say whether something in a bare widget is one to be dressed that is not yet."""
    if not isinstance(child, QWidget) or isinstance(child, QSplitterHandle):
        return False
    return not (child.styleSheet() or child.property("bare"))


def _is_bare(widget: QWidget) -> bool:
    """Say whether a widget only holds others: the style sheet has no rule for it."""
    known = (kind for kind in type(widget).__mro__ if kind in _BARE or _is_qts(kind))
    named = widget.objectName() not in ("", "page")
    return next(known) in _BARE and not named


def _is_qts(kind: type) -> bool:
    return kind.__module__.startswith("PySide6.")
