from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.gui.tour import STOPS, Tour


def _open(window):
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Help")
    next(a for a in menu.actions() if a.text() == "Show me &around").trigger()
    return next(tour for tour in window.findChildren(Tour) if tour.isVisible())


def test_the_tour_goes_from_step_to_step_by_keyboard_and_ends(window, qtbot):
    tour = _open(window)
    assert tour.hasFocus()
    for place in range(len(STOPS)):
        assert tour._count.text() == f"{place + 1} of {len(STOPS)}"
        assert window.rect().contains(tour.geometry())
        assert not window.preferences.value.tour_seen
        qtbot.keyClick(tour, Qt.Key.Key_Return)
    assert not tour.isVisible()
    assert window.preferences.value.tour_seen


def test_the_tour_is_skipped_kept_so_and_opened_again_from_help(window, qtbot, settings):
    qtbot.keyClick(_open(window), Qt.Key.Key_Escape)
    assert settings.value("preferences/tour_seen") in ("true", "True", "1", True)
    tour = _open(window)
    qtbot.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
    assert not tour.isVisible()
    window.grab()


def test_a_step_can_be_used_while_the_tour_is_open(window, qtbot):
    tour = _open(window)
    window.resize(1100, 600)
    assert window.rect().contains(tour.geometry())
    window.go(STOPS[2][0])
    assert tour.isVisible()
