"""One row of the KPI catalogue as a few records and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from desktop_app.domain.work_calendar import WorkCalendar

N = float("nan")
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


@dataclass(frozen=True)
class Case:
    """Records and what they come to: ``{variant: value}`` or ``{variant: (part, whole)}``."""

    kpi: str
    columns: Mapping[str, Any]
    expected: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    calendar: WorkCalendar | None = None


def days(*texts: str | None) -> Any:
    return pd.to_datetime(pd.Series(texts, dtype="object"), format="ISO8601")


def hours(part: float, whole: float) -> tuple[float, float]:
    return part * HOUR, whole * HOUR


MONEY = {"currencies": {"cost": "EUR", "invoiced": "EUR", "revenue": "EUR"}}
