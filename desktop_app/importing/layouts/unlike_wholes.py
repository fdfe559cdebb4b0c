"""Rows of one KPI, one of a part of the work by its name, the other of no whole of that part."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import ranges
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.translating import tr
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.decisions import SURE, Target
from desktop_app.importing.layouts.cross import Cross
from desktop_app.importing.layouts.series import Series, title_of
from desktop_app.importing.reading import examples

_KEYS = ["item", "variant", "vendor", "period"]
_WORD = re.compile(r"[^\W\d_]{3,}")


def say_unlike_wholes(context: SheetContext, cross: Cross, stated: Arrays) -> None:
    """Warn of a row that stands for all of the work beside one that is no part of it.

    "Emails answered within 24 hours" and "Complaints resolved in 5 days" may both be SLA
    compliance: the former counts for e-mails alone, and the latter, which names no part that is
    known, for the vendor as a whole. "CSAT" and "CSAT e-mail" are a whole and its part.
    """
    parted = pd.notna(stated["segment"])
    if parted.all() or not parted.any():
        return
    frame = stated.frame()
    wholes, parts = frame[~parted], frame[parted]
    both = wholes[[*_KEYS, "series"]].merge(
        parts[[*_KEYS, "series", "segment"]], on=_KEYS, suffixes=("", "_part")
    )
    pairs = both[["series", "series_part", "segment"]].drop_duplicates()
    for code, beside in pairs.groupby("series", sort=False):
        whole = cross.series[int(str(code))]
        said, places = [], []
        for other, segment in zip(beside["series_part"], beside["segment"], strict=True):
            part = cross.series[int(other)]
            if _is_unlike(context, whole, part, str(segment)):
                own = parts[(parts["series"] == other) & (parts["segment"] == segment)]
                said.append(
                    tr(
                        "{figure} as that of '{segment}' alone",
                        figure=_told(part, own),
                        segment=segment,
                    )
                )
                places.append(own)
        if said:
            _say(context, whole, said, [wholes[wholes["series"] == code], *places])


def _is_unlike(context: SheetContext, whole: Series, part: Series, segment: str) -> bool:
    """Whether a part is named in its row's name, and the other row's name is of something else."""
    item = whole.item
    if item is None or item.target is not Target.KPI or item.chosen or whole.confidence >= SURE:
        return False
    inside, named = _words(part.text), _words(segment)
    own = _words(whole.text)
    if own <= inside or own & context.words.total:
        return False
    return bool(named) and named <= inside


def _words(text: str) -> set[str]:
    return set(_WORD.findall(normalise(text)))


def _told(series: Series, cells: pd.DataFrame) -> str:
    return f"'{series.text}' ({series.place}; {examples(cells['address'], cells['cell'])})"


def _say(
    context: SheetContext, whole: Series, parts: Sequence[str], cells: Sequence[pd.DataFrame]
) -> None:
    assert whole.item is not None
    places = pd.concat(cells)
    context.find(
        Severity.WARNING,
        "whole-of-other-work",
        tr(
            "Rows of different work state {title}: {figure} stands as the figure of all "
            "the work, {parts}. Leave the first out if it is no figure of all the work.",
            title=title_of(context, whole.item),
            figure=_told(whole, cells[0]),
            parts="; ".join(parts),
        ),
        ranges(zip(places["row"].tolist(), places["column"].tolist(), strict=True)),
        whole.letters_or_row,
        [
            Answer.of(
                About.MEANING,
                "",
                tr("Leave out '{series}' ({place})", series=whole.text, place=whole.place),
            )
        ],
        name=whole.text,
    )
