"""Corrections that no table of a vendor's next report could take over, and that it may need."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.context import FileContext, SheetContext
from desktop_app.importing.mappings.document import ReportMapping, SaidBy
from desktop_app.importing.mappings.fingerprint import HeadingKeys, shape_of_region
from desktop_app.importing.regions import SheetStructure

_NAMED = 5


def say_unfitting(
    file: FileContext, sheets: Sequence[tuple[SheetContext, SheetStructure]]
) -> list[Finding]:
    """Return what to say of corrections of this vendor's earlier reports that none followed.

    They are told of only where a heading or label that was corrected stands in this report too.

    Parameters
    ----------
    sheets : sequence of (SheetContext, SheetStructure)
        Of a report that no mapping fits.
    """
    vendors = {normalise(context.vendor) for context, _ in sheets} - {""}
    earlier = [
        mapping
        for mapping in file.options.mappings
        if mapping.corrected and normalise(mapping.vendor) in vendors
    ]
    if not earlier:
        return []
    keys = HeadingKeys(file.words)
    here: set[str] = set()
    for context, structure in sheets:
        for region in structure.regions:
            shape = shape_of_region(context.sheet, region, keys)
            here.update(shape.columns, *shape.labels)
    return [
        _finding(file, mapping, names)
        for mapping in earlier
        if (names := _corrected(mapping, keys, here))
    ]


def _corrected(mapping: ReportMapping, keys: HeadingKeys, here: set[str]) -> list[str]:
    """Return the corrected headings of a mapping that stand in a report."""
    said = [
        item.heading
        for table in mapping.tables
        for item in table.items
        if item.said_by is not SaidBy.RECOGNITION
    ]
    return list(dict.fromkeys(name for name in said if keys.base(name) in here))


def _finding(file: FileContext, mapping: ReportMapping, names: Sequence[str]) -> Finding:
    told = ", ".join(f"'{name}'" for name in names[:_NAMED])
    more = " " + tr("and {count} more", count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return Finding(
        Severity.WARNING,
        "mapping-not-fitting",
        tr(
            "What was said of '{file}' is not followed here, as '{other}' is laid out "
            "another way. It spoke of {names}, which are here too: check what they "
            "were taken for, and correct it in the Mapping step.",
            file=mapping.file,
            other=file.file,
            names=told + more,
        ),
        file.file,
    )
