"""What an Excel number format says about the numbers under it."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTED = re.compile(r'"([^"]*)"')
_ESCAPED = re.compile(r"\\(.)|[_*].")
_BRACKET = re.compile(r"\[([^\]]*)\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_GENERAL = frozenset({"general", "standard", "@", ""})
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]*)?\]")


@lru_cache(maxsize=4096)
def bare_codes(number_format: str) -> str:
    """Return the first section's codes in lower case, without literals, colours and locales."""
    first = _ELAPSED.sub(lambda match: match[0].strip("[]"), number_format)
    first = _BRACKET.sub("", _ESCAPED.sub("", _QUOTED.sub("", first)))
    return first.partition(";")[0].strip().lower()


def is_percent(number_format: str) -> bool:
    """Return whether numbers under this format are shown as percentages."""
    return "%" in bare_codes(number_format)


def is_clock(number_format: str) -> bool:
    """Return whether numbers under this format are times of day or elapsed times."""
    codes = bare_codes(number_format)
    if codes in _GENERAL or "y" in codes or "d" in codes:
        return False
    return bool(_ELAPSED.search(number_format)) or "h" in codes or ("m" in codes and "s" in codes)


def is_date(number_format: str) -> bool:
    """Return whether numbers under this format are dates (with or without a time)."""
    codes = bare_codes(number_format)
    return codes not in _GENERAL and ("y" in codes or "d" in codes or codes in {"mmm", "mmmm"})


def is_plain(number_format: str) -> bool:
    """Return whether numbers under this format are shown as such, not as percent or time."""
    return not (is_percent(number_format) or is_clock(number_format) or is_date(number_format))


def is_month(number_format: str) -> bool:
    """Return whether dates under this format show a month but no day."""
    codes = bare_codes(number_format)
    return "m" in codes and "d" not in codes and not is_clock(number_format)


def is_year(number_format: str) -> bool:
    """Return whether dates under this format show the year alone."""
    return bare_codes(number_format) in {"yyyy", "yy", "e"}


def leading_zeros(number_format: str) -> int:
    """Return the digits that a format such as ``00000`` pads whole numbers to, else 0."""
    codes = bare_codes(number_format)
    return len(codes) if len(codes) > 1 and set(codes) == {"0"} else 0


def literals(number_format: str) -> tuple[str, ...]:
    """Return the texts a format writes beside the number: currency signs, unit words."""
    found = [text.strip() for text in _CURRENCY.findall(number_format)]
    first = number_format.partition(";")[0]
    found += [text.strip() for text in _QUOTED.findall(first)]
    rest = _BRACKET.sub("", _QUOTED.sub("", _CURRENCY.sub("", first)))
    found += re.findall(r"[^\x00-\x7f]|\$", re.sub(r"[_*].", "", rest))
    return tuple(text for text in found if text)
