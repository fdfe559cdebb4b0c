"""The Trends step: what it will hold, and where trends are until then."""

from __future__ import annotations

from desktop_app.gui.common.desk import Desk
from desktop_app.gui.common.page import Page
from desktop_app.gui.common.widgets import EmptyState, button, column
from desktop_app.gui.steps import STEPS, Step
from desktop_app.workbench.state import Topic


class TrendsPage(Page):
    """Leads to the chart over time of the Compare step."""

    topics = frozenset({Topic.COMPARISON})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._empty = EmptyState(desk.theme, STEPS[Step.TRENDS].icon)
        column(self._empty, parent=self)

    def refresh(self) -> None:
        """Say what can be done now."""
        later = (
            "Later versions show all KPIs here side by side, with forecasts and unusual months "
            "marked."
        )
        if self.desk.workbench.comparison is None:
            sources = button("Go to Sources", lambda: self.desk.go(Step.SOURCES), "primary")
            self._empty.say(
                "Trends need reports first",
                f"With reports open, one KPI at a time can be followed over months. {later}",
                sources,
            )
        else:
            self._empty.say(
                "One KPI over time is in Compare",
                f"Its chart shows every vendor's months, the target and the gaps. {later}",
                button("Show it over time", self._show, "primary"),
            )

    def _show(self) -> None:
        self.desk.show_over_time()
