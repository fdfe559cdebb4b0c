"""The window's manners, one by one; where another file holds one to it, it is named here."""

from __future__ import annotations

import ast
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QTableView

from desktop_app import gui
from desktop_app.gui.charts.plot import Plot
from desktop_app.gui.common.frozen_column import FrozenColumn
from desktop_app.gui.common.lazy_tabs import LazyTabs
from desktop_app.gui.common.notice_bar import NoticeBar
from desktop_app.gui.common.put_off import PutOff
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.job_bar import JobBar
from desktop_app.gui.mapping.sheet_view import SheetView
from desktop_app.gui.notice import Notice
from desktop_app.gui.palette import commands_of
from desktop_app.gui.steps import Step
from desktop_app.presenting.comparison import rerank
from desktop_app.scoring.model import MissingRule
from tests.helpers.drops import drop

ELSEWHERE = {
    "undo and redo, with the change's name in the menu": "test_window: "
    "test_undo_and_redo_name_the_change",
    "corrections are undone": "test_mapping: "
    "test_a_correction_is_previewed_then_applied_then_undone",
    "drag and drop of files": "test_window: test_files_dropped_anywhere_are_read",
    "recent projects": "test_window: test_a_project_opened_is_offered_again",
    "window state kept": "test_window: test_the_place_of_the_window_is_kept",
    "no shortcut twice": "test_window: test_no_shortcut_means_two_things",
    "keyboard for everything on a page": "test_accessible: "
    "test_the_tab_key_reaches_everything_on_a_page",
    "command palette": "test_palette: test_typing_and_enter_give_the_command",
    "tables copied as text, HTML and CSV": "test_models: "
    "test_a_table_is_copied_as_text_html_and_csv",
    "charts as PNG at 2x and SVG": "test_chart_laws: test_pictures_are_what_is_on_the_screen",
    "find in tables": "test_models: test_ctrl_f_shows_the_rows_with_a_text_and_escape_all",
    "filter by value": "test_models: test_a_column_filters_by_its_values_and_its_heading_says_so",
    "sort": "test_models: test_clicks_on_a_heading_sort_turn_round_and_restore",
    "sort by keyboard": "test_models: test_the_keyboard_sorts_by_the_present_column",
    "first column frozen": "test_models: test_the_first_column_stays_in_sight",
    "columns chosen and kept": "test_window: test_a_hidden_column_stays_hidden_at_the_next_start",
    "cancel": "test_window: test_cancelling_is_said",
    "print preview": "test_printing: test_the_preview_is_painted",
    "what's this of a KPI": "test_help: test_the_definition_of_the_present_kpi",
}
_CONTEXT_MENUS = {"table_view.py"}
"""Files that open a menu by a right click; what is in it is held against the menu bar below."""


@pytest.mark.parametrize("manner", ELSEWHERE)
def test_the_manner_is_held_to_elsewhere(manner: str) -> None:
    file, test = ELSEWHERE[manner].split(": ")
    source = (Path(__file__).parent / f"{file}.py").read_text(encoding="utf-8")
    assert test in {
        node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }


def test_every_change_of_another_kind_has_a_name_to_undo(compared) -> None:
    session, bench = compared.session, compared.workbench
    scenario = bench.scenario
    changes = [
        lambda: session.choose_profile("cost"),
        lambda: session.rename_vendor("/reports/Alder.xlsx", "Alder Ltd"),
        lambda: bench.set_scenario(
            "choose the rule for missing figures",
            replace(bench.scenario, missing=MissingRule.WORST),
        ),
        lambda: session.remove_report("/reports/Cedar.xlsx"),
    ]
    for change in changes:
        before = bench.history.undo_label
        change()
        label = bench.history.undo_label
        assert label
        assert label != before
        assert compared.menus.undo.text() == f"&Undo {label}"
    for _ in changes:
        compared.menus.undo.trigger()
        assert compared.menus.redo.text().startswith("&Redo ")
    assert bench.scenario == scenario
    assert len(bench.reports) == 4
    assert compared.menus.undo.text() == "&Undo add 4 reports"
    for _ in changes:
        compared.menus.redo.trigger()
    assert len(bench.reports) == 3
    assert not compared.menus.redo.isEnabled()


def test_a_dropped_folder_is_read_whole(window, services, tmp_path) -> None:
    (tmp_path / "inside.xlsx").touch()
    assert drop(window, tmp_path.as_uri())
    assert services.read[0].paths == (tmp_path,)


def test_every_command_is_in_the_palette_and_every_menu_opens_by_a_key(compared) -> None:
    offered = {action for _, action in commands_of(compared)}
    tops = compared.menuBar().actions()
    keys = [QKeySequence.mnemonic(top.text()).toString() for top in tops]
    assert all(keys)
    assert len(set(keys)) == len(keys)

    def held_to(menu: QMenu) -> None:
        for action in menu.actions():
            if action.isSeparator():
                continue
            if isinstance(action.menu(), QMenu):
                held_to(action.menu())
            elif action.isEnabled():
                assert action in offered, action.text()

    for top in tops:
        held_to(top.menu())


def test_context_menus_are_known_and_never_the_only_way(compared) -> None:
    found = {
        path.name
        for path in Path(gui.__path__[0]).rglob("*.py")
        if any(
            sign in path.read_text(encoding="utf-8")
            for sign in ("def contextMenuEvent", "customContextMenuRequested.connect")
        )
    }
    assert found == _CONTEXT_MENUS
    compared.go(Step.COMPARE)
    table = compared.page(Step.COMPARE).ranking
    table.select("Birch", "score")
    table.setFocus()
    place = table.visualRect(table.currentIndex()).center()
    right = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(table.viewport(), right)
    by_mouse = _menu_texts(table)
    assert "Copy table\tCtrl+C" in by_mouse
    command = next(
        action for title, action in commands_of(compared) if title.endswith("columns and order…")
    )
    command.trigger()
    assert _menu_texts(table) == by_mouse


def _menu_texts(table: TableView) -> list[str]:
    """Return the texts of the menu that is open over a table, and close it."""
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    texts = [action.text() for action in menu.actions()]
    menu.close()
    QApplication.processEvents()
    return texts


def test_every_kind_of_table_copies_in_the_three_ways(compared, qapp) -> None:
    kinds, left = set(), [QTableView]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith(gui.__name__):
            kinds.add(kind)
    # The frozen column is part of its table, and never has the focus.
    assert kinds == {TableView, SheetView, FrozenColumn}
    compared.go(Step.MAPPING)
    view = compared.page(Step.MAPPING).sheet.view
    view.select_areas([(0, 0, 1, 1)])
    assert view.copy()
    data = qapp.clipboard().mimeData()
    assert data.hasText()
    assert "<td" in data.html()
    assert bytes(data.data("text/csv").data()).count(b"\r\n") == 2


def test_a_chart_with_the_focus_is_copied_by_the_usual_keys(qtbot, qapp, compared) -> None:
    compared.go(Step.COMPARE)
    chart = compared.page(Step.COMPARE).by_kpi.bars
    qapp.clipboard().clear()
    qtbot.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = qapp.clipboard().image()
    assert image.width() >= 2 * 960
    assert compared.findChild(NoticeBar).isVisible()


def test_several_jobs_are_in_one_place_with_time_left_and_a_cancel_each(qtbot, monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    contents = QLabel()
    qtbot.addWidget(contents)
    bar = JobBar(contents)
    qtbot.addWidget(bar)
    bar.show()
    for number, title in ((1, "Reading 200 reports"), (2, "Writing out.xlsx")):
        bar.add(number, title)
    bar._later.stop()
    now[0] += 30.0
    bar.progress(1, 0.25, "50 of 200")
    bar.progress(2, 0.5, "")
    assert bar._others.text() == "+1 more"
    bar._others.click()
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert len(texts) == 2
    assert "Writing out.xlsx" in texts[0]
    assert "Reading 200 reports" in texts[1]
    # A quarter took half a minute; three more are to come.
    assert "2 min" in texts[1] or "90 s" in texts[1], texts[1]
    with qtbot.waitSignal(bar.cancelled) as cancelled:
        menu.actions()[1].trigger()
    assert cancelled.args == [1]
    menu.close()


def test_a_notice_leaves_the_focus_where_it_is(qtbot, qapp, compared) -> None:
    compared.go(Step.REPORT)
    field = compared.page(Step.REPORT).target
    assert isinstance(field, QLineEdit)
    compared.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for tone in ("ok", "look", "failed", "info"):
        compared.session.noticed.emit(Notice("Something happened.", tone, "Do it", lambda: None))
        qapp.processEvents()
        assert compared.findChild(NoticeBar).isVisible()
        assert field.hasFocus()
        qtbot.keyClicks(field, "x")
    assert field.text().endswith("xxxx")


def test_every_chart_can_have_the_focus(compared) -> None:
    for step in (Step.COMPARE, Step.TRENDS, Step.DECIDE):
        compared.go(step)
        for plot in compared.page(step).findChildren(Plot):
            assert plot.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_vendor_taken_out_of_one_chart_is_out_of_all(compared, monkeypatch, services) -> None:
    monkeypatch.setattr(services, "_rerank", rerank)
    compared.session.services = services.as_services()
    compared.go(Step.COMPARE)
    compare = compared.page(Step.COMPARE)
    gone, drawn = "Alder", 0
    compare.vendors.tick(gone, False)
    for step in (Step.COMPARE, Step.TRENDS, Step.DECIDE):
        compared.go(step)
        page = compared.page(step)
        for tabs in page.findChildren(LazyTabs):
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
        for plot in page.findChildren(Plot):
            drawn += len(plot.spots)
            told = [spot for spot in plot.spots if spot.vendor == gone]
            assert not told, f"{plot.accessibleName()}: {told}"
    assert drawn > 10
    decide = compared.page(Step.DECIDE)
    decide.tabs.setCurrentWidget(decide.sliders)
    notes = [note for note in decide.sliders.findChildren(PutOff) if note.isVisible()]
    assert [note.back.text() for note in notes] == ["Not drawn: Alder. Show again"]
    notes[0].back.click()
    assert gone in compare.vendors.ticked()
    assert gone in {spot.vendor for spot in decide.sliders.chart.spots}
    assert not notes[0].back.isVisible()
