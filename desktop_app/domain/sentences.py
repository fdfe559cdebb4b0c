"""What sentences about data are made of in every language: lists of names, and months."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from desktop_app.domain.translating import later, tr

_MONTHS = (
    later("January"),
    later("February"),
    later("March"),
    later("April"),
    later("May"),
    later("June"),
    later("July"),
    later("August"),
    later("September"),
    later("October"),
    later("November"),
    later("December"),
)


def month_name(month: int) -> str:
    """Return the full name of a month, 1 to 12."""
    return tr(_MONTHS[month - 1])


def with_and(names: Iterable[str]) -> str:
    """Return names joined by "and", ``""`` for none."""
    return _joined(names, tr("{first} and {second}"))


def with_or(names: Iterable[str]) -> str:
    """Return names joined by "or", ``""`` for none."""
    return _joined(names, tr("{first} or {second}"))


def _joined(names: Iterable[str], pair: str) -> str:
    found = list(names)
    if not found:
        return ""
    return reduce(lambda first, second: pair.format(first=first, second=second), found)
