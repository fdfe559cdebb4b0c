"""Where figures come from, as text: files, sheets and cells of one or several sources."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.address import cell, cell_range, parse_cell

SEPARATOR = " | "
"""Between the files, sheets and cells of several sources, in the same order in all three."""

Origin = tuple[str, str, str]
"""File, sheet, cells."""


def join_origins(origins: Iterable[Origin]) -> Origin:
    """Return several sources as one, each once, in order of appearance."""
    kept = list(dict.fromkeys(origins))
    return (
        SEPARATOR.join(file for file, _, _ in kept),
        SEPARATOR.join(sheet for _, sheet, _ in kept),
        SEPARATOR.join(cells for _, _, cells in kept),
    )


def column_ranges(letters: Iterable[str], first: int, last: int) -> str:
    """Return the ranges of some columns between two 1-based rows: ``D2:D9,F2:F9``."""
    if first == last:
        return ",".join(f"{letter}{first}" for letter in letters)
    return ",".join(f"{letter}{first}:{letter}{last}" for letter in letters)


def compress(cells: Iterable[str]) -> str:
    """Return cells as few ranges: ``B4,C4,D4,F9`` becomes ``B4:D4,F9``.

    Parameters
    ----------
    cells : iterable of str
        A1 addresses of single cells; repeated ones count once.
    """
    found = sorted({parse_cell(address) for address in cells})
    if len(found) == 1:  # as of most figures
        return cell(*found[0])
    across: list[tuple[int, int, int]] = []
    for row, column in found:
        if across and across[-1][0] == row and across[-1][2] == column - 1:
            across[-1] = (row, across[-1][1], column)
        else:
            across.append((row, column, column))
    open_runs: dict[tuple[int, int], list[int]] = {}
    blocks: list[tuple[int, int, int, int]] = []
    for row, left, right in across:
        run = open_runs.get((left, right))
        if run is not None and run[1] == row - 1:
            run[1] = row
            continue
        if run is not None:
            blocks.append((run[0], left, run[1], right))
        open_runs[left, right] = [row, row]
    blocks.extend((top, left, bottom, right) for (left, right), (top, bottom) in open_runs.items())
    return ",".join(cell_range(*block) for block in sorted(blocks))
