"""Limits of KPIs as they are typed and shown in a form: ``80 %``, ``24 h``, ``4.2``."""

from __future__ import annotations

from desktop_app.catalogue.model import KpiDefinition
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import local, tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.entries import typed_number
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
        bare: float | None = None if "%" in cleaned else typed_number(cleaned)
    except ValueError:
        bare = None
    try:
        found = quantity(cleaned if bare is None else bare, definition.unit)
    except ValueError as error:
        raise ScenarioError(f"{what}: {error}") from None
    if definition.unit is Unit.SHARE and bare is not None and bare > 1:
        raise ScenarioError(
            tr("{what}: {figure} is too large for a share.", what=what, figure=cleaned),
            tr("Write '{figure} %'.", figure=cleaned),
        )
    return found


def shown_limit(limit: float, definition: KpiDefinition) -> str:
    """Return a limit as `typed_limit` reads it back."""
    if definition.unit is Unit.SHARE:
        return local("{limit:.12g} %", limit=limit * 100)
    if definition.unit is Unit.DURATION:
        name, factor = duration_unit(limit)
        word = {"days": "d"}.get(name, name)
        return local("{limit:.12g} {unit}", limit=limit * factor, unit=word)
    return local("{limit:.12g}", limit=limit)
