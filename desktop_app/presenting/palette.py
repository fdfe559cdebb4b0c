"""Colours and marks of vendors: told apart by colour-blind people, the same in every chart.

The twelve hues were searched for: among many sets that are seen on their ground (3 to 1, WCAG 2.1)
these kept the largest least distance (CIEDE2000) under ordinary sight and under protanopia,
deuteranopia and tritanopia as Machado, Oliveira and Fernandes (2009) simulate them;
tests/unit/presenting/test_palette.py measures it. The mark's shape is the second
cue, and where there are more vendors than hues it tells them apart: each of the first 96 vendors
has a pair of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHAPES: tuple[str, ...] = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "cross",
    "star",
    "pentagon",
    "plus",
)
"""Names of marks; a chart that can't draw one of them takes a circle."""

_ON_LIGHT = (
    "#042B9A",
    "#9E4E00",
    "#00735D",
    "#A03DB1",
    "#898E11",
    "#549598",
    "#B0826E",
    "#857FE7",
    "#740051",
    "#E35391",
    "#393A32",
    "#7C0000",
)
_ON_DARK = (
    "#89A1FF",
    "#C06629",
    "#429F9F",
    "#FF6AB0",
    "#C1E3A8",
    "#63FFE3",
    "#CC9F15",
    "#916AE0",
    "#F2C5FF",
    "#9A7A76",
    "#B6AD99",
    "#FFEB5C",
)
N_HUES = len(_ON_LIGHT)


@dataclass(frozen=True, slots=True)
class VendorMark:
    """How one vendor looks everywhere: a colour for each background, and a shape."""

    on_light: str
    on_dark: str
    shape: str

    def colour(self, dark: bool) -> str:
        """Return the colour (``#RRGGBB``) for a dark or a light background."""
        return self.on_dark if dark else self.on_light


def vendor_mark(place: int) -> VendorMark:
    """Return the mark of the vendor that came `place`-th (from 0); they repeat after 96."""
    hue = place % N_HUES
    # Neighbours differ in both hue and shape; the second round of hues starts one shape later.
    shape = SHAPES[(place + place // N_HUES) % len(SHAPES)]
    return VendorMark(_ON_LIGHT[hue], _ON_DARK[hue], shape)


def assign_marks(
    vendors: Iterable[str], earlier: Mapping[str, VendorMark]
) -> dict[str, VendorMark]:
    """Return a mark for each vendor, keeping those given before.

    Parameters
    ----------
    vendors : iterable of str
        All vendors now; new ones get the first free places in this order.
    earlier : mapping of vendor to mark
        Also of vendors that are gone for now: they come back as they were.
    """
    marks = dict(earlier)
    taken = set(marks.values())
    place = 0
    for vendor in vendors:
        if vendor in marks:
            continue
        while vendor_mark(place) in taken and place < N_HUES * len(SHAPES):
            place += 1
        marks[vendor] = vendor_mark(place)
        taken.add(marks[vendor])
        place += 1
    return marks
