"""The form of one work calendar: hours, days off, cut-off and zones as they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.translating import tr
from desktop_app.domain.work_calendar import WorkCalendar
from desktop_app.gui.common.choice_box import ChoiceBox
from desktop_app.gui.common.widgets import label
from desktop_app.gui.theme import SPACE


class HoursForm(QWidget):
    """Lines for one calendar; empty hours mean that there is none.

    Parameters
    ----------
    places : mapping of country to regions
        Whose public holidays are known.
    zones : sequence of str
        Names of time zones.
    """

    changed = Signal()

    def __init__(self, places: Mapping[str, tuple[str, ...]], zones: tuple[str, ...]) -> None:
        super().__init__()
        self._places = places
        self.hours = self._line(
            tr("Working hours"), tr("Mon-Fri 09:00-17:30, Sat 10:00-14:00, or 24x7")
        )
        self.country = self._choice(tr("Country"), ("", *places))
        self.region = self._choice(tr("Region"), ("",))
        self.closed = self._line(tr("Other days off"), "2026-12-24, 2026-12-31")
        self.cut_off = self._line(tr("Cut-off"), "15:00")
        self.zone = self._choice(tr("Time zone of the hours"), ("", *zones))
        self.log_zone = self._choice(tr("Time zone of the reports"), ("", *zones))
        self.country.currentTextChanged.connect(self._offer_regions)
        lines = QFormLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(SPACE)
        lines.setHorizontalSpacing(SPACE + 4)
        lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, hint in (
            (self.hours, tr("Hours without days leave out the country's weekend.")),
            (self.country, tr("Two-letter code; its public holidays are days off.")),
            (self.region, ""),
            (self.closed, ""),
            (self.cut_off, tr("What comes in later counts from the next opening.")),
            (self.zone, tr("Only needed where reports are written in another zone.")),
            (self.log_zone, ""),
        ):
            name = label(field.accessibleName())
            name.setBuddy(field)
            lines.addRow(name, field)
            if hint:
                lines.addRow("", label(hint, "small", wrap=True))

    def show_calendar(self, calendar: WorkCalendar | None) -> None:
        """Fill the lines; None empties them."""
        with QSignalBlocker(self):
            given = calendar or _NOTHING
            self.hours.setText(calendar.hours if calendar else "")
            self.country.setCurrentText(given.country)
            self._offer_regions(given.country)
            self.region.setCurrentText(given.region)
            self.closed.setText(", ".join(day.isoformat() for day in given.closed))
            self.cut_off.setText(given.cut_off)
            self.zone.setCurrentText(given.zone)
            self.log_zone.setCurrentText(given.log_zone)

    def calendar(self) -> WorkCalendar | None:
        """Return the calendar as typed, None without hours.

        Raises
        ------
        CalendarError
            If a line can't be read, naming it.
        """
        if not self.hours.text().strip():
            return None
        return WorkCalendar(
            hours=self.hours.text().strip(),
            country=self.country.currentText().strip().upper(),
            region=self.region.currentText().strip(),
            closed=_days(self.closed.text()),
            cut_off=self.cut_off.text().strip(),
            zone=self.zone.currentText().strip(),
            log_zone=self.log_zone.currentText().strip(),
        )

    def _line(self, name: str, example: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.textEdited.connect(self.changed)
        return line

    def _choice(self, name: str, items: tuple[str, ...]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(list(items))
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.currentTextChanged.connect(self.changed)
        return box

    def _offer_regions(self, country: str) -> None:
        with QSignalBlocker(self.region):
            self.region.clear()
            self.region.addItems(["", *self._places.get(country.strip().upper(), ())])
        self.region.setEnabled(self.region.count() > 1)


_NOTHING = WorkCalendar("24x7")


def _days(text: str) -> tuple[dt.date, ...]:
    """Return the dates of a list such as ``2026-12-24, 2026-12-31``."""
    days = []
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        try:
            days.append(dt.date.fromisoformat(part.strip()))
        except ValueError:
            raise CalendarError(
                tr("Other days off: '{part}' is no date.", part=part.strip()),
                tr("Write it like 2026-12-24."),
            ) from None
    return tuple(sorted(set(days)))
