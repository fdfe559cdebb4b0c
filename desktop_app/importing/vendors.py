"""The vendor's name where no column says it: file name, title lines, names of sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from desktop_app.catalogue.model import Words
from desktop_app.catalogue.text import normalise
from desktop_app.importing.periods import read_period
from desktop_app.importing.vendor_words import (
    COMPARING,
    CONTENTS,
    DOING,
    GENERIC_SHEETS,
    LISTS,
    RECORDS,
    REPORTING,
    TRADE,
)

_ANY_YEAR = 2000
_EDGES = " \t\r\n\"'“”‘’`.,;:|/\\_-–—*†‡#"
_SPACE = re.compile(r"\s+")
_INITIALS = re.compile(r"(?:^|\s)((?:\w\.)+\w)\.\s*$")
_MARK = re.compile(r"\s*\[(?:notes? [^\]]*|\w{1,2})\]\s*", re.IGNORECASE)
_SEGMENT = re.compile(r"\s+[-–—|~]\s+|\s*[|,;()\[\]{}]\s*|\s{2,}|:\s")
_VERSION = re.compile(
    r"^(?:v|ver|version|rev|r|rep|report|part|pt|copy|resend|file)\.?\d+(?:\.\d+)*$", re.IGNORECASE
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = frozenset({"by", "per", "nach", "par", "por"})
_PERIOD = re.compile(
    r"^(?:(?:19|20)\d{2}|q[1-4]|h[12]|fy\d{2,4}|cy\d{2,4}|(?:w|wk|kw|week)\d{1,2}|"
    r"\d{1,2}(?:st|nd|rd|th)?|[\d./_-]+|q[1-4](?:fy)?\d{2,4}|\d{4}q[1-4])$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:^|\s[-–—]\s*)(?:(?:service |bpo |kpo |outsourcing )?"
    r"(?:vendor|provider|supplier|partner|outsourcer|contractor)|anbieter|dienstleister|"
    r"auftragnehmer|prestataire|fournisseur|proveedor)"
    r"(?:'s)?(?: name)?\s*[:=–—-]\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"^(?:company|organi[sz]ation|firm)(?: name)?\s*[:=]\s*(?P<name>\S.*)$", re.I)
_BY = re.compile(
    r"\b(?:prepared|submitted|provided|presented|issued|reported|delivered|compiled)\s+by\s*:?\s+"
    r"(?P<name>\S.*)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:on|for|dated|as of)\s+.*$", re.IGNORECASE)
_ACRONYMS = frozenset({"bpo", "kpo", "llc", "plc", "ltd", "uk", "us", "usa", "eu", "cx", "it"})


@dataclass(frozen=True, slots=True)
class VendorGuess:
    """A vendor's name, 0..1 how sure, and why (for the user)."""

    name: str
    confidence: float
    reason: str


def clean_name(text: str) -> str:
    """Return a vendor's name as it is shown: no stray marks, spaces or quotes around it."""
    name = _SPACE.sub(" ", _MARK.sub(" ", text)).strip(_EDGES)
    initials = _INITIALS.search(text)
    return f"{name}." if initials and name.endswith(initials[1]) else name


def vendor_from_name(file_name: str, words: Words | None = None) -> VendorGuess | None:
    """Return the vendor that a file's name names, None if all of it is about the report.

    Dates, periods, versions and words such as "report" or "scorecard" are taken off its parts;
    the first part with anything left is the name.

    Parameters
    ----------
    file_name : str
        With or without folder and extension.
    words : Words, optional
        For the names of months in other languages than English.
    """
    stem = _without_extension(file_name)
    guess = _name_in(_spaced(stem), words)
    if guess is None:
        return None
    name, several = guess
    doubtful = len(name) < 3 or any(c.isdigit() for c in name) or len(name.split()) > 5
    confidence = 0.45 if doubtful else 0.60 if several else 0.75
    return VendorGuess(name, confidence, f"from the file's name '{PurePath(file_name).name}'")


def vendor_of_file(file_name: str, words: Words | None = None) -> str:
    """Return a name for a report's vendor from its file's name; never empty for a named file.

    Files of the same name from several folders come with their folder ("b/report.xlsx"): it stays
    in a name that says nothing else, or two vendors would be taken for one.
    """
    guess = vendor_from_name(file_name, words)
    if guess is not None:
        return guess.name
    folder, slash, _ = file_name.replace("\\", "/").rpartition("/")
    return folder + slash + clean_name(_without_extension(file_name).replace("_", " "))


def vendor_from_title(lines: Iterable[str], words: Words | None = None) -> VendorGuess | None:
    """Return the vendor that title lines name, the surest of them, or None.

    "Vendor: Acme" and "Prepared by Acme" say so; of "Acme Solutions - Performance Report" what
    is left without the words about the report is taken, which is less sure.
    """
    parts = [
        part.strip()
        for line in lines
        for part in re.split(r"\s\|\s|;\s|\n", line)
        if part.strip() and len(part) <= 150
    ]
    guesses = [guess for part in parts if (guess := _from_line(part, words)) is not None]
    return max(guesses, key=lambda guess: guess.confidence, default=None)


def bare_names(lines: Iterable[str], words: Words | None = None) -> list[str]:
    """Return the parts of title lines that are names as they stand.

    "Acme Connect" of "Acme Connect | January 2026"; of "Acme monthly report" nothing, as words
    about the report are run into it.
    """
    parts = [clean_name(part) for line in lines for part in _SEGMENT.split(line)]
    return [
        part
        for part in dict.fromkeys(parts)
        if part and len(part.split()) <= 5 and _trimmed(part, words) == _cased(part)
    ]


def compares_vendors(text: str) -> bool:
    """Whether a file's name or title says that it holds several vendors side by side."""
    return not COMPARING.isdisjoint(normalise(text.replace("_", " ")).split())


def vendors_from_sheet_names(
    names: Sequence[str], words: Words | None = None
) -> dict[str, VendorGuess]:
    """Return which sheets look named after vendors, by the sheet's name.

    Meant for sheets that share one layout. Periods, channels and words such as "Data" are no
    vendors; if most of the names are such, neither are the others trusted.
    """
    found = {
        name: VendorGuess(clean_name(name), 0.70, f"from the sheet's name '{name}'")
        for name in names
        if is_vendor_like(name, words)
    }
    if len(found) < 2 or len(found) * 2 < len(names):
        return {name: VendorGuess(guess.name, 0.45, guess.reason) for name, guess in found.items()}
    return found


def is_vendor_like(name: str, words: Words | None = None) -> bool:
    """Whether a sheet's name could be a vendor's: no period, segment or word about the report."""
    tokens = normalise(name).split()
    text = " ".join(tokens)
    numbered = re.sub(r"\s*\d+$", "", text)
    segments = words.segments if words is not None else frozenset()
    if not tokens or numbered in GENERIC_SHEETS or text in segments:
        return False
    if words is not None and read_period(name, words, _ANY_YEAR) is not None:
        return False
    about = GENERIC_SHEETS | REPORTING | TRADE | segments
    return len(text) > 1 and not all(
        token in about or _is_period(token, words) or _VERSION.match(token) for token in tokens
    )


def _without_extension(file_name: str) -> str:
    name = file_name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return re.sub(r"(?:\.(?:xlsx|xlsm|xls|xlsb|ods|csv|tsv|txt))+$", "", name, flags=re.IGNORECASE)


def _spaced(stem: str) -> str:
    """Return a file's name with spaces where others write underscores, hyphens or dots."""
    text = stem.replace("_", " ").replace("+", " ").replace("%20", " ")
    if " " not in stem.strip() and "_" not in stem:
        text = text.replace("-", " ").replace(".", " ")
    return text


def _is_period(token: str, words: Words | None) -> bool:
    plain = normalise(token)
    months = words.months if words is not None else _MONTHS
    return bool(_PERIOD.match(token)) or plain in months or plain in _MONTHS


_MONTHS = frozenset(
    month[:size]
    for month in (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
    )
    for size in (3, len(month))
) | {"sept"}


def _about_report(token: str, words: Words | None) -> bool:
    """Whether a word, or all parts of a hyphened one, say something about the report."""
    humps = [part.casefold() for part in _CAMEL.split(token)]
    if len(humps) > 1 and humps[-1] in LISTS and DOING.issuperset(humps[:-1]):
        return True
    parts = [part for part in re.split(r"[-–./'’]", token.casefold()) if part]
    return all(
        part in REPORTING or _is_period(part, words) or bool(_VERSION.match(part)) for part in parts
    )


def _trimmed(part: str, words: Words | None) -> str:
    """Return a part without words about the report at its edges; ``""`` if no name is left."""
    tokens = _without_split(part.split())
    while tokens and _about_report(tokens[-1], words):
        last = tokens.pop().casefold()
        while tokens and tokens[-1].casefold() in TRADE:
            # "Acme call log", "Acme service reports"; but "Prime Data Services report".
            lower = tokens[-1].islower() and not tokens[0].islower()
            if last not in LISTS and not lower:
                break
            tokens.pop()
        _take_along(tokens, last)
    while len(tokens) > 1 and (
        (tokens[-1] in CONTENTS and not tokens[0].islower())
        or tokens[-1].casefold() in RECORDS
        or _about_report(tokens[-1], words)
    ):
        _take_along(tokens, tokens.pop().casefold())
    while tokens and _about_report(tokens[0], words):
        tokens.pop(0)
    while len(tokens) > 1 and tokens[0].casefold() in RECORDS and tokens[0].casefold() not in TRADE:
        tokens.pop(0)
    if all(token.casefold() in TRADE or _about_report(token, words) for token in tokens):
        return ""
    cut = next(
        (
            place
            for place in range(1, len(tokens))
            if tokens[place].casefold() in ("report", "kpi", "kpis", "scorecard", "monthly")
        ),
        len(tokens),
    )
    return _cased(clean_name(" ".join(tokens[:cut])))


def _without_split(tokens: list[str]) -> list[str]:
    """Return the words ahead of what records are listed by: "Acme calls by agent"."""
    if len(tokens) > 2 and tokens[-2].casefold() in _SPLIT and tokens[-1].casefold() in TRADE:
        return tokens[:-2]
    return tokens


def _take_along(tokens: list[str], last: str) -> None:
    """Take off what the records are of, ahead of the word for them: "Acme QA Evaluations"."""
    while len(tokens) > 1 and last in LISTS | RECORDS and tokens[-1].casefold() in DOING:
        tokens.pop()


def _cased(name: str) -> str:
    """Give a name written all in small letters its capitals."""
    if name != name.casefold():
        return name
    return " ".join(
        word.upper() if word in _ACRONYMS else word[:1].upper() + word[1:] for word in name.split()
    )


def _name_in(text: str, words: Words | None) -> tuple[str, bool] | None:
    """Return the first part of a text that is a name, and whether there are several."""
    names = [name for part in _SEGMENT.split(text) if (name := _trimmed(part, words))]
    return (names[0], len(names) > 1) if names else None


def _from_line(line: str, words: Words | None) -> VendorGuess | None:
    for pattern, confidence in ((_SAID, 0.95), (_BY, 0.85), (_COMPANY, 0.75)):
        match = pattern.search(line)
        if match:
            name = clean_name(_TAIL.sub("", match["name"]))
            return VendorGuess(name, confidence, f"from the line '{line}'") if name else None
    tokens = re.split(r"[\s|,:;()–—]+", line.casefold())
    if not any(
        token in ("report", "scorecard", "performance", "dashboard", "kpi") for token in tokens
    ):
        return None
    guess = _name_in(line, words)
    if guess is None or len(guess[0].split()) > 4:
        return None
    return VendorGuess(guess[0], 0.65 if not guess[1] else 0.55, f"from the title '{line}'")
