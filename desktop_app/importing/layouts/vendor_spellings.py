"""Vendors whose names one column spells in several ways."""

from __future__ import annotations

from typing import Any

import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext

_SHOWN = 5


def one_spelling(context: SheetContext, vendors: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column of vendors with one name for each; the most frequent spelling is taken.

    "ACME", "Acme" and "acme " are one vendor; that is said.

    Parameters
    ----------
    vendors : pd.Series
        Categories of text, missing where a row names none.
    """
    usual: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for name in map(str, vendors.value_counts().index):  # the most frequent comes first
        renamed[name] = usual.setdefault(normalise(name) or name, name)
    odd = [(name, taken) for name, taken in renamed.items() if name != taken]
    if not odd:
        return vendors
    shown = ", ".join(
        tr("'{name}' as '{taken}'", name=name, taken=taken) for name, taken in odd[:_SHOWN]
    )
    context.find(
        Severity.INFO,
        "vendor-spellings",
        tr(
            "Vendors spelled in several ways count as one: {names}. Map another "
            "column if they are not.",
            names=shown + ", ..." * (len(odd) > _SHOWN),
        ),
    )
    return vendors.astype(object).map(renamed).astype("category")
