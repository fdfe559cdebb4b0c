"""What unit ids are worth in the canonical unit, and how numbers in cells abbreviate them.

Unit words are the catalogue's (`Words.units`); here are only those that mean something else, or
anything at all, directly beside a number of one kind: ``m`` is minutes in a duration, months in
years of experience and millions in money.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.translating import later, tr

SECONDS: Mapping[str, float] = {
    "milliseconds": 0.001,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
}
"""Seconds of each unit of a duration."""

SHARES: Mapping[str, float] = {
    "share": 1.0,
    "percent": 0.01,
    "per_hundred": 0.01,
    "per_mille": 0.001,
    "per_thousand": 0.001,
    "per_ten_thousand": 0.0001,
    "per_hundred_thousand": 0.00001,
    "per_million": 0.000001,
}
"""Share (0..1) of each unit of a share."""

MAGNITUDES: Mapping[str, float] = {
    "thousands": 1e3,
    "lakhs": 1e5,
    "millions": 1e6,
    "crores": 1e7,
    "billions": 1e9,
}
"""What a number's size word multiplies it by."""

YEARS: Mapping[str, float] = {
    "years": 1.0,
    "months": 1 / 12,
    "weeks": 7 / 365.25,
    "days": 1 / 365.25,
}
"""Years of each unit of a length of experience."""

SHARE_WORDS: Mapping[str, str] = {
    "%": "percent",
    "pp": "percent",
    "‰": "per_mille",
    "bp": "per_ten_thousand",
}

TIME_WORDS: Mapping[str, str] = {
    "m": "minutes",
    "'": "minutes",
    '"': "seconds",
    "''": "seconds",
    "msecs": "milliseconds",
    "j": "days",
    "w": "weeks",
}

YEAR_WORDS: Mapping[str, str] = {
    "y": "years",
    "m": "months",
    "mo": "months",
    "mos": "months",
    "w": "weeks",
}

MAGNITUDE_WORDS: Mapping[str, str] = {
    "crs": "crores",
    "mm": "millions",
    "mn": "millions",
    "b": "billions",
    "milliard": "billions",
    "milliarde": "billions",
    "mille": "thousands",
    "mil": "thousands",
}

_IN_WORDS: Mapping[str, str] = {
    "milliseconds": later("milliseconds"),
    "seconds": later("seconds"),
    "minutes": later("minutes"),
    "hours": later("hours"),
    "days": later("days"),
    "weeks": later("weeks"),
    "months": later("months"),
    "years": later("years"),
    "day fractions": later("day fractions"),
    "share": later("shares of 1"),
    "percent": later("percent"),
    "percents": later("percents"),
    "points": later("points"),
    "per_hundred": later("per hundred"),
    "per_mille": later("per mille"),
    "per_thousand": later("per thousand"),
    "per_ten_thousand": later("per ten thousand"),
    "per_hundred_thousand": later("per hundred thousand"),
    "per_million": later("per million"),
    "basis_points": later("basis points"),
    "stars": later("stars"),
    "thousands": later("thousands"),
    "lakhs": later("lakhs"),
    "millions": later("millions"),
    "crores": later("crores"),
    "billions": later("billions"),
}


def unit_in_words(unit: str) -> str:
    """Return what a unit id is called within a sentence; an id without a word as it is."""
    return tr(_IN_WORDS[unit]) if unit in _IN_WORDS else unit.replace("_", " ")
