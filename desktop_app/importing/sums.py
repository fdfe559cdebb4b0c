"""Whether a figure follows from its parts, told from cells that nobody has typed yet."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

_CLOCK = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?")
_FIGURE = re.compile(r"[-+−]?\d[\d.,'’\s]*")
_LEAST = 2


def rough_amount(cell: object) -> float:
    """Return a cell as a number good enough to compare with its neighbours, NaN for none.

    Units and percent signs are passed over: figures of one row share them.
    """
    if isinstance(cell, bool):
        return math.nan
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds()
    if isinstance(cell, dt.time):
        return cell.hour * 3600.0 + cell.minute * 60.0 + cell.second
    return _amount_of_text(cell) if isinstance(cell, str) else math.nan


def _amount_of_text(text: str) -> float:
    clock = _CLOCK.search(text)
    if clock is not None:
        first, second, third = clock.groups()
        minutes = int(first) * 60.0 + int(second)
        return minutes * 60.0 + int(third) if third else minutes
    match = _FIGURE.search(text)
    if match is None:
        return math.nan
    plain = re.sub(r"[\s'’]", "", match[0].replace("−", "-"))
    if plain.count(",") == 1 and "." not in plain and len(plain.rsplit(",", 1)[1]) != 3:
        plain = plain.replace(",", ".")
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return math.nan


def follows(wholes: Sequence[object], parts: Sequence[Sequence[object]]) -> bool:
    """Return whether figures are the sums of their parts, or lie among them as any mean does.

    Parameters
    ----------
    wholes : sequence of cells
        One figure a column.
    parts : sequence of sequences of cells
        Its parts, of the same columns. Columns with fewer than two of them say nothing; at
        least one column has to say something.
    """
    pairs = []
    for whole, cells in zip(map(rough_amount, wholes), parts, strict=True):
        amounts = [amount for amount in map(rough_amount, cells) if not math.isnan(amount)]
        if not math.isnan(whole) and len(amounts) >= _LEAST:
            pairs.append((whole, amounts))
    if not pairs:
        return False
    sums = all(_near(sum(amounts), whole, len(amounts)) for whole, amounts in pairs)
    return sums or all(_among(whole, amounts) for whole, amounts in pairs)


def is_sum(whole: object, parts: Sequence[object]) -> bool:
    """Return whether a figure is the sum of two or more others."""
    amounts = [amount for amount in map(rough_amount, parts) if not math.isnan(amount)]
    return len(amounts) >= _LEAST and _near(sum(amounts), rough_amount(whole), len(amounts))


def _near(total: float, whole: float, count: int) -> bool:
    """Return whether a sum is a figure, up to the rounding of its parts."""
    rounding = 0.5 * count if whole == round(whole) and abs(whole) > _LEAST else 0.0
    return abs(total - whole) <= rounding + 1e-3 * abs(whole) + 1e-9


def _among(whole: float, amounts: Sequence[float]) -> bool:
    room = 0.005 * max(map(abs, amounts))
    return min(amounts) - room <= whole <= max(amounts) + room
