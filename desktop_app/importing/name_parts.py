"""The part of a file's name or title that is a name, without the words about the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.kinds.period_text import WordsKey
from desktop_app.importing.vendor_words import vendor_words

SEGMENT = re.compile(r"\s+[-–—|~]\s+|\s*[|,;()\[\]{}]\s*|\s{2,}|:\s")
_EDGES = " \t\r\n\"'“”‘’`.,;:|/\\_-–—*†‡#"
_NUMBERED = re.compile(
    r"#?(?:[A-Z]{1,2}|[IVX]{1,5}|\d{1,3}(?:\.\d{1,3})*[A-Za-z]?|[A-Z]-?\d{1,2}),?:?\.?"
)
"""A letter or number behind the word for an annex: J, 3, 2.1, IV."""
_SPACE = re.compile(r"\s+")
_INITIALS = re.compile(r"(?:^|\s)((?:\w\.)+\w)\.\s*$")
_MARK = re.compile(r"\s*\[(?:notes? [^\]]*|\w{1,2})\]\s*", re.IGNORECASE)
_VERSION = re.compile(
    r"^(?:v|ver|version|rev|r|rep|report|part|pt|copy|resend|file|final|draft|pack)\.?\d+(?:\.\d+)*$",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = frozenset({"by", "per", "nach", "par", "por"})
_PERIOD = re.compile(
    r"^(?:(?:19|20)\d{2}|[qt][1-4]|[hs][12]|fy\d{2,4}|cy\d{2,4}|(?:w|wk|kw|week)\d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)?|[\d./_-]+|q[1-4](?:fy)?\d{2,4}|\d{4}q[1-4]|"
    r"[^\W\d_]{3,4}['’]?(?:19|20)?\d{2})$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
JOINING = frozenset(
    {"&", "and", "of", "de", "del", "la", "le", "du", "und", "et", "y", "e", "z", "van"}
)
_EXTENSION = re.compile(r"(?:\.(?:xlsx|xlsm|xls|xlsb|ods|csv|tsv|txt))+$", re.IGNORECASE)
_ACRONYMS = frozenset({"bpo", "kpo", "llc", "plc", "ltd", "uk", "us", "usa", "eu", "cx", "it"})
_MONTHS = frozenset(
    month[:size]
    for month in (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
    for size in (3, len(month))
) | {"sept"}
REVIEW = "Review"
MOST_WORDS = 5
_LONGEST_PREFIX = 3
"""Letters of an abbreviation ahead of what an export holds: "ODCalls"."""
_SHORTEST = 3


def clean_name(text: str) -> str:
    """Return a vendor's name as it is shown: no stray marks, spaces or quotes around it."""
    name = _SPACE.sub(" ", _MARK.sub(" ", text)).strip(_EDGES)
    initials = _INITIALS.search(text)
    return f"{name}." if initials and name.endswith(initials[1]) else name


def without_extension(file_name: str) -> str:
    """Return a file's name without folders and without extensions of tables."""
    name = file_name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return _EXTENSION.sub("", name)


def spaced(file_name: str) -> str:
    """Return a file's name with spaces where others write underscores, hyphens or dots."""
    stem = without_extension(file_name)
    text = stem.replace("_", " ").replace("+", " ").replace("%20", " ")
    if " " not in stem.strip() and "_" not in stem:
        text = text.replace("-", " ").replace(".", " ")
    return text


def shown_name(file_name: str) -> str:
    """Return a file's name as it may be shown for a vendor's, with its folder where it has one."""
    folder, slash, _ = file_name.replace("\\", "/").rpartition("/")
    return folder + slash + clean_name(without_extension(file_name).replace("_", " "))


def plain_name(file_name: str) -> str:
    """Return a file's name without its folders, to be quoted."""
    return PurePath(file_name).name


def is_period(token: str, words: Words | None) -> bool:
    """Return whether a word is a year, month, quarter or week, or a number of one."""
    return _is_period(token, None if words is None else WordsKey(words))


@lru_cache(maxsize=16_384)
def _is_period(token: str, key: WordsKey | None) -> bool:
    if not _PERIOD.match(token):
        return _is_month(normalise(token), key)
    letters = _LETTERS.match(token)
    if letters is None or letters[0].casefold() == "week":
        return True
    return _is_month(normalise(letters[0]), key)


def _is_month(plain: str, key: WordsKey | None) -> bool:
    return plain in _MONTHS or (key is not None and plain in key.words.months)


def is_version(token: str) -> bool:
    """Return whether a word counts versions or copies: ``v2``, ``rev3``, ``final2``."""
    return bool(_VERSION.match(token))


def about_report(token: str, words: Words | None) -> bool:
    """Whether a word, or all parts of a hyphened one, say something about the report."""
    return _about_report(token, None if words is None else WordsKey(words))


@lru_cache(maxsize=16_384)
def _about_report(token: str, key: WordsKey | None) -> bool:
    known = vendor_words()
    humps = [part.casefold() for part in _CAMEL.split(token)]
    if len(humps) > 1 and humps[-1] in known.lists and known.doing.issuperset(humps[:-1]):
        return True
    if len(humps) > 1 and _is_list_of(humps):
        return True
    parts = [part for part in re.split(r"[-–./'’]", token) if part]
    return _is_period(token, key) or all(
        (plain := normalise(part)) in known.reporting
        or plain in known.tools
        or _is_period(part, key)
        or is_version(part)
        for part in parts
    )


def _is_list_of(humps: list[str]) -> bool:
    """Return whether the parts of one word are those of an export's name: "CallDetail"."""
    known = vendor_words()
    what = known.records | known.lists | known.reporting | known.details
    ordinary = known.ordinary | known.trade | what
    return (
        len(humps[-1]) > _LONGEST_PREFIX
        and humps[-1] in what
        and all(hump in ordinary or len(hump) <= _LONGEST_PREFIX for hump in humps[:-1])
    )


def is_ordinary(token: str, words: Words | None) -> bool:
    """Return whether a word is nobody's name: of the trade, a place, or any ordinary word."""
    known, plain = vendor_words(), normalise(token)
    if about_report(token, words) or not plain:
        return True
    lists = (known.trade, known.ordinary, known.places, known.contents, known.records)
    parts = plain.split()
    return all(any(part in one for one in lists) or part.isdigit() for part in parts)


def is_vendor_name(name: str, words: Words | None) -> bool:
    """Return whether a name has a word that is unusual or a place, and none about the report.

    "Review" behind a name may be what the vendor does.
    """
    tokens = name.split()
    others = [token for token in tokens if token != REVIEW]
    if any(about_report(token, words) or not token[0].isupper() for token in others):
        return False
    unusual = [token for token in others if not is_ordinary(token, words) or is_place(token)]
    return bool(unusual) and len(unusual) < len(tokens)


def is_proper(name: str, text: str, words: Words | None) -> bool:
    """Return whether a name looks like somebody's: capitals of its own and an unusual word.

    Parameters
    ----------
    name : str
        As it was taken out of `text`.
    text : str
        As it is written; "acme report" may be named after anything.
    """
    tokens = name.split()
    return (
        len(name) >= _SHORTEST
        and not any(letter.isdigit() for letter in name)
        and own_words(name) <= MOST_WORDS
        and name in text
        and any(
            any(letter.isupper() for letter in token) and not is_ordinary(token, words)
            for token in tokens
        )
    )


def own_words(name: str) -> int:
    """Return of how many words a name is, without its legal form and what joins them.

    "Acme Business Process Solutions Private Limited" is of four.
    """
    tokens = [normalise(token.replace(".", "")) for token in name.split()]
    fixed = vendor_words().legal_forms | JOINING | {""}
    while len(tokens) > 1 and tokens[-1] in fixed:
        tokens.pop()
    return len([token for token in tokens if token and token not in JOINING])


def is_company(name: str) -> bool:
    """Return whether a name ends as companies' do: ``Ltd``, ``Solutions``, ``BPO``."""
    known, tokens = vendor_words(), normalise(name.replace(".", "")).split()
    ends = len(tokens) > 1 and (tokens[-1] in known.company or tokens[-1] in known.legal_forms)
    return ends or is_trade(name.split())


def trimmed(part: str, words: Words | None) -> str:
    """Return a part without words about the report at its edges; ``""`` if no name is left."""
    known = vendor_words()
    tokens = _without_split(part.split())
    while tokens and about_report(tokens[-1], words) and not is_trade(tokens):
        last = normalise(tokens.pop())
        while tokens and normalise(tokens[-1]) in known.trade:
            # "Acme call log", "Acme service reports"; but "Prime Data Services report".
            lower = tokens[-1].islower() and not tokens[0].islower()
            if last not in known.lists and not lower:
                break
            tokens.pop()
        _take_along(tokens, last)
    while len(tokens) > 1 and (
        (normalise(tokens[-1]) in known.contents and not tokens[0].islower())
        or (normalise(tokens[-1]) in known.records and not _ends_company(tokens))
        or (about_report(tokens[-1], words) and not is_trade(tokens))
    ):
        _take_along(tokens, normalise(tokens.pop()))
    while tokens and about_report(tokens[0], words):
        tokens.pop(0)
    while len(tokens) > 1 and normalise(tokens[0]) in known.records - known.trade:
        tokens.pop(0)
    if all(is_ordinary(token, words) for token in tokens):
        return ""
    return cased(clean_name(" ".join(_name_first(_without_lead(tokens, words), words))))


def is_trade(tokens: list[str]) -> bool:
    """Return whether names end with what a vendor does: "Acme Legal Review", "Acme Legal review"
    being a report.
    """
    said = len(tokens) > 2 and tokens[-1] == REVIEW and tokens[-2][0].isupper()
    return said and normalise(tokens[-2]) in vendor_words().reviewed


def _ends_company(tokens: list[str]) -> bool:
    return tokens[-1][0].isupper() and normalise(tokens[-1]) in vendor_words().company


def _without_lead(tokens: list[str], words: Words | None) -> list[str]:
    """Return the words from a name on: "trend Castellan", "CSAT and NPS Larkspur Care"."""
    known = vendor_words()
    small = all(token.islower() for token in tokens)
    kpis = known.lead | known.records
    kpis |= frozenset() if small else known.contents | known.reporting
    place = 0
    while place < len(tokens) and is_ordinary(tokens[place], words):
        plain = normalise(tokens[place])
        if not (plain in kpis or (tokens[place].islower() and not small)):
            break
        place += 1
    left = tokens[place:]
    named = small or any(letter.isupper() for token in left for letter in token)
    return left if left and named else tokens


def _name_first(tokens: list[str], words: Words | None) -> list[str]:
    """Return the words of a name without what is said behind it: "Cinder pack stacked".

    Behind words with capitals those without are about the report, unless they join others.
    """
    capital = any(letter.isupper() for letter in tokens[0]) if tokens else False
    fixed = vendor_words().legal_forms | JOINING
    for place in range(1, len(tokens)):
        token = tokens[place]
        lower = capital and token.islower() and normalise(token.replace(".", "")) not in fixed
        if lower or is_period(token, words) or _is_title(tokens[: place + 1]):
            return _without_channels(tokens[:place])
    return _without_channels(tokens)


def _is_title(tokens: list[str]) -> bool:
    return normalise(tokens[-1]) in vendor_words().titles and not is_trade(tokens)


def _without_channels(tokens: list[str]) -> list[str]:
    """Return the words of a name without channels behind it: "Pinecrest Voice and Chat"."""
    drop = vendor_words().channels | JOINING | {""}
    while len(tokens) > 1 and normalise(tokens[-1]) in drop:
        tokens = tokens[:-1]
    return tokens


def _without_split(tokens: list[str]) -> list[str]:
    """Return the words ahead of what records are listed by: "Acme calls by agent"."""
    by_what = len(tokens) > 2 and tokens[-2].casefold() in _SPLIT
    return tokens[:-2] if by_what and normalise(tokens[-1]) in vendor_words().trade else tokens


def _take_along(tokens: list[str], last: str) -> None:
    """Take off what the records are of, ahead of the word for them: "Acme QA Evaluations"."""
    known = vendor_words()
    while len(tokens) > 1 and last in known.lists | known.records | known.listing:
        if normalise(tokens[-1]) not in known.doing:
            return
        tokens.pop()


def cased(name: str) -> str:
    """Give a name written all in small letters its capitals."""
    if name != name.casefold():
        return name
    return " ".join(
        word.upper() if word in _ACRONYMS else word[:1].upper() + word[1:] for word in name.split()
    )


def without_annex(text: str) -> str:
    """Return a text without the number of the annex that it is: "Attachment J - Acme"."""
    tokens = text.split()
    if len(tokens) < 2 or normalise(tokens[0]) not in vendor_words().annexes:
        return text
    return " ".join(tokens[2:]) if _NUMBERED.fullmatch(tokens[1]) else text


def bare_names(lines: Iterable[str], words: Words | None = None, places: bool = False) -> list[str]:
    """Return the parts of title lines that are names as they stand.

    "Acme Connect" of "Acme Connect | January 2026"; of "Acme monthly report" nothing, as words
    about the report are run into it. With `places` also "Manila", which is no vendor's name.
    """
    parts = [clean_name(without_annex(part)) for line in lines for part in SEGMENT.split(line)]
    return [
        part
        for part in dict.fromkeys(parts)
        if part
        and own_words(part) <= MOST_WORDS
        and (trimmed(part, words) == cased(part) or (places and is_place(part)))
    ]


def is_place(name: str) -> bool:
    """Return whether a name has a known city, country or region in it."""
    return not vendor_words().places.isdisjoint(normalise(name).split())
