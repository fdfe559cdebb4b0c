"""Numbers and dates as they are typed into a form; every refusal says which entry and why."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.translating import tr, with_signs
from desktop_app.scoring.currency import plain
from desktop_app.scoring.table_numbers import cell_number

_LARGEST = Decimal(10) ** 15


def typed_amount(text: str, what: str) -> Decimal:
    """Return a number of 0 or more as typed: ``3.12``, ``3,12``, ``1 250 000``.

    Parameters
    ----------
    what : str
        Names the entry, to start messages with.

    Raises
    ------
    ScenarioError
        If it is no such number, or can be read in two ways.
    """
    try:
        found = Decimal(repr(cell_number(text, None)))
    except ValueError as error:
        raise ScenarioError(f"{what}: {error}") from None
    if not 0 <= found < _LARGEST:
        raise ScenarioError(
            tr("{what}: found {text}, expected a number of 0 or more.", what=what, text=text)
        )
    return found


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
