"""A mapping read from the TOML document that `writing` makes and people change."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop_app.domain.address import cell_range, column_index, column_letters, parse_range
from desktop_app.domain.errors import MappingError
from desktop_app.domain.period import Period
from desktop_app.domain.sentences import with_or
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.correcting import LAYOUTS
from desktop_app.importing.mappings.document import (
    FORMAT,
    UNUSED,
    WRITTEN,
    ItemMapping,
    ReportMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.mappings.writing import (
    ITEM_TEXTS,
    NOT_USED,
    TABLE_TEXTS,
    mark,
    mark_of_item,
    mark_of_table,
)

_Spot = tuple[int, str, int]
_WHOLE: _Spot = (0, "", 0)

MOST_TEXT = 20_000_000
"""Characters of a document that are read at most."""
_TABLE_STARTS = re.compile(r"\s*\[\[\s*tables\s*\]\]")
_LIST_STARTS = re.compile(r"\s*(columns|rows)\s*=\s*\[")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_REPORT = (
    *("format", "file", "vendor", "vendor_said_by", "vendor_auto"),
    *("fiscal_year_start", "sha256", "tables"),
)
_TABLE = (
    *("sheet", "cells", "layout", "header_rows", *TABLE_TEXTS, "said_by", "auto"),
    *("headings", "columns", "rows"),
)
_ITEM = ("place", "heading", "meaning", *ITEM_TEXTS, "said_by", "auto", "read_as", "typical")
_ALL_SAID = 3
"""Version from which a vendor that carries no mark is the user's word."""


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
        raise MappingError(tr("{source} is too long for a mapping.", source=source))
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingError(
            tr("{source} is no TOML document: {error}.", source=source, error=error)
        ) from error
    _check_format(data, source)
    lines = _Lines(text)
    reader = _Reader(source, lines)
    reader.check_keys(data, _REPORT)
    return ReportMapping(
        file=reader.text(data, "file"),
        vendor=reader.text(data, "vendor"),
        tables=tuple(
            _table(table, n, source, lines) for n, table in enumerate(reader.tables(data), 1)
        ),
        fiscal_year_start=reader.number(data, "fiscal_year_start", 0, 0, 12),
        sha256=reader.text(data, "sha256"),
        vendor_said_by=_said_vendor(reader, data),
    )


def _said_vendor(reader: _Reader, data: Mapping[str, Any]) -> SaidBy:
    """Return whose word the vendor is."""
    vendor = reader.text(data, "vendor")
    if "vendor_auto" in data and "vendor_said_by" not in data:
        same = reader.text(data, "vendor_auto") == mark(vendor)
        return SaidBy.RECOGNITION if same else SaidBy.USER
    said = bool(vendor) and data["format"] >= _ALL_SAID
    return reader.said_by(data, "vendor_said_by", SaidBy.USER if said else SaidBy.RECOGNITION)


def _check_format(data: Mapping[str, Any], source: str) -> None:
    version = data.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise MappingError(
            tr("{source} is no mapping: it has no line 'format = 1'.", source=source),
            tr("Write one with vendorbench inspect --save-mappings FOLDER."),
        )
    if version > FORMAT:
        raise MappingError(
            tr(
                "{source} was written by a later version of VendorBench (format {version}; "
                "this version reads up to {format}).",
                source=source,
                version=version,
                format=FORMAT,
            ),
            tr("Install the later version to use it."),
        )


def _table(data: Mapping[str, Any], number: int, source: str, lines: _Lines) -> TableMapping:
    spot = (number, "", 0)
    reader = _Reader(source, lines, tr("table {number}", number=number), spot)
    sheet = reader.text(data, "sheet", needed=True)
    cells = _cells(reader, reader.text(data, "cells", needed=True))
    reader = _Reader(
        source, lines, tr("table {cells} on '{sheet}'", cells=cells, sheet=sheet), spot
    )
    reader.check_keys(data, _TABLE)
    top, _, bottom, _ = parse_range(cells)
    layout = reader.text(data, "layout")
    if layout and layout not in LAYOUTS:
        raise reader.error(
            tr(
                "'{layout}' is no layout; there are {layouts}",
                layout=layout,
                layouts=", ".join(LAYOUTS),
            ),
            "layout",
        )
    table = TableMapping(
        sheet=sheet,
        cells=cells,
        layout=layout,
        header_rows=reader.number(data, "header_rows", 1, 0, bottom - top + 1),
        vendor=reader.text(data, "vendor"),
        period=_period(reader, reader.text(data, "period")),
        segment=reader.text(data, "segment"),
        columns=_headings(data, reader, cells) or _items(data, reader, "column"),
        rows=_items(data, reader, "row"),
        said_by=reader.said_by(data, "said_by", SaidBy.USER),
    )
    return replace(table, said_by=reader.whose(data, table.said_by, mark_of_table(table)))


def _headings(data: Mapping[str, Any], reader: _Reader, cells: str) -> tuple[ItemMapping, ...]:
    """Return the columns of a table that is not read, of which there are headings only."""
    headings = data.get("headings", [])
    if not isinstance(headings, list) or not all(isinstance(text, str) for text in headings):
        raise reader.error(tr("'headings' must be a list of texts in quotes"), "headings")
    _, left, _, _ = parse_range(cells)
    return tuple(
        ItemMapping(column_letters(left + at), text, UNUSED) for at, text in enumerate(headings)
    )


def _items(data: Mapping[str, Any], reader: _Reader, what: str) -> tuple[ItemMapping, ...]:
    found = reader.tables(data, f"{what}s")
    return tuple(_item(item, reader, what, n) for n, item in enumerate(found, 1))


def _item(data: Mapping[str, Any], table: _Reader, what: str, number: int) -> ItemMapping:
    reader = table.within((table.spot[0], f"{what}s", number), f"{what} {number}")
    heading = reader.text(data, "heading")
    place = _item_place(reader, reader.text(data, "place"), what)
    reader = table.within(reader.spot, f"{f'{what} {place}'.strip()} '{heading}'")
    reader.check_keys(data, _ITEM)
    meaning = reader.text(data, "meaning", needed=True)
    typical = data.get("typical")
    if typical is not None and (
        isinstance(typical, bool) or not isinstance(typical, int | float) or math.isnan(typical)
    ):
        raise reader.error(tr("'typical' must be a number"), "typical")
    item = ItemMapping(
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
    return replace(item, said_by=reader.whose(data, item.said_by, mark_of_item(item)))


def _written(reader: _Reader, data: Mapping[str, Any], name: str) -> str:
    """Return how cells are said to be written."""
    text = reader.text(data, name)
    if text and not re.fullmatch(WRITTEN[name], text):
        known = tr("a scale such as 1-5") if name == "scale" else with_or(WRITTEN[name].split("|"))
        raise reader.error(
            tr("'{name}' must be {known}, not '{text}'", name=name, known=known, text=text)
        )
    return text


def _cells(reader: _Reader, text: str) -> str:
    try:
        return cell_range(*parse_range(text))
    except ValueError as error:
        raise reader.error(tr("'{text}' is no range of cells such as A3:F12", text=text)) from error


def _item_place(reader: _Reader, text: str, what: str) -> str:
    """Return a column's letters or a row's number in the usual form, ``""`` for not said."""
    try:
        if what == "row":
            return str(int(text)) if text else ""
        return column_letters(column_index(text)) if text else ""
    except ValueError as error:
        wanted = tr("a row's number") if what == "row" else tr("the letters of a column")
        raise reader.error(tr("'{text}' is not {wanted}", text=text, wanted=wanted)) from error


def _period(reader: _Reader, text: str) -> str:
    try:
        return Period.parse(text).label if text else ""
    except ValueError as error:
        raise reader.error(
            tr("'{text}' is no period such as 2026-01, 2026-Q1 or 2026", text=text)
        ) from error


class _Lines:
    """Where the tables of a document and their columns and rows stand, for complaints."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._starts: dict[_Spot, int] = {_WHOLE: 0}
        table, kind, count = 0, "", 0
        for number, line in enumerate(self._lines):
            if _TABLE_STARTS.match(line):
                table, kind = table + 1, ""
                self._starts[table, "", 0] = number
            begins = _LIST_STARTS.match(line)
            if begins is not None:
                kind, count = begins[1], 0
            for _ in range(_TEXT.sub("", line.partition("#")[0]).count("{") if kind else 0):
                count += 1
                self._starts[table, kind, count] = number

    def line(self, spot: _Spot, key: str) -> str:
        """Return ``", line 12"`` for a table, column or row, or for a key of it; else nothing."""
        start = self._starts.get(spot)
        if start is None:
            return ""
        names = re.compile(rf"\s*{re.escape(key)}\s*=")
        for number in range(start, len(self._lines)) if key and not spot[1] else ():
            if number > start and _TABLE_STARTS.match(self._lines[number]):
                break
            if names.match(self._lines[number]):
                return ", " + tr("line {number}", number=number + 1)
        return ", " + tr("line {number}", number=start + 1) if spot != _WHOLE else ""


class _Reader:
    """Takes values of the right kind out of a table; what it is begins every complaint."""

    def __init__(self, source: str, lines: _Lines, where: str = "", spot: _Spot = _WHOLE) -> None:
        self.source, self.lines, self.where, self.spot = source, lines, where, spot

    def within(self, spot: _Spot, where: str) -> _Reader:
        """Return the reader of a part."""
        return _Reader(self.source, self.lines, f"{self.where}, {where}", spot)

    def error(self, problem: str, key: str = "") -> MappingError:
        where = f", {self.where}" if self.where else ""
        return MappingError(f"{self.source}{self.lines.line(self.spot, key)}{where}: {problem}.")

    def whose(self, data: Mapping[str, Any], said_by: SaidBy, own: str) -> SaidBy:
        """Return whose word a line is: recognition's while it is as it was written."""
        if "auto" not in data or "said_by" in data:
            return said_by
        return SaidBy.RECOGNITION if self.text(data, "auto") == own else SaidBy.USER

    def check_keys(self, data: Mapping[str, Any], known: Sequence[str]) -> None:
        unknown = [key for key in data if key not in known]
        if unknown:
            raise self.error(
                tr(
                    "there is no '{unknown}'; there are {known}",
                    unknown=unknown[0],
                    known=", ".join(known),
                ),
                unknown[0],
            )

    def text(self, data: Mapping[str, Any], key: str, needed: bool = False) -> str:
        value = data.get(key, "")
        if not isinstance(value, str):
            raise self.error(
                tr("'{key}' must be a text in quotes, not {value!r}", key=key, value=value), key
            )
        if needed and not value:
            raise self.error(tr("'{key}' is missing", key=key))
        return value

    def number(self, data: Mapping[str, Any], key: str, default: int, low: int, high: int) -> int:
        value = data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(
                tr(
                    "'{key}' must be a whole number from {low} to {high}, not {value!r}",
                    key=key,
                    low=low,
                    high=high,
                    value=value,
                ),
                key,
            )
        return value

    def said_by(self, data: Mapping[str, Any], key: str, default: SaidBy) -> SaidBy:
        value = self.text(data, key) or default.value
        if value not in set(SaidBy):
            raise self.error(
                tr(
                    "'{key}' must be one of {known}, not '{value}'",
                    key=key,
                    known=", ".join(SaidBy),
                    value=value,
                ),
                key,
            )
        return SaidBy(value)

    def tables(self, data: Mapping[str, Any], key: str = "tables") -> list[Mapping[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(tr("'{key}' must be a list of tables", key=key), key)
        return value
