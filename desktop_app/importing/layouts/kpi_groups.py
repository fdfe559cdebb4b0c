"""Columns beside names of KPIs that group them, and name no part of the work."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED
from desktop_app.importing.layouts.headings import is_segment

_MOST = 80


def groups_kpis(
    context: SheetContext, labels: NDArray[np.object_], groups: NDArray[np.object_]
) -> bool:
    """Return whether a column only groups KPIs: "Claims" over some, "Member services" over others.

    So where no name of a KPI comes again in another group, and two names in different groups are
    of one KPI: as parts of the work their figures would be pooled, though each is another promise.
    Usual names of channels are parts whatever stands beside them.

    Parameters
    ----------
    labels, groups : array of str
        The names of KPIs and the groups they stand in, a row each.
    """
    rows = pd.DataFrame({"label": labels, "group": groups}).drop_duplicates()
    rows = rows[rows["group"] != ""]
    names = rows["group"].unique().tolist()
    if len(names) < 2 or len(rows) > _MOST or rows["label"].duplicated().any():
        return False
    if all(is_segment(context, str(name)) for name in names):
        return False
    rows["item"] = [_item(context, label) for label in rows["label"]]
    known = rows[rows["item"].notna()].drop_duplicates(["item", "group"])
    return bool(known["item"].duplicated().any())


def _item(context: SheetContext, label: Any) -> str | None:
    """Return the KPI or quantity that a name may mean, a count and its share alike."""
    found = context.names.items(str(label))
    if not found or found[0].confidence < ASKED:
        return None
    return context.names.recogniser.share_of(found[0].id) or found[0].id
