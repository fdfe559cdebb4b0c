"""One vendor, or not one figure, also where much was shown before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from desktop_app.bootstrap import make_window
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from tests.helpers.in_process import InProcess
from tests.helpers.runners import AtOnce
from tests.helpers.services import few_draws

_HEADINGS = ("Month", "FCR", "CSAT", "AHT (min)", "Cost per contact (EUR)", "Occupancy")


def _report(path: Path, figures: tuple[object, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["Vendor", path.stem])
    sheet.append([])
    sheet.append(_HEADINGS)
    for month in range(1, 7):
        sheet.append([f"2026-{month:02d}", *figures])
    book.save(path)
    return path


@pytest.fixture
def window(qtbot, qapp, settings, faults) -> MainWindow:
    services = InProcess().as_services()
    services = replace(services, decide=replace(services.decide, how_sure=few_draws))
    made = make_window(qapp, PreferencesStore(settings), faults, services, AtOnce())
    qtbot.addWidget(made, before_close_func=lambda w: w.workbench.history.clear())
    made.show()
    return made


def _tabs(qtbot, window: MainWindow) -> Iterator[QWidget]:
    """Show every tab of the steps that have most; yield the page."""
    for step in (Step.COMPARE, Step.DECIDE):
        window.go(step)
        qtbot.waitUntil(lambda: not window.turns.busy)
        page = window.page(step)
        tabs = page.findChildren(QTabWidget)[:1]
        for place in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(place)
                qtbot.waitUntil(lambda: not window.turns.busy)
            yield page


def _shown(page: QWidget) -> str:
    """Return all words in sight."""
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    for table in page.findChildren(TableView):
        if table.isVisible():
            words += [cell.text for row in table.table.rows for cell in row.cells]
    words += [p.accessibleDescription() for p in page.findChildren(Plot) if p.isVisible()]
    return "\n".join(words)


def test_nothing_of_what_was_open_before_is_left_in_any_tab(qtbot, window, tmp_path):
    much = [
        _report(tmp_path / "Elmtree.xlsx", (0.7, 0.8, 6.5, 3.2, 0.8)),
        _report(tmp_path / "Firtree.xlsx", (0.8, 0.7, 5.5, 3.9, 0.7)),
    ]
    window.open_paths(much)
    seen = "".join(_shown(page) for page in _tabs(qtbot, window))
    assert "Elmtree" in seen
    for name, figures in (("Solo", (0.7, 0.8, 6.0, 3.0, 0.8)), ("Void", ("n/a",) * 5)):
        window.workbench.history.clear()
        window.files.new_comparison()
        window.open_paths([_report(tmp_path / f"{name}.xlsx", figures)])
        for page in _tabs(qtbot, window):
            shown = _shown(page)
            assert "tree" not in shown
            assert "No weights that sum" not in shown
