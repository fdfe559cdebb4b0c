"""Real files: those with an open licence are in tests/data/real, the others lie beside the
repository, in the folder that VENDORBENCH_SHARED names or in ../shared/data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_OPEN = _ROOT / "tests" / "data" / "real"
ODDITIES = _ROOT / "tests" / "data" / "oddities"
"""Small workbooks, each with one oddity of real reports."""


def shared_file(name: str) -> Path:
    """Return a real file by its path in the data folder; skip the test where there is none."""
    if (_OPEN / name).is_file():
        return _OPEN / name
    folder = Path(os.environ.get("VENDORBENCH_SHARED", _ROOT.parent / "shared" / "data"))
    path = folder / name
    if not path.is_file():
        pytest.skip(f"the real file {name} has no open licence and is not in {folder}")
    return path
