"""What can be done with a column of a table: order, filter by value, hide, copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
)

from desktop_app.domain.translating import local, tr
from desktop_app.gui.common.widgets import button, column, row
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.table_filter import texts_of

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView

_TEXT_ROLE = int(Qt.ItemDataRole.UserRole)


class ColumnMenu(QMenu):
    """The menu of one column; it closes for good when something was chosen."""

    def __init__(self, view: TableView, place: int) -> None:
        super().__init__(view)
        self._view = view
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = view.whole.columns[place].title
        self._do(tr("Sort smallest first"), lambda: view.sort(place, False))
        self._do(tr("Sort largest first"), lambda: view.sort(place, True))
        first = self._do(tr("Order as it came"), lambda: view.sort(place, None))
        first.setEnabled(view.whole.sorted_by is not None)
        self.addSeparator()
        self._do(tr("Find in table…"), view.find_text, "Ctrl+F")
        self._do(
            tr("Filter by {title}…", title=title) if title else tr("Filter by this column…"),
            lambda: FilterDialog.ask(view, place),
        )
        none = self._do(tr("Show all rows"), view.show_all)
        none.setEnabled(view.filter.active)
        self.addSeparator()
        self._columns()
        self._do(tr("Copy table"), view.copy, "Ctrl+C")

    def open_at(self, where: QPoint) -> None:
        """Show the menu there; what is chosen happens after it is gone."""
        self.popup(where)

    def _columns(self) -> None:
        view = self._view
        chosen = self.addMenu(tr("Columns"))
        for place, shown in enumerate(view.whole.columns):
            if place == 0 or shown.mark or not shown.title:
                continue
            action = QAction(shown.title, chosen)
            action.setCheckable(True)
            action.setChecked(shown.key not in view.hidden)
            action.triggered.connect(lambda on, key=shown.key: self._switch(key, on))
            chosen.addAction(action)
        chosen.setEnabled(bool(chosen.actions()))

    def _switch(self, key: str, on: bool) -> None:
        hidden = self._view.hidden
        self._view.choose_columns(hidden - {key} if on else hidden | {key})

    def _do(self, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        # The keys are only told here: the table itself listens to them.
        action = QAction(f"{text}\t{keys}" if keys else text, self)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action


class FilterDialog(QDialog):
    """Which values of a column are shown, with how often each occurs."""

    def __init__(self, view: TableView, place: int) -> None:
        super().__init__(view)
        shown = view.whole.columns[place]
        self.setWindowTitle(tr("Filter by {title}", title=shown.title))
        self.setMinimumSize(SPACE * 42, SPACE * 52)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search values"))
        self._search.setAccessibleName(tr("Search values"))
        self._search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Values that are shown"))
        kept = view.filter.values.get(shown.key)
        for text, count in texts_of(view.whole, place).items():
            item = QListWidgetItem(
                local("{value}   ({count:,})", value=text or tr("(empty)"), count=count)
            )
            item.setData(_TEXT_ROLE, text)
            on = kept is None or text in kept
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._all = button(tr("All"), lambda: self._set(Qt.CheckState.Checked))
        self._none = button(tr("None"), lambda: self._set(Qt.CheckState.Unchecked))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        quick = row(self._all, self._none)
        quick.addStretch(1)
        column(self._search, self.list, quick, buttons, parent=self, margin=SPACE * 2)

    @staticmethod
    def ask(view: TableView, place: int) -> None:
        """Let the user choose, and filter the table by the choice."""
        dialog = FilterDialog(view, place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = view.whole.columns[place].key
        dialog.accepted.connect(lambda: view.show_filter(view.filter.keeping(key, dialog.chosen())))
        dialog.open()

    def chosen(self) -> frozenset[str] | None:
        """Return the texts to keep, None for all of them."""
        items = [self.list.item(i) for i in range(self.list.count())]
        kept = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        if len(kept) == len(items):
            return None
        return frozenset(str(item.data(_TEXT_ROLE)) for item in kept)

    def _set(self, state: Qt.CheckState) -> None:
        """Tick all values in sight, or none of them."""
        for place in range(self.list.count()):
            if not self.list.item(place).isHidden():
                self.list.item(place).setCheckState(state)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(wanted not in str(item.data(_TEXT_ROLE)).casefold())
