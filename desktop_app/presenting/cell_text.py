"""Cells of a sheet as a spreadsheet shows them: a value under its number format, as text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.importing.cells import CellError, CellValue

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|'
    r"\[(?P<bracket>[^\]]*)\]|(?P<am>AM/PM|A/P)|"
    r"(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<number>[0#?][0#?,.]*|\.[0#?]+)|"
    r"(?P<exponent>E[+-]0+)|(?P<percent>%)|(?P<general>general)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_PART = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"^(h+|m+|s+)$", re.IGNORECASE)
_CURRENCY = re.compile(r"^\$([^-]*)")
_EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30)
_MOST_DIGITS = 11
_STRFTIME = {
    "date yyyy": "%Y",
    "date mm": "%m",
    "date mmm": "%b",
    "date mmmm": "%B",
    "date dd": "%d",
    "date ddd": "%a",
    "date dddd": "%A",
    "date hh": "%H",
    "minute mm": "%M",
    "date ss": "%S",
}

Part = tuple[str, str]


def shown(value: CellValue, number_format: str = "General") -> str:
    """Return a cell's text as a spreadsheet would show it in a wide enough column.

    Formats of several sections, currencies, percents, thousands, dates and elapsed times are
    followed; fractions, conditions and colours are not, and the value is shown as it is.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, dt.datetime | dt.timedelta):
        return _shown_moment(value, number_format)
    if isinstance(value, int | float):
        return _shown_number(float(value), number_format)
    return str(value)


def raw(value: CellValue) -> str:
    """Return a cell's value as it is stored, whatever its number format makes of it."""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, float):
        return _general(value, digits=15)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a number format: its parts, and what they make of a number."""

    parts: tuple[Part, ...]
    dated: bool
    percent: int
    pattern: str = ""
    """What `strftime` makes the same text of, ``""`` where it can't."""

    def number(self, value: float) -> str:
        value *= 100**self.percent
        return "".join(_number_part(kind, text, value) for kind, text in self.parts)


@lru_cache(maxsize=2048)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """Return the sections of a number format."""
    parts: list[list[Part]] = [[]]
    for match in _TOKEN.finditer(number_format):
        kind = str(match.lastgroup)
        text = str(match[kind])
        if kind == "other" and text == ";":
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(_section(one) for one in parts)


def _section(parts: list[Part]) -> _Section:
    """Return a section with its brackets understood and its minutes told from its months."""
    kinds = [kind for kind, _ in parts]
    numbers = "number" in kinds
    understood: list[Part] = []
    for kind, text in parts:
        if kind == "bracket":
            currency = _CURRENCY.match(text)
            if _ELAPSED.match(text):
                understood.append(("elapsed", text.lower()))
            elif currency is not None:
                understood.append(("quoted", currency[1]))
        elif kind == "space":
            understood.append(("quoted", " "))
        elif kind == "date" and numbers:
            understood.append(("quoted", text))
        elif kind == "date":
            understood.append((kind, text.lower()))
        elif kind != "fill":
            understood.append((kind, text))
    dated = any(kind in ("date", "elapsed") for kind, _ in understood)
    minuted = tuple(_with_minutes(understood))
    return _Section(minuted, dated, kinds.count("percent"), _pattern(minuted) if dated else "")


def _pattern(parts: tuple[Part, ...]) -> str:
    """Return a date format for `strftime`, ``""`` if it has none for some part."""
    pattern = ""
    for kind, text in parts:
        code = _STRFTIME.get(f"{kind} {text}")
        if code is None and kind in ("date", "minute", "elapsed", "am"):
            return ""
        pattern += code or ("" if kind == "text" else text.replace("%", "%%"))
    return pattern.strip()


def _with_minutes(parts: list[Part]) -> list[Part]:
    """Return date parts in which an m beside hours or seconds is a minute."""
    places = [at for at, (kind, _) in enumerate(parts) if kind in ("date", "elapsed")]
    result = list(parts)
    for position, at in enumerate(places):
        kind, text = parts[at]
        if kind != "date" or not text.startswith("m") or len(text) > 2:
            continue
        before = parts[places[position - 1]][1] if position else ""
        after = parts[places[position + 1]][1] if position + 1 < len(places) else ""
        if before.startswith("h") or after.startswith("s"):
            result[at] = ("minute", text)
    return result


def _shown_number(value: float, number_format: str) -> str:
    sections = _sections(number_format)
    section = sections[0]
    if value < 0 and len(sections) > 1 and sections[1].parts:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section.dated:
        if not 0 <= value < 2_958_466:  # the last day that Excel has, 9999-12-31
            return _general(value)
        return _dated(section, _EXCEL_DAY_ZERO + dt.timedelta(days=value), value * 86400)
    kinds = {kind for kind, _ in section.parts}
    if "exponent" in kinds:
        pattern = next((text for kind, text in section.parts if kind == "number"), "0")
        return f"{value:.{len(pattern.partition('.')[2])}E}"
    if not kinds & {"number", "general", "text"} or ("other" in kinds and "/" in number_format):
        literal = section.number(value).strip()
        return literal if section.parts and not kinds & {"other", "number"} else _general(value)
    text = section.number(abs(value) if section is not sections[0] else value)
    return " ".join(text.split())


def _number_part(kind: str, text: str, value: float) -> str:
    if kind == "number":
        return _digits(value, text)
    if kind == "percent":
        return "%"
    if kind in ("general", "text"):
        return _general(value)
    return text


def _digits(value: float, pattern: str) -> str:
    """Return a number by a pattern such as ``#,##0.00`` or ``0.0,`` (thousands)."""
    whole, _, fraction = pattern.partition(".")
    stripped = (fraction or whole).rstrip(",")
    scale = len(fraction or whole) - len(stripped)
    value /= 1000**scale
    fraction = fraction.rstrip(",")
    grouped = "," in whole.rstrip(",")
    least = fraction.count("0")
    text = f"{value:{',' if grouped else ''}.{len(fraction)}f}"
    if len(fraction) > least and "." in text:
        head, _, tail = text.partition(".")
        kept = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{kept}" if kept else head
    zeros = whole.count("0")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    head, dot, tail = digits.partition(".")
    padded = head.zfill(zeros) if zeros > 1 and not grouped else head
    return f"{sign}{padded}{dot}{tail}"


def _general(value: float, digits: int = _MOST_DIGITS) -> str:
    """Return a number as the format General shows it."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.{digits}g}"
    return text.replace("e+", "E+").replace("e-", "E-")


def _shown_moment(value: dt.datetime | dt.timedelta, number_format: str) -> str:
    section = _sections(number_format)[0]
    if isinstance(value, dt.datetime):
        if not section.dated:
            return raw(value)
        return _dated(section, value, (value - _EXCEL_DAY_ZERO).total_seconds())
    seconds = value.total_seconds()
    if not section.dated or seconds < 0:
        return _elapsed_text(seconds)
    return _dated(section, _EXCEL_DAY_ZERO + value, seconds)


def _elapsed_text(seconds: float) -> str:
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(round(abs(seconds)), 3600)
    return f"{sign}{hours}:{rest // 60:02d}:{rest % 60:02d}"


def _dated(section: _Section, moment: dt.datetime, seconds: float) -> str:
    """Return a moment (`seconds` since Excel's day zero) by a section's parts."""
    if section.pattern and not moment.microsecond:
        return moment.strftime(section.pattern)
    half = any(kind == "am" for kind, _ in section.parts)
    fine = any("." in text for kind, text in section.parts if kind == "date")
    if not fine and moment.microsecond:
        moment += dt.timedelta(microseconds=500_000)
        moment = moment.replace(microsecond=0)
        seconds = round(seconds)
    shown_parts = []
    for kind, text in section.parts:
        if kind == "elapsed":
            shown_parts.append(_elapsed(text, seconds))
        elif kind == "minute":
            shown_parts.append(f"{moment.minute:0{len(text)}d}")
        elif kind == "date":
            shown_parts.append(_date_part(text, moment, half))
        elif kind == "am":
            shown_parts.append("AM" if moment.hour < 12 else "PM")
        elif kind != "text":
            shown_parts.append(text)
    return "".join(shown_parts).strip()


def _elapsed(text: str, seconds: float) -> str:
    length = {"h": 3600, "m": 60, "s": 1}[text[0]]
    return f"{int(seconds // length):0{len(text)}d}"


def _date_part(text: str, moment: dt.datetime, half: bool) -> str:
    kind, length = text[0], len(text)
    if kind == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if kind == "m":
        if length > 2:
            name = moment.strftime("%B" if length == 4 else "%b")
            return name[:1] if length == 5 else name
        return f"{moment.month:0{length}d}"
    if kind == "d":
        if length > 2:
            return moment.strftime("%A" if length > 3 else "%a")
        return f"{moment.day:0{length}d}"
    if kind == "h":
        hour = (moment.hour % 12 or 12) if half else moment.hour
        return f"{hour:0{min(length, 2)}d}"
    whole, _, part = text.partition(".")
    seconds = f"{moment.second:0{min(len(whole), 2)}d}"
    return (
        f"{seconds}.{moment.microsecond:06d}"[: len(seconds) + 1 + len(part)] if part else seconds
    )
