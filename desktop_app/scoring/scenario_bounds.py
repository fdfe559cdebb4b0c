"""Limits of single weights: read from TOML, written back, and kept to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.toml_text import toml_key, toml_table
from desktop_app.domain.translating import tr
from desktop_app.scoring.model import Floats, Scenario
from desktop_app.scoring.toml_reader import TomlReader
from desktop_app.scoring.weight_draws import Bounds

Limits = Mapping[str, tuple[float, float]]
"""Least and greatest share of the total weight by KPI id, each 0..1."""

ANY = (0.0, 1.0)
"""The limits of a weight that has none."""

_KEYS = ("least", "most")
_STEPS = 60
"""Halvings of an interval of factors; more than a double tells apart."""


def read_bounds(
    reader: TomlReader, value: Any, catalogue: Catalogue | None
) -> dict[str, tuple[float, float]]:
    """Return ``[bounds.ID]`` with least and most, shares of the total weight."""
    tables = reader.table(value, "bounds")
    found = {kpi: _bound(reader, kpi, table, catalogue) for kpi, table in tables.items()}
    try:
        check_limits(found)
    except ScenarioError as error:
        raise reader.fail("bounds", error.message, error.suggestion) from None
    return found


def bound_lines(scenario: Scenario) -> list[str]:
    """Return the lines of a scenario's limits of weights."""
    lines: list[str] = []
    for kpi, (least, most) in scenario.bounds.items():
        ends = {"least": repr(float(least)), "most": repr(float(most))}
        lines += toml_table(f"bounds.{toml_key(kpi)}", ends)
    return lines


def check_limits(limits: Limits, all_of: int | None = None) -> None:
    """Refuse limits that no weights can keep; `all_of` is how many KPIs share the weight.

    Raises
    ------
    ScenarioError
        Naming what is wrong.
    """
    for kpi, (least, most) in limits.items():
        if not 0 <= least <= most <= 1:
            raise ScenarioError(
                tr(
                    "the limits of {kpi} are {least:.1%} and {most:.1%}.",
                    kpi=kpi,
                    least=least,
                    most=most,
                ),
                tr("Expected a least and a greatest share between 0 % and 100 %."),
            )
    if sum(least for least, _ in limits.values()) > 1 + 1e-9:
        raise ScenarioError(
            tr("the least weights sum to more than 100 %."), tr("Lower some of the least weights.")
        )
    if all_of is not None and all_of == len(limits) and sum(m for _, m in limits.values()) < 1:
        raise ScenarioError(
            tr("the greatest weights sum to less than 100 %."),
            tr("Raise some of the greatest weights."),
        )


def bounds_of(limits: Limits, kpis: list[str], usual: Bounds) -> Bounds:
    """Return the bounds of some KPIs: their limits, and the usual bounds where they have none."""
    low, high = usual.low.copy(), usual.high.copy()
    for place, kpi in enumerate(kpis):
        if kpi in limits:
            low[place], high[place] = limits[kpi]
    return Bounds(low, high)


def within(shares: Mapping[str, float], limits: Limits, total: float = 1.0) -> dict[str, float]:
    """Return shares that sum to `total` within their limits, in proportion as far as these allow.

    Where no shares can keep the limits, they come as near to `total` as the limits allow.
    """
    kpis = list(shares)
    low, high = (np.array([limits.get(kpi, ANY)[end] for kpi in kpis]) for end in (0, 1))
    start = np.array([shares[kpi] for kpi in kpis], dtype=np.float64)
    found = _scaled(start, low, high, total)
    rest = total - float(found.sum())
    if rest > 1e-12:  # all that weigh are at their greatest: those of no weight share the rest
        found = _raised(found, high, rest)
    return dict(zip(kpis, found.tolist(), strict=True))


def _scaled(start: Floats, low: Floats, high: Floats, total: float) -> Floats:
    """Return shares times one factor, cut at their limits, that sum to `total` or less."""
    least, most = 0.0, 1.0
    while np.clip(start * most, low, high).sum() < total and most < 1e12:
        most *= 2.0
    for _ in range(_STEPS):
        middle = (least + most) / 2.0
        if np.clip(start * middle, low, high).sum() < total:
            least = middle
        else:
            most = middle
    return np.asarray(np.clip(start * most, low, high), dtype=np.float64)


def _raised(found: Floats, high: Floats, rest: float) -> Floats:
    """Return shares raised evenly by `rest` in all, as far as their limits allow."""
    least, most = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (least + most) / 2.0
        if np.minimum(found + middle, high).sum() - found.sum() < rest:
            least = middle
        else:
            most = middle
    return np.asarray(np.minimum(found + most, high), dtype=np.float64)


def _bound(
    reader: TomlReader, kpi: str, value: Any, catalogue: Catalogue | None
) -> tuple[float, float]:
    key = f"bounds.{kpi}"
    table = reader.table(value, key)
    reader.only(table, _KEYS, f"{key}.")
    if catalogue is not None and kpi not in catalogue.kpis:
        raise reader.fail(key, tr("'{kpi}' is no KPI of the catalogue.", kpi=kpi))
    least, most = (
        float(reader.share(table[name], f"{key}.{name}")) if name in table else usual
        for name, usual in zip(_KEYS, ANY, strict=True)
    )
    return least, most
