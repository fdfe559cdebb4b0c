"""Mappings that the user made or confirmed, kept for the vendors' next reports."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import paths
from desktop_app.domain.errors import MappingError
from desktop_app.domain.translating import tr

if TYPE_CHECKING:
    from desktop_app.catalogue.words import Words
    from desktop_app.importing.mappings.document import ReportMapping

_SUFFIX = ".toml"
_NO_NAME = re.compile(r"[^\w]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Remembered:
    """The library's mappings, the one kept last at the end, and a sentence for each file that
    can't be read.
    """

    mappings: tuple[ReportMapping, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingLibrary:
    """A folder of mappings, a file each; the user may read, change and delete them.

    Parameters
    ----------
    folder : Path
        Made when the first mapping is kept.
    """

    folder: Path

    @classmethod
    def of_user(cls) -> MappingLibrary:
        """Return the library of the user of this computer."""
        return cls(paths.user_data() / "mappings")

    def recall(self) -> Remembered:
        """Return all mappings that are kept; a file that is none is told of, not an error."""
        found, problems = [], []
        for path in self._files():
            try:
                found.append(read_mapping_file(path))
            except MappingError as error:
                problems.append(tr("A mapping that was kept can't be used. {error}", error=error))
        return Remembered(tuple(found), tuple(problems))

    def remember(self, mapping: ReportMapping, words: Words) -> Path:
        """Keep a mapping, in the place of the one of that vendor and layout if there is one.

        Raises
        ------
        MappingError
            If the folder can't be written.
        """
        for path in list(self._same(mapping, words)):
            self._remove(path)
        path = self.folder / f"{_file_name(mapping)}-{_digest(mapping)}{_SUFFIX}"
        write_mapping_file(path, mapping)
        return path

    def forget(self, mapping: ReportMapping, words: Words) -> bool:
        """Remove what is kept of that vendor and layout; return whether there was anything."""
        same = list(self._same(mapping, words))
        for path in same:
            self._remove(path)
        return bool(same)

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        files = [path for path in self.folder.iterdir() if path.suffix == _SUFFIX]
        return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name))

    def _same(self, mapping: ReportMapping, words: Words) -> Iterator[Path]:
        """Yield the files that hold a mapping of the same vendor and layout."""
        from desktop_app.catalogue.text import normalise
        from desktop_app.importing.mappings.fingerprint import HeadingKeys, shape_of_mapping
        from desktop_app.importing.mappings.matching import SAME_VENDOR, similarity

        keys = HeadingKeys(words)
        shapes = shape_of_mapping(mapping, keys)
        for path in self._files():
            with contextlib.suppress(MappingError):  # told of by `recall`
                kept = read_mapping_file(path)
                same_vendor = normalise(kept.vendor) == normalise(mapping.vendor)
                score, _ = similarity(shape_of_mapping(kept, keys), shapes)
                if same_vendor and score >= SAME_VENDOR:
                    yield path

    @staticmethod
    def _remove(path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise MappingError(
                tr(
                    "{path} can't be removed: {reason}.",
                    path=path,
                    reason=error.strerror or error,
                )
            ) from error


def read_mapping_file(path: Path) -> ReportMapping:
    """Return the mapping that a file holds.

    Raises
    ------
    MappingError
        If it can't be read or is no mapping.
    """
    from desktop_app.importing.mappings.text import read_mapping

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MappingError(
            tr("{path} can't be opened: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise MappingError(tr("{path} is no text file.", path=path.name)) from error
    return read_mapping(text, path.name)


def write_mapping_file(path: Path, mapping: ReportMapping) -> None:
    """Write a mapping to a file, at once or not at all; its folder is made.

    Raises
    ------
    MappingError
        If it can't be written there.
    """
    from desktop_app.importing.mappings.writing import write_mapping

    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(write_mapping(mapping), encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise MappingError(
            tr("{path} can't be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _file_name(mapping: ReportMapping) -> str:
    name = _NO_NAME.sub("-", (mapping.vendor or mapping.file).casefold()).strip("-_")
    return name[:_LONGEST_NAME] or "mapping"


def _digest(mapping: ReportMapping) -> str:
    """Return a few characters that tell layouts of one vendor apart."""
    headings = sorted(item.heading for table in mapping.tables for item in table.items)
    return hashlib.sha256("\n".join(headings).encode("utf-8", "replace")).hexdigest()[:8]
