"""Which of several scenarios is ranked by; out of sight while there is only one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, label, row
from desktop_app.gui.decide import scenarios_change
from desktop_app.gui.theme import SPACE
from desktop_app.scoring.shelf import Shelf


class ScenarioBox(QWidget):
    """A box of the scenarios by name; choosing one ranks by it, undoable."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = chooser(tr("Scenario ranked by"))
        title = label(tr("S&cenario"), "strong")
        title.setBuddy(self.box)
        row(title, self.box, parent=self, spacing=SPACE + 4)
        self.box.activated.connect(lambda place: scenarios_change.choose(desk, place))

    def refresh(self) -> None:
        """Show the scenarios as they are."""
        active, shelf = self._desk.workbench.scenario, self._desk.workbench.shelf or Shelf()
        self.setVisible(bool(shelf.others))
        if active is None:
            return
        with QSignalBlocker(self.box):
            self.box.clear()
            for scenario in shelf.around(active):
                self.box.addItem(scenario.name)
            self.box.setCurrentIndex(shelf.place)
