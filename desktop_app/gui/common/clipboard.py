"""Tables on the clipboard: text, HTML and CSV at once, so that Excel and Word take what suits."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData

from desktop_app.presenting.html_tables import html_lines, html_text
from desktop_app.presenting.tables import Column, Row


def as_mime_data(columns: Sequence[Column[Any]], rows: Sequence[Row]) -> QMimeData:
    """Return rows with their heading for the clipboard."""
    heading = [column.title for column in columns]
    lines = [_texts(row) for row in rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(_flat(text) for text in line) for line in [heading, *lines]))
    data.setHtml(f"<table>{html_lines(columns, rows, {})}</table>")
    data.setData("text/csv", _csv([heading, *lines]).encode("utf-8"))
    return data


def cells_as_mime_data(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells without a heading for the clipboard."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_flat(text) for text in line) for line in lines))
    body = "".join(
        "<tr>" + "".join(f"<td>{html_text(text)}</td>" for text in line) + "</tr>" for line in lines
    )
    data.setHtml(f"<table>{body}</table>")
    data.setData("text/csv", _csv(lines).encode("utf-8"))
    return data


def _texts(row: Row) -> list[str]:
    return [row.heading] if row.heading else [cell.text for cell in row.cells]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _csv(lines: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows([[_harmless(text) for text in line] for line in lines])
    return stream.getvalue()


def _harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; the words come from vendors' files."""
    risky = text[:1] in ("=", "@", "\t", "\r") or (text[:1] in "+-" and not _is_figure(text))
    return f"'{text}" if risky else text


def _is_figure(text: str) -> bool:
    return text[1:2].isdigit()
