"""Texts as TOML writes them; Python reads TOML and does not write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def toml_string(value: str) -> str:
    """Return a text as a TOML string that reads back as the same.

    A lone surrogate, which no text file can hold, becomes the replacement character.
    """
    # JSON's escapes are TOML's too; only DEL must be escaped in TOML alone.
    whole = _LONE_SURROGATE.sub("\ufffd", str(value))
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(key: str) -> str:
    """Return a key as TOML writes it: bare where it can be."""
    return key if _BARE.match(key) else toml_string(key)


def toml_table(heading: str, values: Mapping[str, str]) -> list[str]:
    """Return the lines of a table after an empty one; values are TOML already."""
    return ["", f"[{heading}]", *(f"{toml_key(key)} = {value}" for key, value in values.items())]
