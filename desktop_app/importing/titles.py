"""What the title lines above each table say of it: its vendor, its period, its segment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell_range
from desktop_app.domain.finding import Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import HEAD_ROWS
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.headings import best, note_fiscal
from desktop_app.importing.layouts.names import names_are_vendors
from desktop_app.importing.layouts.stating import Surroundings
from desktop_app.importing.name_parts import bare_names
from desktop_app.importing.periods import periods_in_text
from desktop_app.importing.regions import Region
from desktop_app.importing.surroundings import part_of_year, period_in
from desktop_app.importing.vendor_naming import may_be_vendor, named_in
from desktop_app.importing.vendors import VendorGuess
from desktop_app.importing.windows import stated_window

_SIGNS = re.compile(r"[?!*]")
_SAYS = re.compile(r"^\s*(?P<word>[^:=]{2,30}?)\s*[:=]\s*(?P<value>\S.{0,60}?)\s*$")
_PIECES = re.compile(r"\s*[–—:|,]\s*|\s+-\s*|-\s+")
"""What parts a line; "IT-Helpdesk" is one word."""
_PARTS = frozenset({FieldRole.DIMENSION})
_BARE = 0.60
_SHARED = 0.5
_TITLED = 0.55
_LONGEST_CAPTION = 60
_ANY_YEAR = 2000


def lines_of(region: Region) -> list[str]:
    """Return the title lines of a table."""
    return [line for line in region.title.split(" | ") if line]


def told_apart(file: FileContext, regions: Iterable[Region]) -> frozenset[str]:
    """Return the words by which titles tell tables apart: "Site" of "Site: Cebu", "Site: Pune".

    A word that has one value all over the report says nothing about its tables.
    """
    values: dict[str, set[str]] = {}
    for region in regions:
        for line in lines_of(region):
            match = _SAYS.match(line)
            if match is not None:
                values.setdefault(normalise(match["word"]), set()).add(normalise(match["value"]))
    return frozenset(
        word
        for word, named in values.items()
        if len(named) > 1
        and any(c.confidence >= SURE for c in file.names.candidates(word, Target.FIELD, _PARTS))
    )


def name_tables(context: SheetContext, regions: Sequence[Region], year: int | None) -> None:
    """Note on the sheet what titles say of each of its tables.

    "Vendor: Alpha" and "March 2026" above the first of three tables hold for all three, up to
    the next line of the kind. Names above tables that are alike in headings and rows ("Manila",
    "Cebu") tell them apart.
    """
    corners = [(region.top, region.left) for region in regions]
    context.table_periods = _periods_before(context, regions, year)
    _tell_blocks_apart(context, regions, year)
    _note_repeats(context, regions)
    if context.vendor_source == "option":
        return
    said = {c: guess for c, r in zip(corners, regions, strict=True) if (guess := _said(context, r))}
    if len({guess.name for guess in said.values()}) > 1:
        last: VendorGuess | None = None
        for corner in corners:
            last = said.get(corner, last)
            if last is not None:
                context.table_vendors[corner] = last
        return
    for group in _alike(context, regions):
        names = [_bare(context, region) for region in group]
        if not all(names):
            _use_captions(context, group, year)
            _name_later(context, group, year)
            continue
        if len(set(map(normalise, names))) < len(names):
            continue
        as_vendors = names_are_vendors(context, names, vendor_known=False)
        as_vendors |= context.vendor_source == "title" and context.vendor in names
        for region, name in zip(group, names, strict=True):
            corner = (region.top, region.left)
            if as_vendors:
                why = tr("from the title '{name}' above the table", name=name)
                context.table_vendors[corner] = VendorGuess(name, _BARE, why)
            else:
                context.table_segments[corner] = name


def _tell_blocks_apart(context: SheetContext, regions: Sequence[Region], year: int | None) -> None:
    """Take lines above blocks of names and figures for parts of the work where they share names.

    Under "Call centre" and "Website" stand other names, each in its own right; what stands under
    "North" and "South" alike is told apart by them only.
    """
    blocks = [region for region in regions if region.named_rows]
    paths = [
        [line for line in lines_of(one) if _may_name_part(context, line, year)] for one in blocks
    ]
    common = {
        line
        for line in (paths[0] if paths else ())
        if all(line in path for path in paths) and len(paths) > 1
    }
    names = [" / ".join(line for line in path if line not in common) for path in paths]
    known: dict[str, set[str]] = {}
    for block, name in zip(blocks, names, strict=True):
        known.setdefault(name, set()).update(_names_down(context, block))
    shared = Counter(name for own in known.values() for name in own)
    if not any(count > 1 for count in shared.values()):
        return
    for block, name in zip(blocks, names, strict=True):
        if name:
            context.table_segments[block.top, block.left] = name


def _note_repeats(context: SheetContext, regions: Sequence[Region]) -> None:
    """Note the blocks of names and figures that say again what one above says of its period."""
    first: dict[tuple[object, ...], Region] = {}
    for block in (region for region in regions if region.named_rows):
        place = (block.top, block.left)
        period = context.table_periods.get(place, context.period)
        for name in _names_down(context, block):
            own = first.setdefault((period, context.table_segments.get(place), name), block)
            if own is not block:
                context.repeats[place] = cell_range(own.top, own.left, own.bottom, own.right)


def _names_down(context: SheetContext, region: Region) -> set[str]:
    """Return the names in a table's first column, normalised."""
    cells = context.sheet.grid.values[region.first_data_row : region.bottom + 1, region.left]
    return {normalise(str(value)) for value in cells if value is not None}


def _use_captions(context: SheetContext, group: Sequence[Region], year: int | None) -> None:
    """Take lines alone above tables that are alike for parts of the work: "Billing and fraud"."""
    captions = _said_alike(context, group, year)
    captions = captions or [_caption(context, region, year) for region in group]
    if not all(captions) or len(set(map(normalise, captions))) < len(captions):
        return
    for region, caption in zip(group, captions, strict=True):
        context.table_segments[region.top, region.left] = caption


def _name_later(context: SheetContext, group: Sequence[Region], year: int | None) -> None:
    """Take lines alone above the later of tables that are alike for parts of the work, where the
    first one stands below the title of the sheet: it is of all work then.
    """
    first, *others = group
    if (first.top, first.left) in context.table_segments or _caption(context, first, year):
        return
    captions = [_caption(context, region, year) for region in others]
    if all(captions) and len(set(map(normalise, captions))) == len(captions):
        for region, caption in zip(others, captions, strict=True):
            context.table_segments[region.top, region.left] = caption
        context.find(
            Severity.QUESTION,
            "part-from-title",
            tr(
                "{names} above tables like the first one of the sheet was taken for parts of the "
                "work beside it, so that their figures add up. Name the vendor above the table if "
                "it is another's, or leave the table out if the first one holds its figures.",
                names=", ".join(f"'{caption}'" for caption in captions),
            ),
            ",".join(cell_range(r.top, r.left, r.bottom, r.right) for r in others),
        )


def _said_alike(context: SheetContext, group: Sequence[Region], year: int | None) -> list[str]:
    """Return "North" and "South" of "Project: North", "Project: South"; none where one differs."""
    found = [_SAYS.match(next(iter(lines_of(region)[-1:]), "")) for region in group]
    said = [match for match in found if match is not None]
    words = {normalise(match["word"]) for match in said}
    if len(said) < len(group) or len(words) > 1:
        return []
    known = context.names.candidates(words.pop(), Target.FIELD, _PARTS | {FieldRole.ID})
    values = [match["value"] for match in said]
    named = all(
        any(map(str.isalpha, value)) and not periods_in_text(value, context.words, year)
        for value in values
    )
    return values if named and known and known[0].confidence >= SURE else []


def _caption(context: SheetContext, region: Region, year: int | None) -> str:
    """Return the line directly above a table if it may name a part of the work, else ``""``."""
    line = next(iter(lines_of(region)[-1:]), "").strip()
    return line if _may_name_part(context, line, year) else ""


def _may_name_part(context: SheetContext, line: str, year: int | None) -> bool:
    """Return whether a line may name a part of the work: no KPI, no period, no sentence."""
    named = best(context.names.items(line)) is not None or _SAYS.match(line) is not None
    long = len(line) > _LONGEST_CAPTION or line.endswith((".", "!", "?"))
    dated = bool(periods_in_text(line, context.words, year))
    dated = dated or part_of_year(line, context.words, _ANY_YEAR) is not None
    return not (named or long or dated) and any(map(str.isalpha, line))


def _periods_before(
    context: SheetContext, regions: Sequence[Region], year: int | None
) -> dict[tuple[int, int], str]:
    """Return the period of the last title before each table that has one, by the corners."""
    if period_in(context.sheet.name, context.words, year) is not None:
        return {}
    periods: dict[tuple[int, int], str] = {}
    last = ""
    for region in regions:
        own = _own_period(context, region, year)
        last = own.label if own is not None else last
        if last:
            periods[region.top, region.left] = last
    return periods


def _said(context: SheetContext, region: Region) -> VendorGuess | None:
    """Return the vendor that a title line says: "Vendor: Acme", "Acme - KPI report"."""
    guess = named_in(lines_of(region), context.words)
    if guess is None or guess.confidence < _TITLED:
        return None
    if guess.confidence < SURE and not may_be_vendor(context.report, guess.name):
        return None
    return guess


def _bare(context: SheetContext, region: Region) -> str:
    """Return the name that stands above a table and nothing else, ``""`` for none."""
    if any(_names_part(context, line) for line in lines_of(region)):
        return ""
    lines = lines_of(region)[-1:]
    if any(best(context.names.items(line)) is not None for line in lines):
        return ""  # "CSAT (%)": what the table is about
    names = [
        name
        for name in bare_names(lines, context.words, places=True)
        if normalise(name) in context.words.segments or may_be_vendor(context.report, name)
    ]
    return names[0] if len(names) == 1 else ""


def _alike(context: SheetContext, regions: Sequence[Region]) -> list[list[Region]]:
    """Return the tables with the same headings and mostly the same names down their rows.

    "Operations" over some KPIs and "Quality" over others tell no figures apart.
    """
    groups: list[list[Region]] = []
    for region in regions:
        if not any(region.headers) or region.bottom >= HEAD_ROWS:
            continue
        for group in groups:
            if _same_headings(group[0], region) and _share_rows(context, group[0], region):
                group.append(region)
                break
        else:
            groups.append([region])
    return [group for group in groups if len(group) > 1]


def _same_headings(one: Region, other: Region) -> bool:
    """Return whether two tables have the same headings, but for a sign such as a question mark."""
    return _plain(one.headers) == _plain(other.headers)


def _plain(texts: Sequence[str]) -> list[str]:
    return [normalise(_SIGNS.sub("", text)) for text in texts]


def _share_rows(context: SheetContext, one: Region, other: Region) -> bool:
    """Return whether at least half of the names in two tables' first columns are alike."""
    first, second = (_names_down(context, region) for region in (one, other))
    return len(first & second) >= _SHARED * max(min(len(first), len(second)), 1)


def around(context: SheetContext, region: Region) -> Surroundings:
    """Return what stands around a table and holds for all its values."""
    own = context.table_vendors.get((region.top, region.left))
    vendor, source = (own.name, "title") if own else (context.vendor, context.vendor_source)
    return Surroundings(vendor, source, _period(context, region), _segment(context, region))


def _period(context: SheetContext, region: Region) -> str | None:
    """Return the period of the title, or the part of it that sheet or file names."""
    found = _own_period(context, region, context.report.year)
    if found is None:
        return context.table_periods.get((region.top, region.left), context.period)
    # "Scorecard 2026" on the sheet "June 2026", or on that of its first week
    own = None if context.period is None else Period.parse(context.period)
    narrower = own is not None and (
        found.covers(own) or (own.grain is Grain.WEEK and found.overlaps(own))
    )
    return context.period if narrower else found.label


def _own_period(context: SheetContext, region: Region, year: int | None) -> Period | None:
    """Return the period that a table's title lines name first, or the part of it that one names."""
    own = stated_window(lines_of(region), context.words)
    if own is not None:
        return own
    for line in lines_of(region):
        found = period_in(line, context.words, year, context.report.fiscal_start)
        if found is not None and (own is None or own.covers(found) or _is_finer(found, own)):
            own = found
            note_fiscal(context, line, found.label)
    return own or _part_of_year(context, region, year)


def _is_finer(found: Period, own: Period) -> bool:
    """Return whether a month or quarter stands below a year, as that of "Act 3066 of 2011"."""
    return own.grain is Grain.YEAR and found.grain in (Grain.MONTH, Grain.QUARTER)


def _part_of_year(context: SheetContext, region: Region, year: int | None) -> Period | None:
    """Return the quarter of "Q1 operational data" above names and figures; its year is guessed
    where nothing names one.
    """
    report = context.report
    if not region.named_rows:
        return None
    for line in lines_of(region):
        found = part_of_year(line, context.words, year or report.year)
        if found is not None:
            if year is None or report.year_guessed:
                report.guessed_periods.add(found.label)
            return found
    return None


def _segment(context: SheetContext, region: Region) -> str | None:
    """Return the part of the work that the title names, with the sheet's: "Cebu / Voice"."""
    segment = context.table_segments.get((region.top, region.left), context.segment)
    channel = ""
    for line in lines_of(region):
        segment = _names_part(context, line) or segment
        for piece in _PIECES.split(line):
            if normalise(piece) in context.words.segments:
                channel = piece.strip()
    if not channel:
        return segment
    # A channel over the tables of several sites would make one of them.
    site = segment is not None and normalise(segment) not in context.words.segments
    return f"{segment} / {channel}" if site else channel


def _names_part(context: SheetContext, line: str) -> str:
    """Return "Cebu" of "Site: Cebu" where sites tell tables apart, else ``""``."""
    match = _SAYS.match(line)
    if match is None or normalise(match["word"]) not in context.report.told_apart:
        return ""
    return match["value"]
