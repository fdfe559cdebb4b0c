"""Own KPIs in the window: defined in the form, tried on the reports, measured, and undone."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop_app.bootstrap import make_window
from desktop_app.gui import dialogs
from desktop_app.gui.kpis import own_change
from desktop_app.gui.kpis.own_dialog import OwnKpisDialog
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.steps import Step
from desktop_app.workbench.kpi_drafts import Draft, How
from tests.helpers.in_process import InProcess
from tests.helpers.runners import AtOnce

MINUTES = {"Acme": [4, 12, 15, 3, 8, 20, 2, 11], "Birch": [5, 6, 14, 2, 9, 3, 1, 10]}
SLOW = {name: sum(took > 10 for took in times) / 8 for name, times in MINUTES.items()}


def write_log(path: Path, minutes: list[int]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Ticket ID", "Created", "Channel", "Handle time (min)"])
        for place, took in enumerate(minutes * 4):
            rows.writerow([f"T-{place:04}", f"2026-01-{place % 28 + 1:02}", "Chat", took])
    return path


@pytest.fixture
def window(qtbot, qapp, settings, faults, tmp_path):
    made = make_window(
        qapp, PreferencesStore(settings), faults, InProcess().as_services(), AtOnce()
    )
    qtbot.addWidget(made, before_close_func=lambda w: w.workbench.history.clear())
    made.resize(1366, 768)
    made.show()
    made.open_paths([write_log(tmp_path / f"{n}.csv", m) for n, m in MINUTES.items()])
    assert made.workbench.comparison is not None
    made.go(Step.KPIS)
    return made


@pytest.fixture
def dialog(qtbot, window):
    made = OwnKpisDialog(window, window.desk, window.workbench.comparison)
    qtbot.addWidget(made)
    made.show()
    return made


def define(dialog: OwnKpisDialog) -> None:
    """Type the definition of slow tickets."""
    dialog.add()
    dialog.form.title.setText("Slow tickets")
    dialog.form.title.textEdited.emit("Slow tickets")
    dialog.form.part.setPlainText("handle_time > 600")
    dialog.form.whole.setPlainText("1")


def shown(dialog: OwnKpisDialog) -> dict[str, str]:
    return {row.cells[0].text: row.cells[1].text for row in dialog.preview.table.rows}


def test_the_preview_follows_what_is_typed(dialog, qtbot):
    define(dialog)
    qtbot.waitUntil(lambda: "2 of 2" in dialog.state.text())
    assert shown(dialog) == {"Acme": "50.0 %", "Birch": "12.5 %"}
    dialog.form.where.setPlainText("is_one_of(channel, 'Voice')")
    qtbot.waitUntil(lambda: "0 of 2" in dialog.state.text())
    assert "condition holds nowhere" in dialog.preview.table.rows[0].cells[5].text


def test_an_error_is_underlined_at_its_place(dialog):
    define(dialog)
    edit = dialog.form.part
    edit.setPlainText("handle_time > wall_time")
    assert dialog.form.problems["part"].text().startswith("At character 15: ")
    assert "'wall_time'" in dialog.form.problems["part"].text()
    (mark,) = edit.extraSelections()
    assert mark.cursor.selectedText() == "wall_time"
    assert dialog.list.item(0).text() == "Slow tickets  ⚠"
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    edit.setPlainText("handle_time >")
    (mark,) = edit.extraSelections()
    assert mark.cursor.selectedText() == ">"
    edit.setPlainText("handle_time > 60")
    assert edit.extraSelections() == []
    assert dialog.form.problems["part"].text() == ""


def test_names_are_offered_while_typing(dialog, qtbot):
    dialog.add()
    edit = dialog.form.part
    edit.setFocus()
    qtbot.keyClicks(edit, "2 * handl")
    popup = edit.completer.popup()
    assert popup.isVisible()
    assert edit.completer.currentCompletion() == "handle_time"
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert edit.text() == "2 * handle_time"
    qtbot.keyClicks(edit, " + talk")
    texts = [
        str(edit.completer.completionModel().index(place, 0).data())
        for place in range(edit.completer.completionCount())
    ]
    assert any(text.startswith("talk_time") and "none of the reports" in text for text in texts)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_other_kpis_are_offered_and_measured(dialog, qtbot):
    define(dialog)
    dialog.add(Draft(title="Quick", how=How.KPIS, part="1 - own_slow_tickets"))
    qtbot.waitUntil(lambda: shown(dialog) == {"Acme": "50.0 %", "Birch": "87.5 %"})
    dialog.list.setCurrentRow(0)
    dialog.remove()
    assert "Quick is made of it" in dialog.problem.text()
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(1)
    dialog.remove()
    dialog.remove()
    assert dialog.definitions() == ()


def test_accepted_kpis_are_figures_until_undone(window, monkeypatch):
    def answer(dialog: OwnKpisDialog) -> int:
        define(dialog)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(OwnKpisDialog, "exec", answer)
    own_change.edit_own_kpis(window, window.desk)
    comparison = window.workbench.comparison
    found = {v: comparison.figures[v, "own_slow_tickets"].value for v in comparison.vendors}
    assert found == pytest.approx(SLOW)
    assert window.workbench.history.undo_label == "define Slow tickets"
    page = window.page(Step.KPIS)
    assert page.table.select("own_slow_tickets", "Acme")
    assert "handle_time > 600" in window.session.formula_text(
        comparison.figures["Acme", "own_slow_tickets"].row
    )
    window.workbench.history.undo()
    assert "own_slow_tickets" not in window.workbench.comparison.kpis
    assert window.workbench.catalogue.own == ()
    window.workbench.history.redo()
    assert "own_slow_tickets" in window.workbench.comparison.kpis
    window.workbench.start()
    assert window.workbench.catalogue.own == ()


def test_a_removed_kpi_takes_its_weight_along(window, qtbot):
    workbench = window.workbench
    dialog = OwnKpisDialog(window, window.desk, window.workbench.comparison)
    qtbot.addWidget(dialog)
    define(dialog)
    kpis = dialog.definitions()
    own_change.set_own_kpis(window.session, kpis)
    weights = {**workbench.scenario.weights, kpis[0].id: 0.5}
    workbench.set_scenario("weigh it", replace(workbench.scenario, weights=weights))
    assert kpis[0].id in {c.id for c in workbench.comparison.matrix.criteria}
    own_change.set_own_kpis(window.session, ())
    assert kpis[0].id not in workbench.scenario.weights
    assert kpis[0].id not in workbench.comparison.kpis
    workbench.history.undo()
    assert workbench.scenario.weights == weights
    assert workbench.comparison.figures["Acme", kpis[0].id].value == pytest.approx(0.5)


def test_kpis_go_through_a_file(dialog, tmp_path, monkeypatch):
    define(dialog)
    target = tmp_path / "own.toml"
    monkeypatch.setattr(dialogs.ChooseTarget, "ask_catalogue", staticmethod(lambda *_: target))
    monkeypatch.setattr(dialogs.ChooseCatalogue, "ask", staticmethod(lambda *_: target))
    dialog.export_file()
    kept = dialog.definitions()
    dialog.remove()
    dialog.import_file()
    assert dialog.definitions() == kept
    dialog.import_file()  # the same again takes its own place
    assert dialog.definitions() == kept
    target.write_text("[csat]\ntitle = 'x'\n", encoding="utf-8")
    dialog.import_file()
    assert "own.toml, 'csat'" in dialog.problem.text()
    assert dialog.definitions() == kept


def test_a_copy_has_a_name_of_its_own(dialog):
    define(dialog)
    dialog.copy()
    assert [kpi.id for kpi in dialog.definitions()] == [
        "own_slow_tickets",
        "own_slow_tickets_copy",
    ]
