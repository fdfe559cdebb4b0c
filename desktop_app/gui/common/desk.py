"""What every page is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.gui.preferences_store import PreferencesStore
from desktop_app.gui.session import Session
from desktop_app.gui.steps import Step
from desktop_app.gui.theme import Theme
from desktop_app.workbench.state import Workbench


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
