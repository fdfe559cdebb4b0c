"""A length of calls that holds the wait: the column that is what is left of it is the handling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr, within
from desktop_app.importing.contact_times import TALK, WAIT, WHOLE, seconds
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE
from desktop_app.importing.sketch import ColumnSketch

if TYPE_CHECKING:
    from desktop_app.importing.mapping import Assignment

_MEASURED, _FEWEST, _MOSTLY, _SECONDS_OFF = 0.8, 10, 0.95, 1.0
_TOLD = SURE


def take_wait_off(
    context: SheetContext, fields: dict[str, list[Assignment]], sketches: Sequence[ColumnSketch]
) -> None:
    """Take the column for the handle time that is the length less the wait, row by row, in place.

    "duration (total)" 307, "duration (in call)" 267, "time to answer" 40: the length begins when
    the phone rings.
    """
    whole, wait = fields.get(WHOLE, []), fields.get(WAIT, [])
    if len(whole) != 1 or len(wait) != 1 or whole[0].chosen or TALK in fields:
        return
    used = {one.sketch.column for group in fields.values() for one in group}
    length, waited = seconds(context, whole[0]), seconds(context, wait[0])
    for sketch in sketches:
        if sketch.column in used or sketch.profile.measured < _MEASURED:
            continue
        handled = replace(whole[0], sketch=sketch, confidence=_TOLD)
        rest = seconds(context, handled)
        told = np.isfinite(length) & np.isfinite(waited) & np.isfinite(rest) & (waited > 0)
        fits = np.abs(length - waited - rest)[told] <= _SECONDS_OFF
        if told.sum() >= _FEWEST and fits.mean() >= _MOSTLY:
            reason = tr(
                "{whole} less {wait} in every row",
                whole=whole[0].sketch.named,
                wait=wait[0].sketch.named,
            )
            candidate = replace(handled.candidate, reason=reason)
            _say(context, whole[0].sketch, sketch, wait[0].sketch)
            fields[WHOLE] = [replace(handled, candidate=candidate)]
            return


def _say(
    context: SheetContext, whole: ColumnSketch, taken: ColumnSketch, wait: ColumnSketch
) -> None:
    """Say which of two times was taken, instead of what was said of the other."""
    context.findings[:] = [
        one
        for one in context.findings
        if one.code != "column-guessed" or whole.named not in one.message
    ]
    context.find(
        Severity.WARNING,
        "column-guessed",
        tr(
            "{column} was taken for {title}, and not {whole}, which holds {wait} too: the one is "
            "the other less the wait in every row. Map {whole} to {title} if the wait belongs "
            "to it.",
            column=taken.named,
            title=within(context.report.catalogue.fields[WHOLE].title),
            whole=whole.named,
            wait=wait.named,
        ),
        taken.letters,
        taken.letters,
        [Answer.of(About.MEANING, one) for one in (WHOLE, TALK, "")],
    )
