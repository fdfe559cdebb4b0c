"""Where resources/ and the user's folders are, from a checkout and an installed build alike."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import platformdirs

APP_NAME = "VendorBench"


@cache
def resources() -> Path:
    """Return the folder that holds catalogue, icons, styles and samples.

    Raises
    ------
    FileNotFoundError
        If the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    candidates = [package / "resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if (folder / "catalogue").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found beside {package}; reinstall {APP_NAME}")


def samples() -> Path:
    """Return the folder of the sample reports."""
    return resources() / "samples"


def user_data() -> Path:
    """Return (and create) the folder for preferences and recovery files."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, ensure_exists=True))


def user_log() -> Path:
    """Return (and create) the folder of the log file."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False, ensure_exists=True))
