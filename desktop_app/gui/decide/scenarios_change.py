"""What can be done with scenarios, each as one change that can be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.notice import Notice
from desktop_app.scoring import shelf as shelves
from desktop_app.scoring.model import Scenario
from desktop_app.scoring.shelf import Shelf


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


def ask_name(parent: QWidget, title: str, proposal: str) -> str:
    """Ask for a scenario's name; ``""`` when thought better of."""
    name, given = QInputDialog.getText(parent, title, tr("Name of the scenario:"), text=proposal)
    return " ".join(name.split()) if given else ""


def _open(desk: Desk) -> tuple[Scenario | None, Shelf]:
    return desk.workbench.scenario, desk.workbench.shelf or Shelf()
