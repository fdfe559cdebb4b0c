"""What is promised beside shares of work done in time: "<= 2 days" here, "<= 5 days" there."""

from __future__ import annotations

import re

import numpy as np

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import ranges
from desktop_app.domain.finding import Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.cross import Cross
from desktop_app.importing.layouts.plan import Part
from desktop_app.importing.layouts.series import title_of

_LIMIT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:[^\W\d_]+\s+)?(?P<unit>[^\W\d_]+)\b")
_LONGEST = 40
_NAMED = 4
_BESIDE = (Part.TARGET, Part.NOTE, Part.UNUSED, Part.UNIT)


def keep_promises(context: SheetContext, cross: Cross, stated: Arrays) -> None:
    """Note on shares of work done in time what was promised; warn where parts have another.

    95 % within 2 days of one tower and 95 % within 5 days of another are no share of one thing.
    """
    kept = frozenset(context.words.times_kept.values())
    ours = np.array([str(item) in kept for item in stated["item"]], dtype=np.bool_)
    if not ours.any():
        return
    by_row = _promised(context, cross)
    own = [by_row.get(row, "") if one else "" for one, row in zip(ours, stated["row"], strict=True)]
    if not any(own):
        return
    rules = zip(stated["rule"].tolist(), own, strict=True)
    stated["rule"][:] = [
        "; ".join(filter(None, (rule, tr("promised: {limit}", limit=limit) if limit else "")))
        for rule, limit in rules
    ]
    _say_unlike(context, cross, stated, own)


def _promised(context: SheetContext, cross: Cross) -> dict[int, str]:
    """Return the time that a cell beside the figures promises, by the row of the sheet."""
    found: dict[int, str] = {}
    for column in cross.plan.of(*_BESIDE):
        for row, value in column.sketch.cells.dropna().items():
            text = str(value).strip()
            if isinstance(value, str) and len(text) <= _LONGEST and _is_limit(context, text):
                found.setdefault(int(str(row)), text)
    return found


def _is_limit(context: SheetContext, text: str) -> bool:
    named = (normalise(match["unit"]) for match in _LIMIT.finditer(text))
    return any(context.words.units.get(one, "") in UNIT_WORDS["duration"] for one in named)


def _say_unlike(context: SheetContext, cross: Cross, stated: Arrays, own: list[str]) -> None:
    """Warn of a KPI whose parts stand by different promises."""
    frame = stated.frame()[["item", "series", "segment", "row", "column"]].assign(limit=own)
    frame = frame[frame["limit"] != ""]
    for _, group in frame.groupby("item", sort=False):
        parts = group.drop_duplicates(["segment", "limit"])
        if parts["limit"].nunique() < 2:
            continue
        item = cross.series[int(group["series"].iloc[0])].item
        assert item is not None
        named = [
            f"{segment or tr('all')}: {limit}"
            for segment, limit in zip(parts["segment"], parts["limit"], strict=True)
        ]
        context.find(
            Severity.WARNING,
            "promises-differ",
            tr(
                "Parts of the work state {item} by different promises ({parts}). Put together "
                "they are shares of different things; compare them part by part.",
                item=within(title_of(context, item)),
                parts=listed(named, _NAMED),
            ),
            ranges(zip(group["row"].tolist(), group["column"].tolist(), strict=True)),
        )
