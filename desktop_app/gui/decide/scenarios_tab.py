"""Scenarios side by side: ranks under each, what differs, and who is first where and why."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.rank_chart import RankChart
from desktop_app.gui.common.chart_panel import ChartPanel
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.widgets import button, column, label, row, selectable
from desktop_app.gui.decide import scenarios_change
from desktop_app.gui.decide.figure_click import follow_clicks
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.rank_lines import RankLines, rank_lines
from desktop_app.presenting.scenarios import SideBySide, differences_table, ranks_table


class ScenariosTab(QWidget):
    """Buttons that make and keep scenarios, over what they come to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: Comparison | None = None
        self.words = selectable(label("", "", wrap=True))
        self.ranks = desk.table(later("Ranks by scenario"), rows_only=True)
        self.chart = RankChart(desk.theme)
        self.panel = ChartPanel(
            desk, self.chart, self.ranks, lambda: RankChart(desk.theme), self._draw_alone,
            lambda: tr("Places under each scenario"),
        )  # fmt: skip
        self.panel.turn("table")
        follow_clicks(self.chart, desk)
        self._lines: RankLines | None = None
        self.apart = desk.table(later("What differs between scenarios"), rows_only=True)
        self.profiles = QMenu(self)
        self.new = QPushButton(tr("New from a profile"))
        self.new.setMenu(self.profiles)
        self.profiles.aboutToShow.connect(self._offer_profiles)
        self.remove = button(tr("Delete"), lambda: scenarios_change.remove(desk))
        reset = button(tr("Reset"), lambda: scenarios_change.reset(desk))
        reset.setToolTip(
            tr(
                "Weights, requirements, targets and rules as the profile has them; what "
                "was entered of money, hours and marks stays"
            )
        )
        top = row(
            self.new,
            button(tr("Duplicate…"), self._duplicate),
            button(tr("Rename…"), self._rename),
            self.remove,
            reset,
            button(tr("Save to a file…"), lambda: scenarios_change.save_file(self, desk)),
            button(tr("From a file…"), lambda: scenarios_change.open_file(self, desk)),
        )
        top.addStretch(1)
        self._apart_title = label(tr("What differs"), "strong")
        layout = column(top, self.words, self.panel, self._apart_title, self.apart, parent=self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setStretch(2, 4)
        layout.setStretch(4, 5)

    def show_comparison(self, comparison: Comparison) -> None:
        """Have all scenarios ranked by beside the window, unless they are shown already."""
        self.remove.setEnabled(bool(comparison.shelf.others))
        if self._asked is comparison:
            return
        self._asked = comparison
        self._desk.session.lookups.side_by_side(self._show, self._say)

    def _say(self, words: str) -> None:
        self._asked = None
        self.words.setText(words)

    def _show(self, view: SideBySide) -> None:
        self.words.setText("\n".join(view.sentences))
        self.ranks.show_table(ranks_table(view))
        self._lines = lines = rank_lines(view)
        if lines is not None:
            self.chart.show_chart(lines, self._desk.workbench.marks)
        self.panel.offer_chart(lines is not None)
        several = len(view.comparisons) > 1
        self._apart_title.setVisible(several)
        self.apart.setVisible(several)
        self.apart.show_table(differences_table(view))

    def _draw_alone(self, plot: RankChart) -> bool:
        if self._lines is not None:
            plot.show_chart(self._lines, self._desk.workbench.marks)
        return self._lines is not None

    def _offer_profiles(self) -> None:
        self.profiles.clear()
        catalogue = self._desk.workbench.catalogue
        for profile in catalogue.profiles.values() if catalogue is not None else ():
            action = self.profiles.addAction(profile.title)
            action.setToolTip(profile.description)
            action.triggered.connect(
                lambda _on=False, key=profile.id: scenarios_change.start_from_profile(
                    self._desk, key
                )
            )

    def _duplicate(self) -> None:
        scenario = self._desk.workbench.scenario
        if scenario is not None:
            name = scenarios_change.ask_name(
                self, tr("Duplicate"), tr("{scenario}, copy", scenario=scenario.name)
            )
            if name:
                scenarios_change.duplicate(self._desk, name)

    def _rename(self) -> None:
        scenario = self._desk.workbench.scenario
        if scenario is not None:
            name = scenarios_change.ask_name(self, tr("Rename"), scenario.name)
            if name:
                scenarios_change.rename(self._desk, name)
