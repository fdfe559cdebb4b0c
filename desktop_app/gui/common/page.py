"""What all pages have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.workbench.state import Topic

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView


class Page(QWidget):
    """One step's page.

    A page is made empty; what it holds is built in `parts`, at the first visit or ahead of it,
    with the window answering in between. It is told of changes only while it is visible, and
    refreshed when it is visited: what nobody sees is not worked out. `refresh` is called only when
    all is built.
    """

    topics: frozenset[Topic] = frozenset({Topic.COMPARISON, Topic.REPORTS, Topic.SCENARIO})
    """What this page shows; it is refreshed when one of these changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self._stale = True
        self._built = False
        self._building: Iterator[None] | None = None
        self._waited_for = False

    @property
    def up_to_date(self) -> bool:
        """Return whether all is built and shows the present state."""
        return self._built and not self._stale

    def parts(self) -> Iterator[None]:
        """Build what the page holds; each step up to a ``yield`` is to take a few ms at most."""
        yield from ()

    def later_parts(self) -> Iterator[None]:
        """Build what no first visit needs, once the rest is there: tabs that are not open."""
        yield from ()

    def to_dress(self) -> Iterable[QWidget]:
        """Return the parts that are dressed one by one: the whole page, unless it is too big."""
        return (self,)

    def building(self) -> Iterator[None]:
        """Yield while the page is being built; whoever comes second goes on with the first."""
        if self._building is None:
            self._building = self._parts_dressed()
        for _ in self._building:
            yield
        self._built = True

    def _parts_dressed(self) -> Iterator[None]:
        yield from self.parts()
        # Last: in a dressed page, each part would be worked out again wherever it is moved.
        for part in self.to_dress():
            yield from self.desk.theme.dress_in_parts(part)

    def outdate(self, topic: Topic) -> None:
        """Take note of a change, and show it at once if anyone is looking."""
        if topic in self.topics:
            self.show_again()

    def show_again(self) -> None:
        """Show anew what is on the page, at the next visit if nobody is looking."""
        self._stale = True
        if self.isVisible():
            self.visit()

    def visit(self) -> None:
        """Bring the page up to date, after building it if it is not."""
        if not self._stale:
            return
        if self._built:
            self._stale = False
            self.refresh()
        elif not self._waited_for:
            self._waited_for = True
            self.say_building()
            self.desk.turns.do(self.building(), self._arrived, urgent=True)

    def say_building(self) -> None:
        """Show that the page is on its way."""

    def present_table(self) -> TableView | None:
        """Return the table with the focus, else the first in sight, None if there is none."""
        from desktop_app.gui.common.table_view import TableView

        tables = [view for view in self.findChildren(TableView) if view.isVisible()]
        return next((view for view in tables if view.hasFocus()), tables[0] if tables else None)

    def find_text(self) -> bool:
        """Let the user look for a text in the present table; False if there is none."""
        table = self.present_table()
        if table is not None:
            table.find_text()
        return table is not None

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        child = event.child() if event.polished() else None
        if isinstance(child, QWidget) and child.isWindow():
            # A dialog or menu, just about to be shown, of a page that is not dressed as a whole.
            self.desk.theme.dress_window(child)

    def refresh(self) -> None:
        """Show the present state of the workbench."""
        raise NotImplementedError

    def _arrived(self) -> None:
        self._waited_for = False
        self._built = True
        if self.isVisible():
            self.visit()
