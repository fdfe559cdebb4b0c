from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.palette import CommandPalette, commands_of
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
    assert len(titles) == len(list(commands_of(compared)))
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
