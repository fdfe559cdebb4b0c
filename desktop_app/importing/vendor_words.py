"""Words of file, title and sheet names: which are about the report, which tell a vendor's name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from desktop_app.catalogue.entries import read_tables
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.translating import tr
from desktop_app.paths import resources


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
