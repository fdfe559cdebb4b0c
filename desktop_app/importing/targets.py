"""Targets that stand in a table of their own, joined to the figures they are meant for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Period
from desktop_app.domain.translating import later, tr
from desktop_app.domain.unit import Unit
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.comparators import without_comparators
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.layouts.cross import lay_out
from desktop_app.importing.layouts.plan import Part, Plan
from desktop_app.importing.layouts.stating import Surroundings, state
from desktop_app.importing.report import ImportedReport, stated_frame
from desktop_app.importing.vendor_joining import vendor_key

_SAME = ["item", "vendor", "period", "segment"]
_FARTHEST = 5.0
"""A target so many times a figure, or such a part of it, is in another unit or of another thing."""
_BOUNDED = frozenset({Unit.SHARE.value, Unit.POINTS.value})
_SHOWN = 5


def read_targets(
    context: SheetContext, plan: Plan, around: Surroundings, uses: CellUses
) -> pd.DataFrame:
    """Return the targets of a table that states nothing else, as stated values.

    Comparators (">= 85%") are taken off. Without a column of targets ("Jan, Feb" on a sheet
    named Targets), all figures are targets.
    """
    if plan.of(Part.TARGET):
        for column in plan.of(Part.VALUE):
            column.part = Part.NOTE
    columns = [
        replace(
            column,
            part=Part.VALUE,
            sketch=replace(column.sketch, cells=without_comparators(column.sketch.cells)),
        )
        if column.part in {Part.TARGET, Part.VALUE}
        else column
        for column in plan.columns
    ]
    if around.source in ("file", "properties"):  # both are said of figures, not of what is agreed
        around = replace(around, vendor="")
    cross = lay_out(context, replace(plan, columns=columns), uses)
    return stated_frame([state(context, cross, around, uses)])


def join_targets(report: ImportedReport, file: FileContext) -> None:
    """Give the report's figures the targets of its tables of targets, and say so.

    A target holds for a figure of the same KPI, unit and segment, of its vendor where it names
    one that the report has, and of a period within its own. One without a segment holds for the
    parts of its KPI that no other target is for, where the KPI has no figure of all parts. What
    a figure's own table says of its target comes first. Two targets for one figure, and one that
    is far off, are asked about.
    """
    targets = [found for found in file.targets if len(found)]
    if not targets or report.stated.empty:
        return
    found = pd.concat(targets, ignore_index=True)
    stated = report.stated
    twice = _contradicted(found)
    filled = stated["target"].to_numpy(dtype=np.float64, copy=True)
    used: list[str] = []
    shared: list[str] = []
    far: list[str] = []
    own = np.zeros(len(filled), dtype=np.bool_)  # figures that a target names by their segment
    for place in found.index:
        own |= _meant(stated, found.loc[place])
    for place in found.index[~twice]:
        target = found.loc[place]
        rows = _meant(stated, target)
        of_parts = not rows.any() and not target["segment"]
        if of_parts:
            rows = _meant(stated, target, of_parts=True) & ~own
        rows = rows & np.isnan(filled)
        if not rows.any():
            continue
        shown = f"{target['sheet']}!{target['cell']} ('{target['raw']}')"
        if _is_far(target, stated["value"].to_numpy(dtype=np.float64)[rows]):
            far.append(shown)
            continue
        filled[rows] = float(target["value"])
        (shared if of_parts else used).append(shown)
    report.stated = stated.assign(target=filled)
    contradicted = [f"{t['sheet']}!{t['cell']}" for _, t in found[twice].iterrows()]
    report.findings += _told(report.file, used, shared, far, contradicted)


def _contradicted(found: pd.DataFrame) -> pd.Series[bool]:
    """Return which targets stand beside another value for the same figures."""
    keys = found[_SAME].fillna("")
    several = found.groupby([keys[name] for name in _SAME])["value"].transform("nunique") > 1
    return several.astype(bool)


def _meant(
    stated: pd.DataFrame, target: pd.Series[Any], of_parts: bool = False
) -> NDArray[np.bool_]:
    """Return the figures that a target is meant for; those of all segments for `of_parts`."""
    rows = (stated["item"] == target["item"]) & (stated["unit"] == target["unit"])
    rows &= stated["variant"].isin([target["variant"], ""]) | (target["variant"] == "")
    if not of_parts:
        rows &= stated["segment"].fillna("") == (target["segment"] or "")
    if target["vendor"]:
        key = vendor_key(str(target["vendor"]))
        rows &= stated["vendor"].isin(
            [v for v in stated["vendor"].unique() if vendor_key(v) == key]
        )
    if target["period"] is not None:
        span = Period.parse(str(target["period"]))
        labels = stated.loc[rows, "period"].dropna().unique()
        within = [
            label
            for label in labels
            if span.start <= Period.parse(label).start and Period.parse(label).end <= span.end
        ]
        rows &= stated["period"].isin(within)
    result: NDArray[np.bool_] = rows.to_numpy(dtype=np.bool_)
    return result


def _is_far(target: pd.Series[Any], figures: NDArray[np.float64]) -> bool:
    """Return whether a target is so far from its figures that it means something else."""
    middle, value = abs(float(np.median(figures))), abs(float(target["value"]))
    if target["unit"] in _BOUNDED or middle == 0 or value == 0:
        return False
    return not 1 / _FARTHEST <= value / middle <= _FARTHEST


def _told(
    file: str,
    used: Iterable[str],
    shared: Iterable[str],
    far: Iterable[str],
    contradicted: Iterable[str],
) -> list[Finding]:
    """Return what to say of targets taken, doubted and contradicted."""
    parts = [
        (
            Severity.INFO,
            "targets-joined",
            used,
            later("{cells}: each was taken for the target of the KPI's figures."),
        ),
        (
            Severity.INFO,
            "targets-of-parts",
            shared,
            later(
                "{cells}: each names no part of the work and was taken for the target of each "
                "part of its KPI that has no other; write the part beside it if that is wrong."
            ),
        ),
        (
            Severity.QUESTION,
            "target-far-off",
            far,
            later(
                "{cells}: each is far from the figures it would be the target of, and was not "
                "taken; write its unit beside it."
            ),
        ),
        (
            Severity.QUESTION,
            "targets-differ",
            contradicted,
            later(
                "{cells}: each stands beside another target for the same figures; none was taken. "
                "Leave the one agreed."
            ),
        ),
    ]
    return [
        Finding(severity, code, tr(text, cells=_listed(places)), file)
        for severity, code, each, text in parts
        if (places := list(each))
    ]


def _listed(places: list[str]) -> str:
    return ", ".join(places[:_SHOWN]) + (", ..." if len(places) > _SHOWN else "")
