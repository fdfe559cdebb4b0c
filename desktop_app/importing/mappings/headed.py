"""What a heading says besides of a meaning that was given to it."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import Candidate

_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_UNITS = frozenset().union(*UNIT_WORDS.values())


def as_headed(context: SheetContext, candidate: Candidate, heading: str) -> Candidate:
    """Return a meaning with the unit, currency and variant that the heading names besides.

    A column of "AHT (min)" that is said to be handle time still holds minutes.
    """
    for found in context.names.candidates(heading):
        if (found.target, found.id) == (candidate.target, candidate.id):
            return replace(
                candidate,
                unit=candidate.unit or found.unit,
                currency=candidate.currency or found.currency,
                variant=candidate.variant or found.variant,
            )
    unit, currency = _named_in(context, heading)
    return replace(candidate, unit=candidate.unit or unit, currency=candidate.currency or currency)


def _named_in(context: SheetContext, heading: str) -> tuple[str, str]:
    """Return the unit and the currency that words of a heading name, brackets first."""
    words = context.words
    pieces = [normalise(aside) for aside in _BRACKETS.findall(heading)]
    pieces += normalise(heading).split()
    units = [words.units[piece] for piece in pieces if words.units.get(piece) in _UNITS]
    currencies = [words.currencies[piece] for piece in pieces if piece in words.currencies]
    return next(iter(units), ""), next(iter(currencies), "")
