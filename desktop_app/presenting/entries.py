"""Numbers and dates as they are typed into a form; every refusal says which entry and why."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import spoken, tr, with_signs
from desktop_app.scoring.currency import plain
from desktop_app.scoring.table_numbers import cell_number

_LARGEST = Decimal(10) ** 15
_FIGURE = re.compile(r"^\s*([+-]?[\d., '\u00a0\u202f]*\d)\s*([a-z%]*)\s*$", re.IGNORECASE)


def typed_amount(text: str, what: str) -> Decimal:
    """Return a number of 0 or more as typed: ``3.12``, ``3,12``, ``1 250 000``.

    What can be read in two ways, such as ``1,250``, is read as the user's own numbers are written;
    `settled` shows which it was.

    Parameters
    ----------
    what : str
        Names the entry, to start messages with.

    Raises
    ------
    ScenarioError
        If it is no such number.
    """
    try:
        found = Decimal(repr(typed_number(text)))
    except ValueError as error:
        raise ScenarioError(f"{what}: {error}") from None
    if not 0 <= found < _LARGEST:
        raise ScenarioError(
            tr("{what}: found {text}, expected a number of 0 or more.", what=what, text=text)
        )
    return found


def typed_number(text: str) -> float:
    """Return a number as typed, read as the user writes numbers; a percentage is a share.

    Raises
    ------
    ValueError
        Saying what was found instead.
    """
    return cell_number(text, spoken().signs.decimal == ",")


def settled(text: str) -> str:
    """Return a number that others would read otherwise as one that has a single reading.

    ``1,250`` becomes ``1250`` where a comma parts thousands, and ``1,25`` where it parts decimals.
    Everything else comes back as it is.
    """
    readings = [_reading(text, comma) for comma in (False, True)]
    if None in readings or readings[0] == readings[1]:
        return text
    return shown_amount(Decimal(repr(typed_number(text))).normalize())


def figure_parts(text: str) -> tuple[str, str] | None:
    """Return the number and the unit's word of a figure such as ``12,5 h``; None if it is none."""
    found = _FIGURE.match(text)
    return None if found is None else (found[1], found[2])


def own_signs(text: str) -> str:
    """Return a figure with its number as the user writes numbers, so that it is seen how it is
    read: ``0.5 h`` becomes ``0,5 h`` where a comma stands before decimals. What is no figure, and
    what has but one reading and the user's signs already, comes back as it is.
    """
    parts = figure_parts(text)
    value = None if parts is None else _reading(parts[0], spoken().signs.decimal == ",")
    if parts is None or value is None:
        return text
    number, word = parts
    if settled(number) == number and _strictly(number) == value:
        return text
    return f"{shown_amount(Decimal(repr(value)).normalize())} {word}".strip()


def _strictly(number: str) -> float | None:
    """Return a number that has no other signs than the user's."""
    signs = spoken().signs
    try:
        return float(number.replace(signs.group, "").replace(signs.decimal, "."))
    except ValueError:
        return None


def _reading(text: str, comma: bool) -> float | None:
    try:
        return cell_number(text, comma)
    except ValueError:
        return None


def typed_percent(text: str, what: str) -> Decimal:
    """Return the share of a percentage as typed, with or without its sign: ``19``, ``7.5 %``.

    Raises
    ------
    ScenarioError
        If it is no number from 0 to 100.
    """
    share = typed_amount(text.replace("%", "").strip(), what).scaleb(-2)
    if share > 1:
        raise ScenarioError(tr("{what}: found {text}, expected 0 to 100 %.", what=what, text=text))
    return share


def typed_day(text: str, what: str) -> dt.date:
    """Return a date as typed.

    Raises
    ------
    ScenarioError
        If it is not written like 2026-03-31.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ScenarioError(
            tr("{what}: '{text}' is no date.", what=what, text=text),
            tr("Write it like 2026-03-31."),
        ) from None


def shown_amount(amount: Decimal | None) -> str:
    """Return an amount as it is put into a form, with all its digits; ``""`` for none."""
    return "" if amount is None else with_signs(plain(amount))


def shown_percent(share: Decimal | None) -> str:
    """Return a share as a percentage without its sign, with all its digits; ``""`` for none."""
    return "" if share is None else with_signs(plain((share * 100).normalize()))
