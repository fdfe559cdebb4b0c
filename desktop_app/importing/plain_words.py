"""Wordy labels in fewer words: "The number of complaints we received" are complaints received."""

from __future__ import annotations

import re

from desktop_app.catalogue.text import normalise

_FEWEST, _FEWEST_OF_SENTENCE = 4, 3
_GLOSS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MOST_IN_BRACKETS = 2
"""With more words, brackets explain a name and are no part of it."""
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.!?]\s+|(?<=\d)\.\s+(?=[^\W\d_])")
_SAYS_NOTHING = frozenset(
    (
        *("the", "a", "an", "we", "our", "us", "you", "your", "they", "their", "them", "that"),
        *("which", "who", "were", "was", "been", "be", "being", "is", "are", "has", "have", "had"),
        *("wir", "unser", "unsere", "unseren", "unserer", "die", "der", "das", "den", "dem"),
        *("welche", "wurde", "wurden", "worden", "werden", "wird", "ist", "sind", "hat", "haben"),
        *("nous", "notre", "nos", "vous", "votre", "vos", "qui", "que", "ont", "ete", "sont"),
        *("avons", "avez"),
        *("est", "etaient", "le", "la", "les", "hemos", "nuestro", "nuestra", "nuestros"),
        *("nuestras", "han", "ha", "sido", "fueron", "fue", "son", "el", "los", "las"),
    )
)
"""Words of whole sentences that change nothing of what is measured; "not" does."""
_OF_HOW_MANY = re.compile(
    r"\b(average|mean|median|nombre moyen|moyenne) (?:number|no|nb|amount) of "
    r"(?=(?:\w+ ){0,2}(?:days|hours|minutes|weeks)\b)"
)
_HOW_MANY = re.compile(
    r"^(?:how many(?: of)?|wie viele|wieviele|combien de|cuant[oa]s)\b", re.IGNORECASE
)
_VERBS = {
    **{
        verb: f"{verb}ed"
        for verb in (
            *("answer", "respond", "process", "complete", "assess", "acknowledg", "resolv", "clos"),
            *("complet", "deliver", "issu", "conclud", "handl", "review", "action", "settl"),
            *("fulfil", "approv", "decid", "provid", "confirm", "investigat", "clear", "prepar"),
        )
    },
    "reply": "replied",
    "pay": "paid",
    "send": "sent",
}
"""Stems of verbs with which a promise begins ("Answer calls within 20 seconds"), and what was
done."""
_PROMISE = re.compile(
    rf"^({'|'.join(_VERBS)})e? (?:to )?(.+?) ((?:within|in under|in less than|inside) \d.*)$"
)
_WITH_WHAT = re.compile(
    r"\b(satisfaction|satisfied|zufriedenheit|zufrieden|satisfaits?|satisfaites?|satisfechos?)"
    r"(?: \w+)? (?:with|about|mit|de|avec|con) (?:how|way|handling|service|outcome|wie|con) ?.*$"
)
"""What somebody was satisfied with, at length."""
_AIM = re.compile(
    r"(?: (?:shall|must|should|will|to|be|target|goal|of|is|at))*"
    r"(?: (?:not exceeding|not to exceed|not exceed|exceed|exceeding|less than|no more than"
    r"|not more than|more than|at least|no less than|not less than|below|under|above|over"
    r"|greater than|up to|minimum of|maximum of|minimum|maximum|min|max|at most|target|goal))?"
    r" \d{1,3}(?: \d{1,2})? percent$"
)
"""What a figure should come to, behind its name: "Call abandonment shall not exceed 5 %"."""
_BY_AND_WHEN = re.compile(
    r" (?:by (?:agents?|advisors?|advisers?|staff|team|teams|supplier|vendor|provider|contractor|"
    r"operators?|analysts?)|(?:in|during|for|within|this|per) (?:this )?(?:month|period|quarter|"
    r"week|year)|this (?:month|period|quarter|week|year))$"
)
"""By whom work is done, as all of it is, and in which of the periods that the figures are of."""


def in_plain_words(text: str) -> str:
    """Return a label of several words without those that only a sentence needs.

    Parameters
    ----------
    text : str
        As in the file.

    Returns
    -------
    str
        Its first sentence in normal form, without explanations in brackets, articles, pronouns and
        auxiliary verbs, a promise as what was done; ``""`` where that changes nothing.
    """
    if len(text.split()) < _FEWEST:
        return ""
    first = _first_sentence(_GLOSS.sub(_short_only, text))
    first = _HOW_MANY.sub("number of", first)
    kept = " ".join(word for word in normalise(first).split() if word not in _SAYS_NOTHING)
    kept = _PROMISE.sub(lambda match: f"{match[2]} {_VERBS[match[1]]} {match[3]}", kept)
    kept = _WITH_WHAT.sub(r"\1", _OF_HOW_MANY.sub(r"\1 ", kept))
    kept = _BY_AND_WHEN.sub("", _AIM.sub(" percent", kept))
    return "" if kept == normalise(text) or not kept else kept


def _short_only(match: re.Match[str]) -> str:
    """Return a bracket as it stands where it is short, else nothing."""
    return match[0] if len(match[1].split()) <= _MOST_IN_BRACKETS else " "


def _first_sentence(text: str) -> str:
    first = _NEXT_SENTENCE.split(text.strip(), maxsplit=1)[0]
    return first if len(first.split()) >= _FEWEST_OF_SENTENCE else text
