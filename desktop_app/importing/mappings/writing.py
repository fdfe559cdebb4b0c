"""A mapping as a small TOML document that people can read and change."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

from desktop_app.domain.address import column_letters, parse_range
from desktop_app.domain.toml_text import toml_string
from desktop_app.importing.mappings.document import (
    FORMAT,
    UNUSED,
    WRITTEN,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)

NOT_USED = "unused"
"""How the empty meaning is written."""
TABLE_TEXTS = ("vendor", "period", "segment")
ITEM_TEXTS = ("group", "variant", "unit", "currency", *WRITTEN, "vendor", "period", "segment")
_HEAD = """\
# What each table, column and row of this report was taken for. Change what is wrong, and give the
# file with --mapping, or import it in the Mapping step. A line that you change is your word, and
# overrules recognition.
#   layout    log, wide, transposed, long, scorecard; other for a table that is not read;
#             "" to be found out
#   meaning   a field or KPI of the catalogue; or label, period, segment, value, target, unit,
#             total, note; or unused
#   unit, currency, variant, vendor, period, segment, group   can be added to any line
#   auto      on what was recognised: leave it as it is; it tells the lines that were changed
#   read_as, typical   how the values were read, to see what changes in the next report
"""
_WIDEST = 36


def write_mapping(mapping: ReportMapping) -> str:
    """Return a mapping as TOML with a few lines of explanation on top."""
    lines = [
        *_HEAD.splitlines(),
        f"format = {FORMAT}",
        f"file = {toml_string(mapping.file)}",
        f"vendor = {toml_string(mapping.vendor)}",
    ]
    if mapping.vendor_said_by is SaidBy.RECOGNITION:
        lines.append(f'vendor_auto = "{mark(mapping.vendor)}"')
    else:
        lines.append(f"vendor_said_by = {toml_string(mapping.vendor_said_by)}")
    if mapping.fiscal_year_start:
        lines.append(f"fiscal_year_start = {mapping.fiscal_year_start}")
    if mapping.sha256:
        lines.append(f"sha256 = {toml_string(mapping.sha256)}")
    for table in mapping.tables:
        lines += _table_lines(table)
    return "\n".join(lines) + "\n"


def mark(*said: str) -> str:
    """Return the few characters by which a line that was recognised shows that it is as it was."""
    plain = "\n".join(toml_string(text) for text in said)
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:4]


def mark_of_table(table: TableMapping) -> str:
    """Return the mark of what is said of a whole table."""
    texts = [getattr(table, name) for name in TABLE_TEXTS]
    return mark(table.cells, table.layout, str(table.header_rows), *texts)


def mark_of_item(item: ItemMapping) -> str:
    """Return the mark of what is said of a column or row."""
    return mark(item.heading, item.meaning, *(getattr(item, name) for name in ITEM_TEXTS))


def _table_lines(table: TableMapping) -> list[str]:
    lines = [
        "",
        "[[tables]]",
        f"sheet = {toml_string(table.sheet)}",
        f"cells = {toml_string(table.cells)}",
        f"layout = {toml_string(table.layout)}",
    ]
    if table.header_rows != 1:
        lines.append(f"header_rows = {table.header_rows}")
    texts = {name: getattr(table, name) for name in TABLE_TEXTS}
    lines += [f"{name} = {toml_string(text)}" for name, text in texts.items() if text]
    lines.append(_whose(table.said_by, mark_of_table(table)))
    if not table.rows and _only_headings(table):
        headings = ", ".join(toml_string(item.heading) for item in table.columns)
        return [*lines, f"headings = [{headings}]"]
    for name, items in (("columns", table.columns), ("rows", table.rows)):
        if items:
            lines += [f"{name} = [", *_item_lines(items), "]"]
    return lines


def _only_headings(table: TableMapping) -> bool:
    """Return whether a table is not read, and nothing is known of its columns but headings."""
    _, left, _, _ = parse_range(table.cells)
    return bool(table.columns) and all(
        item == ItemMapping(column_letters(left + at), item.heading, UNUSED)
        for at, item in enumerate(table.columns)
    )


def _item_lines(items: Sequence[ItemMapping]) -> list[str]:
    """Return a line for each item, their first values below each other as in a table."""
    places = [f"{toml_string(item.place)}," for item in items]
    headings = [f"{toml_string(item.heading)}," for item in items]
    wide = max(map(len, places)), min(max(map(len, headings)), _WIDEST)
    return [
        f"    {{ place = {place:<{wide[0]}} heading = {heading:<{wide[1]}} {_said(item)} }},"
        for item, place, heading in zip(items, places, headings, strict=True)
    ]


def _said(item: ItemMapping) -> str:
    parts = [f"meaning = {toml_string(item.meaning or NOT_USED)}"]
    texts = [(name, getattr(item, name)) for name in ITEM_TEXTS]
    parts += [f"{name} = {toml_string(text)}" for name, text in texts if text]
    parts.append(_whose(item.said_by, mark_of_item(item)))
    if item.read_as:
        parts.append(f"read_as = {toml_string(item.read_as)}")
    if item.typical is not None and math.isfinite(item.typical):
        parts.append(f"typical = {float(item.typical)!r}")
    return ", ".join(parts)


def _whose(said_by: SaidBy, own: str) -> str:
    recognised = said_by is SaidBy.RECOGNITION
    return f'auto = "{own}"' if recognised else f"said_by = {toml_string(said_by)}"
