"""What can be done with scenarios, each as one change that can be undone."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.gui import dialogs
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.notice import Notice
from desktop_app.scoring import shelf as shelves
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.shelf import Shelf
from desktop_app.workbench.scenario_files import read_scenario_beside, write_scenario_file

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What some file system can't have in a name."""


def choose(desk: Desk, place: int) -> None:
    """Rank by the scenario at a place of the list."""
    active, shelf = _open(desk)
    if active is None or place == shelf.place:
        return
    chosen = shelves.chosen(active, shelf, place)
    desk.workbench.set_scenarios(tr("rank by {scenario}", scenario=chosen[0].name), chosen)


def start_from_profile(desk: Desk, profile: str) -> None:
    """Add the scenario of a profile, and rank by it."""
    active, shelf = _open(desk)
    catalogue = desk.workbench.catalogue
    if active is None or catalogue is None:
        return
    fresh = shelves.from_profile(catalogue, profile, active)
    chosen = shelves.added(active, shelf, fresh)
    desk.workbench.set_scenarios(tr("add the scenario {scenario}", scenario=chosen[0].name), chosen)


def duplicate(desk: Desk, name: str = "") -> None:
    """Add a copy of the scenario ranked by, and rank by the copy."""
    active, shelf = _open(desk)
    if active is not None:
        chosen = shelves.duplicated(active, shelf, name)
        desk.workbench.set_scenarios(tr("duplicate {scenario}", scenario=active.name), chosen)


def rename(desk: Desk, name: str) -> None:
    """Give the scenario ranked by another name; say why if it can't be had."""
    active, shelf = _open(desk)
    if active is None or name == active.name:
        return
    try:
        chosen = shelves.renamed(active, shelf, shelf.place, name)
    except ScenarioError as error:
        desk.session.noticed.emit(Notice(str(error), "look"))
        return
    desk.workbench.set_scenarios(
        tr("rename {scenario} to {name}", scenario=active.name, name=chosen[0].name), chosen
    )


def remove(desk: Desk) -> None:
    """Remove the scenario ranked by, and rank by the next one."""
    active, shelf = _open(desk)
    if active is not None and shelf.others:
        chosen = shelves.removed(active, shelf, shelf.place)
        desk.workbench.set_scenarios(
            tr("remove the scenario {scenario}", scenario=active.name), chosen
        )


def reset(desk: Desk) -> None:
    """Put weights, requirements, targets and rules back to those of the profile."""
    active, shelf = _open(desk)
    catalogue = desk.workbench.catalogue
    if active is None or catalogue is None:
        return
    known = active.profile if active.profile in catalogue.profiles else ""
    fresh = shelves.from_profile(catalogue, known, active)
    title = catalogue.profiles[fresh.profile].title
    renamed = shelves.renamed(fresh, shelf, shelf.place, active.name)
    if renamed[0] == active:
        desk.session.noticed.emit(
            Notice(
                tr(
                    "{scenario} is as the profile {profile} has it.",
                    scenario=active.name,
                    profile=title,
                ),
                "ok",
            )
        )
        return
    desk.workbench.set_scenarios(
        tr("reset {scenario} to the profile {profile}", scenario=active.name, profile=title),
        renamed,
    )


def save_file(parent: QWidget, desk: Desk) -> None:
    """Write the scenario ranked by to a file that is asked for."""
    scenario = desk.workbench.scenario
    if scenario is None:
        return
    folder = Path(desk.preferences.value.project_folder)
    name = _UNFIT.sub("_", scenario.name).strip(". ") or "scenario"
    target = dialogs.ChooseTarget.ask_scenario(parent, folder / f"{name}.toml")
    if target is None:
        return
    try:
        write_scenario_file(target, scenario, [one.path for one in desk.workbench.reports])
    except ScenarioError as error:
        desk.session.noticed.emit(Notice(str(error), "failed"))
        return
    words = tr("{scenario} was written to {path}.", scenario=scenario.name, path=target)
    desk.session.noticed.emit(Notice(words, "ok"))


def open_file(parent: QWidget, desk: Desk) -> None:
    """Add the scenario of a file that is asked for, and rank by it; undoable."""
    active, shelf = _open(desk)
    catalogue = desk.workbench.catalogue
    source = dialogs.ChooseScenario.ask(parent, desk.preferences.value.project_folder)
    if source is None or active is None or catalogue is None:
        return
    try:
        fresh = read_scenario_beside(source, catalogue, active)
    except ScenarioError as error:
        desk.session.noticed.emit(Notice(str(error), "failed"))
        return
    chosen = shelves.added(active, shelf, fresh)
    desk.workbench.set_scenarios(tr("add the scenario {scenario}", scenario=chosen[0].name), chosen)


def ask_name(parent: QWidget, title: str, proposal: str) -> str:
    """Ask for a scenario's name; ``""`` when thought better of."""
    name, given = QInputDialog.getText(parent, title, tr("Name of the scenario:"), text=proposal)
    return " ".join(name.split()) if given else ""


def _open(desk: Desk) -> tuple[Scenario | None, Shelf]:
    return desk.workbench.scenario, desk.workbench.shelf or Shelf()
