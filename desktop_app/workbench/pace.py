"""How far a job is, and how long it still takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.translating import tr

_TOLD_AFTER_S = 3.0
"""A job that is over sooner needs no forecast, and an early one jumps about."""
_LEAST_FRACTION = 0.05


@dataclass(frozen=True, slots=True)
class Pace:
    """A running job.

    Parameters
    ----------
    title : str
    started : float
        Seconds on a clock that never goes back.
    fraction : float
        0..1 of the work done; 0 until the first word of it.
    text : str
        What it is at, ``""`` for nothing told.
    """

    title: str
    started: float
    fraction: float = 0.0
    text: str = ""

    def at(self, fraction: float, text: str) -> Pace:
        """Return the job with its progress."""
        return replace(self, fraction=min(max(fraction, 0.0), 1.0), text=text)

    def seconds_left(self, now: float) -> float | None:
        """Return the seconds left if the rest goes on as the work before; None if too early."""
        passed = now - self.started
        if passed < _TOLD_AFTER_S or self.fraction < _LEAST_FRACTION:
            return None
        return passed * (1.0 - self.fraction) / self.fraction

    def sentence(self, now: float) -> str:
        """Return ``Reading 3 reports: Aster.xlsx, about 20 s left``."""
        words = (
            f"{self.title}: {self.text}" if self.text and self.text != self.title else self.title
        )
        left = self.seconds_left(now)
        return (
            words if left is None else tr("{doing}, {time} left", doing=words, time=_rounded(left))
        )


def _rounded(seconds: float) -> str:
    if seconds < 5:
        return tr("a few seconds")
    if seconds < 55:
        return tr("about {seconds} s", seconds=5 * round(seconds / 5))
    if seconds < 90:
        return tr("about a minute")
    return tr("about {seconds} minutes", seconds=round(seconds / 60))
