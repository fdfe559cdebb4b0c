"""Limits of KPIs as they are typed and shown in a form: ``80 %``, ``24 h``, ``4.2``."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.entries import figure_parts, typed_number
from desktop_app.presenting.formatting import duration_unit
from desktop_app.scoring.quantity import quantity


def typed_limit(text: str, definition: KpiDefinition, what: str) -> float:
    """Return a limit in the KPI's canonical unit.

    Raises
    ------
    ScenarioError
        If it is no such figure; a share of more than 1 without a percent sign is none.
    """
    cleaned = text.strip()
    try:
        found = typed_figure(cleaned, definition.unit)
    except ValueError as error:
        raise ScenarioError(f"{what}: {error}") from None
    if definition.unit is Unit.SHARE and found > 1 and "%" not in cleaned:
        raise ScenarioError(
            tr("{what}: {figure} is too large for a share.", what=what, figure=cleaned),
            tr("Write '{figure} %'.", figure=cleaned),
        )
    return found


def typed_figure(text: str, unit: Unit) -> float:
    """Return a figure in the canonical unit, its number read as the user writes numbers.

    Raises
    ------
    ValueError
        Saying what was found and what was expected.
    """
    parts = figure_parts(text)
    if parts is None:
        return quantity(text.strip(), unit)
    number, word = typed_number(parts[0]), parts[1]
    return quantity(f"{Decimal(repr(number)):f} {word}" if word else number, unit)


def shown_limit(limit: float, definition: KpiDefinition) -> str:
    """Return a limit as `typed_limit` reads it back."""
    if definition.unit is Unit.SHARE:
        return local("{limit:.12g} %", limit=limit * 100)
    if definition.unit is Unit.DURATION:
        name, factor = duration_unit(limit)
        word = {"days": "d"}.get(name, name)
        return local("{limit:.12g} {unit}", limit=limit * factor, unit=word)
    return local("{limit:.12g}", limit=limit)
