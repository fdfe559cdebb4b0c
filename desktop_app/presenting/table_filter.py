"""Which rows of a table are shown: by a text found anywhere in them, or by values of a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.presenting.tables import Row, Table


@dataclass(frozen=True, slots=True)
class TableFilter:
    """What rows must have to be shown; an empty one shows all.

    Parameters
    ----------
    text : str
        Words that the row's cells have, each anywhere and in any case.
    values : mapping of str to frozenset of str
        By the key of a column the texts of its cells that are kept; a column that is not named
        keeps all.
    """

    text: str = ""
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Return whether a row could be hidden."""
        return bool(self.text.split()) or bool(self.values)

    def keeping(self, column: str, texts: frozenset[str] | None) -> TableFilter:
        """Return the filter with other texts kept of a column, None for all of them."""
        rest = {key: kept for key, kept in self.values.items() if key != column}
        return replace(self, values=rest if texts is None else {**rest, column: texts})

    def apply(self, table: Table) -> Table:
        """Return the table with the rows that fit, and the headings of groups that have one.

        A column that the table does not have hides nothing: the filter was made for another one.
        """
        if not self.active:
            return table
        places = {column.key: place for place, column in enumerate(table.columns)}
        kept = {places[key]: texts for key, texts in self.values.items() if key in places}
        words = self.text.casefold().split()
        shown: list[Row] = []
        heading: Row | None = None
        for row in table.rows:
            if row.heading:
                heading = row
            elif _fits(row, words, kept):
                if heading is not None:
                    shown.append(heading)
                    heading = None
                shown.append(row)
        return replace(table, rows=tuple(shown))


def texts_of(table: Table, column: int) -> dict[str, int]:
    """Return the texts of a column's cells with how often each occurs, as they come."""
    counts: dict[str, int] = {}
    for row in table.rows:
        if not row.heading:
            text = row.cells[column].text
            counts[text] = counts.get(text, 0) + 1
    return counts


def count_rows(table: Table) -> int:
    """Return the number of rows without the headings of groups."""
    return sum(not row.heading for row in table.rows)


def _fits(row: Row, words: list[str], kept: Mapping[int, frozenset[str]]) -> bool:
    if any(row.cells[place].text not in texts for place, texts in kept.items()):
        return False
    if not words:
        return True
    whole = " ".join(cell.text for cell in row.cells).casefold()
    return all(word in whole for word in words)
