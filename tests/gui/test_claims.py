"""The claims check in the KPIs step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.gui.steps import Step
from tests.unit.presenting.test_claims import claim, with_claims


def _open(qtbot, window, comparison):
    window.workbench.start(comparison.reports, comparison.scenario, comparison)
    window.go(Step.KPIS)
    page = window.page(Step.KPIS)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Claims check")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return page.claims


def test_a_claim_shows_both_its_origins(qtbot, compared):
    view = _open(qtbot, compared, with_claims(claim("Birch", "fcr", 0.95, 0.7)))
    assert "1 stated figure checked: 1 differs" in view.summary.text()
    assert "flatters the vendor" in view.words.text()
    assert "2 rows of Alder.xlsx, Log" in view._state.text()
    key = view.table.table.rows[0].key
    view.table.select(key, "own")
    assert not view._stated
    view.table.select(key, "stated")
    assert view._stated


def test_without_claims_the_page_says_why(qtbot, compared):
    view = _open(qtbot, compared, with_claims())
    assert "No vendor states a figure" in view.summary.text()
    assert not view.table.isVisible()
