"""What formulas read, and which of a KPI's formulas a table has the fields for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import IS_ONE_OF, called_on, choice_need, fields_within
from desktop_app.catalogue.model import Formula, Source

if TYPE_CHECKING:
    from desktop_app.kpi.columns import RecordColumns


def fields_of(formula: Formula) -> frozenset[str]:
    """Return every name that a formula reads."""
    return _names_in(formula.part, formula.whole)


@lru_cache(maxsize=4_096)
def _names_in(part: str, whole: str) -> frozenset[str]:
    return parse(part).fields | parse(whole).fields if whole else parse(part).fields


def columns_of(formula: Formula) -> frozenset[str]:
    """Return every field that a formula reads, those that it calls a function on among them."""
    return frozenset(field for name in fields_of(formula) for field in fields_within(name))


def needs_of(formula: Formula) -> frozenset[str]:
    """Return the names that a table must have, so that a formula can be worked out."""
    return _needs_in(formula.part, formula.whole)


@lru_cache(maxsize=4_096)
def _needs_in(part: str, whole: str) -> frozenset[str]:
    return frozenset(
        choice_need(called_on(name)[0]) if name.startswith(f"{IS_ONE_OF}(") else name
        for name in _names_in(part, whole)
    )


def applicable(formulas: tuple[Formula, ...], names: frozenset[str]) -> list[Formula]:
    """Return, for each variant, its first formula over records that needs only these names."""
    chosen: dict[str, Formula] = {}
    for formula in formulas:
        if formula.source is Source.RECORDS and needs_of(formula) <= names:
            chosen.setdefault(formula.variant, formula)
    return list(chosen.values())


def chosen_formulas(formulas: tuple[Formula, ...], columns: RecordColumns) -> list[Formula]:
    """Return, for each variant, the formula by which a table's records are counted.

    The first that the table has the fields for; where a column is empty here and filled in other
    tables like this, the formula that those are counted by. An empty date is an answer: of a month
    in which nothing was delivered, all that is overdue is late, and no open project has a cost.
    Any other empty column is none, and another formula serves if that one would count nothing.
    """
    own = applicable(formulas, columns.names)
    if columns.names_beside == columns.names:
        return own
    chosen = {one.variant: one for one in own}
    for formula in applicable(formulas, columns.names_beside):
        answers = columns.lacks_dates(columns_of(formula)) or _counts_any(formula, columns)
        if formula is not chosen.get(formula.variant) and answers:
            chosen[formula.variant] = formula
    return list(chosen.values())


def _counts_any(formula: Formula, columns: RecordColumns) -> bool:
    known = ~np.isnan(columns.evaluate(formula.part))
    if formula.whole:
        known = known & ~np.isnan(columns.evaluate(formula.whole))
    return bool(known.any())
