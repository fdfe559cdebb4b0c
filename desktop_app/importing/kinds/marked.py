"""Text numbers with their marks: what all kinds of number have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.finding import About
from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.marks import Mark, read_mark
from desktop_app.importing.kinds.parts import Bools, Context, Floats
from desktop_app.importing.kinds.spelled import Grouping, settle, spell

FactorOf = Callable[[Mark], float | None]
"""What a mark multiplies its number by; None where the mark has no place in this kind."""


@dataclass(slots=True)
class TextNumbers:
    """The distinct texts of a column as numbers.

    `values` has marked numbers in the canonical unit and bare ones as written; NaN is not a
    number of this kind. `marks` are the distinct marks, `mark_of` which of them a text has.
    """

    values: Floats
    bare: Bools
    marks: list[Mark] = field(default_factory=list)
    mark_of: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)

    def only(self, which: Bools) -> Floats:
        """Return the values of some texts, NaN for the others."""
        return np.where(which, self.values, np.nan)


def read_texts(
    context: Context,
    own: Mapping[str, str],
    factor_of: FactorOf,
    bare_factor: float = 1.0,
    plausible: tuple[float, float] | None = None,
    grouping: Grouping = Grouping.OPEN,
) -> TextNumbers:
    """Return the column's distinct texts as numbers.

    Parameters
    ----------
    own : mapping of word to unit id
        Unit words of this kind, before the catalogue's.
    bare_factor : float
        What bare numbers are probably multiplied by; only for judging what is plausible.
    """
    parts, words = context.parts, context.words
    if not parts.texts:
        return TextNumbers(np.zeros(0), np.zeros(0, dtype=bool))
    spelled = spell(parts.texts)
    marks = [read_mark(before, after, words, own) for before, after in spelled.pairs]
    factors = np.array([_or_nan(factor_of(mark)) for mark in marks])[spelled.pair_of]
    bare = np.array([mark.bare for mark in marks])[spelled.pair_of]
    settled = settle(
        spelled,
        parts.counts(),
        np.where(bare, bare_factor, factors),
        plausible or context.hints.expected,
        grouping,
        context.hints.habits,
        context.hints.said.get(About.DECIMALS, ""),
    )
    found = TextNumbers(
        np.where(bare, settled.values, settled.values * factors),
        bare & np.isfinite(settled.values),
        marks,
        spelled.pair_of,
        settled.rules,
        settled.questions,
    )
    if (spelled.near & np.isfinite(found.values)).any():
        found.rules.append(tr("values marked as approximate taken as they are"))
    return found


def _or_nan(factor: float | None) -> float:
    return np.nan if factor is None else factor


def units_factor(mark: Mark, table: Mapping[str, float]) -> float | None:
    """Return the product of a mark's units; None if one has no place in the table."""
    factor = 1.0
    for unit in mark.units:
        if unit not in table:
            return None
        factor *= table[unit]
    return factor


def joined(rules: list[str]) -> str:
    """Return rules as one sentence part, each once."""
    return "; ".join(dict.fromkeys(rule for rule in rules if rule))
