"""Names that labels of one KPI carry beside it: "AHT - Voice" and "AHT - Chat"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop_app.catalogue.text import normalise
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.headings import best
from desktop_app.importing.layouts.series import Series

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)+\.?|\d+[.)])\s+(?=\D)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def without_number(label: str) -> str:
    """Return a label without the number of its row: "Service level" of "1.2 Service level"."""
    return _NUMBERED.sub("", label)


def names_beside(
    context: SheetContext, series: Sequence[Series], parts: Mapping[int, frozenset[object]]
) -> dict[int, str]:
    """Return the names by which labels of one KPI differ, by the places of their series.

    `parts` are the segments each series has figures of: "Calls handled" below "Voice" and "Chats
    handled" below "Chat" are told apart already.

    They are usual names of channels ("Voice calls offered", "Chats offered", and beside them
    "Total contacts offered"), or the words left over beside the KPI, written like names, in all
    its labels ("AHT - Manila", "AHT - Cebu"). Labels that neither tells apart get no name.
    """
    by_item: dict[tuple[str, str, str], list[int]] = {}
    for place, one in enumerate(series):
        item = best(one.candidates)
        if item is not None and not item.chosen:
            by_item.setdefault((item.target, item.id, one.unit_text), []).append(place)
    found: dict[int, str] = {}
    for alike in by_item.values():
        places = [
            place
            for place in alike
            if any(parts[place] & parts[other] for other in alike if other != place)
        ]
        texts = [series[place].text for place in places]
        for names in (
            [_channel(context, text) for text in texts],
            [_left_over(series[place]) for place in places],
        ):
            if len(places) > 1 and len(set(map(normalise, names))) == len(names):
                found |= {place: name for place, name in zip(places, names, strict=True) if name}
                break
    return found


def _channel(context: SheetContext, text: str) -> str:
    """Return the usual name of a channel that stands in a label, ``""`` for none."""
    words = _WORD.findall(text)
    segments = context.words.segments
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if normalise(name) in segments:
                return name
            if normalise(name.removesuffix("s")) in segments:
                return name.removesuffix("s")
    return ""


def _left_over(series: Series) -> str:
    """Return the words beside a KPI's name as written, where they begin like a name."""
    item = best(series.candidates)
    rest = item.rest.split() if item is not None else []
    match = re.search(r"\W+".join(map(re.escape, rest)), series.text, re.IGNORECASE)
    return match[0] if rest and match and match[0][0].isupper() else ""
