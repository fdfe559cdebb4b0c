"""The theme in use: type scale, spacing, icons, and the colours brought into every part."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from string import Template
from types import MethodType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app import paths
from desktop_app.gui.colours import CONTRAST, DARK, LIGHT, Colours
from desktop_app.gui.common.turns import Turns
from desktop_app.workbench.preferences import ThemeChoice

if TYPE_CHECKING:
    from desktop_app.gui.common.islands import Islands

SPACE = 8
"""The unit of all distances, in device-independent pixels; halves and multiples of it only."""
ICON = 20


SMALL = 0.9
"""Size of small words, such as headings of tables, to that of others."""

_POINTS = {"small": SMALL, "body": 1.0, "heading": 1.2, "figure": 1.5, "title": 1.6}


class Theme(QObject):
    """The theme of the running application; `changed` is sent when all shows its new colours.

    There is no style sheet of the application: Qt works it out anew for every widget at every
    step of building a page, and for all widgets in one go when it changes. Each part of a window
    is dressed instead, and a change of theme goes from part to part, in turns of the event loop.

    Parameters
    ----------
    app : QApplication
        Gets the style, the palette and the font.
    turns : Turns, optional
        Does a change of theme in small parts; without it, all is done at once.
    choice : ThemeChoice
        What to begin with.
    desktop_dark : bool, optional
        Whether the desktop is dark, for whoever has no time to ask it before `follow_desktop`.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        turns: Turns | None = None,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        desktop_dark: bool | None = None,
    ) -> None:
        super().__init__()
        self._desktop_dark = desktop_dark
        self._begin(app, choice, turns)
        if desktop_dark is None:
            self.follow_desktop()
        self.colours = self._wanted()
        self._apply()

    def follow_desktop(self) -> None:
        """Ask the desktop for its colours from now on, where the choice is to follow it."""
        self._desktop_dark = None
        self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._system_changed()

    def _begin(self, app: QApplication, choice: ThemeChoice, turns: Turns | None) -> None:
        self._app = app
        self._choice = choice
        self._turns = turns or Turns(at_once=True, parent=self)
        self._points = max(app.font().pointSizeF(), 9.5)
        self._sheet = ""
        self.colours = LIGHT
        self._dressed: list[weakref.ref[QWidget]] = []
        self._islands: Islands | None = None
        self._followers: list[weakref.WeakMethod[Callable[[], object]]] = []
        # Kept here and not in a module: pictures must not outlive the application.
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}

    @property
    def turns(self) -> Turns:
        """Return what does long work of the window's thread in small parts."""
        return self._turns

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
            self._turns.do(self._changing(), self.changed.emit, urgent=True)

    def dress(self, widget: QWidget) -> None:
        """Give a part of a window, and all that is in it or comes into it, the theme's looks."""
        if not self._sheet:
            self._sheet = style_sheet(self.colours, self._points)
        widget.setStyleSheet(self._sheet)
        alive = [ref for ref in self._dressed if (one := ref()) is not None and isValid(one)]
        self._dressed = [*alive, weakref.ref(widget)]

    def dress_in_parts(self, widget: QWidget) -> Iterator[None]:
        """Dress a part of a window that may be big, piece by piece; yields after each."""
        # Here and not above, as the first picture needs none of it.
        from desktop_app.gui.common.islands import Islands

        if self._islands is None:
            self._islands = Islands(self.dress, self)
        for piece in self._islands.of(widget):
            self.dress(piece)
            yield

    def dress_window(self, window: QWidget) -> None:
        """Dress a dialog, unless what it belongs to is dressed: then it is so too."""
        above: QWidget | None = window
        while above is not None and not above.styleSheet():
            above = above.parentWidget()
        if above is None:
            self.dress(window)

    def follow(self, paint: Callable[[], object]) -> None:
        """Call a widget's method at each change of theme, as long as there is the widget.

        What is in sight comes first, and each call in a part of its own; so this, and not
        `changed`, is for whatever takes more than a moment.
        """
        assert isinstance(paint, MethodType)
        self._followers = [ref for ref in self._followers if _owner(ref) is not None]
        self._followers.append(weakref.WeakMethod(paint))

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in `Colours`."""
        return QColor(getattr(self.colours, name))

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """Return an icon of resources/icons in a colour of the theme."""

        def draw() -> QIcon:
            icon = QIcon()
            for size in (16, ICON):
                icon.addPixmap(self.pixmap(name, colour, size))
            return icon

        return self.kept_icon(name, getattr(self.colours, colour), draw)

    def kept_icon(self, name: str, code: str, draw: Callable[[], QIcon]) -> QIcon:
        """Return what `draw` gives; it is called once for a name and a colour's code."""
        if (name, code) not in self._icons:
            self._icons[name, code] = draw()
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
        dark = self._choice is ThemeChoice.DARK
        if self._choice is ThemeChoice.SYSTEM:
            dark = self._desktop_is_dark()
        if self._choice is ThemeChoice.CONTRAST:
            return CONTRAST
        return DARK if dark else LIGHT

    def _desktop_is_dark(self) -> bool:
        if self._desktop_dark is not None:
            return self._desktop_dark
        # Here and not above: making the enumerations of `Qt` takes longer than the first picture.
        from PySide6.QtCore import Qt

        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.choose(ThemeChoice.SYSTEM)

    def _apply(self) -> None:
        font = self._app.font()
        if font.pointSizeF() != self._points:
            font.setPointSizeF(self._points)
            self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        self._sheet = ""

    def _changing(self) -> Iterator[None]:
        """Bring the new colours into one part after the other, those in sight first, unseen."""
        self._sheet = style_sheet(self.colours, self._points)
        windows = [window for window in self._app.topLevelWidgets() if window.isVisible()]
        for window in windows:
            window.setUpdatesEnabled(False)
        try:
            for act in self._acts(in_sight=True):
                act()
                yield
        finally:
            for window in filter(isValid, windows):
                window.setUpdatesEnabled(True)
        for act in self._acts(in_sight=False):
            act()
            yield

    def _acts(self, in_sight: bool) -> Iterator[Callable[[], object]]:
        """Yield what is to be done for parts in sight, or for the others."""
        for dressed in tuple(self._dressed):
            widget = dressed()
            if widget is not None and isValid(widget) and widget.isVisible() is in_sight:
                yield lambda widget=widget: widget.setStyleSheet(self._sheet)  # type: ignore[misc]
        for follower in tuple(self._followers):
            owner, paint = _owner(follower), follower()
            seen = isinstance(owner, QWidget) and owner.isVisible()
            if owner is not None and paint is not None and seen is in_sight:
                yield paint


def _owner(follower: weakref.WeakMethod[Callable[[], object]]) -> object | None:
    """Return the widget whose method follows, None when it is gone."""
    paint = follower()
    owner = paint.__self__ if isinstance(paint, MethodType) else None
    if isinstance(owner, QObject) and not isValid(owner):
        return None
    return owner


class PaperTheme(Theme):
    """Light colours for charts that go on paper; leaves the application's own looks alone."""

    def __init__(self, app: QApplication) -> None:
        QObject.__init__(self)
        self._begin(app, ThemeChoice.LIGHT, None)


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
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, pixmap.width(), pixmap.height())
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
