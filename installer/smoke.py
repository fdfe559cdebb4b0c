"""Prove a portable build: it compares the samples like the checkout does, and its window opens.

    python installer/smoke.py FOLDER

Run with the folder that `freeze.py` made, by any Python; the programs in it use none of that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
_END = ".exe" if os.name == "nt" else ""
_OPEN_S = 20
"""How long the window has to stay open."""


def main() -> int:
    """Return 0 when all that was tried worked; say what did not."""
    folder = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        faults = [*compared(folder, home), *opened(folder, home)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write("the portable build works\n" if not faults else "")
    return 1 if faults else 0


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment without Python, and with user folders of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    own = dict.fromkeys(
        ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_STATE_HOME"),
        str(home),
    )
    return {**kept, **own, "QT_QPA_PLATFORM": "offscreen"}


def compared(folder: Path, home: Path) -> list[str]:
    """Compare each sample by the frozen command line and by the checkout; return differences."""
    faults = []
    frozen = [str(folder / f"vendorbench-cli{_END}")]
    source = [sys.executable, "-m", "desktop_app"]
    for sample in sorted(SAMPLES.iterdir()):
        book = home / f"{sample.name}.xlsx"
        ours = run([*frozen, "compare", str(sample), "--json", "--export", str(book)], home)
        theirs = run([*source, "compare", str(sample), "--json"], home)
        if ours != theirs:
            faults.append(f"{sample.name}: another result than the checkout's")
        if not book.exists() or not zipfile.is_zipfile(book):
            faults.append(f"{sample.name}: no workbook was exported")
    return faults


def run(command: list[str], home: Path) -> Any:
    """Return the JSON a command prints, without what it wrote where."""
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, env=surroundings(home), timeout=300, check=False
    )
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}"
    told = json.loads(done.stdout)
    told.pop("exported", None)
    return told


def opened(folder: Path, home: Path) -> list[str]:
    """Open the window on a sample; return what its log says of faults."""
    sample = next(SAMPLES.iterdir())
    process = subprocess.Popen([folder / f"VendorBench{_END}", sample], env=surroundings(home))
    until = time.monotonic() + _OPEN_S
    while time.monotonic() < until and process.poll() is None:
        time.sleep(0.2)
    if process.poll() is not None:
        return [f"the window closed by itself, exit code {process.returncode}"]
    process.terminate()
    process.wait(30)
    logs = [path.read_text("utf-8", "replace") for path in home.rglob("*.log")]
    return [line for text in logs for line in text.splitlines() if "ERROR" in line]


if __name__ == "__main__":
    sys.exit(main())
