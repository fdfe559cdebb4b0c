"""Tables as HTML: for paper, PDF and the clipboard."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.presenting.tables import Align, Column, Row, Tint

_HEADING_GROUND = "#EEF1F5"


def html_text(text: str) -> str:
    """Return text on one line, escaped: words of vendors' files never become markup."""
    return html.escape(" ".join(text.split()))


def html_cell(tag: str, text: str, align: Align = Align.LEFT, ground: str = "") -> str:
    """Return a cell (``"td"`` or ``"th"``) with its text escaped."""
    side = "right" if align is Align.RIGHT else "left"
    tinted = f' bgcolor="{ground}"' if ground else ""
    return f'<{tag} align="{side}"{tinted}>{html_text(text)}</{tag}>'


def html_lines(
    columns: Sequence[Column[Any]], rows: Sequence[Row], grounds: Mapping[Tint, str]
) -> str:
    """Return the heading and the rows of a table, without the ``<table>`` around them.

    Parameters
    ----------
    grounds : mapping of Tint to str
        Colour behind cells of each tint; others have none.
    """
    heading = "".join(html_cell("th", one.title, one.align) for one in columns)
    body = "".join(f"<tr>{_row(row, columns, grounds)}</tr>" for row in rows)
    return f"<thead><tr>{heading}</tr></thead>{body}"


def _row(row: Row, columns: Sequence[Column[Any]], grounds: Mapping[Tint, str]) -> str:
    if row.heading:
        span = f'align="left" colspan="{len(columns)}" bgcolor="{_HEADING_GROUND}"'
        return f"<th {span}>{html_text(row.heading)}</th>"
    return "".join(
        html_cell("td", cell.text, column.align, grounds.get(cell.tint, ""))
        for column, cell in zip(columns, row.cells, strict=True)
    )
