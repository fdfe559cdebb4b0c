"""A ready decision matrix from the cells of a table: own criteria, evaluators' marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import numpy as np

from desktop_app.catalogue.model import Anchors
from desktop_app.domain.address import cell
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Direction
from desktop_app.scoring.methods.promethee import PARAMETERS, check_preference
from desktop_app.scoring.model import Criterion, DecisionMatrix, Floats, Normalisation, Preference
from desktop_app.scoring.table_numbers import cell_number, decimal_comma, is_missing, is_percent
from desktop_app.scoring.value import value_function

Cells = Sequence[Sequence[object]]

SPECIAL_ROWS = ("weight", "direction", "worst", "target", "best", "preference")
_SPELLINGS = {**{name: name for name in SPECIAL_ROWS}, "weights": "weight"}
_DIRECTIONS = {
    "higher": Direction.HIGHER,
    "higher is better": Direction.HIGHER,
    "max": Direction.HIGHER,
    "+": Direction.HIGHER,
    "lower": Direction.LOWER,
    "lower is better": Direction.LOWER,
    "min": Direction.LOWER,
    "-": Direction.LOWER,
}


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision matrix as read.

    Parameters
    ----------
    matrix : DecisionMatrix
        Criteria are named by their headings; NaN where a cell is empty or says "n/a".
    normalisation : Normalisation
        What suits the table when nothing was asked for: ANCHORS where every criterion that
        carries weight has a worst and a best or target, else MINMAX.
    notes : tuple of str
        What the table left open and how it was taken.
    """

    matrix: DecisionMatrix
    normalisation: Normalisation
    notes: tuple[str, ...]


def read_decision_table(
    cells: Cells, place: str, normalisation: Normalisation | None = None
) -> DecisionTable:
    """Return the decision matrix of a table that starts anywhere on a sheet.

    The first row with two texts or more is the heading; its first cell stands over the vendors'
    names. Before the vendors' rows there may be rows named weight, direction (higher, lower),
    worst, best, target and preference (usual, u:Q, v:P, level:Q:P, linear:Q:P, gaussian:S).
    Without weights all criteria weigh the same, without a direction higher is better, and
    `notes` say so.

    Parameters
    ----------
    cells : rows of cell values
        Numbers or texts; texts may have decimal commas and percent signs.
    place : str
        The file (and sheet), to start messages with.
    normalisation : Normalisation or None
        What was asked for; ANCHORS is refused when a criterion with weight has none.

    Raises
    ------
    ScenarioError
        Naming the cell, what it holds and what was expected.
    """
    table = _Table(cells, place)
    criteria = tuple(table.criteria())
    if normalisation is Normalisation.ANCHORS:
        table.require_anchors(criteria)
    matrix = DecisionMatrix(tuple(table.vendors.values()), criteria, table.figures())
    anchored = all(c.anchors is not None for c in criteria if c.weight > 0)
    suits = Normalisation.ANCHORS if anchored else Normalisation.MINMAX
    return DecisionTable(matrix, normalisation or suits, tuple(table.notes))


@dataclass
class _Table:
    """The parts of the table, by their row and column on the sheet."""

    cells: Cells
    place: str
    head: int = 0
    left: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    special: dict[str, int] = field(default_factory=dict)
    vendors: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._find_heading()
        for row in range(self.head + 1, len(self.cells)):
            self._take_row(row)
        if not self.vendors:
            raise ScenarioError(tr("{place}: no vendor's row below the heading.", place=self.place))
        self._comma = decimal_comma(
            self._at(row, column)
            for row in range(self.head + 1, len(self.cells))
            for column in self.columns
        )
        self._refuse_mixed_percents()

    def fail(self, row: int, column: int, problem: str) -> NoReturn:
        raise ScenarioError(
            tr(
                "{place}, cell {cell}: {problem}",
                place=self.place,
                cell=cell(row, column),
                problem=problem,
            )
        )

    def criteria(self) -> Iterator[Criterion]:
        """Yield the columns with what the special rows say about them."""
        if "weight" not in self.special:
            self.notes.append(tr("The table has no row 'weight': all criteria weigh the same."))
        if "direction" not in self.special:
            self.notes.append(tr("The table has no row 'direction': higher is taken as better."))
        for column, title in self.columns.items():
            direction = self._direction(column)
            yield Criterion(
                id=title,
                title=title,
                direction=direction,
                weight=self._weight(column),
                anchors=self._anchors(column, direction),
                preference=self._preference(column),
            )

    def figures(self) -> Floats:
        """Return the vendors' values, NaN where missing."""
        values = [[self._number(row, column) for column in self.columns] for row in self.vendors]
        gaps = [
            f"{cell(row, column)} ({vendor}, {title})"
            for row, vendor in self.vendors.items()
            for column, title in self.columns.items()
            if is_missing(self._at(row, column))
        ]
        if gaps:
            self.notes.append(tr("No figure in {gaps}; it counts as missing.", gaps=listed(gaps)))
        return np.array(values, dtype=np.float64).reshape(len(self.vendors), len(self.columns))

    def require_anchors(self, criteria: Sequence[Criterion]) -> None:
        """Refuse to score by anchors that are not there."""
        bare = [c.title for c in criteria if c.weight > 0 and c.anchors is None]
        if bare:
            raise ScenarioError(
                tr(
                    "{place}: scoring by anchors needs a worst and a best for every "
                    "criterion; missing for {bare}.",
                    place=self.place,
                    bare=listed(bare),
                ),
                tr(
                    "Fill in rows named 'worst' and 'best' above the vendors, or choose "
                    "minmax or vector."
                ),
            )

    def _find_heading(self) -> None:
        """Find the heading row, the vendors' column and the criteria."""
        row = next((i for i in range(len(self.cells)) if len(self._filled(i)) >= 2), None)
        if row is None:
            raise ScenarioError(
                tr("{place}: no table found.", place=self.place),
                tr("Expected a heading row: the vendor, then one criterion a column."),
            )
        self.head, values, filled = row, self.cells[row], self._filled(row)
        # The cell over the vendors may be empty: the first filled cell below tells the column.
        below = [c for other in range(row + 1, len(self.cells)) for c in self._filled(other)]
        self.left = min([filled[0], *below])
        for column in filled:
            title = str(values[column]).strip()
            if column == self.left:
                continue
            if title.casefold() in (known.casefold() for known in self.columns.values()):
                self.fail(row, column, tr("the criterion '{title}' is named twice.", title=title))
            self.columns[column] = title

    def _take_row(self, row: int) -> None:
        """Take a row for what its first cell says."""
        filled = self._filled(row)
        if not filled:
            return
        name = str(self._at(row, self.left) or "").strip()
        if not name:
            self.fail(row, self.left, tr("empty, expected the vendor's name."))
        for column in filled:
            if column != self.left and column not in self.columns:
                self.fail(row, column, tr("a value in a column without a heading."))
        special = _SPELLINGS.get(name.casefold().rstrip(":"))
        if special and not self.vendors:
            if special in self.special:
                self.fail(row, self.left, tr("a second row named '{special}'.", special=special))
            self.special[special] = row
        elif name.casefold() in (known.casefold() for known in self.vendors.values()):
            self.fail(row, self.left, tr("the vendor '{name}' is named twice.", name=name))
        else:
            self.vendors[row] = name

    def _refuse_mixed_percents(self) -> None:
        """Refuse 92 beside "92%", which a factor of 100 would tell apart in silence."""
        rows = [*self.vendors, *(self.special[n] for n in _POINTS if n in self.special)]
        groups = [[(row, column) for row in rows] for column in self.columns]
        if "weight" in self.special:
            groups.append([(self.special["weight"], column) for column in self.columns])
        for group in groups:
            if any(is_percent(self._at(*place)) for place in group):
                for place in group:
                    self._refuse_bare(*place)

    def _refuse_bare(self, row: int, column: int) -> None:
        """Refuse a number above 1 among percentages."""
        value = self._at(row, column)
        if not is_missing(value) and not is_percent(value) and abs(self._number(row, column)) > 1:
            self.fail(
                row,
                column,
                tr(
                    "found {value} among percentages; write '{value}%', or the others "
                    "without the sign.",
                    value=value,
                ),
            )

    def _filled(self, row: int) -> list[int]:
        """Return the columns of a row that hold something."""
        return [c for c, value in enumerate(self.cells[row]) if not is_missing(value)]

    def _at(self, row: int, column: int) -> object:
        values = self.cells[row]
        return values[column] if column < len(values) else None

    def _number(self, row: int, column: int) -> float:
        value = self._at(row, column)
        if is_missing(value):
            return float("nan")
        try:
            return cell_number(value, self._comma)
        except ValueError as error:
            self.fail(row, column, str(error))

    def _special(self, name: str, column: int) -> object:
        """Return a special row's cell; None if row or cell is missing."""
        value = self._at(self.special[name], column) if name in self.special else None
        # A lone "-" is a direction; everywhere else it means that there is no value.
        return None if is_missing(value) and not (name == "direction" and value) else value

    def _weight(self, column: int) -> float:
        if "weight" not in self.special:
            return 1.0
        row = self.special["weight"]
        weight = self._number(row, column)
        if np.isnan(weight):
            self.fail(row, column, tr("no weight; write 0 for a criterion that is not to count."))
        if weight < 0:
            self.fail(
                row, column, tr("the weight is {weight:g}, expected 0 or more.", weight=weight)
            )
        return weight

    def _direction(self, column: int) -> Direction:
        value = self._special("direction", column)
        text = str(value).strip().casefold() if value is not None else ""
        if not text:
            if "direction" in self.special:
                title = self.columns[column]
                self.notes.append(
                    tr("'{title}' names no direction: higher is taken as better.", title=title)
                )
            return Direction.HIGHER
        if text not in _DIRECTIONS:
            row = self.special["direction"]
            self.fail(row, column, tr("found '{value}', expected higher or lower.", value=value))
        return _DIRECTIONS[text]

    def _anchors(self, column: int, direction: Direction) -> Anchors | None:
        """Return worst, target and best; without a target the line runs from worst to best."""
        points = {
            name: self._number(self.special[name], column)
            for name in _POINTS
            if self._special(name, column) is not None
        }
        if not points:
            return None
        top = points.get("target", points.get("best"))
        if "worst" not in points or top is None:
            row = next(self.special[name] for name in points)
            self.fail(row, column, tr("expected both a worst and a best (or target)."))
        best = points.get("best") if "target" in points else None
        anchors = Anchors(worst=points["worst"], target=top, best=best, source="user")
        try:
            value_function(anchors, direction, self.columns[column])
        except ScenarioError as error:
            self.fail(self.special["worst"], column, str(error))
        return anchors

    def _preference(self, column: int) -> Preference:
        value = self._special("preference", column)
        if value is None:
            return Preference()
        row = self.special["preference"]
        kind, *texts = (part.strip() for part in str(value).split(":"))
        names = PARAMETERS.get(kind.casefold())
        if names is None or len(names) != len(texts):
            forms = ", ".join(":".join([k, *n]).upper() if n else k for k, n in PARAMETERS.items())
            self.fail(
                row,
                column,
                tr("found '{value}', expected one of {forms}.", value=value, forms=forms),
            )
        try:
            numbers = [cell_number(text, self._comma) for text in texts]
            preference = Preference(kind.casefold(), **dict(zip(names, numbers, strict=True)))
            check_preference(preference, self.columns[column])
        except (ValueError, ScenarioError) as error:
            self.fail(row, column, str(error))
        return preference


_POINTS = ("worst", "target", "best")
