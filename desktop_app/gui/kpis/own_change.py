"""Taking over the user's own KPIs, as one change that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.kpis.own_dialog import OwnKpisDialog
from desktop_app.gui.notice import Notice
from desktop_app.gui.session import Session

if TYPE_CHECKING:
    from desktop_app.catalogue.model import KpiDefinition


def edit_own_kpis(parent: QWidget, desk: Desk) -> None:
    """Ask for the user's own KPIs, and measure them from then on."""
    comparison = desk.workbench.comparison
    if comparison is None:
        return
    dialog = OwnKpisDialog(parent, desk, comparison)
    if answer_of(dialog):
        set_own_kpis(desk.session, dialog.definitions())


def set_own_kpis(session: Session, own: Sequence[KpiDefinition]) -> None:
    """Measure these KPIs of the user's own, and no others; undoable.

    Raises
    ------
    CatalogueError
        If they clash with the catalogue or with each other.
    """
    from desktop_app.catalogue.own import with_own
    from desktop_app.scoring.scenario_limits import limited_to

    workbench = session.workbench
    before, scenario = workbench.catalogue, workbench.scenario
    if before is None or tuple(own) == before.own_kpis:
        return
    after = with_own(before, own)
    new = [kpi.title for kpi in own if kpi.id not in before.own]
    label = tr("define {kpi}", kpi=new[0]) if new else tr("change own KPIs")
    workbench.set_catalogue(label, after, scenario and limited_to(scenario, after))
    if new:
        words = tr(
            "Figures are worked out from what the reports hold. Rows and columns that "
            "reports call by the new name are found when they are read again."
        )
        session.noticed.emit(Notice(words, "info", tr("Read again"), session.read_again))
