"""What every page is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.translating import tr
from desktop_app.gui.common.shown_vendors import ShownVendors
from desktop_app.gui.common.turns import Turns
from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.session import Session
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import Theme
from desktop_app.workbench.state import Workbench

if TYPE_CHECKING:
    from desktop_app.gui.common.table_view import TableView
    from desktop_app.gui.sources.start import StartScreen


@dataclass(frozen=True, slots=True)
class Desk:
    """The open comparison, what can be done with it, and how to get to another step."""

    workbench: Workbench
    session: Session
    theme: Theme
    preferences: PreferencesStore
    go: Callable[[Step], None]
    choose_reports: Callable[[], None]
    choose_project: Callable[[], None]
    open_paths: Callable[[list[Path]], None]
    turns: Turns
    shown: ShownVendors
    show_figure: Callable[[str, str], None]
    """Takes a KPI and a vendor, and goes to where the figure's cells are shown."""
    start: StartScreen
    """What is shown as long as there is no report."""

    def table(self, name: str, rows_only: bool = False) -> TableView:
        """Return a new table whose columns are those that were chosen for it last time.

        Parameters
        ----------
        name : str
            Marked by `later`. Its translation is spoken by screen readers; itself it tells the
            table from the others, in whatever language.
        """
        # Here and not above: the first screen has no table, and is to be there at once.
        from desktop_app.gui.common.kept_columns import keep_columns
        from desktop_app.gui.common.table_view import TableView

        made = TableView(self.theme, tr(name), rows_only)
        keep_columns(made, name, self.preferences)
        return made
