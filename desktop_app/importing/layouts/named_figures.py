"""Figures that stand with their name in one cell: "CSAT: 87 %", on a line or a dashboard's head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalogue.model import FieldRole
from desktop_app.domain.address import cell
from desktop_app.domain.finding import Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.accounting import CellUses
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Candidate, Target
from desktop_app.importing.layouts.cards import find_cards, targets_of_cards
from desktop_app.importing.layouts.cross import TARGET, VALUE, Cross
from desktop_app.importing.layouts.headings import best, is_segment, read_heading
from desktop_app.importing.layouts.plan import VALUE as ACHIEVED
from desktop_app.importing.layouts.plan import Plan
from desktop_app.importing.layouts.row_kinds import Row, Rows
from desktop_app.importing.layouts.series import Series, decide
from desktop_app.importing.layouts.stating import state
from desktop_app.importing.pieces import is_note
from desktop_app.importing.regions import Region, SheetStructure
from desktop_app.importing.sketch import is_numeric_text
from desktop_app.importing.titles import around

_TOLD = re.compile(
    r"^\s*(?P<name>[^:=\n]*[^\W\d_][^:=\n]*?)\s*(?:[:=]|\n|\s[–—-]\s)\s*"
    r"(?P<value>[^\n(]*\d[^\n(]*?)\s*(?:\([^()]*\)\s*)?$"
)
_RATIO = re.compile(r"\d\s*/\s*(?!5\b|7\b|10\b|100\b)\d")
""""80/20" names a service level and is none."""
_LONGEST = 60
_MOSTLY = 0.5
_CLOSE = 0.05
_STRUCTURE = frozenset({FieldRole.STRUCTURE})


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure and the KPI that it states; `text` is the figure as it stands in its cell."""

    row: int
    column: int
    name: str
    text: object
    items: tuple[Candidate, ...]
    period: str | None
    segment: str | None
    number_format: str = "General"

    @property
    def address(self) -> str:
        """Return the cell's A1 address."""
        return cell(self.row, self.column)


def named_figure(context: SheetContext, row: int, column: int) -> NamedFigure | None:
    """Return what a cell names and states, None where it is no such cell."""
    grid = context.sheet.grid
    if row >= grid.n_rows or column >= grid.n_columns:
        return None
    value = grid.values[row, column]
    if not isinstance(value, str) or len(value) > _LONGEST or is_note(value):
        return None
    match = _TOLD.match(value)
    if match is None or not is_numeric_text(match["value"]) or _RATIO.search(match["value"]):
        return None
    heading = read_heading(context, [match["name"]])
    parts = [name for name in heading.others if is_segment(context, name)]
    if heading.item is None or heading.item.confidence < SURE or heading.total:
        return None
    agreed = best(context.names.candidates(match["name"], Target.FIELD, _STRUCTURE))
    if agreed is not None and agreed.confidence >= heading.item.confidence - _CLOSE:
        return None  # "SLA: 95 %" is what was agreed
    if heading.structure not in ("", ACHIEVED) or len(parts) < len(heading.others):
        return None
    period = heading.period.label if heading.period is not None else None
    items = tuple(heading.items or [heading.item])
    segment = " / ".join(parts) or None
    return NamedFigure(row, column, match["name"], match["value"], items, period, segment)


def without_named(context: SheetContext, structure: SheetStructure) -> SheetStructure:
    """Return a sheet's structure without tables of nothing but such cells: those are notes."""
    kept: list[Region] = []
    loose: list[tuple[int, int]] = []
    grid = context.sheet.grid
    for region in structure.regions:
        cells = [
            (row, column)
            for row in range(region.top, min(region.bottom + 1, grid.n_rows))
            for column in range(region.left, min(region.right + 1, grid.n_columns))
            if grid.values[row, column] is not None
        ]
        small = region.bottom - region.top < _LONGEST
        named = sum(named_figure(context, *at) is not None for at in cells) if small else 0
        if named > 1 and named > _MOSTLY * len(cells):
            loose += [*cells, *region.title_cells]
        else:
            kept.append(region)
    if not loose:
        return structure
    return SheetStructure(tuple(kept), tuple(sorted([*structure.notes, *loose])))


def read_named(
    context: SheetContext,
    structure: SheetStructure,
    lines: Sequence[str],
    beside_tables: bool,
    uses: CellUses,
) -> Arrays:
    """Return the figures stated so outside of a sheet's tables, and mark their cells.

    Beside tables, a lone one may as well be what was agreed, and is not read. Beside tables that
    state figures, only those are read whose period is known: which months a head without a date
    sums up, nobody can tell.

    Parameters
    ----------
    lines : sequence of str
        Texts of titles and notes, which may name the period.
    beside_tables : bool
        Whether tables of the sheet state figures.

    Returns
    -------
    Arrays
        As `stating.state` does.
    """
    places = [*structure.notes, *(at for one in structure.regions for at in one.title_cells)]
    found = [one for at in sorted(set(places)) if (one := named_figure(context, *at)) is not None]
    cards = find_cards(context)
    found += [_card(context, *card) for card in cards]
    values = context.sheet.grid.values
    told = [(one.row, one.column) for one in found] + [name for name, _ in cards]
    texts = {" ".join(f"{values[at]}".split()) for at in told}
    said = [line for line in lines if " ".join(line.split()) not in texts]
    if len(found) <= bool(structure.regions):
        return Arrays({}, 0)
    region = _around(found, said)
    outside = around(context, region)
    if beside_tables and outside.period is None:
        found = [one for one in found if one.period is not None]
    cross = _crossed(context, region, found, targets_of_cards(context, cards))
    if cross is None:
        return Arrays({}, 0)
    stated = state(context, cross, outside, uses)
    _say(context, stated, bool(cards))
    return stated


def _card(context: SheetContext, name: tuple[int, int], figure: tuple[int, int]) -> NamedFigure:
    """Return what a card of a dashboard states."""
    grid = context.sheet.grid
    text = str(grid.values[name]).strip()
    items = tuple(context.names.items(text))
    value, code = grid.values[figure], grid.format_of(*figure)
    return NamedFigure(*figure, text, value, items, None, None, code)


def _say(context: SheetContext, stated: Arrays, cards: bool) -> None:
    if not len(stated):
        return
    cells = stated["cell"].tolist()
    words = {"count": len(cells), "cell": cells[0], "text": stated["raw"][0]}
    said = (
        tr(
            "{count} figures were read from cards with their names above or below them, such as "
            "{cell} ('{text}').",
            **words,
        )
        if cards
        else tr(
            "{count} figures were read from cells that hold their names as well, such as "
            "{cell} ('{text}').",
            **words,
        )
    )
    context.find(Severity.INFO, "figures-in-texts", said, ",".join(cells))


def _around(found: Sequence[NamedFigure], lines: Sequence[str]) -> Region:
    """Return the rectangle of the cells, with a sheet's other lines for its title."""
    rows, columns = [one.row for one in found], [one.column for one in found]
    return Region(
        min(rows), min(columns), max(rows), max(columns), (), (), (), title=" | ".join(lines)
    )


def _crossed(
    context: SheetContext,
    region: Region,
    found: Sequence[NamedFigure],
    targets: Mapping[tuple[int, int], tuple[tuple[int, int], str]],
) -> Cross | None:
    """Return the cells that mean something as a table of one observation, None for none.

    `targets` are place and text of what is aimed at, by the place of its figure.
    """
    series: list[Series] = []
    cells: list[tuple[int, int, object, str, str | None, str | None, int]] = []
    for one in found:
        own = Series(one.name, one.address, "", one.items)
        decide(context, own, np.array([one.text], dtype=object), one.number_format)
        if own.item is None:
            continue
        code, keys = len(series), (one.period, one.segment)
        cells.append((one.row, one.column, one.text, VALUE, *keys, code))
        if (one.row, one.column) in targets:
            place, text = targets[one.row, one.column]
            cells.append((*place, text, TARGET, *keys, code))
        series.append(own)
    if not series:
        return None
    # An item of the plan says that a row of the sheet is no observation of its own.
    plan = Plan(region, item=series[0].item)
    return Cross(plan, *_laid_out(cells, [one.text for one in series]), series)


def _laid_out(
    found: Sequence[tuple[int, int, object, str, str | None, str | None, int]],
    labels: Sequence[str],
) -> tuple[Rows, Arrays]:
    """Return cells (row, column, content, role, period, segment, series), each in its own row."""
    size = len(found)
    row, column, content, role, period, segment, code = zip(*found, strict=True)
    none = np.full(size, None, dtype=object)

    def texts(values: Sequence[object]) -> NDArray[np.object_]:
        array = none.copy()
        array[:] = values
        return array

    cells = Arrays(
        {
            "row": np.array(row, dtype=np.int64),
            "column": np.array(column, dtype=np.int64),
            "cell": texts(content),
            "role": texts(role),
            "vendor": none.copy(),
            "period": texts(period),
            "segment": texts(segment),
            "place": np.arange(size, dtype=np.int64),
            "series": np.array(code, dtype=np.int64),
        },
        size,
    )
    aims = cells["role"] == TARGET
    rows = Rows(
        index=cells["row"],
        kind=np.where(aims, Row.TARGET, Row.DATA).astype(np.int8),
        label=texts([labels[one] for one in code]),
        unit=np.full(size, "", dtype=object),
        vendor=none.copy(),
        period=none.copy(),
        segment=none.copy(),
        bare=np.zeros(size, dtype=np.bool_),
    )
    return rows, cells
