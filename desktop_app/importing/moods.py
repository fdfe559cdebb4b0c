"""The mood of what customers wrote: a score from -1 to 1 by the VADER lexicon, English only.

C. J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of
Social Media Text" (2014). The lexicon knows English words; what is written in another language is
told by its small words and never scored.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Any

import numpy as np
import pandas as pd

from desktop_app.domain.finding import Severity
from desktop_app.domain.records import RecordTable
from desktop_app.domain.translating import tr
from desktop_app.importing.context import SheetContext

MOOD = "comment_mood"
_GIVEN = "sentiment_score"
_COMMENTS = ("customer_comment", "comment")
_MARKS = frozenset(
    {
        *("csat_score", "nps_score", "ces_score", "ease_score", "feedback_score"),
        *("survey_resolved", "survey_resolved_first", "survey_answered"),
    }
)
"""Beside one of these a comment is the customer's, and no agent's note."""
_ENGLISH = "en"
_MOSTLY = 0.9
"""Share of English among the comments whose language is told, from which short ones count too."""
_SHORT = 3
"""Words of a comment too short to have any small words."""
_MOST = 20_000
"""Different comments that are scored at most: a few seconds, and far more than a mean needs."""
_SEED = 20_250_101
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def add_moods(
    context: SheetContext, columns: dict[str, pd.Series[Any]], table: RecordTable
) -> None:
    """Add the mood of the customers' comments, where no score of their mood is given.

    Comments in a log without any mark of customers may be the agents' own and are left alone,
    unless their heading says that customers wrote them. What was not scored is said.
    """
    name = next((name for name in _COMMENTS if name in columns), None)
    given = _GIVEN in columns or MOOD in columns
    if name is None or given or (name == _COMMENTS[1] and _MARKS.isdisjoint(columns)):
        return
    comments = columns[name].astype("category").cat
    texts = [str(text) for text in comments.categories]
    sizes = np.bincount(comments.codes[comments.codes >= 0], minlength=len(texts))
    drawn = sorted(random.Random(_SEED).sample(range(len(texts)), min(len(texts), _MOST)))
    spoken = languages_of(
        [texts[place] for place in drawn], context.report.catalogue.words.function_words
    )
    told = dict(zip(drawn, spoken, strict=True))
    scored = _scored(texts, told, sizes)
    letters = ",".join(table.columns[name])
    if scored:
        moods = np.full(len(texts) + 1, np.nan)
        moods[scored] = mood_scores([texts[place] for place in scored])
        columns[MOOD] = pd.Series(moods[comments.codes], index=columns[name].index)
        table.columns[MOOD] = table.columns[name]
        table.rules[MOOD] = tr("by the VADER lexicon {version}, English only", version=version())
    others = sum(int(sizes[place]) for place in drawn if told[place] not in ("", _ENGLISH))
    _say(context, letters, (int(sizes[scored].sum()), int(sizes.sum()), others))


def languages_of(texts: Sequence[str], small_words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the language of each text by its small words, ``""`` where they don't tell.

    ``other`` for a text mostly in another script. A word that two of the languages have tells
    nothing.

    Parameters
    ----------
    small_words : mapping of language to texts
        Articles, pronouns and the like.
    """
    shared = Counter(word for words in small_words.values() for word in set(words))
    of_word = {
        word: language
        for language, words in small_words.items()
        for word in words
        if shared[word] == 1
    }
    return [_language(text, of_word) for text in texts]


def mood_scores(texts: Sequence[str]) -> list[float]:
    """Return VADER's compound score of each text, from -1 to 1."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return [float(analyser.polarity_scores(text)["compound"]) for text in texts]


def version() -> str:
    """Return the version of the lexicon."""
    return metadata.version("vaderSentiment")


def _language(text: str, of_word: Mapping[str, str]) -> str:
    words = _WORD.findall(text.lower())
    letters = "".join(words)
    if letters and len(_LATIN.findall(letters)) < len(letters) / 2:
        return "other"
    found = Counter(of_word[word] for word in words if word in of_word)
    ranked = found.most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else ""


def _scored(
    texts: Sequence[str], told: Mapping[int, str], sizes: np.ndarray[Any, Any]
) -> list[int]:
    """Return the places of the comments that are in English, by their own words or the others'."""
    known = sum(int(sizes[place]) for place, language in told.items() if language)
    own = sum(int(sizes[place]) for place, language in told.items() if language == _ENGLISH)
    mostly = known > 0 and own >= _MOSTLY * known
    return [
        place
        for place, language in told.items()
        if language == _ENGLISH
        or (mostly and not language and len(_WORD.findall(texts[place])) <= _SHORT)
    ]


def _say(context: SheetContext, letters: str, counts: tuple[int, int, int]) -> None:
    """Say how many comments were scored, and why not the others."""
    scored, total, others = counts
    if not scored:
        context.find(
            Severity.INFO,
            "comments-not-english",
            tr(
                "The comments in column {letters} give no sentiment: by their words they are not "
                "in English, and the lexicon (VADER) knows no other language.",
                letters=letters,
            ),
            letters,
        )
        return
    context.find(
        Severity.WARNING if scored < total / 2 else Severity.INFO,
        "comments-scored",
        tr(
            "{scored:,} of {total:,} comments in column {letters} were scored by the VADER lexicon "
            "{version}, as no score of their sentiment is given; {others:,} were found not to be "
            "in English. At most {most:,} different ones are read, drawn at random. A score is "
            "made by software: two tools give two figures.",
            scored=scored,
            total=total,
            letters=letters,
            version=version(),
            others=others,
            most=_MOST,
        ),
        letters,
    )
