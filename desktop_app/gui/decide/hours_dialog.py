"""Working hours of the vendors: for all together, and for those that have their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.records import ANY_VENDOR
from desktop_app.domain.translating import tr
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.gui.common.widgets import column, label, row
from desktop_app.gui.decide.hours_form import HoursForm
from desktop_app.gui.theme import SPACE
from desktop_app.workbench.calendars import Places

Calendars = Mapping[str, WorkCalendar]


class HoursDialog(QDialog):
    """A list of vendors, and the calendar of the current one.

    Parameters
    ----------
    check : function of a calendar
        Raises `CalendarError` for a country, region or zone that is unknown.
    """

    def __init__(
        self,
        parent: QWidget | None,
        vendors: Sequence[str],
        calendars: Calendars,
        places: Places,
        check: Callable[[WorkCalendar], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Working hours"))
        self.setMinimumSize(SPACE * 112, SPACE * 64)
        self._check = check
        self._kept: dict[str, WorkCalendar] = dict(calendars)
        self._current = ANY_VENDOR
        self.vendors = QListWidget()
        self.vendors.setAccessibleName(tr("Whose working hours"))
        self.form = HoursForm(places.countries, places.zones)
        self.problem = label("", "problem", wrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        explained = label(
            tr(
                "Turnaround, resolution and response times are also measured in business "
                "time where a vendor has working hours: only the time in which it works "
                "counts."
            ),
            wrap=True,
        )
        self.vendors.setMaximumWidth(SPACE * 30)
        parts = row(self.vendors, self.form, spacing=SPACE * 2)
        parts.setStretch(1, 1)
        column(explained, parts, self.problem, self.buttons, parent=self, margin=SPACE * 2)
        self._fill(vendors)
        self.vendors.currentItemChanged.connect(self._choose)
        self.form.changed.connect(self._note)

    def calendars(self) -> dict[str, WorkCalendar]:
        """Return every calendar that was entered."""
        return dict(self._kept)

    def accept(self) -> None:
        """Close, unless a line can't be read or a place is unknown: then say which."""
        if not self._keep():
            return
        for vendor, calendar in self._kept.items():
            try:
                self._check(calendar)
            except CalendarError as error:
                self._go_to(vendor)
                self.problem.setText(str(error))
                return
        super().accept()

    def _fill(self, vendors: Sequence[str]) -> None:
        known = [ANY_VENDOR, *vendors, *(v for v in self._kept if v not in (ANY_VENDOR, *vendors))]
        for vendor in known:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, vendor)
            self.vendors.addItem(item)
        self.vendors.setCurrentRow(0)
        self._name_items()
        self.form.show_calendar(self._kept.get(ANY_VENDOR))

    def _name_items(self) -> None:
        for place in range(self.vendors.count()):
            item = self.vendors.item(place)
            vendor = str(item.data(Qt.ItemDataRole.UserRole))
            name = tr("All vendors") if vendor == ANY_VENDOR else vendor
            item.setText(f"{name}  ✓" if vendor in self._kept else name)

    def _note(self) -> None:
        self.problem.setText("")

    def _choose(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        """Keep what was typed for one vendor before the next is shown."""
        if item is None or not before:
            return
        vendor = str(item.data(Qt.ItemDataRole.UserRole))
        if vendor == self._current:
            return
        if self._keep():
            self._current = vendor
            self.form.show_calendar(self._kept.get(vendor))
        else:
            self._select(self._current)

    def _keep(self) -> bool:
        """Take over the current lines; False, and the reason shown, if they can't be read."""
        try:
            calendar = self.form.calendar()
        except CalendarError as error:
            self.problem.setText(str(error))
            return False
        if calendar is None:
            self._kept.pop(self._current, None)
        else:
            self._kept[self._current] = calendar
        self._name_items()
        return True

    def _go_to(self, vendor: str) -> None:
        """Show the calendar that was kept for a vendor."""
        self._select(vendor)
        self._current = vendor
        self.form.show_calendar(self._kept.get(vendor))

    def _select(self, vendor: str) -> None:
        """Make a vendor current in the list; the lines stay as they are."""
        with QSignalBlocker(self.vendors):
            for place in range(self.vendors.count()):
                if self.vendors.item(place).data(Qt.ItemDataRole.UserRole) == vendor:
                    self.vendors.setCurrentRow(place)
