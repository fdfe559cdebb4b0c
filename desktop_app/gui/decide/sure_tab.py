"""How sure the ranking is: places in many draws, weights, break-evens, vendors left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.marks import mark_icon, mark_of
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.charts.weight_chart import WeightChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.put_off import PutOff
from desktop_app.gui.common.widgets import (
    Segments,
    chooser,
    column,
    label,
    row,
    scrolled,
    selectable,
)
from desktop_app.gui.decide.colour_key import ColourKey
from desktop_app.gui.decide.figure_click import follow_clicks
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.break_even_words import break_even_sentences
from desktop_app.presenting.decide_charts import (
    crossing_words,
    interval_note,
    lines_of,
    lines_table,
    place_stacks,
    without_vendors,
)
from desktop_app.presenting.draw_words import verdict_draws_note
from desktop_app.presenting.how_sure import Variation
from desktop_app.presenting.how_sure_tables import (
    break_even_table,
    intervals_table,
    overtaking_table,
    places_table,
    without_table,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.overtaking_words import overtaking_note
from desktop_app.presenting.tables import Table
from desktop_app.presenting.verdict import verdict_of
from desktop_app.scoring.weight_draws import WeightSpace

if TYPE_CHECKING:
    from desktop_app.presenting.decide_charts import Stacks
    from desktop_app.presenting.how_sure import HowSure
    from desktop_app.scoring.line_intervals import LineIntervals
    from desktop_app.scoring.weight_lines import WeightLines

_SPACES = (
    (WeightSpace.BOUNDED, later("Weights half more or less than set")),
    (WeightSpace.ORDERED, later("Any weights in the order set")),
    (WeightSpace.FREE, later("Any weights at all")),
    (WeightSpace.SET, later("Weights as set")),
)
_PLACES_ACROSS = 12
PLACES = later("How often each vendor takes each place")
_PARTS = (
    ("places", later("Places")),
    ("weights", later("Weights")),
    ("change", later("To be first")),
    ("figures", later("Break-even")),
    ("without", later("Vendors left out")),
)


class SureTab(QWidget):
    """The verdict on top, then one of five answers at a time; `worked_out` brings a `HowSure`.

    `forgotten` tells that the last one holds no more.
    """

    worked_out = Signal(object)
    forgotten = Signal()

    def __init__(self, desk: Desk, places: StackedChart, lines: WeightChart) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self._how: HowSure | None = None
        self._shown_lines: WeightLines | None = None
        self._found: LineIntervals | None = None
        self._asked: tuple[Comparison, Variation] | None = None
        self.verdict = label("", "strong", wrap=True)
        self.reason = label("", "muted", wrap=True)
        self.summary = label("", "small", wrap=True)
        self.parts = Segments([(key, tr(words)) for key, words in _PARTS], tr("What is varied"))
        self.parts.set_current("places")
        self.parts.chosen.connect(self.show_part)
        self.spaces = chooser(tr("Weights drawn"))
        for space, words in _SPACES:
            self.spaces.addItem(tr(words), space.value)
        self.figures = QCheckBox(tr("figures within their intervals"))
        self.figures.setChecked(True)
        self.spaces.activated.connect(lambda _place: self._ask())
        self.figures.toggled.connect(lambda _on: self._ask())
        self.chart = places
        self._key = ColourKey(_PLACES_ACROSS)
        self._key.toggled.connect(self._draw_places)
        self._put_off = PutOff(desk.shown)
        self._put_off.changed.connect(self._draw_places)
        self.places = desk.table(PLACES, rows_only=True)
        self.places_panel = ChartPanel(
            desk, self.chart, self.places, lambda: StackedChart(desk.theme, tr(PLACES)),
            self._places_alone, lambda: tr(PLACES), held_in=scrolled(self.chart),
        )  # fmt: skip
        self.kpi = chooser(tr("KPI whose weight is moved"))
        self.kpi.activated.connect(lambda _place: self._show_lines())
        self.lines = lines
        self.scores = desk.table(later("Scores over one weight"), rows_only=True)
        self.lines_panel = ChartPanel(
            desk, self.lines, self.scores, lambda: WeightChart(desk.theme), self._lines_alone,
            lambda: tr("Scores over the weight of {kpi}", kpi=self.kpi.currentText()),
        )  # fmt: skip
        self._lines_key = ColourKey(4)
        self._lines_key.follow(desk.shown)
        self._lines_key.toggled.connect(self._draw_lines)
        self._crossings = label("", "muted", wrap=True)
        self.lines_note = label("", "small", wrap=True)
        self.intervals = desk.table(later("Weights within which the leader stays"), rows_only=True)
        self.changes = desk.table(later("What makes other vendors first"), rows_only=True)
        self.changes_note = label("", "muted", wrap=True)
        self.break_even = desk.table(later("Break-even figures"), rows_only=True)
        self.even_words = selectable(label("", wrap=True))
        self.without = desk.table(later("Vendors left out"), rows_only=True)
        desk.theme.changed.connect(self._paint_key)
        for chart in (self.chart, self.lines):
            follow_clicks(chart, desk)
        self._stack = QStackedWidget()
        self._build()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the verdict at once, and the rest when it is worked out."""
        if self._how is not None and self._how.comparison.vendors != comparison.vendors:
            self._forget()
        self._comparison = comparison
        self._offer_spaces(comparison)
        if comparison.verdict is None:
            self.verdict.setText(tr("How sure is it?"))
            self.reason.setText(tr("Weights and figures are being varied."))
        self.intervals.show_table(intervals_table(comparison))
        self._offer_kpis(comparison)
        self._show_lines()
        self._ask()

    def show_part(self, key: str) -> None:
        """Show one of the answers."""
        self.parts.set_current(key)
        self._stack.setCurrentIndex([part for part, _ in _PARTS].index(key))

    def variation(self) -> Variation:
        """Return what is varied, as chosen."""
        return Variation(WeightSpace(self.spaces.currentData()), self.figures.isChecked())

    def _build(self) -> None:
        drawn = row(label(tr("Drawn:"), "muted"), self.spaces, self.figures)
        drawn.addStretch(1)
        self.places_panel.lead(self._key)
        card = _carded(column(self.places_panel, self._put_off))
        places = column(drawn, self.summary, card, spacing=SPACE)
        places.setStretch(2, 1)
        moved = row(label(tr("Weight of"), "muted"), self.kpi, self._crossings)
        moved.setStretch(2, 1)
        self._lines_card = _carded(column(self.lines_panel, self._lines_key, self.lines_note))
        weights = row(self._lines_card, self.intervals, spacing=SPACE * 2)
        weights.setStretch(0, 1)
        weights.setStretch(1, 1)
        lines = column(moved, weights)
        lines.setStretch(1, 1)
        explained = label(
            tr("The figure at which a vendor would be first, all else staying as it is."), "muted"
        )
        for layout in (
            places,
            lines,
            _with_stretch(column(self.changes_note, self.changes), 1),
            _with_stretch(column(explained, self.even_words, self.break_even), 2),
            column(self.without),
        ):
            page = QWidget()
            layout.setContentsMargins(0, 0, 0, 0)
            page.setLayout(layout)
            self._stack.addWidget(page)
        outer = column(
            self.verdict, self.reason, self.parts, self._stack, parent=self, spacing=SPACE
        )
        outer.setContentsMargins(0, SPACE, 0, 0)
        outer.setStretch(3, 1)

    def _ask(self) -> None:
        """Have everything worked out beside the window, unless it is known or under way."""
        comparison, wanted = self._comparison, self.variation()
        if comparison is None:
            return
        if self._asked is not None and self._asked[0] is comparison and self._asked[1] == wanted:
            return
        self._asked = (comparison, wanted)
        self._desk.session.lookups.how_sure(wanted, self._show, self._say)

    def _say(self, words: str) -> None:
        self._asked = None
        self._forget()
        self.verdict.setText(tr("How sure is it?"))
        self.reason.setText(words)

    def _forget(self) -> None:
        """Show nothing of a comparison that is no longer the one asked about."""
        if self._how is not None:
            stacks = place_stacks(self._how)
            self.chart.show_chart(without_vendors(stacks, frozenset(stacks.vendors)))
        self._how = None
        for table in (self.places, self.changes, self.break_even, self.without):
            table.show_table(Table())
        for words in (self.summary, self.changes_note, self.even_words):
            words.setText("")
        self._key.show_parts([])
        self.forgotten.emit()

    def _show(self, how: HowSure) -> None:
        self._how = how
        verdict = verdict_of(how.comparison)
        self.verdict.setText(verdict.title)
        self.reason.setText(verdict.reason)
        note = verdict_draws_note(how)
        self.summary.setText(" ".join(filter(None, [how.summary, note, *how.places.notes])))
        self._draw_places()
        self._paint_key()
        self.places.show_table(places_table(how))
        self.changes.show_table(overtaking_table(how))
        self.changes_note.setText(overtaking_note(how))
        self.changes_note.setVisible(bool(self.changes_note.text()))
        self.break_even.show_table(break_even_table(how))
        self.even_words.setText("\n".join(break_even_sentences(how)))
        self.break_even.show_marks(self._desk.workbench.marks)
        self.without.show_table(without_table(how))
        self.worked_out.emit(how)

    def _offer_spaces(self, comparison: Comparison) -> None:
        """Say which weights near those set are drawn: within limits, where there are any."""
        place = self.spaces.findData(WeightSpace.BOUNDED.value)
        words = (
            later("Weights within their limits") if comparison.scenario.bounds else _SPACES[0][1]
        )
        self.spaces.setItemText(place, tr(words))

    def _offer_kpis(self, comparison: Comparison) -> None:
        before = self.kpi.currentData()
        weighed = sorted(comparison.matrix.criteria, key=lambda c: -c.weight)
        with QSignalBlocker(self.kpi):
            self.kpi.clear()
            for criterion in weighed:
                self.kpi.addItem(criterion.title, criterion.id)
            self.kpi.setCurrentIndex(max(self.kpi.findData(before), 0) if weighed else -1)

    def _show_lines(self) -> None:
        comparison, kpi = self._comparison, self.kpi.currentData()
        lines = lines_of(comparison, kpi) if comparison is not None and kpi else None
        self._lines_card.setVisible(lines is not None)
        if lines is None:
            self._crossings.setText(
                tr("A weight can be moved where at least two KPIs carry weight.")
            )
            return
        self._shown_lines, self._found = lines, None
        self._paint_lines_key()
        self._crossings.setText(crossing_words(lines, self.kpi.currentText()))
        self.lines_note.setText(tr("Weights and figures are being varied."))
        self._draw_lines()
        self._desk.session.lookups.line_intervals(
            lines, lambda found: self._show_intervals(lines, found), self.lines_note.setText
        )

    def _show_intervals(self, lines: WeightLines, found: LineIntervals | None) -> None:
        if lines is self._shown_lines:
            self._found = found
            self.lines_note.setText(interval_note(found))
            self._draw_lines()

    def _draw_lines(self) -> None:
        if self._shown_lines is not None:
            title = self.kpi.currentText()
            self._lines_alone(self.lines)
            self.scores.show_table(lines_table(self._shown_lines, title, self._found))

    def _paint_key(self) -> None:
        self._key.show_parts(self.chart.part_colours())
        self._paint_lines_key()

    def _paint_lines_key(self) -> None:
        if self._shown_lines is not None:
            marks, theme = self._desk.workbench.marks, self._desk.theme
            names = self._shown_lines.vendors
            self._lines_key.show_parts([(v, mark_icon(theme, mark_of(v, marks))) for v in names])

    def _draw_places(self) -> None:
        if self._how is not None:
            self.chart.show_chart(self._in_sight(self._how), self._key.hidden)

    def _in_sight(self, how: HowSure) -> Stacks:
        stacks = place_stacks(how)
        return without_vendors(stacks, self._put_off.among(stacks.vendors))

    def _places_alone(self, plot: StackedChart) -> bool:
        if self._how is not None:
            plot.show_chart(self._in_sight(self._how), self._key.hidden)
        return self._how is not None

    def _lines_alone(self, plot: WeightChart) -> bool:
        if self._shown_lines is not None:
            title, marks = self.kpi.currentText(), self._desk.workbench.marks
            hidden = self._lines_key.hidden
            plot.show_chart(self._shown_lines, title, marks, hidden, self._found)
        return self._shown_lines is not None


def _carded(layout: QVBoxLayout) -> QFrame:
    """Return a card of a chart, which has all the room, and what stands below it."""
    card = QFrame()
    card.setProperty("kind", "card")
    layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
    layout.setStretch(0, 1)
    card.setLayout(layout)
    return card


def _with_stretch(layout: QVBoxLayout, place: int) -> QVBoxLayout:
    layout.setStretch(place, 1)
    return layout
