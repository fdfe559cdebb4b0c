"""Reports with the right headings and not one figure, in every step of the window."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QTabWidget

from desktop_app.bootstrap import make_window
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from tests.helpers.in_process import InProcess
from tests.helpers.runners import AtOnce


def _report(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["Vendor", "Elm"])
    sheet.append([])
    sheet.append(["Month", "FCR", "CSAT", "AHT (min)", "Cost per contact (EUR)"])
    for month in range(1, 7):
        sheet.append([f"2026-{month:02d}", *["n/a"] * 4])
    book.save(path)
    return path


def test_every_step_and_the_workbook_bear_reports_without_a_figure(
    qtbot, qapp, settings, faults, tmp_path
):
    services = InProcess().as_services()
    window = make_window(qapp, PreferencesStore(settings), faults, services, AtOnce())
    qtbot.addWidget(window, before_close_func=lambda w: w.workbench.history.clear())
    window.show()
    window.open_paths([_report(tmp_path / "Elm.xlsx")])
    assert window.workbench.comparison is not None
    assert window.workbench.comparison.vendors == ()
    for step in Step:
        window.go(step)
        qtbot.waitUntil(lambda: not window.turns.busy)
        for tabs in window.page(step).findChildren(QTabWidget):
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
                qtbot.waitUntil(lambda: not window.turns.busy)
                window.grab()
    target = tmp_path / "out.xlsx"
    report = window.page(Step.REPORT)
    report.target.setText(str(target))
    report.export.click()
    assert report._outcome_text.text() == f"Written to {target}."
    book = load_workbook(target, read_only=True)
    assert "Findings" in book.sheetnames
    book.close()
