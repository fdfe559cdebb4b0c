"""What a document's properties say of who made it: company and title, as office programs keep."""

from __future__ import annotations

import logging
import zipfile
from xml.parsers import expat

from desktop_app.importing.readers.package import Package, local, new_parser

_log = logging.getLogger(__name__)
_MOST = 1 << 16
_KEPT = (("docProps/app.xml", "Company"), ("docProps/core.xml", "title"))


def properties_of(package: Package) -> tuple[str, ...]:
    """Return company and title of a workbook, those that are filled in.

    Nobody keeps them up to date: they are a hint. A damaged part says nothing.
    """
    found = []
    for path, wanted in _KEPT:
        if not package.has(path) or package.size(path) > _MOST:
            continue
        try:
            text = _text_of(package, path, wanted)
        except (expat.ExpatError, zipfile.BadZipFile) as error:
            _log.info("properties in %s can't be read", path, exc_info=error)
            continue
        found += [text] if text else []
    return tuple(found)


def _text_of(package: Package, path: str, wanted: str) -> str:
    """Return the text of the first element of a name, ``""`` for none."""
    pieces: list[str] = []
    inside = [False]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        inside[0] = local(tag) == wanted

    def end(_tag: str) -> None:
        inside[0] = False

    def data(text: str) -> None:
        if inside[0]:
            pieces.append(text)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    with package.open(path) as stream:
        parser.ParseFile(stream)
    return " ".join("".join(pieces).split())
