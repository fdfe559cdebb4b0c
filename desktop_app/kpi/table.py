"""The measurements table: its types, its order, and how blocks of rows become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding
from desktop_app.domain.measurement import MEASUREMENT_COLUMNS, Basis

FLOATS: tuple[str, ...] = ("value", "part", "whole", "n", "spread", "low", "high")
LABELS: tuple[str, ...] = ("period", "segment")
KEY: tuple[str, ...] = ("vendor", "kpi", "variant", "basis", "currency", "period", "segment")
"""What tells one measurement from all others."""

_BASIS_ORDER = {Basis.COMPUTED.value: 0, Basis.DERIVED.value: 1, Basis.STATED.value: 2}

Block = Mapping[str, Any]
"""Some rows: a list or array per column of the table (and maybe more), all of one length."""


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
    """

    frame: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)


def empty() -> pd.DataFrame:
    """Return a table without rows, with the types of a full one."""
    return _typed(pd.DataFrame({name: [] for name in MEASUREMENT_COLUMNS}))


def stack(blocks: Iterable[Block], extra: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows of all blocks as one unsorted table.

    Parameters
    ----------
    extra : sequence of str
        Columns to keep beside those of the table; every block must have them.
    """
    columns = [*MEASUREMENT_COLUMNS, *extra]
    kept = [block for block in blocks if len(block["value"])]
    if not kept:
        frame = empty()
        for name in extra:
            frame[name] = pd.Series(dtype="object")
        return frame
    joined = {}
    for name in columns:
        values = np.concatenate([_array(block[name], name) for block in kept])
        # Named as objects, or pandas would make texts of them and None would become NaN.
        joined[name] = pd.Series(values, dtype=values.dtype)
    return _typed(pd.DataFrame(joined, columns=columns))


def in_order(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the table sorted as `Measurements.frame` promises, with a fresh index."""
    kpis = {kpi: place for place, kpi in enumerate(catalogue.kpis)}
    variants = {
        (kpi.id, variant.id): place
        for kpi in catalogue.kpis.values()
        for place, variant in enumerate(kpi.variants)
    }
    keys = pd.DataFrame(
        {
            "vendor": frame["vendor"],
            "kpi": frame["kpi"].map(kpis).astype("float64"),
            "variant": [
                variants.get(pair, len(variants))
                for pair in zip(frame["kpi"].tolist(), frame["variant"].tolist(), strict=True)
            ],
            "basis": frame["basis"].map(_BASIS_ORDER).astype("float64"),
            "period": frame["period"].astype("str"),
            "segment": frame["segment"].astype("str"),
            "currency": frame["currency"],
        },
        index=frame.index,
    )
    order = keys.sort_values(list(keys.columns), kind="stable", na_position="first").index
    return frame.loc[order].reset_index(drop=True)


def _array(values: Any, name: str) -> np.ndarray[Any, Any]:
    return np.asarray(values, dtype=np.float64 if name in FLOATS else object)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give columns their types; period and segment stay objects, for None must stay None."""
    types = dict.fromkeys(MEASUREMENT_COLUMNS, "str")
    types.update(dict.fromkeys(FLOATS, "float64"))
    types.update(dict.fromkeys(LABELS, "object"))
    return frame.astype(types)
