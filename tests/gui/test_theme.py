from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from desktop_app import paths
from desktop_app.gui.charts.marks import ink_on
from desktop_app.gui.theme import CONTRAST, DARK, LIGHT, style_sheet
from desktop_app.presenting.palette import N_HUES, vendor_mark


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_style_sheet_is_filled_in_completely(colours):
    sheet = style_sheet(colours, 10.0)
    assert "$" not in sheet
    for file in re.findall(r'url\("([^"]+)"\)', sheet):
        assert paths.Path(file).is_file(), file


def test_no_colour_is_written_outside_of_the_theme():
    template = (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{]*})", template)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


_PAIRS = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("nav_text", "nav"),
    ("accent_text", "nav_selected"),
    ("accent_text", "surface"),
    ("tooltip_text", "tooltip"),
    ("ok", "surface"),
    ("look", "surface"),
    ("failed", "surface"),
    ("text", "tint_excellent"),
    ("text", "tint_on_target"),
    ("text", "tint_below"),
    ("text", "tint_unacceptable"),
    ("text", "accent_soft"),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize(("ink", "ground"), _PAIRS)
def test_text_can_be_read(colours, ink, ground):
    # WCAG 2.1, 1.4.3 (AA): 4.5 to 1 for text of this size.
    values = colours._asdict()
    assert _contrast(values[ink], values[ground]) >= 4.5


@pytest.mark.parametrize("icon", sorted((paths.resources() / "icons").glob("*.svg")))
def test_every_icon_is_a_drawing(qapp, icon):
    from PySide6.QtSvg import QSvgRenderer

    assert QSvgRenderer(str(icon)).isValid()


def test_what_is_written_on_a_colour_is_read():
    for mark in map(vendor_mark, range(N_HUES)):
        for colour in (mark.on_light, mark.on_dark):
            assert _contrast(ink_on(QColor(colour)).name(), colour) >= 4.5, colour
