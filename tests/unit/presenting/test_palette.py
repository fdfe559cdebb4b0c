from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

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


def test_the_first_96_vendors_can_be_told_apart():
    marks = {vendor_mark(place) for place in range(N_HUES * len(SHAPES))}
    assert len(marks) == 96


SIGHTS = {
    "ordinary": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""What becomes of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""


def _lab(colour: str, sight: np.ndarray) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as somebody sees it."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    x, y, z = to_xyz @ np.clip(sight @ linear, 0, 1) / (0.95047, 1.0, 1.08883)
    fx, fy, fz = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the distance of two colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = math.hypot(a1 * g, b1), math.hypot(a2 * g, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * g)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    hue = (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
    t = 1 + sum(size * math.cos(math.radians(n * hue + by)) for size, n, by in waves)
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = 60 * math.exp(-(((hue - 275) / 25) ** 2))
    rt = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(bend))
    parts = ((l2 - l1) / sl, (c2 - c1) / sc, dh / sh)
    return math.sqrt(sum(part**2 for part in parts) + rt * parts[1] * parts[2])


def test_distances_are_those_that_were_published():
    # Sharma, Wu and Dalal (2005), table 1, pairs 1, 7 and 25.
    for one, other, distance in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert _ciede2000(one, other) == pytest.approx(distance, abs=5e-5)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("sight", "least"), [(name, 16 if name == "ordinary" else 10) for name in SIGHTS]
)
def test_twelve_vendors_are_told_apart_by_colour_whoever_looks(sight, least, dark):
    seen = [_lab(vendor_mark(place).colour(dark), SIGHTS[sight]) for place in range(N_HUES)]
    assert N_HUES == 12
    assert min(_ciede2000(*pair) for pair in itertools.combinations(seen, 2)) > least


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


def test_more_than_96_vendors_still_get_marks():
    marks = assign_marks([f"v{i}" for i in range(200)], {})
    assert len(marks) == 200
