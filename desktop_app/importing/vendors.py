"""The vendor's name where no column says it: file name, title lines, names of sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.name_parts import (
    cased,
    clean_name,
    is_company,
    is_ordinary,
    is_period,
    is_place,
    is_proper,
    is_version,
    own_words,
    plain_name,
    shown_name,
    spaced,
    without_annex,
)
from desktop_app.importing.named_parts import names_in
from desktop_app.importing.periods import read_period
from desktop_app.importing.vendor_words import vendor_words
from desktop_app.importing.whole_names import whole_name_of_file

UNASKED = 0.65
"""From this confidence a guessed vendor is told; below it is asked for."""
_PROPER, _SEVERAL, _DOUBTFUL, _LAST = 0.75, 0.60, 0.45, 0.30
_SAYS, _BY_COMPANY, _BY_ANYBODY = 0.95, 0.85, 0.60
TITLED, _TITLED_SEVERAL, _TITLED_FOR, _BARE = 0.65, 0.55, 0.52, 0.50
_BARE_COMPANY = 0.66
_ANY_YEAR = 2000
_MOST_TITLE_WORDS = 4
_LONGEST_LINE = 150
_YEARS = re.compile(r"\b(?:19|20)\d\d (?:vs|versus) (?:19|20)\d\d\b")
_PARTS = re.compile(r"\s\|\s|;\s|\n")
_SAID = re.compile(
    r"(?:^|\s[-–—]\s*)(?:(?:service |bpo |kpo |outsourcing )?"
    r"(?:vendor|provider|supplier|partner|outsourcer|contractor|offeror|respondent|proposer|"
    r"bidder|tenderer|quoter)|anbieter|bieter|dienstleister|auftragnehmer|prestataire|"
    r"fournisseur|soumissionnaire|candidat|titulaire|proveedor|licitador|licitante|oferente|"
    r"adjudicatario|contratista)"
    r"(?:'s)?(?: name)?\s*[:=–—-]\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_PROVIDED = re.compile(
    r"^(?:services?\s+)?(?:(?:provided|delivered|operated|run|managed|supplied|serviced)\s+by|"
    r"(?:betrieben|erbracht)\s+(?:von|durch)|(?:exploité|assuré|opéré)\s+par|"
    r"(?:operado|prestado|gestionado)\s+por)\s*:?\s+(?P<name>[A-ZÀ-Ý]\S*.*)$|"
    r"(?:^|\s[-–—]\s*)(?:[Pp]restataire|[Ff]ournisseur|[Pp]roveedor|[Dd]ienstleister|[Aa]nbieter|"
    r"[Ss]ervice [Pp]rovider|[Oo]utsourcer)\s+(?P<named>[A-ZÀ-Ý]\S*(?:\s+[A-ZÀ-Ý&]\S*){0,3})\s*$"
)
"""A line that says who does the work: "Provided by Acme", "Comité – prestataire Acme"."""
_COMPANY = re.compile(r"^(?:company|organi[sz]ation|firm)(?: name)?\s*[:=]\s*(?P<name>\S.*)$", re.I)
_BY = re.compile(
    r"\b(?:(?:prepared|submitted|provided|presented|issued|reported|delivered|compiled)\s+by|"
    r"(?:erstellt|vorgelegt|eingereicht)\s+(?:von|durch)|(?:préparé|établi|fourni|présenté)\s+par|"
    r"(?:preparado|elaborado|presentado|entregado)\s+por)\s*:?\s+(?P<name>\S.*)$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s{2,}.*$|[,;]?\s+[^\W\d_]+\s*:\s.*$")
_TAIL = re.compile(r"\s+(?:on|for|to|dated|as of|für|am|pour|para)\s+.*$", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|für|pour|para)\s+(?P<name>\S.*)$", re.IGNORECASE)
_CLIENT = re.compile(
    r"^(?:client|customer|kunde|auftraggeber|cliente|donneur d'ordre|prepared for|erstellt für|"
    r"préparé pour|preparado para)(?: name)?\s*[:=]\s*(?P<name>\S.*)$|"
    r"\b(?:prepared|submitted|provided|delivered)\b.*\b(?:for|to)\s+(?P<whom>[^\W\d_].*)$",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"(?:^|\s)(?P<name>(?:vendor|provider|supplier|partner|bpo|kpo|anbieter|dienstleister|"
    r"prestataire|fournisseur|proveedor)\s(?:[a-z]|\d{1,2}))(?=\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VendorGuess:
    """A vendor's name, 0..1 how sure, and why (for the user); `others` may be meant as well."""

    name: str
    confidence: float
    reason: str
    others: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Return whether the user has to be asked whose report it is."""
        return self.confidence < UNASKED or bool(self.others)


def vendor_from_name(file_name: str, words: Words | None = None) -> VendorGuess | None:
    """Return the vendor that a file's name names, None if all of it is about the report.

    Dates, periods, versions and words such as "report" or "scorecard" are taken off its parts;
    the first part with anything left is the name. It is sure enough to be told only if it looks
    like a proper name: a word that is no ordinary one, with a capital.

    Parameters
    ----------
    file_name : str
        With or without folder and extension.
    words : Words, optional
        For the names of months in other languages than English.
    """
    text = spaced(file_name)
    reason = tr("from the file's name '{name}'", name=plain_name(file_name))
    lettered = _LETTERED.search(text)
    if lettered:
        return VendorGuess(cased(clean_name(lettered["name"])), _PROPER, reason)
    whole = whole_name_of_file(file_name, words)
    if whole:
        return VendorGuess(whole, _PROPER, reason)
    names = [name for name in names_in(text, words) if not _is_segment(name, words)]
    if not names:
        return None
    proper = [name for name in names if is_proper(name, text, words)]
    best = _best(proper)
    confidence = _PROPER if best else _SEVERAL if proper else _DOUBTFUL
    return VendorGuess(best or (proper or names)[0], confidence, reason)


def _best(names: Sequence[str]) -> str:
    """Return the only name, or the only one that is a company's; ``""`` where none is."""
    different = list(dict.fromkeys(names))
    companies = [name for name in different if is_company(name)]
    chosen = companies if len(different) > 1 else different
    return chosen[0] if len(chosen) == 1 else ""


def vendor_of_file(file_name: str, words: Words | None = None) -> str:
    """Return a name for a report's vendor from its file's name; never empty for a named file.

    Files of the same name from several folders come with their folder ("b/report.xlsx"): it stays
    in a name that says nothing else, or two vendors would be taken for one.
    """
    guess = vendor_from_name(file_name, words)
    return guess.name if guess is not None else shown_name(file_name)


def last_resort(file_name: str, words: Words | None = None) -> VendorGuess:
    """Return the name under which figures stand that nothing names a vendor for."""
    reason = tr("from the file's name '{name}', which names nobody", name=plain_name(file_name))
    return VendorGuess(vendor_of_file(file_name, words), _LAST, reason)


def vendor_from_title(lines: Iterable[str], words: Words | None = None) -> VendorGuess | None:
    """Return the vendor that title lines name, the surest of them, or None.

    "Vendor: Acme" and "Prepared by Acme" say so; of "Acme Solutions - Performance Report" what
    is left without the words about the report is taken, which is less sure.
    """
    parts = _lines_of(lines)
    clients = clients_in(parts)
    guesses = [
        guess
        for part in parts
        if (guess := _from_line(part, words)) is not None
        and (guess.confidence >= _SAYS or normalise(guess.name) not in clients)
    ]
    return max(guesses, key=lambda guess: guess.confidence, default=None)


def vendor_from_first_line(lines: Sequence[str], words: Words | None = None) -> VendorGuess | None:
    """Return the vendor whose name alone, or with a period, is a title: "Acme - June 2026".

    Surer where it ends as names of companies do; a title may as well name a client or a team.
    """
    clients = clients_in(lines)
    for line in lines:
        names = names_in(line, words)
        name = names[0] if names else ""
        if not name or not is_proper(name, line, words) or normalise(name) in clients:
            continue
        alone = name == clean_name(line)
        dated = any(is_period(token, words) for token in line.split())
        if alone or dated or len(names) == 1:
            sure = _BARE_COMPANY if is_company(name) else TITLED if dated else _BARE
            return VendorGuess(name, sure, tr("from the title '{line}'", line=line))
    return None


def clients_in(lines: Iterable[str]) -> frozenset[str]:
    """Return the names, in normal form, of whom title lines say that the report is for."""
    found = [match for line in _lines_of(lines) if (match := _CLIENT.search(line))]
    return frozenset(
        normalise(clean_name(_TAIL.sub("", match["name"] or match["whom"]))) for match in found
    )


def compares_vendors(text: str) -> bool:
    """Whether a file's name or title says that it holds several vendors side by side.

    "Zenith 2024 vs 2025" compares years.
    """
    for name in names_in(spaced(text), None):
        text = spaced(text).replace(name, " ") if is_company(name) else text
    named = vendor_words().comparing.intersection(_YEARS.sub(" ", normalise(_plain(text))).split())
    return bool(named)


def _plain(text: str) -> str:
    return text.replace("_", " ")


def vendors_from_sheet_names(
    names: Sequence[str], words: Words | None = None
) -> dict[str, VendorGuess]:
    """Return which sheets look named after vendors, by the sheet's name.

    Meant for sheets that share one layout. Periods, channels, places and words such as "Data" are
    no vendors; if most of the names are such, neither are the others trusted.
    """
    found = {
        name: VendorGuess(clean_name(name), 0.70, tr("from the sheet's name '{name}'", name=name))
        for name in names
        if is_vendor_like(name, words)
    }
    if len(found) < 2 or len(found) * 2 < len(names):
        return {name: VendorGuess(guess.name, 0.45, guess.reason) for name, guess in found.items()}
    return found


def are_places(names: Sequence[str]) -> bool:
    """Return whether at least half of some names are known places: a vendor's sites."""
    return sum(map(is_place, names)) * 2 >= len(names) > 0


def is_vendor_like(name: str, words: Words | None = None) -> bool:
    """Whether a sheet's name could be a vendor's: no period, segment or word about the report."""
    tokens = normalise(without_annex(name)).split()
    text = " ".join(tokens)
    numbered = re.sub(r"\s*\d+$", "", text)
    generic = vendor_words().generic_sheets
    if not tokens or numbered in generic or _is_segment(name, words):
        return False
    if _LETTERED.fullmatch(text):
        return True
    if words is not None and read_period(name, words, _ANY_YEAR) is not None:
        return False
    segments = words.segments if words is not None else frozenset()
    return len(text) > 1 and not all(
        token in generic
        or token in segments
        or is_ordinary(token, words)
        or is_period(token, words)
        or is_version(token)
        for token in tokens
    )


def _is_segment(name: str, words: Words | None) -> bool:
    return words is not None and normalise(name) in words.segments


def _lines_of(lines: Iterable[str]) -> list[str]:
    return [
        part.strip()
        for line in lines
        for part in _PARTS.split(line)
        if part.strip() and len(part) <= _LONGEST_LINE
    ]


def _from_line(line: str, words: Words | None) -> VendorGuess | None:
    provided = _provider(line, words)
    if provided:
        return VendorGuess(provided, _SAYS, tr("from the line '{line}'", line=line))
    for pattern, confidence in ((_SAID, _SAYS), (_BY, _BY_COMPANY), (_COMPANY, 0.75)):
        match = pattern.search(line)
        if match:
            name = clean_name(_TAIL.sub("", _NEXT.sub("", match["name"])))
            person = pattern is _BY and _may_be_person(name)
            sure = _BY_ANYBODY if person else confidence
            return (
                VendorGuess(name, sure, tr("from the line '{line}'", line=line)) if name else None
            )
    return _from_title(line, words)


def _provider(line: str, words: Words | None) -> str:
    """Return who a line says does the work, ``""`` where it says so of nobody."""
    match = _PROVIDED.search(line[:1].lower() + line[1:]) or _PROVIDED.search(line)
    if match is None:
        return ""
    name = clean_name(_TAIL.sub("", _NEXT.sub("", match["name"] or match["named"])))
    return name if is_proper(name, line, words) else ""


def _may_be_person(name: str) -> bool:
    """Return whether "Prepared by Jane Miller" may name somebody at the vendor."""
    return 1 < len(name.split()) < 4 and not is_company(name)


def _from_title(line: str, words: Words | None) -> VendorGuess | None:
    """Return the vendor of "Acme - KPI report" or "Service desk metrics for Acme"."""
    titles = vendor_words().titles
    if titles.isdisjoint(normalise(line).split()):
        return None
    reason = tr("from the title '{line}'", line=line)
    names = [name for name in names_in(line, words) if is_proper(name, line, words)]
    names = [name for name in names if own_words(name) <= _MOST_TITLE_WORDS + is_company(name)]
    names = [name for name in names if not _is_segment(name, words)]
    if not names:
        return None
    best = _best(names)
    sure = TITLED if best else _TITLED_SEVERAL
    if any(match["name"].startswith(names[0]) for match in _FOR.finditer(line)):
        sure = _TITLED_FOR  # may as well be the client
    return VendorGuess(best or names[0], sure, reason)
