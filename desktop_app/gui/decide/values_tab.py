"""Value functions: what each KPI's figures are worth, on a small curve that can be bent."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from desktop_app.catalogue.model import Anchors, KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Direction
from desktop_app.gui.charts.value_chart import ValueChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.put_off import PutOff
from desktop_app.gui.common.widgets import Segments, button, chooser, column, label, row
from desktop_app.gui.decide.figure_click import follow_clicks
from desktop_app.gui.decide.value_corners import CornerFields
from desktop_app.gui.decide.value_words import ALL_FROM, HINT, SHAPES, SOURCES, TAKEN_FROM, UNUSED
from desktop_app.gui.notice import Notice
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.formatting import format_value
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.value_choice import (
    AnchorsFrom,
    anchors_from,
    by_field,
    contract_targets,
    figures_of,
    for_all,
    from_contract,
    with_anchors,
)
from desktop_app.presenting.value_view import (
    ValueView,
    live_table,
    points_table,
    revalued,
    value_view,
    values_table,
    without_vendors,
)
from desktop_app.scoring.model import Method, Normalisation, Scenario
from desktop_app.scoring.scenario_values import may_scale_by_field
from desktop_app.scoring.value_shape import (
    OWN,
    Shape,
    added,
    moved,
    removed,
    reshaped,
    retargeted,
    start_anchors,
)


class ValuesTab(QWidget):
    """The KPIs and the ranking at the left, the curve of the chosen one at the right."""

    def __init__(self, desk: Desk, chart: ValueChart) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self._draft: Scenario | None = None
        self._kpi = ""
        self.kpis = desk.table(later("KPIs and where their points come from"), rows_only=True)
        self.ranking = desk.table(later("Ranking under these value functions"), rows_only=True)
        self.chart = chart
        self.points = desk.table(later("Figures and their points"), rows_only=True)
        self._put_off = PutOff(desk.shown)
        self.panel = ChartPanel(
            desk, self.chart, self.points, lambda: ValueChart(desk.theme), self._draw_alone,
            lambda: tr("Value function of {kpi}", kpi=self._title()),
        )  # fmt: skip
        self.sources = chooser(tr("Points from"))
        self.shapes = Segments(
            [(one.value, tr(text)) for one, text in SHAPES], tr("Shape of the curve")
        )
        self.corners = CornerFields()
        self.words = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self._name = label("", "heading")
        self._hint = label(tr(HINT), "small", wrap=True)
        self.more = button(tr("Add a corner"), self.add_corner, "link")
        self.less = button(tr("Take the marked corner away"), self.remove_corner, "link")
        self.back = button(tr("Back to the catalogue"), self.reset, "link")
        self._connect()
        follow_clicks(self.chart, desk)
        parts = row(self._left(), self._right(), parent=self, spacing=SPACE * 2)
        parts.setContentsMargins(0, SPACE, 0, 0)
        parts.setStretch(0, 1)
        parts.setStretch(1, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the value functions of a comparison; a corner that is being held stays in hand."""
        if self.chart.held:
            return
        self._comparison, self._draft = comparison, None
        self.kpis.show_table(values_table(comparison))
        weighed = [row.key for row in self.kpis.table.rows]
        if self._kpi not in weighed:
            self._kpi = weighed[0] if weighed else ""
        if self._kpi:
            with QSignalBlocker(self.kpis):
                self.kpis.select(self._kpi)
        self._show(comparison)

    def choose(self, kpi: str) -> None:
        """Show the curve of another KPI."""
        if self._comparison is None or kpi not in self._comparison.catalogue.kpis:
            return
        self._kpi, self.chart.corner = kpi, 0
        self.problem.setText("")
        self._show(self._comparison)

    def reset(self) -> None:
        """Take the catalogue's points for the KPI again."""
        self._take(AnchorsFrom.CATALOGUE)

    def add_corner(self, at: float = math.nan) -> None:
        """Put one more corner on the curve, at a figure of the axis or where there is room."""
        view = self._view()
        if view is not None and view.anchors is not None:
            figure = None if math.isnan(at) else at / view.axis.factor
            self._bend(added(view.anchors, self._definition().direction, figure))
            self._settle()

    def remove_corner(self) -> None:
        """Take the marked corner away."""
        view = self._view()
        if view is not None and view.anchors is not None and view.corners:
            self._bend(removed(view.anchors, self._definition().direction, self.chart.corner))
            self._settle()

    def all_from(self, source: AnchorsFrom) -> None:
        """Take the points of all KPIs that weigh from one source; undoable as one change."""
        if self._comparison is None:
            return
        after, left = for_all(self._now(self._comparison), source)
        self._set(tr(ALL_FROM[source]), after)
        if left:
            self._desk.session.noticed.emit(Notice(left, "look"))

    def _connect(self) -> None:
        self.kpis.picked.connect(lambda key, _column: self.choose(str(key)))
        self.chart.moved.connect(self._moved)
        self.chart.settled.connect(self._settle)
        self.chart.added.connect(self.add_corner)
        self.chart.taken.connect(lambda _corner: self.remove_corner())
        self.corners.typed.connect(self._typed)
        self.corners.target_typed.connect(self._target_typed)
        self.corners.refused.connect(self.problem.setText)
        self.sources.activated.connect(self._source_chosen)
        self._put_off.changed.connect(self._draw_again)
        self.shapes.chosen.connect(self._shape_chosen)

    def _left(self) -> QWidget:
        side = QWidget()
        everything = QPushButton(tr("Points of all KPIs from"))
        everything.setAccessibleName(tr("Points of all KPIs from"))
        menu = QMenu(everything)
        for source, text in SOURCES:
            menu.addAction(tr(text), partial(self.all_from, source))
        everything.setMenu(menu)
        top = row(label(tr("Value functions"), "heading"), everything)
        top.insertStretch(1, 1)
        layout = column(top, self.kpis, self.ranking, parent=side, spacing=SPACE)
        layout.setStretch(1, 6)
        layout.setStretch(2, 4)
        return side

    def _right(self) -> QWidget:
        self._card = card = QFrame()
        card.setProperty("kind", "card")
        head = row(self._name, self.back)
        head.insertStretch(1)
        source = row(label(tr("Points from"), "muted"), self.sources)
        source.addStretch(1)
        self.panel.lead(self.shapes)
        ways = row(self.more, self.less)
        ways.addStretch(1)
        layout = column(
            head, source, self.words, self.panel, self._put_off, self._hint, self.corners, ways,
            self.problem, parent=card, margin=SPACE + 4, spacing=SPACE - 2,
        )  # fmt: skip
        layout.setStretch(3, 1)
        return card

    def _show(self, comparison: Comparison) -> None:
        """Show the chosen KPI's curve and the ranking."""
        self.ranking.show_table(live_table(comparison, self._comparison or comparison))
        self._card.setVisible(bool(self._kpi))
        if not self._kpi:
            return
        view, definition = value_view(comparison, self._kpi), self._definition()
        self.chart.show_view(self._in_sight(view), self._desk.workbench.marks)
        self.points.show_table(points_table(view, comparison))
        self._name.setText(definition.title)
        used = (comparison.scenario.method, comparison.scenario.normalisation)
        unused = "" if used == (Method.WEIGHTED, Normalisation.ANCHORS) else f" {tr(UNUSED)}"
        self.words.setText(view.words + unused)
        self.corners.show_corners(definition, view.anchors if view.corners else None)
        self._offer(comparison, view, definition)

    def _draw_again(self) -> None:
        view = self._view()
        if view is not None:
            self.chart.show_view(self._in_sight(view), self._desk.workbench.marks)

    def _in_sight(self, view: ValueView) -> ValueView:
        return without_vendors(view, self._put_off.among(p.vendor for p in view.vendors))

    def _offer(self, comparison: Comparison, view: ValueView, definition: KpiDefinition) -> None:
        """Show which source and shape are in use, and which there are."""
        with QSignalBlocker(self.sources):
            self.sources.clear()
            words = (
                tr("The catalogue") if definition.anchors else tr("The catalogue (none of its own)")
            )
            self.sources.addItem(words, (AnchorsFrom.CATALOGUE, math.nan))
            # One target does not say both ends of a band: those are typed.
            sided = may_scale_by_field(definition)
            for target in contract_targets(comparison, self._kpi) if sided else ():
                figure = format_value(target.value, definition.unit.value)
                words = tr(
                    "The contract: target {figure} ({vendors})",
                    figure=figure,
                    vendors=", ".join(target.vendors),
                )
                self.sources.addItem(words, (AnchorsFrom.CONTRACT, target.value))
            self.sources.addItem(
                tr("The contract: target typed below"), (AnchorsFrom.CONTRACT, math.nan)
            )
            if sided:
                words = tr("The vendors compared (worst to best)")
                self.sources.addItem(words, (AnchorsFrom.FIELD, math.nan))
            self.sources.addItem(tr("Your own curve"), (AnchorsFrom.OWN, math.nan))
            self.sources.setCurrentIndex(self._source_in_use(view))
        editable = bool(view.corners)
        self.shapes.setEnabled(editable and definition.direction is not Direction.BAND)
        if view.shape is not None:
            self.shapes.set_current(view.shape.value)
        for widget in (self._hint, self.more, self.less):
            widget.setVisible(editable)
        self.back.setEnabled(view.source is not AnchorsFrom.CATALOGUE)

    def _source_in_use(self, view: ValueView) -> int:
        found = 0
        for place in range(self.sources.count()):
            source, target = self.sources.itemData(place)
            if source is not view.source:
                continue
            if source is not AnchorsFrom.CONTRACT or math.isnan(target):
                return found or place
            if view.anchors is not None and view.anchors.target == target:
                found = place
        return found

    def _source_chosen(self, place: int) -> None:
        source, target = self.sources.itemData(place)
        self._take(source, target)

    def _take(self, source: AnchorsFrom, target: float = math.nan) -> None:
        """Take the KPI's points from somewhere else."""
        if self._comparison is None or not self._kpi:
            return
        comparison, definition = self._now(self._comparison), self._definition()
        scenario = comparison.scenario
        if source is AnchorsFrom.FIELD:
            after = by_field(scenario, self._kpi)
        elif source is AnchorsFrom.CATALOGUE:
            after = with_anchors(scenario, self._kpi, None)
        else:
            anchors = self._anchors_for(comparison, source, target)
            if anchors is None:
                self.problem.setText(
                    tr(
                        "No vendor has a figure of {kpi} to start from.",
                        kpi=definition.title,
                    )
                )
                self._show(comparison)
                return
            after = with_anchors(scenario, self._kpi, anchors)
        self._set(tr(TAKEN_FROM[source], kpi=definition.title), after)
        if after == scenario:
            self._show(comparison)

    def _anchors_for(
        self, comparison: Comparison, source: AnchorsFrom, target: float
    ) -> Anchors | None:
        """Return the anchors to start from: a contract's target, or the curve as it is."""
        definition = self._definition()
        if source is AnchorsFrom.CONTRACT and not math.isnan(target):
            return from_contract(comparison, self._kpi, target)
        base = comparison.scenario.anchors.get(self._kpi, definition.anchors)
        if base is None or anchors_from(comparison.scenario, definition) is AnchorsFrom.FIELD:
            values = figures_of(comparison, self._kpi)
            start = start_anchors(values, definition.direction, definition.plausible)
            base = start or base
        name = OWN if source is AnchorsFrom.OWN else source.value
        return None if base is None else replace(base, source=name)

    def _shape_chosen(self, shape: str) -> None:
        view, definition = self._view(), self._definition()
        if view is not None and view.anchors is not None:
            own = reshaped(view.anchors, definition.direction, Shape(shape), definition.plausible)
            self._bend(own)
            self._settle()

    def _moved(self, corner: int, x: float, y: float) -> None:
        """Follow a corner that is being moved, with the ranking."""
        view, definition = self._view(), self._definition()
        if view is None or view.anchors is None:
            return
        step = 10 ** math.floor(math.log10(float(view.xs[-1] - view.xs[0]) / 100))
        figure = round(round(x / step) * step, 12) / view.axis.factor
        to = (figure, round(y))
        self._bend(moved(view.anchors, definition.direction, corner, to, definition.plausible))

    def _typed(self, corner: int, figure: float, points: float) -> None:
        view, definition = self._view(), self._definition()
        if view is None or view.anchors is None:
            return
        to = (figure, points)
        self._bend(moved(view.anchors, definition.direction, corner, to, definition.plausible))
        self._settle()

    def _target_typed(self, target: float) -> None:
        view, definition = self._view(), self._definition()
        if view is not None and view.anchors is not None:
            self._bend(retargeted(view.anchors, definition.direction, target))
            self._settle()

    def _bend(self, anchors: Anchors) -> None:
        """Show another curve and the ranking under it, without keeping it yet."""
        comparison = self._comparison
        if comparison is None:
            return
        self.problem.setText("")
        draft = with_anchors(self._now(comparison).scenario, self._kpi, anchors)
        try:
            self._show(revalued(comparison, draft))
        except ScenarioError as error:
            self.problem.setText(str(error))
            return
        self._draft = draft

    def _settle(self) -> None:
        """Rank by the curve as it is now; undoable."""
        draft, self._draft = self._draft, None
        if draft is not None:
            self._set(tr("change the value function of {kpi}", kpi=self._title()), draft)

    def _set(self, words: str, after: Scenario) -> None:
        scenario = self._desk.workbench.scenario
        if scenario is not None and after != scenario:
            self._desk.workbench.set_scenario(words, after)

    def _view(self) -> ValueView | None:
        """Return the curve as it is shown, with what is being moved."""
        if self._comparison is None or not self._kpi:
            return None
        return value_view(self._now(self._comparison), self._kpi)

    def _now(self, comparison: Comparison) -> Comparison:
        """Return the comparison's figures under what is being changed, ranked by it or not yet.

        A change follows another before the first is ranked: none must undo the one before.
        """
        scenario = self._draft or self._desk.workbench.scenario or comparison.scenario
        return replace(comparison, scenario=scenario)

    def _definition(self) -> KpiDefinition:
        assert self._comparison is not None
        return self._comparison.catalogue.kpis[self._kpi]

    def _title(self) -> str:
        shown = self._kpi and self._comparison is not None
        return self._definition().title if shown else tr("a KPI")

    def _draw_alone(self, plot: ValueChart) -> bool:
        view = self._view()
        if view is None:
            return False
        plot.show_view(self._in_sight(view), self._desk.workbench.marks)
        return bool(len(view.xs))
