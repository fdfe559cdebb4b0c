"""Periods as people write them: every piece of a text that names a day, week, month or longer.

Patterns are tried in order, the most telling ones first; what one of them took is not offered to
the next. Two pieces with a dash or "to" between them are one period from the first to the last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop_app.catalogue.words import Words
from desktop_app.domain.period import Period
from desktop_app.importing.kinds.spelling import key, word_form

_Y4 = r"(?:19|20)\d{2}"
_FY = r"(?:fy|fiscal(?: year)?|gj|gesch[aä]ftsjahr|exercice|ejercicio(?: fiscal)?)"
_YEAR = rf"(?:(?P<fy>{_FY})\s*)?'?(?P<y>{_Y4}|\d{{2}})(?:\s?[/-]\s?(?P<y2>{_Y4}|\d{{2}})(?!\d))?"
_GAP = r"[\s\-/,.(]*(?:of |de |del )?"
_MONTH = r"(?P<mon>[^\W\d]{3,10})\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|e|º|ª|\.)?"
_Q = r"(?:q|qtr|quarter|quartal|trimestre|trim)\.?"
_WEEK = r"(?:w|kw|cw|wk|week|kalenderwoche|woche|semaine|semana|settimana)"
_H = r"(?:h|hy|half|half[- ]year)"
_FIRST = r"first|erstes|premier|primer|primo|primeiro"
_SECOND = r"second|zweites|deuxi[eè]me|segundo|secondo"
_LATER = r"third|fourth|drittes|viertes|troisi[eè]me|quatri[eè]me|tercer|cuarto|terzo|quarto"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NTH = r"[1-4]|i{1,3}|iv"
_PAIR = rf"(?P<y>{_Y4})\s?[/-]\s?(?P<y2>{_Y4}|\d{{2}})(?!\d)"
_TO = r"\s*(?:-|to|bis|bis zum|au|al?|à|until|till|through|thru|hasta)\s*"

_PATTERNS: tuple[tuple[str, str], ...] = tuple(
    (name, rf"(?<![\w']){pattern}(?!\w)")
    for name, pattern in (
        ("days", rf"(?P<d1>\d{{1,2}})\.?{_TO}(?P<d>\d{{1,2}})\.?\s*{_MONTH}{_GAP}(?P<y>{_Y4})"),
        (
            "days",
            rf"(?P<d1>\d{{1,2}})\.(?:(?P<m1>\d{{1,2}})\.)?{_TO}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\."
            rf"(?P<y>{_Y4})",
        ),
        ("days", rf"{_MONTH}\s*(?P<d1>\d{{1,2}}){_TO}(?P<d>\d{{1,2}}),?\s+(?P<y>{_Y4})"),
        (
            "days",
            rf"(?P<mon1>[^\W\d]{{3,10}})\.?\s*(?P<d1>\d{{1,2}}){_TO}{_MONTH}\s*(?P<d>\d{{1,2}}),?"
            rf"\s+(?P<y>{_Y4})",
        ),
        (
            "day",
            rf"(?P<y>{_Y4})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?:[t ]\d\d:\d\d[\d:.]*)?",
        ),
        ("day", rf"(?P<d>\d{{1,2}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<y>{_Y4}|\d{{2}})"),
        ("day", rf"(?P<y>{_Y4})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)"),
        ("day", rf"(?P<d>\d{{1,2}})[-/]{_MONTH}[-/](?P<y>{_Y4}|\d{{2}})"),
        (
            "day",
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:of |de )?{_MONTH}{_GAP}(?P<y>{_Y4})",
        ),
        ("day", rf"{_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>{_Y4})"),
        ("week", rf"(?P<y>{_Y4})[- ]?(?:w|kw|cw|wk|week)[- ]?(?P<n>\d{{1,2}})"),
        ("week", rf"(?P<n>\d{{1,2}})\. ?(?:kw|kalenderwoche){_GAP}(?P<y>{_Y4}|\d{{2}})"),
        (
            "week",
            rf"{_WEEK}\.?[- ]?(?P<n>\d{{1,2}})"
            rf"(?:{_GAP}'?(?P<y>{_Y4}|\d{{2}}))?",
        ),
        ("week", rf"s(?P<n>[0-5]\d){_GAP}(?P<y>{_Y4})"),
        ("quarters", rf"(?P<n1>{_NTH})\.?{_TO}(?P<n>{_NTH})\.?\s*{_Q}{_GAP}{_YEAR}"),
        ("quarter", rf"{_Q}[ -]?(?P<n>[1-4]){_GAP}{_YEAR}"),
        ("quarter", rf"t(?P<n>[1-4]){_GAP}{_YEAR}"),
        ("quarter", rf"(?P<n>[1-4]){_ORDINAL}\s*(?:{_Q}|t){_GAP}{_YEAR}"),
        ("quarter", rf"(?P<n>i{{1,3}}|iv)\.?\s*{_Q}{_GAP}{_YEAR}"),
        ("quarter", rf"(?P<word>{_FIRST}|{_SECOND}|{_LATER}) {_Q}{_GAP}{_YEAR}"),
        ("quarter", rf"{_YEAR}[\s\-/,]*{_Q}[ -]?(?P<n>[1-4])"),
        ("quarter", rf"{_YEAR}[\s\-/,]*(?P<n>[1-4])q"),
        ("quarter", rf"{_Q}[ -]?(?P<n>[1-4])"),
        ("quarter", rf"(?P<n>[1-4]){_ORDINAL}\s*{_Q}"),
        ("quarter", rf"(?P<word>{_FIRST}|{_SECOND}|{_LATER}) {_Q}"),
        ("half", rf"{_H}[ -]?(?P<n>[12]){_GAP}{_YEAR}"),
        ("half", rf"(?P<n>[12]){_ORDINAL}\s*(?:{_H}|halbjahr|semestre){_GAP}{_YEAR}"),
        ("half", rf"(?P<word>{_FIRST}|{_SECOND}) (?:half|halbjahr|semestre){_GAP}{_YEAR}"),
        ("half", rf"s(?P<n>[12]){_GAP}(?P<y>{_Y4})"),
        ("half", rf"{_YEAR}[\s\-/,]*{_H}[ -]?(?P<n>[12])"),
        ("half", rf"{_H}[ -]?(?P<n>[12])"),
        ("half", rf"(?P<n>[12]){_ORDINAL}\s*(?:{_H}|halbjahr|semestre)"),
        ("half", rf"(?P<word>{_FIRST}|{_SECOND}) (?:half|halbjahr|semestre)"),
        ("month", rf"(?P<y>{_Y4})[-/.]?m?(?P<m>0[1-9]|1[0-2])"),
        ("month", rf"(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>{_Y4})"),
        ("month", rf"m(?P<m>0[1-9]|1[0-2]){_GAP}(?P<y>{_Y4})"),
        ("month", rf"{_PAIR}[\s\-,:]*{_MONTH}(?!\s*['\-]?\s*(?:{_Y4}|\d\d(?!\d)))"),
        ("month", rf"{_MONTH}{_GAP}{_PAIR}"),
        ("month", rf"(?P<y>{_Y4})[\s\-/,]*{_MONTH}(?!\s*['\-]?\s*(?:{_Y4}|\d\d(?!\d)))"),
        ("year", rf"(?P<fy>{_FY})\s*'?(?P<y>{_Y4}|\d{{2}})(?:\s?[/-]\s?(?P<y2>{_Y4}|\d{{2}}))?"),
        ("year", rf"(?P<y>{_Y4})\s?[/-]\s?(?P<y2>{_Y4}|\d{{2}})"),
        (
            "day",
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s*(?:of |de )?{_MONTH}(?!['\-]\d|\s'?\d)",
        ),
        ("month", rf"{_MONTH}(?:{_GAP}'?(?P<y>{_Y4}|\d{{2}}))?"),
        ("year", rf"(?:cy\s*)?(?P<y>{_Y4})"),
    )
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_BETWEEN = re.compile(r"\s*(?:-|to|bis(?: zum)?|au|al?|à|until|till|through|thru|hasta|/)\s*")
_OPENING = re.compile(r"[\s(\[,:=-]*")
_FISCAL_MONTHS = {"year": 12, "half": 6, "quarter": 3}
_ENDING = re.compile(
    r"(?P<what>years?|quarters?|months?|weeks?|wks?|half[- ]years?|w|(?P<n>\d{1,2}|three|six|"
    r"twelve) ?months?)[ /]?(?:ending|ended|end|to|e)(?: on| the)?\s*$"
)
_BEGINNING = re.compile(r"(?:w(?:ee)?k (?:commencing|beginning|starting|of)|w/?c|wb|w/b)\s*$")
_DAY_AHEAD = re.compile(r"(?P<d>\d{1,2})-$")
_WORD_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WORD_NUMBERS |= dict.fromkeys(_FIRST.split("|"), 1)
_WORD_NUMBERS |= dict.fromkeys(("zweites", "deuxième", "deuxieme", "segundo", "secondo"), 2)
_WORD_NUMBERS |= dict.fromkeys(("drittes", "troisième", "troisieme", "tercer", "terzo"), 3)
_WORD_NUMBERS |= dict.fromkeys(("viertes", "quatrième", "quatrieme", "cuarto", "quarto"), 4)
_WORD_NUMBERS |= {"three": 3, "six": 6, "twelve": 12}
_ENDING_MONTHS = {"year": 12, "quarter": 3, "month": 1, "half-year": 6, "half year": 6}
_TO_DATE = re.compile(
    r"\b(?:ytd|year[- ]to[- ]date|(?P<quarter>qtd|quarter[- ]to[- ]date)"
    r"|(?P<month>mtd|month[- ]to[- ]date))\b"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One naming of a period in a text, from `start` to `end` of it.

    `year` is None where none stands beside it; `second_year` of ``2025/26``; `days` is the first
    day (month, day) of a span of days; `order` is ``day`` or ``month``, whichever comes first in
    a date of numbers alone.
    """

    start: int
    end: int
    grain: str
    year: int | None
    number: int = 0
    day: int = 0
    first: tuple[int, int] | None = None
    fiscal: bool = False
    second_year: int | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One period of a text: its place, and the period (None where it can't be known)."""

    start: int
    end: int
    grain: str
    period: Period | None
    fiscal: bool = False
    dated: bool = True


def prepared(text: str) -> str:
    """Return the text in the form that places of `Found` refer to."""
    return key(text.replace("_", "-"))


def to_date(text: str) -> bool:
    """Return whether a prepared text speaks of a year (quarter, month) to date."""
    return _TO_DATE.search(text) is not None


def to_date_since(text: str) -> str:
    """Return what a prepared text counts to date: ``year``, ``quarter`` or ``month``."""
    found = _TO_DATE.search(text)
    return (found.lastgroup if found else None) or "year"


def find_periods(
    text: str, words: Words, year: int | None = None, fiscal_start: int = 1
) -> list[Found]:
    """Return the periods named in a prepared text, in order; `year` completes those without."""
    pieces = _pieces(text, WordsKey(words))
    found: list[Found] = []
    i = 0
    while i < len(pieces):
        last = _last_of(text, pieces, i)
        if last > i:
            found.append(_range(pieces[i], pieces[last], year, fiscal_start))
        else:
            after = _last_of(text, pieces, i + 1)
            spelled = _spelled_out(text, pieces[i : after + 1], year)
            last = after if spelled is not None else i
            found.append(spelled or _single(text, pieces[i], year, fiscal_start))
        i = last + 1
    return found


def _last_of(text: str, pieces: Sequence[Piece], first: int) -> int:
    """Return the place of the last piece that goes together with the given one."""
    last = first
    while last + 1 < len(pieces) and _go_together(text, pieces[last], pieces[last + 1]):
        last += 1
    return last


def _spelled_out(text: str, pieces: Sequence[Piece], year: int | None) -> Found | None:
    """Return a part of a year whose months stand behind it: "Q1 FY26 (Apr-Jun)", "Q1 (Apr-Jun)"."""
    if len(pieces) != 3 or {p.grain for p in pieces[1:]} != {"month"}:
        return None
    piece, first, last = pieces
    count = _FISCAL_MONTHS.get(piece.grain, 0)
    if (last.number - first.number) % 12 + 1 != count or not _OPENING.fullmatch(
        text[piece.end : first.start]
    ):
        return None
    begin = (first.number - 1 - count * (max(piece.number, 1) - 1)) % 12 + 1
    if first.year is not None or last.year is not None:
        whole = _range(first, last, None, begin)
        return replace(whole, start=piece.start, grain=piece.grain)
    if piece.fiscal:
        known = _BUILDERS[piece.grain](piece, begin) if piece.year is not None else None
        return Found(piece.start, last.end, piece.grain, known)
    whole = _range(first, last, piece.year or year, 1)
    # "Q1 2026 (Apr-Jun)" may be of a year that starts in 2025 or in 2026.
    known = None if piece.year is not None and begin > 1 else whole.period
    dated = piece.year is not None
    return replace(whole, start=piece.start, grain=piece.grain, period=known, dated=dated)


def _go_together(text: str, piece: Piece, following: Piece) -> bool:
    """Return whether two pieces are the ends of one period ("Jan - Mar 2026")."""
    grains = {piece.grain, following.grain}
    alike = len(grains) == 1 or grains <= {"day", "month"}
    return alike and _BETWEEN.fullmatch(text[piece.end : following.start]) is not None


@dataclass(frozen=True, slots=True, eq=False)
class WordsKey:
    """Words as a key of a cache; equal only to themselves, as their tables can't be hashed."""

    words: Words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordsKey) and other.words is self.words

    def __hash__(self) -> int:
        return id(self.words)


@lru_cache(maxsize=4096)
def _pieces(text: str, months: WordsKey) -> tuple[Piece, ...]:
    """Return the pieces of a text; the same months head most tables of a report."""
    words = months.words
    taken: list[Piece] = []
    for grain, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < piece.end and piece.start < end for piece in taken):
                continue
            piece = _piece(grain, match, words)
            if piece is not None:
                taken.append(piece)
    return tuple(sorted(taken, key=lambda piece: piece.start))


def _piece(grain: str, match: re.Match[str], words: Words) -> Piece | None:
    """Return the piece of a match, None if its words or numbers are none of a period."""
    groups = match.groupdict()
    year = _full_year(groups.get("y"))
    second = _full_year(groups.get("y2"))
    if second is not None and (year is None or second != year + 1):
        return None
    number = _number(groups, words)
    if number is None or (grain == "week" and not 1 <= number <= 53):
        return None
    first = None
    if grain == "days":
        month = words.months.get(word_form(groups["mon1"]), 0) if groups.get("mon1") else number
        month = int(groups.get("m1") or month)
        first = (month, int(groups["d1"]))
        if not month:
            return None
    if grain == "quarters":
        first = (_nth(str(groups["n1"])), 1)
    day = int(groups.get("d") or 0)
    order = "day" if groups.get("sep") else ""
    if grain in {"day", "days"} and not _real_day(year or 2024, number, day, groups):
        number, day, order = day, number, order and "month"
        if not order or not _real_day(year or 2024, number, day, groups):
            return None
    fiscal = bool(groups.get("fy")) or second is not None
    return Piece(match.start(), match.end(), grain, year, number, day, first, fiscal, second, order)


def _number(groups: dict[str, str | None], words: Words) -> int | None:
    """Return the number of the month, quarter, half or week; 0 for a year, None for no month."""
    if groups.get("mon"):
        return words.months.get(word_form(str(groups["mon"])))
    if groups.get("word"):
        return _WORD_NUMBERS[str(groups["word"])]
    return _nth(groups.get("n") or groups.get("m") or "0")


def _nth(text: str) -> int:
    return _ROMAN[text] if text in _ROMAN else int(text)


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _real_day(year: int, month: int, day: int, groups: dict[str, str | None]) -> bool:
    try:
        dt.date(year, month, day)
        if groups.get("d1"):
            dt.date(year, month, int(str(groups["d1"])))
    except ValueError:
        return False
    return True


def _single(text: str, piece: Piece, year: int | None, fiscal_start: int) -> Found:
    """Return one piece as a period, with what stands before it ("year ending")."""
    dated = piece.year is not None
    piece = piece if dated or year is None else replace(piece, year=year)
    period = _period(piece, fiscal_start)
    start = piece.start
    before = text[:start]
    if period is not None and (whole := _day_of_week(before, piece, year)):
        piece, start = whole
        period, before = _period(piece, fiscal_start), text[:start]
    if period is not None and (match := _ENDING.search(before)):
        longer = _ending_with(match, period)
        period, start = (longer, match.start()) if longer else (period, start)
    elif period is not None and piece.grain == "day" and (match := _BEGINNING.search(before)):
        period, start = Period(period.start, period.start + dt.timedelta(days=6)), match.start()
    return Found(start, piece.end, piece.grain, period, piece.fiscal, dated)


def _day_of_week(before: str, piece: Piece, year: int | None) -> tuple[Piece, int] | None:
    """Return the day that begins or ends a week, and where it stands: "WE 06-Jun" of a known year.

    Alone, "06-Jun" may be June of 2006.
    """
    day = _DAY_AHEAD.search(before)
    if day is None or piece.grain != "month" or piece.year is None:
        return None
    ahead = before[: day.start()]
    ending = _ENDING.search(ahead)
    weekly = ending is not None and ending["what"].startswith("w")
    if not weekly and not _BEGINNING.search(ahead):
        return None
    return replace(piece, grain="day", day=int(day["d"])), day.start()


def _ending_with(match: re.Match[str], period: Period) -> Period | None:
    """Return the longer period that ends with the given day or month."""
    what = match["what"].removesuffix("s")
    if what in {"week", "wk", "w"}:
        return Period(period.end - dt.timedelta(days=6), period.end)
    count = _ENDING_MONTHS.get(what, 0)
    if match["n"]:
        count = _WORD_NUMBERS.get(match["n"]) or int(match["n"])
    if not count or (period.grain is None and period.start != period.end):
        return None
    end = period.end
    if (end + dt.timedelta(days=1)).day != 1:
        return None
    first = end.year * 12 + end.month - count
    return Period.months(first // 12, first % 12 + 1, count)


def _range(first: Piece, last: Piece, year: int | None, fiscal_start: int) -> Found:
    """Return two pieces with a dash between as one period; a missing year is the other's."""
    dated = first.year is not None or last.year is not None
    first, last = _of_one_pair(*_in_one_order(first, last))
    known = last.year if last.year is not None else first.year if first.year is not None else year
    end_piece = replace(last, year=known, fiscal=last.fiscal or first.fiscal)
    begin_piece = replace(first, year=first.year if first.year is not None else known)
    begin_piece = replace(begin_piece, fiscal=end_piece.fiscal)
    begin, end = _period(begin_piece, fiscal_start), _period(end_piece, fiscal_start)
    if begin and end and begin.start > end.end and first.year is None and begin_piece.year:
        begin = _period(replace(begin_piece, year=begin_piece.year - 1), fiscal_start)
    whole = None
    if begin is not None and end is not None and begin.start <= end.end:
        whole = Period(begin.start, end.end)
    return Found(first.start, last.end, "range", whole, end_piece.fiscal, dated)


def _of_one_pair(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    """Return two months both in the year of two that stands beside one of them: "2023/24"."""
    told = next((piece for piece in (first, last) if piece.second_year is not None), None)
    if told is None or {first.grain, last.grain} != {"month"}:
        return first, last
    if first.year is None:
        return replace(first, year=told.year, second_year=told.second_year, fiscal=True), last
    if last.year is None:
        return first, replace(last, year=told.year, second_year=told.second_year, fiscal=True)
    return first, last


def _in_one_order(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    """Return two dates of numbers with the order that either of them can only have."""
    if {first.order, last.order} == {"day", "month"}:
        if first.order == "day" and first.day <= 12:
            return replace(first, number=first.day, day=first.number), last
        if last.order == "day" and last.day <= 12:
            return first, replace(last, number=last.day, day=last.number)
    return first, last


def _period(piece: Piece, fiscal_start: int) -> Period | None:
    """Return the period of a piece; None without a year, or where the fiscal year is unknown."""
    if piece.year is None or (piece.second_year is not None and fiscal_start == 1):
        return None
    try:
        return _BUILDERS[piece.grain](piece, fiscal_start)
    except ValueError:  # 30 February, week 53 of a year that has 52
        return None


def _days(piece: Piece, fiscal_start: int) -> Period:
    year = piece.year or 0
    end = dt.date(year, piece.number, piece.day)
    month, day = piece.first or (piece.number, piece.day)
    start = dt.date(year, month, day)
    return Period(start if start <= end else start.replace(year=year - 1), end)


def _months(count: int) -> Callable[[Piece, int], Period]:
    """Return the builder of spans of `count` months of a calendar or fiscal year."""

    def build(piece: Piece, fiscal_start: int) -> Period:
        year, month = piece.year or 0, 1
        if piece.fiscal and fiscal_start > 1:
            # FY26 ends in 2026; 2025/26 starts in 2025.
            year, month = year if piece.second_year else year - 1, fiscal_start
        first = year * 12 + month - 1 + count * (max(piece.number, 1) - 1)
        return Period.months(first // 12, first % 12 + 1, count)

    return build


def _month(piece: Piece, fiscal_start: int) -> Period:
    """Return a month; "January 2023/24" is of 2024 where the year starts in April."""
    later = piece.second_year is not None and piece.number < fiscal_start
    return Period.month((piece.year or 0) + later, piece.number)


def _quarters(piece: Piece, fiscal_start: int) -> Period:
    """Return the quarters from one to another: "I. - III. Quartal 2016"."""
    first = (piece.first or (piece.number, 1))[0]
    if not 1 <= first < piece.number:
        raise ValueError(piece)
    quarter = _months(3)
    begin = quarter(replace(piece, number=first), fiscal_start)
    return Period(begin.start, quarter(piece, fiscal_start).end)


_BUILDERS: dict[str, Callable[[Piece, int], Period]] = {
    "day": _days,
    "days": _days,
    "week": lambda piece, _: Period.week(piece.year or 0, piece.number),
    "month": _month,
    "quarter": _months(3),
    "quarters": _quarters,
    "half": _months(6),
    "year": _months(12),
}
