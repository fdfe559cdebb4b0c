"""Figures and places in the words of findings and formulas."""

from __future__ import annotations

import math

from desktop_app.domain.translating import later, tr, with_signs
from desktop_app.domain.unit import Unit

_DURATIONS = ((86400.0, later("days")), (3600.0, later("h")), (60.0, later("min")))


def show(value: float, unit: str, currency: str = "") -> str:
    """Return a canonical value as a reader would write it; ``unknown`` for NaN."""
    if math.isnan(value):
        return tr("unknown")
    if unit == Unit.SHARE:
        return f"{number(value * 100)} %"
    if unit == Unit.DURATION:
        for size, name in _DURATIONS:
            if abs(value) >= 2 * size:
                return f"{number(value / size)} {tr(name)}"
        return f"{number(value)} {tr('s')}"
    return f"{number(value)} {currency}".strip()


def number(value: float) -> str:
    """Return a number as `plain_number` does, with the user's signs."""
    return with_signs(plain_number(value))


def plain_number(value: float) -> str:
    """Return a number with at most four significant decimals, whole numbers in full."""
    if value == round(value) and abs(value) < 1e15:
        return f"{value:.0f}"
    if abs(value) >= 1000:
        return f"{value:.1f}" if abs(value) < 1e5 else f"{value:.0f}"
    return f"{value:.4g}"


def place(file: str, sheet: str, cells: str) -> str:
    """Return where something stands: ``report.xlsx, sheet 'KPIs', B4``."""
    parts = [file, tr("sheet '{sheet}'", sheet=sheet) if sheet else "", cells]
    return ", ".join(part for part in parts if part)
