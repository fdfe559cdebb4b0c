"""The claims check: every stated figure beside the vendor's own evidence, with both origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.kept_sizes import keep_sizes
from desktop_app.gui.common.widgets import (
    Segments,
    beside,
    column,
    label,
    row,
    scrolled,
    selectable,
)
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.trail_table import trail_caption, trail_table

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.presenting.claims import ClaimLine, ClaimsCheck
    from desktop_app.presenting.model import Comparison


_MOST_LINES = 6
"""Lines on what the claims come to; of more vendors the rest is scrolled to."""


class ClaimsView(QWidget):
    """A table of claims, those that move the ranking first; the current one is explained."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Comparison | None = None
        self._check: ClaimsCheck | None = None
        self._wanted: tuple[Any, bool] | None = None
        self._stated = True
        self.summary = selectable(label("", "muted", wrap=True))
        self.table = desk.table(later("Stated against computed"), rows_only=True)
        self.words = selectable(label("", wrap=True))
        self.side = Segments(
            [("stated", tr("Stated cells")), ("own", tr("Evidence"))], tr("Cells of")
        )
        self.cells = desk.table(later("Cells behind the claim"), rows_only=True)
        self._state = label("", "small", wrap=True)
        self._panel = self._make_panel()
        self.table.picked.connect(self._picked)
        self.side.chosen.connect(self._choose_side)
        left = QWidget()
        self._words = scrolled_words(self.summary, tr("What the claims come to"))
        layout = column(self._words, self.table, parent=left)
        layout.setStretch(1, 1)
        layout.addStretch(0)
        splitter = beside(left, self._panel, (780, 340))
        keep_sizes(splitter, "claims", desk.preferences)
        column(splitter, parent=self)

    def show_comparison(self, comparison: Comparison) -> None:
        """Work out the claims of a comparison, unless they are shown already."""
        if self._shown is comparison:
            return
        self._shown = comparison
        self._check = None
        self.summary.setText(tr("Holding what vendors state against their own records…"))
        self._panel.hide()
        self._desk.session.lookups.claims(self._show, self.summary.setText)

    def _make_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("kind", "card")
        panel.setMinimumWidth(SPACE * 36)
        bar = row(self.side)
        bar.addStretch(1)
        words = QWidget()
        column(self.words, parent=words).addStretch(1)
        layout = column(
            label(tr("The claim and what it rests on"), "small"),
            scrolled(words, tr("The claim and what it rests on")),
            bar,
            self._state,
            self.cells,
            parent=panel,
            margin=SPACE * 2,
        )
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(1, 2)
            layout.setStretch(4, 3)
        return panel

    def _show(self, check: ClaimsCheck) -> None:
        from desktop_app.presenting.claims_table import claims_table

        comparison = self._shown
        if comparison is None:
            return
        self._check = check
        self.summary.setText("\n".join(check.sentences))
        # The first is long, and takes two lines.
        lines = min(len(check.sentences) + 1, _MOST_LINES)
        self._words.setMinimumHeight(lines * self.fontMetrics().lineSpacing() + SPACE)
        self.table.show_table(claims_table(check, comparison))
        self.table.setVisible(bool(check.lines))
        keys = self.table.current_keys()
        if keys is not None:
            self._picked(*keys)
        elif check.lines:
            self.table.select(check.lines[0].claim.same, "stated")

    def _line(self, key: Any) -> ClaimLine | None:
        lines = self._check.lines if self._check is not None else ()
        return next((line for line in lines if line.claim.same == key), None)

    def _picked(self, key: Any, column_key: str) -> None:
        """Explain a claim; a click on one of its two figures shows that one's cells."""
        from desktop_app.presenting.claim_words import claim_lines

        line, comparison = self._line(key), self._shown
        if line is None or comparison is None:
            return
        if column_key in ("stated", "own"):
            self._stated = column_key == "stated"
        self._panel.show()
        self.words.setText("\n\n".join(claim_lines(line, comparison)))
        self._look_up(line)

    def _choose_side(self, side: str) -> None:
        self._stated = side == "stated"
        keys = self.table.current_keys()
        line = self._line(keys[0]) if keys is not None else None
        if line is not None:
            self._look_up(line)

    def _look_up(self, line: ClaimLine) -> None:
        self.side.set_current("stated" if self._stated else "own")
        wanted = (line.claim.same, self._stated)
        self._wanted = wanted
        self._say(tr("Looking up the cells…"))

        def done(rows: pd.DataFrame) -> None:
            if self._wanted == wanted:
                catalogue = self._desk.workbench.catalogue
                self.cells.show_table(trail_table(rows, catalogue))
                self._state.setText(trail_caption(rows, catalogue))
                self.cells.setVisible(len(rows) > 0)

        def failed(message: str) -> None:
            if self._wanted == wanted:
                self._say(message)

        self._desk.session.lookups.claim_cells(line.claim, self._stated, done, failed)

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self.cells.setVisible(False)


def scrolled_words(words: QWidget, name: str) -> QWidget:
    """Return words that take a few lines at most: with many vendors they scroll."""
    holder = QWidget()
    column(words, parent=holder).addStretch(1)
    area = scrolled(holder, name)
    area.setMaximumHeight(SPACE * 16)
    return area
