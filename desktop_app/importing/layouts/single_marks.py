"""Counts of single marks, one beside the other: "Score 0" to "Score 10", "NPS 0" to "NPS 10".

Only together they are known for what they are: "NPS 2" alone may be the second of two surveys. Of
what the marks are is said by their own names, or by title, sheet or file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from desktop_app.catalogue.model import Catalogue
from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.bare_marks import field_named
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import ASKED, Candidate, Target
from desktop_app.importing.heading_words import fold
from desktop_app.importing.layouts.headings import Heading
from desktop_app.importing.regions import Region
from desktop_app.importing.sketch import ColumnSketch
from desktop_app.importing.word_classes import BARE_MARKS, BESIDE_MARKS

_SCALES = (range(11), range(1, 11), range(1, 8), range(1, 6))
_NUMBER = re.compile(r"\d{1,2}")
_SURE, _GUESSED = 0.95, ASKED
_LONGEST_NAME = 4
_MOST_BESIDE = 3
"""Rows beside the marks of a scale: a total, and what is made of them."""


def marks_counted(
    context: SheetContext, texts: Iterable[str], title: str, beside: str = ""
) -> dict[str, Candidate]:
    """Return the counts of single marks that headings or labels name together, by their text.

    Parameters
    ----------
    texts : iterable of str
        Headings or labels of one table.
    title : str
        What stands above the table.
    beside : str
        The heading of the column of labels, which may say what bare numbers are ("Score").

    Returns
    -------
    dict
        Empty unless the texts differ in nothing but a number, and these are a whole scale. Where
        nothing says of what marks from 0 are, they are sure enough to be asked about only; other
        bare marks keep their own meaning.
    """
    families: dict[frozenset[str], dict[int, str]] = defaultdict(dict)
    for text in texts:
        number, rest = _numbered(text)
        if number is not None:
            families[rest].setdefault(number, text)
    found: dict[str, Candidate] = {}
    for rest, by_number in families.items():
        if not any(set(by_number) == set(scale) for scale in _SCALES):
            continue
        bare = all(_NUMBER.fullmatch(text.strip()) for text in by_number.values())
        own = " ".join(normalise(text) for text in by_number.values())
        score = _of_what(context, rest, own, title, beside)
        marked = not bare or bool(set(map(fold, normalise(beside).split())) & BESIDE_MARKS)
        if score and (marked or not rest):
            found |= _counts(context.report.catalogue, score, by_number, _SURE)
        elif not rest and marked and 0 in by_number:
            found |= _counts(context.report.catalogue, "nps_score", by_number, _GUESSED)
    return found


@lru_cache(maxsize=8_192)
def _numbered(text: str) -> tuple[int | None, frozenset[str]]:
    """Return the one number of a text, None for none or several, and what its other words say."""
    words = [fold(word) for word in normalise(text).split()]
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    if len(numbers) != 1:
        return None, frozenset()
    return int(numbers[0]), frozenset(words) - {*numbers} - BESIDE_MARKS


def label_texts(sketch: ColumnSketch) -> list[str]:
    """Return a column's cells as labels; a whole number has no decimals."""
    return [str(value).strip().removesuffix(".0") for value in sketch.sample]


def counts_marks(context: SheetContext, sketch: ColumnSketch, title: str) -> bool:
    """Return whether a column's cells are the marks of a scale, and a total or so."""
    texts = label_texts(sketch)
    marks = marks_counted(context, texts, title, sketch.header)
    return bool(marks) and len(marks) + _MOST_BESIDE >= len(texts)


def take_marks(
    context: SheetContext,
    region: Region,
    sketches: Sequence[ColumnSketch],
    headings: Mapping[int, Heading],
) -> dict[str, Candidate]:
    """Give the columns that count single marks that meaning; return it by heading."""
    texts = {sketch.column: sketch.header.strip() for sketch in sketches}
    marks = marks_counted(context, texts.values(), region.title)
    for column, text in texts.items():
        if text in marks:
            heading = headings[column]
            heading.item, heading.items = marks[text], [marks[text]]
            heading.item_text, heading.structure, heading.period = text, "", None
            heading.unit_text, heading.others, heading.of, heading.total = "", [], "", ""
    return marks


def _of_what(context: SheetContext, rest: frozenset[str], own: str, title: str, beside: str) -> str:
    """Return the field of marks that the nearest words name, ``""`` for none or several."""
    if rest:
        named = _named(context, own)
        return min(named) if len(named) == 1 else ""
    file = PurePath(context.report.file).stem.replace("_", " ")
    for text in (beside, *reversed(title.split(" | ")), context.sheet.name, file):
        named = _named(context, text)
        if named:
            return min(named) if len(named) == 1 else ""
    return ""


def _named(context: SheetContext, text: str) -> set[str]:
    """Return the fields of marks that words of a text are the names of."""
    words = [word for word in normalise(text).split() if not _NUMBER.fullmatch(word)]
    runs = (
        " ".join(words[start : start + size])
        for size in range(1, _LONGEST_NAME + 1)
        for start in range(len(words) - size + 1)
    )
    told = (run for run in dict.fromkeys(runs) if not BARE_MARKS.issuperset(map(fold, run.split())))
    return {name for run in told if (name := field_named(context, run))}


def _counts(
    catalogue: Catalogue, score: str, by_number: Mapping[int, str], confidence: float
) -> dict[str, Candidate]:
    counted = {
        known.mark: known.id for known in catalogue.fields.values() if known.mark_of == score
    }
    if not by_number.keys() <= counted.keys():
        return {}
    reason = tr("a whole scale of marks")
    one = Candidate(Target.FIELD, "", "", confidence, reason)
    return {text: replace(one, id=counted[number]) for number, text in by_number.items()}
