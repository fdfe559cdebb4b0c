"""Taking over weights and evaluators, as one change that can be undone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.decide.weights.dialog import Weighed, WeightsDialog
from desktop_app.gui.decide.weights.marks_dialog import Marked, MarksDialog
from desktop_app.gui.notice import Notice
from desktop_app.presenting.weighing import weighable
from desktop_app.scoring.shelf import OWN_WEIGHTS, fitting_name
from desktop_app.scoring.weight_moves import with_shares
from desktop_app.workbench.criteria import criteria_in


def change_weights(parent: QWidget, desk: Desk) -> None:
    """Ask for the weights, and rank by them from then on."""
    comparison = desk.workbench.comparison
    if comparison is None:
        return
    if not weighable(comparison):
        words = tr("No vendor has a figure that may carry weight yet.")
        desk.session.noticed.emit(Notice(words, "look"))
        return
    dialog = WeightsDialog(parent, desk.theme, comparison)
    if answer_of(dialog):
        weigh(desk, dialog.weighed())


def change_marks(parent: QWidget, desk: Desk) -> None:
    """Ask for marks on criteria of the user's own, and rank by them from then on."""
    workbench = desk.workbench
    comparison, catalogue, scenario = workbench.comparison, workbench.catalogue, workbench.scenario
    if comparison is None or catalogue is None or scenario is None:
        return
    dialog = MarksDialog(parent, catalogue, scenario.evaluators, comparison.vendors)
    if answer_of(dialog):
        take_marks(desk, dialog.marked())


def take_marks(desk: Desk, marked: Marked) -> None:
    """Show marks beside the measured KPIs, and keep them with the scenario."""
    workbench = desk.workbench
    scenario = workbench.scenario
    if scenario is None:
        return
    weights = with_shares(scenario.weights, marked.weights)
    after = replace(scenario, evaluators=marked.evaluators, weights=weights)
    if after == scenario and marked.catalogue is workbench.catalogue:
        return
    workbench.set_catalogue(tr("mark own criteria"), marked.catalogue, after)
    unweighed = [k for k in criteria_in(marked.catalogue) if not weights.get(k.id)]
    if unweighed:
        names = listed([kpi.title for kpi in unweighed])
        words = tr(
            "{names}: shown, and not ranked by until given a weight with Weights…", names=names
        )
        desk.session.noticed.emit(Notice(words, "look"))


def weigh(desk: Desk, weighed: Weighed) -> None:
    """Rank by weights that evaluators gave, and keep their answers with the scenario."""
    scenario, catalogue = desk.workbench.scenario, desk.workbench.catalogue
    if scenario is None or catalogue is None:
        return
    after = replace(
        scenario,
        name=fitting_name(scenario, tr(OWN_WEIGHTS), catalogue),
        profile="",
        weights=dict(weighed.weights),
        evaluators=weighed.evaluators,
        pooling=weighed.pooling,
    )
    if after != scenario:
        desk.workbench.set_scenario(tr("weigh the KPIs"), after)
