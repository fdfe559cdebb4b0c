"""Taking over weights and evaluators, as one change that can be undone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.decide.weights.dialog import Weighed, WeightsDialog
from desktop_app.gui.notice import Notice
from desktop_app.presenting.weighing import weighable

OWN_WEIGHTS = "Own weights"


def change_weights(parent: QWidget, desk: Desk) -> None:
    """Ask for the weights, and rank by them from then on."""
    comparison = desk.workbench.comparison
    if comparison is None:
        return
    if not weighable(comparison):
        words = "No vendor has a figure that may carry weight yet."
        desk.session.noticed.emit(Notice(words, "look"))
        return
    dialog = WeightsDialog(parent, desk.theme, comparison)
    if dialog.exec():
        weigh(desk, dialog.weighed())


def weigh(desk: Desk, weighed: Weighed) -> None:
    """Rank by weights that evaluators gave, and keep their answers with the scenario."""
    scenario = desk.workbench.scenario
    if scenario is None:
        return
    after = replace(
        scenario,
        name=OWN_WEIGHTS,
        profile="",
        weights=dict(weighed.weights),
        evaluators=weighed.evaluators,
        pooling=weighed.pooling,
    )
    if after != scenario:
        desk.workbench.set_scenario("weigh the KPIs", after)
