"""Names that end with a word about reports, where the rest says by itself what the report is.

"Rosterly Workforce – WFM summary" is of Rosterly Workforce: the summary is named behind the dash.
"""

from __future__ import annotations

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.importing.name_parts import (
    SEGMENT,
    cased,
    clean_name,
    is_ordinary,
    is_period,
    is_version,
    spaced,
    trimmed,
    without_annex,
)
from desktop_app.importing.vendor_words import vendor_words

_MOST_WORDS = 5


def whole_name(piece: str, rest: str, words: Words | None) -> str:
    """Return a piece that is a name with all its words, ``""`` where its end may be the report's.

    Parameters
    ----------
    piece : str
        What stands before a dash, or alone in a cell: "Verdance Quality".
    rest : str
        What stands behind the dash, or in the next line: "contact evaluations". It has to say
        what the report is; behind a channel ("Lanternfish Chat") also what it is about.
    """
    name, known = clean_name(piece), vendor_words()
    tokens = name.split()
    if not 1 < len(tokens) <= _MOST_WORDS or trimmed(piece, words) in ("", cased(name)):
        return ""
    plain = [normalise(token) for token in tokens]
    numbered = any(is_period(token, words) or is_version(token) for token in tokens)
    report = not (known.titles | known.listing | known.tools).isdisjoint(plain)
    capital = all(token[0].isupper() or token == "&" for token in tokens)
    if numbered or report or not capital or is_ordinary(tokens[0], words):
        return ""
    said = set(normalise(rest).split())
    about = known.records | known.contents | known.doing | known.channels
    wanted = about if plain[-1] in known.channels else about | known.titles | known.listing
    return "" if wanted.isdisjoint(said) else name


def whole_name_of_file(file_name: str, words: Words | None) -> str:
    """Return the whole name before the first dash of a file's name, ``""`` where none is."""
    pieces = [one for one in map(without_annex, SEGMENT.split(spaced(file_name))) if one]
    return whole_name(pieces[0], " ".join(pieces[1:]), words) if len(pieces) > 1 else ""


def whole_name_in_both(lines: list[str], file_name: str, words: Words | None) -> str:
    """Return the whole name with which a title line and the file's name begin, else ``""``.

    Parameters
    ----------
    lines : list of str
        The title lines of a sheet; a line that is one piece is followed by what the report is.
    """
    file = f"{normalise(spaced(file_name))} "
    for place, line in enumerate(lines):
        pieces = SEGMENT.split(line)
        below = lines[place + 1 : place + 2] if len(pieces) == 1 else pieces[1:]
        name = whole_name(pieces[0], " ".join(below), words)
        if name and file.startswith(f"{normalise(name)} "):
            return name
    return ""
