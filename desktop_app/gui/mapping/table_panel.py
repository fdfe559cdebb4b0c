"""What a table was taken for: layout, heading rows, place, and whose figures it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSpinBox, QWidget

from desktop_app.domain.translating import tr, within
from desktop_app.gui.common.widgets import button, column, label, row, scrolled, spin_box
from desktop_app.gui.mapping.decision_panel import Correcting
from desktop_app.gui.mapping.forms import ChoiceField, TextField, form
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.importing.mappings import correcting
from desktop_app.importing.mappings.document import ReportMapping, TableMapping
from desktop_app.importing.report import Layout, TableReport
from desktop_app.presenting.mapping_questions import Correct
from desktop_app.presenting.mapping_words import LAYOUTS, table_decision

_PATIENCE_MS = 600


class TablePanel(QWidget):
    """One table's decision with choosers; a table that was not seen can be added."""

    def __init__(self, theme: Theme, correcting_by: Correcting) -> None:
        super().__init__()
        self._theme = theme
        self._correct_by = correcting_by
        self._table: TableMapping | None = None
        self._selected = ""
        self._sheet = ""
        self._tint, self._icon_name = "muted", "info"
        self._title = label("", "heading", wrap=True)
        self._place = label("", "small")
        self._icon = label()
        self._taken = label("", "strong", wrap=True)
        self.layout_box = ChoiceField(tr("Layout of the table"), self._say_layout)
        self.header_rows = spin_box(QSpinBox)
        self.cells = TextField(tr("Cells of the table"), "A3:F12", self._say_cells)
        self.vendor = TextField(tr("Vendor of the table"), tr("as around it"), self._say_vendor)
        self.segment = TextField(
            tr("Segment of the table"), tr("none of its own"), self._say_segment
        )
        self.period = TextField(
            tr("Period of the table"), "2026-01, 2026-Q1, 2026", self._say_period
        )
        self.aside = button(tr("Set the table aside"), lambda: self._say_layout(Layout.OTHER.value))
        self.add = button(tr("Make the selected cells a table"), self._add)
        self._nothing = label("", "muted", wrap=True)
        self._wait = QTimer(self)
        self._build()
        theme.follow(self._paint_icon)

    def show_nothing(self, sheet: str) -> None:
        """Show that no table stands where one looks."""
        self._table, self._sheet = None, sheet
        self._nothing.setText(
            tr(
                "No table was seen here. Select the cells of one with its heading, and "
                "make them a table."
            )
        )
        self._nothing.show()
        self._content.hide()

    def show_selection(self, cells: str) -> None:
        """Take note of the selected cells, which can be made a table."""
        self._selected = cells
        self.add.setEnabled(":" in cells)
        self.add.setText(
            tr("Make {cells} a table", cells=cells)
            if ":" in cells
            else tr("Select cells for a new table")
        )

    def show_table(self, table: TableReport, mapped: TableMapping | None, sheet: str) -> None:
        """Show the decision on a table."""
        self._table, self._sheet = mapped, sheet
        told = table_decision(table, mapped)
        self._title.setText(told.title)
        self._place.setText(told.place)
        self._taken.setText(told.taken_for + (f"  ·  {told.sure}" if told.sure else ""))
        self._tint, self._icon_name = told.tint.value, told.icon
        self._paint_icon()
        self.layout_box.put(
            [(key, tr(words)) for key, words in LAYOUTS.items()], table.layout.value
        )
        self.header_rows.blockSignals(True)
        self.header_rows.setValue(mapped.header_rows if mapped is not None else 1)
        self.header_rows.blockSignals(False)
        self.cells.put(table.cells)
        self.vendor.put(mapped.vendor if mapped is not None else "")
        self.segment.put(mapped.segment if mapped is not None else "")
        self.period.put(mapped.period if mapped is not None else "")
        self.aside.setVisible(table.layout is not Layout.OTHER)
        self._content.setEnabled(mapped is not None)
        self._nothing.hide()
        self._content.show()

    def _build(self) -> None:
        self.header_rows.setRange(0, 99)
        self.header_rows.setAccessibleName(tr("Heading rows of the table"))
        # A value that is being stepped to is not tried out at each step.
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE_MS)
        self._wait.timeout.connect(self._say_header_rows)
        self.header_rows.valueChanged.connect(lambda _value: self._wait.start())
        self._content = QWidget()
        inner = QWidget()
        head = row(self._icon, self._taken, spacing=SPACE)
        head.setStretch(1, 1)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        fields = form(
            (tr("&Layout"), self.layout_box),
            (tr("Heading &rows"), self.header_rows),
            (tr("&Cells"), self.cells),
            (tr("Ve&ndor"), self.vendor),
            (tr("Se&gment"), self.segment),
            (tr("Per&iod"), self.period),
        )
        buttons = row(self.aside)
        buttons.addStretch(1)
        layout = column(self._title, self._place, head, fields, buttons, parent=inner, margin=2)
        layout.addStretch(1)
        column(scrolled(inner), parent=self._content)
        outer = column(self._nothing, self._content, self.add, parent=self)
        outer.setStretch(1, 1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _paint_icon(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, self._tint, 18))

    def _say_layout(self, layout: str) -> None:
        table = self._table
        if table is not None and layout != table.layout:
            what = within(tr(LAYOUTS[layout]).partition(":")[0])
            self._send(what, lambda m: correcting.set_layout(m, table.sheet, table.cells, layout))

    def _say_header_rows(self) -> None:
        table, count = self._table, self.header_rows.value()
        if table is not None and count != table.header_rows:
            told = tr("1 heading row") if count == 1 else tr("{count} heading rows", count=count)
            self._send(
                told, lambda m: correcting.set_header_rows(m, table.sheet, table.cells, count)
            )

    def _say_cells(self, cells: str) -> None:
        table = self._table
        if table is not None and cells:
            self._send(
                tr("at {cells}", cells=cells.upper()),
                lambda m: correcting.set_table_cells(m, table.sheet, table.cells, cells.upper()),
            )

    def _say_vendor(self, text: str) -> None:
        table = self._table
        if table is not None:
            self._send(
                tr("of vendor {name}", name=text) if text else tr("of vendor as read"),
                lambda m: correcting.set_vendor(m, table.sheet, table.cells, text),
            )

    def _say_segment(self, text: str) -> None:
        table = self._table
        if table is not None:
            self._send(
                tr("of segment {name}", name=text) if text else tr("of segment as read"),
                lambda m: correcting.set_segment(m, table.sheet, table.cells, text),
            )

    def _say_period(self, text: str) -> None:
        table = self._table
        if table is not None:
            self._send(
                tr("of period {period}", period=text) if text else tr("of period as read"),
                lambda m: correcting.set_period(m, table.sheet, table.cells, text),
            )

    def _send(self, told: str, correct: Correct) -> None:
        if self._table is not None:
            self._correct_by(
                tr("table {cells} is {taken_for}", cells=self._table.cells, taken_for=told), correct
            )

    def _add(self) -> None:
        sheet, cells = self._sheet, self._selected

        def correct(mapping: ReportMapping) -> ReportMapping:
            return correcting.add_table(mapping, sheet, cells, Layout.WIDE.value)

        if sheet and ":" in cells:
            self._correct_by(tr("table {cells} added", cells=cells), correct)
