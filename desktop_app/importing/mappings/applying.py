"""Following a mapping: which of a report's tables and columns it speaks of, and their new shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop_app.domain.address import cell_range, parse_range
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.cells import Sheet
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.mappings.document import ReportMapping, SaidBy, TableMapping
from desktop_app.importing.mappings.fingerprint import (
    HeadingKeys,
    TableShape,
    overlap,
    shape_of_mapping,
    shape_of_region,
)
from desktop_app.importing.mappings.following import FollowedTable
from desktop_app.importing.mappings.items import find_items
from desktop_app.importing.mappings.matching import TABLE_ALIKE, Match, best_match
from desktop_app.importing.mappings.partners import next_partners
from desktop_app.importing.mappings.reshaping import Reshaper, Tables, headed, locate
from desktop_app.importing.regions import Region, SheetStructure

NOT_FOLLOWED = "mapping-not-followed"
_FOLLOWED = "mapping-followed"
_NOT_SEEN = frozenset({"", "other"})
"""Layouts in which no column was seen as it was read."""


@dataclass(slots=True)
class FollowedSheet:
    """A sheet's tables as the mapping has them, and what it says of each (None for nothing)."""

    structure: SheetStructure
    tables: tuple[FollowedTable | None, ...]


@dataclass(slots=True)
class Following:
    """The mapping that a report is read by.

    `own` says whether it was made from this file, `sheets` are its sheets in order, `reshaped`
    whether any of their tables is not where it was found, `placed` the tables of the mapping
    that have their place, `unlike` those that no table of the report is like, `lost` those that
    something was said of and that are not there.
    """

    match: Match
    own: bool
    sheets: list[FollowedSheet] = field(default_factory=list)
    reshaped: bool = False
    placed: set[int] = field(default_factory=set)
    unlike: set[int] = field(default_factory=set)
    lost: list[TableMapping] = field(default_factory=list)

    @property
    def mapping(self) -> ReportMapping:
        """Return the mapping."""
        return self.match.mapping

    @property
    def of_vendor(self) -> bool:
        """Return whether it was made for this vendor, so that names in it are this one's."""
        return self.own or self.match.same_vendor

    @property
    def fiscal_year_start(self) -> int:
        """Return the first month of the vendor's fiscal year, 0 for not said."""
        return self.mapping.fiscal_year_start if self.of_vendor else 0

    def searched(self, place: int, here: Sequence[int | None]) -> bool:
        """Return whether a table of the mapping is to be put where it says, or looked for.

        In the very file those that are at no table's place; in another one those that the sheet
        has (their cells may have been corrected) and those that nothing is like.
        """
        if self.own:
            return place not in self.placed
        return place in here or (place in self.unlike and place not in self.placed)

    def said(self) -> bool:
        """Return whether anything of it overrules or supports recognition."""
        return any(table is not None for sheet in self.sheets for table in sheet.tables)


def own_mapping(mappings: Sequence[ReportMapping], sha256: str, file: str) -> ReportMapping | None:
    """Return the last mapping that was made from, or names, this very file."""
    own = [
        mapping
        for mapping in mappings
        if mapping.sha256 == sha256 or (not mapping.sha256 and mapping.file == file)
    ]
    return own[-1] if own else None


def follow(
    file: FileContext, sheets: Sequence[tuple[SheetContext, SheetStructure]]
) -> Following | None:
    """Return the mapping that fits a report, with its tables found; None when none fits.

    Parameters
    ----------
    sheets : sequence of (SheetContext, SheetStructure)
        Vendors settled; the structures as they were found.
    """
    if not file.options.mappings:
        return None
    keys = HeadingKeys(file.words)
    places = [
        (number, region)
        for number, (_, structure) in enumerate(sheets)
        for region in structure.regions
    ]
    shapes = [shape_of_region(sheets[n][0].sheet, region, keys) for n, region in places]
    own = own_mapping(file.options.mappings, file.sha256, file.file)
    match = best_match(
        [own] if own is not None else file.options.mappings,
        shapes,
        keys,
        {context.vendor for context, _ in sheets},
        own,
    )
    if match is None:
        return None
    following = Following(match, match.exact)
    partners = _partners(following, shapes) if following.own else next_partners(match, shapes, keys)
    following.placed = set(partners.values())
    following.unlike = {
        place
        for place, known in enumerate(shape_of_mapping(match.mapping, keys))
        if all(overlap(known, shape).score < TABLE_ALIKE for shape in shapes)
    }
    for number, (context, structure) in enumerate(sheets):
        known = [partners.get(p) for p, (sheet, _) in enumerate(places) if sheet == number]
        following.sheets.append(_follow_sheet(following, context, structure, known, keys))
    _note_lost(following)
    return following


def _partners(following: Following, shapes: Sequence[TableShape]) -> dict[int, int]:
    """Return by place of a report's table the place of its table in the mapping.

    In the very file the place decides, then the headings; a table that the user put elsewhere
    is no other one.
    """
    tables = following.mapping.tables
    at = {(table.sheet, table.cells): known for known, table in enumerate(tables)}
    there = [at.get((shape.sheet, shape.cells)) for shape in shapes]
    partners = {place: known for place, known in enumerate(there) if known is not None}
    for pair in following.match.pairs:
        moved = tables[pair.known].said_by is SaidBy.USER
        if pair.found not in partners and pair.known not in partners.values() and not moved:
            partners[pair.found] = pair.known
    return partners


def _follow_sheet(
    following: Following,
    context: SheetContext,
    structure: SheetStructure,
    known: Sequence[int | None],
    keys: HeadingKeys,
) -> FollowedSheet:
    """Return a sheet's tables with what is said of them, reshaped as it is said."""
    tables = following.mapping.tables
    here: Tables = [
        (region, tables[place] if place is not None else None)
        for region, place in zip(structure.regions, known, strict=True)
    ]
    reshaper = Reshaper(context.sheet)
    for place, table in enumerate(tables):
        if table.said_by is SaidBy.RECOGNITION or not following.searched(place, known):
            continue
        own = following.own
        rect = _rect_on(context.sheet, table) if own else locate(reshaper, here, table, keys)
        if rect is not None:
            following.placed.add(place)
            here = reshaper.put(here, rect, table)
    shaped: list[tuple[Region, FollowedTable | None]] = []
    for region, said in here:
        followed = _followed(following, said)
        if followed is not None and followed.said:
            made = headed(context, region, followed.table, followed.said_by, reshaper, keys)
            shaped.append((made, followed))
        else:
            shaped.append((region, followed))
    if reshaper.changed:
        structure = reshaper.structure([region for region, _ in shaped])
    else:
        structure = replace(structure, regions=tuple(region for region, _ in shaped))
    following.reshaped |= reshaper.changed
    by_region = dict(shaped)
    ordered = tuple(by_region[region] for region in structure.regions)
    for region, followed in zip(structure.regions, ordered, strict=True):
        if followed is not None:
            find_items(context, region, followed, following.own, keys)
    return FollowedSheet(structure, ordered)


def _followed(following: Following, table: TableMapping | None) -> FollowedTable | None:
    """Return a table of the mapping as it is followed, None if nothing in it was decided."""
    if table is None:
        return None
    words = {item.said_by for item in table.items}
    said_by = table.said_by
    if said_by is SaidBy.RECOGNITION and words <= {SaidBy.RECOGNITION}:
        return None
    # Who corrects a column sees the table laid out as it is; it must not become another one.
    if following.own and SaidBy.USER in words and table.layout not in _NOT_SEEN:
        said_by = SaidBy.USER
    source = "" if following.own else following.mapping.file
    if not following.own and said_by is SaidBy.USER:
        said_by = SaidBy.EARLIER
    if not following.own:
        vendor = table.vendor if following.of_vendor else ""
        table = replace(table, period="", vendor=vendor)
    return FollowedTable(table, source, said_by)


def _rect_on(sheet: Sheet, table: TableMapping) -> tuple[int, int, int, int] | None:
    """Return a table's rectangle, cut to the sheet; None if it is not on it."""
    if table.sheet != sheet.name:
        return None
    top, left, bottom, right = parse_range(table.cells)
    bottom, right = min(bottom, sheet.n_rows - 1), min(right, sheet.n_columns - 1)
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def _note_lost(following: Following) -> None:
    """Note the tables that something was said of and that are not there."""
    following.lost = [
        table
        for known, table in enumerate(following.mapping.tables)
        if known not in following.placed and _followed(following, table) is not None
    ]


def say_followed(following: Following, file: FileContext) -> list[Finding]:
    """Return what to say of the mapping that a report was read by."""
    mapping, match = following.mapping, following.match
    found = []
    if following.said():
        other = not following.own and not match.same_vendor
        told = (
            tr(
                "'{file}' was read by its own mapping ({reason}).",
                file=file.file,
                reason=match.reason,
            )
            if following.own
            else tr(
                "'{file}' was read by the mapping of '{source}' ({reason}).",
                file=file.file,
                source=mapping.file,
                reason=match.reason,
            )
        )
        found.append(
            Finding(
                Severity.WARNING if other else Severity.INFO,
                _FOLLOWED,
                told
                + (" " + tr("Check that it means the same here, or correct it.") if other else ""),
                file.file,
            )
        )
    for table in following.lost:
        found.append(
            Finding(
                Severity.WARNING,
                NOT_FOLLOWED,
                tr(
                    "What was said of table {cells} on '{sheet}' could not be followed: no "
                    "table here has these headings, or several have that are told apart by "
                    "nothing.",
                    cells=table.cells,
                    sheet=table.sheet,
                ),
                file.file,
                table.sheet if following.own else "",
                table.cells if following.own else "",
            )
        )
    found += [
        finding
        for sheet in following.sheets
        for region, table in zip(sheet.structure.regions, sheet.tables, strict=True)
        if table is not None
        for finding in _unmet(table, region, file)
    ]
    return found


def _unmet(table: FollowedTable, region: Region, file: FileContext) -> list[Finding]:
    """Return the finding on what of a table could not be followed, if anything."""
    if not table.source:
        for item in table.missed():
            table.reject(item, tr("the table has no such label"))
    if not table.unmet:
        return []
    told = "; ".join(list(table.unmet.values())[:8])
    more = "; " + tr("and {count} more", count=len(table.unmet) - 8) if len(table.unmet) > 8 else ""
    return [
        Finding(
            Severity.WARNING,
            NOT_FOLLOWED,
            tr(
                "Of what was said of table {cells} on '{sheet}', this could not be "
                "followed: {list}. Correct the mapping.",
                cells=table.table.cells,
                sheet=table.table.sheet,
                list=told + more,
            ),
            file.file,
            table.table.sheet if not table.source else "",
            cell_range(region.top, region.left, region.bottom, region.right),
        )
    ]
