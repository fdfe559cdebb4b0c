"""The claims check: what a vendor's summary says against what its own records give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.measurement import Basis
from desktop_app.domain.unit import Unit
from desktop_app.kpi.summaries import TOLERANCE
from desktop_app.kpi.table import Block, stack
from desktop_app.kpi.wording import place, show

_SAME = ["vendor", "kpi", "variant", "period", "segment", "unit", "currency"]
_SLACK = 1e-9
"""Relative room for floating point in comparing two figures."""


def check_claims(
    computed: Sequence[Block], summaries: Block, catalogue: Catalogue
) -> list[Finding]:
    """Return a finding for each vendor and KPI whose stated figure is not borne out.

    A stated figure is compared with the one computed from the vendor's records and, where there
    are none, with the one its own stated counts give; of the same period, segment and definition
    (a stated figure without a named definition is held against the default one). It differs
    when rounding (and, for a simple mean, the months' unknown volumes) can't explain the gap
    and, for a figure from records, when it lies outside the 95 % interval: the log may be a
    sample, but counts in the same summary are not.

    Parameters
    ----------
    computed : sequence of Block
        Figures from records.
    summaries : Block
        Stated figures and such made of stated counts, with the column
        `kpi.summaries.TOLERANCE`.
    """
    said = stack([summaries], extra=[TOLERANCE])
    if not (said["basis"] == Basis.STATED.value).any():
        return []
    pairs = _pairs(said, stack(computed), catalogue)
    if pairs.empty:
        return []
    tolerance = pairs[TOLERANCE].astype("float64").fillna(0.0)
    gap = (pairs["value"] - pairs["value_own"]).abs()
    slack = tolerance + _SLACK * pairs["value_own"].abs()
    sampled = pairs["basis_own"] == Basis.COMPUTED.value
    low = pairs["low_own"].where(sampled).fillna(pairs["value_own"])
    high = pairs["high_own"].where(sampled).fillna(pairs["value_own"])
    within = (pairs["value"] >= low - slack) & (pairs["value"] <= high + slack)
    pairs = pairs.assign(gap=gap)
    differing = pairs[~within & (gap > slack)]
    totals = pairs.groupby(["vendor", "kpi"])["gap"].transform("size")
    findings = []
    for _, found in differing.groupby(["vendor", "kpi"], sort=False):
        worst = found.sort_values("gap", ascending=False).iloc[0]
        findings.append(_finding(worst, len(found), int(totals[found.index[0]]), catalogue))
    return findings


def _pairs(said: pd.DataFrame, computed: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return stated figures beside the vendor's own: computed, else derived from its counts."""
    stated = _keyed(said[said["basis"] == Basis.STATED.value], catalogue)
    counted = said[said["basis"] == Basis.DERIVED.value].drop(columns=TOLERANCE)
    own = _keyed(pd.concat([computed, counted], ignore_index=True), catalogue)
    return stated.merge(own.drop_duplicates(_SAME), on=_SAME, suffixes=("", "_own"))


def _keyed(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return figures with what they must share as texts that can be compared."""
    default = {kpi.id: kpi.variants[0].id for kpi in catalogue.kpis.values()}
    return frame.assign(
        variant=frame["variant"].where(frame["variant"] != "", frame["kpi"].map(default)),
        period=[label or "" for label in frame["period"]],
        segment=[label or "" for label in frame["segment"]],
    )


def _finding(row: pd.Series[Any], differing: int, compared: int, catalogue: Catalogue) -> Finding:
    kpi = catalogue.kpis[row["kpi"]]
    stated = show(row["value"], row["unit"], row["currency"])
    own = show(row["value_own"], row["unit"], row["currency"])
    count = ""
    counts = np.array([row["part_own"], row["whole_own"]])
    if row["unit"] == Unit.SHARE and bool(np.all(counts == np.round(counts))):
        count = f" ({row['part_own']:.0f} of {row['whole_own']:.0f})"
    source = "records give" if row["basis_own"] == Basis.COMPUTED.value else "stated counts give"
    mark = f" ({row['note']})" if row["note"] else ""
    when = f" for {row['period']}" if row["period"] else ""
    how_many = f" {differing} of {compared} figures differ." if compared > 1 else ""
    where = place(row["file_own"], row["sheet_own"], row["cells_own"])
    return Finding(
        Severity.WARNING,
        "claim-differs",
        f"{row['vendor']} states {kpi.title} of {stated}{mark}{when}; "
        f"its own {source} {own}{count}, at {where}.{how_many} "
        "Ask the vendor how its figure was made.",
        row["file"],
        row["sheet"],
        row["cells"],
    )
