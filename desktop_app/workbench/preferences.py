"""What the program remembers between sessions about how its user likes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any


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


MOST_RECENT = 8
"""How many projects are remembered."""


def _words(title: str, help_text: str) -> dict[str, str]:
    return {"title": title, "help": help_text}


@dataclass(frozen=True, slots=True)
class Preferences:
    """All preferences with their defaults; title and help text are in each field's metadata."""

    theme: ThemeChoice = field(
        default=ThemeChoice.SYSTEM,
        metadata=_words("Colours", "Light, dark, high contrast, or whatever the desktop uses."),
    )
    language: LanguageChoice = field(
        default=LanguageChoice.SYSTEM,
        metadata=_words(
            "Language", "The one chosen, or whatever the desktop uses; from the next start."
        ),
    )
    reports_folder: str = field(
        default="",
        metadata=_words(
            "Folder of reports", "Where choosing reports starts; empty is the home folder."
        ),
    )
    project_folder: str = field(
        default="",
        metadata=_words("Folder of projects", "Where opening and saving projects starts."),
    )
    export_folder: str = field(
        default="",
        metadata=_words(
            "Folder of exports", "Where a comparison's workbook is offered to be written."
        ),
    )
    vendors_down: bool = field(
        default=False,
        metadata=_words("Vendors as rows", "Whether the KPI table has a row for each vendor."),
    )
    tour_seen: bool = field(
        default=False,
        metadata=_words("Tour seen", "Whether the short tour of the window was closed before."),
    )
    recent_projects: tuple[str, ...] = field(
        default=(),
        metadata=_words("Recent projects", "Files of the projects used last, the latest first."),
    )
    hidden_columns: tuple[str, ...] = field(
        default=(),
        metadata=_words(
            "Hidden columns", "Columns of tables that are not shown, as 'table/column'."
        ),
    )


def as_text(preferences: Preferences) -> dict[str, str]:
    """Return every preference as the text that `from_text` reads back."""
    return {item.name: _text(getattr(preferences, item.name)) for item in fields(preferences)}


def with_recent(recent: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Return the recent projects after one was opened or saved: it is the first now."""
    return (path, *(other for other in recent if other != path))[:MOST_RECENT]


def from_text(stored: Mapping[str, str]) -> Preferences:
    """Return preferences from stored texts.

    A text that is no value of its preference (an older or newer program wrote it) is passed
    over, and the default stays: a preference is never a reason not to start.
    """
    return replace(Preferences(), **dict(_readable(stored)))


def _readable(stored: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for item in fields(Preferences):
        text = stored.get(item.name)
        if text is None:
            continue
        read = _READERS.get(type(item.default), str)
        try:
            yield item.name, read(text)
        except ValueError:
            continue


def _text(value: object) -> str:
    """Return a value's stored text; several are JSON, as a path may hold any separator."""
    return json.dumps(value) if isinstance(value, tuple) else str(value)


def _read_texts(text: str) -> tuple[str, ...]:
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
