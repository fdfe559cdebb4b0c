"""The units in which reports write their values, in words."""

from __future__ import annotations

from desktop_app.importing.kinds.units import unit_in_words


def unit_words(units: str) -> str:
    """Return one or several ids of units in words; what is none, as a currency, stays as it is."""
    whole = unit_in_words(units)
    if whole != units:
        return whole
    return " ".join(unit_in_words(unit) for unit in units.split(" "))
