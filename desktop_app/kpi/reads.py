"""What formulas read, and which of a KPI's formulas a table has the fields for."""

from __future__ import annotations

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.formula_names import IS_ONE_OF, called_on, choice_need, fields_within
from desktop_app.catalogue.model import Formula, Source


def fields_of(formula: Formula) -> frozenset[str]:
    """Return every name that a formula reads."""
    part = parse(formula.part).fields
    return part | parse(formula.whole).fields if formula.whole else part


def columns_of(formula: Formula) -> frozenset[str]:
    """Return every field that a formula reads, those that it calls a function on among them."""
    return frozenset(field for name in fields_of(formula) for field in fields_within(name))


def needs_of(formula: Formula) -> frozenset[str]:
    """Return the names that a table must have, so that a formula can be worked out."""
    return frozenset(
        choice_need(called_on(name)[0]) if name.startswith(f"{IS_ONE_OF}(") else name
        for name in fields_of(formula)
    )


def applicable(formulas: tuple[Formula, ...], names: frozenset[str]) -> list[Formula]:
    """Return, for each variant, its first formula over records that needs only these names."""
    chosen: dict[str, Formula] = {}
    for formula in formulas:
        if formula.source is Source.RECORDS and needs_of(formula) <= names:
            chosen.setdefault(formula.variant, formula)
    return list(chosen.values())
