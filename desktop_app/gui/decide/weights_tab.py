"""Weights as sliders; ranking and contributions move as they move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.put_off import PutOff
from desktop_app.gui.common.whole_rows import WholeRows
from desktop_app.gui.common.widgets import button, chooser, clear, column, label, row, scrolled
from desktop_app.gui.decide.colour_key import ColourKey
from desktop_app.gui.decide.figure_click import follow_clicks
from desktop_app.gui.decide.weight_slider import WeightSlider
from desktop_app.gui.decide.weights.change import change_weights
from desktop_app.gui.decide.weights.limits_dialog import LimitsDialog
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import standings_table
from desktop_app.presenting.decide_charts import (
    Stacks,
    contribution_stacks,
    contributions_table,
    reweighted,
    with_weights,
    without_vendors,
)
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.weighing import weight_notes
from desktop_app.scoring.scenario_bounds import ANY, Limits, within
from desktop_app.scoring.weight_moves import moved_weight

_SETTLE_MS = 700
"""A weight moved by keys counts as set after this long without a further key."""

_SAME = 1e-9
_MOST_NOTES = 3
_RANKED = 0.32
"""Share of the height for the ranking, above what adds up to it."""
_ANY_HEIGHT = (1 << 24) - 1
"""What Qt takes for no limit of a height."""


class WeightsTab(QWidget):
    """Sliders at the left; what they do to the ranking at the right, at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._comparison: Comparison | None = None
        self._shares: dict[str, float] = {}
        self._changed = ""
        self.sliders: dict[str, WeightSlider] = {}
        self.ranking = desk.table(later("Ranking under these weights"), rows_only=True)
        self.chart = StackedChart(desk.theme, tr("What each KPI adds to the score"))
        self.contributions = desk.table(later("What each KPI adds"), rows_only=True)
        self.panel = ChartPanel(
            desk, self.chart, self.contributions,
            lambda: StackedChart(desk.theme, tr("What each KPI adds to the score")),
            self._draw_alone, lambda: tr("What each KPI adds to the score"),
            held_in=scrolled(self.chart),
        )  # fmt: skip
        self._key = ColourKey(3)
        self._key.toggled.connect(self._draw)
        self._put_off = PutOff(desk.shown)
        self._put_off.changed.connect(self._draw)
        self._stacks: Stacks | None = None
        self._no_chart = label("", "muted", wrap=True)
        self._rows = QVBoxLayout()
        self.notes = label("", "small", wrap=True)
        self.more = chooser(tr("Give another KPI a weight"))
        self.more.activated.connect(self._add)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._settle)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._follow)
        self.panel.turned.connect(self._turned)
        follow_clicks(self.chart, desk)
        desk.theme.changed.connect(self._paint_key)
        parts = row(self._left(), self._right(), parent=self, spacing=SPACE * 2)
        parts.setContentsMargins(0, SPACE, 0, 0)
        parts.setStretch(0, 5)
        parts.setStretch(1, 6)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the weights of a comparison; a slider that is being held stays in hand."""
        if any(slider.held for slider in self.sliders.values()):
            return
        self._comparison = comparison
        self._changed = ""
        shares = _shares_of(comparison)
        if list(shares) != list(self.sliders):
            self._make_sliders(comparison, shares)
        self._shares = shares
        for kpi, slider in self.sliders.items():
            slider.show_limits(comparison.scenario.bounds.get(kpi, ANY))
        self._offer_more(comparison)
        self._show_notes(comparison)
        self._show_shares()
        self._show_ranking(comparison)

    def _left(self) -> QWidget:
        """Return the card of sliders."""
        card, inner = QFrame(), QWidget()
        card.setProperty("kind", "card")
        self._rows.setSpacing(2)
        column(self._rows, parent=inner).addStretch(1)
        equal = button(tr("All the same"), self.equalise, "link")
        ways = button(tr("Other ways…"), lambda: change_weights(self, self._desk), "link")
        ways.setToolTip(tr("Rank order, swing, pairwise comparison, several evaluators"))
        limits = button(tr("Limits…"), self._ask_limits, "link")
        limits.setToolTip(tr("The least and the greatest weight of a KPI"))
        hint = label(tr("tick to keep one as it is"), "small")
        top = row(label(tr("Weights"), "heading"), hint, equal, limits, ways)
        top.setStretch(1, 1)
        layout = column(top, scrolled(inner), self.notes, self.more, parent=card, margin=SPACE + 4)
        layout.setStretch(1, 1)
        return card

    def _right(self) -> QWidget:
        """Return the ranking over what adds up to it."""
        side = QWidget()
        lower = QFrame()
        lower.setProperty("kind", "card")
        self.panel.lead(label(tr("What adds up to the score"), "strong"))
        inside = column(
            self._no_chart, self.panel, self._key, self._put_off, parent=lower, margin=SPACE + 4
        )
        inside.setStretch(1, 1)
        inside.addStretch(0)  # below the key, on a screen higher than the bars need
        self._ranked = WholeRows(self.ranking)
        layout = column(self._ranked, lower, parent=side, spacing=SPACE + 4)
        layout.setStretch(1, 1)
        return side

    def equalise(self) -> None:
        """Give all KPIs shown the same weight, but for those locked."""
        free = [kpi for kpi, slider in self.sliders.items() if not slider.lock.isChecked()]
        held = sum(share for kpi, share in self._shares.items() if kpi not in free)
        limits = self._comparison.scenario.bounds if self._comparison is not None else {}
        self._shares |= within(dict.fromkeys(free, 1.0), limits, 1.0 - held)
        self._changed = tr("weigh all KPIs the same")
        self._show_shares()
        self._settle()

    def _ask_limits(self) -> None:
        """Ask for the least and greatest weights, and pull the weights within them; undoable."""
        comparison = self._comparison
        if comparison is None:
            return
        kpis = comparison.catalogue.kpis
        titles = {kpi: kpis[kpi].title for kpi in self.sliders}
        bounds = comparison.scenario.bounds
        dialog = LimitsDialog(self, titles, self._shares, bounds)
        if answer_of(dialog):
            self.limit(dialog.entered())

    def limit(self, limits: Limits) -> None:
        """Keep the weights shown within limits from now on; undoable."""
        scenario = self._desk.workbench.scenario
        if scenario is None:
            return
        others = {kpi: ends for kpi, ends in scenario.bounds.items() if kpi not in self.sliders}
        after = replace(scenario, bounds={**others, **limits})
        pulled = within(self._shares, limits)
        if any(abs(pulled[kpi] - self._shares[kpi]) > _SAME for kpi in pulled):
            after = with_weights(after, pulled)
        if after != scenario:
            self._desk.workbench.set_scenario(tr("set limits of weights"), after)

    def _make_sliders(self, comparison: Comparison, shares: Mapping[str, float]) -> None:
        locked = {kpi for kpi, slider in self.sliders.items() if slider.lock.isChecked()}
        clear(self._rows)
        self.sliders = {}
        for kpi in shares:
            definition = comparison.catalogue.kpis[kpi]
            slider = WeightSlider(kpi, definition.title, definition.description)
            slider.lock.setChecked(kpi in locked)
            slider.moved.connect(self._moved)
            slider.settled.connect(lambda _kpi: self._settle())
            self.sliders[kpi] = slider
            self._rows.addWidget(slider)
        width = max((slider.name_width for slider in self.sliders.values()), default=0)
        for slider in self.sliders.values():
            slider.set_name_width(width)

    def _moved(self, kpi: str, share: float) -> None:
        """Move one weight, give the others the rest, and show what that does."""
        comparison = self._comparison
        if comparison is None:
            return
        locked = {other for other, slider in self.sliders.items() if slider.lock.isChecked()}
        limits = comparison.scenario.bounds
        self._shares = moved_weight(self._shares, kpi, share, locked, limits)
        title = self.sliders[kpi].title
        self._changed = tr("weigh {kpi} at {share:.1f} %", kpi=title, share=self._shares[kpi] * 100)
        self._show_shares(kpi)
        if self.sliders[kpi].held:
            # Once all moves are in that came meanwhile: the hand is never waited for.
            self._due.start()
        else:
            self._follow()
            self._timer.start()

    def _follow(self) -> None:
        """Show the ranking under the weights as they are moved now."""
        self._due.stop()
        if self._comparison is not None:
            self._show_ranking(reweighted(self._comparison, self._shares))

    def _settle(self) -> None:
        """Rank by the weights as they are now; undoable."""
        self._timer.stop()
        self._due.stop()
        scenario = self._desk.workbench.scenario
        if scenario is None or not self._changed:
            return
        label_of_change, self._changed = self._changed, ""
        after = with_weights(scenario, self._shares)
        self._desk.workbench.set_scenario(label_of_change, after)

    def _add(self, place: int) -> None:
        """Give a KPI without weight as much as the others have on average."""
        kpi = self.more.itemData(place)
        if not kpi or self._comparison is None:
            return
        share = 1.0 / (len(self._shares) + 1)
        limits = self._comparison.scenario.bounds
        self._shares = moved_weight({**self._shares, kpi: 0.0}, kpi, share, (), limits)
        title = self._comparison.catalogue.kpis[kpi].title
        self._changed = tr("weigh {kpi} at {share:.1f} %", kpi=title, share=share * 100)
        self._settle()

    def _offer_more(self, comparison: Comparison) -> None:
        kpis = comparison.catalogue.kpis
        offered = [k for k in comparison.kpis if kpis[k].weight and k not in self._shares]
        with QSignalBlocker(self.more):
            self.more.clear()
            self.more.addItem(tr("Give another KPI a weight…"), "")
            for kpi in sorted(offered, key=lambda k: kpis[k].title):
                self.more.addItem(kpis[kpi].title, kpi)
        self.more.setVisible(bool(offered))

    def _show_notes(self, comparison: Comparison) -> None:
        """Say what to know about these weights: overlaps, what carries the result, what lacks."""
        notes = weight_notes(comparison, comparison.scenario.weights)
        more = (
            tr("and {count} more", count=len(notes) - _MOST_NOTES)
            if len(notes) > _MOST_NOTES
            else ""
        )
        self.notes.setText("\n".join(filter(None, [*notes[:_MOST_NOTES], more])))
        self.notes.setToolTip("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _show_shares(self, by_hand: str = "") -> None:
        for kpi, slider in self.sliders.items():
            slider.show_share(self._shares[kpi], kpi == by_hand and slider.held)

    def _show_ranking(self, comparison: Comparison) -> None:
        self.ranking.show_table(standings_table(comparison))
        self._fit_ranking()
        self._stacks = stacks = contribution_stacks(comparison)
        self.panel.setVisible(stacks is not None)
        self._key.setVisible(stacks is not None)
        self._no_chart.setVisible(stacks is None)
        if stacks is None:
            self._no_chart.setText(tr("With this method a score is no sum of what each KPI adds."))
        else:
            self._draw()
            self._paint_key()
            if self.contributions.isVisible():
                self.contributions.show_table(contributions_table(comparison))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_ranking()

    def _fit_ranking(self) -> None:
        """Show as many rows of the ranking as a part of the height has room for."""
        self._ranked.setFixedHeight(self._ranked.height_within(round(self.height() * _RANKED)))

    def _draw(self) -> None:
        if self._stacks is not None:
            self.chart.show_chart(self._in_sight(self._stacks), self._key.hidden)
            self._fit()

    def _fit(self) -> None:
        """Keep the key of the colours close to the bars; a table takes all the room there is."""
        drawn = self.panel.shows_chart
        bar = self.panel.controls.sizeHint().height() + SPACE * 2
        self.panel.setMaximumHeight(self.chart.maximumHeight() + bar if drawn else _ANY_HEIGHT)

    def _in_sight(self, stacks: Stacks) -> Stacks:
        return without_vendors(stacks, self._put_off.among(stacks.vendors))

    def _draw_alone(self, plot: StackedChart) -> bool:
        if self._stacks is not None:
            plot.show_chart(self._in_sight(self._stacks), self._key.hidden)
        return self._stacks is not None

    def _turned(self, _side: str) -> None:
        """Fill the table when it comes in sight: while weights move it would be in the way."""
        if self._comparison is not None:
            self.contributions.show_table(contributions_table(self._comparison))
        self._fit()

    def _paint_key(self) -> None:
        self._key.show_parts(self.chart.part_colours(), self.chart.part_signs())


def _shares_of(comparison: Comparison) -> dict[str, float]:
    """Return the shares of KPIs that weigh, and of those set to 0, in the catalogue's order.

    That order stays while weights move: a slider never runs away from the hand that holds it.
    """
    criteria = comparison.matrix.criteria
    total = sum(criterion.weight for criterion in criteria) or 1.0
    shares = {criterion.id: criterion.weight / total for criterion in criteria}
    zero = {kpi: 0.0 for kpi, weight in comparison.scenario.weights.items() if weight == 0}
    known = comparison.catalogue.kpis
    everything = {**{kpi: 0.0 for kpi in zero if kpi in comparison.kpis}, **shares}
    return {kpi: everything[kpi] for kpi in known if kpi in everything}
