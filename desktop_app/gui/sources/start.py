"""The first screen: where to drop reports, and three other ways to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.drops import dropped_paths
from desktop_app.gui.common.first_pieces import (
    button,
    clear,
    column,
    own_words,
    restyle,
    row,
)
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.workbench.files import REPORT_SUFFIXES, sample_comparisons

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

_RECENT_SHOWN = 3


class Entrance(Protocol):
    """What the first screen needs: looks, what was used last, and the ways in."""

    @property
    def theme(self) -> Theme: ...
    @property
    def preferences(self) -> PreferencesStore: ...
    def choose_reports(self) -> None:
        """Ask for reports and read them."""

    def choose_project(self) -> None:
        """Ask for a project and open it."""

    def open_paths(self, given: list[Path]) -> None:
        """Open what was dropped or chosen."""


class DropArea(QFrame):
    """A place to drop files and folders on, which says so; dropping works on all of the window."""

    def __init__(self, desk: Entrance) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Drop reports here"))
        self._picture = own_words()
        title = own_words(tr("Drop your vendors' reports here"), "title")
        endings = ", ".join(suffix[1:] for suffix in REPORT_SUFFIXES[:6])
        text = own_words(
            tr(
                "Files or whole folders, several at once: {endings}. Every layout is read "
                "as it came; nothing leaves this computer.",
                endings=endings,
            ),
            "muted",
            wrap=True,
        )
        self.choose = button(tr("Choose reports…"), desk.choose_reports, "primary")
        self.choose.setToolTip(tr("Choose one or several files (Ctrl+O)"))
        layout = column(parent=self, margin=SPACE * 4, spacing=SPACE + 4)
        layout.addStretch(1)
        for widget in (self._picture, title, text):
            widget.setProperty("place", "middle")
            layout.addWidget(widget)
        layout.addSpacing(SPACE)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.choose)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        desk.theme.follow(self._paint_icon)
        self._paint_icon()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            restyle(self, "over", "true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, "over", "false")

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, "over", "false")
        if given := dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._desk.open_paths(given)

    def _paint_icon(self) -> None:
        self._picture.setPixmap(self._desk.theme.pixmap("drop", "accent_text", 56))


class StartScreen(QWidget):
    """What is shown before there is any report."""

    def __init__(self, desk: Entrance) -> None:
        super().__init__()
        self.drop_area = DropArea(desk)
        self.samples = _Offer(
            desk,
            "sample",
            tr("Open a sample comparison"),
            tr("Made-up vendors, each with a report of another kind and mess."),
            [(title, _opening(desk, folder)) for title, folder in sample_comparisons().items()],
        )
        self.project = _Offer(
            desk,
            "project",
            tr("Open a project"),
            tr("A comparison saved earlier, with its reports inside."),
            [(tr("Choose a project…"), desk.choose_project)],
        )
        self.recent = RecentProjects(desk)
        self.project.add(self.recent)
        offers = row(self.samples, self.project, spacing=SPACE * 2)
        for place in range(2):
            offers.setStretch(place, 1)
        layout = column(self.drop_area, offers, parent=self, spacing=SPACE * 2)
        layout.setStretch(0, 1)


class RecentProjects(QWidget):
    """The projects used last, each a click away; one whose file is gone is not offered."""

    def __init__(self, desk: Entrance) -> None:
        super().__init__()
        self._desk = desk
        self._lines = column(parent=self, spacing=0)
        desk.preferences.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        clear(self._lines)
        paths = [Path(text) for text in self._desk.preferences.value.recent_projects]
        for path in [path for path in paths if path.is_file()][:_RECENT_SHOWN]:
            opening = button(
                self._fitting(path.stem).replace("&", "&&"), _opening(self._desk, path), "link"
            )
            opening.setToolTip(str(path))
            opening.setAccessibleName(tr("Open the project {name}", name=path.stem))
            self._lines.addWidget(opening)
        self.setVisible(self._lines.count() > 0)

    def _fitting(self, name: str) -> str:
        if self.fontMetrics().horizontalAdvance(name) <= SPACE * 36:
            return name
        from PySide6.QtCore import Qt

        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, SPACE * 36)


def _opening(desk: Entrance, folder: Path) -> Callable[[], None]:
    return lambda: desk.open_paths([folder])


class _Offer(QFrame):
    """A card with a title, a sentence on what it brings, and its buttons."""

    def __init__(
        self,
        desk: Entrance,
        icon: str,
        title: str,
        text: str,
        ways: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._icon_name = icon
        self._picture = own_words()
        self.buttons = [button(way, act) for way, act in ways]
        for widget in self.buttons:
            widget.setAccessibleName(f"{title}: {widget.text()}")
            widget.setAccessibleDescription(text)
        buttons = row(*self.buttons)
        buttons.addStretch(1)
        self._words = column(
            own_words(title, "strong"), own_words(text, "muted", wrap=True), buttons
        )
        around = column(self._words)
        around.addStretch(1)
        aside = column(self._picture)
        aside.addStretch(1)
        layout = row(aside, around, parent=self, spacing=SPACE * 2)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setStretch(1, 1)
        desk.theme.follow(self._paint_icon)
        self._paint_icon()

    def add(self, widget: QWidget) -> None:
        """Put another way to begin below the buttons."""
        self._words.addWidget(widget)

    def _paint_icon(self) -> None:
        self._picture.setPixmap(self._desk.theme.pixmap(self._icon_name, "accent_text", 28))
