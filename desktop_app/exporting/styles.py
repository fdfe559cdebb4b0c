"""Formats of the exported workbook in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.presenting.formatting import duration_unit

INK = "#1F2933"
MUTED = "#616E7C"
LINE = "#CBD2D9"
HEADING_FILL = "#E4E7EB"
INPUT_FILL = "#FFF8E1"
# Blue and orange stay apart for every kind of colour vision.
GOOD_FILL, GOOD_INK = "#D6E6F5", "#0B4A82"
BAD_FILL, BAD_INK = "#FBE3D0", "#8A3A00"

_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Scale:
    """The reader's unit of a KPI's column: canonical value x `factor`, shown as `number_format`."""

    unit: str
    factor: float
    number_format: str


def reader_scale(unit: str, magnitude: float, currency: str = "") -> Scale:
    """Return the unit a KPI reads best in.

    Parameters
    ----------
    unit : str
        Canonical unit (`domain.unit.Unit`).
    magnitude : float
        A typical absolute value, canonical; picks seconds, minutes, hours or days.
    currency : str
        ISO code for money.
    """
    if unit == Unit.SHARE:
        return Scale("%", 1.0, "0.0%")
    if unit == Unit.DURATION:
        name, factor = duration_unit(magnitude)
        return Scale(tr(name), factor, "#,##0.0" if factor == 1 else "#,##0.00")
    if unit == Unit.MONEY:
        return Scale(currency or tr("money"), 1.0, "#,##0.00")
    if unit == Unit.COUNT:
        return Scale(tr("number"), 1.0, "#,##0")
    if unit == Unit.POINTS:
        return Scale(tr("points"), 1.0, "+0.0;-0.0;0.0")
    words = {Unit.YEARS: tr("years"), Unit.SCORE: tr("mark")}
    return Scale(words.get(Unit(unit), ""), 1.0, "#,##0.00")


class Styles:
    """Makes each format of a workbook once, by its properties."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format with these XlsxWriter properties on top of the house font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **properties})
        return self._made[key]

    @property
    def title(self) -> Format:
        """A sheet's title."""
        return self.get(bold=True, font_size=16)

    @property
    def heading(self) -> Format:
        """A table's heading."""
        return self.get(
            bold=True, bg_color=HEADING_FILL, bottom=1, bottom_color=LINE, text_wrap=True
        )

    @property
    def figure_heading(self) -> Format:
        """The heading of a column of figures, above their last digits."""
        return self.get(
            bold=True,
            bg_color=HEADING_FILL,
            bottom=1,
            bottom_color=LINE,
            text_wrap=True,
            align="right",
        )

    @property
    def text(self) -> Format:
        """Plain text."""
        return self.get()

    @property
    def wrapped(self) -> Format:
        """Text over several lines."""
        return self.get(text_wrap=True, valign="top")

    @property
    def muted(self) -> Format:
        """Remarks."""
        return self.get(font_color=MUTED, text_wrap=True, valign="top")

    @property
    def aside(self) -> Format:
        """A remark on one line, which runs on over the empty cells beside it."""
        return self.get(font_color=MUTED)

    @property
    def strong(self) -> Format:
        """Text that stands out."""
        return self.get(bold=True)

    def number(self, number_format: str, **properties: Any) -> Format:
        """Return a number's format."""
        return self.get(num_format=number_format, **properties)
