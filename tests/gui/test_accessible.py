"""What the window tells assistive technology, asked through Qt's own accessibility interface."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.step_list import StepList
from desktop_app.gui.steps import STEPS, Step

_ROLES = {
    QAbstractButton: {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.PageTab,
    },
    QComboBox: {QAccessible.Role.ComboBox},
    QLineEdit: {QAccessible.Role.EditableText},
    QSlider: {QAccessible.Role.Slider},
    QTabBar: {QAccessible.Role.PageTabList},
    QAbstractItemView: {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree},
}
"""What kinds of widgets have to be told as."""


def _told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    assert found.isValid(), widget
    return found


def _name(widget: QWidget) -> str:
    return _told(widget).text(QAccessible.Text.Name)


def _takes_focus(widget: QWidget) -> bool:
    tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tabbed) and widget.isVisible() and widget.isEnabled()


def _steps(window: QWidget) -> list[QPushButton]:
    found = window.findChild(StepList)
    assert found is not None
    return found.findChildren(QPushButton)


def _stops() -> list[QWidget]:
    """Return where the Tab key goes, in its order, from one place round to the same place."""
    stops: list[QWidget] = []
    here = QApplication.focusWidget()
    while here is not None and here not in stops:
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    return stops


def _within(page: QWidget) -> Iterator[QWidget]:
    yield from (w for w in page.findChildren(QWidget) if _takes_focus(w) and w.focusProxy() is None)


@pytest.fixture
def active(qtbot, compared: MainWindow) -> MainWindow:
    """The window with a comparison as the one that the keys go to."""
    with qtbot.waitActive(compared):
        compared.activateWindow()
    return compared


def _each_page(window: MainWindow) -> Iterator[tuple[Step, QWidget]]:
    for step in Step:
        window.go(step)
        QApplication.processEvents()
        yield step, window.page(step)


def test_all_that_takes_the_focus_is_told_with_a_name_and_as_what_it_is(active):
    nameless, odd = [], []
    for step, _page in _each_page(active):
        for widget in _within(active):
            if not _name(widget):
                nameless.append((step, widget))
            for kind, roles in _ROLES.items():
                if isinstance(widget, kind) and _told(widget).role() not in roles:
                    odd.append((step, widget, _told(widget).role()))
    assert not nameless
    assert not odd


def test_the_tab_key_reaches_everything_on_a_page(active):
    missed = []
    for step, page in _each_page(active):
        _steps(active)[int(step) - 1].setFocus()
        reached = _stops()
        missed += [(step, _name(w), w) for w in _within(page) if w not in reached]
    assert not missed


def test_what_has_the_focus_looks_different(active):
    alike = []
    for step, page in _each_page(active):
        for widget in _within(page):
            active.setFocus()
            _scroll_to(widget)
            before = _picture(active, widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if _picture(active, widget) == before:
                alike.append((step, _name(widget), widget))
    assert not alike


def _scroll_to(widget: QWidget) -> None:
    """Bring a widget into sight, as the Tab key does in a scroll area and `setFocus` does not."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _picture(window: QWidget, widget: QWidget) -> QImage:
    """Return how a widget and its nearest surroundings look."""
    QApplication.processEvents()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    return window.grab(place).toImage()


def test_every_step_is_told_by_its_name_and_which_one_is_shown(compared):
    compared.go(Step.COMPARE)
    told = [_told(button) for button in _steps(compared)]
    names = [one.text(QAccessible.Text.Name) for one in told]
    assert names == [f"Step {int(step)}: {words.title}" for step, words in STEPS.items()]
    assert [bool(one.state().checked) for one in told] == [step is Step.COMPARE for step in STEPS]


class _Windows(QObject):
    """Notes every window that is shown, for however short."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_other_window_appears_on_the_way_through_the_steps(active):
    windows = _Windows()
    QApplication.instance().installEventFilter(windows)
    for _step, _page in _each_page(active):
        assert not windows.shown, _step
    QApplication.instance().removeEventFilter(windows)
    assert active.isActiveWindow()


def test_tabs_say_what_they_are_about_before_their_titles(compared: MainWindow) -> None:
    for step in Step:
        compared.go(step)
    bars = compared.findChildren(QTabBar)
    assert len(bars) >= 6
    assert [bar.parent() for bar in bars if not _name(bar)] == []
