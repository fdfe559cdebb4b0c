"""Make the portable build: a folder that runs from anywhere, without Python, network or rights.

    python installer/freeze.py

Makes an environment of its own in ``build/`` with nothing but what the program needs at run time,
freezes the program there with PyInstaller, proves it by `smoke.py` and packs it in ``dist/`` (.zip
on Windows, else .tar.gz, which keeps what may be executed). It builds for the system it is run on:
on Windows for Windows, on macOS for macOS.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "frozen"
DIST = ROOT / "dist"
_ICON = """
import sys
from PySide6.QtGui import QGuiApplication, QIcon
application = QGuiApplication([])
picture = QIcon(sys.argv[1]).pixmap(256, 256)
sys.exit(0 if picture.save(sys.argv[2]) else 1)
"""


def main() -> int:
    """Freeze, prove and pack; return the exit code."""
    python = environment()
    folder = freeze(python)
    subprocess.run([python, ROOT / "installer" / "smoke.py", folder], check=True)
    sys.stdout.write(f"{pack(folder)}\n")
    return 0


def environment() -> Path:
    """Return the Python of an environment with the program's own needs and PyInstaller."""
    home = BUILD / "environment"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run(
        [
            *(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--constraint", ROOT / "installer" / "constraints.txt", f"{ROOT}[frozen]"),
        ],
        check=True,
    )
    # What is frozen is this checkout, not a copy of it among the packages.
    subprocess.run([python, "-m", "pip", "uninstall", "--quiet", "-y", "vendorbench"], check=True)
    return python


def freeze(python: Path) -> Path:
    """Return the folder of the frozen program."""
    icon = draw_icon(python)
    subprocess.run(
        [
            *(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", BUILD / "dist", "--workpath", BUILD / "work"),
            ROOT / "installer" / "vendorbench.spec",
        ],
        check=True,
        env={**os.environ, "VENDORBENCH_ICON": str(icon or ""), "QT_QPA_PLATFORM": "offscreen"},
    )
    return BUILD / "dist" / "VendorBench"


def draw_icon(python: Path) -> Path | None:
    """Return the program's icon in the form that this system takes; Linux takes none."""
    ending = {"Windows": ".ico", "Darwin": ".icns"}.get(platform.system())
    if ending is None:
        return None
    target = BUILD / f"vendorbench{ending}"
    drawing = ROOT / "resources" / "icons" / "vendorbench.svg"
    subprocess.run(
        [python, "-c", _ICON, drawing, target],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return target


def pack(folder: Path) -> Path:
    """Return the folder packed as one file."""
    sys.path.insert(0, str(ROOT))
    from desktop_app import __version__

    name = f"VendorBench-{__version__}-{platform.system().lower()}-{platform.machine().lower()}"
    DIST.mkdir(exist_ok=True)
    kind = "zip" if os.name == "nt" else "gztar"
    packed = shutil.make_archive(str(DIST / name), kind, folder.parent, folder.name)
    return Path(packed)


if __name__ == "__main__":
    sys.exit(main())
