"""Colours and marks of vendors: told apart by colour-blind people, the same in every chart.

The eight hues start from the set that Okabe and Ito chose to be distinct under all common kinds
of colour blindness (https://jfly.uni-koeln.de/color/); its yellow is darkened, as it can't be
seen on white, and black gives way to grey. Where there are more vendors than hues, the mark's
shape is the second cue, so each of the first 64 vendors has a pair of its own.
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
    "#0072B2",
    "#D55E00",
    "#00855F",
    "#B5588F",
    "#B97900",
    "#2E93C9",
    "#6F5E00",
    "#5C6470",
)
_ON_DARK = (
    "#4FA9E6",
    "#FF8A4C",
    "#2CC79A",
    "#E79CC8",
    "#F2B53A",
    "#93D2F5",
    "#D6C65A",
    "#B4BCC8",
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
    """Return the mark of the vendor that came `place`-th (from 0); they repeat after 64."""
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
