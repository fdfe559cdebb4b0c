"""The scenarios of the Decide step: made, named, kept, put side by side, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from desktop_app.gui import dialogs
from desktop_app.gui.decide.view import DecidePage
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.steps import Step
from desktop_app.scoring.model import Gate


@pytest.fixture
def page(compared: MainWindow) -> DecidePage:
    compared.go(Step.DECIDE)
    found = compared.page(Step.DECIDE)
    assert isinstance(found, DecidePage)
    found.tabs.setCurrentWidget(found.scenarios)
    return found


def headings(page: DecidePage) -> list[str]:
    return [column.title for column in page.scenarios.ranks.table.columns]


def start(page: DecidePage, profile: str) -> None:
    page.scenarios.profiles.aboutToShow.emit()
    actions = {action.text(): action for action in page.scenarios.profiles.actions()}
    actions[profile].trigger()


def button(page: DecidePage, words: str):
    from PySide6.QtWidgets import QPushButton

    return next(b for b in page.scenarios.findChildren(QPushButton) if b.text() == words)


def test_a_profile_and_a_copy_stand_side_by_side_and_are_undone(page, monkeypatch):
    workbench = page.desk.workbench
    first = workbench.scenario
    assert "Duplicate it" in page.scenarios.words.text()
    assert not page.scenarios.remove.isEnabled()
    assert page.scenario.isHidden()
    start(page, "Cost optimisation")
    assert headings(page) == ["Vendor", first.name, "Cost optimisation ✓", "Places"]
    assert "Requirement on Compliance rate" in {row.key for row in page.scenarios.apart.table.rows}
    assert not page.scenario.isHidden()
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: (" Cheap  and safe ", True))
    button(page, "Duplicate…").click()
    assert headings(page)[1:-1] == [first.name, "Cost optimisation", "Cheap and safe ✓"]
    assert workbench.history.undo_label == "duplicate Cost optimisation"
    workbench.history.undo()
    workbench.history.undo()
    assert workbench.scenario is first
    assert headings(page) == ["Vendor", f"{first.name} ✓", "Places"]

    start(page, "Cost optimisation")
    page.scenario.box.setCurrentIndex(0)
    page.scenario.box.activated.emit(0)
    assert workbench.scenario is first
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Cost optimisation", True))
    said = []
    page.desk.session.noticed.connect(said.append)
    button(page, "Rename…").click()
    assert "Another scenario is named" in said[0].text
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Base", True))
    button(page, "Rename…").click()
    assert headings(page)[1:-1] == ["Base ✓", "Cost optimisation"]
    page.scenarios.remove.click()
    assert headings(page)[1:-1] == ["Cost optimisation ✓"]
    workbench.history.undo()
    assert headings(page)[1:-1] == ["Base ✓", "Cost optimisation"]


def test_reset_brings_the_profile_back_and_keeps_the_name(page, monkeypatch):
    workbench = page.desk.workbench
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Mine", True))
    button(page, "Rename…").click()
    asked = workbench.scenario.weights
    page.tabs.setCurrentWidget(page.sliders)
    page.sliders.equalise()
    assert workbench.scenario.weights != asked
    page.tabs.setCurrentWidget(page.scenarios)
    button(page, "Reset").click()
    assert workbench.scenario.weights == asked
    assert workbench.scenario.name == "Mine"
    assert workbench.history.undo_label.startswith("reset Mine to the profile")
    page.desk.session.choose_profile("cost")
    assert (workbench.scenario.name, workbench.scenario.profile) == ("Mine", "cost")


def test_a_scenario_goes_to_a_file_and_comes_back_beside_the_others(page, monkeypatch, tmp_path):
    workbench, target = page.desk.workbench, tmp_path / "ours.toml"
    ask = staticmethod(lambda _parent, proposal: target if proposal.suffix == ".toml" else None)
    monkeypatch.setattr(dialogs.ChooseTarget, "ask_scenario", ask)
    before = replace(workbench.scenario, gates=(Gate("fcr", 0.5),), baseline="Birch")
    workbench.set_scenario("for the test", before)
    button(page, "Save to a file…").click()
    monkeypatch.setattr(dialogs.ChooseScenario, "ask", staticmethod(lambda *_: target))
    button(page, "From a file…").click()
    assert workbench.scenario.name == f"{before.name} (2)"
    assert replace(workbench.scenario, name=before.name) == before
    assert workbench.shelf.others == (before,)
    workbench.history.undo()
    assert workbench.scenario == before
    target.write_text("weights = 3", encoding="utf-8")
    button(page, "From a file…").click()
    assert workbench.scenario == before
    assert "ours.toml" in page.window().furniture.notices._text.text()


def test_places_under_each_scenario_are_drawn_and_lead_to_figures(page):
    start(page, page.desk.workbench.catalogue.profiles["cost"].title)
    tab = page.scenarios
    tab.panel.turn("chart")
    page.grab()
    assert [len(line) for line in tab.chart._lines.points] == [2, 2, 2]
    assert any("not ranked under" in spot.text for spot in tab.chart.spots)  # Cedar
    first = next(spot for spot in tab.chart.spots if "place 1 under" in spot.text)
    tab.chart._click(Qt.MouseButton.LeftButton, tab.chart.in_scene(first))
    assert tab.chart.findChild(QMenu) is not None
    tab.chart.findChild(QMenu).close()
