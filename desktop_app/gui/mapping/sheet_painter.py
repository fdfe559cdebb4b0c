"""Paints the part of a sheet that is on screen, all its cells in one go.

A screen has hundreds of cells; a delegate that Qt calls for each of them takes longer to call than
to paint. Rows are all of one height, which the view sees to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from desktop_app.gui.mapping.grounds import Grounds
from desktop_app.gui.mapping.sheet_model import SheetModel
from desktop_app.gui.theme import SPACE, Theme
from desktop_app.presenting.sheet_cells import CHUNK_ROWS
from desktop_app.presenting.sheet_meaning import Area

_INSET = SPACE // 2 + 2
_LONGEST = 400
_MOST_FITS = 20_000
_MOST_STRIPS = 2_048
_FARTHEST = 40
"""Columns over which a long text may spill into empty cells."""


@dataclass(slots=True)
class _Strip:
    """Some rows of a column, ready to be painted at one width.

    `runs` are first and last place with their use, `texts` the cells that hold something: place,
    text as far as it fits, where it begins, its use; `long` those that don't fit and may spill.
    """

    runs: list[tuple[int, int, str]]
    texts: list[tuple[int, str, int, str]]
    long: list[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class _Screen:
    """Rows and columns to paint, and where they are on the viewport."""

    top: int
    bottom: int
    columns: tuple[tuple[int, int, int], ...]
    y: int
    height: int

    def line(self, row: int) -> int:
        """Return where a row begins."""
        return self.y + (row - self.top) * self.height


class SheetPainter:
    """Paints cells, their grounds, the lines between them, and what is selected or flagged."""

    def __init__(self, theme: Theme, sheet: SheetModel, view: QTableView) -> None:
        self._theme, self._sheet, self._view = theme, sheet, view
        self.flagged: frozenset[tuple[int, int]] = frozenset()
        self.selected: tuple[Area, ...] = ()
        self.current: tuple[int, int] | None = None
        self._merged: dict[tuple[int, int], Area] = {}
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take the colours of the theme as it is now."""
        self.grounds = Grounds(self._theme, self._view.font())
        self._metrics = {
            use: QFontMetrics(self.grounds.font(use)) for use in ("", *self.grounds.fills)
        }
        height = self._view.verticalHeader().defaultSectionSize()
        self._base = {
            use: (height - metrics.height()) // 2 + metrics.ascent()
            for use, metrics in self._metrics.items()
        }
        self._fits: dict[tuple[str, str, int], tuple[str, int]] = {}
        self.forget()

    def forget(self) -> None:
        """Forget what is ready to be painted, as cells or what they were taken for changed."""
        self._strips: dict[tuple[int, int, int], _Strip] = {}

    def take_merged(self, areas: tuple[Area, ...]) -> None:
        """Take the merged cells of another sheet."""
        self._merged = {(top, left): (top, left, b, r) for top, left, b, r in areas}

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint what lies in a part of the viewport."""
        painter.fillRect(rect, self.grounds.base)
        screen = self._screen(rect)
        if screen is None:
            return
        strips = list(self._ready(screen))
        for x, width, top, strip in strips:
            self._paint_runs(painter, screen, x, width, top, strip)
        self._paint_lines(painter, screen)
        self._paint_selected(painter, screen)
        self._paint_texts(painter, screen, strips)
        self._paint_long(painter, screen)
        self._paint_merged(painter, screen)
        self._paint_signs(painter, screen)

    def _screen(self, rect: QRect) -> _Screen | None:
        view, sheet = self._view, self._sheet
        if not sheet.rowCount() or not sheet.columnCount():
            return None
        top, bottom = view.rowAt(rect.top()), view.rowAt(rect.bottom())
        left, right = view.columnAt(rect.left()), view.columnAt(rect.right())
        if top < 0 or left < 0:
            return None
        bottom = bottom if bottom >= 0 else sheet.rowCount() - 1
        right = right if right >= 0 else sheet.columnCount() - 1
        columns = tuple(
            (column, view.columnViewportPosition(column), view.columnWidth(column))
            for column in range(left, right + 1)
        )
        return _Screen(top, bottom, columns, view.rowViewportPosition(top), view.rowHeight(top))

    def _ready(self, screen: _Screen) -> Iterator[tuple[int, int, int, _Strip]]:
        """Yield the strips on screen with their place, width and first row."""
        for column, x, width in screen.columns:
            for chunk in range(screen.top // CHUNK_ROWS, screen.bottom // CHUNK_ROWS + 1):
                strip = self._strips.get((chunk, column, width))
                if strip is None:
                    strip = self._make(chunk, column, width)
                yield x, width, chunk * CHUNK_ROWS, strip

    def _make(self, chunk: int, column: int, width: int) -> _Strip:
        """Return a strip: its texts cut to the width, its grounds put together."""
        top = chunk * CHUNK_ROWS
        uses = self._sheet.uses(chunk, column)
        strip = _Strip(list(_runs(uses)), [], [])
        room = width - 2 * _INSET
        for place, (text, figure) in enumerate(self._sheet.texts(chunk, column)):
            if not text or (self._merged and (top + place, column) in self._merged):
                continue
            use = uses[place]
            shown, wide = self._fit(text, use, room)
            if shown is text or figure:
                strip.texts.append((place, shown, room - wide if figure else 0, use))
            else:
                strip.long.append((place, text, use))
        if len(self._strips) > _MOST_STRIPS:
            self._strips.clear()
        self._strips[chunk, column, width] = strip
        return strip

    def _fit(self, text: str, use: str, room: int) -> tuple[str, int]:
        """Return a text as far as there is room for it, and its width."""
        known = self._fits.get((text, use, room))
        if known is None:
            if len(self._fits) > _MOST_FITS:
                self._fits.clear()
            metrics = self._metrics[use]
            shown, wide = text, metrics.horizontalAdvance(text[:_LONGEST])
            if wide > room:
                shown = metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, room)
                wide = metrics.horizontalAdvance(shown)
            known = self._fits[text, use, room] = shown, wide
        return known

    def _paint_runs(
        self, painter: QPainter, screen: _Screen, x: int, width: int, top: int, strip: _Strip
    ) -> None:
        for first, last, use in strip.runs:
            low, high = max(top + first, screen.top), min(top + last, screen.bottom)
            rows = range(low, high + 1)
            if use != "total" and rows:
                height = screen.height * len(rows)
                self.grounds.paint(painter, QRect(x, screen.line(low), width, height), use)
                continue
            for row in rows:
                cell = QRect(x, screen.line(row), width, screen.height - 1)
                self.grounds.paint(painter, cell, use)

    def _paint_lines(self, painter: QPainter, screen: _Screen) -> None:
        line = self.grounds.line
        left, right = screen.columns[0][1], sum(screen.columns[-1][1:])
        below = screen.line(screen.bottom + 1)
        for row in range(screen.top, screen.bottom + 1):
            painter.fillRect(left, screen.line(row + 1) - 1, right - left, 1, line)
        for _, x, width in screen.columns:
            painter.fillRect(x + width - 1, screen.y, 1, below - screen.y, line)

    def _paint_selected(self, painter: QPainter, screen: _Screen) -> None:
        by_column = {column: (x, width) for column, x, width in screen.columns}
        first, last = screen.columns[0][0], screen.columns[-1][0]
        for area in self.selected:
            top, bottom = max(area[0], screen.top), min(area[2], screen.bottom)
            left, right = max(area[1], first), min(area[3], last)
            if top <= bottom and left <= right:
                x, end = by_column[left][0], sum(by_column[right])
                height = (bottom - top + 1) * screen.height
                painter.fillRect(x, screen.line(top), end - x, height, self.grounds.selected)

    def _paint_texts(
        self, painter: QPainter, screen: _Screen, strips: list[tuple[int, int, int, _Strip]]
    ) -> None:
        painter.setPen(self.grounds.ink)
        font: str | None = None
        for x, _, top, strip in strips:
            left = x + _INSET
            for place, shown, begins, use in strip.texts:
                row = top + place
                if screen.top <= row <= screen.bottom:
                    if use != font:
                        font = use
                        painter.setFont(self.grounds.font(use))
                    painter.drawText(left + begins, screen.line(row) + self._base[use], shown)

    def _paint_long(self, painter: QPainter, screen: _Screen) -> None:
        """Paint texts that are wider than their cells, over the empty cells beside them."""
        painter.setPen(self.grounds.ink)
        leftmost = max(screen.columns[0][0] - _FARTHEST, 0)
        for column in range(leftmost, screen.columns[-1][0] + 1):
            x, width = self._view.columnViewportPosition(column), self._view.columnWidth(column)
            for chunk in range(screen.top // CHUNK_ROWS, screen.bottom // CHUNK_ROWS + 1):
                strip = self._strips.get((chunk, column, width))
                for place, text, use in (strip or self._make(chunk, column, width)).long:
                    row = chunk * CHUNK_ROWS + place
                    if screen.top <= row <= screen.bottom:
                        needed = self._metrics[use].horizontalAdvance(text[:_LONGEST])
                        room = self._spread(painter, screen, row, column, needed + 2 * _INSET)
                        self._paint_text(painter, QRect(x, screen.line(row), room, 0), text, use)

    def _spread(
        self, painter: QPainter, screen: _Screen, row: int, column: int, needed: int
    ) -> int:
        """Return the room of a text; lines between empty cells that it needs are painted over."""
        width = self._view.columnWidth(column)
        last = min(column + _FARTHEST, self._sheet.columnCount() - 1)
        y, height = screen.line(row), screen.height - 1
        while width < needed and column < last and self._is_free(row, column + 1):
            column += 1
            use = self._sheet.use(row, column)
            edge = self._view.columnViewportPosition(column) - 1
            painter.fillRect(edge, y, 1, height, self.grounds.fills.get(use, self.grounds.base))
            width += self._view.columnWidth(column)
        # Right of the last column there is nothing to stop at.
        return max(width, needed) if column == self._sheet.columnCount() - 1 else width

    def _is_free(self, row: int, column: int) -> bool:
        covered = any(_holds(area, row, column) for area in self._merged.values())
        return not covered and not self._sheet.text(row, column)

    def _paint_text(self, painter: QPainter, cell: QRect, text: str, use: str) -> None:
        shown, _ = self._fit(text, use, cell.width() - 2 * _INSET)
        painter.setFont(self.grounds.font(use))
        painter.drawText(cell.left() + _INSET, cell.top() + self._base[use], shown)

    def _paint_merged(self, painter: QPainter, screen: _Screen) -> None:
        first, last = screen.columns[0][0], screen.columns[-1][0]
        for (top, left), (_, _, bottom, right) in self._merged.items():
            if top > screen.bottom or bottom < screen.top or left > last or right < first:
                continue
            rect = self._view.visualRect(self._sheet.index(top, left))
            use = self._sheet.use(top, left)
            painter.fillRect(rect, self.grounds.base)
            self.grounds.paint(painter, rect, use)
            if any(_holds(area, top, left) for area in self.selected):
                painter.fillRect(rect, self.grounds.selected)
            painter.setPen(self.grounds.ink)
            middle = rect.top() + max((rect.height() + 1 - screen.height) // 2, 0)
            cell = QRect(rect.left(), middle, rect.width(), screen.height)
            self._paint_text(painter, cell, self._sheet.text(top, left), use)

    def _paint_signs(self, painter: QPainter, screen: _Screen) -> None:
        """Mark cells that findings name by a corner at the top right, and frame the current one."""
        for column, x, width in screen.columns if self.flagged else ():
            for row in range(screen.top, screen.bottom + 1):
                if (row, column) in self.flagged:
                    right, y = x + width - 2, screen.line(row)
                    for step in range(7):
                        left = right - 6 + step
                        painter.fillRect(left, y + step, 7 - step, 1, self.grounds.mark)
        if self.current is not None:
            painter.setPen(self.grounds.focus)
            rect = self._view.visualRect(self._sheet.index(*self.current))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))


def _holds(area: Area, row: int, column: int) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right


def _runs(uses: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last place of every stretch of one use, without those of none."""
    first = 0
    for use, group in groupby(uses):
        last = first + len(list(group)) - 1
        if use:
            yield first, last, use
        first = last + 1
