"""What the program remembers between sessions about how its user likes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class ThemeChoice(StrEnum):
    """Which colours the window has; SYSTEM follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    SYSTEM = "system"


class LanguageChoice(StrEnum):
    """The languages the program speaks, by their ISO codes; SYSTEM follows the desktop."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"


_NONE = "[]"
MOST_RECENT = 8
"""How many projects are remembered."""


class Preferences(NamedTuple):
    """All preferences with their defaults.

    Parameters
    ----------
    theme : ThemeChoice
    language : LanguageChoice
        Used from the next start on.
    reports_folder, project_folder, export_folder : str
        Where choosing reports, projects and a place for workbooks starts; ``""`` is the home
        folder.
    vendors_down : bool
        Whether the KPI table has a row for each vendor.
    tour_seen : bool
        Whether the short tour of the window was closed before.
    recent_projects : tuple of str
        Files of the projects used last, the latest first.
    hidden_columns : tuple of str
        Columns of tables that are not shown, as ``table/column``.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: LanguageChoice = LanguageChoice.SYSTEM
    reports_folder: str = ""
    project_folder: str = ""
    export_folder: str = ""
    vendors_down: bool = False
    tour_seen: bool = False
    recent_projects: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def as_text(preferences: Preferences) -> dict[str, str]:
    """Return every preference as the text that `from_text` reads back."""
    return {name: _text(value) for name, value in preferences._asdict().items()}


def with_recent(recent: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Return the recent projects after one was opened or saved: it is the first now."""
    return (path, *(other for other in recent if other != path))[:MOST_RECENT]


def from_text(stored: Mapping[str, str]) -> Preferences:
    """Return preferences from stored texts.

    A text that is no value of its preference (an older or newer program wrote it) is passed
    over, and the default stays: a preference is never a reason not to start.
    """
    return Preferences(**dict(_readable(stored)))


def _readable(stored: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, default in Preferences._field_defaults.items():
        text = stored.get(name)
        if text is None:
            continue
        read = _READERS.get(type(default), str)
        try:
            yield name, read(text)
        except ValueError:
            continue


def _text(value: object) -> str:
    """Return a value's stored text; several are JSON, as a path may hold any separator."""
    if not isinstance(value, tuple):
        return str(value)
    import json  # here, as it takes a while and the window waits for the rest of this module

    return json.dumps(value)


def _read_texts(text: str) -> tuple[str, ...]:
    if text == _NONE:
        return ()
    import json

    items = json.loads(text)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(text)
    return tuple(items)


def _read_bool(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError(text)
    return text == "True"


_READERS: dict[type, Callable[[str], Any]] = {
    bool: _read_bool,
    tuple: _read_texts,
    ThemeChoice: ThemeChoice,
    LanguageChoice: LanguageChoice,
}
