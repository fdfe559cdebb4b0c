"""The form of one KPI of the user's own: every line is a text, and each problem at its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.catalogue.model import CATEGORIES
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction, Unit
from desktop_app.gui.common.widgets import chooser, column, figure_line, label, row
from desktop_app.gui.kpis.expression_edit import ExpressionEdit
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.workbench.kpi_drafts import ANCHORS, NO_PLACE, Draft, DraftError, How
from desktop_app.workbench.kpi_names import Offered

_HOWS = {
    How.RATIO: later("Ratio over records: a sum divided by a sum"),
    How.SUM: later("Sum over records"),
    How.QUANTILE: later("Median or percentile of records"),
    How.COUNTS: later("Ratio of counts that summaries state"),
    How.KPIS: later("Made of other KPIs"),
    How.STATED: later("Only as reports state it"),
    How.FILE: later("Several formulas, from a file"),
}
_UNITS = {
    Unit.SHARE: later("Share (0 to 100 %)"),
    Unit.DURATION: later("Time"),
    Unit.MONEY: later("Money"),
    Unit.COUNT: later("Count"),
    Unit.RATE: later("Plain number or rate"),
    Unit.SCORE: later("Marks on a scale"),
    Unit.POINTS: later("Points (-100 to 100)"),
    Unit.YEARS: later("Years"),
    Unit.INDEX: later("Index (-1 to 1)"),
}
_DIRECTIONS = {
    Direction.HIGHER: later("Higher is better"),
    Direction.LOWER: later("Lower is better"),
    Direction.BAND: later("Best within a band"),
    Direction.NONE: later("Neither: a context figure"),
}
_POINTS = {
    "worst": (later("Worst (0 points)"), "60 %, 24 h, 3.5"),
    "target": (later("Target"), "85 %"),
    "best": (later("Best (100 points)"), "95 %"),
    "target_high": (later("Upper end of target"), ""),
    "worst_high": (later("Worst above"), ""),
}
_USED = {
    How.RATIO: ("part", "whole", "where", "factor"),
    How.SUM: ("part", "where", "factor"),
    How.QUANTILE: ("part", "where", "percentile", "factor"),
    How.COUNTS: ("part", "whole", "factor"),
    How.KPIS: ("part", "factor"),
    How.STATED: (),
    How.FILE: (),
}
"""The lines that each kind of KPI has."""


class OwnKpiForm(QWidget):
    """Shows a draft and gives it back; `changed` is sent for each change by the user."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = self._line(tr("Name"), tr("Re-opened tickets"))
        self.short = self._line(tr("Short name"), tr("for narrow columns"))
        self.description = self._line(tr("What it means"), tr("for whoever reads the comparison"))
        self.category = self._choice(
            tr("Category"), {name: _as_heading(tr(name)) for name in CATEGORIES}
        )
        self.unit = self._choice(tr("Unit"), _UNITS)
        self.direction = self._choice(tr("Which way is better"), _DIRECTIONS)
        self.how = self._choice(tr("How it is made"), _HOWS)
        self.part = self._expression(theme, tr("Part"), tr("what is added up:  reopened == 1"))
        self.whole = self._expression(
            theme, tr("Whole"), tr("what it is divided by:  1 counts records")
        )
        self.where = self._expression(theme, tr("Only where"), tr("is_one_of(channel, 'Chat')"))
        self.percentile = self._figure(tr("Percentile"), tr("50 is the median"))
        self.factor = self._figure(tr("Multiplied by"), tr("1; 1000 for a rate per thousand"))
        self.points = {
            name: self._figure(tr(words), example) for name, (words, example) in _POINTS.items()
        }
        self.aliases = self._line(tr("Other spellings"), tr("as reports write it; separated by ;"))
        self.problems = {name: label("", "problem", wrap=True) for name in self._widgets()}
        self._lines = QFormLayout(self)
        self._lines.setContentsMargins(0, 0, SPACE, 0)
        self._lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows: dict[str, QWidget] = {}
        for name in ("title", "short", "description"):
            self._add(name)
        self._add_together(tr("What it is"), ("category", "unit", "direction"))
        for name in ("how", "part", "whole", "where", "percentile", "factor"):
            self._add(name)
        self._scale = self._add_together(tr("Scale"), ANCHORS)
        self._add("aliases")
        self.how.setMaximumWidth(SPACE * 60)
        self._show_used()

    def show_draft(self, draft: Draft) -> None:
        """Fill the lines; `changed` is not sent."""
        with QSignalBlocker(self):
            for name, widget in self._widgets().items():
                value = getattr(draft, name)
                if isinstance(widget, QComboBox):
                    widget.setCurrentIndex(max(widget.findData(value), 0))
                elif isinstance(widget, ExpressionEdit):
                    widget.show_text(value)
                else:
                    widget.setText(value)
        self._show_used()
        self.show_problem(None)

    def draft(self) -> Draft:
        """Return what stands in the lines."""
        values: dict[str, Any] = {
            name: widget.currentData() if isinstance(widget, QComboBox) else widget.text()
            for name, widget in self._widgets().items()
        }
        for name, kind in (("unit", Unit), ("direction", Direction), ("how", How)):
            values[name] = kind(values[name])  # boxes hand back plain texts
        return Draft(**values)

    def offer(self, names: Sequence[Offered]) -> None:
        """Offer these names in the expressions."""
        for edit in (self.part, self.whole, self.where):
            edit.offer(names)

    def show_problem(self, problem: DraftError | None) -> None:
        """Say at its line what is wrong; None takes the words back."""
        for name, words in self.problems.items():
            mine = problem is not None and problem.field == name
            words.setText(_words(problem) if mine and problem is not None else "")
            words.setVisible(mine)
        for name in ("part", "whole", "where"):
            mine = problem is not None and problem.field == name
            position = problem.position if mine and problem is not None else NO_PLACE
            self._widgets_of_text(name).show_error(position)

    def _widgets_of_text(self, name: str) -> ExpressionEdit:
        return {"part": self.part, "whole": self.whole, "where": self.where}[name]

    def _widgets(self) -> dict[str, QLineEdit | QComboBox | ExpressionEdit]:
        return {
            "title": self.title,
            "short": self.short,
            "description": self.description,
            "category": self.category,
            "unit": self.unit,
            "direction": self.direction,
            "how": self.how,
            "part": self.part,
            "whole": self.whole,
            "where": self.where,
            "percentile": self.percentile,
            "factor": self.factor,
            **self.points,
            "aliases": self.aliases,
        }

    def _add(self, name: str) -> None:
        """Add a line of one widget, its problem below it."""
        widget = self._widgets()[name]
        words = label(widget.accessibleName())
        words.setBuddy(widget)
        self._rows[name] = self._held(name)
        self._lines.addRow(words, self._rows[name])

    def _add_together(self, title: str, names: Sequence[str]) -> QWidget:
        """Add a line of several widgets, each with its name above it; return the line."""
        line = QWidget()
        parts = row(parent=line)
        for name in names:
            words = label(self._widgets()[name].accessibleName(), "small")
            words.setBuddy(self._widgets()[name])
            self._rows[name] = self._held(name, words)
            parts.addWidget(self._rows[name])
        parts.addStretch(1)
        self._lines.addRow(label(title), line)
        return line

    def _held(self, name: str, *above: QWidget) -> QWidget:
        holder = QWidget()
        column(*above, self._widgets()[name], self.problems[name], parent=holder, spacing=2)
        self.problems[name].hide()
        return holder

    def _show_used(self) -> None:
        """Show the lines that the kind of KPI has; hidden ones keep what was typed."""
        how, direction = How(self.how.currentData()), Direction(self.direction.currentData())
        band = direction is Direction.BAND
        used = set(_USED[how])
        for name in ("part", "whole", "where", "percentile", "factor"):
            self._lines.setRowVisible(self._rows[name], name in used)
        wanted = ("worst", "target", "target_high", "worst_high") if band else ANCHORS[:3]
        for name in ANCHORS:
            self._rows[name].setVisible(name in wanted)
        self._lines.setRowVisible(self._scale, direction is not Direction.NONE)

    def _note(self) -> None:
        self._show_used()
        self.changed.emit()

    def _figure(self, name: str, example: str) -> QLineEdit:
        return self._line(name, example, figure_line())

    def _line(self, name: str, example: str, line: QLineEdit | None = None) -> QLineEdit:
        line = line or QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.textEdited.connect(self.changed)
        return line

    def _choice(self, name: str, items: dict[How, str] | dict[Unit, str] | dict[Direction, str]
                | dict[str, str]) -> QComboBox:  # fmt: skip
        box = chooser(name)
        for value, words in items.items():
            box.addItem(tr(words), value)
        box.activated.connect(self._note)
        return box

    def _expression(self, theme: Theme, name: str, example: str) -> ExpressionEdit:
        edit = ExpressionEdit(theme, name, example)
        edit.edited.connect(self.changed)
        return edit


def _as_heading(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(problem: DraftError) -> str:
    if problem.position == NO_PLACE:
        return str(problem)
    return tr("At character {position}: {problem}", position=problem.position + 1, problem=problem)
