from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from desktop_app.gui.help.window import HelpWindow
from desktop_app.gui.steps import STEPS, Step


@pytest.fixture
def opened(window):
    window.open_help()
    return window.findChild(HelpWindow)


@pytest.mark.parametrize("step", list(Step))
def test_f1_opens_the_page_for_the_step(window, step):
    window.go(step)
    window.open_help()
    shown = window.findChild(HelpWindow)
    assert shown.isVisible()
    assert shown.list.currentItem().data(Qt.ItemDataRole.UserRole) == STEPS[step].help_page
    assert len(shown.text.toPlainText()) > 200
    shown.close()


def test_typing_finds_a_kpi_and_its_card_is_shown(qtbot, opened):
    qtbot.keyClicks(opened.typed, "first contact")
    assert opened.list.currentItem().text() == "First contact resolution"
    assert "How it is worked out" in opened.text.toPlainText()
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert opened.isVisible()
    opened.close()


def test_what_no_page_has_is_said(qtbot, opened):
    opened.typed.setText("zebra crossing")
    assert opened.list.item(0).text() == "No page has these words"
    opened.close()


def test_there_is_one_help_window_and_it_can_be_opened_again(window, opened):
    window.open_help()
    assert len(window.findChildren(HelpWindow)) == 1
    opened.close()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    window.open_help()
    window.findChildren(HelpWindow)[-1].close()


def test_the_definition_of_the_present_kpi(compared):
    compared.go(Step.KPIS)
    table = compared.page(Step.KPIS).present_table()
    kpi = next(row for row in table.table.rows if not row.heading)
    table.select(kpi.key, "target")
    compared.tables.explain_kpi()
    shown = compared.findChild(HelpWindow)
    assert shown.list.currentItem().text() == kpi.cells[0].text
    shown.close()


def test_a_link_to_nowhere_opens_nothing(opened):
    before = opened.text.toPlainText()
    opened._follow(QUrl("file:///etc/passwd"))
    assert opened.text.toPlainText() == before
    opened.close()
