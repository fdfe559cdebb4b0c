"""Which method is ranked by, on which scale, and with which parameters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, chooser, label, row, spin_box
from desktop_app.gui.decide.preferences_dialog import PreferencesDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.how_sure_tables import method_title
from desktop_app.presenting.model import Comparison
from desktop_app.scoring.model import Method, Normalisation, Scenario

_SCALES = {
    Method.WEIGHTED: (
        (Normalisation.ANCHORS, later("points on value functions")),
        (Normalisation.MINMAX, later("worst to best of the vendors (min-max)")),
        (Normalisation.VECTOR, later("share of the vendors' length (vector)")),
    ),
    Method.TOPSIS: (
        (Normalisation.VECTOR, later("share of the vendors' length (vector)")),
        (Normalisation.MINMAX, later("worst to best of the vendors (min-max)")),
    ),
}
_SETTLED_STEP = 0.05


class MethodChoice(QWidget):
    """A box of methods, and beside it what the chosen one can be told; every change undoable."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self.method = chooser(tr("Method ranked by"))
        for method in Method:
            self.method.addItem(method_title(method), method.value)
        self.scale = chooser(tr("Scale of the figures"))
        self.strategy = spin_box(QDoubleSpinBox)
        self.strategy.setRange(0.0, 1.0)
        self.strategy.setSingleStep(_SETTLED_STEP)
        self.strategy.setKeyboardTracking(False)
        self.strategy.setAccessibleName(tr("v: weight of the group against the largest regret"))
        self.strategy.setToolTip(
            tr("0: only the largest regret counts; 1: only the sum of regrets")
        )
        self._scale_label = label(tr("on"), "muted")
        self._strategy_label = label(tr("v (group against largest regret)"), "muted")
        self.preferences = button(tr("Preference functions…"), self.choose_preferences)
        self.method.activated.connect(self._method_chosen)
        self.scale.activated.connect(self._scale_chosen)
        self.strategy.valueChanged.connect(self._strategy_chosen)
        line = row(
            label(tr("Ranked by"), "strong"), self.method, self._scale_label, self.scale,
            self._strategy_label, self.strategy, self.preferences, parent=self,
        )  # fmt: skip
        line.addStretch(1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the method of a comparison's scenario, and what it can be told."""
        self._comparison = comparison
        scenario = comparison.scenario
        with QSignalBlocker(self.method):
            self.method.setCurrentIndex(self.method.findData(scenario.method.value))
        scales = _SCALES.get(scenario.method, ())
        with QSignalBlocker(self.scale):
            self.scale.clear()
            for scale, words in scales:
                self.scale.addItem(tr(words), scale.value)
            place = self.scale.findData(scenario.normalisation.value)
            self.scale.setCurrentIndex(max(place, 0) if scales else -1)
        with QSignalBlocker(self.strategy):
            self.strategy.setValue(scenario.strategy)
        for widget in (self.scale, self._scale_label):
            widget.setVisible(bool(scales))
        self.strategy.setVisible(scenario.method is Method.VIKOR)
        self._strategy_label.setVisible(scenario.method is Method.VIKOR)
        self.preferences.setVisible(scenario.method is Method.PROMETHEE)

    def choose_preferences(self) -> None:
        """Ask for the preference functions of the KPIs that weigh."""
        comparison, scenario = self._comparison, self._desk.workbench.scenario
        if comparison is None or scenario is None:
            return
        weighed = [criterion.id for criterion in comparison.matrix.criteria]
        kpis = [comparison.catalogue.kpis[kpi] for kpi in weighed]
        dialog = PreferencesDialog(self, kpis, scenario.preferences)
        dialog.setMinimumWidth(SPACE * 90)
        if answer_of(dialog):
            self._set(tr("choose preference functions"), preferences=dialog.entered())

    def _method_chosen(self, _place: int) -> None:
        method = Method(self.method.currentData())
        self._set(tr("rank by {method}", method=method_title(method)), method=method)

    def _scale_chosen(self, _place: int) -> None:
        scale = Normalisation(self.scale.currentData())
        self._set(tr("rank on {scale}", scale=self.scale.currentText()), normalisation=scale)

    def _strategy_chosen(self, value: float) -> None:
        self._set(tr("rank with v = {weight:g}", weight=value), strategy=round(value, 4))

    def _set(self, words: str, **changes: object) -> None:
        scenario = self._desk.workbench.scenario
        if scenario is None:
            return
        after: Scenario = replace(scenario, **changes)  # type: ignore[arg-type]
        if after != scenario:
            self._desk.workbench.set_scenario(words, after)
