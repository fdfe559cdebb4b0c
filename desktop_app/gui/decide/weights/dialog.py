"""The weights of the ranking: answered in four ways, by one evaluator or several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QTabWidget,
    QWidget,
)

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Evaluator, Pooling, Way
from desktop_app.domain.translating import later, tr
from desktop_app.gui.common.widgets import button, chooser, column, label, name_tabs, row
from desktop_app.gui.decide.weights.pairs_tab import PairsTab
from desktop_app.gui.decide.weights.people_tab import PeopleTab
from desktop_app.gui.decide.weights.points_tab import PointsTab
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.model import Comparison
from desktop_app.presenting.weighing import weighable, weight_notes
from desktop_app.scoring.evaluators import consensus, weights_of, within_categories

OWN = later("Own")
"""The evaluator of whoever weighs alone."""
_TITLES = {
    Way.DIRECT: later("Direct"),
    Way.ORDER: later("Rank order"),
    Way.SWING: later("Swing"),
    Way.PAIRWISE: later("Pairwise"),
}
_MOST_NOTES = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the dialog came to: what is ranked by, and everyone's answers."""

    weights: Mapping[str, float]
    evaluators: tuple[Evaluator, ...]
    pooling: Pooling


class WeightsDialog(QDialog):
    """A tab for each way of answering, for the evaluator chosen above, and one of all."""

    def __init__(self, parent: QWidget | None, theme: Theme, comparison: Comparison) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Weights"))
        self.resize(SPACE * 140, SPACE * 86)
        self._comparison = comparison
        scenario = comparison.scenario
        self._kpis = weighable(comparison)
        own = Evaluator(
            tr(OWN), Way.DIRECT, {k: 100 * w for k, w in _scaled(scenario.weights).items()}
        )
        self._people = list(scenario.evaluators) or [own]
        if not any(weights_of(one) for one in self._people):  # they only gave marks so far
            self._people[0] = replace(self._people[0], way=own.way, answers=own.answers, pairs={})
        self._weighed: list[Weighed] = []
        self.who = chooser(tr("Evaluator"))
        self.tabs = QTabWidget()
        name_tabs(self.tabs, self.windowTitle())
        self.points = {way: PointsTab(way, self._kpis) for way in Way if way is not Way.PAIRWISE}
        self.pairs = PairsTab(self._kpis)
        self.people = PeopleTab(theme, scenario.pooling)
        self.problem = label("", "problem", wrap=True)
        self.notes = label("", "small", wrap=True)
        for way, title in _TITLES.items():
            tab = self.pairs if way is Way.PAIRWISE else self.points[way]
            self.tabs.addTab(tab, tr(title))
        self.tabs.addTab(self.people, tr("Evaluators"))
        self._build()
        self._list_people(self._people[0].name)
        self.people.offer(self._people, self._in_use(scenario.weights))
        self._show_person()

    def weighed(self) -> Weighed:
        """Return what was entered when the dialog was accepted."""
        return self._weighed[-1]

    def accept(self) -> None:
        """Close, unless an answer can't be read or nothing carries weight."""
        try:
            weights = self.ranked_by()
            if not weights:
                raise ScenarioError(tr("Nothing carries weight yet: answer on one KPI at least."))
        except ScenarioError as error:
            self.problem.setText(str(error))
            return
        self._weighed = [Weighed(weights, tuple(self._people), self.people.kind())]
        super().accept()

    def ranked_by(self) -> dict[str, float]:
        """Return the weights that are ranked by: one evaluator's, or the consensus.

        Raises
        ------
        ScenarioError
            If someone's answers can't be weights.
        """
        chosen = self.people.chosen()
        each = {one.name: weights_of(one) for one in self._people}
        if chosen:
            return each[chosen]
        return consensus([weights for weights in each.values() if weights], self.people.kind())

    def add_person(self, name: str) -> bool:
        """Add an evaluator, who begins with no answer; False if the name is taken or empty."""
        name = " ".join(name.split())
        if not name or name in {one.name for one in self._people}:
            return False
        self._people.append(Evaluator(name))
        self._list_people(name)
        self.people.offer(self._people, "" if len(self._people) == 2 else self.people.chosen())
        self._show_person()
        return True

    def remove_person(self) -> None:
        """Take the evaluator out; the last one stays."""
        if len(self._people) < 2:
            self.problem.setText(tr("One evaluator is needed."))
            return
        del self._people[self._place()]
        self._list_people(self._people[0].name)
        self.people.offer(self._people, self.people.chosen())
        self._show_person()

    def _ask_person(self) -> None:
        name, given = QInputDialog.getText(self, tr("Evaluator"), tr("Name of the evaluator:"))
        if given and not self.add_person(name):
            self.problem.setText(tr("Each evaluator needs a name of its own."))

    def _place(self) -> int:
        return max(self.who.currentIndex(), 0)

    def _list_people(self, name: str) -> None:
        with QSignalBlocker(self.who):
            self.who.clear()
            for one in self._people:
                self.who.addItem(one.name)
            self.who.setCurrentText(name)

    def _in_use(self, weights: Mapping[str, float]) -> str:
        """Return the evaluator whose weights the scenario ranks by, ``""`` for a consensus."""
        now = _scaled(weights)
        for one in self._people:
            theirs = weights_of(one)
            if theirs.keys() == now.keys() and all(
                abs(theirs[kpi] - now[kpi]) < 1e-9 for kpi in now
            ):
                return one.name
        return ""

    def _show_person(self) -> None:
        """Show the answers of the evaluator chosen above, in the tab of their way."""
        one = self._people[self._place()]
        for tab in self.points.values():
            tab.show_answers(self._as_asked(one, tab.way))
        self.pairs.show_pairs(one.pairs)
        if self.tabs.currentWidget() is not self.people:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(list(_TITLES).index(one.way))
        self._show_all()

    def _as_asked(self, one: Evaluator, way: Way) -> dict[str, float]:
        """Return answers in the way they were given, else what they would be in another."""
        if one.way is way:
            return dict(one.answers)
        weights = weights_of(one)
        if way is Way.ORDER:
            ordered = sorted(weights, key=lambda kpi: -weights[kpi])
            return {kpi: float(place) for place, kpi in enumerate(ordered, start=1)}
        top = max(weights.values(), default=1.0)
        whole = top if way is Way.SWING else 1.0
        return {kpi: 100 * weight / whole for kpi, weight in weights.items()}

    def _answered(self, way: Way) -> None:
        """Take over what was typed as the evaluator's answer, in this way from now on."""
        one = self._people[self._place()]
        self.problem.setText("")
        try:
            after = self._read(one, way)
            weights_of(after)
        except ScenarioError as error:
            self.problem.setText(str(error))
            return
        self._people[self._place()] = after
        self._show_all()

    def _read(self, one: Evaluator, way: Way) -> Evaluator:
        """Return the evaluator with what stands in the tab of that way."""
        if way is Way.PAIRWISE:
            return replace(one, way=way, answers={}, pairs=self.pairs.pairs())
        tab = self.points[way]
        answers, categories = tab.answers(), tab.category_points()
        if categories:
            of = {kpi.id: kpi.category for kpi in self._kpis}
            within = {
                name: {kpi: value for kpi, value in answers.items() if of[kpi] == name}
                for name in categories
            }
            answers = {k: 100 * w for k, w in within_categories(categories, within).items()}
        return replace(one, way=way, answers=answers, pairs={})

    def _tab_changed(self) -> None:
        self.problem.setText("")
        self._show_all()

    def _show_all(self) -> None:
        """Show what to know about the weights in use, and all evaluators where they are seen."""
        try:
            weights = self.ranked_by()
            notes = weight_notes(self._comparison, weights) if weights else ()
        except ScenarioError as error:
            self.problem.setText(str(error))
            return
        self.notes.setText("\n".join(notes[:_MOST_NOTES]))
        if self.tabs.currentWidget() is self.people:
            self.people.show_evaluators(self._comparison, self._people)

    def _build(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        top = row(
            label(tr("Answers of")),
            self.who,
            button(tr("Add evaluator…"), self._ask_person),
            button(tr("Remove"), self.remove_person),
        )
        top.addStretch(1)
        layout = column(
            top, self.tabs, self.notes, self.problem, buttons, parent=self, margin=SPACE * 2
        )
        layout.setStretch(1, 1)
        self.who.activated.connect(lambda _place: self._show_person())
        self.tabs.currentChanged.connect(lambda _place: self._tab_changed())
        self.people.changed.connect(self._show_all)
        for way, tab in self.points.items():
            tab.changed.connect(lambda way=way: self._answered(way))
        self.pairs.changed.connect(lambda: self._answered(Way.PAIRWISE))


def _scaled(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {kpi: weight / total for kpi, weight in weights.items() if weight > 0}
