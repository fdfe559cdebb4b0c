"""Flags: yes and no in all their spellings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop_app.domain.translating import tr
from desktop_app.importing.kinds.marked import joined
from desktop_app.importing.kinds.parts import Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelling import word_form

_TICKS = frozenset("xX✓✔☑✅•●√")
_CROSSES = frozenset("✗✘☒❌☐○")
_BEFORE_NOT = ("not ", "un", "no ", "non ", "nicht ", "never ")
_MOST_TIMES = 20
_FEW = 0.5
_OTHER_SIDE = 0.1
"""From this share of texts on, those that nobody knows may be the other side of a flag."""
_MINUS = ("-", "−")
"""-1 beside 1 and 0 is a code for neither."""
_NUMBERS = {"1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0, "1 0": 1.0, "0 0": 0.0}


def read_flag(context: Context) -> Reading:
    """Return 1.0 for yes and 0.0 for no.

    In a column that holds nothing but ticks, an empty cell is a no, and the rule says so.
    """
    parts = context.parts
    rules = [tr("yes and no as written")]
    texts = parts.texts
    used = parts.counts() > 0
    signs = {text for text, count in zip(texts, used, strict=True) if count}
    cells = parts.number
    numbers = None
    if cells is not None:
        counts = _are_counts(cells)
        numbers = np.where(np.isin(cells, (0.0, 1.0)), cells, np.nan)
        rules[0] = tr("1 is yes, 0 is no")
        if counts:
            numbers = np.where(cells > 0, 1.0, cells)
            rules[0] = tr("0 is no, any other number of times yes")
    if signs and signs <= _TICKS | _CROSSES:
        marks = _ticked(texts, signs)
        if len(signs) == 1 and marks[used].min() == 1.0 and cells is None and parts.boolean is None:
            return _ticks_alone(context, next(iter(signs)))
    else:
        if _names_itself(context, signs):
            return _ticks_alone(context, next(iter(signs)))
        marks = np.array([_yes(text, context) for text in texts])
        times = np.array([float(text) if text.isdecimal() else np.nan for text in texts])
        if cells is None and np.isfinite(times).all() and _are_counts(times):
            marks = (times > 0).astype(np.float64)
            rules[0] = tr("0 is no, any other number of times yes")
        if numbers is None and parts.boolean is None and _is_one_sided(context, marks, used):
            marks[:] = np.nan
    values = or_nan(merged(parts.boolean, numbers, parts.spread(marks)), parts.size)
    return _with_empty(context, Reading(values, joined(rules)))


def _is_one_sided(context: Context, marks: Floats, used: NDArray[np.bool_]) -> bool:
    """Return whether all texts that are known say the same, and many others are not known.

    "On time" beside "Blown" and "Slipped" would be kept always, if only the known one counted.
    Texts for what goes on or was given up are no other side.
    """
    parts, words = context.parts, context.words
    said = marks[np.isfinite(marks)]
    if context.hints.chosen or not said.size or said.min() != said.max():
        return False
    counts = parts.counts()
    aside = [word_form(text) in words.open | words.cancelled for text in parts.texts]
    unknown = used & np.isnan(marks) & ~np.array(aside, dtype=np.bool_)
    return bool(counts[unknown].sum() > _OTHER_SIDE * counts[used].sum())


def _names_itself(context: Context, signs: set[str]) -> bool:
    """Return whether a column says its own heading ("Escalated") or nothing, as a tick would."""
    parts, own = context.parts, context.hints.heading
    alone = parts.number is None and parts.boolean is None and not parts.said_missing
    return bool(own) and alone and {word_form(text) for text in signs} == {own}


def _with_empty(context: Context, reading: Reading) -> Reading:
    """Return flags with what empty cells mean where no cell says no, which is asked.

    Who writes a yes only where something happened leaves the others empty; where most cells are
    a yes, the empty ones are rather those that nothing is known of.
    """
    parts = context.parts
    filled = reading.values[~np.isnan(reading.values)]
    if not filled.size or filled.min() < 1.0 or parts.said_missing or not parts.missing.any():
        return reading
    few = filled.size < _FEW * parts.size
    taken = tr("a no") if few else tr("not known")
    if few:
        reading.values = np.where(parts.missing, 0.0, reading.values)
        parts.missing = np.zeros(parts.size, dtype=bool)
        reading.rule += "; " + tr("an empty cell is a no")
    reading.questions.append(
        (
            "flag-empty-no" if few else "flag-empty-unknown",
            tr(
                "every cell that is filled says yes, and none says no; the empty ones were "
                "read as {taken}. Write what they mean into them if that is wrong.",
                taken=taken,
            ),
        )
    )
    return reading


def _are_counts(cells: Floats) -> bool:
    """Return whether numbers say how often something happened: never, once, a few times.

    A 9 beside nothing but 0 and 1 is a code for unknown.
    """
    known = cells[np.isfinite(cells)]
    whole = bool((known == np.trunc(known)).all()) and bool((known >= 0).all())
    return whole and {0.0, 2.0} <= set(known[known <= 2]) and bool(known.max() <= _MOST_TIMES)


def _ticked(texts: list[str], signs: set[str]) -> Floats:
    """Return ticks as yes and crosses as no; an x beside a tick is a cross."""
    crosses = _CROSSES | (frozenset("xX") if signs & (_TICKS - set("xX•●")) else frozenset())
    known = _TICKS | _CROSSES
    return np.array([np.nan if t not in known else float(t not in crosses) for t in texts])


def _ticks_alone(context: Context, sign: str) -> Reading:
    """Return a column of one tick mark, or of its heading said again, and empty cells."""
    parts = context.parts
    values = or_nan(parts.spread(np.ones(len(parts.texts))), parts.size)
    values = np.where(parts.missing, 0.0, values)
    parts.missing = np.zeros(parts.size, dtype=bool)
    return Reading(
        values,
        tr("{sign!r} is yes and an empty cell no, as the column holds nothing else", sign=sign),
    )


def _yes(text: str, context: Context) -> float:
    """Return 1.0, 0.0 or NaN for one text."""
    hints, words = context.hints, context.words
    form = word_form(text)
    if form in _NUMBERS:
        return np.nan if text.strip()[:1] in _MINUS else _NUMBERS[form]
    if form in hints.true_words or (form and form == hints.heading):
        return 1.0
    if form in hints.false_words:
        return 0.0
    if form in words.yes or form in words.no:
        return float(form in words.yes)
    if not hints.true_words:
        return np.nan
    for negation in _BEFORE_NOT:
        if form.startswith(negation) and form.removeprefix(negation) in hints.true_words:
            return 0.0
    # "Resolved: in progress" is a no; of "SLA met: in progress" nothing is known yet.
    done = not words.closed.isdisjoint(hints.true_words)
    return 0.0 if done and (form in words.open or form in words.cancelled) else np.nan
