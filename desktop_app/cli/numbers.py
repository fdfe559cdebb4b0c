"""Numbers as JSON has them."""

from __future__ import annotations

import math
from typing import Any


def number(value: Any) -> float | int | None:
    """Return a JSON number, None for missing and for what JSON has no word for."""
    if value is None or not math.isfinite(value):
        return None
    value = float(value)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
