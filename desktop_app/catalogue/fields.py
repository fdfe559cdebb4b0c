"""Field, profile and word entries of catalogue files to their typed form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop_app.catalogue.entries import Entry
from desktop_app.catalogue.model import UNIT_WORDS, FieldDefinition, FieldKind, FieldRole, Profile
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.translating import tr

_DEFAULT_UNITS: Mapping[FieldKind, frozenset[str]] = {
    FieldKind.DURATION: UNIT_WORDS["duration"],
    FieldKind.SHARE: UNIT_WORDS["share"],
    FieldKind.YEARS: UNIT_WORDS["span"],
}
_JUDGING = ("mark", "beside", "work")
_UNIT_IDS = frozenset().union(*UNIT_WORDS.values())
_CURRENCY = re.compile(r"[A-Z]{3}")
_WORD_LISTS = (
    "yes",
    "no",
    "missing",
    "suppressed",
    "total",
    "average",
    "open",
    "closed",
    "cancelled",
    "granted",
    "refused",
    "answered",
    "abandoned",
    "unanswered",
    "segments",
    "part_of",
    "part_columns",
    "came_in",
    "went_out",
    "neither_way",
    "in_vain",
    "part_month",
    "statistics",
    "not_achieved",
    "earlier_month",
    "earlier_quarter",
    "earlier_year",
    "earlier_period",
)
_HEADING_LISTS = (
    *("unneeded", "moments", "other_measures", "complete", "ends", "beginnings", "punctual"),
    *("decided_on", "taken_up", "in_writing", "sorted_by", "retrieval", "contacts", "outbound"),
)
_APART = (
    ("yes", "no"),
    ("yes", "missing"),
    ("no", "missing"),
    ("missing", "suppressed"),
    ("total", "average"),
    ("open", "closed"),
    ("open", "cancelled"),
    ("closed", "cancelled"),
    ("open", "granted"),
    ("open", "refused"),
    ("granted", "refused"),
    ("answered", "abandoned"),
    ("answered", "unanswered"),
    ("abandoned", "unanswered"),
)


def read_field(entry: Entry) -> FieldDefinition:
    """Return the definition of one entry of a fields file; `CatalogueError` if it is wrong."""
    name, title = entry.named("title")
    kind = entry.choice("kind", FieldKind)
    field = FieldDefinition(
        id=entry.name,
        title=title,
        role=entry.choice("role", FieldRole),
        kind=kind,
        description=entry.shown("description"),
        aliases=entry.spellings("aliases", name),
        default_unit=entry.one_of("default_unit", _DEFAULT_UNITS.get(kind, ()), ""),
        summable=entry.truth("summable", False),
        true_words=entry.words("true_words"),
        false_words=entry.words("false_words"),
        plausible=entry.range("plausible"),
        usual=entry.range("usual"),
        mark_of=entry.text("mark_of", ""),
        mark=entry.optional_number("mark"),
        judging=entry.one_of("judging", _JUDGING, ""),
        name=name,
    )
    entry.finish()
    if (field.true_words or field.false_words) and kind is not FieldKind.FLAG:
        raise entry.error(tr("has words for yes or no and is not a flag"))
    if both := set(field.true_words) & set(field.false_words):
        raise entry.error(tr("has '{both}' for yes and for no", both=min(both)))
    if bool(field.mark_of) == (field.mark is None):
        raise entry.error(tr("has one of 'mark_of' and 'mark', expected both or none"))
    if field.summable and field.role is not FieldRole.QUANTITY:
        raise entry.error(tr("is summable and not a quantity"))
    return field


def read_profile(entry: Entry) -> Profile:
    """Return the profile of one entry; `CatalogueError` if it is wrong."""
    name, title = entry.named("title")
    profile = Profile(
        id=entry.name,
        title=title,
        description=entry.shown("description"),
        weights=entry.table("weights").numbers(),
        gates=entry.texts("gates"),
        blind_to=entry.shown("blind_to", ""),
        name=name,
    )
    entry.finish()
    if not profile.weights:
        raise entry.error(tr("has no weights"))
    for kpi, weight in profile.weights.items():
        if weight <= 0:
            raise entry.error(
                tr("weighs '{kpi}' with {weight:g}, expected more than 0", kpi=kpi, weight=weight)
            )
    return profile


def read_words(entries: Mapping[str, Entry]) -> Words:
    """Return the words of the tables ``cells``, ``units``, ``currencies`` and ``months``.

    The tables ``headings``, ``abbreviations``, ``in_summaries``, ``times_kept``,
    ``times_in_days``, ``classes``, ``patterns``, ``sentences``, ``phrases`` and
    ``function_words`` may be left out.

    Raises
    ------
    CatalogueError
        If a table is missing or unknown, or a word stands where it can't.
    """
    entries = dict(entries)
    found = {name: entries.pop(name, None) for name in ("cells", "units", "currencies", "months")}
    headings, short = entries.pop("headings", None), entries.pop("abbreviations", None)
    summed, kept, in_days = (
        _names(entries.pop(name, None)) for name in ("in_summaries", "times_kept", "times_in_days")
    )
    classes, patterns, sentences, phrases, small = (
        _texts(entries.pop(name, None))
        for name in ("classes", "patterns", "sentences", "phrases", "function_words")
    )
    for entry in entries.values():
        raise entry.error(tr("is an unknown table of words"))
    cells, units, currencies, months = (_given(name, entry) for name, entry in found.items())
    lists = {name: frozenset(cells.words(name)) for name in _WORD_LISTS}
    cells.finish()
    for one, other in _APART:
        if both := lists[one] & lists[other]:
            raise cells.error(
                tr("has '{both}' in '{one}' and in '{other}'", both=min(both), one=one, other=other)
            )
    return Words(
        **lists,
        **_headings(headings),
        units=_units(units),
        currencies=_currencies(currencies),
        months=_months(months),
        abbreviations=_abbreviations(short),
        in_summaries=summed,
        times_kept=kept,
        times_in_days=in_days,
        patterns=patterns,
        classes=classes,
        sentences=sentences,
        phrases=phrases,
        function_words=small,
    )


def _headings(entry: Entry | None) -> dict[str, frozenset[str]]:
    """Return the lists of what stands in headings beside names of the catalogue."""
    if entry is None:
        return {}
    lists = {name: frozenset(entry.words(name)) for name in _HEADING_LISTS}
    entry.finish()
    return lists


def _names(entry: Entry | None) -> dict[str, str]:
    """Return names as they stand in the file."""
    return {} if entry is None else {name: entry.text(name) for name in entry.given()}


def _texts(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    """Return lists of texts as they stand in the file."""
    return {} if entry is None else {name: entry.texts(name) for name in entry.given()}


def _abbreviations(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    """Return each abbreviation with the words that it may stand for, in the file's order."""
    found: dict[str, tuple[str, ...]] = {}
    if entry is None:
        return found
    for word in entry.given():
        for short in entry.words(word):
            found[short] = (*found.get(short, ()), word)
    return found


def _given(name: str, entry: Entry | None) -> Entry:
    if entry is None:
        raise CatalogueError(
            tr("The file of words has no table '{name}'.", name=name), tr("Put it back.")
        )
    return entry


def _units(entry: Entry) -> dict[str, str]:
    for unit in entry.given():
        if unit not in _UNIT_IDS:
            raise entry.error(tr("names the unknown unit '{unit}'", unit=unit))
    return _inverted(entry)


def _currencies(entry: Entry) -> dict[str, str]:
    codes = list(entry.given())
    for code in codes:
        if not _CURRENCY.fullmatch(code):
            raise entry.error(
                tr("'{code}' is not a currency code of three capital letters", code=code)
            )
    return _inverted(entry) | {normalise(code): code for code in codes}


def _months(entry: Entry) -> dict[str, int]:
    for name in entry.given():
        if not name.isdecimal() or not 1 <= int(name) <= 12:
            raise entry.error(tr("'{name}' is not the number of a month", name=name))
    return {word: int(month) for word, month in _inverted(entry).items()}


def _inverted(entry: Entry) -> dict[str, str]:
    """Return word to key of a table of key to words; a word at two keys is refused."""
    found: dict[str, str] = {}
    for key in entry.given():
        for word in entry.words(key):
            if word in found:
                raise entry.error(
                    tr(
                        "has '{word}' at '{found}' and at '{key}'",
                        word=word,
                        found=found[word],
                        key=key,
                    )
                )
            found[word] = key
    return found
