"""What a long piece of work may ask of whoever started it."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - a request, not an error
    """The user stopped the work; nothing was changed."""


class Progress(Protocol):
    """Reports how far a job is and lets it stop early.

    Low layers take this as a parameter, so that they never look up to the window.
    """

    def report(self, fraction: float, text: str) -> None:
        """Say how much is done (0..1) and what is being done now."""

    def check(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""


class NoProgress:
    """A `Progress` for callers who do not watch: reports nowhere, never cancels."""

    def report(self, fraction: float, text: str) -> None:
        """Ignore the report."""

    def check(self) -> None:
        """Never stop."""
