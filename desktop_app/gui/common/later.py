"""A place in the window for something that is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from desktop_app.gui.common.widgets import column

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Holds the widget that `make` returns; it is made at the first use of `made`."""

    def __init__(self, make: Callable[[], W]) -> None:
        super().__init__()
        self._make = make
        self._made: W | None = None
        self._place = column(parent=self)

    @property
    def made(self) -> W:
        """Return the widget, made now if it was not before."""
        if self._made is None:
            self._made = self._make()
            self._place.addWidget(self._made)
        return self._made
