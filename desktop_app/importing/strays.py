"""Figures beside or below a name that stand in no table of their sheet: named, never just lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from desktop_app.domain.address import cell
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.cellkinds import Kind, classify
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.headings import are_years
from desktop_app.importing.layouts.named_figures import named_figure
from desktop_app.importing.measure_words import names_measure
from desktop_app.importing.regions import SheetStructure
from desktop_app.importing.surface import cell_text

_Place = tuple[int, int]

_FAR = 3
"""Columns left of a figure, and rows above it, in which its name is looked for."""
_LONGEST = 60
_NAMED = 8


def say_strays(
    context: SheetContext, structure: SheetStructure, read: Collection[str] = ()
) -> None:
    """Warn of the figures of a sheet that stand with or beside a measure's name, in no table.

    Parameters
    ----------
    read : collection of str
        Addresses of cells outside of tables that were read all the same.
    """
    around = [*structure.notes, *(at for one in structure.regions for at in one.title_cells)]
    figures = [one for at in sorted(set(around)) if (one := named_figure(context, *at)) is not None]
    strays = [(f.name, (f.row, f.column), str(f.text)) for f in figures if f.address not in read]
    strays += [one for one in _strays(context, around) if cell(*one[1]) not in read]
    if not strays:
        return
    named = [f"'{name}' ({cell(*at)}: {shown})" for name, at, shown in strays[:_NAMED]]
    more = ", ..." if len(strays) > _NAMED else ""
    context.find(
        Severity.WARNING,
        "figures-outside-tables",
        tr(
            "Figures that stand in no table were not used: {figures}. Move them into a "
            "table with a heading over the figures, if they matter.",
            figures=", ".join(named) + more,
        ),
        ",".join(cell(*at) for _, at, _ in strays),
    )


def _strays(context: SheetContext, places: list[_Place]) -> Iterator[tuple[str, _Place, str]]:
    """Return name, place and text of the figures among cells outside of tables."""
    grid = context.sheet.grid
    inside = sorted({(r, c) for r, c in places if r < grid.n_rows and c < grid.n_columns})
    if not inside:
        return
    values = np.array([*(grid.values[at] for at in inside), None], dtype=object)[:-1]
    kinds = classify(values.reshape(1, -1))
    sorts = dict(zip(inside, kinds.kind[0].tolist(), strict=True))
    years = are_years(kinds.number[0]).tolist()
    for at, year in zip(inside, years, strict=True):
        if sorts[at] != Kind.NUMBER or year:
            continue
        names = _names_of(context, sorts, at)
        name = next((name for name in names if _is_measure(context, name, at)), "")
        if name:
            yield name, at, cell_text(grid.values[at])


def _names_of(context: SheetContext, sorts: Mapping[_Place, int], at: _Place) -> Iterator[str]:
    """Return the words left of a figure and above it that are nearest."""
    row, column = at
    for places in (
        [(row, column - step) for step in range(1, min(_FAR, column) + 1)],
        [(row - step, column) for step in range(1, min(_FAR, row) + 1)],
    ):
        nearest = next((place for place in places if sorts.get(place) == Kind.LABEL), None)
        text = "" if nearest is None else cell_text(context.sheet.grid.values[nearest])
        if 0 < len(text) <= _LONGEST:
            yield text


def _is_measure(context: SheetContext, name: str, at: _Place) -> bool:
    known = context.names.candidates(name, Target.KPI)
    sure = bool(known) and known[0].confidence >= SURE
    return sure or names_measure(context.words, name, context.sheet.grid.format_of(*at))
