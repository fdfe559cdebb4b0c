"""What holds for all figures of a sheet and is said or shown around them: amounts "in T€".

A title or note may say in what amounts are given, and the texts of the sheet, and of the file,
show how numbers and dates are written there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop_app.catalogue.model import FieldKind
from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.amounts import amount_unit
from desktop_app.importing.typed import Habits, ReadingHints

_LINE = 120


@dataclass(frozen=True, slots=True)
class Customs:
    """What holds for a sheet.

    `size` (a unit id such as ``thousands``) and `currency` are what the title or note `line` says
    of amounts; `habits` is how numbers and dates are written.
    """

    size: str = ""
    currency: str = ""
    line: str = ""
    habits: Habits = field(default_factory=Habits)


def stated_customs(lines: Iterable[str], words: Words) -> Customs:
    """Return what titles and notes say of all amounts; nothing where they say two things."""
    found = [(amount_unit(line, words), line) for line in lines if len(line) <= _LINE]
    sizes = {unit.size for unit, _ in found if unit.size}
    currencies = {unit.currency for unit, _ in found if unit.currency}
    size = sizes.pop() if len(sizes) == 1 else ""
    currency = currencies.pop() if len(currencies) == 1 else ""
    line = next((line for unit, line in found if size and unit.size == size), "")
    return Customs(size, currency, line)


def with_customs(known: ReadingHints, customs: Customs) -> ReadingHints:
    """Return the hints completed by what holds for the sheet.

    What a title says of amounts is taken for sums whose heading names no currency of its own; a
    cost of one contact is hardly given in thousands, and is read as it stands.
    """
    if known.kind is FieldKind.MONEY:
        if customs.size and known.sums and not (known.unit or known.currency):
            known = replace(known, unit=customs.size, unit_line=customs.line)
        if customs.currency and not known.currency:
            known = replace(known, currency=customs.currency)
    return known if known.habits == customs.habits else replace(known, habits=customs.habits)
