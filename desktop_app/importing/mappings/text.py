"""A mapping as a small TOML document that people can read and change, and back."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.domain.address import cell_range, column_index, column_letters, parse_range
from desktop_app.domain.errors import MappingError
from desktop_app.domain.period import Period
from desktop_app.domain.toml_text import toml_string
from desktop_app.importing.mappings.correcting import LAYOUTS
from desktop_app.importing.mappings.document import (
    FORMAT,
    WRITTEN,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)

NOT_USED = "unused"
"""How the empty meaning is written."""
MOST_TEXT = 20_000_000
"""Characters of a document that are read at most."""

_HEAD = """\
# What each table, column and row of a report was taken for. Change what is wrong, and give the
# file with --mapping, or import it in the Mapping step.
#   layout   log, wide, transposed, long, scorecard; other for a table that is not read;
#            "" to be found out
#   meaning  a field or KPI of the catalogue; or label, period, segment, value, target, unit,
#            total, note; or unused
#   said_by  user: overrules recognition; earlier: the mapping of an earlier report;
#            recognition: only a record, and decided anew. Without it: user.
"""
_REPORT = ("format", "file", "vendor", "vendor_said_by", "fiscal_year_start", "sha256", "tables")
_TABLE_TEXTS = ("vendor", "period", "segment")
_TABLE = ("sheet", "cells", "layout", "header_rows", *_TABLE_TEXTS, "said_by", "columns", "rows")
_ITEM_TEXTS = ("group", "variant", "unit", "currency", *WRITTEN, "vendor", "period", "segment")
_ITEM = ("place", "heading", "meaning", *_ITEM_TEXTS, "said_by", "read_as", "typical")


def write_mapping(mapping: ReportMapping) -> str:
    """Return a mapping as TOML with a few lines of explanation on top."""
    lines = [
        *_HEAD.splitlines(),
        f"format = {_format(mapping)}",
        f"file = {toml_string(mapping.file)}",
        f"vendor = {toml_string(mapping.vendor)}",
    ]
    if mapping.vendor_said_by is not SaidBy.RECOGNITION:
        lines.append(f"vendor_said_by = {toml_string(mapping.vendor_said_by)}")
    if mapping.fiscal_year_start:
        lines.append(f"fiscal_year_start = {mapping.fiscal_year_start}")
    if mapping.sha256:
        lines.append(f"sha256 = {toml_string(mapping.sha256)}")
    for table in mapping.tables:
        lines += _table_lines(table)
    return "\n".join(lines) + "\n"


def _format(mapping: ReportMapping) -> int:
    """Return the earliest version of the document that can say what a mapping says."""
    items = (item for table in mapping.tables for item in table.items)
    return FORMAT if any(getattr(item, name) for item in items for name in WRITTEN) else 1


def _table_lines(table: TableMapping) -> list[str]:
    lines = [
        "",
        "[[tables]]",
        f"sheet = {toml_string(table.sheet)}",
        f"cells = {toml_string(table.cells)}",
        f"layout = {toml_string(table.layout)}",
        f"header_rows = {table.header_rows}",
    ]
    texts = {name: getattr(table, name) for name in _TABLE_TEXTS}
    lines += [f"{name} = {toml_string(text)}" for name, text in texts.items() if text]
    lines.append(f"said_by = {toml_string(table.said_by)}")
    for name, items in (("columns", table.columns), ("rows", table.rows)):
        if items:
            lines += [f"{name} = [", *(f"    {_item_text(item)}," for item in items), "]"]
    return lines


def _item_text(item: ItemMapping) -> str:
    pairs = [
        ("place", toml_string(item.place)),
        ("heading", toml_string(item.heading)),
        ("meaning", toml_string(item.meaning or NOT_USED)),
    ]
    texts = [(name, getattr(item, name)) for name in _ITEM_TEXTS]
    pairs += [(name, toml_string(text)) for name, text in texts if text]
    pairs.append(("said_by", toml_string(item.said_by)))
    if item.read_as:
        pairs.append(("read_as", toml_string(item.read_as)))
    if item.typical is not None and math.isfinite(item.typical):
        pairs.append(("typical", repr(float(item.typical))))
    return "{ " + ", ".join(f"{name} = {value}" for name, value in pairs) + " }"


def read_mapping(text: str, source: str) -> ReportMapping:
    """Return the mapping of a TOML document.

    Whether the catalogue knows its meanings is said when a report is read by it.

    Parameters
    ----------
    source : str
        Name of the file, for messages.

    Raises
    ------
    MappingError
        If the text is no mapping, is of a later format, or something in it can't be meant.
    """
    if len(text) > MOST_TEXT:
        raise MappingError(f"{source} is too long for a mapping.")
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingError(f"{source} is no TOML document: {error}.") from error
    _check_format(data, source)
    reader = _Reader(source)
    reader.check_keys(data, _REPORT)
    return ReportMapping(
        file=reader.text(data, "file"),
        vendor=reader.text(data, "vendor"),
        tables=tuple(_table(table, n, source) for n, table in enumerate(reader.tables(data), 1)),
        fiscal_year_start=reader.number(data, "fiscal_year_start", 0, 0, 12),
        sha256=reader.text(data, "sha256"),
        vendor_said_by=reader.said_by(data, "vendor_said_by", SaidBy.RECOGNITION),
    )


def _check_format(data: Mapping[str, Any], source: str) -> None:
    version = data.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise MappingError(
            f"{source} is no mapping: it has no line 'format = 1'.",
            "Write one with vendorbench inspect --save-mappings FOLDER.",
        )
    if version > FORMAT:
        raise MappingError(
            f"{source} was written by a later version of VendorBench (format {version}; this "
            f"version reads up to {FORMAT}).",
            "Install the later version to use it.",
        )


def _table(data: Mapping[str, Any], number: int, source: str) -> TableMapping:
    reader = _Reader(f"{source}, table {number}")
    sheet = reader.text(data, "sheet", needed=True)
    cells = _cells(reader, reader.text(data, "cells", needed=True))
    reader = _Reader(f"{source}, table {cells} on '{sheet}'")
    reader.check_keys(data, _TABLE)
    top, _, bottom, _ = parse_range(cells)
    layout = reader.text(data, "layout")
    if layout and layout not in LAYOUTS:
        raise reader.error(f"'{layout}' is no layout; there are {', '.join(LAYOUTS)}")
    return TableMapping(
        sheet=sheet,
        cells=cells,
        layout=layout,
        header_rows=reader.number(data, "header_rows", 1, 0, bottom - top + 1),
        vendor=reader.text(data, "vendor"),
        period=_period(reader, reader.text(data, "period")),
        segment=reader.text(data, "segment"),
        columns=tuple(_item(item, reader, "column") for item in reader.tables(data, "columns")),
        rows=tuple(_item(item, reader, "row") for item in reader.tables(data, "rows")),
        said_by=reader.said_by(data, "said_by", SaidBy.USER),
    )


def _item(data: Mapping[str, Any], table: _Reader, what: str) -> ItemMapping:
    heading = table.text(data, "heading")
    place = _item_place(table, table.text(data, "place"), what)
    reader = _Reader(f"{table.where}, {f'{what} {place}'.strip()} '{heading}'")
    reader.check_keys(data, _ITEM)
    meaning = reader.text(data, "meaning", needed=True)
    typical = data.get("typical")
    if typical is not None and (
        isinstance(typical, bool) or not isinstance(typical, int | float) or math.isnan(typical)
    ):
        raise reader.error("'typical' must be a number")
    return ItemMapping(
        place=place,
        heading=heading,
        meaning="" if meaning == NOT_USED else meaning,
        group=reader.text(data, "group"),
        variant=reader.text(data, "variant"),
        unit=reader.text(data, "unit"),
        currency=reader.text(data, "currency"),
        **{name: _written(reader, data, name) for name in WRITTEN},
        vendor=reader.text(data, "vendor"),
        period=_period(reader, reader.text(data, "period")),
        segment=reader.text(data, "segment"),
        said_by=reader.said_by(data, "said_by", SaidBy.USER),
        read_as=reader.text(data, "read_as"),
        typical=None if typical is None else float(typical),
    )


def _written(reader: _Reader, data: Mapping[str, Any], name: str) -> str:
    """Return how cells are said to be written."""
    text = reader.text(data, name)
    if text and not re.fullmatch(WRITTEN[name], text):
        known = "a scale such as 1-5" if name == "scale" else WRITTEN[name].replace("|", " or ")
        raise reader.error(f"'{name}' must be {known}, not '{text}'")
    return text


def _cells(reader: _Reader, text: str) -> str:
    try:
        return cell_range(*parse_range(text))
    except ValueError as error:
        raise reader.error(f"'{text}' is no range of cells such as A3:F12") from error


def _item_place(reader: _Reader, text: str, what: str) -> str:
    """Return a column's letters or a row's number in the usual form, ``""`` for not said."""
    try:
        if what == "row":
            return str(int(text)) if text else ""
        return column_letters(column_index(text)) if text else ""
    except ValueError as error:
        wanted = "a row's number" if what == "row" else "the letters of a column"
        raise reader.error(f"'{text}' is not {wanted}") from error


def _period(reader: _Reader, text: str) -> str:
    try:
        return Period.parse(text).label if text else ""
    except ValueError as error:
        raise reader.error(f"'{text}' is no period such as 2026-01, 2026-Q1 or 2026") from error


class _Reader:
    """Takes values of the right kind out of a table; `where` begins every complaint."""

    def __init__(self, where: str) -> None:
        self.where = where

    def error(self, problem: str) -> MappingError:
        return MappingError(f"{self.where}: {problem}.")

    def check_keys(self, data: Mapping[str, Any], known: Sequence[str]) -> None:
        unknown = [key for key in data if key not in known]
        if unknown:
            raise self.error(f"there is no '{unknown[0]}'; there are {', '.join(known)}")

    def text(self, data: Mapping[str, Any], key: str, needed: bool = False) -> str:
        value = data.get(key, "")
        if not isinstance(value, str):
            raise self.error(f"'{key}' must be a text in quotes")
        if needed and not value:
            raise self.error(f"'{key}' is missing")
        return value

    def number(self, data: Mapping[str, Any], key: str, default: int, low: int, high: int) -> int:
        value = data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(f"'{key}' must be a whole number from {low} to {high}")
        return value

    def said_by(self, data: Mapping[str, Any], key: str, default: SaidBy) -> SaidBy:
        value = self.text(data, key) or default.value
        if value not in set(SaidBy):
            raise self.error(f"'{key}' must be one of {', '.join(SaidBy)}, not '{value}'")
        return SaidBy(value)

    def tables(self, data: Mapping[str, Any], key: str = "tables") -> list[Mapping[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(f"'{key}' must be a list of tables")
        return value
