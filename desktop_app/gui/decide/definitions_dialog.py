"""Which definition of each KPI is compared, where vendors report or allow several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QWidget,
)

from desktop_app.catalogue.model import Parameter
from desktop_app.domain.translating import tr
from desktop_app.gui.common.widgets import chooser, column, label, scrolled, spin_box
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.definitions import DefinitionChoice


class DefinitionsDialog(QDialog):
    """A box of definitions for each KPI that has several, and the numbers in their formulas."""

    def __init__(
        self,
        parent: QWidget | None,
        choices: Sequence[DefinitionChoice],
        chosen: Mapping[str, str],
        parameters: Sequence[Parameter] = (),
        numbers: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Definitions"))
        self.setMinimumSize(SPACE * 90, SPACE * 56)
        self.boxes: dict[str, QComboBox] = {}
        content = QWidget()
        lines = QFormLayout(content)
        lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for choice in choices:
            box = chooser(choice.title)
            box.addItem(tr("As most vendors have it"), "")
            for variant, words in choice.variants:
                box.addItem(words, variant)
            box.setCurrentIndex(max(box.findData(chosen.get(choice.kpi, "")), 0))
            box.setMaximumWidth(SPACE * 80)
            self.boxes[choice.kpi] = box
            lines.addRow(label(choice.title), box)
        self._parameters = parameters
        self.numbers: dict[str, QDoubleSpinBox] = {}
        for parameter in parameters:
            number = _number_box(parameter, numbers.get(parameter.id, parameter.value))
            self.numbers[parameter.id] = number
            lines.addRow(label(parameter.title), number)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        explained = label(
            tr(
                "Only figures of one definition are compared. A vendor that has none of "
                "the chosen one keeps its figure with a mark."
            ),
            wrap=True,
        )
        layout = column(explained, scrolled(content), buttons, parent=self, margin=SPACE * 2)
        layout.setStretch(1, 1)

    def definitions(self) -> dict[str, str]:
        """Return the definitions that were chosen, by KPI."""
        chosen = {kpi: str(box.currentData()) for kpi, box in self.boxes.items()}
        return {kpi: variant for kpi, variant in chosen.items() if variant}

    def parameters(self) -> dict[str, float]:
        """Return the numbers in formulas that are not at their defaults."""
        return {
            one.id: self.numbers[one.id].value()
            for one in self._parameters
            if self.numbers[one.id].value() != one.value
        }


def _number_box(parameter: Parameter, value: float) -> QDoubleSpinBox:
    box = spin_box(QDoubleSpinBox)
    box.setMaximumWidth(SPACE * 16)
    box.setDecimals(3)
    box.setRange(parameter.least, parameter.most)
    box.setSingleStep(0.1)
    box.setValue(value)
    box.setToolTip(
        tr(
            "{description} By default {number:g}.",
            description=parameter.description,
            number=parameter.value,
        )
    )
    box.setAccessibleName(parameter.title)
    return box
