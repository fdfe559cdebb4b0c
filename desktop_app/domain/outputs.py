"""Where results may be written: never over what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def overwritten(target: Path, inputs: Iterable[str | Path]) -> Path | None:
    """Return the input that writing to `target` would replace, None if there is none.

    Files are compared as the system knows them: by another spelling, letter case or link they
    are the same. Inputs that are no longer there are no matter.
    """
    for one in inputs:
        try:
            if target.samefile(one):
                return Path(one)
        except OSError:
            continue  # One of the two does not exist.
    return None
