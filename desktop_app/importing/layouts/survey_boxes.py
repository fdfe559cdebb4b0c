"""Boxes of a survey side by side: "Satisfied" beside "Very satisfied" is one of five, not both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.translating import tr
from desktop_app.importing.decisions import Candidate, Target
from desktop_app.importing.layouts.series import Series

_BEST, _WORST = "csat_five_star_count", "csat_one_star_count"
_BOXES = {"csat_top_count": "csat_four_star_count", "passives_count": "csat_three_star_count"}
"""What a name is alone, and what it is beside the names of the best and the worst box."""
_OF_OTHER_SURVEYS = frozenset({"promoters_count", "detractors_count"})
_BY_OTHERS = 0.90


def settle_boxes(all_series: Sequence[Series]) -> None:
    """Take names of satisfied answers for single boxes where the boxes around them stand beside.

    "Satisfied" alone counts both good answers; between "Very satisfied" and "Very dissatisfied" it
    is the second of five.
    """
    ids = {one.item.id for one in all_series if one.item is not None}
    if not {_BEST, _WORST} <= ids:
        return
    for one in all_series:
        item = one.item
        if item is None or item.chosen or item.target is Target.KPI or item.id not in _BOXES:
            continue
        if item.id == "passives_count" and ids & _OF_OTHER_SURVEYS:
            continue
        box = _BOXES[item.id]
        if box not in ids:
            one.item = _as_box(item, box)
            one.confidence = min(one.confidence, _BY_OTHERS)


def _as_box(item: Candidate, box: str) -> Candidate:
    reason = tr("{reason}; the boxes beside it stand on their own", reason=item.reason)
    return replace(item, id=box, reason=reason)
