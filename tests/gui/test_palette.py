from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.palette import CommandPalette, commands_of, commands_on
from desktop_app.gui.steps import Step


@pytest.fixture
def palette(compared):
    compared.open_palette()
    return compared.findChild(CommandPalette)


def _titles(palette):
    return [palette.list.item(i).text() for i in range(palette.list.count())]


def test_every_command_that_makes_sense_now_is_listed(compared, palette):
    titles = _titles(palette)
    assert any(title.startswith("File: Save project ") for title in titles)
    assert not [title for title in titles if "Redo" in title]
    on_page = list(commands_on(compared.present_page(), "Sources", palette))
    assert on_page
    assert len(titles) == len(list(commands_of(compared))) + len(on_page)
    palette.reject()


def test_typing_and_enter_give_the_command(qtbot, compared, palette):
    qtbot.keyClicks(palette.typed, "report exp")
    qtbot.keyClicks(palette.typed, "zzz")
    assert palette.list.isHidden()
    palette.typed.setText("view trends")
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert compared.page(Step.TRENDS).isVisible()


def test_the_arrows_move_while_typing(qtbot, compared, palette):
    palette.typed.setText("view")
    first = palette.list.currentItem().text()
    qtbot.keyClick(palette.typed, Qt.Key.Key_Down)
    assert palette.list.currentItem().text() != first
    palette.reject()
    assert palette.isHidden()


def test_what_the_page_offers_is_found_too(qtbot, compared):
    compared.go(Step.COMPARE)
    compare = compared.page(Step.COMPARE)
    for typed, done in (
        ("compare radar", lambda: compare.tabs.currentWidget().isAncestorOf(compare.radar)),
        ("compare picture copy", lambda: not QApplication.clipboard().image().isNull()),
    ):
        QApplication.clipboard().clear()
        compared.open_palette()
        palette = next(p for p in compared.findChildren(CommandPalette) if p.isVisible())
        palette.typed.setText(typed)
        qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert done(), typed
