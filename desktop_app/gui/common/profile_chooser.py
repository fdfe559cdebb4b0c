"""Which profile's weights rank the vendors; choosing is a change that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.translating import tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, label, row
from desktop_app.gui.theme import SPACE


class ProfileChooser(QWidget):
    """A box of the catalogue's profiles, and what the chosen one does not see."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = chooser(tr("Profile of weights"))
        self._about = label("", "muted", wrap=True)
        self._about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        title = label(tr("&Priorities"), "strong")
        title.setBuddy(self.box)
        layout = row(title, self.box, self._about, parent=self, spacing=SPACE + 4)
        layout.setStretch(2, 1)
        self.box.activated.connect(self._choose)

    def refresh(self) -> None:
        """Show the scenario's profile."""
        catalogue, scenario = self._desk.workbench.catalogue, self._desk.workbench.scenario
        if catalogue is None or scenario is None:
            return
        with QSignalBlocker(self.box):
            self.box.clear()
            for profile in catalogue.profiles.values():
                self.box.addItem(profile.title, profile.id)
            self.box.setCurrentIndex(self.box.findData(scenario.profile))
        chosen = catalogue.profiles.get(scenario.profile)
        if chosen is not None:
            told = [chosen.description]
            if chosen.blind_to:
                told.append(tr("Blind to: {blind_to}", blind_to=chosen.blind_to))
            self._about.setText(" ".join(told))

    def _choose(self, place: int) -> None:
        self._desk.session.choose_profile(self.box.itemData(place))
        self.refresh()
