"""Colours, type scale and spacing of the window; the only place that knows them."""

from __future__ import annotations

from string import Template
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop_app import paths
from desktop_app.workbench.preferences import ThemeChoice

SPACE = 8
"""The unit of all distances, in device-independent pixels; halves and multiples of it only."""
ICON = 20


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

_POINTS = {"small": 0.9, "body": 1.0, "heading": 1.2, "figure": 1.5, "title": 1.6}


class Theme(QObject):
    """The theme of the running application; `changed` is sent when its colours change.

    Parameters
    ----------
    app : QApplication
        Gets the style, the palette and the style sheet.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._choice = ThemeChoice.SYSTEM
        self._points = max(app.font().pointSizeF(), 9.5)
        self.colours = LIGHT
        # Kept here and not in a module: pictures must not outlive the application.
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def dark(self) -> bool:
        """Return whether the window is dark now."""
        return self.colours is DARK

    def choose(self, choice: ThemeChoice) -> None:
        """Use light, dark, or the desktop's colours."""
        self._choice = choice
        wanted = self._wanted()
        if wanted is not self.colours:
            self.colours = wanted
            self._apply()
            self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in `Colours`."""
        return QColor(getattr(self.colours, name))

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """Return an icon of resources/icons in a colour of the theme."""
        code = getattr(self.colours, colour)
        if (name, code) not in self._icons:
            icon = QIcon()
            for size in (16, ICON):
                icon.addPixmap(self.pixmap(name, colour, size))
            self._icons[name, code] = icon
        return self._icons[name, code]

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """Return an icon as a picture, sharp on the screens there are."""
        code = getattr(self.colours, colour)
        if (name, code, size) not in self._pixmaps:
            file = paths.resources() / "icons" / f"{name}.svg"
            drawing = file.read_text(encoding="utf-8").replace("currentColor", code)
            self._pixmaps[name, code, size] = _drawn(drawing, size)
        return self._pixmaps[name, code, size]

    def _wanted(self) -> Colours:
        if self._choice is ThemeChoice.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._choice is ThemeChoice.DARK
        if self._choice is ThemeChoice.CONTRAST:
            return CONTRAST
        return DARK if dark else LIGHT

    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.choose(ThemeChoice.SYSTEM)

    def _apply(self) -> None:
        font = self._app.font()
        font.setPointSizeF(self._points)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        # A sheet in place of another is worked out for each widget several times over; taking the
        # old one away first makes a change of theme several times faster.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(style_sheet(self.colours, self._points))


class PaperTheme(Theme):
    """Light colours for charts that go on paper; leaves the application's own looks alone."""

    def __init__(self, app: QApplication) -> None:
        QObject.__init__(self)
        self._app = app
        self._choice = ThemeChoice.LIGHT
        self._points = max(app.font().pointSizeF(), 9.5)
        self.colours = LIGHT
        self._icons = {}
        self._pixmaps = {}


def style_sheet(colours: Colours, points: float) -> str:
    """Return the style sheet for a set of colours and a size of body text.

    Raises
    ------
    KeyError
        If the template names a colour that there is not.
    """
    template = (paths.resources() / "styles" / "app.qss").read_text(encoding="utf-8")
    sizes = {f"size_{name}": f"{points * scale:.1f}" for name, scale in _POINTS.items()}
    icons = (paths.resources() / "icons").as_posix()
    return Template(template).substitute(colours._asdict(), icons=icons, **sizes)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.stripe,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.failed,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent_text,
        role.LinkVisited: colours.accent_text,
        role.ToolTipBase: colours.tooltip,
        role.ToolTipText: colours.tooltip_text,
        role.PlaceholderText: colours.muted,
        role.Mid: colours.border,
        role.Light: colours.surface,
        role.Dark: colours.border_strong,
    }
    palette = QPalette()
    for which, colour in roles.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette


def _drawn(drawing: str, size: int) -> QPixmap:
    """Return a drawing as a picture with as many dots as the sharpest screen has."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, pixmap.width(), pixmap.height())
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
