"""Figures as people write them in a scenario file: 0.85, "85 %", "24 h"."""

from __future__ import annotations

import math
import re
from typing import Any

from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit

_TEXT = re.compile(r"^\s*([+-]?\d+(?:[.,]\d+)?)\s*([a-z%]*)\s*$", re.IGNORECASE)

_FACTORS = {
    Unit.SHARE: {"%": 0.01},
    Unit.DURATION: {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0},
}


def quantity(value: Any, unit: Unit) -> float:
    """Return a figure in the canonical unit: numbers as they are, texts by their unit word.

    Raises
    ------
    ValueError
        Saying what was found and what was expected.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            return float(value)
        raise ValueError(tr("found {value}, expected a finite number.", value=value))
    words = _FACTORS.get(unit, {})
    match = _TEXT.match(value) if isinstance(value, str) else None
    factor = words.get(match[2].casefold()) if match else None
    if match is None or factor is None:
        if unit is Unit.SHARE:
            text = later("found {value!r}, expected a number or a text such as '85 %'.")
        elif unit is Unit.DURATION:
            text = later("found {value!r}, expected a number or '5 min', '24 h'.")
        else:
            text = later("found {value!r}, expected a number.")
        raise ValueError(tr(text, value=value))
    number = float(match[1].replace(",", "."))
    # Dividing keeps "85 %" at exactly 0.85, which a product with 0.01 misses.
    return number / 100 if unit is Unit.SHARE else number * factor
