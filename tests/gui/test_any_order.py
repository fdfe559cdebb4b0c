"""Commands of the menus and the pages in any order: nothing breaks, and undo leads back."""

from __future__ import annotations

import random

from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.gui import dialogs
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.palette import commands_of, commands_on
from desktop_app.gui.steps import Step

_ACTS = 40
_ELSEWHERE = ("Quit", "New comparison", "sample", "recent", "Undo", "Redo", "Help", "Print", "PDF")
"""Commands that lead out of the comparison or out of the window, or are given by name."""


def _state(window: MainWindow) -> tuple[object, ...]:
    bench = window.workbench
    return (bench.reports, bench.scenario, bench.shelf, bench.papers, bench.catalogue)


def _give_any(window: MainWindow, dice: random.Random) -> None:
    """Do one thing of all that can be done now."""
    act = dice.choice(["go", "command", "command", "rename", "profile", "undo", "redo"])
    bench = window.workbench
    if act == "go":
        window.go(dice.choice(list(Step)))
    elif act == "rename":
        name = dice.choice(["<b>&amp;</b> %1", "ALDER", "Birch", "שלום", "x" * 200])
        window.session.rename_vendor(dice.choice(bench.reports).path, name)
    elif act == "profile":
        window.session.choose_profile(dice.choice(list(bench.catalogue.profiles)))
    elif act in ("undo", "redo"):
        getattr(window.menus, act).trigger()
    else:
        page = window.present_page()
        found = [
            action
            for name, action in (*commands_of(window), *commands_on(page, "", window))
            if not any(word in name for word in _ELSEWHERE)
        ]
        dice.choice(found).trigger()


def test_undo_leads_back_and_redo_forth_whatever_was_done(compared, monkeypatch):
    for name in ("Folder", "Project", "Mapping", "Catalogue", "Scenario"):
        monkeypatch.setattr(getattr(dialogs, f"Choose{name}"), "ask", staticmethod(lambda *_: None))
    monkeypatch.setattr(dialogs.ShowAbout, "ask", staticmethod(lambda *_: None))
    monkeypatch.setattr(dialogs.ChooseReports, "ask", staticmethod(lambda *_: []))
    for name in ("project", "workbook", "mapping", "scenario", "catalogue", "picture", "pdf"):
        monkeypatch.setattr(dialogs.ChooseTarget, f"ask_{name}", staticmethod(lambda *_: None))
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    dice, history = random.Random(2), compared.workbench.history
    history.clear()
    start = _state(compared)
    for _ in range(_ACTS):
        _give_any(compared, dice)
        QApplication.processEvents()
        if QApplication.activePopupWidget() is not None:
            QApplication.activePopupWidget().close()
    end, done = _state(compared), 0
    while history.undo_label:
        history.undo()
        done += 1
    assert done
    assert _state(compared) == start
    for _ in range(done):
        history.redo()
    assert _state(compared) == end
