"""Files and folders dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop, empty when it holds none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
