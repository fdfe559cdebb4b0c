"""Numbers in the cells of a decision table, whichever decimal convention its texts follow."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable

from desktop_app.domain.translating import tr

_PARTS = re.compile(r"^([+-]?)\s*([\d., '\u00a0\u202f]*?)\s*(%?)$")
_ONE_MARK = re.compile(r"^\d+$|^\d*[.,]\d+$")
_GROUPED = re.compile(
    r"^(?P<whole>\d{1,3}(?P<mark>[., '\u00a0\u202f])(?:\d{2,3}(?P=mark))*\d{3})"
    r"(?:(?!(?P=mark))[.,](?P<fraction>\d+))?$"
)
_EITHER = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")
_DECIMAL = {
    ",": re.compile(r"^\d*,(?:\d{1,2}|\d{4,})$|^0,\d+$|\d[. '\u00a0\u202f]\d{3},\d+$"),
    ".": re.compile(r"^\d*\.(?:\d{1,2}|\d{4,})$|^0\.\d+$|\d[, '\u00a0\u202f]\d{3}\.\d+$"),
}
_MISSING = frozenset(
    {"", "-", "–", "—", "n/a", "na", "#n/a", "n.a.", "nan", "none", "null", "tbd", "missing", "?"}
)


def is_missing(value: object) -> bool:
    """Return whether a cell is empty or says that there is no value."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    text = str(value).strip().casefold()
    return text in _MISSING


def decimal_comma(cells: Iterable[object]) -> bool | None:
    """Return whether the texts among the cells write decimals with a comma.

    None where no text can tell; a table that shows both conventions also gives None, and its
    doubtful numbers are then refused one by one.
    """
    texts = [match[2] for cell in cells if isinstance(cell, str) and (match := _parts(cell))]
    comma, point = (any(_DECIMAL[mark].search(text) for text in texts) for mark in ",.")
    return comma if comma != point else None


def cell_number(value: object, comma: bool | None) -> float:
    """Return the number of a cell; a percent text becomes a share.

    Parameters
    ----------
    comma : bool or None
        What `decimal_comma` found for the whole table.

    Raises
    ------
    ValueError
        Saying what was found instead, or why it can be read in two ways.
    """
    if isinstance(value, (bool, dt.date, dt.time, dt.timedelta)):
        raise ValueError(tr("found {value}, expected a number.", value=value))
    if isinstance(value, int | float):
        if math.isfinite(value):
            return float(value)
        raise ValueError(tr("found {value}, expected a finite number.", value=value))
    match = _parts(str(value))
    plain = _plain(match[2], comma) if match else ""
    if match is None or not plain:
        raise ValueError(tr("found '{value}', expected a number.", value=value))
    number = float(match[1] + plain)
    # Dividing keeps "85 %" at exactly 0.85, which a product with 0.01 misses.
    return number / 100 if match[3] else number


def is_percent(value: object) -> bool:
    """Return whether a cell is a text that ends in a percent sign."""
    return isinstance(value, str) and value.strip().endswith("%")


def _parts(text: str) -> re.Match[str] | None:
    """Return sign, digits with their marks, and percent sign."""
    return _PARTS.match(text.strip())


def _plain(text: str, comma: bool | None) -> str:
    """Return the number as Python writes it; ``""`` if it is none."""
    if _EITHER.match(text):
        return _settled(text, comma)
    if _ONE_MARK.match(text):
        return text.replace(",", ".")
    grouped = _GROUPED.match(text)
    if grouped is None:
        return ""
    return re.sub(r"\D", "", grouped["whole"]) + "." + (grouped["fraction"] or "")


def _settled(text: str, comma: bool | None) -> str:
    """Return a number whose only mark may stand before decimals or between thousands."""
    if comma is None and "," in text:
        raise ValueError(
            tr(
                "found '{text}', which can mean a decimal or thousands; write it without "
                "separators.",
                text=text,
            )
        )
    # A point before three digits is a decimal point, as programs write it, unless the table's
    # other numbers have decimal commas.
    decimal = bool(comma) == ("," in text)
    return text.replace(",", ".") if decimal else re.sub(r"[.,]", "", text)
