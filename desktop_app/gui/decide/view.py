"""The Decide step: what the ranking rests on; the profile can be changed, the rest is read."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.profile_chooser import ProfileChooser
from desktop_app.gui.common.table_view import TableView
from desktop_app.gui.common.waiting import ComparisonPage
from desktop_app.gui.common.widgets import button, column, label, line, row
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.comparison_tables import weights_table
from desktop_app.presenting.scenario_words import scenario_sentences


class DecidePage(ComparisonPage):
    """Weights as they are used, requirements, and the rules in sentences."""

    step = Step.DECIDE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.profile = ProfileChooser(desk)
        self.weights = TableView(desk.theme, "Weights", rows_only=True)
        self._rules = label("", wrap=True)

    def build(self) -> QWidget:
        """Return the page's parts in their places."""
        content = QWidget()
        rules = QFrame()
        rules.setProperty("kind", "card")
        later = label(
            "Weights as sliders, targets and scenarios side by side come with a later version. "
            "Today a profile can be chosen above, and the command line takes a scenario of your "
            "own: vendorbench compare FILE... --profile MY.toml.",
            "small",
            wrap=True,
        )
        lead = row(button("See the ranking", lambda: self.desk.go(Step.COMPARE), "primary"))
        lead.addStretch(1)
        inner = column(
            label("What the ranking rests on", "heading"),
            self._rules,
            line(),
            later,
            lead,
            parent=rules,
            margin=SPACE * 2,
            spacing=SPACE + 4,
        )
        inner.addStretch(1)
        rules.setMinimumWidth(SPACE * 40)
        parts = row(self.weights, rules, spacing=SPACE * 2)
        parts.setStretch(0, 3)
        parts.setStretch(1, 2)
        layout = column(self.profile, parts, parent=content, spacing=SPACE + 4)
        layout.setStretch(1, 1)
        return content

    def show_comparison(self) -> None:
        """Show weights and rules of the present ranking."""
        comparison = self.desk.workbench.comparison
        if comparison is None:
            return
        self.profile.refresh()
        self.weights.show_table(weights_table(comparison))
        self._rules.setText("\n\n".join(scenario_sentences(comparison)))
