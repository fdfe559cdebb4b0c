"""The measurements table: its types, its order, and how blocks of rows become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS, Basis
from desktop_app.text_columns import text_column

if TYPE_CHECKING:
    from desktop_app.kpi.claims import Claim

FLOATS: tuple[str, ...] = ("value", "part", "whole", "n", "spread", "low", "high")
LABELS: tuple[str, ...] = ("period", "segment")
KEY: tuple[str, ...] = ("vendor", "kpi", "variant", "basis", "currency", "period", "segment")
"""What tells one measurement from all others."""
BASIS_ORDER = {Basis.COMPUTED.value: 0, Basis.DERIVED.value: 1, Basis.STATED.value: 2}
"""What goes before what where a vendor has several figures for one thing."""

_TYPES = dict.fromkeys(MEASUREMENT_COLUMNS, "str")
_TYPES.update(dict.fromkeys(FLOATS, "float64"))
_TYPES.update(dict.fromkeys(LABELS, "object"))

Block = Mapping[str, Any]
"""Some rows: a list or array per column of the table (and maybe more), all of one length."""


Offer = tuple[str, str, str]
"""Vendor, KPI, variant."""


@dataclass(slots=True)
class Measurements:
    """Figures and what should be known about them.

    Parameters
    ----------
    frame : pd.DataFrame
        Columns `domain.measurement.MEASUREMENT_COLUMNS`, one row a figure, sorted by vendor,
        KPI and variant (catalogue order), basis (computed, derived, stated), period, segment
        (all segments first), currency.
    findings : list of Finding
    offered : frozenset of Offer
        Definitions that the records allow, but that are computed only where a scenario asks.
    claims : list of Claim
        Stated figures beside what the vendors' own evidence gives, over all segments and those
        that were asked for.
    """

    frame: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    offered: frozenset[Offer] = frozenset()


def empty() -> pd.DataFrame:
    """Return a table without rows, with the types of a full one."""
    return stack([])


def stack(blocks: Iterable[Block], extra: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows of all blocks as one unsorted table.

    Parameters
    ----------
    extra : sequence of str
        Columns of floats to keep beside those of the table; every block must have them.
    """
    kept = [block for block in blocks if len(block["value"])]
    series = {}
    # One index for all columns, or pandas would compare them with each other one by one.
    index = pd.RangeIndex(sum(len(block["value"]) for block in kept))
    for name in (*MEASUREMENT_COLUMNS, *extra):
        nothing: np.ndarray[Any, Any] = np.empty(0, dtype=_kind(name))
        values = np.concatenate(
            [nothing, *(np.asarray(block[name], dtype=_kind(name)) for block in kept)]
        )
        # Named as objects, or pandas would make texts of labels and None would become NaN.
        if _TYPES.get(name) == "str":
            series[name] = text_column(values, index)
        else:
            series[name] = pd.Series(values, index, values.dtype, copy=False)
    return pd.DataFrame(series, index, copy=False)


def block_of(rows: Sequence[Mapping[str, Any]]) -> Block:
    """Return rows as a block."""
    return {name: [row[name] for row in rows] for name in MEASUREMENT_COLUMNS}


def in_order(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the table sorted as `Measurements.frame` promises, with a fresh index."""
    kpis = {kpi: place for place, kpi in enumerate(catalogue.kpis)}
    variants = {
        (kpi.id, variant.id): place
        for kpi in catalogue.kpis.values()
        for place, variant in enumerate(kpi.variants)
    }
    names = ("vendor", "kpi", "variant", "basis", "period", "segment", "currency")
    keys = [
        (
            vendor,
            kpis[kpi],
            variants.get((kpi, variant), 0),
            BASIS_ORDER[basis],
            period or "",
            segment or "",
            currency,
        )
        for vendor, kpi, variant, basis, period, segment, currency in zip(
            *(frame[name].tolist() for name in names), strict=True
        )
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return frame.iloc[order].reset_index(drop=True)


def _kind(name: str) -> type:
    return np.float64 if _TYPES.get(name, "float64") == "float64" else object
