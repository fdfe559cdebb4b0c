"""Tables on the clipboard: text, HTML and CSV at once, so that Excel and Word take what suits."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData

from desktop_app.presenting.tables import Align, Column, Row


def as_mime_data(columns: Sequence[Column[Any]], rows: Sequence[Row]) -> QMimeData:
    """Return rows with their heading for the clipboard."""
    heading = [column.title for column in columns]
    lines = [_texts(row) for row in rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(_flat(text) for text in line) for line in [heading, *lines]))
    data.setHtml(_html(columns, heading, lines))
    data.setData("text/csv", _csv([heading, *lines]).encode("utf-8"))
    return data


def cells_as_mime_data(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells without a heading for the clipboard."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_flat(text) for text in line) for line in lines))
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>"
        for line in lines
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


def _html(columns: Sequence[Column[Any]], heading: Sequence[str], lines: list[list[str]]) -> str:
    top = "".join(f"<th>{html.escape(text)}</th>" for text in heading)
    body = "".join(f"<tr>{_html_cells(columns, line)}</tr>" for line in lines)
    return f"<table><tr>{top}</tr>{body}</table>"


def _html_cells(columns: Sequence[Column[Any]], line: list[str]) -> str:
    if len(line) == 1 < len(columns):
        return f'<th align="left" colspan="{len(columns)}">{html.escape(line[0])}</th>'
    return "".join(
        f'<td align="{"right" if column.align is Align.RIGHT else "left"}">{html.escape(text)}</td>'
        for column, text in zip(columns, line, strict=True)
    )
