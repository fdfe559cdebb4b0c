"""Where the handle between two parts of a page is, kept from one session to the next."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter

from desktop_app.gui.preferences_store import PreferencesStore


def keep_sizes(splitter: QSplitter, name: str, preferences: PreferencesStore) -> QSplitter:
    """Part the room as it was last time, remember each move from now on; return the splitter.

    The name is the same in all languages. Sizes are shares of the room there is: another window
    is parted in proportion.
    """
    kept = preferences.sizes(name)
    if len(kept) == splitter.count():
        splitter.setSizes(kept)
    splitter.splitterMoved.connect(
        lambda _place, _handle: preferences.keep_sizes(name, splitter.sizes())
    )
    return splitter
