from __future__ import annotations

import itertools

from desktop_app.presenting.palette import N_HUES, SHAPES, assign_marks, vendor_mark


def _luminance(colour: str) -> float:
    """Return relative luminance as WCAG 2.1 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_mark_is_seen_on_its_background():
    # WCAG 2.1, 1.4.11: graphics need a contrast of 3 to 1 against what they stand on.
    for place in range(N_HUES):
        mark = vendor_mark(place)
        assert _contrast(mark.on_light, "#FFFFFF") >= 3.0, mark
        assert _contrast(mark.on_dark, "#1B2029") >= 3.0, mark


def test_the_first_64_vendors_can_be_told_apart():
    marks = {vendor_mark(place) for place in range(N_HUES * len(SHAPES))}
    assert len(marks) == 64


def test_neighbours_differ_in_colour_and_shape():
    for one, other in itertools.pairwise(vendor_mark(place) for place in range(24)):
        assert one.on_light != other.on_light
        assert one.shape != other.shape


def test_given_marks_stay_and_come_back():
    first = assign_marks(["Birch", "Cedar"], {})
    more = assign_marks(["Alder", "Birch"], first)
    assert more["Birch"] == first["Birch"]
    assert more["Cedar"] == first["Cedar"]
    assert more["Alder"] not in first.values()


def test_more_than_64_vendors_still_get_marks():
    marks = assign_marks([f"v{i}" for i in range(200)], {})
    assert len(marks) == 200
