"""The shared real files, which are not part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def shared_file(name: str) -> Path:
    """Return a real file by its path in the data folder; skip the test where there is none."""
    folder = Path(os.environ.get("VENDORBENCH_SHARED", _ROOT.parent / "shared" / "data"))
    path = folder / name
    if not path.is_file():
        pytest.skip(f"the shared data file {name} is not in {folder}; set VENDORBENCH_SHARED")
    return path
