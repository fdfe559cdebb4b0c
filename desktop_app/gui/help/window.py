"""The help window: pages at the left, found by typing; the page at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import add_heading, beside, column
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.help_pages import HelpPage, find_pages

_ID_ROLE = int(Qt.ItemDataRole.UserRole)
_STYLE = """
h1 {{ font-size: x-large; }}
h2 {{ font-size: large; margin-top: 14px; }}
td, th {{ padding: 4px 10px 4px 0; border-bottom: 1px solid {line}; }}
a {{ color: {link}; }}
"""


class HelpWindow(QDialog):
    """Shows pages beside the main window; it may stay open while one works on.

    Parameters
    ----------
    theme : Theme
    pages : sequence of HelpPage
        In the order of the list; headings stand above each group.
    """

    def __init__(self, theme: Theme, pages: Sequence[HelpPage], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = tuple(pages)
        self._shown: HelpPage | None = None
        self.setWindowTitle(tr("Help"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(tr("Search the help and all KPIs"))
        self.typed.setAccessibleName(tr("Search the help"))
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the help"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(lambda item, _before: self._open_item(item))
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Page of the help"))
        self.text.document().setDocumentMargin(SPACE * 2)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self._build()
        theme.follow(self._show)
        self._narrow("")

    def open_page(self, page_id: str) -> bool:
        """Show a page by its id; False if there is none of that id."""
        self.typed.clear()
        for place in range(self.list.count()):
            if self.list.item(place).data(_ID_ROLE) == page_id:
                self.list.setCurrentRow(place)
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while typing goes on in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.keyPressEvent(event)
                return True
            # Enter must not press a button of the dialog, there is nothing to confirm.
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        left = QWidget()
        column(self.typed, self.list, parent=left)
        splitter = beside(left, self.text, (SPACE * 34, SPACE * 76), grows=(0, 1))
        column(splitter, parent=self, margin=SPACE * 2)
        self.resize(SPACE * 118, SPACE * 80)

    def _narrow(self, typed: str) -> None:
        found = find_pages(self._pages, typed) if typed.strip() else list(self._pages)
        self.list.clear()
        group = ""
        for page in found:
            if page.group != group and not typed.strip():
                group = page.group
                add_heading(self.list, group)
            item = QListWidgetItem(page.title)
            item.setData(_ID_ROLE, page.id)
            self.list.addItem(item)
        if not found:
            add_heading(self.list, tr("No page has these words"))
        first = next((i for i in range(self.list.count()) if self._id(i)), None)
        if first is not None:
            self.list.setCurrentRow(first)

    def _id(self, place: int) -> str:
        return str(self.list.item(place).data(_ID_ROLE) or "")

    def _open_item(self, item: QListWidgetItem | None) -> None:
        wanted = item.data(_ID_ROLE) if item is not None else None
        page = next((page for page in self._pages if page.id == wanted), None)
        if page is not None:
            self._shown = page
            self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        colours = self._theme.colours
        document = self.text.document()
        document.setDefaultStyleSheet(_STYLE.format(line=colours.border, link=colours.accent_text))
        features = QTextDocument.MarkdownFeature
        # No markup of its own: a user's own KPI may hold any text.
        document.setMarkdown(
            self._shown.text,
            features.MarkdownDialectGitHub | features.MarkdownNoHTML,
        )
        self.text.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "help":
            self.open_page(link.path())
        elif link.scheme() in ("https", "http"):
            QDesktopServices.openUrl(link)
