"""What can be done with the table in sight: find, filter, copy, explain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.translating import tr
from desktop_app.gui.common.notice_bar import NoticeBar
from desktop_app.gui.help.desk import HelpDesk
from desktop_app.gui.notice import Notice

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.gui.main_window import MainWindow


class TablesDesk:
    """The commands of menus and palette for whatever table the present page shows."""

    def __init__(self, window: MainWindow, helping: HelpDesk, notices: NoticeBar) -> None:
        self._window = window
        self._help = helping
        self._notices = notices

    def find_text(self) -> None:
        """Look for a text on the present page."""
        if not self._window.present_page().find_text():
            self._tell(tr("There is no table on this page to look in."))

    def choose_filter(self) -> None:
        """Choose the values of the present column whose rows are shown."""
        self._with_table(lambda table: table.choose_filter())

    def show_all_rows(self) -> None:
        """Take all filters off the present table."""
        self._with_table(lambda table: table.show_all())

    def open_menu(self) -> None:
        """Open the menu of the present table's column."""
        self._with_table(lambda table: table.open_menu())

    def copy(self) -> None:
        """Copy the present table."""
        self._with_table(lambda table: table.copy())

    def explain_kpi(self) -> None:
        """Show the definition of the KPI in the present row or column of the present table."""
        table = self._window.present_page().present_table()
        self._help.explain(table.current_keys() if table is not None else None)

    def _with_table(self, do: Callable[[TableView], object]) -> None:
        table = self._window.present_page().present_table()
        if table is not None:
            do(table)
        else:
            self._tell(tr("There is no table on this page."))

    def _tell(self, words: str) -> None:
        self._notices.show_notice(Notice(words, "info"))
