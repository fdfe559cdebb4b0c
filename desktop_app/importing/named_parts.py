"""The names in a line: of companies with their legal form, and between words for reports."""

from __future__ import annotations

import re

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.name_parts import (
    JOINING,
    MOST_WORDS,
    REVIEW,
    SEGMENT,
    about_report,
    clean_name,
    is_ordinary,
    is_period,
    is_place,
    is_trade,
    own_words,
    trimmed,
    without_annex,
)
from desktop_app.importing.vendor_words import vendor_words

_BRANCH = re.compile(
    r"\s*((?:[^\W\d_][\w&.'’-]*\s+){1,6})\(([^()\d]+)\),?\s*([^\W\d_]+\.?(?:\s[^\W\d_]+)?)\.?"
)
"""A company and its country: "Acme Solutions (India), Inc."."""


def names_in(text: str, words: Words | None) -> list[str]:
    """Return the parts of a text that are names, in order."""
    names = []
    branch = _BRANCH.match(text)
    if branch is not None and is_place(branch[2]) and (name := _branch_name(branch, words)):
        names, text = [name], text[branch.end() :]
    for part in map(without_annex, SEGMENT.split(text)):
        if legal := _legal_name(part, words):
            names.append(legal)
        else:
            runs = _runs(part, words)
            found = (_legal_name(run, words) or trimmed(run, words) for run in runs)
            names += [name for name in found if name]
    return names


def _branch_name(branch: re.Match[str], words: Words | None) -> str:
    """Return a company's name with its country: of two countries each is a vendor of its own."""
    legal = normalise(branch[3].split()[0].replace(".", "")) in vendor_words().legal_forms
    report = any(about_report(token, words) for token in branch[1].split())
    return clean_name(branch[0]) if legal and not report else ""


def _legal_name(part: str, words: Words | None) -> str:
    """Return a name that ends with its legal form as it stands: "Acme Review LLC", else ``""``."""
    tokens = part.split()
    while tokens and tokens[0].islower():
        tokens.pop(0)  # "report of Acme Review LLC", "Bericht der Acme GmbH"
    name, known = " ".join(tokens), vendor_words()
    last = normalise(tokens[-1].replace(".", "")) if tokens else ""
    if len(tokens) < 2 or own_words(name) > MOST_WORDS or last not in known.legal_forms:
        return ""
    capital = all(token[0].isupper() or token in JOINING for token in tokens[:-1])
    told = [token for token in tokens[:-1] if token != REVIEW and token not in JOINING]
    report = any(about_report(token, words) for token in told)
    ordinary = all(is_ordinary(token, words) for token in tokens[:-1])
    return "" if not capital or report or ordinary else clean_name(name)


def _runs(part: str, words: Words | None) -> list[str]:
    """Return what stands between words for reports and periods: "NOC report Skyline Infra"."""
    titles = vendor_words().titles | vendor_words().listing
    runs: list[list[str]] = [[]]
    for token in part.split():
        title = normalise(token) in titles and not is_trade([*runs[-1], token])
        if title or is_period(token, words):
            runs.append([])
        # the word itself says of those ahead of it that they are about a report
        runs[-2 if not runs[-1] and title else -1].append(token)
    return [" ".join(run) for run in runs if run]
