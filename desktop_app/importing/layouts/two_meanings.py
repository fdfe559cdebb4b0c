"""Names of two meanings in the trade: settled by what else the table holds, or asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import Source
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import later, tr, within
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.bare_numbers import bare_number
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.headings import structure_named
from desktop_app.importing.layouts.series import Series, title_of
from desktop_app.importing.record_words import OPENED, REVIEWED, REVIEWING

_SAMPLES, _WORK = frozenset({"checked_count", "audited_count"}), "handled_count"
_OPEN, _RECEIVED = "open_count", "received_count"
_CAME_IN = frozenset({_RECEIVED, "offered_count", "contact_count"})
_OF_WORK = frozenset({"throughput", "tat"})
"""KPIs of work that is done: beside them, what was reviewed is rather the work than a sample."""
_OF_A_SAMPLE = frozenset(
    {"error_count_total", "correct_count", "faulty_count", "qa_score", "evaluations_count"}
)
_HANDLE, _HOLD, _ANSWER = "aht", "hold_only", "asa"
_BY_OTHERS = 0.80
_BY_SHARES = 0.90
_ROUNDING = 0.0006
_PERCENT_ROUNDING = 0.006
_BRACKETED = re.compile(r"([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]")
_KEYS = ["vendor", "period", "segment"]


def settle_two_meanings(
    context: SheetContext,
    series: Sequence[Series],
    cells: Arrays,
    groups: Mapping[int, NDArray[np.intp]],
    by_row: bool,
) -> None:
    """Take the meaning that the rest of a table speaks for, where a name has two.

    "Items reviewed" beside "items reviewed per hour" are the work and no sample; "tickets ouverts"
    of which the resolved ones are the stated resolution rate were opened in the month; an "average
    hold time" without a word of talking or answering may be that before the answer, and is asked.

    Parameters
    ----------
    cells : Arrays
        As `Cross.cells`.
    groups : mapping of int to array
        Where the values of each series stand in `cells`, by its place in `series`.
    by_row : bool
        Whether a row of the table is an observation.
    """
    keys = ["row", *_KEYS] if by_row else _KEYS
    values = {
        code: _numbers(cells.pick(groups[code]), keys)
        for code in range(len(series))
        if code in groups and any(map(_is_open_or_opened, series))
    }
    for code, one in enumerate(series):
        if _is_work_or_sample(context, one, series) and (
            _is_work(series) or _has_sample_apart(one, series)
        ):
            _take(one, _WORK, _BY_OTHERS, tr("nothing else of the table counts the work done"))
        elif _is_open_or_opened(one) and _makes_a_share(context, series, values, code):
            _take(one, _RECEIVED, _BY_SHARES, tr("a rate of the table is a share of it"))
        elif _is_any_hold(one, series):
            assert one.item is not None
            waiting = tr("waiting before the answer is called so as well")
            one.candidates = [one.item, Candidate(Target.KPI, _ANSWER, "", 0.5, waiting)]
            one.rejected, one.item = [one.item], None
        elif (other := _other_named(context, one)) is not None:
            one.rejected, one.item = [*filter(None, [one.item]), other], None


def say_two_meanings(context: SheetContext, series: Sequence[Series]) -> None:
    """Ask which of two meanings a name has, where nothing in the table tells."""
    for one in series:
        if one.item is not None and _is_work_or_sample(context, one, series):
            _ask(
                context,
                one,
                "work-or-sample",
                (one.item.id, _WORK),
                later(
                    "'{series}' ({place}) was taken for {title}, a sample that was checked, and "
                    "makes no volume. Say so if it counts all the work that was done."
                ),
            )
        elif _is_open_or_opened(one) and _nothing_came_in(series):
            _ask(
                context,
                one,
                "open-or-opened",
                (_OPEN, _RECEIVED),
                later(
                    "'{series}' ({place}) was taken for {title}, at the end of each period. Say so "
                    "if it counts what was opened during it."
                ),
            )


def _ask(
    context: SheetContext, one: Series, code: str, meanings: tuple[str, str], told: str
) -> None:
    assert one.item is not None
    context.find(
        Severity.QUESTION,
        code,
        tr(
            told,
            series=one.text,
            place=one.place,
            title=within(title_of(context, one.item)),
        ),
        place=one.letters_or_row,
        answers=[Answer.of(About.MEANING, meaning) for meaning in meanings],
        name=one.text,
    )


def _is_work_or_sample(context: SheetContext, one: Series, series: Sequence[Series]) -> bool:
    """Return whether "documents reviewed" stand where no other volume does.

    They are the sample that was checked for errors in most trades, and all that is done in others:
    "invoices audited" too, where a table begins with them.
    """
    if one.item is None or one.item.id not in _SAMPLES or one.item.chosen:
        return False
    volume = context.report.catalogue.kpis["volume"]
    work = {formula.part for formula in volume.formulas if formula.variant != "complaints"}
    if _items([o for o in series if not _is_assumed(o)]) & {volume.id, *work}:
        return False
    reviewed = {fold(word) for word in normalise(one.text).split()} <= REVIEWED
    apart = _has_sample_apart(one, series)
    return reviewed or apart or (one is series[0] and not _items(series) & _OF_A_SAMPLE)


def _is_work(series: Sequence[Series]) -> bool:
    """Return whether a table speaks of work that is done, and of no sample checked for errors."""
    items = _items(series)
    return bool(items & _OF_WORK) and not items & _OF_A_SAMPLE


def _has_sample_apart(one: Series, series: Sequence[Series]) -> bool:
    """Return whether what was reviewed stands beside the sample of it that was checked."""
    others = [o for o in series if o is not one and o.item is not None and o.item.id in _SAMPLES]
    return _is_reviewed(one) and any(not _is_reviewed(other) for other in others)


def _is_reviewed(one: Series) -> bool:
    return not REVIEWING.isdisjoint(fold(word) for word in normalise(one.text).split())


def _is_assumed(one: Series) -> bool:
    return one.item is not None and one.item.assumed


def _items(series: Sequence[Series]) -> set[str]:
    return {one.item.id for one in series if one.item is not None}


def _is_open_or_opened(one: Series) -> bool:
    """Return whether a name says "ouverts": open at a month's end, or opened during it."""
    if one.item is None or one.item.id != _OPEN or one.item.chosen:
        return False
    return not OPENED.isdisjoint(normalise(one.text).split())


def _nothing_came_in(series: Sequence[Series]) -> bool:
    return not _items(series) & _CAME_IN


def _makes_a_share(
    context: SheetContext,
    series: Sequence[Series],
    values: Mapping[int, Mapping[tuple[object, ...], float]],
    code: int,
) -> bool:
    """Return whether a stated share is another count of the table as a share of this series."""
    if not _nothing_came_in(series) or code not in values:
        return False
    parts = {one.item.id: at for at, one in enumerate(series) if one.item and at in values}
    for at, one in enumerate(series):
        if one.item is None or not _is_kpi(one.item) or at not in values:
            continue
        formulas = context.report.catalogue.kpis[one.item.id].formulas
        for formula in formulas:
            stated = formula.source is Source.QUANTITIES and formula.whole == _RECEIVED
            if stated and formula.part in parts:
                part = values[parts[formula.part]]
                if _is_share(values[at], part, values[code]):
                    return True
    return False


def _is_share(
    shares: Mapping[tuple[object, ...], float],
    parts: Mapping[tuple[object, ...], float],
    wholes: Mapping[tuple[object, ...], float],
) -> bool:
    """Return whether parts over wholes are the shares in all lines that state the three."""
    lines = [line for line in shares if parts.get(line) is not None and wholes.get(line)]
    if len(lines) < 2:
        return False
    percent = max(shares[line] for line in lines) > 1.5
    scale, slack = (100.0, _PERCENT_ROUNDING) if percent else (1.0, _ROUNDING)
    return all(abs(parts[line] / wholes[line] - shares[line] / scale) <= slack for line in lines)


def _numbers(cells: Arrays, keys: Sequence[str]) -> dict[tuple[object, ...], float]:
    """Return the numbers of a series by their line."""
    numbers = map(bare_number, map(_without_sign, cells["cell"]))
    lines = zip(cells.lines(*keys), numbers, strict=True)
    return {line: number for line, number in lines if number is not None}


def _without_sign(value: object) -> object:
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


def _is_any_hold(one: Series, series: Sequence[Series]) -> bool:
    """Return whether a mean "hold time" may be the wait before an answer, as far as said."""
    if one.item is None or one.item.id != _HANDLE or one.item.chosen or one.variant != _HOLD:
        return False
    others = [other for other in series if other is not one]
    return not _items(others) & {_ANSWER, _HANDLE}


def _other_named(context: SheetContext, one: Series) -> Candidate | None:
    """Return the KPI that stands in brackets behind another one's name: "Resolution rate (FCR)"."""
    item, match = one.item, _BRACKETED.fullmatch(one.text.strip())
    if item is None or match is None or item.chosen or not _is_kpi(item):
        return None
    outside, inside = (_kpi(context, text) for text in match.groups())
    if outside is None or inside is None or inside.id == outside.id:
        return None
    return inside if outside.id == item.id else outside


def _kpi(context: SheetContext, text: str) -> Candidate | None:
    """Return the KPI that a text surely names, None where it rather names something else."""
    found = context.names.candidates(text)
    if structure_named(context, text) or not found or found[0].confidence < SURE:
        return None
    return found[0] if _is_kpi(found[0]) else None


def _is_kpi(candidate: Candidate) -> bool:
    return candidate.target is Target.KPI


def _take(one: Series, meaning: str, confidence: float, reason: str) -> None:
    assert one.item is not None
    told = f"{one.item.reason}; {reason}"
    one.item = replace(one.item, id=meaning, confidence=confidence, reason=told)
    one.confidence = confidence
