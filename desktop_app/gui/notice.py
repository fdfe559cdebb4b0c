"""What the window tells without taking the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Notice(NamedTuple):
    """Something to tell without taking the focus; `tone` is ``ok``, ``look``, ``failed``, ``info``.

    `action` is the text of a button, ``""`` for none, and `act` what it does.
    """

    text: str
    tone: str = "info"
    action: str = ""
    act: Callable[[], None] | None = None
