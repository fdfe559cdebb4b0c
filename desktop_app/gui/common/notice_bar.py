"""A line that tells something without taking the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import card, column, label, restyle, row
from desktop_app.gui.notice import Notice
from desktop_app.gui.theme import SPACE, Theme

_GOOD_NEWS_MS = 8_000
_ICONS = {"ok": "ok", "look": "look", "failed": "failed", "info": "info"}
_COLOURS = {"ok": "ok", "look": "look", "failed": "failed", "info": "accent_text"}


class NoticeBar(QWidget):
    """Shows the last notice; good news goes by itself, the rest stays until it is closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice = Notice("")
        self._frame = card(kind="notice")
        self._icon = label()
        self._text = label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.setAccessibleName(tr("Nothing to do about this message"))
        self._close = QToolButton()
        self._close.setToolTip(tr("Close this message"))
        self._close.setAccessibleName(tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._action.clicked.connect(self._act)
        layout = row(self._icon, self._text, self._action, self._close, parent=self._frame)
        layout.setContentsMargins(SPACE + 4, SPACE // 2, SPACE // 2, SPACE // 2)
        column(self._frame, parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        theme.follow(self._paint)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        self._text.setText(notice.text)
        self._text.setAccessibleName(notice.text)
        self._action.setText(notice.action)
        self._action.setAccessibleName(notice.action or tr("Nothing to do about this message"))
        self._action.setVisible(bool(notice.action))
        restyle(self._frame, "tone", notice.tone)
        self._paint()
        self.show()
        self._timer.stop()
        if notice.tone in ("ok", "info") and not notice.action:
            self._timer.start(_GOOD_NEWS_MS)

    def _act(self) -> None:
        act: Callable[[], None] | None = self._notice.act
        self.hide()
        if act is not None:
            act()

    def _paint(self) -> None:
        tone = self._notice.tone
        self._icon.setPixmap(self._theme.pixmap(_ICONS[tone], _COLOURS[tone], 18))
        self._close.setIcon(self._theme.icon("close"))
