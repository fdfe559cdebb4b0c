"""Shares: 0.85, 85, ``85 %``, ``37/74`` are told apart by the whole column."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from desktop_app.domain.finding import About
from desktop_app.domain.translating import later, tr
from desktop_app.importing.kinds.formats import is_percent
from desktop_app.importing.kinds.marked import joined, read_texts, units_factor
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Bools, Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelled import within
from desktop_app.importing.kinds.units import SHARE_WORDS, SHARES

_NAMED = {
    "share": later("shares of 1, from the heading"),
    "percent": later("percent, from the heading"),
    "per_mille": later("per mille, from the heading"),
    "basis_points": later("basis points, from the heading"),
}
_AS_SAID = {
    "share": later("shares of 1, as said"),
    "percent": later("percent, as said"),
    "per_mille": later("per mille, as said"),
    "basis_points": later("basis points, as said"),
}
_ZERO, _PERCENT = later("zero"), later("percent")
LIKELY, _FEW = 0.8, 0.5  # how many of a column's values an expected range holds
_TOP_OF_MARKS = 10.0
_ABSURD = 5.0  # 500 %: a percent format over numbers that were percents already


@dataclass(slots=True)
class _Bare:
    """How bare numbers were read: what to multiply each one by."""

    factor: float | Floats
    rule: str
    unit: str = "share"
    questions: list[tuple[str, str]] = field(default_factory=list)


def read_share(context: Context) -> Reading:
    """Return shares 0..1; the column settles whether bare numbers are shares or percents."""
    parts, hints = context.parts, context.hints
    texts = read_texts(context, SHARE_WORDS, _factor, 0.01, hints.plausible or (-1.0, 1.0))
    marked = parts.spread(texts.only(~texts.bare))
    bare = parts.spread(texts.only(texts.bare))
    rules, questions = list(texts.rules), list(texts.questions)
    cells = parts.number
    if cells is not None and is_percent(hints.number_format):
        if _percent_twice(cells, hints.plausible) and hints.said.get(About.UNIT) != "share":
            questions.append(_twice(cells))
        else:
            marked = or_nan(merged(marked, cells), parts.size)
            rules.insert(0, tr("percent format"))
            cells = None
            if hints.said.get(About.UNIT) != "share":
                marked, asked = _bare_among_formatted(marked, hints.plausible)
                questions += asked
    bare = merged(cells, bare)
    unit = "percent"
    if bare is not None and np.isfinite(bare).any():
        way = _settle(bare, marked, context)
        bare = bare * way.factor
        rules.insert(0, way.rule)
        questions += way.questions
        unit = way.unit
    elif marked is not None and not rules:
        rules.append(tr("percent signs or parts of a whole, as written"))
    values = or_nan(merged(bare, marked), parts.size)
    questions += _over_the_top(values, hints.plausible)
    return Reading(values, joined(rules), unit, questions=questions)


def _factor(mark: Mark) -> float | None:
    """Return the share that one of a mark is worth; "of 5" makes it a part of a whole."""
    if mark.currency or mark.odd or mark.per or len(mark.units) > 1:
        return None
    if mark.over:
        return None if mark.units else 1.0 / mark.over
    return units_factor(mark, SHARES) if mark.units else 1.0


def _percent_twice(cells: Floats, plausible: tuple[float, float] | None) -> bool:
    """Return whether numbers under a percent format were percents before it was put on."""
    known = np.abs(cells[np.isfinite(cells) & (cells != 0)])
    if not known.size or known.max() <= _ABSURD or float(np.median(known)) <= _ABSURD:
        return False
    return plausible is None or within(known, plausible) < 0.5


def _twice(cells: Floats) -> tuple[str, str]:
    top = float(np.nanmax(np.abs(cells)))
    return (
        "percent-twice",
        tr(
            "Values such as {top:g} have a percent format, which shows them as {top:.0%}; "
            "they were read as {top:g} %. Say which is right.",
            top=top,
        ),
    )


def _bare_among_formatted(
    shares: Floats, plausible: tuple[float, float] | None
) -> tuple[Floats, list[tuple[str, str]]]:
    """Read percents that lost their sign as such: 77.8 beside 0.773 and "76.9%" is no 7780 %.

    The format is that of most cells of a column, and not of each.
    """
    size = np.abs(shares)
    large = size > 1.5
    others = size[np.isfinite(size) & (size > 0) & ~large]
    if not large.any() or not others.size:
        return shares, []
    apart = float(size[large].min()) >= 10 * float(others.max())
    like_others = (float(others.min()) / 4, min(1.0, float(others.max()) * 4))
    alike = within(size[large] / 100, plausible or like_others) == 1
    usual = plausible is not None and within(size[large], plausible) > 0
    if usual or not (apart and alike):
        return shares, []
    question = (
        "share-mixed",
        tr(
            "The column holds values such as {value:g} beside {other:g}; the large ones were "
            "read as percents. Check them.",
            value=others.max(),
            other=size[large].max(),
        ),
    )
    return np.where(large, shares / 100, shares), [question]


def _settle(bare: Floats, marked: Floats | None, context: Context) -> _Bare:
    """Decide how the bare numbers of a column are meant."""
    hints = context.hints
    size = np.abs(bare[np.isfinite(bare) & (bare != 0)])
    named = hints.unit if hints.unit in _NAMED else ""
    if not size.size:
        return _Bare(1.0, tr(_NAMED.get(named, _ZERO)), named or "share")
    if named in {"per_mille", "basis_points"}:
        return _Bare(SHARES[named], tr(_NAMED[named]), named)
    expected, given = _evidence(marked, hints.expected)
    as_share, as_percent = within(size, expected), within(size / 100, expected)
    top = float(size.max())
    if About.UNIT in hints.said and named:
        return _Bare(SHARES[named], tr(_AS_SAID[named]), named)
    beside = marked is not None and bool(np.isfinite(marked).any())
    if top > 1.5:
        return _large(bare, size, named, expected if given else None)
    if named == "percent":
        return _small_under_percent(size, as_share, as_percent, given)
    if given and as_percent >= LIKELY and as_share < _FEW:
        return _Bare(
            0.01,
            tr("percent, as shares of 1 would be unusual here"),
            "percent",
            [] if beside else [_unclear(top, tr("percent"))],
        )
    doubtful = hints.usual is not None and not beside and not named and as_percent >= LIKELY
    return _Bare(
        1.0,
        tr(_NAMED[named])
        if named
        else tr("shares of 1, as no value is above {limit:g}", limit=1.0 if top <= 1 else 1.5),
        "share",
        [_unclear(top, tr("shares of 1"))] if doubtful else [],
    )


def _evidence(
    marked: Floats | None, plausible: tuple[float, float] | None
) -> tuple[tuple[float, float], bool]:
    """Return the range bare values should lie in, and whether anything but habit says so."""
    if marked is not None and np.isfinite(marked).any():
        known = np.abs(marked[np.isfinite(marked)])
        known = known[known > 0]
        if known.size:
            return (float(known.min()) / 4, float(known.max()) * 4), True
    if plausible is not None:
        return plausible, True
    return (0.0, 1.0), False


def _small_under_percent(size: Floats, as_share: float, as_percent: float, given: bool) -> _Bare:
    """Read values up to 1.5 under a heading that says percent: 0.4 may be 0.4 % or 40 %."""
    top = float(size.max())
    if given and as_share >= LIKELY and as_percent < _FEW:
        return _Bare(1.0, tr("shares of 1, as percents would be unusual here"), "share")
    spread = top > 1 and float(size.min()) < 0.5  # 0.9 beside 1.02 may well be 90 % and 102 %
    settled = spread or (given and as_percent >= LIKELY and as_share < _FEW)
    return _Bare(
        0.01, tr(_NAMED["percent"]), "percent", [] if settled else [_unclear(top, tr("percent"))]
    )


def _unclear(top: float, unit: str) -> tuple[str, str]:
    return (
        "share-or-percent",
        tr(
            "No value is above {top:g}: they could be shares of 1 ({top:g} is {top:.0%}) "
            "or percents ({top:g} is {top:g} %). They were read as {unit}; say which is "
            "right.",
            top=top,
            unit=unit,
        ),
    )


def _large(
    bare: Floats,
    size: Floats,
    named: str,
    plausible: tuple[float, float] | None,
) -> _Bare:
    """Read a column with values above 1.5: percents, perhaps with shares of 1 among them."""
    percents = _Bare(0.01, tr(_NAMED["percent"] if named == "percent" else _PERCENT), "percent")
    if named == "share":
        percents.questions.append(
            (
                "share-or-percent",
                tr(
                    "The heading says shares of 1, but values go up to {top:g}; they were "
                    "read as percents. Say which is right.",
                    top=size.max(),
                ),
            )
        )
    fractions, large = size[size < 1], size[size > 1.5]
    if not fractions.size:
        if plausible is not None and named != "percent" and _like_marks(size, plausible):
            percents.questions.append(_marks(size))
        elif plausible is not None and _may_be_whole(size, plausible):
            percents.questions.append(_one_among_percents(float(large.max())))
        return percents
    mixture = _is_mixture(fractions, large, plausible)
    if mixture is False:
        return percents
    values = {"value": fractions.max(), "other": large.max()}
    if mixture is None:
        question = tr(
            "The column holds values such as {value:g} beside {other:g}; all were read as "
            "percents. Check the small ones.",
            **values,
        )
        percents.questions.append(("share-mixed", question))
        return percents
    question = tr(
        "The column holds values such as {value:g} beside {other:g}; the small ones were read as "
        "shares of 1. Check them.",
        **values,
    )
    small: Bools = np.abs(bare) <= 1.5
    return _Bare(
        np.where(small, 1.0, 0.01),
        tr("each value by its size: up to 1.5 a share of 1, above it percent"),
        "percent",
        [("share-mixed", question)],
    )


def _like_marks(size: Floats, expected: tuple[float, float]) -> bool:
    """Return whether numbers of 1 to 10 can hardly be percents: marks out of 5 or 10."""
    top, low = float(size.max()), float(size.min())
    return low >= 1.0 and top <= _TOP_OF_MARKS and top / 100 < expected[0]


def _marks(size: Floats) -> tuple[str, str]:
    middle = float(np.median(size))
    return (
        "share-or-marks",
        tr(
            "Numbers such as {value:g} would be unusually small percentages here, and may "
            "be marks out of {scale}; they were read as percents ({value:g} %). Write the "
            "scale into the heading ('out of 5'), or a percent sign.",
            value=middle,
            scale=5 if size.max() <= 5 else 10,
        ),
    )


def _may_be_whole(size: Floats, expected: tuple[float, float]) -> bool:
    """Return whether ones among percents can hardly be 1 %, and may well be 100 %."""
    ones = size[size <= 1.5]
    return bool(ones.size) and within(ones / 100, expected) == 0 and within(ones, expected) == 1


def _one_among_percents(largest: float) -> tuple[str, str]:
    return (
        "share-mixed",
        tr(
            "The column holds 1 beside {value:g}; it was read as 1 %, and may be meant "
            "as 100 %. Check it.",
            value=largest,
        ),
    )


def _is_mixture(
    fractions: Floats, large: Floats, plausible: tuple[float, float] | None
) -> bool | None:
    """Return whether values below 1 are shares among percents; None when it can't be told."""
    if plausible is not None:
        as_share, as_percent = within(fractions, plausible), within(fractions / 100, plausible)
        if as_share >= LIKELY and as_percent < _FEW:
            return True
        if as_percent >= LIKELY and as_share < _FEW:
            return False
    scaled = fractions * 100
    alike = scaled.min() >= large.min() / 2 and scaled.max() <= large.max() * 2
    if alike and large.min() >= 10 * fractions.max():
        return True
    return False if large.min() < 10 * fractions.max() else None


def _over_the_top(values: Floats, plausible: tuple[float, float] | None) -> list[tuple[str, str]]:
    """Return the question that shares above 100 % raise, unless they are plausible."""
    known = values[np.isfinite(values)]
    limit = max(plausible[1], 1.0) if plausible else 1.0
    over = known > limit + 1e-9
    if not over.any():
        return []
    return [
        (
            "share-over-100",
            tr(
                "{count} of {all} shares are above {limit:.0%}, up to {top:.1%}. Check "
                "that these are shares, and of what.",
                count=int(over.sum()),
                all=known.size,
                limit=limit,
                top=float(known.max()),
            ),
        )
    ]
