"""Counts of one thing that several tables of a sheet state for the same time: they are added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue, FieldKind, Statistic
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext

_SAME = ["item", "variant", "vendor", "period", "segment"]
_SHOWN = 4


def say_added(context: SheetContext, stated: Sequence[Arrays]) -> None:
    """Warn of counts that different tables state for one vendor, period and segment.

    Nothing tells them apart, so that they count as parts of one whole; they may as well be of
    another year, or the same figures once more.
    """
    filled = [table for table in stated if len(table)]
    if len(filled) < 2:
        return
    catalogue = context.report.catalogue
    times = Counter(name for table in filled for name in set(table["item"].tolist()))
    added = [name for name, tables in times.items() if tables > 1 and _is_added(catalogue, name)]
    if not added:
        return
    lines = _lines(filled)
    lines = lines[lines["item"].isin(added)]
    keys = [lines[name].fillna("") for name in _SAME]
    groups = lines.groupby(keys)
    # The same figure once more is no second part; without a period, nobody can tell.
    differ = (groups["value"].transform("nunique") > 1) | (lines["period"].fillna("") == "")
    lines = lines[(groups["table"].transform("nunique") > 1) & differ]
    for item, own in lines.groupby("item", sort=False):
        first = own[(own[_SAME].fillna("") == own[_SAME].fillna("").iloc[0]).all(axis=1)]
        cells = ", ".join(first["cell"].tolist()[:_SHOWN])
        context.find(
            Severity.WARNING,
            "counts-added",
            tr(
                "Several tables state {item} for the same vendor, period and part of the work, "
                "such as {cells}; nothing tells them apart, and they are added up. Write what "
                "each table is of above it (a year, a site), or leave one of them out.",
                item=within(_title(catalogue, str(item))),
                cells=cells,
            ),
            ",".join(own["cell"].tolist()),
        )


def _lines(tables: Sequence[Arrays]) -> pd.DataFrame:
    """Return the lines of some tables, each with the place of its table."""
    columns = {
        name: np.concatenate([table[name] for table in tables])
        for name in (*_SAME, "value", "cell")
    }
    columns["table"] = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    return pd.DataFrame(
        {name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()}
    )


def _is_added(catalogue: Catalogue, item: str) -> bool:
    """Return whether what is stated several times is summed, as counts are."""
    known = catalogue.fields.get(item)
    if known is not None:
        return known.summable or known.kind in (FieldKind.COUNT, FieldKind.MONEY)
    formulas = catalogue.kpis[item].formulas
    return bool(formulas) and all(one.statistic is Statistic.SUM for one in formulas)


def _title(catalogue: Catalogue, item: str) -> str:
    known = catalogue.fields.get(item) or catalogue.kpis[item]
    return known.title
