"""A made-up language: every text is marked, so that one that was not looked up stands out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.domain.translating import Language, NumberSigns, speak

BEGIN, END = "⟦", "⟧"


def marked(text: str) -> str:
    """Return a text of the made-up language."""
    return f"{BEGIN}{text}{END}"


@contextmanager
def speaking_marked() -> Iterator[None]:
    """Speak the made-up language, with a decimal comma, until the end of the block."""
    speak(Language("xx", marked, NumberSigns(",", ".")))
    try:
        yield
    finally:
        speak(Language())
