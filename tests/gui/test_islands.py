from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.gui.common.islands import MOST
from desktop_app.gui.theme import Theme
from desktop_app.workbench.preferences import ThemeChoice


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, choice=ThemeChoice.LIGHT)
    yield theme
    Theme(qapp, choice=ThemeChoice.LIGHT)


def _page(qtbot, parts: int, each: int) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    for _ in range(parts):
        frame = QFrame()
        inner = QVBoxLayout(frame)
        for _ in range(each):
            inner.addWidget(QLabel("words"))
        layout.addWidget(frame)
    return page


def test_a_big_page_is_dressed_piece_by_piece_and_follows_the_theme(qtbot, theme):
    page = _page(qtbot, 3, MOST // 2)
    assert len(list(theme.dress_in_parts(page))) == 3
    assert not page.styleSheet()
    frames = [child for child in page.children() if isinstance(child, QFrame)]
    light = frames[0].styleSheet()
    theme.choose(ThemeChoice.DARK)
    assert {frame.styleSheet() for frame in frames} != {light}
    assert len({frame.styleSheet() for frame in frames}) == 1


def test_a_small_page_is_dressed_as_a_whole(qtbot, theme):
    page = _page(qtbot, 2, 3)
    assert len(list(theme.dress_in_parts(page))) == 1
    assert page.styleSheet()


def test_what_comes_into_a_page_in_pieces_later_is_dressed_when_it_is_shown(qtbot, theme):
    page = _page(qtbot, 3, MOST // 2)
    list(theme.dress_in_parts(page))
    page.show()
    late, dialog = QLabel("late"), QDialog(page)
    page.layout().addWidget(late)
    late.show()
    dialog.show()
    assert late.styleSheet()
    assert dialog.styleSheet()
    dialog.close()
