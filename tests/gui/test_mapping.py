"""The Mapping step with a real report: looking, finding, correcting, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from desktop_app.bootstrap import make_window
from desktop_app.domain.errors import MappingError, UnreadableFileError
from desktop_app.gui import dialogs
from desktop_app.gui.mapping.sheet_model import SheetModel
from desktop_app.gui.mapping.view import _QUESTIONS
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from desktop_app.importing.mappings.document import SaidBy
from tests.helpers.in_process import InProcess, write_report
from tests.helpers.runners import AtOnce
from tests.helpers.workbooks import write_workbook

FCR, SOLVED = 1, 2
"""Columns of the report."""


@pytest.fixture
def doors():
    return InProcess()


@pytest.fixture
def opened(qtbot, qapp, settings, faults, doors, tmp_path):
    """A window with one report and one file that can't be read."""
    made = make_window(qapp, PreferencesStore(settings), faults, doors.as_services(), AtOnce())
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=lambda window: window.workbench.history.clear())
    made.show()
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"GIF89a this is a picture")
    made.open_paths([write_report(tmp_path / "Alder.xlsx"), broken])
    made.workbench.history.mark_saved(made.workbench.history.mark)
    return made


@pytest.fixture
def page(opened):
    opened.go(Step.MAPPING)
    return opened.page(Step.MAPPING)


def _at(page):
    index = page.sheet.view.currentIndex()
    return index.row(), index.column()


def _mapped(page, place):
    return page._shown.mapping.tables[0].item(place)


def test_the_sheet_is_shown_as_received_and_the_legend_adds_up(page):
    view = page.sheet.view
    assert view.isVisible()
    assert view.sheet.data(view.sheet.index(3, FCR)) == "70%"
    assert [page.sheet.tabs.tabText(n) for n in range(2)] == ["Monthly", "Notes (hidden)"]
    assert page.sheet.legend.texts == [
        "Figures used 12",
        "Headings 6",
        "Totals kept out 0",
        "Titles and notes 4",
        "Set aside 4",
        "= 26 cells that are not empty",
    ]


def test_a_sheet_is_a_good_model(qtmodeltester, page):
    model = SheetModel()
    sheet = page.sheet.view.sheet
    model.show_sheet(sheet.cells, sheet.meaning)
    qtmodeltester.check(model, force_py=True)


def test_a_cell_says_what_it_was_taken_for_and_how_it_was_read(page):
    view = page.sheet.view
    tip = view.sheet.data(view.sheet.index(4, FCR), Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == [
        "B5: Figures used",
        "Column B 'First contact resolution': First contact resolution",
        "As shown: 71% (stored: 0.71)",
        "Read as: 71.0 %",
    ]


def test_a_click_shows_the_decision_with_its_reason(qtbot, page):
    view = page.sheet.view
    view.setFocus()
    where = view.visualRect(view.sheet.index(4, FCR)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    panel = page.decision
    assert panel._title.text() == "First contact resolution"
    assert panel._taken.text() == "First contact resolution  ·  98 % sure"
    assert "in the catalogue" in panel._why.text()
    assert page.table._title.text() == "Table A3:E7"


def test_a_correction_is_previewed_then_applied_then_undone(qtbot, opened, doors, page):
    before = opened.workbench.reports[0]
    page.sheet.view.jump(4, FCR)
    qtbot.mouseClick(page.decision.unused, Qt.MouseButton.LeftButton)
    assert page.preview.isVisible()
    assert page.preview._title.text() == "'First contact resolution' is not used"
    assert page.preview._told.text() == "Figures: 1 gone; 4 by month."
    first = page.preview.table.table.rows[0].cells
    assert [cell.text for cell in first] == ["First contact resolution", "71.5 %", "–"]
    assert page.sheet.view.sheet.use(4, FCR) == "set_aside", "the preview is coloured"
    assert opened.workbench.reports[0] is before, "a preview changes nothing"

    qtbot.mouseClick(page.preview.apply, Qt.MouseButton.LeftButton)
    assert not page.preview.isVisible()
    assert _mapped(page, "B").meaning == ""
    assert _mapped(page, "B").said_by is SaidBy.USER
    name = "correct the mapping of Alder.xlsx: 'First contact resolution' is not used"
    assert opened.menus.undo.text() == f"&Undo {name}"
    assert [mapping.corrected for mapping in doors.remembered] == [True]

    opened.menus.undo.trigger()
    assert opened.workbench.reports[0] is before
    assert page.sheet.view.sheet.use(4, FCR) == "used"
    assert len(doors.forgotten) == 1
    opened.menus.redo.trigger()
    assert _mapped(page, "B").meaning == ""
    assert len(doors.remembered) == 2


def test_discarding_brings_back_what_was_shown(qtbot, opened, page):
    page.sheet.view.jump(4, FCR)
    qtbot.mouseClick(page.decision.unused, Qt.MouseButton.LeftButton)
    assert "Not used" in page.decision._taken.text()
    qtbot.mouseClick(page.preview.discard, Qt.MouseButton.LeftButton)
    assert not page.preview.isVisible()
    assert "98 % sure" in page.decision._taken.text()
    assert not opened.workbench.unsaved


def test_another_meaning_is_searched_by_keyboard(qtbot, page):
    page.sheet.view.jump(4, SOLVED)
    page.decision.meaning.setFocus()
    qtbot.keyClick(page.decision.meaning, Qt.Key.Key_Space)
    popup = page.decision.meaning.popup
    assert popup.isVisible()
    qtbot.keyClicks(popup.search, "handle time")
    assert popup.list.item(0).text() == "Handle time"
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    chosen = popup.list.currentItem().text()
    assert popup._about.text()
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert page.preview._title.text() == f"'Handled work' is {chosen}"


def test_a_question_leads_to_its_cells_and_is_answered_by_a_click(qtbot, opened, page):
    (question,) = page.questions.questions
    assert question.open
    assert "may be handled" in question.evidence
    assert page.panels.tabText(_QUESTIONS) == "Questions (1)"
    buttons = page.questions.findChildren(QAbstractButton)
    handled = next(one for one in buttons if one.text() == "Handled")
    qtbot.mouseClick(handled, Qt.MouseButton.LeftButton)
    assert _at(page) == (2, SOLVED)
    assert _mapped(page, "C").said_by is SaidBy.USER
    assert page.questions.questions == ()
    label = opened.workbench.history.undo_label
    assert label.endswith("'Handled work' (column C) is Handled")


def test_cards_have_the_height_that_their_texts_need(qtbot, qapp, settings, faults, tmp_path):
    """All cards of a window just opened once shared one screen's height."""
    months = ["Jan 2026", "Feb 2026", "Mar 2026"]
    doubtful = [[f"Response time {part}", "5:12", "4:50", "6:07"] for part in "ABCDEFG"]
    rows = [["KPI", *months], ["First contact resolution", 0.7, 0.8, 0.75], *doubtful]
    path = write_workbook(tmp_path / "Birch.xlsx", {"KPIs": rows})
    made = make_window(
        qapp, PreferencesStore(settings), faults, InProcess().as_services(), AtOnce()
    )
    qtbot.addWidget(made, before_close_func=lambda window: window.workbench.history.clear())
    made.show()
    made.open_paths([path])
    made.resize(1366, 768)
    made.go(Step.MAPPING)
    panel = made.page(Step.MAPPING).questions
    qtbot.waitUntil(lambda: not panel._fitting.isActive())
    made.grab()
    told = {question.evidence for question in panel.questions}
    assert len(panel.questions) > 5
    texts = [one for one in panel.findChildren(QLabel) if one.text() in told]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in texts)


def test_another_report_is_searched_anew(qtbot, opened, page, tmp_path):
    qtbot.keyClicks(page.sheet.find_bar.text, "AGREED")
    opened.open_paths([write_report(tmp_path / "Birch.xlsx")])
    opened.go(Step.MAPPING)
    page.file.setCurrentIndex(2)
    page.file.activated.emit(2)
    assert page.sheet.find_bar.text.text() == ""


def test_a_choice_of_the_user_has_no_other_reason(page):
    page.sheet.view.jump(4, FCR)
    assert page.decision._why.text()
    page.decision.unused.click()
    assert page.decision._why.text() == ""


def test_what_can_not_be_corrected_is_said(opened, doors, page):
    page.sheet.view.jump(4, FCR)
    page.decision.period.setText("the other day")
    page.decision.period.editingFinished.emit()
    assert "is no period" in page.preview._told.text()
    assert not page.preview.apply.isEnabled()
    doors.fail["reread"] = MappingError("Alder.xlsx can't be read again.", "Add it first.")
    page.decision.unused.click()
    assert page.preview._told.text() == "Alder.xlsx can't be read again. Add it first."
    assert not opened.workbench.unsaved


def test_the_table_can_be_set_aside_and_a_new_one_made(page):
    page.sheet.view.jump(4, FCR)
    page.table.aside.click()
    assert page.preview._title.text() == "Table A3:E7 is set aside"
    assert "gone" in page.preview._told.text()
    page.discard()
    page.sheet.view.select_areas([(2, 0, 5, 1)])
    assert page.table.add.text() == "Make A3:B6 a table"
    page.table.add.click()
    assert page.preview._title.text() == "Table A3:B6 added"


def test_find_goes_from_hit_to_hit_and_an_address_to_its_cell(qtbot, page):
    bar = page.sheet.find_bar
    qtbot.keyClicks(bar.text, "AGREED")
    for row in (3, 4, 5, 6, 3):
        qtbot.keyClick(bar.text, Qt.Key.Key_Return)
        assert _at(page) == (row, 4)
    assert bar._count.text() == "1 of 4"
    bar.text.setText("71%")
    qtbot.keyClick(bar.text, Qt.Key.Key_Return)
    assert _at(page) == (4, FCR), "what is shown is found, not only what is stored"
    bar.address.setText("c4")
    qtbot.keyClick(bar.address, Qt.Key.Key_Return)
    assert _at(page) == (3, 2)


def test_cells_copy_as_a_table(page):
    view = page.sheet.view
    view.select_areas([(2, 0, 3, 1)])
    assert view.copy()
    text = QApplication.clipboard().mimeData().text()
    assert text == "Month\tFirst contact resolution\n2026-01\t70%"


def test_a_failed_file_says_why_there_is_no_sheet(page):
    page.file.setCurrentIndex(1)
    page.file.activated.emit(1)
    assert "broken.xlsx" in page.sheet._waiting._text.text()
    assert not page.sheet.view.isVisible()


def test_a_protected_workbook_is_shown_after_its_password(opened, doors, monkeypatch):
    doors.fail["sheets"] = UnreadableFileError("It is protected.", "file-protected")
    opened.go(Step.MAPPING)
    page = opened.page(Step.MAPPING)
    assert not page.sheet.view.isVisible()
    del doors.fail["sheets"]
    monkeypatch.setattr(dialogs.AskPassword, "ask", staticmethod(lambda *_: "secret"))
    page.sheet._ask_password()
    assert page.sheet.view.isVisible()
    assert doors.passwords == ["secret"]


def test_a_mapping_goes_to_a_file_and_comes_from_one(page, tmp_path: Path, monkeypatch):
    target = tmp_path / "alder.toml"
    monkeypatch.setattr(dialogs.ChooseTarget, "ask_mapping", staticmethod(lambda *_: target))
    page._export_mapping()
    told = target.read_text(encoding="utf-8")
    target.write_text(told.replace('meaning = "fcr"', 'meaning = "csat"'), encoding="utf-8")
    monkeypatch.setattr(dialogs.ChooseMapping, "ask", staticmethod(lambda *_: target))
    page._import_mapping()
    assert page.preview._title.text() == "Read by alder.toml"
    assert page.preview.apply.isEnabled()


def test_corrections_can_be_forgotten(page):
    page.sheet.view.jump(4, FCR)
    page.decision.unused.click()
    page.apply()
    assert page._forget.isEnabled()
    page._forget_corrections()
    page.apply()
    assert _mapped(page, "B").meaning == "fcr"
    assert not page._forget.isEnabled()


def test_all_that_can_be_operated_has_a_name(page):
    page.sheet.view.jump(4, FCR)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for kind in (QAbstractButton, QComboBox, QLineEdit, QSpinBox)
        for widget in page.findChildren(kind)
        if not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QSpinBox)
    ]
    assert nameless == []


def test_merged_cells_are_one_and_formats_are_followed(opened, page, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Alder Contact Services", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["Month", "Cost per contact", "FCR"])
    sheet.append(["2026-01", 1234.5, 0.815])
    sheet["B3"].number_format = "#,##0.00"
    sheet["C3"].number_format = "0.0%"
    book.save(tmp_path / "other.xlsx")
    opened.open_paths([tmp_path / "other.xlsx"])
    opened.go(Step.MAPPING)
    page.file.setCurrentIndex(2)
    page.file.activated.emit(2)
    view = page.sheet.view
    assert view.columnSpan(0, 0) == 3
    assert [view.sheet.text(2, column) for column in (1, 2)] == ["1,234.50", "81.5%"]
