"""Which vendors the charts show: one choice for the whole window, for as long as it is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

FIRST_SHOWN = 8
"""How many vendors are shown at first, the best ranked ones: more lines can't be told apart."""


class ShownVendors(QObject):
    """Remembers for each vendor whether it is shown; `changed` is sent when that changes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, bool] = {}
        self._chosen: dict[str, bool] = {}

    def offer(self, vendors: Sequence[str]) -> None:
        """Take vendors in, the best ranked first; those known stay as they were put."""
        for place, vendor in enumerate(vendors):
            self._shown.setdefault(vendor, place < FIRST_SHOWN)

    def is_shown(self, vendor: str) -> bool:
        """Return whether a vendor is shown; one nobody offered is."""
        return self._shown.get(vendor, True)

    def is_put_off(self, vendor: str) -> bool:
        """Return whether the user hid a vendor, and not merely the number of vendors did."""
        return self._chosen.get(vendor) is False

    def put(self, vendor: str, shown: bool) -> None:
        """Show or hide a vendor in all charts, as the user says."""
        if self.is_shown(vendor) != shown or self.is_put_off(vendor) is shown:
            self._shown[vendor] = self._chosen[vendor] = shown
            self.changed.emit()
