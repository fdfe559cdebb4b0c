"""The units in which reports write their values, in words."""

from __future__ import annotations

from desktop_app.domain.translating import later, tr

_WORDS = {
    "milliseconds": later("milliseconds"),
    "seconds": later("seconds"),
    "minutes": later("minutes"),
    "hours": later("hours"),
    "days": later("days"),
    "weeks": later("weeks"),
    "months": later("months"),
    "years": later("years"),
    "percent": later("percent"),
    "share": later("share"),
    "per_mille": later("per mille"),
    "thousands": later("thousands"),
    "lakhs": later("lakhs"),
    "millions": later("millions"),
    "crores": later("crores"),
    "billions": later("billions"),
    "per_hundred": later("per hundred"),
    "per_thousand": later("per thousand"),
    "per_ten_thousand": later("per ten thousand"),
    "per_million": later("per million"),
    "points": later("points"),
    "stars": later("stars"),
}
"""Words by the ids of `catalogue.model.UNIT_WORDS`."""


def unit_words(units: str) -> str:
    """Return one or several ids of units in words; what is none, as a currency, stays as it is."""
    return " ".join(
        tr(_WORDS[unit]) if unit in _WORDS else unit.replace("_", " ") for unit in units.split(" ")
    )
