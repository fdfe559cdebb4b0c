from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabBar,
)

from desktop_app.bootstrap import make_window
from desktop_app.gui import dialogs
from desktop_app.gui.common.find_field import FindField
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import STEPS, Step
from desktop_app.workbench.preferences import ThemeChoice
from tests.helpers.drops import drop
from tests.helpers.runners import AtOnce
from tests.helpers.services import FakeServices


def _actions(window):
    return {
        action.text().replace("&", ""): action
        for action in window.findChildren(QAction)
        if action.text()
    }


@pytest.mark.parametrize("step", list(Step))
def test_every_step_is_there_without_reports_and_leads_on(window, step):
    window.go(step)
    QApplication.processEvents()
    page = window.page(step)
    assert page.isVisible()
    ways = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    assert ways, f"{STEPS[step].title} is a dead end"


@pytest.mark.parametrize("step", list(Step))
def test_every_step_shows_a_comparison(compared, step):
    compared.go(step)
    compared.grab()
    assert compared.page(step).isVisible()


def test_ctrl_and_a_number_goes_to_the_step(window):
    shortcuts = {a.shortcut().toString(): a for a in window.findChildren(QAction)}
    for step in Step:
        shortcuts[f"Ctrl+{int(step)}"].trigger()
        assert window.page(step).isVisible()


def test_a_click_on_a_step_goes_there(qtbot, window):
    names = {b.accessibleName(): b for b in window.findChildren(QPushButton)}
    qtbot.mouseClick(names["Step 4: Compare"], Qt.MouseButton.LeftButton)
    assert window.page(Step.COMPARE).isVisible()


def test_the_menus_have_their_usual_keys(window):
    keys = {name: a.shortcut().toString() for name, a in _actions(window).items()}
    assert keys["Open reports…"] == "Ctrl+O"
    assert keys["Save project"] == "Ctrl+S"
    assert keys["Export workbook…"] == "Ctrl+E"
    assert keys["Read reports again"] == "F5"
    assert keys["Undo"] == "Ctrl+Z"


def test_no_shortcut_means_two_things(window):
    keys = [a.shortcut().toString() for a in window.findChildren(QAction) if a.shortcut().count()]
    assert sorted(keys) == sorted(set(keys))


def test_what_makes_no_sense_yet_is_switched_off(window):
    actions = _actions(window)
    for name in ("Save project", "Export workbook…", "Read reports again", "Undo", "Redo"):
        assert not actions[name].isEnabled(), name


def test_files_dropped_anywhere_are_read(window, services):
    assert drop(window, "file:///reports/Alder.xlsx", "https://example.org/b.xlsx")
    assert services.read[0].paths == (Path("/reports/Alder.xlsx"),)


def test_what_is_no_file_is_not_taken(window, services):
    assert not drop(window, "https://example.org/b.xlsx")
    assert services.read == []


def test_a_dropped_project_is_opened(window):
    window.open_paths([Path("/p/saved.vbench")])
    assert window.workbench.project_path == Path("/p/saved.vbench")
    assert not window.workbench.unsaved
    assert "saved" in window.windowTitle()


def test_the_theme_changes_at_once_and_is_kept(window, settings, qapp):
    window.preferences.change(theme=ThemeChoice.LIGHT)
    light = window.menuBar().styleSheet()
    _actions(window)["Dark"].trigger()
    assert window.theme.dark
    parts = (window.menuBar(), window.statusBar(), window.page(Step.SOURCES), window.frame.steps)
    assert len({part.styleSheet() for part in parts}) == 1
    assert parts[0].styleSheet() not in ("", light)
    assert not qapp.styleSheet()
    assert settings.value("preferences/theme") == "dark"
    assert window.menus.themes[ThemeChoice.DARK].isChecked()


def test_every_page_survives_a_change_of_theme(compared):
    for step in Step:
        compared.go(step)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        compared.preferences.change(theme=choice)
        for step in Step:
            compared.go(step)
            compared.grab()


def test_undo_and_redo_name_the_change(compared):
    assert compared.menus.undo.text() == "&Undo add 4 reports"
    compared.menus.undo.trigger()
    assert compared.workbench.reports == ()
    assert compared.menus.redo.text() == "&Redo add 4 reports"
    compared.menus.redo.trigger()
    assert len(compared.workbench.reports) == 4


def test_closing_with_changes_asks_and_can_stay(compared, monkeypatch):
    compared.session.rename_vendor("/reports/Alder.xlsx", "Oak")
    monkeypatch.setattr(dialogs.AskUnsaved, "ask", lambda _window: dialogs.Unsaved.STAY)
    assert not compared.close()
    assert compared.isVisible()


def test_closing_with_changes_can_save_first(qtbot, compared, monkeypatch, services):
    compared.session.rename_vendor("/reports/Alder.xlsx", "Oak")
    monkeypatch.setattr(dialogs.AskUnsaved, "ask", lambda _window: dialogs.Unsaved.SAVE)
    monkeypatch.setattr(
        dialogs.ChooseTarget, "ask_project", lambda _window, _name: Path("/p/mine.vbench")
    )
    compared.close()
    assert [path for path, _, _ in services.saved] == [Path("/p/mine.vbench")]
    qtbot.waitUntil(lambda: not compared.isVisible())


def test_a_save_that_fails_keeps_the_window_open(compared, monkeypatch, services):
    services.fail["save"] = OSError(28, "No space left on device", "/p/mine.vbench")
    compared.session.rename_vendor("/reports/Alder.xlsx", "Oak")
    monkeypatch.setattr(dialogs.AskUnsaved, "ask", lambda _window: dialogs.Unsaved.SAVE)
    monkeypatch.setattr(
        dialogs.ChooseTarget, "ask_project", lambda _window, _name: Path("/p/mine.vbench")
    )
    compared.close()
    assert compared.isVisible()
    assert compared.workbench.unsaved


def test_saving_asks_for_a_name_once(compared, monkeypatch, services):
    asked = []
    monkeypatch.setattr(
        dialogs.ChooseTarget,
        "ask_project",
        lambda _window, proposal: asked.append(proposal) or Path("/p/mine.vbench"),
    )
    compared.files.save()
    compared.files.save()
    assert len(asked) == 1
    assert len(services.saved) == 2
    assert compared.windowTitle().startswith("mine")


def test_the_place_of_the_window_is_kept(qtbot, qapp, settings, faults, services):
    first = make_window(qapp, PreferencesStore(settings), faults, services.as_services())
    qtbot.addWidget(first)
    first.show()
    first.resize(1100, 700)
    first.close()
    kept = settings.value("window/geometry")
    assert isinstance(kept, QByteArray)
    assert not kept.isEmpty()


def test_where_the_parts_of_a_page_meet_is_kept(qtbot, qapp, settings, faults, services):
    def opened(width):
        made = make_window(
            qapp, PreferencesStore(settings), faults, services.as_services(), AtOnce()
        )
        qtbot.addWidget(made, before_close_func=lambda w: w.workbench.history.clear())
        made.resize(width, 768)
        made.show()
        made.open_paths([Path(f"/reports/{name}.xlsx") for name in FakeServices.FILES])
        made.go(Step.COMPARE)
        qapp.processEvents()
        return made, made.page(Step.COMPARE).findChild(QSplitter)

    first, splitter = opened(1366)
    splitter.moveSplitter(splitter.getRange(1)[0] + 40, 1)  # as a drag does
    upper, lower = splitter.sizes()
    first.workbench.history.clear()
    first.close()
    again = opened(1366)[1].sizes()
    assert again == pytest.approx([upper, lower], abs=2)
    settings.setValue("sizes/compare", "no sizes")
    assert opened(1200)[1].sizes() != again


def test_everything_that_takes_the_focus_has_a_name(compared):
    for step in Step:
        compared.go(step)
    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
        for widget in compared.findChildren(kind)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QTabBar | QComboBox)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert not [w for w in nameless if not w.parent().inherits("QComboBoxPrivateContainer")]


def test_the_window_fits_a_small_laptop(compared):
    for step in Step:
        compared.go(step)
    compared.resize(1366, 768)
    QApplication.processEvents()
    assert compared.minimumSizeHint().width() <= 1366
    assert compared.minimumSizeHint().height() <= 768


def test_the_ranking_shows_whole_rows_and_all_of_a_few(compared):
    compared.go(Step.COMPARE)
    table = compared.page(Step.COMPARE).ranking
    row = table.verticalHeader().defaultSectionSize()
    for height in (768, 1100):
        compared.resize(1366, height)
        QApplication.processEvents()
        assert table.viewport().height() == row * len(table.table.rows)


def test_long_names_do_not_widen_the_window(window, services):
    from dataclasses import replace

    from tests.helpers import comparisons

    made = comparisons.comparison()
    long = {vendor: f"{vendor} {'and Sons Holding International ' * 8}" for vendor in made.vendors}
    renamed = replace(
        made,
        vendors=tuple(long.values()),
        figures={(long[v], k): replace(f, vendor=long[v]) for (v, k), f in made.figures.items()},
        ranking=replace(
            made.ranking,
            vendors=tuple(replace(r, vendor=long[r.vendor]) for r in made.ranking.vendors),
        ),
        matrix=replace(made.matrix, vendors=tuple(long.values())),
        sensitivity=replace(
            made.sensitivity, leaders=tuple(long[vendor] for vendor in made.sensitivity.leaders)
        ),
    )
    window.workbench.catalogue = made.catalogue
    reports = [replace(report, file=f"{'very ' * 60}long.xlsx") for report in made.reports]
    window.workbench.start(reports, made.scenario, renamed)
    for step in Step:
        window.go(step)
        page = window.page(step)
        for tab in range(page.tabs.count() if step is Step.COMPARE else 0):
            page.tabs.setCurrentIndex(tab)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1366


def test_a_project_from_a_later_version_is_refused_calmly(window, services):
    from desktop_app.domain.errors import ProjectFileError

    services.fail["open"] = ProjectFileError("new.vbench was saved by a later version.")
    told = []
    window.session.noticed.connect(told.append)
    window.open_paths([Path("/p/new.vbench")])
    assert told[0].tone == "failed"
    assert "later version" in told[0].text
    assert window.workbench.reports == ()


def test_a_new_comparison_starts_empty(compared):
    compared.files.new_comparison()
    assert compared.workbench.reports == ()
    assert compared.workbench.comparison is None
    assert compared.page(Step.SOURCES).start.isVisible()


def test_cancelling_is_said(qtbot, qapp, settings, faults, services):
    import threading

    gate = threading.Event()
    slow = services.as_services()

    def wait(_request, _catalogue, progress):
        while not gate.wait(0.005):
            progress.check()
        return []

    object.__setattr__(slow, "read_reports", wait)
    made = make_window(qapp, PreferencesStore(settings), faults, slow)
    qtbot.addWidget(made)
    made.show()
    made.open_paths([Path("/reports/Alder.xlsx")])
    bar = made.findChild(QPushButton, "cancel")
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: not made.workers.running)
    assert made.workbench.reports == ()
    assert not bar.isVisible()


SCENARIO = 'name = "Mine"\n[weights]\nfcr = 2.0\naht = 1.0\n'


def test_a_dropped_scenario_is_ranked_by_and_can_be_undone(compared, tmp_path):
    before = compared.workbench.scenario
    file = tmp_path / "mine.toml"
    file.write_text(SCENARIO, encoding="utf-8")
    compared.open_paths([file])
    assert compared.workbench.scenario.name == "Mine"
    assert compared.workbench.scenario.weights == {"fcr": 2.0, "aht": 1.0}
    assert compared.workbench.history.undo_label == "rank by Mine"
    compared.workbench.history.undo()
    assert compared.workbench.scenario is before


def test_a_scenario_that_cannot_be_read_leaves_the_ranking_as_it_was(compared, tmp_path):
    before = compared.workbench.scenario
    file = tmp_path / "mine.toml"
    file.write_text('profile = "no such profile"', encoding="utf-8")
    notices = []
    compared.session.noticed.connect(notices.append)
    compared.open_paths([file])
    assert compared.workbench.scenario is before
    assert "mine.toml" in notices[-1].text
    assert notices[-1].tone == "failed"


def test_a_project_opened_is_offered_again(window, settings, tmp_path, services):
    project = tmp_path / "R&D choice.vbench"
    project.write_bytes(b"x")
    window.open_paths([project])
    assert window.preferences.value.recent_projects == (str(project),)
    recent = [a for name, a in _actions(window).items() if "R" in name and "choice.vbench" in name]
    assert recent
    window.files.new_comparison()
    ways = [b for b in window.findChildren(QPushButton) if b.toolTip() == str(project)]
    assert [b.accessibleName() for b in ways] == ["Open the project R&D choice"]
    project.unlink()
    window.preferences.change(vendors_down=True)
    assert not [a for name, a in _actions(window).items() if "choice.vbench" in name]


def test_commands_on_tables_take_the_table_in_sight(qapp, compared):
    compared.go(Step.COMPARE)
    compared.tables.find_text()
    table = compared.page(Step.COMPARE).present_table()
    assert table.findChild(FindField).isVisible()
    compared.tables.copy()
    assert qapp.clipboard().text().splitlines()[0].startswith("Rank")
    compared.tables.show_all_rows()
    assert not table.findChild(FindField).isVisible()


def test_a_hidden_column_stays_hidden_at_the_next_start(
    qtbot, qapp, compared, settings, faults, services
):
    compared.go(Step.COMPARE)
    table = compared.page(Step.COMPARE).present_table()
    key = table.whole.columns[-1].key
    table.choose_columns(frozenset({key}))
    again = make_window(qapp, PreferencesStore(settings), faults, services.as_services(), AtOnce())
    qtbot.addWidget(again, before_close_func=lambda made: made.workbench.history.clear())
    again.open_paths([Path(f"/reports/{name}.xlsx") for name in services.FILES])
    again.go(Step.COMPARE)
    tables = {t.accessibleName(): t for t in again.page(Step.COMPARE).findChildren(type(table))}
    assert tables[table.accessibleName()].hidden == {key}


def test_the_window_fits_on_a_small_screen_with_every_tab_made(compared):
    for step in Step:
        compared.go(step)
        for _ in compared.page(step).later_parts():
            pass
    compared.go(Step.DECIDE)
    least = compared.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768
