"""Keeps preferences and the window's place where the desktop keeps such things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from desktop_app.workbench.preferences import Preferences, as_text, from_text

_GROUP = "preferences"


class PreferencesStore(QObject):
    """The present preferences; `changed` is sent after each change, which is stored at once."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._settings.beginGroup(_GROUP)
        stored = {key: str(settings.value(key)) for key in settings.childKeys()}
        self._settings.endGroup()
        self.value: Preferences = from_text(stored)

    def change(self, **values: Any) -> None:
        """Set preferences by name and store them."""
        after = self.value._replace(**values)
        if after == self.value:
            return
        self.value = after
        for key, text in as_text(after).items():
            self._settings.setValue(f"{_GROUP}/{key}", text)
        self.changed.emit()

    def geometry(self) -> QByteArray:
        """Return the window's stored place, empty at the first start."""
        stored = self._settings.value("window/geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Store the window's place."""
        self._settings.setValue("window/geometry", geometry)

    def sizes(self, name: str) -> list[int]:
        """Return the stored sizes of a page's parts; empty if none are, or they can't be read."""
        texts = str(self._settings.value(f"sizes/{name}", "")).split()
        return [int(text) for text in texts] if all(map(str.isdecimal, texts)) else []

    def keep_sizes(self, name: str, sizes: Sequence[int]) -> None:
        """Store the sizes of a page's parts, unless one of them is not shown at present."""
        if all(sizes):
            self._settings.setValue(f"sizes/{name}", " ".join(map(str, sizes)))
