"""Names that have no room: shortened so that each can still be told from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile

CUT = "…"


def short_name(
    name: str, among: Iterable[str], room: float, width_of: Callable[[str], float] = len
) -> str:
    """Return a name that fits, cut at its end unless another one would then read the same.

    In that case the words at which both begin are left out behind the first, and what tells them
    apart is shown instead: ``Northwest … Back Office``.

    Parameters
    ----------
    name : str
    among : iterable of str
        All names that are shown beside it; it may be one of them.
    room : float
        What there is, in the unit of `width_of`: characters unless something else is said.
    width_of : callable
        How wide a text is.
    """
    if width_of(name) <= room:
        return name
    cut = _cut(name, room, width_of)
    alike = [other for other in among if other != name and other.startswith(cut[:-1])]
    if not alike:
        return cut
    words = name.split()
    shared = max(_shared(words, other.split()) for other in alike)
    told = " ".join(words[shared:])
    for head in (f"{words[0]} {CUT} ", f"{CUT} "):
        # Of what tells them apart, a few letters at the least.
        if told and shared and width_of(head + told[:4]) + width_of(CUT) <= room:
            shown = head + told
            return shown if width_of(shown) <= room else _cut(shown, room, width_of)
    return cut


def _cut(text: str, room: float, width_of: Callable[[str], float]) -> str:
    """Return as much of the beginning as fits with the sign that something was cut."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + CUT) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + CUT


def _shared(words: list[str], others: list[str]) -> int:
    """Return at how many words both begin."""
    pairs = zip(words, others, strict=False)
    return sum(1 for _ in takewhile(lambda two: two[0] == two[1], pairs))
