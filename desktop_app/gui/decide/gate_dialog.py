"""One requirement: a KPI, a bound, and what a vendor without the figure gets."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.gui.common.widgets import chooser, figure_line, label
from desktop_app.gui.decide.money.form_dialog import FormDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.limits import shown_limit, typed_limit
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.requirements import consequence
from desktop_app.scoring.model import Gate


class GateDialog(FormDialog[Gate]):
    """Says while it is typed whom the requirement would rule out.

    Parameters
    ----------
    place : int or None
        Of the requirement that is changed; None for a new one.
    """

    def __init__(
        self, parent: QWidget | None, comparison: Comparison, place: int | None = None
    ) -> None:
        super().__init__(parent, tr("Requirement"))
        self.setMinimumWidth(SPACE * 70)
        self._comparison = comparison
        self._place = place
        self.kpi = chooser(tr("KPI"))
        self.side = chooser(tr("Bound"))
        self.limit = figure_line()
        self.limit.setAccessibleName(tr("Limit"))
        self.missing = QCheckBox(tr("A vendor without the figure is ruled out"))
        self.follows = label("", "muted", wrap=True)
        for words, at_most in ((tr("at least"), False), (tr("at most"), True)):
            self.side.addItem(words, at_most)
        kpis = comparison.catalogue.kpis
        for kpi in sorted(comparison.kpis, key=lambda one: kpis[one].title):
            self.kpi.addItem(kpis[kpi].title, kpi)
        gate = None if place is None else comparison.scenario.gates[place]
        if gate is not None and self.kpi.findData(gate.kpi) < 0:
            self.kpi.addItem(kpis[gate.kpi].title, gate.kpi)
        lines = QFormLayout()
        lines.addRow(label(tr("KPI")), self.kpi)
        lines.addRow(label(tr("has to be")), self.side)
        lines.addRow(label(tr("Limit")), self.limit)
        lines.addRow(label(""), self.missing)
        self.arrange(
            tr(
                "Who does not meet it is ruled out whatever its score, and stays in sight "
                "with its figure and cells. Write the limit with its unit: 95 %, 4 h, 30 "
                "s, 3.2."
            ),
            lines,
            self.follows,
        )
        self._begin(gate)
        self.kpi.activated.connect(lambda _place: self._propose())
        self.side.activated.connect(lambda _place: self._follow())
        self.limit.textChanged.connect(lambda _text: self._follow())
        self.missing.toggled.connect(lambda _on: self._follow())
        self._follow()

    def read(self) -> Gate:
        """Return the requirement.

        Raises
        ------
        ScenarioError
            If the limit is no figure of the KPI.
        """
        definition = self._comparison.catalogue.kpis[self.kpi.currentData()]
        limit = typed_limit(self.limit.text(), definition, definition.title)
        at_most = bool(self.side.currentData())
        return Gate(definition.id, limit, at_most, self.missing.isChecked())

    def _begin(self, gate: Gate | None) -> None:
        if gate is None:
            self._propose()
            return
        definition = self._comparison.catalogue.kpis[gate.kpi]
        self.kpi.setCurrentIndex(self.kpi.findData(gate.kpi))
        self.side.setCurrentIndex(self.side.findData(gate.at_most))
        self.limit.setText(shown_limit(gate.limit, definition))
        self.missing.setChecked(gate.missing_fails)

    def _propose(self) -> None:
        """Start from where the KPI's value function gives no points."""
        definition = self._comparison.catalogue.kpis[self.kpi.currentData()]
        lower = definition.direction is Direction.LOWER
        self.side.setCurrentIndex(self.side.findData(lower))
        anchors = self._comparison.scenario.anchors.get(definition.id, definition.anchors)
        self.limit.setText("" if anchors is None else shown_limit(anchors.worst, definition))
        self._follow()

    def _follow(self) -> None:
        """Say whom the requirement as typed would rule out."""
        self.note_change()
        try:
            words = consequence(self._comparison, self.read(), self._place)
        except ScenarioError:
            words = ""
        self.follows.setText(words)
