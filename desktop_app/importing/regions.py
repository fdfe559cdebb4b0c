"""The shape of a sheet: which rectangle is a table, what is its heading, what stands around."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """One table on a sheet; all rows and columns are 0-based and inclusive.

    Parameters
    ----------
    top, left, bottom, right : int
        The rectangle with its heading rows, without title and notes.
    header_rows : tuple of int
        Heading rows from top to bottom; empty when the table has no heading.
    headers : tuple of str
        One text per column from `left`: the parts of the heading rows joined by a space,
        merged cells spread over their width, stripped; ``""`` for none.
    header_parts : tuple of tuple of str
        The same, one text per heading row, so that "2026 / Jan" can be told apart.
    title : str
        The lines that stand above the table and belong to it, joined by `` | ``.
    title_cells : tuple of (row, column)
        Where those lines stand.
    repeated_headers : tuple of int
        Rows further down that say the heading again (page breaks); neither data nor heading
        rows of the region. In a sheet read in bulk only those within the head are known.
    named_rows : bool
        Whether its first column names the one figure that stands beside it in each row, without
        a heading over them.
    """

    top: int
    left: int
    bottom: int
    right: int
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    header_parts: tuple[tuple[str, ...], ...]
    title: str = ""
    title_cells: tuple[tuple[int, int], ...] = ()
    repeated_headers: tuple[int, ...] = ()
    named_rows: bool = False

    @property
    def first_data_row(self) -> int:
        """Return the first row below the heading."""
        return self.header_rows[-1] + 1 if self.header_rows else self.top


@dataclass(frozen=True, slots=True)
class SheetStructure:
    """The regions of a sheet from top to bottom and left to right; `notes` are the non-empty
    cells (row, column) outside of any region or title.
    """

    regions: tuple[Region, ...]
    notes: tuple[tuple[int, int], ...]
