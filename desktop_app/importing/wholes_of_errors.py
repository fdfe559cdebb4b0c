"""What a log's counts of errors are among: "Payslips" beside "Payslips with errors"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.sample_sums import CHECKED, UNITS
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import FAULTY

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

ERRORS, HAS_ERROR = "error_count", "has_error"
_WHOLES = frozenset({CHECKED, UNITS, "correct_items", "error_opportunities", "accuracy_percent"})
_GUESSED = 0.8
_MEASURED = 0.9


def counted_errors(fields: dict[str, list[Assignment]]) -> Assignment | None:
    """Return the column taken for error found that counts them: 0, 3, 1 and no yes or no.

    None where there is none, or the log has a count of errors anyway.
    """
    held = fields.get(HAS_ERROR, ())
    if len(held) != 1 or held[0].chosen or ERRORS in fields:
        return None
    if not (_is_count(held[0].sketch) and held[0].sketch.profile.high > 1):
        return None
    return replace(held[0], candidate=replace(held[0].candidate, id=ERRORS))


def whole_of_errors(
    context: SheetContext,
    fields: dict[str, list[Assignment]],
    sketches: Sequence[ColumnSketch],
) -> Assignment | None:
    """Return the unused count that has the name of what is in error, and is never below it.

    None where the log says otherwise what was checked, or several columns could be it.
    """
    errors = fields.get(ERRORS, ())
    if len(errors) != 1 or not _WHOLES.isdisjoint(fields):
        return None
    words = normalise(errors[0].sketch.header).split()
    noun = words[: next((at for at, word in enumerate(words) if word in FAULTY), 0)]
    if not noun:
        return None
    used = {one.sketch.column for group in fields.values() for one in group}
    free = [one for one in sketches if one.column not in used and _is_count(one)]
    named = [one for one in free if normalise(one.header).split()[: len(noun)] == noun]
    named = [one for one in named if _holds(one, errors[0].sketch)]
    if len(named) != 1:
        return None
    reason = tr("{column} are among them", column=errors[0].sketch.named)
    candidate = Candidate(Target.FIELD, _kind_of(context, noun), "", _GUESSED, reason)
    return replace(errors[0], sketch=named[0], candidate=candidate, confidence=_GUESSED)


def _kind_of(context: SheetContext, noun: Sequence[str]) -> str:
    """Return whether what was checked are fields or lines of items, or the items themselves."""
    values = frozenset({FieldRole.VALUE})
    named = context.names.candidates(" ".join(noun), Target.FIELD, values)
    units = any(one.id == UNITS and one.confidence >= SURE for one in named)
    return UNITS if units else CHECKED


def _is_count(sketch: ColumnSketch) -> bool:
    profile = sketch.profile
    return profile.measured >= _MEASURED and profile.whole == 1.0 and profile.low >= 0


def _holds(whole: ColumnSketch, part: ColumnSketch) -> bool:
    """Return whether a count is in every row as large as another, and larger in all."""
    all_of, some = (
        np.asarray(pd.to_numeric(one.cells, errors="coerce"), dtype=np.float64)
        for one in (whole, part)
    )
    both = np.isfinite(all_of) & np.isfinite(some)
    return bool(both.any() and (all_of >= some)[both].all() and (all_of > some)[both].any())
