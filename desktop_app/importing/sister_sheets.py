"""Sheets of one layout in one book: parts of one kind, each told by its sheet's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.context import FileContext, Names, SheetContext
from desktop_app.importing.decisions import TAKEN
from desktop_app.importing.name_parts import clean_name, is_version
from desktop_app.importing.periods import read_period
from desktop_app.importing.vendor_words import vendor_words
from desktop_app.importing.word_classes import TOTALS

_ANY_YEAR = 2000
_FEWEST = 2
_VERSIONS = frozenset(
    (
        *("copy", "old", "new", "draft", "final", "backup", "archive", "version", "revised"),
        *("restated", "corrected", "updated", "original", "kopie", "alt", "neu", "entwurf"),
        *("copie", "ancien", "nouveau", "copia", "antiguo", "nuevo", "borrador"),
    )
)
"""Words of sheets that hold what others hold, at another time."""


def sister_sheets(names: Names, words: Words, headings: Sequence[Sequence[str]]) -> list[int]:
    """Return for each sheet the number, from 1, of the sheets with its headings; 0 for no others.

    Such sheets may be a vendor or a part of the work each. Sheets whose headings are mostly names
    of nothing known have their vendors there; a period is known.
    """
    signatures = [frozenset(map(normalise, texts)) for texts in headings]
    counts = Counter(signature for signature in signatures if signature)
    if max(counts.values(), default=0) < _FEWEST:
        return [0] * len(signatures)
    # A date in normal form is none any more.
    told = {normalise(text): _is_known(names, words, text) for texts in headings for text in texts}
    unknown = {signature: sum(not told[text] for text in signature) for signature in counts}
    alike = [
        signature
        for signature, count in counts.items()
        if count >= _FEWEST and unknown[signature] <= 0.5 * len(signature)
    ]
    return [alike.index(signature) + 1 if signature in alike else 0 for signature in signatures]


def _is_known(names: Names, words: Words, text: str) -> bool:
    if normalise(text) in words.segments or read_period(text, words, _ANY_YEAR) is not None:
        return True
    found = names.candidates(text)
    return bool(found) and found[0].confidence >= TAKEN


def name_other_parts(
    file: FileContext, contexts: Sequence[SheetContext], sisters: Sequence[int]
) -> None:
    """Take a sheet for a part of the work where its sisters are: "New business" as "Renewals".

    A sheet named after all of the work, the vendor, a period or nothing may hold the whole.
    """
    parts = {
        sister
        for context, sister in zip(contexts, sisters, strict=True)
        if sister and context.segment and _names(context.segment, context)
    }
    for context, sister in zip(contexts, sisters, strict=True):
        unnamed = not context.segment and context.vendor_source != "sheet"
        if sister in parts and unnamed and not _may_be_whole(file, context):
            context.segment = clean_name(context.bare_name)


def name_like_ones(
    file: FileContext,
    contexts: Sequence[SheetContext],
    sisters: Sequence[int],
    rows: Sequence[frozenset[str]],
) -> None:
    """Take sheets of one vendor, period and table for parts of the work by their names.

    Otherwise each would state again what the first one does; a copy or an earlier version does.

    Parameters
    ----------
    rows : sequence of set of str
        The names of each sheet's rows; sheets that share none state nothing twice.
    """
    groups: dict[tuple[int, str, str | None], list[int]] = {}
    for place, (context, sister) in enumerate(zip(contexts, sisters, strict=True)):
        if sister and not context.segment and context.vendor_source != "sheet":
            groups.setdefault((sister, context.vendor, context.period), []).append(place)
    for group in groups.values():
        shared = frozenset.intersection(*(rows[place] for place in group))
        if len(group) >= _FEWEST and shared and _are_parts(file, [contexts[at] for at in group]):
            for place in group:
                contexts[place].segment = clean_name(contexts[place].bare_name)


def _are_parts(file: FileContext, contexts: Sequence[SheetContext]) -> bool:
    """Return whether all sheets are named, and after no whole, version or KPI."""
    names = [normalise(context.bare_name) for context in contexts]
    versions = any(is_version(word) or word in _VERSIONS for n in names for word in n.split())
    if versions or len(set(names)) < len(names):
        return False
    items = (file.names.items(context.bare_name) for context in contexts)
    return not any(found and found[0].confidence >= TAKEN for found in items) and not any(
        _may_be_whole(file, context) for context in contexts
    )


def _names(segment: str, context: SheetContext) -> bool:
    return normalise(segment) == normalise(clean_name(context.bare_name))


def _may_be_whole(file: FileContext, context: SheetContext) -> bool:
    """Return whether a sheet's name says that it may hold more than a part of the work."""
    plain = normalise(context.bare_name)
    tokens = plain.split()
    whole = file.words.total | file.words.average
    vendor = normalise(context.vendor).split()
    return (
        not plain
        or plain in whole
        or not TOTALS.isdisjoint(tokens)
        or re.sub(r"\s*\d+$", "", plain) in vendor_words().generic_sheets
        or bool(vendor and vendor[0] in tokens)
        or read_period(context.bare_name, file.words, _ANY_YEAR) is not None
    )
