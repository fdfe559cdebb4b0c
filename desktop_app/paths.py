"""Where resources/ and the user's folders are, from a checkout and an installed build alike."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APP_NAME = "VendorBench"
_ON_LINUX = sys.platform.startswith("linux")


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
    return _folder("XDG_DATA_HOME", ".local/share", APP_NAME, "user_data_dir")


def user_log() -> Path:
    """Return (and create) the folder of the log file."""
    return _folder("XDG_STATE_HOME", ".local/state", f"{APP_NAME}/log", "user_log_dir")


def _folder(variable: str, usual: str, name: str, elsewhere: str) -> Path:
    """Return (and create) the user's folder for something.

    On Linux by the XDG rules, as `platformdirs` has it, whose import costs a tenth of the time
    until the window is seen.
    """
    if _ON_LINUX:
        base = Path(os.environ.get(variable, ""))
        folder = (base if base.is_absolute() else Path.home() / usual) / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    import platformdirs

    return Path(getattr(platformdirs, elsewhere)(APP_NAME, appauthor=False, ensure_exists=True))
