"""The main job with nothing taken out: real samples, real worker processes, real files."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from desktop_app import paths
from desktop_app.bootstrap import make_window
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from desktop_app.importing.mappings.document import SaidBy
from desktop_app.workbench.files import sample_comparisons
from tests.helpers.in_process import write_report

_PATIENCE_MS = 120_000


@pytest.fixture
def real(qtbot, qapp, settings, faults):
    made = make_window(qapp, PreferencesStore(settings), faults)
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=lambda window: window.workbench.history.clear())
    made.show()
    return made


def _wait(qtbot, window):
    qtbot.waitUntil(lambda: not (window.workers.running or window.turns.busy), timeout=_PATIENCE_MS)


def _ranking(window):
    return [
        (line.vendor, line.rank, line.score) for line in window.workbench.comparison.ranking.vendors
    ]


def test_from_reports_to_a_workbook_and_back_from_the_project(qtbot, real, tmp_path):
    real.open_paths([sample_comparisons()["Customer support"]])
    _wait(qtbot, real)
    comparison = real.workbench.comparison
    assert len(comparison.vendors) == len(real.workbench.reports) == 4
    assert all(report.usable for report in real.workbench.reports)

    # A figure leads to its cells.
    real.go(Step.KPIS)
    _wait(qtbot, real)
    page = real.page(Step.KPIS)
    vendor = next(v for v in comparison.vendors if comparison.figures[v, "fcr"].basis == "computed")
    assert page.table.select("fcr", vendor)
    _wait(qtbot, real)
    n = int(comparison.figures[vendor, "fcr"].n)
    assert page.panel._cells_state.text().startswith(f"{n:,} rows")

    # Every step paints.
    for step in Step:
        real.go(step)
        _wait(qtbot, real)
        real.grab()

    # The workbook says the same as the screen.
    target = tmp_path / "out.xlsx"
    report = real.page(Step.REPORT)
    report.target.setText(str(target))
    report.export.click()
    _wait(qtbot, real)
    book = load_workbook(target, read_only=True)
    assert "Ranking" in book.sheetnames
    book.close()

    # Saved, and opened again, the ranking is the same.
    before = _ranking(real)
    real.session.save_project(tmp_path / "mine.vbench")
    _wait(qtbot, real)
    assert not real.workbench.unsaved
    real.files.new_comparison()
    assert real.workbench.comparison is None
    real.open_paths([tmp_path / "mine.vbench"])
    _wait(qtbot, real)
    assert _ranking(real) == before
    assert not real.workbench.unsaved


def test_a_broken_file_is_told_and_the_others_are_ranked_by_any_profile(qtbot, real, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"GIF89a this is a picture")
    real.open_paths([broken, sample_comparisons()["Research"]])
    _wait(qtbot, real)
    states = [row.cells[0].text for row in real.page(Step.SOURCES).files.table.rows]
    assert states[0] == "Failed"
    assert len(states) == 4
    assert "Failed" not in states[1:]
    first = real.workbench.comparison
    other = next(p for p in first.catalogue.profiles if p != first.scenario.profile)
    real.session.choose_profile(other)
    _wait(qtbot, real)
    second = real.workbench.comparison
    assert second.scenario.profile == other
    assert second.overall is first.overall
    real.workbench.history.undo()
    _wait(qtbot, real)
    assert real.workbench.comparison.ranking == first.ranking


def test_a_column_is_corrected_seen_undone_saved_and_still_so_when_opened(
    qtbot, real, tmp_path, monkeypatch
):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path)
    file = write_report(tmp_path / "Alder.xlsx")
    real.open_paths([file])
    _wait(qtbot, real)
    before = real.workbench.comparison.figures
    assert ("Alder Contact Services", "fcr") in before
    real.go(Step.MAPPING)
    _wait(qtbot, real)
    page = real.page(Step.MAPPING)
    qtbot.waitUntil(lambda: page.sheet.meaning is not None, timeout=_PATIENCE_MS)

    # A click on the heading, another meaning: the figures before and after.
    view = page.sheet.view
    view.setFocus()
    where = view.visualRect(view.sheet.index(2, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseClick(page.decision.unused, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.preview.apply.isEnabled, timeout=_PATIENCE_MS)
    shown = [cell.text for cell in page.preview.table.table.rows[0].cells]
    assert shown == ["First contact resolution", "71.5 %", "–"]
    qtbot.mouseClick(page.preview.apply, Qt.MouseButton.LeftButton)
    _wait(qtbot, real)
    assert ("Alder Contact Services", "fcr") not in real.workbench.comparison.figures

    # Undone and done again; then saved, and opened without the file.
    real.menus.undo.trigger()
    _wait(qtbot, real)
    assert ("Alder Contact Services", "fcr") in real.workbench.comparison.figures
    real.menus.redo.trigger()
    _wait(qtbot, real)
    real.session.save_project(tmp_path / "mine.vbench")
    _wait(qtbot, real)
    file.unlink()
    real.files.new_comparison()
    real.open_paths([tmp_path / "mine.vbench"])
    _wait(qtbot, real)
    assert ("Alder Contact Services", "fcr") not in real.workbench.comparison.figures
    real.go(Step.MAPPING)
    qtbot.waitUntil(lambda: page.sheet.meaning is not None, timeout=_PATIENCE_MS)
    assert page._shown.mapping.tables[0].item("B").said_by is SaidBy.USER
    assert view.sheet.text(3, 1) == "70%"
