"""The colours of the themes; the only place that knows them.

Without `annotations` of the future: a named tuple compiles those one by one, which takes a
hundredth of the time to the first paint.
"""

from typing import NamedTuple


class Colours(NamedTuple):
    """Every colour of a theme by what it is for (``#RRGGBB``).

    The tints of figures run from orange (short of the target) to blue (better than it): the two
    stay apart for colour-blind readers, and a symbol beside the figure says the same. The grounds
    of a sheet's cells differ in hue and lightness, and in weight, slant, lines and hatching. A
    named tuple, as a data class of so many fields takes a tenth of the time to the first paint.
    """

    window: str
    surface: str
    sunken: str
    stripe: str
    field: str
    nav: str
    nav_text: str
    nav_hover: str
    nav_selected: str
    border: str
    border_strong: str
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    focus: str
    focus_on_accent: str
    hover: str
    pressed: str
    scroll: str
    tooltip: str
    tooltip_text: str
    ok: str
    look: str
    failed: str
    tint_excellent: str
    tint_on_target: str
    tint_below: str
    tint_unacceptable: str
    bar: str
    chart_target: str
    use_used: str
    use_heading: str
    use_total: str
    use_note: str
    use_set_aside: str
    use_mark: str


LIGHT = Colours(
    window="#F5F6F8",
    surface="#FFFFFF",
    sunken="#EEF1F5",
    stripe="#FAFBFC",
    field="#FFFFFF",
    nav="#ECEFF4",
    nav_text="#39455A",
    nav_hover="#E0E5ED",
    nav_selected="#FFFFFF",
    border="#DEE3EA",
    border_strong="#C3CBD6",
    line="#EDF0F4",
    text="#18212F",
    muted="#586477",
    disabled="#9AA4B2",
    accent="#1F5FBF",
    accent_hover="#184E9F",
    accent_soft="#E3EDFA",
    accent_text="#1A55AD",
    on_accent="#FFFFFF",
    focus="#1F5FBF",
    focus_on_accent="#0B2E66",
    hover="#F0F3F7",
    pressed="#E3E8EF",
    scroll="#C6CDD8",
    tooltip="#18212F",
    tooltip_text="#FFFFFF",
    ok="#00785A",
    look="#B25E00",
    failed="#B3261E",
    tint_excellent="#B9D6F5",
    tint_on_target="#E1EEFB",
    tint_below="#FDECD6",
    tint_unacceptable="#F9CFA0",
    bar="#C9DFF7",
    chart_target="#18212F",
    use_used="#DDEBFB",
    use_heading="#C6D2E4",
    use_total="#E5DAF3",
    use_note="#F3F0D2",
    use_set_aside="#FBE3CB",
    use_mark="#8C5A1E",
)

DARK = Colours(
    window="#14181F",
    surface="#1B2029",
    sunken="#242B36",
    stripe="#1E242E",
    field="#161B23",
    nav="#10141A",
    nav_text="#B8C2D0",
    nav_hover="#1D242E",
    nav_selected="#233044",
    border="#2D3542",
    border_strong="#445063",
    line="#262D38",
    text="#E8ECF2",
    muted="#9CA8B9",
    disabled="#5F6B7C",
    accent="#3B82D6",
    accent_hover="#5596E2",
    accent_soft="#22344D",
    accent_text="#85B7F2",
    on_accent="#FFFFFF",
    focus="#6BA6EC",
    focus_on_accent="#DCEBFC",
    hover="#252C37",
    pressed="#2E3744",
    scroll="#3D4757",
    tooltip="#E8ECF2",
    tooltip_text="#14181F",
    ok="#3CCB9B",
    look="#F2A541",
    failed="#FF8A80",
    tint_excellent="#1D4A7C",
    tint_on_target="#1E3350",
    tint_below="#47341C",
    tint_unacceptable="#70471A",
    bar="#264A73",
    chart_target="#E8ECF2",
    use_used="#1A3352",
    use_heading="#3B485C",
    use_total="#41325E",
    use_note="#3C3A22",
    use_set_aside="#4D3419",
    use_mark="#D9A05B",
)

CONTRAST = LIGHT._replace(
    window="#FFFFFF",
    sunken="#F0F0F0",
    stripe="#FFFFFF",
    nav="#FFFFFF",
    nav_text="#000000",
    nav_hover="#E6E6E6",
    nav_selected="#FFE600",
    border="#000000",
    border_strong="#000000",
    line="#8A8A8A",
    text="#000000",
    muted="#262626",
    disabled="#6B6B6B",
    accent="#0037A6",
    accent_hover="#00256F",
    accent_soft="#FFF3A0",
    accent_text="#002C85",
    focus="#C2008F",
    focus_on_accent="#FFE600",
    hover="#F0F0F0",
    pressed="#D9D9D9",
    scroll="#5C5C5C",
    tooltip="#000000",
    ok="#005A3C",
    look="#7A3E00",
    failed="#9B0000",
    chart_target="#000000",
    use_mark="#6B3A00",
)
"""Black on white, edges drawn, the focus in a colour of its own (WCAG 2.1, level AAA: 7 to 1)."""
