"""What the title lines above each table say of it: its vendor, its period, its segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_app.catalogue.model import FieldRole
from desktop_app.catalogue.text import normalise
from desktop_app.domain.period import Period
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.stating import Surroundings
from desktop_app.importing.regions import Region
from desktop_app.importing.surroundings import may_be_vendor, named_in, period_in
from desktop_app.importing.vendors import VendorGuess, bare_names

_SAYS = re.compile(r"^\s*(?P<word>[^:=]{2,30}?)\s*[:=]\s*(?P<value>\S.{0,60}?)\s*$")
_PARTS = frozenset({FieldRole.DIMENSION})
_BARE = 0.60


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


def table_vendors(
    context: SheetContext, regions: Sequence[Region]
) -> dict[tuple[int, int], VendorGuess]:
    """Return the vendors of tables whose own titles name different ones, by the tables' corners.

    Where the user or the sheet's name says whose all of it is, names above tables are no vendors.
    """
    if context.vendor_source in {"option", "sheet"}:
        return {}
    for guess_of in (_said, _bare):
        found = {(r.top, r.left): guess for r in regions if (guess := guess_of(context, r))}
        if len({guess.name for guess in found.values()}) > 1:
            return found
    return {}


def _said(context: SheetContext, region: Region) -> VendorGuess | None:
    """Return the vendor that a title line says: "Vendor: Acme", "Acme - KPI report"."""
    guess = named_in(lines_of(region), context.words)
    if guess is None or (guess.confidence < SURE and not may_be_vendor(context.report, guess.name)):
        return None
    return guess


def _bare(context: SheetContext, region: Region) -> VendorGuess | None:
    """Return the name that stands above a table and nothing else."""
    names = [
        name
        for name in bare_names(lines_of(region)[-1:], context.words)
        if may_be_vendor(context.report, name)
    ]
    if len(names) != 1:
        return None
    return VendorGuess(names[0], _BARE, f"from the title '{names[0]}' above the table")


def around(context: SheetContext, region: Region) -> Surroundings:
    """Return what stands around a table and holds for all its values."""
    own = context.table_vendors.get((region.top, region.left))
    vendor, source = (own.name, "title") if own else (context.vendor, context.vendor_source)
    return Surroundings(vendor, source, _period(context, region), _segment(context, region))


def _period(context: SheetContext, region: Region) -> str | None:
    """Return the period of the title, or the part of it that sheet or file names."""
    for line in lines_of(region):
        found = period_in(line, context.words, context.report.year)
        if found is None:
            continue
        if context.period is not None:
            known = Period.parse(context.period)
            if found.start <= known.start and known.end <= found.end:
                break  # "Scorecard 2026" on the sheet "June 2026"
        return found.label
    return context.period


def _segment(context: SheetContext, region: Region) -> str | None:
    """Return the part of the work that the title names, else the sheet's."""
    segment = context.segment
    for line in lines_of(region):
        match = _SAYS.match(line)
        if match is not None and normalise(match["word"]) in context.report.told_apart:
            segment = match["value"]
        for piece in re.split(r"\s*[-–—:|,]\s*", line):
            if normalise(piece) in context.words.segments:
                segment = piece.strip()
    return segment
