"""Bring the translations up to the texts in the code and the catalogue, and compile them.

Every literal given to ``tr`` or ``later`` is a text, and so is what `catalogue_texts` names. A text
that is new gets an empty translation, marked unfinished, in each ``.ts`` file; one that is gone is
taken out. Translations are edited with Qt Linguist or any other editor; then run this again::

    python installer/translations.py            # bring up to date and compile
    python installer/translations.py --missing  # list what has no translation yet
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("de", "fr", "es")
CONTEXT = "VendorBench"
_MARKS = ("tr", "later")


def texts() -> dict[str, str]:
    """Return every text that people read, and where it first stands, in the code's order."""
    sys.path.insert(0, str(ROOT))
    from desktop_app.catalogue.spoken import catalogue_texts

    found: dict[str, str] = {}
    for path in sorted((ROOT / "desktop_app").rglob("*.py")):
        for text in texts_of(path):
            found.setdefault(text, path.relative_to(ROOT).as_posix())
    for text, place in catalogue_texts():
        found.setdefault(text, place)
    return found


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a module; `SyntaxError` for a call whose text is no literal.

    `tr` of a name or of a call is left alone: its text is marked elsewhere.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in _MARKS or not node.args:
            continue
        text = node.args[0]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value
        elif isinstance(text, ast.JoinedStr | ast.BinOp):
            raise SyntaxError(f"{path.name}, line {node.lineno}: the text is no literal")


def read(language: str) -> dict[str, str]:
    """Return the translations that a language has, without the unfinished ones."""
    path = TRANSLATIONS / f"vendorbench_{language}.ts"
    if not path.is_file():
        return {}
    done = {}
    for message in ET.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            done[message.findtext("source") or ""] = translation.text or ""
    return done


def write(language: str, wanted: dict[str, str], done: dict[str, str]) -> None:
    """Write a language's file: every text with its translation, or an unfinished one."""
    top = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(top, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, place in wanted.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = text
        if text in done:
            ET.SubElement(message, "translation").text = done[text]
        else:
            ET.SubElement(message, "translation", type="unfinished")
    ET.indent(top)
    body = ET.tostring(top, encoding="unicode")
    path = TRANSLATIONS / f"vendorbench_{language}.ts"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )


def compile_all() -> None:
    """Compile the files for Qt."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    for language in LANGUAGES:
        path = TRANSLATIONS / f"vendorbench_{language}.ts"
        subprocess.run([tool, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main() -> None:
    """Update and compile, or list what is missing."""
    wanted = texts()
    TRANSLATIONS.mkdir(exist_ok=True)
    for language in LANGUAGES:
        done = read(language)
        missing = [text for text in wanted if text not in done]
        if "--missing" in sys.argv:
            sys.stdout.writelines(f"{language}: {text!r}\n" for text in missing)
            continue
        write(language, wanted, done)
        sys.stdout.write(f"{language}: {len(wanted) - len(missing)} of {len(wanted)} texts\n")
    if "--missing" not in sys.argv:
        compile_all()


if __name__ == "__main__":
    main()
