"""What was worked out last, kept up to a number, so that looking at it again takes no time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lately(OrderedDict[K, V]):
    """A dictionary of at most `most` entries: for each new one beyond them the oldest goes.

    Emptying it whole when it is full would free thousands of entries in one go, right in the
    middle of scrolling.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)
