"""Strict reading of one table of a catalogue file: what is not expected is refused."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.catalogue.text import normalise
from desktop_app.domain.errors import CatalogueError
from desktop_app.domain.translating import tr

_FAMILY_NUMBER = "{n}"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Entry:
    """One table of a file; each getter marks its key as read, `finish` refuses the others.

    Parameters
    ----------
    file, name : str
        Where it stands, for messages.
    translated : bool
        Whether it is the product's, whose texts for people are shown in their language.
    number : int or None
        What stands in the places of ``{n}``, in an entry of a family.
    """

    def __init__(
        self,
        file: str,
        name: str,
        table: object,
        *,
        translated: bool = False,
        number: int | None = None,
    ) -> None:
        self.file = file
        self.name = name
        self._translated = translated
        self._family = number
        if not isinstance(table, dict):
            raise self.error(tr("is {kind}, expected a table", kind=_kind(table)))
        self._table: dict[str, Any] = dict(table)

    def error(self, problem: str, suggestion: str = "") -> CatalogueError:
        """Return the error that says what is wrong with this entry."""
        return CatalogueError(f"{self.file}, '{self.name}': {problem}.", suggestion)

    def finish(self) -> None:
        """Refuse the keys that nobody asked for."""
        if self._table:
            keys = ", ".join(f"'{key}'" for key in self._table)
            raise self.error(tr("has unknown key {keys}", keys=keys), tr("Check its spelling."))

    def has(self, key: str) -> bool:
        """Return whether the key is given and not yet read."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; not empty unless a default allows to leave it out."""
        return self._in_family(self._text(key, default))

    def shown(self, key: str, default: str | None = None) -> str:
        """Return a text for people, in their language if the entry is translated."""
        text = self._text(key, default)
        return self._in_family(tr(text) if self._translated and text else text)

    def named(self, key: str) -> tuple[str, str]:
        """Return a text as it is written, which spellings go by, and as people read it."""
        written = self.text(key)
        return written, tr(written) if self._translated else written

    def truth(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.error(
                tr("'{key}' is {kind}, expected true or false", key=key, kind=_kind(value))
            )
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """Return a finite number."""
        return self._number(key, self._take(key, default))

    def optional_number(self, key: str) -> float | None:
        """Return a finite number, or None if the key is not given."""
        return self.number(key) if self.has(key) else None

    def range(self, key: str) -> tuple[float, float] | None:
        """Return two rising numbers, or None if the key is not given."""
        if not self.has(key):
            return None
        value = self._take(key, None)
        if not isinstance(value, list) or len(value) != 2:
            raise self.error(
                tr("'{key}' is {kind}, expected two numbers", key=key, kind=_kind(value))
            )
        low, high = (self._number(key, number) for number in value)
        if low >= high:
            raise self.error(
                tr(
                    "'{key}' goes from {low:g} to {high:g}, expected a rising pair",
                    key=key,
                    low=low,
                    high=high,
                )
            )
        return low, high

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty if the key is not given."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error(
                tr("'{key}' is {kind}, expected a list of texts", key=key, kind=_kind(value))
            )
        return tuple(self._in_family(text) for text in value)

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts in normal form, each once; empty if the key is not given."""
        words = [self._word(key, text) for text in self.texts(key)]
        self._refuse_twice(key, words)
        return tuple(words)

    def spellings(self, key: str, *first: str) -> tuple[str, ...]:
        """Return a list of texts as written, after `first`; no two with one normal form."""
        given = self.texts(key)
        self._refuse_twice(key, [self._word(key, text) for text in given])
        unique = {self._word(key, text): text for text in (*given[::-1], *first[::-1]) if text}
        return tuple(reversed(unique.values()))

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return the member of an enumeration that a text names."""
        text = self.text(key, None if default is None else default.value)
        try:
            return kind(text)
        except ValueError:
            known = ", ".join(member.value for member in kind)
            raise self.error(
                tr("'{key}' is '{text}', expected one of {known}", key=key, text=text, known=known)
            ) from None

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """Return a text that is one of those known (or the default)."""
        text = self.text(key, default)
        names = sorted(known)
        if text not in names and text != default:
            raise self.error(
                tr(
                    "'{key}' is '{text}', expected one of {names}",
                    key=key,
                    text=text,
                    names=", ".join(names),
                )
            )
        return text

    def tables(self, key: str) -> list[Entry]:
        """Return a list of tables, empty if the key is not given."""
        value = self._take(key, [])
        if not isinstance(value, list):
            raise self.error(
                tr("'{key}' is {kind}, expected a list of tables", key=key, kind=_kind(value))
            )
        return [
            self._within(f"{key} {number}", table) for number, table in enumerate(value, start=1)
        ]

    def table(self, key: str) -> Entry:
        """Return a table within this one; empty if the key is not given."""
        return self._within(key, self._take(key, {}))

    def families(self, key: str) -> list[Entry]:
        """Return the tables ``key`` of all families, each with every number it is written for.

        Families are read for variants and for formulas, and marked as read by `no_families`.
        """
        found: list[Entry] = []
        place = tr("family of {key}", key=key)
        for family in self._table.get("families", []):
            unknown = set(family) - {"over", "variants", "formulas"}
            over = family.get("over", [])
            if unknown or not over or not all(isinstance(number, int) for number in over):
                raise self.error(
                    tr(
                        "has a family that is more or less than 'over' (whole numbers), "
                        "'variants' and 'formulas'"
                    )
                )
            found += [
                self._within(place, table, number)
                for number in over
                for table in family.get(key, [])
            ]
        return found

    def no_families(self) -> None:
        """Mark the families as read."""
        self._table.pop("families", None)

    def given(self) -> tuple[str, ...]:
        """Return the keys that are given and not yet read."""
        return tuple(self._table)

    def numbers(self) -> dict[str, float]:
        """Return a table of nothing but numbers by key."""
        return {key: self.number(key) for key in self.given()}

    def _within(self, place: str, table: object, number: int | None = None) -> Entry:
        """Return an entry of a table within this one."""
        return Entry(
            self.file,
            f"{self.name}, {place}",
            table,
            translated=self._translated,
            number=number,
        )

    def _text(self, key: str, default: str | None) -> str:
        value = self._take(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(tr("'{key}' is {kind}, expected a text", key=key, kind=_kind(value)))
        return value

    def _in_family(self, text: str) -> str:
        """Return a text with the number of its family in its place."""
        return text if self._family is None else text.replace(_FAMILY_NUMBER, str(self._family))

    def _take(self, key: str, default: object) -> Any:
        if key in self._table:
            return self._table.pop(key)
        if default is None:
            raise self.error(tr("lacks '{key}'", key=key))
        return default

    def _number(self, key: str, value: object) -> float:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.error(tr("'{key}' is {kind}, expected a number", key=key, kind=_kind(value)))
        return float(value)

    def _word(self, key: str, text: str) -> str:
        word = normalise(text)
        if not word:
            raise self.error(
                tr("'{text}' in '{key}' has neither letter nor digit", text=text, key=key)
            )
        return word

    def _refuse_twice(self, key: str, words: list[str]) -> None:
        if len(set(words)) == len(words):
            return
        for word in words:
            if words.count(word) > 1:
                raise self.error(tr("'{key}' has '{word}' twice", key=key, word=word))


def _kind(value: object) -> str:
    return f"{value!r}" if isinstance(value, str | int | float) else f"a {type(value).__name__}"


def read_tables(path: Path, *, translated: bool = False) -> Mapping[str, Entry]:
    """Return the tables of a TOML file by name, in the file's order.

    Parameters
    ----------
    path : Path
    translated : bool
        Whether it is one of the product's, see `Entry`.

    Raises
    ------
    CatalogueError
        If the file can't be read, is not TOML, or a table's name is no id.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CatalogueError(
            tr(
                "{path} can't be read: {strerror}.",
                path=path.name,
                strerror=error.strerror or error,
            ),
            tr("Check the file's place."),
        ) from error
    except UnicodeDecodeError as error:
        raise _not_toml(path.name, error) from error
    return tables_of(text, path.name, translated=translated)


def tables_of(text: str, place: str, *, translated: bool = False) -> Mapping[str, Entry]:
    """Return the tables of a TOML text by name; `place` is what messages call it.

    Raises
    ------
    CatalogueError
        If it is not TOML, or a table's name is no id.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(place, error) from error
    for name in content:
        if not _ID.fullmatch(name):
            raise CatalogueError(
                tr("{place}, '{name}': is not an id.", place=place, name=name),
                tr("Use small letters, digits and underscores, a letter first."),
            )
    return {
        name: Entry(place, name, table, translated=translated) for name, table in content.items()
    }


def _not_toml(place: str, error: ValueError) -> CatalogueError:
    return CatalogueError(
        tr("{place} is not a TOML file: {error}.", place=place, error=error),
        tr("Correct the place that is named."),
    )


def merge(*files: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the tables of several files; an id that stands in two of them is refused."""
    merged: dict[str, Entry] = {}
    for tables in files:
        for name, entry in tables.items():
            if name in merged:
                raise entry.error(
                    tr("is already in {file}", file=merged[name].file), tr("Choose another id.")
                )
            merged[name] = entry
    return merged
