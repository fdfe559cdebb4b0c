"""The extractor of texts, which is a script beside the package."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@cache
def extractor() -> ModuleType:
    """Return ``installer/translations.py`` as a module."""
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "installer" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text with their formats, sorted."""
    return sorted(
        f"{name}!{conversion or ''}:{spec}"
        for _, name, spec, conversion in Formatter().parse(text)
        if name is not None
    )
