"""Whose figures a sheet holds: the user's word, what the sheets say, the file's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.translating import tr
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.importing.name_parts import (
    SEGMENT,
    bare_names,
    clean_name,
    is_company,
    is_vendor_name,
    spaced,
)
from desktop_app.importing.periods import read_period
from desktop_app.importing.pieces import is_note
from desktop_app.importing.report import ImportOptions
from desktop_app.importing.siblings import vendor_beside
from desktop_app.importing.sister_sheets import name_other_parts
from desktop_app.importing.vendor_words import pieces_of, vendor_words
from desktop_app.importing.vendors import (
    TITLED,
    UNASKED,
    VendorGuess,
    are_places,
    clients_in,
    compares_vendors,
    is_vendor_like,
    last_resort,
    vendor_from_first_line,
    vendor_from_name,
    vendor_from_title,
    vendors_from_sheet_names,
)
from desktop_app.importing.whole_names import whole_name_in_both

_LINE = 80
_ANY_YEAR = 2000
_HEAD_LINES = 4
_AGREED, _REPEATED, _ALONE = 0.88, 0.80, 0.40
BARE = "bare"
"""Where a vendor's name is from that stands bare in a title, and may be another's."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What may name a sheet's vendor: its title, its name, any sheet's title, the file's name."""

    title: VendorGuess | None
    sheet: VendorGuess | None
    said: VendorGuess | None
    bare: VendorGuess | None
    by_name: VendorGuess | None


def vendor_option(options: ImportOptions, name: str, path: str) -> str:
    """Return the vendor that the user gave a file by its name or path, ``""`` for none."""
    wanted = {name: 0, path: 1}
    for key, vendor in options.vendors.items():
        if key in wanted or PurePath(key) == PurePath(path) or PurePath(key).name == name == key:
            return vendor.strip()
    return ""


def name_vendors(
    file: FileContext,
    contexts: Sequence[SheetContext],
    lines: Sequence[list[str]],
    sisters: Sequence[int],
) -> None:
    """Settle the vendor of each sheet's nameless figures, and say where a guess came from.

    In this order: the user's word; a line that says so ("Vendor: Acme") on the sheet, or on any
    sheet, or a title that the file's name confirms; names of sheets that share one table; a title
    about somebody's report; the file's name; a name that stands bare in a title; the name of the
    only sheet named like a vendor. A sheet's name that is not the vendor's, where sheets share one
    table, is the name of a part of the vendor's work; so are the names of places.

    Parameters
    ----------
    lines : sequence of list of str
        Title lines and notes of each sheet.
    sisters : sequence of int
        Which sheets have the same table as others, by the number of their table; 0 for none.
    """
    option = vendor_option(file.options, file.file, file.path)
    by_name = _by_file(file, lines)
    own = _own_title(file, by_name, lines)
    titles = [_surest(_named(file, texts), own) for texts in lines]
    said = _of_all(titles)
    bare = _surest(*(vendor_from_first_line(_head(texts), file.words) for texts in lines))
    candidates = list(
        dict.fromkeys(c.bare_name for c, sister in zip(contexts, sisters, strict=True) if sister)
    )
    candidates = [name for name in candidates if name]
    sheets = vendors_from_sheet_names(candidates, file.words)
    sites = are_places(candidates)
    only = _only_name(file, contexts)
    rival = _rival(by_name, said)
    for context, title, sister in zip(contexts, titles, sisters, strict=True):
        context.vendor_rival = rival
        sheet = sheets.get(context.bare_name) if sister else None
        named = sheet is not None and sheet.confidence >= TAKEN and may_be_vendor(file, sheet.name)
        if sheet is not None and named and (option or sites or (title is own and _is_sure(title))):
            context.segment = context.segment or sheet.name
        elif sister and sites:
            context.segment = context.segment or clean_name(context.bare_name) or None
        if option:
            context.vendor, context.vendor_source = option, "option"
            continue
        by_sheet = sheet if named and not sites else None
        guess, source = _settled(_Said(title, by_sheet, said, bare, by_name)) or (
            (only, "sheet") if only is not None else _hinted(file)
        )
        context.vendor, context.vendor_source = guess.name, source
        context.vendor_guess = guess if guess.confidence < SURE or guess.others else None
    name_other_parts(file, contexts, sisters)


def _hinted(file: FileContext) -> tuple[VendorGuess, str]:
    """Return whom the document's properties name, or the file's name; either is asked for."""
    for text in file.properties:
        named = named_in([text], file.words) or vendor_from_first_line([text], file.words)
        if named is not None and may_be_vendor(file, named.name):
            why = tr("from the document's properties ('{text}')", text=text)
            return VendorGuess(named.name, _ALONE, why), "properties"
    return last_resort(file.file, file.words), "file"


def _by_file(file: FileContext, lines: Sequence[list[str]]) -> VendorGuess | None:
    """Return the vendor in the file's name; None if it compares vendors or names the client."""
    if compares_vendors(file.file):
        return None
    found = vendor_beside(file.file, file.options.beside, file.words)
    found = found or vendor_from_name(file.file, file.words)
    clients = clients_in([line for texts in lines for line in texts])
    return None if found is None or normalise(found.name) in clients else found


def _named(file: FileContext, texts: Sequence[str]) -> VendorGuess | None:
    """Return the vendor that a sheet's lines name, None where it is a KPI's or a channel's name."""
    guess = named_in(texts, file.words)
    known = guess is None or _is_sure(guess) or may_be_vendor(file, guess.name)
    return guess if known else None


def _head(texts: Sequence[str]) -> list[str]:
    return [text for text in texts[:_HEAD_LINES] if len(text) <= _LINE]


def _is_sure(guess: VendorGuess | None) -> bool:
    return guess is not None and guess.confidence >= SURE


def _of_all(titles: Sequence[VendorGuess | None]) -> VendorGuess | None:
    """Return the vendor that holds for sheets without a title: a sure one, or the only one."""
    best = _surest(*titles)
    names = {normalise(title.name) for title in titles if title is not None}
    if best is None or _is_sure(best) or (len(names) == 1 and best.confidence >= TITLED):
        return best
    return None


def _rival(by_name: VendorGuess | None, said: VendorGuess | None) -> str:
    """Return the name that file or title give, whatever the vendors are taken from."""
    # "acme_report" may be named after anything; "Acme report" is after somebody.
    rivals = [guess for guess in (by_name, said) if guess and guess.confidence >= UNASKED]
    return rivals[0].name if rivals else ""


def _settled(found: _Said) -> tuple[VendorGuess, str] | None:
    """Return the vendor of a sheet and where its name is from, None where nothing names one."""
    title, by_name = found.title, found.by_name
    if title is not None and _is_sure(title):
        return title, "title"
    if found.sheet is not None:
        return found.sheet, "sheet"
    if found.said is not None and (title is None or _is_sure(found.said)):
        title = found.said
    bare = found.bare if found.bare is not None and not _is_sure(found.bare) else None
    company = bare is not None and is_company(bare.name)
    if bare is not None and company and title is not None and not is_company(title.name):
        title = None  # "Managed document review - metrics" below "Paragon Legal Support"
    if title is not None and (_is_sure(title) or by_name is None):
        return title, "title"
    by_file = by_name is not None and by_name.confidence >= UNASKED
    if title is not None and by_name is not None and title.confidence >= TITLED:
        return (_against(title, by_name) if by_file else title), "title"
    if bare is not None and company:
        return (_against(bare, by_name) if by_file and by_name is not None else bare), BARE
    if by_name is not None and by_file:
        return by_name, "file"
    weak = _surest(title, bare)
    if weak is not None:
        return (_against(weak, by_name) if by_name is not None else weak), BARE
    return (by_name, "file") if by_name is not None else None


def _against(taken: VendorGuess, other: VendorGuess) -> VendorGuess:
    """Return a guess beside another name that may be the vendor's."""
    return taken if agree(taken.name, other.name) else replace(taken, others=(other.name,))


def _only_name(file: FileContext, contexts: Sequence[SheetContext]) -> VendorGuess | None:
    """Return the vendor after whom the one sheet is named that is named after anyone."""
    names = [
        clean_name(context.bare_name)
        for context in contexts
        if is_vendor_like(context.bare_name, file.words)
        and not compares_vendors(context.bare_name)
        and may_be_vendor(file, clean_name(context.bare_name))
    ]
    names = list(dict.fromkeys(names))
    if len(names) != 1:
        return None
    return VendorGuess(names[0], _ALONE, tr("from the sheet's name '{name}'", name=names[0]))


def _own_title(
    file: FileContext, by_name: VendorGuess | None, lines: Sequence[list[str]]
) -> VendorGuess | None:
    """Return the name that stands bare in titles, where the file's name or more titles agree.

    A report that compares vendors is titled by its reader, not by a vendor.
    """
    sheets = [
        [line for line in texts if len(line) <= _LINE and not is_note(line)] for texts in lines
    ]
    if compares_vendors(file.file) or any(compares_vendors(t) for texts in sheets for t in texts):
        return None
    names = [
        [name for name in bare_names(texts, file.words) if may_be_vendor(file, name)]
        for texts in sheets
    ]
    whole = (whole_name_in_both(texts[:_HEAD_LINES], file.file, file.words) for texts in sheets)
    name = next((name for name in whole if name and may_be_vendor(file, name)), "")
    if name:
        why = tr("from the title '{name}', which the file's name has too", name=name)
        return VendorGuess(name, _AGREED, why)
    both = _in_title_and_file(file, sheets)
    if both:
        why = tr("from the title '{name}', which the file's name has too", name=both)
        shorter = by_name is not None and both.startswith(f"{by_name.name} ")
        others = (by_name.name,) if by_name is not None and shorter else ()
        return VendorGuess(both, _AGREED, why, others)
    titled = [_named(file, texts) for texts in sheets]
    if by_name is not None:
        more = [guess.name for guess in titled if guess is not None and not _is_sure(guess)]
        for name in [*(name for found in names for name in found), *more]:
            if agree(name, by_name.name):
                shouted = name.isupper() and normalise(name) == normalise(by_name.name)
                why = tr("from the title '{name}', which the file's name confirms", name=name)
                return VendorGuess(by_name.name if shouted else name, _AGREED, why)
    counts = Counter(name for found in names for name in found)
    name, times = counts.most_common(1)[0] if counts else ("", 0)
    if times > 1 and times * 2 > sum(bool(found) for found in names):
        return VendorGuess(
            name, _REPEATED, tr("from the title '{name}' of {times} sheets", name=name, times=times)
        )
    return None


def _in_title_and_file(file: FileContext, sheets: Sequence[Sequence[str]]) -> str:
    """Return the title line that a part of the file's name is as well, word for word.

    "Ostrava Finance Hub" of ordinary words and a place is a name where both say it.
    """
    parts = {normalise(part) for part in SEGMENT.split(spaced(file.file))}
    for line in (line for texts in sheets for line in texts[:_HEAD_LINES]):
        tokens = line.split()
        told = len(tokens) > 1 and normalise(line) in parts and is_vendor_name(line, file.words)
        if told and may_be_vendor(file, clean_name(line)):
            return clean_name(line)
    return ""


def agree(one: str, other: str) -> bool:
    """Return whether two names may be one vendor's: "Argent" and "Argent Global", or initials."""
    first, second = ([w for w in normalise(name).split() if w != "and"] for name in (one, other))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    legal = vendor_words().legal_forms
    initials = "".join(word[0] for word in long if word not in legal)
    return (
        short[0] == long[0]
        or "".join(short) == "".join(long)
        or (len(short) == 1 and len(long) > 1 and short[0] == initials)
    )


def may_be_vendor(file: FileContext, name: str) -> bool:
    """Return whether a bare title names neither a KPI or field, nor a period or channel."""
    if normalise(name) in file.words.segments or read_period(name, file.words, _ANY_YEAR):
        return False
    items, any_field = file.names.items(name), file.names.candidates(name)
    least = SURE if is_company(name) else TAKEN  # "Argent Global" is like "agents"
    sure_item = bool(items) and items[0].confidence >= least
    if not is_company(name):  # "Regularity and punctuality of trains"
        pieces = map(file.names.items, pieces_of(name))
        sure_item |= any(found and found[0].confidence >= SURE for found in pieces)
    return not sure_item and not (bool(any_field) and any_field[0].confidence >= SURE)


def _surest(*guesses: VendorGuess | None) -> VendorGuess | None:
    """Return the guess of the highest confidence, the first of equals."""
    found = [guess for guess in guesses if guess is not None]
    return max(found, key=lambda guess: guess.confidence, default=None)


def named_in(lines: Sequence[str], words: Words) -> VendorGuess | None:
    """Return the vendor that short lines name; sentences ("provided by the operator") do not."""
    guess = vendor_from_title([line for line in lines if len(line) <= _LINE], words)
    if guess is None or guess.name.split()[0].lower() in {"the", "a", "an", "our", "each"}:
        return None
    return guess
