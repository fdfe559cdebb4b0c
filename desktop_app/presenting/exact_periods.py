"""The days that a stated figure is of, where they are no calendar period: of a half year, say."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.measurement import Basis
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.records import Evidence
from desktop_app.kpi.part_periods import is_part


def at_its_days(row: dict[Any, Any], evidence: Evidence) -> dict[Any, Any]:
    """Return a measurement at the period its vendor states, not at the calendar's around it.

    A scorecard of January to June is measured as part of its year (``2026``, 181 of 365 days); on
    an axis of months it lies over those six, and says nothing of the others. It stays as it is
    where the vendor states other periods within the same quarter or year too.
    """
    label = str(row["period"])
    whole = Period.parse(label)
    if row["basis"] == Basis.COMPUTED.value or whole.grain not in (Grain.QUARTER, Grain.YEAR):
        return row
    stated = evidence.stated
    own = stated[(stated["vendor"] == row["vendor"]) & stated["period"].notna()]
    same = own[own["item"] == row["kpi"]]
    labels = (same if len(same) else own)["period"].unique()
    found = {period for period in map(Period.parse, labels) if whole.covers(period)}
    if len(found) != 1 or next(iter(found)).grain is not None:
        return row
    parts = [part for part in str(row["note"] or "").split("; ") if part and not is_part(part)]
    return {**row, "period": found.pop().label, "note": "; ".join(parts)}
