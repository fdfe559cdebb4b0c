"""Words of file, title and sheet names: which are about the report, which tell a vendor's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache

from desktop_app.catalogue.entries import read_tables
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.translating import tr
from desktop_app.paths import resources

_AND_OF = re.compile(r"\s(?:and|et|und|y|of|de|des|du|der|del)\s", re.IGNORECASE)
_FIRST_PIECES = 2


@dataclass(frozen=True, slots=True)
class VendorWords:
    """The lists of vendor_words.toml, in normal form; what each is for is said there."""

    reporting: frozenset[str]
    trade: frozenset[str]
    annexes: frozenset[str]
    lists: frozenset[str]
    contents: frozenset[str]
    records: frozenset[str]
    doing: frozenset[str]
    generic_sheets: frozenset[str]
    comparing: frozenset[str]
    legal_forms: frozenset[str]
    company: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    lead: frozenset[str]
    listing: frozenset[str]
    channels: frozenset[str]
    reviewed: frozenset[str]
    tools: frozenset[str]
    details: frozenset[str]
    ordinary: frozenset[str]


@lru_cache(maxsize=1)
def vendor_words() -> VendorWords:
    """Return the words, read once.

    Raises
    ------
    CatalogueError
        If the file lacks a list, or has one that is unknown.
    """
    file = resources() / "catalogue" / "vendor_words.toml"
    entries = read_tables(file)
    if list(entries) != ["names"]:
        raise CatalogueError(
            tr("{file} has other tables than 'names'.", file=file.name), tr("Put it back.")
        )
    entry = entries["names"]
    lists = {one.name: frozenset(entry.words(one.name)) for one in fields(VendorWords)}
    entry.finish()
    return VendorWords(**lists)


def pieces_of(name: str) -> list[str]:
    """Return what a name consists of: "Calls" and "staff" of "Calls of staff", up to two."""
    return _AND_OF.split(name)[:_FIRST_PIECES]
