"""For programs that run the application outside pytest: the user's folders stay as they are."""

from __future__ import annotations

from pathlib import Path

from desktop_app import paths


def stay_within(folder: Path) -> None:
    """Keep preferences, mappings and recovery files of this process in a folder of its own."""
    for name in ("user_data", "user_log"):
        place = folder / name
        place.mkdir()
        setattr(paths, name, lambda place=place: place)
