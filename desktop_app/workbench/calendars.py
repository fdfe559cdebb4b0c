"""What work calendars can name: countries, regions and time zones; and whether one holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.domain.work_calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Places:
    """ISO codes of countries with those of their regions, and names of time zones."""

    countries: Mapping[str, tuple[str, ...]]
    zones: tuple[str, ...]


def known_places() -> Places:
    """Return every place that a calendar can name; loads the rules of the holidays."""
    from zoneinfo import available_timezones

    from desktop_app.kpi.holiday_days import known_countries

    zones = tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))
    return Places(known_countries(), zones)


def check_calendar(calendar: WorkCalendar) -> None:
    """Raise `CalendarError` if a calendar's country, region or zone is unknown."""
    from desktop_app.kpi.clock import check_calendar as check

    check(calendar)
