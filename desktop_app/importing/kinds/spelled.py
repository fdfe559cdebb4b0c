"""Numbers written as text: signs, brackets, thousands separators and both decimal marks.

A text such as ``1.234`` is two different numbers. Each distinct text is therefore read in both
conventions, the point's and the comma's, and the column as a whole settles which one holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.parts import Bools, Floats
from desktop_app.importing.kinds.spelling import key, tidy, without_notes
from desktop_app.importing.typed import Habits

_BULK = 1000
_NUMBER = re.compile(
    r"""(?P<near>(?:~|≈|ca\.?\ |approx\.?\ |about\ |circa\ |etwa\ |env\.?\ )\s*)?
    (?P<sign>[+-])?\s*
    (?P<before>[^\d+\-]*?)\s*
    (?P<sign2>[+-])?\s*
    (?P<body>(?:(?<![a-z])[.,])?\d(?:[\d.,'\ ]*\d)?)\.?(?!\d)
    (?P<power>e[+-]?\d{1,3}(?![a-z\d]))?
    \s*(?P<after>.*?)
    (?P<trail>-)?""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"(?P<a>[^\d()]*)\(\s*(?P<b>[^()]*\d[^()]*?)\s*\)(?P<c>[^\d()]*)")
_POINT = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}|\d+)(?:\.\d+)?|\.\d+")
_COMMA = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?|,\d+")
_GAPS = re.compile(
    r"(?P<whole>\d{1,3}(?:[ ']\d{3})+|\d{1,2}(?:[ ']\d{2})+[ ']\d{3})(?:[.,](?P<part>\d+))?"
)
_NOUGHTS = re.compile(r"0{2,}")
_NO_CENTS = re.compile(r"(?<=\d)(?P<mark>[.,])\s?[-\u2010-\u2015\u2212]$")
_TYPED_DASH = re.compile(r"\d\s*[\u2012-\u2015]$")
# The commonest form, for columns of very many distinct texts; the rest goes one by one.
_SIMPLE = (
    r"^(?P<before>[^\d.,()+\-~≈*†‡▲▼△▽↑↓→↗↘⬆⬇●○'\s]{0,4})\s?(?P<body>-?\d+(?:\.\d+)?)"
    r"\s?(?P<after>[%€£$]|[a-zA-Z]{0,8})$"
)
_SIMPLE_TWOFOLD = r"^-?[1-9]\d{0,2}\.\d{3}$"


class Grouping(Enum):
    """How likely ``1.234`` is 1234 where nothing else settles it.

    SURE: counts are whole. LIKELY: amounts of money hardly ever have three decimals. OPEN: else.
    """

    SURE = "sure"
    LIKELY = "likely"
    OPEN = "open"


@dataclass(slots=True)
class Spelled:
    """Distinct texts as numbers in both conventions, and what stands around them.

    `point` reads a decimal point, `comma` a decimal comma; NaN where the text can't be a number
    that way. `pairs` are the distinct surroundings (before, after), `pair_of` which of them each
    text has. `near` marks texts that say "about".
    """

    point: Floats
    comma: Floats
    near: Bools
    pair_of: NDArray[np.intp]
    pairs: list[tuple[str, str]] = field(default_factory=list)


def spell(texts: list[str]) -> Spelled:
    """Return every text as a number in both conventions."""
    size = len(texts)
    spelled = Spelled(
        np.full(size, np.nan),
        np.full(size, np.nan),
        np.zeros(size, dtype=bool),
        np.zeros(size, dtype=np.intp),
    )
    known: dict[tuple[str, str], int] = {}
    todo = _spell_simple(texts, spelled, known) if size > _BULK else range(size)
    for i in todo:
        point, comma, near, pair = _one(texts[i])
        spelled.point[i], spelled.comma[i], spelled.near[i] = point, comma, near
        spelled.pair_of[i] = known.setdefault(pair, len(known))
    spelled.pairs = list(known)
    return spelled


def _one(text: str) -> tuple[float, float, bool, tuple[str, str]]:
    """Read one text: both numbers, "about", and what stands before and after.

    A minus may follow its number ("7-"); a dash as typographers set it ("7—") is none: that is
    rather a footnote's number before the sign for nothing. "50,–" is 50 without cents.
    """
    text = _NO_CENTS.sub(r"\g<mark>00", tidy(without_notes(text)))
    if _TYPED_DASH.search(text):
        return np.nan, np.nan, False, ("", key(text))
    text = key(text)
    bracket = _BRACKETS.fullmatch(text)
    if bracket is not None:
        text = f"{bracket['a']}{bracket['b']}{bracket['c']}"
    match = _NUMBER.fullmatch(text)
    if match is None:
        return np.nan, np.nan, False, ("", text)
    signs = [match["sign"], match["sign2"], match["trail"]]
    if sum(sign is not None for sign in signs) + (bracket is not None) > 1:
        return np.nan, np.nan, False, ("", text)
    factor = -1.0 if "-" in signs or bracket is not None else 1.0
    if match["power"]:
        factor *= float("1" + match["power"])
    point, comma = _both(match["body"])
    near = match["near"] is not None
    return factor * point, factor * comma, near, (match["before"], match["after"])


def _both(body: str) -> tuple[float, float]:
    """Return the digits with a decimal point, and with a decimal comma; NaN where impossible."""
    if _NOUGHTS.fullmatch(body):  # "£000" says in what amounts are, and is none
        return np.nan, np.nan
    if "'" in body or " " in body:
        gaps = _GAPS.fullmatch(body)
        if gaps is None:
            return np.nan, np.nan
        whole = re.sub("[ ']", "", gaps["whole"])
        return (float(f"{whole}.{gaps['part'] or '0'}"),) * 2
    point = float(body.replace(",", "")) if _POINT.fullmatch(body) else np.nan
    if "." not in body and "," not in body:
        return point, point
    swapped = body.replace(".", "").replace(",", ".")
    return point, float(swapped) if _COMMA.fullmatch(body) else np.nan


def _spell_simple(
    texts: list[str], spelled: Spelled, known: dict[tuple[str, str], int]
) -> NDArray[np.intp]:
    """Read the texts of the commonest form at once; return which ones are left."""
    found = pc.extract_regex(pa.array(texts, type=pa.string()), pattern=_SIMPLE)
    done = ~found.is_null().to_numpy(zero_copy_only=False)
    body = found.field("body").filter(pa.array(done))
    point = body.cast(pa.float64()).to_numpy()
    twofold = pc.match_substring_regex(body, _SIMPLE_TWOFOLD).to_numpy(zero_copy_only=False)
    decimal = pc.match_substring(body, ".").to_numpy(zero_copy_only=False)
    spelled.point[done] = point
    spelled.comma[done] = np.where(
        twofold, np.round(point * 1000), np.where(decimal, np.nan, point)
    )
    before, after = found.field("before"), found.field("after")
    around = pc.binary_join_element_wise(before, after, "\0").filter(pa.array(done))
    codes = around.dictionary_encode()
    numbers = [
        known.setdefault((head.casefold(), tail.casefold()), len(known))
        for head, _, tail in (text.partition("\0") for text in codes.dictionary.to_pylist())
    ]
    spelled.pair_of[done] = np.array(numbers, dtype=np.intp)[codes.indices.to_numpy()]
    return np.flatnonzero(~done)


@dataclass(slots=True)
class Settled:
    """The distinct texts' numbers after the convention was settled."""

    values: Floats
    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)


def settle(
    spelled: Spelled,
    counts: NDArray[np.intp],
    factor: Floats,
    plausible: tuple[float, float] | None,
    grouping: Grouping = Grouping.OPEN,
    habits: Habits | None = None,
    said: str = "",
) -> Settled:
    """Choose the decimal mark for the whole column.

    Parameters
    ----------
    counts : int array
        Rows of each distinct text: they are the votes.
    factor : float array
        What turns each number into the canonical unit, for the plausible range.
    grouping : Grouping
        How likely a separator before three digits marks thousands, by the kind of value.
    habits : Habits, optional
        How the columns around write decimals, where this one can't tell.
    said : str
        ``point`` or ``comma`` where the user said so, ``""`` where not.
    """
    point, comma = spelled.point, spelled.comma
    twofold = np.isfinite(point) & np.isfinite(comma) & (point != comma)
    for_point = int(counts[np.isfinite(point) & np.isnan(comma)].sum())
    for_comma = int(counts[np.isfinite(comma) & np.isnan(point)].sum())
    result = Settled(np.where(np.isnan(point), comma, point))
    if for_comma:
        result.rules.append(
            tr("decimal comma") if not for_point else tr("decimal point and comma mixed")
        )
    if not twofold.any():
        return result
    if said:
        result.rules.append(_said(said == "comma"))
        return replace(result, values=np.where(twofold & (said == "comma"), comma, result.values))
    if for_point and for_comma:
        result.questions.append(_mixed(for_point, for_comma))
    if for_point or for_comma:
        use_comma = for_comma > for_point
    else:
        use_comma = _unsettled(
            spelled, twofold, factor, plausible, grouping, habits or Habits(), result
        )
    if use_comma:
        result.values = np.where(twofold, comma, result.values)
    return result


def _said(comma: bool) -> str:
    return tr("decimal comma, as said") if comma else tr("decimal point, as said")


def _mixed(for_point: int, for_comma: int) -> tuple[str, str]:
    kept = tr("comma") if for_comma > for_point else tr("point")
    return (
        "decimal-mixed",
        tr(
            "{with_point} values are written with a decimal point and {with_comma} with a "
            "decimal comma; values that could be either were read with a decimal {sign}. "
            "Check them, or ask for the report in one form.",
            with_point=for_point,
            with_comma=for_comma,
            sign=kept,
        ),
    )


def _unsettled(
    spelled: Spelled,
    twofold: Bools,
    factor: Floats,
    plausible: tuple[float, float] | None,
    grouping: Grouping,
    habits: Habits,
    result: Settled,
) -> bool:
    """Return whether to read a decimal comma where every value could be either."""
    point = spelled.point[twofold]
    comma = spelled.comma[twofold]
    # "1.234": with a decimal comma its point marks thousands
    dots = np.abs(comma) > np.abs(point)
    one_sign = bool(dots.all() or not dots.any())
    if grouping is Grouping.SURE and one_sign:
        result.rules.append(tr("separators taken for thousands, as these are whole numbers"))
        if habits.comma is not None and habits.comma != dots.all():
            result.questions.append(_ambiguous(point[0], comma[0], bool(dots.all())))
        return bool(dots.all())
    if habits.comma is not None:
        result.rules.append(
            tr("decimal comma, {reason}", reason=habits.of_numbers)
            if habits.comma
            else tr("decimal point, {reason}", reason=habits.of_numbers)
        )
        return habits.comma
    if plausible is not None:
        fit_point = within(point * factor[twofold], plausible)
        fit_comma = within(comma * factor[twofold], plausible)
        if max(fit_point, fit_comma) >= 0.9 and min(fit_point, fit_comma) < 0.5:
            result.rules.append(
                tr("decimal comma, as only that gives plausible values")
                if fit_comma > fit_point
                else tr("decimal point, as only that gives plausible values")
            )
            return fit_comma > fit_point
    if grouping is Grouping.LIKELY and one_sign:
        result.rules.append(tr("separators taken for thousands"))
        if dots.all():
            result.questions.append(_ambiguous(point[0], comma[0], True))
        return bool(dots.all())
    result.questions.append(_ambiguous(point[0], comma[0], False))
    return False


def _ambiguous(point: float, comma: float, of_comma: bool) -> tuple[str, str]:
    mark = tr("comma") if of_comma else tr("point")
    return (
        "decimal-ambiguous",
        tr(
            "{point:g} and {comma:g} are written the same way here, and nothing in the "
            "column tells whether its separator marks decimals or thousands; it was read "
            "with a decimal {sign}. Say which is right.",
            point=point,
            comma=comma,
            sign=mark,
        ),
    )


def within(values: Floats, span: tuple[float, float]) -> float:
    """Return the share (0..1) of the known values that lie in the span; 0 for none."""
    known = np.count_nonzero(np.isfinite(values))
    inside = np.count_nonzero((values >= span[0]) & (values <= span[1]))
    return inside / known if known else 0.0
