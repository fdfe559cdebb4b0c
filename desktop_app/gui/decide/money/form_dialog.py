"""What the dialogs of money share: an explanation above, a problem and two buttons below."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QVBoxLayout, QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.gui.common.widgets import column, label
from desktop_app.gui.theme import SPACE

Entered = TypeVar("Entered")


class FormDialog(QDialog, Generic[Entered]):
    """A form that is read when it is accepted, and stays open while something can't be read.

    Subclasses put their parts in with `arrange`, call `note_change` when something is typed, and
    return what was entered from `read`.
    """

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.problem = label("", "problem", wrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._entered: list[Entered] = []

    def arrange(self, explained: str, *parts: QWidget | QLayout, stretch: int = 0) -> QVBoxLayout:
        """Put the parts between explanation and buttons; `stretch` is which of them grows."""
        layout = column(
            label(explained, wrap=True),
            *parts,
            self.problem,
            self.buttons,
            parent=self,
            margin=SPACE * 2,
        )
        layout.setStretch(1 + stretch, 1)
        return layout

    def note_change(self) -> None:
        """Take the problem away: what was wrong may be right now."""
        self.problem.setText("")

    def read(self) -> Entered:
        """Return what was entered.

        Raises
        ------
        ScenarioError
            Naming the entry that can't be read.
        """
        raise NotImplementedError

    def entered(self) -> Entered:
        """Return what was entered when the form was accepted."""
        return self._entered[-1]

    def accept(self) -> None:
        """Close, unless something can't be read: then say which."""
        try:
            self._entered = [self.read()]
        except ScenarioError as error:
            self.problem.setText(str(error))
            return
        super().accept()
