"""One evaluator's marks from a table in the form of ``rank``, with columns of comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import cell
from desktop_app.domain.errors import ScenarioError
from desktop_app.domain.evaluator import Mark
from desktop_app.domain.translating import tr
from desktop_app.scoring.decision_table import read_decision_table
from desktop_app.scoring.evaluators import check_mark

_COMMENT = frozenset({"comment", "comments", "remark", "remarks", "note", "notes", "reason"})


@dataclass(frozen=True, slots=True)
class MarksTable:
    """Marks by criterion's title and vendor, and the weights of a row of weights.

    `unmarked` are the comments that stand beside no mark, with vendor and criterion: they are
    comments on nothing and are left out.
    """

    marks: Mapping[str, Mapping[str, Mark]]
    weights: Mapping[str, float]
    unmarked: tuple[str, ...] = ()


def read_marks_table(cells: Sequence[Sequence[object]], place: str) -> MarksTable:
    """Return the marks of a table: the first column the vendor, the headings the criteria.

    A column whose heading ends with "comment" (remark, note, reason) holds what was said of the
    criterion at its left. Empty cells are no marks.

    Raises
    ------
    ScenarioError
        Naming the cell where there is one; for shares in percent too, which are no marks.
    """
    head = _heading(cells, place)
    comments = _comment_columns(cells[head])
    _refuse_percentages(cells, head, comments, place)
    figures = [
        [None if column in comments else value for column, value in enumerate(line)]
        for line in cells
    ]
    table = read_decision_table(figures, place)
    titles = [criterion.title for criterion in table.matrix.criteria]
    said = _comments(cells, head, comments)
    marks: dict[str, dict[str, Mark]] = {title: {} for title in titles}
    for row, vendor in enumerate(table.matrix.vendors):
        for column, title in enumerate(titles):
            value = float(table.matrix.values[row, column])
            if np.isnan(value):
                continue
            check_mark(value, f"{place}, {vendor}, {title}")
            marks[title][vendor] = Mark(value, said.get((vendor, title), ""))
    return MarksTable(
        {title: given for title, given in marks.items() if given},
        {c.title: c.weight for c in table.matrix.criteria} if _weighed(cells, head) else {},
        tuple(
            f"{title}, {vendor}: {text}"
            for (vendor, title), text in said.items()
            if vendor not in marks.get(title, {})
        ),
    )


def _heading(cells: Sequence[Sequence[object]], place: str) -> int:
    for row, line in enumerate(cells):
        if sum(isinstance(value, str) and bool(value.strip()) for value in line) >= 2:
            return row
    raise ScenarioError(tr("{place}: no heading with the criteria's names.", place=place))


def _comment_columns(heading: Sequence[object]) -> dict[int, int]:
    """Return columns of comments, each with the column of its criterion."""
    found: dict[int, int] = {}
    for column, value in enumerate(heading):
        words = normalise(value).split() if isinstance(value, str) else []
        if column > 1 and words and words[-1] in _COMMENT:
            left = column - 1
            if left in found:
                raise ScenarioError(
                    tr(
                        "Cell {cell}: two columns of comments stand side by side.",
                        cell=cell(0, column),
                    ),
                    tr("Put each at the right of its criterion."),
                )
            found[column] = left
    return found


def _comments(
    cells: Sequence[Sequence[object]], head: int, columns: Mapping[int, int]
) -> dict[tuple[str, str], str]:
    found = {}
    for line in cells[head + 1 :]:
        texts = [value for value in line if isinstance(value, str) and value.strip()]
        for column, of in columns.items():
            text = line[column] if column < len(line) else None
            words = "" if text is None else " ".join(str(text).split())
            if words and texts and not _is_weights(texts[0]):
                title = str(cells[head][of]).strip()
                found[texts[0].strip(), title] = words
    return found


def _refuse_percentages(
    cells: Sequence[Sequence[object]], head: int, comments: Mapping[int, int], place: str
) -> None:
    """Refuse a share where a mark belongs: 80 % would be read as 0.8 of 5."""
    for row, line in enumerate(cells[head + 1 :], start=head + 1):
        if any(isinstance(value, str) and _is_weights(value) for value in line):
            continue
        for column, value in enumerate(line):
            if column not in comments and isinstance(value, str) and value.strip().endswith("%"):
                raise ScenarioError(
                    tr(
                        "{place}, cell {cell}: '{text}' is no mark of 0 to 5.",
                        place=place,
                        cell=cell(row, column),
                        text=value.strip(),
                    )
                )


def _is_weights(text: str) -> bool:
    return normalise(text) in ("weight", "weights")


def _weighed(cells: Sequence[Sequence[object]], head: int) -> bool:
    firsts = (next((v for v in line if v is not None), None) for line in cells[head + 1 :])
    return any(isinstance(value, str) and _is_weights(value) for value in firsts)
