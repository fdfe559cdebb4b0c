"""Fields of the panels that correct: each tells of a change by the user, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.widgets import chooser, label
from desktop_app.gui.theme import SPACE


class TextField(QLineEdit):
    """A line of text that tells once when the user has changed it (Enter, or leaving it)."""

    def __init__(self, name: str, hint: str, changed: Callable[[str], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._known = ""
        self._changed = changed
        self.editingFinished.connect(self._finish)

    def put(self, text: str) -> None:
        """Show a text, without telling."""
        self._known = text
        self.setText(text)

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._known:
            self._known = text
            self._changed(text)


class ChoiceField(ChoiceBox):
    """A box of choices that tells which the user picked."""

    def __init__(self, name: str, changed: Callable[[str], None]) -> None:
        super().__init__()
        made = chooser(name)
        self.setAccessibleName(made.accessibleName())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda place: changed(str(self.itemData(place))))

    def put(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Show choices (id, title) and which holds, without telling."""
        with QSignalBlocker(self):
            self.clear()
            for key, title in choices:
                self.addItem(title, key)
            self.setCurrentIndex(max(self.findData(current), 0))


def form(*lines: tuple[str, QWidget]) -> QFormLayout:
    """Return a form of labelled fields; each label is its field's buddy."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(SPACE + 4)
    layout.setVerticalSpacing(SPACE)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, field in lines:
        title = label(text, "muted")
        title.setBuddy(field)
        layout.addRow(title, field)
    return layout
