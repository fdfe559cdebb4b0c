"""Which texts of the catalogue's files people read, for those who translate them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.paths import resources

_NAMED = ("title", "description")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "kpis_*": (*_NAMED, "short", "traps"),
    "fields_*": _NAMED,
    "profiles": (*_NAMED, "blind_to"),
    "parameters": _NAMED,
    "sizes": ("unit",),
}
_KEYS_WITHIN: Mapping[str, tuple[str, ...]] = {
    "variants": ("title",),
    "formulas": ("note", "apart_words"),
}
"""Of the tables in the lists ``variants`` and ``formulas`` of an entry and of its families."""


def catalogue_texts() -> list[tuple[str, str]]:
    """Return every text of the product's catalogue that is shown translated.

    Returns
    -------
    list of tuple of str
        The text as `tr` looks it up, each once, with ``{n}`` and ``{severity_minor}`` where
        numbers will stand; and where it stands first, for example
        ``kpis_b_service.toml, tat, title``.
    """
    found: dict[str, str] = {}
    for files, keys in _KEYS.items():
        for path in sorted((resources() / "catalogue").glob(f"{files}.toml")):
            for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
                for text, key in _texts(entry, keys):
                    found.setdefault(text, f"{path.name}, {name}, {key}")
    return list(found.items())


def _texts(entry: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the texts for people of one entry, each with its key."""
    for key in keys:
        if entry.get(key):
            yield entry[key], key
    for family in (entry, *entry.get("families", [])):
        for part, keys_within in _KEYS_WITHIN.items():
            for table in family.get(part, []):
                for key in keys_within:
                    if table.get(key):
                        yield table[key], f"{part}, {key}"
