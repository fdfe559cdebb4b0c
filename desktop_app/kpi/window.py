"""The window of months that figures over all periods are limited to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from desktop_app.domain.evaluator import MARKS_FILE
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Period
from desktop_app.domain.records import Evidence
from desktop_app.domain.sentences import listed, shown_period
from desktop_app.domain.translating import later, tr


def stated_within(evidence: Evidence) -> tuple[Evidence, list[Finding]]:
    """Return the evidence with only those stated values that lie wholly within its window.

    Records are told apart by each formula's own date when they are grouped. A stated value of a
    longer period, or of none, can't be cut to the window: it is left out, and said. Evaluators'
    marks are of no period, and stay.
    """
    window = evidence.window
    if window is None or evidence.stated.empty:
        return evidence, []
    stated = evidence.stated
    inside = {label for label in stated["period"].dropna().unique() if _holds(window, str(label))}
    kept = stated[stated["period"].isin(inside) | (stated["file"] == MARKS_FILE)]
    left = stated.drop(kept.index)
    # Of a type of its own: an empty list would choose no columns instead of no rows.
    reaching = np.array([_reaches_in(window, label) for label in left["period"]], dtype=np.bool_)
    across = left[reaching]
    return replace(evidence, stated=kept), _left_out(across, kept, window)


def _holds(window: Period, label: str) -> bool:
    period = Period.parse(label)
    return window.start <= period.start and period.end <= window.end


def _reaches_in(window: Period, label: object) -> bool:
    """Return whether a stated period, or one that is not named, has days in the window."""
    return not isinstance(label, str) or Period.parse(label).overlaps(window)


def _left_out(across: pd.DataFrame, kept: pd.DataFrame, window: Period) -> list[Finding]:
    """Return what each vendor states only of periods that the window can't be cut from."""
    have = set(zip(kept["vendor"].astype(str), kept["item"].astype(str), strict=True))
    findings = []
    for vendor, rows in across.groupby(across["vendor"].astype(str), sort=True):
        items = [item for item in rows["item"].astype(str).unique() if (vendor, item) not in have]
        if not items:
            continue
        first = rows[rows["item"].isin(items)].iloc[0]
        labels = [str(label) for label in rows["period"].dropna().unique()]
        findings.append(
            Finding(
                Severity.WARNING,
                "outside-window",
                tr(
                    later(
                        "{vendor}: {figures} stated of {periods} can't be cut to {window} and are "
                        "not compared. Ask for figures by month, or compare all periods."
                    )
                    if labels
                    else later(
                        "{vendor}: {figures} stated without a period can't be cut to {window} and "
                        "are not compared. Ask for figures by month, or compare all periods."
                    ),
                    vendor=vendor,
                    figures=listed(items, 4),
                    periods=listed(labels, 4),
                    window=shown_period(window.label),
                ),
                str(first["file"]),
                str(first["sheet"]),
                str(first["cell"]),
            )
        )
    return findings
