"""What file name, sheet name and title say of a whole table: vendor, period, segment, year."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

import pandas as pd

from desktop_app.catalogue.model import UNIT_WORDS, Words
from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import About, Answer, Finding, Severity
from desktop_app.domain.period import Period
from desktop_app.domain.unit import Unit
from desktop_app.importing.answers import size_answers
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.cells import Sheet
from desktop_app.importing.context import FileContext, Names, SheetContext
from desktop_app.importing.decisions import SURE, TAKEN
from desktop_app.importing.kinds.amounts import amount_unit
from desktop_app.importing.kinds.units import MAGNITUDES
from desktop_app.importing.periods import periods_in_text, read_period
from desktop_app.importing.pieces import about_line
from desktop_app.importing.report import ImportOptions, TableReport
from desktop_app.importing.vendors import (
    VendorGuess,
    bare_names,
    clean_name,
    compares_vendors,
    is_vendor_like,
    vendor_from_name,
    vendor_from_title,
    vendor_of_file,
    vendors_from_sheet_names,
)

_LINE = 80
_FISCAL_STARTS = (4, 7, 10, 1)  # the usual ones of countries and companies
_YEAR_DAYS = 367
_ANY_YEAR = 2000
_SHORT = 2
_AGREED, _REPEATED, _ALONE = 0.88, 0.80, 0.40
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")


def year_named(texts: Iterable[str]) -> int | None:
    """Return the year that texts name; the latest of several, None for none."""
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return max(years, default=None)


def period_in(
    text: str, words: Words, year: int | None = None, fiscal_start: int = 0
) -> Period | None:
    """Return the one period that a title or name is about, None for none or several."""
    whole = read_period(text.strip(), words, year, fiscal_start or 1)
    if whole is not None:
        return whole
    periods = periods_in_text(text.replace("_", " "), words, year, fiscal_start or 1)
    return periods[0] if len(periods) == 1 else None


def span_named(texts: Iterable[str], words: Words, fiscal_start: int) -> Period | None:
    """Return the one period over two calendar years that texts name, None for none or several."""
    found = {
        period
        for text in texts
        if len(text) <= _LINE
        for period in periods_in_text(text.replace("_", " "), words, None, fiscal_start or 1)
        if period.end.year == period.start.year + 1
        and (period.end - period.start).days < _YEAR_DAYS
    }
    return found.pop() if len(found) == 1 else None


def say_fiscal(file: FileContext, stated: Collection[object]) -> list[Finding]:
    """Return what is to be said of fiscal years among the periods of the figures stated."""
    named = [text for label, text in file.fiscal_periods.items() if label in stated]
    if not named:
        return []
    if file.fiscal_start:
        month = calendar.month_name[file.fiscal_start]
        message = (
            f"Periods such as '{named[0]}' were read as of a fiscal year that starts in {month} "
            "and is named after the calendar year in which it ends."
        )
        return [Finding(Severity.INFO, "fiscal-year-start", message, file.file)]
    message = (
        f"Periods such as '{named[0]}' are of a fiscal year, and nothing says in which month it "
        "starts; they were taken for calendar years, and a year such as 2025/26 for April to "
        "March. Write the months (Apr-Jun 2025), or say in which month the vendor's year starts."
    )
    starts = tuple(Answer.of(About.FISCAL_YEAR, str(month)) for month in _FISCAL_STARTS)
    return [Finding(Severity.QUESTION, "fiscal-year", message, file.file, answers=starts)]


def say_multiples(
    context: SheetContext,
    lines: Iterable[str],
    stated: Iterable[Arrays],
    tables: Sequence[TableReport],
) -> None:
    """Say which amounts of money a title's thousands or lakhs were taken for; ask about others.

    Sums are multiplied by what the title says; whether it holds for a price ("unless stated
    otherwise") a title can't say.
    """
    money = [
        (raw, value, cell)
        for table in stated
        for unit, raw, value, cell in table.lines("unit", "raw", "value", "cell")
        if unit == Unit.MONEY.value
    ]
    if not money:
        return
    numbers = pd.to_numeric(pd.Series([raw for raw, _, _ in money]), errors="coerce").tolist()
    factor = MAGNITUDES.get(context.customs.size, 1.0)
    as_written, taken = [], []
    for (raw, value, cell), number in zip(money, numbers, strict=True):
        as_written += [cell] if number == value else []
        taken += [(raw, cell)] if number * factor == value else []
    customs = context.customs
    if customs.size and taken:
        context.find(
            Severity.INFO,
            "multiple-from-title",
            f"'{customs.line}' was taken to hold for sums of money: {taken[0][1]} "
            f"({taken[0][0]}) and others were read in {customs.size}.",
            ",".join(cell for _, cell in taken[:5]),
        )
    if not as_written:
        return
    for line in lines:
        size = _size_named(context, line)
        if size and len(line) <= _LINE:
            table, place, answers = size_answers(tables, as_written, size)
            context.find(
                Severity.QUESTION,
                "multiple-in-title",
                f"'{line}' speaks of {size}, and amounts of money such as "
                f"{as_written[0]} were read as they stand. If they are in {size}, "
                "write it into the heading or label of the amounts.",
                ",".join(as_written[:5]),
                place,
                answers,
                table,
            )
            return


def _size_named(context: SheetContext, line: str) -> str:
    """Return the size that a line names of amounts, or just speaks of; ``""`` for none."""
    found = amount_unit(line, context.words).size
    units = [context.words.units.get(w, "") for w in normalise(line).split() if len(w) > _SHORT]
    sizes = [unit for unit in units if unit in UNIT_WORDS["multiple"]]
    return found or (sizes[0] if sizes else "")


def vendor_option(options: ImportOptions, name: str, path: str) -> str:
    """Return the vendor that the user gave a file by its name or path, ``""`` for none."""
    wanted = {name: 0, path: 1}
    for key, vendor in options.vendors.items():
        if key in wanted or PurePath(key) == PurePath(path) or PurePath(key).name == name == key:
            return vendor.strip()
    return ""


def sister_sheets(names: Names, words: Words, headings: Sequence[Sequence[str]]) -> list[bool]:
    """Return which sheets have the headings of another, and so may be a vendor each.

    Sheets whose headings are mostly names of nothing known have their vendors there; a period
    is known.
    """
    signatures = [frozenset(map(normalise, texts)) for texts in headings]
    counts = Counter(signature for signature in signatures if signature)
    unknown = {
        signature: sum(not _is_known(names, words, text) for text in signature)
        for signature in counts
    }
    return [
        counts[signature] > 1 and unknown[signature] <= 0.5 * len(signature)
        for signature in signatures
    ]


def _is_known(names: Names, words: Words, text: str) -> bool:
    if normalise(text) in words.segments or read_period(text, words, _ANY_YEAR) is not None:
        return True
    found = names.candidates(text)
    return bool(found) and found[0].confidence >= TAKEN


def name_vendors(
    file: FileContext,
    contexts: Sequence[SheetContext],
    lines: Sequence[list[str]],
    sisters: Sequence[bool],
) -> None:
    """Settle the vendor of each sheet's nameless figures, and say where a guess came from.

    In this order: the user's word; a line that says so ("Vendor: Acme") on the sheet, or on any
    sheet, or a title that the file's name confirms; names of sheets that share one table; the
    file's name or a title, whichever is surer; the name of the only sheet named like a vendor. A
    sheet's name that is not the vendor's, where sheets share one table, is the name of a part of
    the vendor's work.

    Parameters
    ----------
    lines : sequence of list of str
        Title lines and notes of each sheet.
    sisters : sequence of bool
        Which sheets have the same table as another.
    """
    option = vendor_option(file.options, file.file, file.path)
    comparing = compares_vendors(file.file)
    by_name = None if comparing else vendor_from_name(file.file, file.words)
    own = _own_title(file, by_name, lines)
    titles = [_surest(named_in(texts, file.words), own) for texts in lines]
    said = max(
        (title for title in titles if title is not None and _is_sure(title)),
        key=lambda title: title.confidence,
        default=None,
    )
    sheets = vendors_from_sheet_names(
        [c.sheet.name for c, sister in zip(contexts, sisters, strict=True) if sister], file.words
    )
    only = _only_name(file, contexts)
    # "acme_report" may be named after anything; "Acme report" is after somebody.
    capital = by_name is not None and by_name.name in file.file.replace("_", " ")
    rival = by_name.name if by_name is not None and capital else ""
    for context, title, sister in zip(contexts, titles, sisters, strict=True):
        context.vendor_rival = rival
        sheet = sheets.get(context.sheet.name) if sister else None
        named = sheet is not None and sheet.confidence >= TAKEN and may_be_vendor(file, sheet.name)
        if option:
            context.vendor, context.vendor_source = option, "option"
            if sheet is not None and named:
                context.segment = context.segment or sheet.name
            continue
        by_sheet = sheet if named else None
        if title is own and _is_sure(title) and by_sheet is not None:
            context.segment = context.segment or by_sheet.name
        guess, source = _settled(title, by_sheet, said, by_name) or (
            (only, "sheet")
            if only is not None
            else (VendorGuess(vendor_of_file(file.file, file.words), 0.3, ""), "file")
        )
        context.vendor, context.vendor_source = guess.name, source
        context.vendor_guess = guess if guess.confidence < SURE else None


def _is_sure(guess: VendorGuess | None) -> bool:
    return guess is not None and guess.confidence >= SURE


def _settled(
    title: VendorGuess | None,
    sheet: VendorGuess | None,
    said: VendorGuess | None,
    by_name: VendorGuess | None,
) -> tuple[VendorGuess, str] | None:
    """Return the vendor of a sheet and where its name is from, None where nothing names one.

    `title` stands on the sheet, `sheet` is its name, `said` a sure title of any sheet, `by_name`
    the file's name.
    """
    if title is not None and _is_sure(title):
        return title, "title"
    if sheet is not None:
        return sheet, "sheet"
    if said is not None:
        return said, "title"
    guess, source = _surer(by_name, title)
    return None if guess is None else (guess, source)


def _only_name(file: FileContext, contexts: Sequence[SheetContext]) -> VendorGuess | None:
    """Return the vendor after whom the one sheet is named that is named after anyone."""
    names = [
        clean_name(context.sheet.name)
        for context in contexts
        if is_vendor_like(context.sheet.name, file.words)
        and not compares_vendors(context.sheet.name)
        and may_be_vendor(file, clean_name(context.sheet.name))
    ]
    if len(names) != 1:
        return None
    return VendorGuess(names[0], _ALONE, f"from the sheet's name '{names[0]}'")


def _own_title(
    file: FileContext, by_name: VendorGuess | None, lines: Sequence[list[str]]
) -> VendorGuess | None:
    """Return the name that stands bare in titles, where the file's name or more titles agree.

    A report that compares vendors is titled by its reader, not by a vendor.
    """
    sheets = [[line for line in texts if len(line) <= _LINE] for texts in lines]
    if compares_vendors(file.file) or any(compares_vendors(t) for texts in sheets for t in texts):
        return None
    names = [
        [name for name in bare_names(texts, file.words) if may_be_vendor(file, name)]
        for texts in sheets
    ]
    if by_name is not None:
        by_file = normalise(by_name.name)
        for name in (name for found in names for name in found):
            if normalise(name).split()[:1] == by_file.split()[:1]:
                shouted = name.isupper() and normalise(name) == by_file
                why = f"from the title '{name}', which the file's name confirms"
                return VendorGuess(by_name.name if shouted else name, _AGREED, why)
    counts = Counter(name for found in names for name in found)
    name, times = counts.most_common(1)[0] if counts else ("", 0)
    if times > 1 and times * 2 > sum(bool(found) for found in names):
        return VendorGuess(name, _REPEATED, f"from the title '{name}' of {times} sheets")
    return None


def may_be_vendor(file: FileContext, name: str) -> bool:
    """Return whether a bare title names neither a KPI or field, nor a period or channel."""
    if normalise(name) in file.words.segments or read_period(name, file.words, _ANY_YEAR):
        return False
    items, any_field = file.names.items(name), file.names.candidates(name)
    sure_item = bool(items) and items[0].confidence >= TAKEN
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


def _surer(
    by_name: VendorGuess | None, title: VendorGuess | None
) -> tuple[VendorGuess | None, str]:
    """Return the surer of file name and title with its source; the name when they are alike."""
    if title is not None and (by_name is None or title.confidence > by_name.confidence):
        return title, "title"
    return by_name, "file"


def guessed_vendors(contexts: Iterable[SheetContext], used: Collection[str]) -> list[Finding]:
    """Return a finding for each vendor's name that is a guess and stands on figures."""
    findings: dict[str, Finding] = {}
    guesses = [
        (context, guess, source)
        for context in contexts
        for guess, source in (
            (context.vendor_guess, context.vendor_source),
            *((own, "title") for own in context.table_vendors.values() if own.confidence < SURE),
        )
    ]
    for context, guess, source in guesses:
        if guess is None or guess.name not in used or guess.name in findings:
            continue
        reason = guess.reason or "from the file's name, which says nothing else"
        rival = context.vendor_rival if source == "sheet" else ""
        doubt = (
            f" The file's name names '{rival}': if the sheets are its sites or teams, name it as "
            "the report's vendor."
        )
        findings[guess.name] = Finding(
            Severity.QUESTION if rival else Severity.INFO,
            f"vendor-from-{source}",
            f"No vendor is named beside the figures; '{guess.name}' was taken {reason}. "
            f"Rename the vendor if that is wrong.{doubt if rival else ''}",
            context.report.file,
            context.sheet.name if source != "file" else "",
            answers=_whose(guess.name, rival, used),
        )
    return list(findings.values())


def _whose(name: str, rival: str, used: Collection[str]) -> tuple[Answer, ...]:
    """Return the answers to whose report it is: the one name taken, or another."""
    parts = Answer.of(About.REPORT_VENDOR, rival, f"They are parts of {rival}")
    own = (Answer.of(About.REPORT_VENDOR, name),) if len(set(used)) == 1 else ()
    return (*own, parts) if rival else own


def texts_of(sheet: Sheet, cells: Iterable[tuple[int, int]]) -> list[str]:
    """Return the texts at these places of a sheet's head.

    "Provider:" beside "Acme" also gives the line "Provider: Acme", as in one cell.
    """
    grid = sheet.grid
    known = {
        (row, column): str(grid.values[row, column])
        for row, column in cells
        if row < grid.n_rows and column < grid.n_columns
    }
    texts: list[str] = []
    for (row, column), text in known.items():
        beside = known.get((row, column + 1))
        if beside is not None and about_line([text, beside]):
            texts.append(f"{text.strip().rstrip(':').rstrip()}: {beside}")
        texts.append(text)
    return texts
