"""The Decide step: weights that are moved, how sure the ranking is, methods, and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from desktop_app.domain.translating import later, tr
from desktop_app.gui.charts.stacked_chart import StackedChart
from desktop_app.gui.charts.value_chart import ValueChart
from desktop_app.gui.charts.weight_chart import WeightChart
from desktop_app.gui.common.asking import answer_of
from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.lazy_tabs import LazyTabs
from desktop_app.gui.common.profile_chooser import ProfileChooser
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import button, chooser, column, label, line, row, scrolled
from desktop_app.gui.decide.decision_button import DecisionButton
from desktop_app.gui.decide.definitions_dialog import DefinitionsDialog
from desktop_app.gui.decide.hours_dialog import HoursDialog
from desktop_app.gui.decide.methods_tab import MethodsTab
from desktop_app.gui.decide.money.menu import MoneyButton
from desktop_app.gui.decide.requirements_tab import RequirementsTab
from desktop_app.gui.decide.scenario_box import ScenarioBox
from desktop_app.gui.decide.scenarios_tab import ScenariosTab
from desktop_app.gui.decide.sure_tab import PLACES, SureTab
from desktop_app.gui.decide.trade_off_tab import TradeOffTab
from desktop_app.gui.decide.values_tab import ValuesTab
from desktop_app.gui.decide.weights.change import change_marks, change_weights
from desktop_app.gui.decide.weights_tab import WeightsTab
from desktop_app.gui.decide.window_dialog import WindowDialog
from desktop_app.gui.notice import Notice
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import weights_table
from desktop_app.presenting.definitions import definition_choices, numbers_in_use
from desktop_app.presenting.scenario_words import scenario_sentences
from desktop_app.presenting.windows_offered import offered_windows, span_of
from desktop_app.scoring.model import COMMON, Scenario
from desktop_app.workbench.calendars import Places, check_calendar

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.presenting.how_sure import HowSure

_ASK = "ask"
"""What the box holds beside the words that ask for days."""


class DecidePage(ComparisonPage):
    """Tabs: weights with the ranking beside them, how sure it is, methods, and the rules."""

    step = Step.DECIDE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rules = label("", wrap=True)
        self.tabs = LazyTabs(desk.theme, tr("Decide"))
        self.tabs.opened.connect(self._show_tab)

    @cached_property
    def profile(self) -> ProfileChooser:
        """Return the box of priorities."""
        return ProfileChooser(self.desk)

    @cached_property
    def scenario(self) -> ScenarioBox:
        """Return the box of scenarios."""
        return ScenarioBox(self.desk)

    @cached_property
    def weights(self) -> TableView:
        """Return the table of weights and targets."""
        return self.desk.table(later("Weights"), rows_only=True)

    @cached_property
    def _window_box(self) -> QComboBox:
        """Return the box of months compared."""
        return chooser(tr("Months compared"))

    @cached_property
    def money(self) -> MoneyButton:
        """Return the way to prices and contracts."""
        return MoneyButton(self.desk)

    @cached_property
    def decision(self) -> DecisionButton:
        """Return the way to the decision."""
        return DecisionButton(self.desk)

    @cached_property
    def sliders(self) -> WeightsTab:
        """Return the weights that are moved."""
        return WeightsTab(self.desk)

    @cached_property
    def values(self) -> ValuesTab:
        """Return the value functions."""
        return self.owned(ValuesTab(self.desk, self._curve))

    @cached_property
    def trade_off(self) -> TradeOffTab:
        """Return two things against each other."""
        return self.owned(TradeOffTab(self.desk))

    @cached_property
    def _places(self) -> StackedChart:
        """Return the chart of places, which takes as long to make as the words of its tab."""
        return self.owned(StackedChart(self.desk.theme, tr(PLACES)))

    @cached_property
    def _lines(self) -> WeightChart:
        """Return the chart of scores over one weight, which takes as long again."""
        return self.owned(WeightChart(self.desk.theme))

    @cached_property
    def _curve(self) -> ValueChart:
        """Return the chart of a value function, which takes as long as the fields around it."""
        return self.owned(ValueChart(self.desk.theme))

    @cached_property
    def sure(self) -> SureTab:
        """Return how sure the ranking is."""
        sure = self.owned(SureTab(self.desk, self._places, self._lines))
        sure.worked_out.connect(self._tell_methods)
        sure.forgotten.connect(self._forget_methods)
        return sure

    @cached_property
    def methods(self) -> MethodsTab:
        """Return the methods side by side."""
        return self.owned(MethodsTab(self.desk))

    @cached_property
    def requirements(self) -> RequirementsTab:
        """Return what a vendor must reach."""
        return self.owned(RequirementsTab(self.desk))

    @cached_property
    def scenarios(self) -> ScenariosTab:
        """Return the scenarios side by side."""
        return self.owned(ScenariosTab(self.desk))

    @cached_property
    def rules(self) -> QWidget:
        """Return the rules that the ranking rests on."""
        return self.owned(self._rules_tab())

    def pieces(self) -> Iterator[object]:
        """Make what is seen at the first visit."""
        for name in (
            "profile",
            "scenario",
            "weights",
            "_window_box",
            "money",
            "decision",
            "sliders",
        ):
            yield getattr(self, name)

    def later_parts(self) -> Iterator[None]:
        """Make the other tabs."""
        yield from self.tabs.make_all()

    def build(self) -> QWidget:
        """Return the page's parts in their places."""
        content = QWidget()
        for title, *makers in (
            (tr("Weights"), lambda: self.sliders),
            (tr("Value functions"), lambda: self._curve, lambda: self.values),
            (tr("Trade-off"), lambda: self.trade_off),
            (tr("How sure"), lambda: self._places, lambda: self._lines, lambda: self.sure),
            (tr("Methods"), lambda: self.methods),
            (tr("Requirements"), lambda: self.requirements),
            (tr("Scenarios"), lambda: self.scenarios),
            (tr("Rules"), lambda: self.rules),
        ):
            self.tabs.add(title, *makers)
        self.desk.theme.dress(self.decision)
        self.tabs.setCornerWidget(self.decision)
        head = row(self.scenario, self.profile, spacing=SPACE * 2)
        head.setStretch(1, 1)
        layout = column(head, self.tabs, parent=content, spacing=SPACE)
        layout.setStretch(1, 1)
        return content

    def to_dress(self) -> Iterable[QWidget]:
        """Return what is above the tabs, which are dressed one by one."""
        return self.scenario, self.profile

    def _rules_tab(self) -> QWidget:
        """Return weights and targets as they are used, and the rules in sentences."""
        content = QWidget()
        rules = QFrame()
        rules.setProperty("kind", "card")
        lead = row(button(tr("See the ranking"), lambda: self.desk.go(Step.COMPARE), "primary"))
        weighed = row(
            button(tr("Weights…"), lambda: change_weights(self, self.desk)),
            button(tr("Own criteria…"), lambda: change_marks(self, self.desk)),
        )
        weighed.addStretch(1)
        entered = row(
            button(tr("Working hours…"), self.change_hours),
            button(tr("Definitions…"), self.change_definitions),
            self.money,
        )
        self._window_box.activated.connect(self._choose_window)
        months = row(label(tr("Months compared")), self._window_box)
        months.addStretch(1)
        lead.addStretch(1)
        entered.addStretch(1)
        inner = column(
            label(tr("What the ranking rests on"), "heading"),
            scrolled(self._rules, tr("What the ranking rests on")),
            line(),
            months,
            weighed,
            entered,
            lead,
            parent=rules,
            margin=SPACE * 2,
            spacing=SPACE + 4,
        )
        inner.setStretch(1, 1)
        rules.setMinimumWidth(SPACE * 40)
        parts = row(self.weights, rules, parent=content, spacing=SPACE * 2)
        parts.setContentsMargins(0, SPACE, 0, 0)
        parts.setStretch(0, 3)
        parts.setStretch(1, 2)
        return content

    def _show_tab(self, tab: QWidget) -> None:
        """Bring only the open tab up to date: the others are when they are opened."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        if isinstance(tab, WeightsTab):
            self.sliders.show_comparison(comparison)
        elif isinstance(tab, ValuesTab):
            self.values.show_comparison(comparison)
        elif isinstance(tab, TradeOffTab):
            self.trade_off.show_comparison(comparison)
        elif isinstance(tab, RequirementsTab):
            self.requirements.show_comparison(comparison)
        elif isinstance(tab, ScenariosTab):
            self.scenarios.show_comparison(comparison)
        elif isinstance(tab, SureTab | MethodsTab):
            if isinstance(tab, MethodsTab):
                self.methods.show_comparison(comparison)
            self.sure.show_comparison(comparison)

    def _tell_methods(self, how: HowSure) -> None:
        self.methods.show_how_sure(how)

    def _forget_methods(self) -> None:
        self.methods.forget()

    def _offer_windows(self, scenario: Scenario) -> None:
        """Show which months are compared; a window of the scenario's own is kept in the list."""
        offered = [
            (tr("All that each vendor has"), ""),
            (tr("The latest that all vendors have"), COMMON),
        ]
        if scenario.window not in ("", COMMON):
            offered.append((scenario.window, scenario.window))
        offered.append((tr("Days of your own…"), _ASK))
        with QSignalBlocker(self._window_box):
            self._window_box.clear()
            for words, window in offered:
                self._window_box.addItem(words, window)
            self._window_box.setCurrentIndex(self._window_box.findData(scenario.window))

    def _choose_window(self, place: int) -> None:
        scenario = self.desk.workbench.scenario
        window = str(self._window_box.itemData(place))
        if window == _ASK:
            window = self._ask_window(scenario)
        if scenario is not None and window != scenario.window:
            after = replace(scenario, window=window)
            self.desk.workbench.set_scenario(tr("choose the months compared"), after)

    def _ask_window(self, scenario: Scenario | None) -> str:
        """Ask from which day to which; return the window as it is when thought better of."""
        comparison = self.desk.workbench.comparison
        if comparison is None or scenario is None:
            return ""
        dialog = WindowDialog(self, offered_windows(comparison), span_of(comparison))
        chosen = dialog.label_chosen() if answer_of(dialog) else scenario.window
        self._offer_windows(scenario)
        return chosen

    def change_hours(self) -> None:
        """Ask for the vendors' working hours; the places they can name are looked up before."""
        self.desk.session.lookups.places(self._ask_hours, self._say)

    def change_definitions(self) -> None:
        """Ask which definition of each KPI is compared."""
        workbench = self.desk.workbench
        comparison, scenario = workbench.comparison, workbench.scenario
        if comparison is None or scenario is None:
            return
        choices = definition_choices(comparison)
        if not choices:
            self._say(tr("There is only one definition of each KPI in these reports."))
            return
        numbers = numbers_in_use(comparison)
        dialog = DefinitionsDialog(
            self, choices, scenario.definitions, numbers, scenario.parameters
        )
        if not answer_of(dialog):
            return
        chosen, set_to = dialog.definitions(), dialog.parameters()
        if (chosen, set_to) != (dict(scenario.definitions), dict(scenario.parameters)):
            after = replace(scenario, definitions=chosen, parameters=set_to)
            workbench.set_scenario(tr("choose definitions"), after)

    def _ask_hours(self, places: Places) -> None:
        workbench = self.desk.workbench
        comparison, scenario = workbench.comparison, workbench.scenario
        if comparison is None or scenario is None:
            return
        dialog = HoursDialog(self, comparison.vendors, scenario.calendars, places, check_calendar)
        if answer_of(dialog) and dialog.calendars() != dict(scenario.calendars):
            after = replace(scenario, calendars=dialog.calendars())
            workbench.set_scenario(tr("set working hours"), after)

    def _say(self, words: str) -> None:
        self.desk.session.noticed.emit(Notice(words, "look"))

    def show_comparison(self) -> None:
        """Show weights and rules of the present ranking."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self.profile.refresh()
        self.scenario.refresh()
        self._offer_windows(comparison.scenario)
        self.weights.show_table(weights_table(comparison))
        self._rules.setText("\n\n".join(scenario_sentences(comparison)))
        self.tabs.open_soon()
