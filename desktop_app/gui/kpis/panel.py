"""Where one figure comes from: definition, formula, and the cells behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import clear, column, label, line, row, scrolled, selectable
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import figure_lines
from desktop_app.presenting.decision_matrix import anchors_of
from desktop_app.presenting.definition_card import anchor_source
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.standing import target_text
from desktop_app.presenting.trail_table import trail_caption, trail_table

if TYPE_CHECKING:
    import pandas as pd

    from desktop_app.catalogue.model import KpiDefinition
    from desktop_app.presenting.model import Comparison, Figure


class FigurePanel(QFrame):
    """Explains one figure; the cells are looked up beside the window and come a moment later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setMinimumWidth(SPACE * 36)
        self._desk = desk
        self._shown: tuple[str, str] | None = None
        self._close = QToolButton()
        self._words = QVBoxLayout()
        self._words.setSpacing(SPACE)
        self._words.setContentsMargins(0, 0, SPACE, 0)
        content = QWidget()
        content.setLayout(self._words)
        self.cells = desk.table(later("Cells behind the figure"), rows_only=True)
        self._cells_state = label("", "small", wrap=True)
        column(
            self._heading(),
            scrolled(content, tr("Where it comes from")),
            line(),
            label(tr("Cells behind it"), "strong"),
            self._cells_state,
            self.cells,
            parent=self,
            margin=SPACE * 2,
        )
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(1, 3)
            layout.setStretch(5, 2)
        self.show_nothing()

    def _heading(self) -> QHBoxLayout:
        self._close.setToolTip(tr("Close (Esc)"))
        self._close.setAccessibleName(tr("Close the explanation"))
        self._close.clicked.connect(self.hide)
        self._desk.theme.follow(self._paint_icon)
        self._paint_icon()
        heading = row(label(tr("Where it comes from"), "small"))
        heading.addStretch(1)
        heading.addWidget(self._close)
        return heading

    def _paint_icon(self) -> None:
        self._close.setIcon(self._desk.theme.icon("close"))

    def show_nothing(self) -> None:
        """Leave the room to the table until a figure is chosen."""
        self._shown = None
        clear(self._words)
        self._show_cells_state("")
        self.hide()

    def show_figure(self, comparison: Comparison, kpi: str, vendor: str) -> None:
        """Explain a vendor's figure; a column that is no vendor explains the KPI alone."""
        definition = comparison.catalogue.kpis[kpi]
        figure = comparison.figures.get((vendor, kpi))
        self._shown = (kpi, vendor)
        self.show()
        clear(self._words)
        self._add(selectable(label(definition.title, "heading", wrap=True)))
        if figure is not None:
            self._add_figure(comparison, figure, definition)
        elif vendor in comparison.vendors:
            self._add(label(tr("{vendor} has no figure for it.", vendor=vendor), wrap=True))
        self._add_definition(comparison, definition, figure)
        self._words.addStretch(1)
        if figure is None:
            self._show_cells_state(tr("Choose a vendor's figure to see its cells."))
        else:
            self._look_up(figure)

    def _add_figure(
        self, comparison: Comparison, figure: Figure, definition: KpiDefinition
    ) -> None:
        value = format_value(figure.value, figure.unit, figure.currency)
        self._add(selectable(label(value, "figure")))
        lines = figure_lines(figure, definition, comparison.scenario)
        self._add(selectable(label("\n".join(lines), wrap=True)))

    def _add_definition(
        self, comparison: Comparison, definition: KpiDefinition, figure: Figure | None
    ) -> None:
        self._add(line())
        self._add(selectable(label(definition.description, wrap=True)))
        anchors = anchors_of(definition, comparison.scenario)
        target = target_text(anchors, definition)
        if target and anchors is not None:
            self._add(
                label(
                    tr(
                        "Target: {target} ({source})",
                        target=target,
                        source=anchor_source(anchors),
                    ),
                    "muted",
                    wrap=True,
                )
            )
        variant = figure.variant if figure is not None else ""
        titles = [item.title for item in definition.variants if item.id == variant]
        if titles:
            self._add(label(tr("Definition: {variant}", variant=titles[0]), "muted", wrap=True))
        if figure is not None:
            formula = self._desk.session.formula_text(figure.row)
            if formula:
                self._add(label(tr("Formula"), "strong"))
                self._add(selectable(label(formula, "code", wrap=True)))
        if definition.traps:
            self._add(label(tr("Take care"), "strong"))
            self._add(selectable(label(definition.traps, "muted", wrap=True)))

    def _look_up(self, figure: Figure) -> None:
        wanted = self._shown
        self._show_cells_state(tr("Looking up the cells…"))

        def done(rows: pd.DataFrame) -> None:
            if self._shown == wanted:
                self._show_cells(rows)

        def failed(message: str) -> None:
            if self._shown == wanted:
                self._show_cells_state(message)

        self._desk.session.lookups.rows_behind(figure.row, done, failed)

    def _show_cells(self, rows: pd.DataFrame) -> None:
        catalogue = self._desk.workbench.catalogue
        self.cells.show_table(trail_table(rows, catalogue))
        self._cells_state.setText(trail_caption(rows, catalogue))
        self._cells_state.setVisible(True)
        self.cells.setVisible(len(rows) > 0)

    def _show_cells_state(self, text: str) -> None:
        self._cells_state.setText(text)
        self._cells_state.setVisible(bool(text))
        self.cells.setVisible(False)

    def _add(self, widget: QWidget) -> None:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._words.addWidget(widget)
