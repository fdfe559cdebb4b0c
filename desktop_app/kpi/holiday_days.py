"""Public holidays and weekends by country, from the `holidays` package, offline.

The package is loaded with the first country that is asked for: most comparisons never do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.errors import CalendarError
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from holidays import HolidayBase


def holidays_version() -> str:
    """Return the version of the rules; a newer one may know more days."""
    from holidays.version import __version__

    return __version__


@lru_cache(maxsize=256)
def days_off(country: str, region: str, first_year: int, last_year: int) -> frozenset[dt.date]:
    """Return the public holidays of a country, or of a part of it, from year to year.

    Raises
    ------
    CalendarError
        If the package knows no such country or region.
    """
    return frozenset(_of(country, region, range(first_year, last_year + 1)))


@lru_cache(maxsize=256)
def weekend_of(country: str) -> frozenset[int]:
    """Return a country's days of rest (Monday is 0); Saturday and Sunday for no country."""
    if not country:
        return frozenset((5, 6))
    return frozenset(_of(country, "", range(2025, 2026)).weekend)


def known_countries() -> dict[str, tuple[str, ...]]:
    """Return the ISO code of every country that has rules, with the codes of its regions."""
    import holidays

    supported = holidays.list_supported_countries()
    return {code: tuple(supported[code]) for code in sorted(supported)}


def _of(country: str, region: str, years: Iterable[int]) -> HolidayBase:
    import holidays

    try:
        return holidays.country_holidays(country, subdiv=region or None, years=years)
    except NotImplementedError:
        where = (
            tr("region '{region}' of '{country}'", region=region, country=country)
            if region
            else tr("country '{country}'", country=country)
        )
        raise CalendarError(
            tr("Work calendar: no public holidays are known for the {where}.", where=where),
            tr("Give the country's two-letter ISO code, or leave it empty and list the days off."),
        ) from None
