"""Notes about cells that could not be taken as they stand; as lists, empty without such cells."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.address import cell
from desktop_app.domain.translating import tr
from desktop_app.importing.readers.failures import reason_of

Note = tuple[str, str]
Places = Sequence[tuple[int, int]]

_NAMED_CELLS = 12


def uncalculated_note(name: str, sheet: str, cells: Places) -> list[Note]:
    """Return a note on formulas that have no stored result."""
    if not cells:
        return []
    text = tr(
        "'{name}', sheet '{sheet}': {count:,} formula(s) have no stored result "
        "({cells}), so their figures are unknown. Open the file in Excel or "
        "LibreOffice, save it and import it again.",
        name=name,
        sheet=sheet,
        count=len(cells),
        cells=_some(cells),
    )
    return [("formula-without-value", text)]


def covered_note(name: str, sheet: str, cells: Places) -> list[Note]:
    """Return a note on cells that no one can see, as a merged cell lies over them."""
    if not cells:
        return []
    text = tr(
        "'{name}', sheet '{sheet}': {count:,} cell(s) lie under a merged cell ({cells}) "
        "and can't be seen in Excel; they were left out.",
        name=name,
        sheet=sheet,
        count=len(cells),
        cells=_some(cells),
    )
    return [("covered-cells", text)]


def second_reader_note(name: str, first: str, error: BaseException, second: str) -> list[Note]:
    """Return a note on a file that the first reader could not read."""
    text = tr(
        "'{name}' could not be read by {first} ({reason}); it was read by {second}. "
        "Check its figures, above all percentages, dates and hidden parts.",
        name=name,
        first=first,
        reason=reason_of(error),
        second=second,
    )
    return [("second-reader", text)]


def _some(cells: Places) -> str:
    """Return the first cells as addresses."""
    named = ", ".join(cell(*at) for at in cells[:_NAMED_CELLS])
    return named + (", ..." if len(cells) > _NAMED_CELLS else "")
