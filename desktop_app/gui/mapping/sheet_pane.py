"""The sheet as received with its tabs, its legend, and ways to get around in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from desktop_app.domain.address import cell_range
from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import EmptyState, button, column, label, row
from desktop_app.gui.mapping.corrections import Corrections
from desktop_app.gui.mapping.find_bar import FindBar, Place
from desktop_app.gui.mapping.legend import Legend
from desktop_app.gui.mapping.sheet_view import SheetView
from desktop_app.gui.notice import Notice
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.report_tables import report_state
from desktop_app.presenting.sheet_cells import SheetCells
from desktop_app.presenting.sheet_meaning import Area, SheetMeaning, sheet_named

if TYPE_CHECKING:
    from desktop_app.importing.picture import BookPicture
    from desktop_app.importing.report import ImportedReport


class SheetPane(QWidget):
    """Shows one sheet of one report.

    `spotted` is sent with row and column when another cell is current, `selected` with the A1
    range of the selected cells, `opened` when another sheet is on screen.
    """

    spotted = Signal(int, int)
    selected = Signal(str)
    opened = Signal()

    def __init__(self, desk: Desk, corrections: Corrections) -> None:
        super().__init__()
        self._desk = desk
        self._corrections = corrections
        self._report: ImportedReport | None = None
        self._wanted: tuple[Area, ...] = ()
        self.view = SheetView(desk.theme)
        self.find_bar = FindBar(desk.theme)
        self.tabs = QTabBar()
        self.legend = Legend(desk.theme)
        self._where = label("", "small")
        self._waiting = EmptyState(desk.theme, "mapping")
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    @property
    def sheet(self) -> str:
        """Return the name of the chosen sheet, ``""`` for none."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or "")

    @property
    def meaning(self) -> SheetMeaning | None:
        """Return what the cells on screen were taken for, None while there are none."""
        shown = self._stack.currentWidget() is self.view
        return self.view.sheet.meaning if shown else None

    def show_report(self, report: ImportedReport) -> None:
        """Show a report; the same one read again keeps sheet and place."""
        known = self._report
        self._report = report
        same = known is not None and (known.path, known.sha256) == (report.path, report.sha256)
        if same and self.meaning is not None:
            self.show_meaning(report)
            return
        self.find_bar.clear()
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for sheet in report.sheets:
                title = tr("{sheet} (hidden)", sheet=sheet.sheet) if sheet.hidden else sheet.sheet
                place = self.tabs.addTab(title.replace("&", "&&"))
                self.tabs.setTabData(place, sheet.sheet)
                self.tabs.setTabToolTip(place, title)
            used = (n for n, sheet in enumerate(report.sheets) if sheet.accounting.used)
            self.tabs.setCurrentIndex(next(used, 0))
        self._open()

    def show_meaning(self, report: ImportedReport) -> None:
        """Show the cells on screen as taken by `report`, the same file read otherwise."""
        sheet = sheet_named(report.sheets, self.sheet)
        if sheet is not None and self.meaning is not None:
            meaning = SheetMeaning(report, sheet, self._desk.workbench.catalogue)
            self.view.show_meaning(meaning)
            self.legend.show_counts(meaning.counts())

    def look_at(self, sheet: str, areas: Sequence[Area]) -> None:
        """Go to cells, on another sheet if need be; they are selected once they are there."""
        self._wanted = tuple(areas)
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == sheet and place != self.tabs.currentIndex():
                self.tabs.setCurrentIndex(place)
                return
        self._show_wanted()

    def _build(self) -> None:
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setDrawBase(False)
        self.tabs.setObjectName("sheets")
        self.tabs.setAccessibleName(tr("Sheets of the report"))
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.view)
        bar = row(self._where, self.find_bar, spacing=SPACE)
        bar.setStretch(0, 1)
        layout = column(bar, self._stack, self.tabs, self.legend, parent=self, spacing=SPACE - 2)
        layout.setStretch(1, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _place: self._open())
        self.view.spotted.connect(self._spot)
        self.view.selectionModel().selectionChanged.connect(
            lambda _new, _old: self._tell_selected()
        )
        self.find_bar.went.connect(self._go)
        self.find_bar.wanted.connect(self._find)
        for keys, act in (
            (QKeySequence("Ctrl+G"), self.find_bar.address.setFocus),
            (QKeySequence("Ctrl+PgDown"), lambda: self._leaf(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self._leaf(-1)),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _leaf(self, by: int) -> None:
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _open(self, password: str = "") -> None:
        """Show the chosen sheet: at once if it was read already, else when it has been."""
        report, name = self._report, self.sheet
        if report is None:
            return
        if not report.sheets:
            self._say(tr("There is no sheet to show"), report_state(report).reason)
            return
        picture = self._corrections.picture(report, name)
        if picture is not None:
            self._show()
            return
        self._say(tr("Opening '{name}'…", name=name), tr("The sheet is read as it was received."))
        self._corrections.take_picture(report, name, self._taken, self._refused, password)

    def _taken(self, _book: BookPicture) -> None:
        self._show()

    def _refused(self, why: str, protected: bool) -> None:
        ask = button(tr("Enter its password…"), self._ask_password, "primary")
        self._say(tr("The sheet can't be shown"), why, *([ask] if protected else []))

    def _ask_password(self) -> None:
        if self._report is not None:
            password = dialogs.AskPassword.ask(self, self._report.file)
            if password:
                self._open(password)

    def _show(self) -> None:
        """Put the chosen sheet on the screen."""
        report, name = self._report, self.sheet
        sheet = sheet_named(report.sheets, name) if report is not None else None
        picture = self._corrections.picture(report, name) if report is not None else None
        if report is None or sheet is None or picture is None:
            return
        meaning = SheetMeaning(report, sheet, self._desk.workbench.catalogue)
        self.find_bar.reset()
        self._stack.setCurrentWidget(self.view)
        self.view.show_sheet(SheetCells(picture), meaning)
        self.legend.show_counts(meaning.counts())
        self.legend.show()
        self.find_bar.setEnabled(True)
        self._where.setText(
            tr(
                "{rows:,} rows, {columns:,} columns",
                rows=picture.n_rows,
                columns=picture.n_columns,
            )
            + (f" · {tr('hidden in the file')}" if sheet.hidden else "")
        )
        self.opened.emit()
        self._show_wanted()

    def _say(self, title: str, text: str, *buttons: QWidget) -> None:
        self._waiting.say(title, text, *buttons)  # type: ignore[arg-type]
        self._stack.setCurrentWidget(self._waiting)
        self.legend.hide()
        self.find_bar.setEnabled(False)
        self._where.setText("")

    def _show_wanted(self) -> None:
        if self._wanted and self.meaning is not None:
            self.view.select_areas(self._wanted)
            self._wanted = ()

    def _spot(self, at_row: int, at_column: int) -> None:
        self.spotted.emit(at_row, at_column)

    def _tell_selected(self) -> None:
        chosen = self.view.selectionModel().selection()
        if not chosen.isEmpty():
            one = chosen.first()
            self.selected.emit(cell_range(one.top(), one.left(), one.bottom(), one.right()))

    def _go(self, at_row: int, at_column: int) -> None:
        if not self.view.jump(at_row, at_column):
            sheet = self.view.sheet
            self._desk.session.noticed.emit(
                Notice(
                    tr(
                        "'{sheet}' ends at {cell}.",
                        sheet=self.sheet,
                        cell=cell_range(0, 0, sheet.rowCount() - 1, sheet.columnCount() - 1),
                    ),
                    "info",
                )
            )

    def _find(self, text: str) -> None:
        cells = self.view.sheet.cells
        if cells is None:
            return
        index = self.view.currentIndex()
        after = (index.row(), index.column()) if index.isValid() else (-1, -1)
        searched = SheetCells(cells.picture)

        def show(hits: list[Place]) -> None:
            if self.view.sheet.cells is cells:
                self.find_bar.show_hits(hits, after)

        self._corrections.find(searched, text, show)
