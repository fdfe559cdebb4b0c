"""Lines of an invoice: what was charged, how much of it, at which price, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.sketch import ColumnSketch

_PRICE, _AMOUNTS = "unit_price", frozenset({"invoiced", "cost"})
_ROLES = frozenset({FieldRole.QUANTITY, FieldRole.VALUE})


def are_charge_lines(context: SheetContext, sketches: Sequence[ColumnSketch]) -> bool:
    """Return whether a price and an amount stand beside each name: those are things charged for.

    "Voice calls handled" in such a line is no KPI that states its price as its value.
    """
    named = {
        one.id
        for sketch in sketches
        for one in context.names.candidates(sketch.header, Target.FIELD, _ROLES)[:1]
        if one.confidence >= SURE
    }
    return _PRICE in named and not named.isdisjoint(_AMOUNTS)
