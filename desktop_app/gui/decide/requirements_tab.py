"""Requirements: set, waived, each vendor's figure with its evidence and the cells behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, column, label, row
from desktop_app.gui.decide.gate_dialog import GateDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.requirements import gates_table, requirements_table
from desktop_app.presenting.scenario_words import gate_words
from desktop_app.presenting.trail_table import trail_caption, trail_table

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.scoring.model import Gate


class RequirementsTab(QWidget):
    """The list with its buttons, everybody at each requirement, and the cells of the one picked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self._shown = -1
        self._words = label("", "muted", wrap=True)
        self.gates = desk.table(later("Requirements"), rows_only=True)
        self.table = desk.table(later("Vendors at the requirements"), rows_only=True)
        self.cells = desk.table(later("Cells behind the figure"), rows_only=True)
        self.caption = label("", "small", wrap=True)
        self.waive = button(tr("Waive"), self.waive_or_not)
        self.waive.setToolTip(
            tr("Rank as if this requirement were not there; it stays in the list")
        )
        self.edit = button(tr("Edit…"), self._edit)
        self.remove = button(tr("Remove"), self.remove_gate)
        buttons = row(button(tr("Add requirement…"), self._add), self.waive, self.edit, self.remove)
        buttons.addStretch(1)
        layout = column(
            buttons, self._words, self.gates, self.table, self.caption, self.cells, parent=self
        )
        layout.setContentsMargins(0, SPACE, 0, 0)
        for place, stretch in ((2, 2), (3, 4), (5, 4)):
            layout.setStretch(place, stretch)
        self.gates.picked.connect(lambda _key, _column: self._show_buttons())
        self.table.picked.connect(lambda key, _column: self._look_up(key))

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the requirements of a comparison's scenario."""
        before = self._place()
        self._comparison = comparison
        any_there = bool(comparison.scenario.gates)
        self._words.setText(
            tr(
                "A vendor that fails a requirement is ruled out whatever its score; it "
                "stays in sight."
            )
            if any_there
            else tr("No requirement rules a vendor out.")
        )
        for table in (self.gates, self.table):
            table.setVisible(any_there)
        self.gates.show_table(gates_table(comparison))
        self.table.show_table(requirements_table(comparison))
        self._show_nothing()
        if any_there:
            self.gates.select(min(before or 0, len(comparison.scenario.gates) - 1))
            rows = self.table.table.rows
            keys = [one.key for one in rows]
            if keys:  # there is no vendor to require anything of where no report has a figure
                self._look_up(next((key for key in keys if key[1] >= 0), keys[0]))
        self._show_buttons()

    def put(self, label_of_change: str, gates: list[Gate]) -> None:
        """Rank with these requirements from now on; undoable."""
        scenario = self._desk.workbench.scenario
        if scenario is not None and tuple(gates) != scenario.gates:
            after = replace(scenario, gates=tuple(gates))
            self._desk.workbench.set_scenario(label_of_change, after)

    def waive_or_not(self) -> None:
        """Waive the requirement that is picked, or bring it back in force."""
        place, gates = self._place(), self._gates()
        if place is not None:
            gate = replace(gates[place], waived=not gates[place].waived)
            gates[place] = gate
            title = self._title(gate)
            told = (
                tr("waive the requirement on {kpi}", kpi=title)
                if gate.waived
                else tr("enforce the requirement on {kpi}", kpi=title)
            )
            self.put(told, gates)

    def remove_gate(self) -> None:
        """Take the requirement that is picked out of the scenario."""
        place, gates = self._place(), self._gates()
        if place is not None:
            gate = gates.pop(place)
            self.put(tr("remove the requirement on {kpi}", kpi=self._title(gate)), gates)

    def _add(self) -> None:
        self._ask(None)

    def _edit(self) -> None:
        place = self._place()
        if place is not None:
            self._ask(place)

    def _ask(self, place: int | None) -> None:
        if self._comparison is None or not self._comparison.kpis:
            return
        dialog = GateDialog(self, self._comparison, place)
        if not answer_of(dialog):
            return
        gate, gates = dialog.entered(), self._gates()
        if place is None:
            gates.append(gate)
        else:
            gates[place] = replace(gate, waived=gates[place].waived)
        self.put(tr("require {requirement}", requirement=gate_words(self._comparison, gate)), gates)

    def _gates(self) -> list[Gate]:
        scenario = self._desk.workbench.scenario
        return [] if scenario is None else list(scenario.gates)

    def _place(self) -> int | None:
        """Return the place of the requirement that is picked, None if none is."""
        found = self.gates.current_keys()
        return None if found is None or self._comparison is None else int(found[0])

    def _title(self, gate: Gate) -> str:
        catalogue = self._desk.workbench.catalogue
        return gate.kpi if catalogue is None else catalogue.kpis[gate.kpi].title

    def _show_buttons(self) -> None:
        place, gates = self._place(), self._gates()
        picked = place is not None and place < len(gates)
        parts: tuple[QPushButton, ...] = (self.waive, self.edit, self.remove)
        for part in parts:
            part.setEnabled(picked)
        waived = place is not None and picked and gates[place].waived
        self.waive.setText(tr("Enforce again") if waived else tr("Waive"))

    def _look_up(self, key: Any) -> None:
        """Show the cells behind the figure that is picked."""
        vendor, position = key
        self._shown = position
        if position < 0:
            self._show_nothing(tr("{vendor} has no figure here.", vendor=vendor))
            return

        def done(rows: pd.DataFrame) -> None:
            if self._shown == position:
                catalogue = self._desk.workbench.catalogue
                self.cells.show_table(trail_table(rows, catalogue))
                self.cells.setVisible(len(rows) > 0)
                self.caption.setText(f"{vendor}: {trail_caption(rows, catalogue)}")

        self._desk.session.lookups.rows_behind(position, done, self._show_nothing)

    def _show_nothing(
        self, words: str = later("Pick a vendor to see the cells behind its figure.")
    ) -> None:
        self.caption.setText(tr(words))
        self.caption.setVisible(bool(self._comparison and self._comparison.scenario.gates))
        self.cells.setVisible(False)
