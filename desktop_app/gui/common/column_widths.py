"""How wide a table's columns are: room goes first to those whose texts would be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from desktop_app.gui.common.table_heading import heading_font, in_lines
from desktop_app.gui.theme import SPACE
from desktop_app.presenting.tables import Table

_ROWS = 60
"""Rows that are measured; of a longer table the first ones stand for all."""
_ICON = 24
_HEADING = 22
"""Digits a line of a heading is given room for."""
_BRIEF = 9
"""Digits a line of a vendor's name is given room for over its figures in a table that scrolls."""
_WORD = 13
"""Digits up to which the longest word of such a name is not cut."""
_WHOLE = 40
"""Digits up to which a text is shown whole in a table that scrolls sideways anyway."""
_LEAST_BAR = SPACE * 5
_SLIGHT = SPACE * 3
"""Pixels for which no table scrolls sideways."""


@dataclass(frozen=True, slots=True)
class Need:
    """What the texts of a column take in pixels, with the room around them.

    Parameters
    ----------
    easy : int
        With the heading in one line.
    tight : int
        With the heading in two lines; below that a text is cut.
    brief : int
        With a vendor's name above it shortened, 0 where that is no choice.
    """

    easy: int
    tight: int
    brief: int = 0

    @property
    def scrolled(self) -> int:
        """Return what it has where there is no room for all: more columns rather than names."""
        return self.brief or self.tight


@dataclass(frozen=True, slots=True)
class Claim:
    """What a column asks for, in pixels.

    Parameters
    ----------
    wanted : int
        What it is to have, 0 for one that shares what is left.
    least : int
        What it has at least without a wanted width.
    need : Need
    fixed : bool
        Whether it gets nothing of what is left over.
    figures : bool
        Whether it holds figures, which do not go far from what they belong to.
    """

    wanted: int
    least: int
    need: Need
    fixed: bool = False
    figures: bool = False

    @property
    def floor(self) -> int:
        """Return what it has at least, if its texts take that much."""
        return self.wanted or self.least

    @property
    def easy(self) -> int:
        """Return what it has where there is room for all."""
        return max(self.floor, self.need.easy)


def shared_widths(claims: Sequence[Claim], room: int, whole: int = 0) -> list[int]:
    """Return the columns' widths in pixels.

    As wanted where there is room for that. Where there is not, columns give what their texts do
    not need to those whose texts would be cut; then the widest texts are cut, and only where
    columns would become narrower than both wanted and needed the table scrolls.

    Parameters
    ----------
    claims : sequence of Claim
    room : int
    whole : int
        In the first column, and in a table that scrolls, no text is cut that takes less.
    """
    easy = [claim.easy for claim in claims]
    if sum(easy) <= room:
        return _filled(claims, room)
    tight = [claim.need.tight for claim in claims]
    if sum(tight) <= room:
        return _between(tight, easy, room)
    bottom = [min(claim.floor, claim.need.tight) for claim in claims]
    # What a row is about is cut last.
    bottom[0] = max(bottom[0], min(tight[0], whole))
    if sum(bottom) <= room:
        return _levelled(bottom, tight, room)
    scrolled = [claim.need.scrolled for claim in claims]
    limits = zip(bottom, scrolled, tight, strict=True)
    widths = [min(max(low, min(need, whole)), most) for low, need, most in limits]
    over = sum(widths) - room
    if 0 < over <= _SLIGHT and len(widths) > 1:  # a few letters less, and nothing scrolls
        widths[max(range(1, len(widths)), key=widths.__getitem__)] -= over
    return widths


def _filled(claims: Sequence[Claim], room: int) -> list[int]:
    """Return widths with what is left over: for the elastic columns, else shared by all.

    Elastic columns of figures alone become at most twice as wide as they need to be.
    """
    widths = [claim.easy for claim in claims]
    spare = room - sum(widths)
    elastic = [place for place, claim in enumerate(claims) if not claim.wanted]
    share = spare // max(len(elastic), 1)
    for place in elastic:
        figures = all(claims[other].figures for other in elastic)
        widths[place] += min(share, widths[place]) if figures else share
    others = [place for place, claim in enumerate(claims) if not claim.fixed]
    spare = room - sum(widths)
    if spare > len(elastic):
        for place in others:
            widths[place] += spare // len(others)
    return widths


def _between(tight: list[int], easy: list[int], room: int) -> list[int]:
    """Return widths as far from the tight to the easy ones as there is room."""
    share = (room - sum(tight)) / max(sum(easy) - sum(tight), 1)
    return [low + int((high - low) * share) for low, high in zip(tight, easy, strict=True)]


def _levelled(bottom: list[int], tight: list[int], room: int) -> list[int]:
    """Return widths that cut the widest texts alone, all of them to the same width."""
    low, high = 0, max(tight)
    while low < high:
        cap = (low + high + 1) // 2
        if sum(_capped(bottom, tight, cap)) <= room:
            low = cap
        else:
            high = cap - 1
    return _capped(bottom, tight, low)


def _capped(bottom: list[int], tight: list[int], cap: int) -> list[int]:
    return [max(least, min(need, cap)) for least, need in zip(bottom, tight, strict=True)]


def needed_widths(table: Table, font: QFont) -> list[Need]:
    """Return what the texts of each column take.

    A heading counts up to a length: a vendor's whole name over each figure would be a waste.
    """
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    plain, heavy = QFontMetrics(font), QFontMetrics(strong)
    found = [0] * len(table.columns)
    for row in table.rows[:_ROWS]:
        for place, cell in enumerate(row.cells):
            metrics = heavy if cell.strong else plain
            if cell.bar is not None:
                wide = metrics.horizontalAdvance(f"{cell.text}00") + SPACE + _LEAST_BAR
                found[place] = max(found[place], wide + 2 * (SPACE + 2))
            elif cell.text:
                wide = metrics.horizontalAdvance(cell.text) + (_ICON if cell.icon else 0)
                found[place] = max(found[place], wide + 2 * (SPACE + 2) + 2)
    headings = [_heading_need(c.title, bool(c.mark), font) for c in table.columns]
    return [
        Need(
            max(wide, heading.easy),
            max(wide, heading.tight),
            max(wide, heading.brief) if heading.brief else 0,
        )
        for wide, heading in zip(found, headings, strict=True)
    ]


def _heading_need(title: str, marked: bool, font: QFont) -> Need:
    metrics = QFontMetrics(heading_font(font))
    longest = _HEADING * metrics.horizontalAdvance("0")
    around = 2 * _ICON if marked else _ICON
    wide = max(metrics.horizontalAdvance(half) for half in in_lines(title, metrics))
    easy = min(metrics.horizontalAdvance(title), longest)
    brief = min(wide, _brief(title, metrics)) + around if marked else 0
    return Need(easy + around, min(wide, longest) + around, brief)


def _brief(name: str, metrics: QFontMetrics) -> int:
    """Return what a vendor's shortened name takes: its longest word is whole, if it is usual."""
    digit = metrics.horizontalAdvance("0")
    word = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
    return max(_BRIEF * digit, min(word, _WORD * digit))


def whole_width(font: QFont) -> int:
    """Return what is shown whole of any text in a table that scrolls, in pixels."""
    return _WHOLE * QFontMetrics(font).horizontalAdvance("0")
