"""Figures of machines under names of people's work: milliseconds, requests a second."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.headings import named_unit
from desktop_app.importing.sums import rough_amount

_MILLISECONDS = "milliseconds"
_A_SECOND = 1_000.0
_OF_SECONDS = re.compile(
    r"(?:\b(?:per|je|pro|par|por|a) |/ ?)(?:s|sec|secs|second|sekunde|seconde|segundo)\b"
)
_OF_MACHINES = frozenset(
    (
        *("qps", "rps", "tps", "iops", "packets", "bytes", "bits", "kb", "mb", "gb"),
        *("kbps", "mbps", "gbps", "cpu"),
    )
)
_TIMED = frozenset({FieldKind.DURATION, FieldKind.RATE})


def of_machines(
    context: SheetContext, item: Candidate, texts: Sequence[str], cells: NDArray[np.object_]
) -> bool:
    """Return whether a time or rate is one of machines, by its unit.

    A name is answered in 62 milliseconds and a gateway takes 9,200 requests a second; nobody
    resolves a ticket or handles work so fast.

    Parameters
    ----------
    texts : sequence of str
        What names the unit: the unit's own cell, the name of the figures.
    cells : numpy.ndarray of object
        The figures.
    """
    if _kind(context, item) not in _TIMED:
        return False
    words = [normalise(text.replace("_", " ")) for text in texts]
    if any(_OF_SECONDS.search(text) for text in (*words, *texts)):
        return True
    if any(not _OF_MACHINES.isdisjoint(text.split()) for text in words[:1]):
        return True
    named = {named_unit(context.words, text)[0] for text in texts} | {item.unit}
    if _MILLISECONDS not in named:
        return False
    amounts = np.array([rough_amount(cell) for cell in cells], dtype=np.float64)
    told = amounts[np.isfinite(amounts)]
    return len(told) > 0 and float(np.median(told)) < _A_SECOND


def _kind(context: SheetContext, item: Candidate) -> FieldKind:
    catalogue = context.report.catalogue
    if item.target is Target.KPI:
        return FieldKind(catalogue.kpis[item.id].unit.value)
    return catalogue.fields[item.id].kind
