"""All vendors at one mix of channels, priorities or sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import chooser, column, label, row
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.same_mix import mix_dimensions

if TYPE_CHECKING:
    from desktop_app.presenting.same_mix import MixView


class MixTab(QWidget):
    """A box of dimensions, and every KPI at the common mix with the figure as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Comparison | None = None
        self.box = chooser(tr("What the mix is of"))
        self.box.activated.connect(self._follow)
        self.table = desk.table(later("Vendors at the same mix"), rows_only=True)
        self._state = label("", "muted", wrap=True)
        explained = label(
            tr(
                "Each vendor's figure as if it served the mix of all vendors together; in "
                "brackets as it is. * part of its volume has no counterpart."
            ),
            "small",
            wrap=True,
        )
        self._explained = explained
        top = row(self.box, explained, spacing=SPACE + 4)
        top.setStretch(1, 1)  # the words give way, not the window
        layout = column(top, self._state, self.table, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 1)
        layout.addStretch(0)  # keeps the words on top while there is no table

    def show_comparison(self, comparison: Comparison) -> None:
        """Offer what the vendors have in common, and work out the chosen one."""
        if self._shown is comparison:
            return
        self._shown = comparison
        before = self.box.currentData()
        offered = mix_dimensions(comparison)
        with QSignalBlocker(self.box):
            self.box.clear()
            for name, title in offered:
                self.box.addItem(title, name)
            kept = self.box.findData(before) if before is not None else -1
            self.box.setCurrentIndex(max(kept, 0) if offered else -1)
        self.box.setVisible(bool(offered))
        self._explained.setVisible(bool(offered))
        if offered:
            self._follow()
        else:
            self._say(
                tr(
                    "No two vendors report by the same kind of part (channel, priority, "
                    "size ...), so their figures can't be brought to one mix. "
                    "Ask vendors for figures by channel or for a log, and open them in Sources."
                )
            )

    def _follow(self) -> None:
        self._say(tr("Measuring by part…"))
        self._desk.session.lookups.same_mix(self.box.currentData(), self._show, self._say)

    def _show(self, view: MixView) -> None:
        if not view.table.rows:
            self._say(tr("No KPI has volumes by at least two parts that two vendors share."))
            return
        self._state.setText("  ".join(view.reversals))
        self._state.setVisible(bool(view.reversals))
        self.table.show()
        self.table.show_table(view.table)
        self.table.show_marks(self._desk.workbench.marks)

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.show()
        self.table.hide()
