"""Figures from records that lie far from any vendor's: rather a column misread than a result."""

from __future__ import annotations

import pandas as pd

from desktop_app.catalogue.model import Catalogue, KpiDefinition
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.kpi.wording import place, show

_FEWEST = 20
"""Records below which a figure may be anything by chance."""
_OF = ["vendor", "kpi", "variant"]
_BEYOND = 2.0
"""How many times past the usual range a figure lies where nothing but its size tells."""


def unusual(frame: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Return one finding for each vendor whose computed figures lie outside the usual range.

    Looked at is the median over the periods of each KPI in its default definition. Shares that
    are better high are unusual below their range, other figures from half its low end and twice
    its high end; 0 is never unusual.

    Parameters
    ----------
    frame : pd.DataFrame
        Columns `domain.measurement.MEASUREMENT_COLUMNS`; missing values are left out.
    catalogue : Catalogue
        Gives the usual ranges, in canonical units.
    """
    computed = frame[(frame["basis"] == Basis.COMPUTED.value) & frame["segment"].isna()]
    found: dict[str, list[tuple[str, pd.Series]]] = {}
    known = computed[computed["value"].notna() & computed["kpi"].isin(_judged(catalogue))]
    if known.empty:
        return []
    # One pass over all groups: a frame for each of them would take longer than measuring them.
    first = known.drop_duplicates(_OF)
    groups = known.groupby(_OF, sort=False)[["n", "value"]]
    counts, medians = groups.sum()["n"].to_numpy(), groups.median()["value"].to_numpy()
    for at, (vendor, kpi, variant) in enumerate(first[_OF].itertuples(index=False)):
        definition = catalogue.kpis[str(kpi)]
        if variant != definition.variants[0].id or float(counts[at]) < _FEWEST:
            continue
        value = float(medians[at])
        if definition.usual is not None and _outside(value, definition):
            ends = [show(end, definition.unit) for end in definition.usual]
            found.setdefault(str(vendor), []).append(
                (
                    tr(
                        "{kpi} of {figure} (usually {low} to {high})",
                        kpi=definition.title,
                        figure=show(value, definition.unit),
                        low=ends[0],
                        high=ends[1],
                    ),
                    first.iloc[at],
                )
            )
    return [_finding(vendor, odd) for vendor, odd in found.items()]


def _judged(catalogue: Catalogue) -> list[str]:
    """Return the KPIs of which the usual range is known."""
    return [kpi.id for kpi in catalogue.kpis.values() if kpi.usual is not None]


def _outside(value: float, definition: KpiDefinition) -> bool:
    low, high = definition.usual or (value, value)
    if value == 0:
        return False
    if definition.unit == "share" and definition.direction is not Direction.LOWER:
        return value < low
    return (low > 0 and value < low / _BEYOND) or value > high * _BEYOND


def _finding(vendor: str, odd: list[tuple[str, pd.Series]]) -> Finding:
    first = odd[0][1]
    where = place(str(first["file"]), str(first["sheet"]), str(first["cells"]))
    return Finding(
        Severity.WARNING,
        "figure-unusual",
        tr(
            "{vendor}'s records come to {figures}, at {place}. Look whether the columns "
            "were taken for what they are; if they were, ask the vendor why.",
            vendor=vendor,
            figures=listed([said for said, _ in odd], 4),
            place=where,
        ),
        str(first["file"]),
        str(first["sheet"]),
        str(first["cells"]),
    )
