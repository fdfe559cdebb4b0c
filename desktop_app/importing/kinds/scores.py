"""Scores: marks on a scale, which the column has to settle when nothing names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from desktop_app.domain.finding import About
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import local, tr
from desktop_app.importing.kinds.formats import is_percent
from desktop_app.importing.kinds.marked import TextNumbers, joined, read_texts
from desktop_app.importing.kinds.marks import Mark
from desktop_app.importing.kinds.parts import Context, Floats, Reading, merged, or_nan
from desktop_app.importing.kinds.spelling import key, word_form

_WORDS = {"%": "percent", "★": "stars", "⭐": "stars", "/": "points"}
_FULL = re.compile(r"[★⭐\U0001f31f]|\*(?=[*☆ ]|$)")
_STARS = re.compile(r"(?=[★☆⭐*])[★⭐\U0001f31f* ]*[☆ ]*\ufe0f?")
_LABELLED = re.compile(
    r"(?P<number>-?\d+(?:[.,]\d+)?)(?P<mark>\s*[-:=.)(]\s*|\s)(?P<label>[^\d%/]+)"
)

_OPINIONS = {
    5: "very satisfied|strongly agree|extremely satisfied|completely satisfied|highly satisfied"
    "|very easy|extremely happy|very happy|sehr zufrieden|tres satisfait|muy satisfecho",
    4: "satisfied|agree|somewhat satisfied|somewhat agree|easy|zufrieden|eher zufrieden"
    "|satisfait|satisfecho",
    3: "neutral|neither satisfied nor dissatisfied|neither agree nor disagree|neither|undecided"
    "|teils teils|neutre|ni satisfait ni insatisfait|ni satisfecho ni insatisfecho",
    2: "dissatisfied|unsatisfied|disagree|somewhat dissatisfied|somewhat disagree|difficult"
    "|unzufrieden|eher unzufrieden|insatisfait|insatisfecho",
    1: "very dissatisfied|very unsatisfied|strongly disagree|extremely dissatisfied"
    "|completely dissatisfied|highly dissatisfied|very difficult|extremely unhappy|very unhappy"
    "|sehr unzufrieden|tres insatisfait|muy insatisfecho",
}
_GRADES = {
    5: "excellent|outstanding|amazing|ausgezeichnet|excelente",
    4: "good|very good|gut|bon|bueno|positive|positiv|positif|positivo|happy|good i m satisfied"
    "|great|thumbs up|liked",
    3: "average|fair|ok|okay|mittel|moyen|regular|acceptable",
    2: "poor|below average|bad|schlecht|mauvais|malo|negative|negativ|negatif|negativo|unhappy"
    "|bad i m unsatisfied|not good|thumbs down|disliked",
    1: "very poor|terrible|very bad|awful|sehr schlecht|tres mauvais|muy malo",
}


def _table(words: dict[int, str]) -> dict[str, float]:
    return {text: float(mark) for mark, texts in words.items() for text in texts.split("|")}


_UNRATED = frozenset(
    (
        *("not rated", "unrated", "no rating", "offered", "unoffered", "not offered", "skipped"),
        *("no response", "not answered", "not surveyed", "no answer", "nicht bewertet"),
        *("non note", "sin calificar"),
    )
)
"""What stands for a customer who was asked, or not even asked, and gave no mark."""
_RATED = "rated "
_OPINION_MARKS = _table(_OPINIONS)
_GRADE_MARKS = _table(_GRADES)


@dataclass(slots=True)
class _Told:
    """What the distinct texts tell: marks, and the tops of scales they name."""

    marks: Floats
    tops: Floats
    rules: list[str] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)


def read_score(context: Context) -> Reading:
    """Return marks as given and the scale they stand on; marks outside it are bad."""
    parts, hints = context.parts, context.hints
    _leave_unrated(context)
    told = _told(context)
    cells = parts.number
    percent = is_percent(hints.number_format)
    if cells is not None and percent:
        cells = cells * 100
    values = or_nan(merged(cells, parts.spread(told.marks)), parts.size)
    scale, rule = _scale(values, told, context, percent)
    if scale is None:
        return Reading(values, joined([rule, *told.rules]), "", questions=told.questions)
    outside = np.isfinite(values) & ((values < scale[0]) | (values > scale[1]))
    if outside.any():
        codes = ", ".join(local("{v:g}", v=value) for value in np.unique(values[outside])[:5])
        told.rules.append(tr("{codes} stand outside the scale and are no marks", codes=codes))
        values = np.where(outside, np.nan, values)
    return Reading(
        values,
        joined([rule, *told.rules]),
        "points",
        scale=scale,
        questions=told.questions,
    )


def mark_of_words(text: str) -> float:
    """Return the mark that a text in words stands for, NaN for none: 4.0 for "good"."""
    return _worded(text)[0]


def is_unrated(text: str) -> bool:
    """Return whether a text says that a customer gave no mark: "Offered", "not rated"."""
    return word_form(text) in _UNRATED


def _leave_unrated(context: Context) -> None:
    """Count the cells that say that nobody rated among the missing ones."""
    unrated = [1.0 if is_unrated(text) else np.nan for text in context.parts.texts]
    places = context.parts.spread(np.array(unrated))
    if places is not None:
        context.parts.missing |= np.isfinite(places)


def _told(context: Context) -> _Told:
    """Read every distinct text: numbers, "4.3/5", stars, labels and opinions."""
    texts = read_texts(context, _WORDS, _factor, plausible=context.hints.plausible or (0, 100))
    tops = _tops(texts)
    told = _Told(texts.values.copy(), tops, texts.rules, texts.questions)
    graded = False
    for i in np.flatnonzero(np.isnan(texts.values)):
        mark, top, grade = _worded(context.parts.texts[i])
        told.marks[i], told.tops[i] = mark, top
        graded = graded or grade
    if graded:
        told.rules.append(tr("words read as marks of 1 to 5"))
        told.questions.append(
            (
                "score-words",
                tr(
                    "Words such as 'good' or 'poor' were read as marks of a scale from 1 "
                    "to 5; say which mark each one is."
                ),
            )
        )
    _one_top(told, context)
    return told


def _factor(mark: Mark) -> float | None:
    units = set(mark.units)
    known = not (mark.currency or mark.odd or mark.per) and units <= {"percent", "points", "stars"}
    return 1.0 if known else None


def _tops(texts: TextNumbers) -> Floats:
    """Return the top of the scale that each text names, NaN for none."""
    if not texts.marks:
        return np.full(len(texts.values), np.nan)
    tops = [
        mark.over or (100.0 if "percent" in mark.units else 5.0 if "stars" in mark.units else 0.0)
        for mark in texts.marks
    ]
    named = np.array(tops)[texts.mark_of]
    return np.where((named > 0) & np.isfinite(texts.values), named, np.nan)


def _worded(text: str) -> tuple[float, float, bool]:
    """Return mark, top of scale (NaN for none) and whether it was a guess, of one text."""
    if _STARS.fullmatch(text):
        full, empty = len(_FULL.findall(text)), text.count("☆")
        return float(full), float(full + empty) if empty else np.nan, False
    labelled = _LABELLED.fullmatch(key(text))
    if labelled is not None and (
        labelled["mark"].strip() or word_form(labelled["label"]) in _OPINION_MARKS
    ):
        return float(labelled["number"].replace(",", ".")), np.nan, False
    form = word_form(text).removeprefix(_RATED)
    if form in _OPINION_MARKS:
        return _OPINION_MARKS[form], 5.0, False
    return (
        _GRADE_MARKS.get(form, np.nan),
        5.0 if form in _GRADE_MARKS else np.nan,
        (form in _GRADE_MARKS),
    )


def _one_top(told: _Told, context: Context) -> None:
    """Keep the commonest scale where texts name several; marks on others can't be compared."""
    tops = np.unique(told.tops[np.isfinite(told.tops)])
    if len(tops) < 2:
        return
    rows = context.parts.counts()
    counts = np.array([rows[told.tops == top].sum() for top in tops])
    kept = float(tops[int(np.argmax(counts))])
    other = np.isfinite(told.tops) & (told.tops != kept)
    told.marks[other], told.tops[other] = np.nan, np.nan
    told.questions.append(
        (
            "score-mixed",
            tr(
                "Marks are given on several scales (up to {tops}); only those up to "
                "{top:g} were used.",
                tops=", ".join(local("{top:g}", top=top) for top in tops),
                top=kept,
            ),
        )
    )


def _scale(
    values: Floats, told: _Told, context: Context, percent: bool
) -> tuple[tuple[float, float] | None, str]:
    """Return the scale of the column and why; asks where it is not clear."""
    hints = context.hints
    known = values[np.isfinite(values)]
    if not known.size:
        return None, tr("no marks")
    said = context.hints.said.get(About.SCALE, "")
    if said:
        low, _, high = said.partition("-")
        return (float(low), float(high)), tr("scale {low} to {high}, as said", low=low, high=high)
    named = told.tops[np.isfinite(told.tops)]
    if named.size:
        top = float(named[0])
        return (_bottom(top, known, context), top), tr("out of {top:g}, as written", top=top)
    if hints.scale is not None:
        bottom, top = hints.scale
        start = _bottom(top, known, context) if bottom is None else bottom
        return (start, top), tr("{low:g} to {high:g}, from the heading", low=start, high=top)
    if percent:
        return (0.0, 100.0), tr("percent format, scale 0 to 100")
    return _usual_scale(known, told, context)


def _bottom(top: float, known: Floats, context: Context) -> float:
    """Return where a scale begins: 1 for marks up to 10, unless zero is given or plausible."""
    plausible = context.hints.plausible
    if top > 10 or top <= 1:
        return 0.0
    if plausible is not None and plausible[1] == top:
        return plausible[0]
    if top == 10 or plausible is not None:
        zero = (known == 0).any() or (plausible is not None and plausible[0] <= 0 and top == 10)
        return 0.0 if zero else 1.0
    return 0.0 if ((known > 0) & (known < 1)).any() else 1.0


_USUAL = (5.0, 10.0, 100.0)


def _usual_scale(
    known: Floats, told: _Told, context: Context
) -> tuple[tuple[float, float] | None, str]:
    """Return the field's own scale, or the smallest usual one that holds the marks."""
    plausible = context.hints.plausible
    marks = _without_codes(known)
    top = float(marks.max()) if marks.size else 0.0
    usual = context.hints.usual
    if usual is not None and marks.size and usual[0] <= marks.min() and top <= usual[1]:
        smaller = [end for end in _USUAL if top <= end < usual[1]]
        if smaller:
            ends = with_or(local("{end:g}", end=end) for end in (*smaller, usual[1]))
            told.questions.append(
                _ask(
                    tr("The best mark is {top:g}, and scales go up to {ends}.", top=top, ends=ends)
                )
            )
        return usual, tr(
            "scale {low:g} to {high:g}, as usual for this", low=usual[0], high=usual[1]
        )
    if plausible is not None and plausible[0] <= marks.min(initial=np.inf) and top <= plausible[1]:
        whole = plausible[0] in (0.0, 1.0) and plausible[1] in (5.0, 7.0, 10.0, 100.0)
        if whole:
            return plausible, tr(
                "scale {low:g} to {high:g}, as usual for this", low=plausible[0], high=plausible[1]
            )
    if not marks.size or top > 100:
        told.questions.append(_ask(tr("Marks up to {top:g} fit no usual scale.", top=known.max())))
        return None, tr("marks as written, on an unknown scale")
    if top <= 1 and (marks < 1).any():
        told.questions.append(_ask(tr("All marks lie between 0 and 1.")))
        return (0.0, 1.0), tr("scale 0 to 1, as no mark is above 1")
    fitting = next(end for end in _USUAL if top <= end)
    scale = (_bottom(fitting, marks, context), fitting)
    if 5 < top <= 7 or (top <= 3 and marks.size < 30):
        told.questions.append(
            _ask(tr("The best mark is {top:g}, which fits several scales.", top=top))
        )
    return scale, tr(
        "scale {low:g} to {high:g}, the smallest usual one that holds the marks",
        low=scale[0],
        high=scale[1],
    )


def _without_codes(known: Floats) -> Floats:
    """Return the marks without numbers that stand for "unknown": negative ones, 98, 99, 999."""
    marks = known[known >= 0]
    usual = marks[marks <= 10]
    codes = marks[marks > 10]
    if usual.size and codes.size and np.isin(codes, [77, 88, 97, 98, 99, 999, 9999]).all():
        return usual
    return marks


def _ask(found: str) -> tuple[str, str]:
    return ("score-scale", tr("{found} Say from where to where the scale goes.", found=found))
