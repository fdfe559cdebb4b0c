"""Lists within sentences, as languages join them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.translating import tr


def every(names: Sequence[str]) -> str:
    """Return all of some names as in a sentence: ``A``, ``A and B``, ``A and B and C``."""
    said = names[0] if names else ""
    for name in names[1:]:
        said = tr("{first} and {second}", first=said, second=name)
    return said
