"""Which vendors are level: overall, and at each KPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import column, label, row, scrolled, selectable
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison

if TYPE_CHECKING:
    from desktop_app.presenting.levels import LevelView


class LevelTab(QWidget):
    """Who is level overall in words, then a row a KPI, and the pairs of the chosen one."""

    worked_out = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Comparison | None = None
        self._view: LevelView | None = None
        self.words = selectable(label("", "muted", wrap=True))
        self.table = desk.table(later("Level vendors by KPI"), rows_only=True)
        self.pairs = selectable(label("", wrap=True))
        self.table.picked.connect(self._picked)
        well = QFrame()
        well.setProperty("kind", "well")
        inside = QWidget()
        column(self.pairs, parent=inside).addStretch(1)
        words = scrolled(inside, tr("All pairs of the KPI"))
        column(label(tr("All pairs of the KPI"), "small"), words, parent=well, margin=SPACE)
        well.setMinimumWidth(SPACE * 34)
        self._below = QWidget()
        below = row(self.table, well, spacing=SPACE, parent=self._below)
        below.setStretch(0, 3)
        below.setStretch(1, 1)
        layout = column(self.words, self._below, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(1, 1)
        layout.addStretch(0)  # keeps the words on top while there is nothing to compare

    def work_out(self, comparison: Comparison) -> None:
        """Begin to work out a comparison's noise; `worked_out` tells when it is there."""
        if self._shown is comparison:
            return
        self._shown = comparison
        self._view = None
        self.words.setText(tr("Weighing the noise of the figures…"))
        self._desk.session.lookups.levels(self._done, self.words.setText)

    def _done(self, view: LevelView) -> None:
        from desktop_app.presenting.levels import levels_table

        self._view = view
        self.words.setText(
            " ".join(view.sentences)
            or tr("Fewer than two vendors are ranked: there is nobody to be level with.")
        )
        self._below.setVisible(bool(view.kpis))
        self.table.show_table(levels_table(view.kpis))
        keys = self.table.current_keys()
        if keys is not None:
            self._picked(*keys)
        elif view.kpis:
            self.table.select(view.kpis[0].definition.id)
        self.worked_out.emit(view)

    def _picked(self, kpi: Any, _column: str) -> None:
        from desktop_app.presenting.levels import pair_sentences

        found = self._view.kpis if self._view is not None else ()
        level = next((one for one in found if one.definition.id == kpi), None)
        if level is not None:
            words = pair_sentences(level) or [tr("No two vendors have an interval to compare.")]
            by = (
                tr(
                    "{kpi}, by {test}:",
                    kpi=level.definition.title,
                    test=tr(level.test),
                )
                if level.test
                else ""
            )
            self.pairs.setText("\n\n".join([*([by] if by else []), *words]))
