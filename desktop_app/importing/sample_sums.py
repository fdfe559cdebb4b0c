"""Which count of a log its accuracy is of: the one that errors and accuracy agree with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.reading import hints, read
from desktop_app.importing.sketch import ColumnSketch

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

Floats = NDArray[np.float64]

CHECKED, UNITS = "checked_items", "checked_units"
_ACCURACY, _ERRORS, _CORRECT = "accuracy_percent", "error_count", "correct_items"
_ROUNDED = 0.00051
_HOLDS = 0.95
_FEWEST = 5
_MEASURED = 0.9


def whole_of_accuracy(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> Assignment | None:
    """Return the column that the accuracy of each row is a share of, None where none is alone in
    that, or surely named so anyway.

    Of "Charts" and "Codes reviewed", accuracy = 1 - errors / codes holds in every row for one.
    """
    shares, faults = fields.get(_ACCURACY, ()), fields.get(_ERRORS, fields.get(_CORRECT, ()))
    if len(shares) != 1 or len(faults) != 1:
        return None
    own = [one for name in (CHECKED, UNITS) for one in fields.get(name, ())]
    if any(one.chosen for one in own):
        return None
    accuracy, counted = _values(context, shares[0]), _values(context, faults[0])
    wrong = _ERRORS in fields
    fitting = [
        sketch
        for sketch in sketches
        if sketch.column not in (shares[0].sketch.column, faults[0].sketch.column)
        and sketch.profile.measured >= _MEASURED
        and sketch.profile.whole == 1.0
        and _agrees(accuracy, counted, _numbers(sketch), wrong)
    ]
    if len(fitting) != 1:
        return None
    reason = tr(
        "{column} is of it, row by row, beside {other}",
        column=shares[0].sketch.named,
        other=faults[0].sketch.named,
    )
    if any(one.sketch is fitting[0] and one.confidence >= SURE for one in own):
        return None
    candidate = Candidate(Target.FIELD, CHECKED, "", SURE, reason)
    return replace(shares[0], sketch=fitting[0], candidate=candidate, confidence=SURE)


def _agrees(accuracy: Floats, counted: Floats, whole: Floats, wrong: bool) -> bool:
    """Return whether the rows with something to tell have accuracy = 1 - errors / whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        made = 1 - counted / whole if wrong else counted / whole
    told = np.isfinite(accuracy) & np.isfinite(made) & (made < 1)
    if told.sum() < _FEWEST:
        return False
    return float((np.abs(accuracy - made)[told] <= _ROUNDED).mean()) >= _HOLDS


def _values(context: SheetContext, one: Assignment) -> Floats:
    sketch = one.sketch
    known = hints(context.report.catalogue, one.candidate, sketch.header, sketch.number_format)
    return np.asarray(read(context, sketch.cells, known).values, dtype=np.float64)


def _numbers(sketch: ColumnSketch) -> Floats:
    return np.asarray(pd.to_numeric(sketch.cells, errors="coerce"), dtype=np.float64)
