"""The audit sample: records drawn at random, ticked off one by one, with the error rate so far."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.widgets import (
    beside,
    button,
    chooser,
    column,
    label,
    row,
    selectable,
    spin_box,
)
from desktop_app.gui.kpis.claims_view import scrolled_words
from desktop_app.gui.notice import Notice
from desktop_app.gui.theme import SPACE
from desktop_app.workbench.evidence_doors import SampleWish

if TYPE_CHECKING:
    from desktop_app.kpi.audit import AuditItem, AuditSheet, Mark
    from desktop_app.presenting.model import Comparison

_BY_SIZE, _BY_PRECISION = "size", "precision"
_STRATA = (
    (later("From all records alike"), "none"),
    (later("By vendor"), "vendor"),
    (later("By month"), "month"),
    (later("By vendor and month"), "vendor_month"),
)
_MARKS = (
    (later("Verified"), "verified"),
    (later("Wrong"), "wrong"),
    (later("Not found"), "not found"),
    (later("Still open"), "open"),
)
_USUAL_SIZE, _MOST = 60, 100_000


class AuditView(QWidget):
    """Draws a sample, lists it, and takes the ticks; every change can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._current = 0
        self.by = chooser(tr("What decides the size"))
        self.count, self.seed = spin_box(QSpinBox), spin_box(QSpinBox)
        self.margin = spin_box(QDoubleSpinBox)
        self.strata = chooser(tr("What is sampled by itself"))
        self.table = desk.table(later("Audit sample"), rows_only=True)
        self.cells = desk.table(later("Cells of the record"), rows_only=True)
        self.note = QLineEdit()
        self.words = selectable(label("", "muted", wrap=True))
        self._place = selectable(label("", "strong", wrap=True))
        self._wish = QWidget()
        self._ticks = button(tr("Read ticks…"), self._ask_workbook)
        self._panel = self._make_panel()
        self._build()
        self.table.picked.connect(self._picked)
        self.table.on_edit(self._edited)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the sample that the open project has, if it has one."""
        from desktop_app.presenting.audit import (
            audit_table,
            nothing_to_draw,
            rate_sentences,
            stale_sentence,
        )

        sheet, nothing = comparison.papers.audit, nothing_to_draw(comparison)
        self._wish.setVisible(not nothing or sheet is not None)
        self.draw.setEnabled(not nothing)
        self._ticks.setVisible(sheet is not None)
        self.table.setVisible(sheet is not None)
        self._panel.setVisible(sheet is not None and bool(sheet.items))
        if sheet is None:
            self.words.setText(
                nothing
                or tr(
                    "No sample is drawn yet. Records are drawn at random by a seed, so "
                    "that anybody can draw the same ones again; hold each against what the "
                    "vendor can show for it."
                )
            )
            return
        stale = stale_sentence(sheet, comparison)
        self.words.setText("\n".join([*([stale] if stale else []), *rate_sentences(sheet)]))
        self.table.show_table(audit_table(sheet, comparison.catalogue))
        known = any(item.number == self._current for item in sheet.items)
        if sheet.items:
            number = self._current if known else sheet.items[0].number
            self.table.select(number, "number")
            self._explain(number)

    def _build(self) -> None:
        self.by.addItem(tr("Number of records"), _BY_SIZE)
        self.by.addItem(tr("Precision wanted"), _BY_PRECISION)
        self.by.activated.connect(lambda _place: self._show_size())
        for words, key in _STRATA:
            self.strata.addItem(tr(words), key)
        self._set_up(self.count, tr("Records to draw"), 1, _MOST, _USUAL_SIZE)
        self._set_up(self.seed, tr("Seed"), 0, 2**31 - 1, 1)
        self.margin.setAccessibleName(tr("Precision in points either way"))
        self.margin.setRange(0.1, 50.0)
        self.margin.setDecimals(1)
        self.margin.setValue(5.0)
        self.margin.setPrefix("± ")
        self.margin.setSuffix(f" {tr('points')}")
        self.margin.setToolTip(tr("At 95 %, for an error rate of about 5 %"))
        self.draw = button(tr("Draw"), self._draw, "primary")
        wanted = row(self.by, self.count, self.margin, self.strata)
        acts = row(label(tr("Seed")), self.seed, self.draw, self._ticks)
        for bar in (wanted, acts):
            bar.addStretch(1)
        left = QWidget()
        column(wanted, acts, parent=self._wish)
        layout = column(
            self._wish,
            scrolled_words(self.words, tr("What the sample says")),
            self.table,
            parent=left,
        )
        layout.setStretch(2, 1)
        layout.addStretch(0)  # takes the room as long as there is no table
        splitter = beside(left, self._panel, (800, 320))
        keep_sizes(splitter, "audit", self._desk.preferences)
        column(splitter, parent=self)
        self._show_size()

    def _make_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("kind", "card")
        panel.setMinimumWidth(SPACE * 42)
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note on this record"))
        self.note.editingFinished.connect(self._noted)
        marks = QGridLayout()
        marks.setSpacing(SPACE // 2)
        for place, (words, mark) in enumerate(_MARKS):
            marks.addWidget(button(tr(words), partial(self.tick, mark)), place // 2, place % 2)
        layout = column(label(tr("The record"), "small"), self._place, self.cells, marks, self.note,
                        parent=panel, margin=SPACE * 2)  # fmt: skip
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(2, 1)
        return panel

    @staticmethod
    def _set_up(box: QSpinBox, name: str, low: int, high: int, value: int) -> None:
        box.setAccessibleName(name)
        box.setRange(low, high)
        box.setValue(value)

    def _show_size(self) -> None:
        precise = self.by.currentData() == _BY_PRECISION
        self.margin.setVisible(precise)
        self.count.setVisible(not precise)

    def _sheet(self) -> AuditSheet | None:
        comparison = self._desk.workbench.comparison
        return comparison.papers.audit if comparison is not None else None

    def _draw(self) -> None:
        precise = self.by.currentData() == _BY_PRECISION
        wish = SampleWish(
            seed=self.seed.value(),
            size=self.count.value(),
            strata=str(self.strata.currentData()),
            margin=self.margin.value() / 100 if precise else 0.0,
        )
        self._desk.session.lookups.draw_sample(wish, self._drawn, self._say)

    def _drawn(self, sheet: AuditSheet) -> None:
        if not sheet.items:
            from desktop_app.presenting.audit import rate_sentences

            self._say(" ".join(rate_sentences(sheet)))
            return
        before = self._sheet()
        if before is not None and before.id == sheet.id:
            self._say(tr("This is the sample that is open; its ticks stay."))
            return
        self._keep(tr("draw an audit sample"), sheet)

    def tick(self, mark: str) -> None:
        """Mark the current record and go on to the next one that is open."""
        from desktop_app.kpi.audit import Mark

        self._mark(self._current, Mark(mark), self.note.text().strip(), go_on=True)

    def _noted(self) -> None:
        item = self._item(self._current)
        if item is not None and item.note != self.note.text().strip():
            self._mark(item.number, item.mark, self.note.text().strip())

    def _edited(self, key: Any, column_key: str, text: str) -> bool:
        """Take a mark or note that was typed into the table."""
        from desktop_app.kpi.audit import Mark
        from desktop_app.presenting.audit import MARK_WORDS, mark_of

        item = self._item(int(key))
        mark = mark_of(text) if column_key == "mark" else item.mark if item is not None else None
        if item is None or mark is None:
            self._say(
                tr(
                    "'{text}' is no mark: write {verified}, {wrong} or {not_found}.",
                    text=text,
                    verified=tr(MARK_WORDS[Mark.VERIFIED]),
                    wrong=tr(MARK_WORDS[Mark.WRONG]),
                    not_found=tr(MARK_WORDS[Mark.NOT_FOUND]),
                )
            )
            return False
        self._mark(item.number, mark, item.note if column_key == "mark" else text.strip())
        return True

    def _mark(self, number: int, mark: Mark, note: str, go_on: bool = False) -> None:
        from desktop_app.presenting.audit import MARK_WORDS

        sheet = self._sheet()
        item = self._item(number)
        if sheet is None or item is None:
            return
        ticked = sheet.ticked(number, mark, note)
        if go_on:
            order = [*ticked.items[number:], *ticked.items[: number - 1]]
            self._current = next((i.number for i in order if i.mark.value == "open"), number)
        if ticked != sheet:
            words = tr(MARK_WORDS[mark]) or tr("open")
            told = (
                tr("note on record {number}", number=number)
                if mark is item.mark
                else tr("mark record {number} as {mark}", number=number, mark=words)
            )
            self._keep(told, ticked)

    def _item(self, number: int) -> AuditItem | None:
        sheet = self._sheet()
        items = sheet.items if sheet is not None else ()
        return next((item for item in items if item.number == number), None)

    def _keep(self, label_of: str, sheet: AuditSheet) -> None:
        comparison = self._desk.workbench.comparison
        if comparison is not None:
            papers = replace(comparison.papers, audit=sheet)
            self._desk.workbench.set_papers(label_of, papers)

    def _ask_workbook(self) -> None:
        path = ask_workbook(self, self._desk.preferences.value.export_folder)
        sheet = self._sheet()
        if path is not None and sheet is not None:
            self._desk.session.lookups.read_ticks(sheet, path, self._read, self._say)

    def _read(self, sheet: AuditSheet) -> None:
        if sheet != self._sheet():
            self._keep(tr("read ticks of the audit sample"), sheet)
        marked = sum(item.mark.value != "open" for item in sheet.items)
        self._desk.session.noticed.emit(
            Notice(
                tr(
                    "{marked} of {count} records are ticked now.",
                    marked=marked,
                    count=len(sheet.items),
                ),
                "ok",
            )
        )

    def _picked(self, key: Any, _column: str) -> None:
        self._explain(int(key))

    def _explain(self, number: int) -> None:
        from desktop_app.presenting.audit import cells_table, place_of

        item, comparison = self._item(number), self._desk.workbench.comparison
        if item is None or comparison is None:
            return
        self._current = number
        self._place.setText(f"{item.vendor}: {place_of(item)}")
        self.cells.show_table(cells_table(item, comparison.catalogue))
        self.note.setText(item.note)

    def _say(self, words: str) -> None:
        self._desk.session.noticed.emit(Notice(words, "look"))


def ask_workbook(parent: QWidget, folder: str) -> Path | None:
    """Return the workbook to read ticks from, None when the user thought better of it."""
    file, _ = QFileDialog.getOpenFileName(
        parent, tr("Read ticks from"), folder, tr("Excel workbook (*.xlsx)")
    )
    return Path(file) if file else None
