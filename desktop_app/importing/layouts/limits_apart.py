"""One share of one table by several time limits: "paid within 5 days" beside "within 30 days"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from desktop_app.catalogue.text import normalise
from desktop_app.domain.address import ranges
from desktop_app.domain.finding import About, Answer, Severity
from desktop_app.domain.sentences import listed
from desktop_app.domain.translating import tr, within
from desktop_app.domain.unit import Unit
from desktop_app.importing.arrays import Arrays
from desktop_app.importing.context import SheetContext
from desktop_app.importing.layouts.cross import Cross
from desktop_app.importing.layouts.series import Series, item_unit, title_of
from desktop_app.importing.named_limits import NamedLimit, limit_in

_MOSTLY, _NAMED = 0.9, 6
_WITHIN = "≤"
"""The same in each language, as names of parts are kept with the project."""
_Place = tuple[object, ...]


def tell_limits_apart(context: SheetContext, cross: Cross, stated: Arrays) -> None:
    """Keep shares of the same work by several time limits apart, each as a part of its own.

    They are so where names differ in nothing but their limits, and more is done within the longer
    one in nearly all places. The longest limit's figures stay those of the whole, which is asked.

    Parameters
    ----------
    stated : Arrays
        Values with ``item``, ``variant``, ``series``, ``value`` and their keys; ``segment`` is
        changed in place.
    """
    for codes in _alike(context, cross.series, stated):
        limits = _limits(context, [cross.series[code].text for code in codes])
        if limits is None:
            continue
        ordered = sorted(zip(codes, limits, strict=True), key=lambda pair: pair[1].seconds)
        values = {code: _values(cross, stated, code) for code in codes}
        if not _rising([values[code] for code, _ in ordered]):
            continue
        for code, limit in ordered[:-1]:
            _set_apart(stated, code, f"{_WITHIN} {limit.text}")
        _say_apart(context, cross, stated, ordered)


def _alike(context: SheetContext, series: Sequence[Series], stated: Arrays) -> list[list[int]]:
    """Return the series that are shares of the same KPI and variant, several each."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for code in sorted(set(stated["series"].tolist())):
        one = series[code]
        if one.item is not None and item_unit(context, one) is Unit.SHARE:
            found[one.item.id, one.variant].append(code)
    return [codes for codes in found.values() if len(codes) > 1]


def _limits(context: SheetContext, texts: Sequence[str]) -> list[NamedLimit] | None:
    """Return the limit of each name, None unless each has one, and another, and the names are
    the same without them: "claims in 30 days" and "letters in 10 days" are of different work.
    """
    limits = [limit_in(text, context.words) for text in texts]
    known = [limit for limit in limits if limit is not None]
    told = {limit.seconds for limit in known}
    if not len(known) == len(texts) == len(told):
        return None
    names = {
        normalise(text.replace(limit.text, " ")) for text, limit in zip(texts, known, strict=True)
    }
    return known if len(names) == 1 else None


def _values(cross: Cross, stated: Arrays, code: int) -> dict[_Place, float]:
    """Return a series' figures by where they stand."""
    own = stated.pick(stated["series"] == code)
    keys = ["vendor", "period", "segment"]
    keys += [] if cross.items_in_rows else ["row"]
    return dict(zip(own.lines(*keys), own["value"].tolist(), strict=True))


def _rising(values: Sequence[Mapping[_Place, float]]) -> bool:
    """Return whether the same places have more by each longer limit, or as much."""
    pairs = [
        (shorter[place], longer[place])
        for shorter, longer in pairwise(values)
        for place in shorter.keys() & longer.keys()
    ]
    return bool(pairs) and sum(a <= b for a, b in pairs) >= _MOSTLY * len(pairs)


def _set_apart(stated: Arrays, code: int, name: str) -> None:
    segments = stated["segment"]
    for at in np.flatnonzero(stated["series"] == code).tolist():
        segments[at] = name if segments[at] is None else f"{segments[at]} / {name}"


def _say_apart(
    context: SheetContext, cross: Cross, stated: Arrays, ordered: list[tuple[int, NamedLimit]]
) -> None:
    """Ask which limit is the agreed one."""
    item, (_, longest) = cross.series[ordered[-1][0]].item, ordered[-1]
    assert item is not None
    codes = [code for code, _ in ordered]
    own = stated.pick(np.isin(stated["series"], codes))
    first = cross.series[codes[-1]]
    context.find(
        Severity.QUESTION,
        "limits-apart",
        tr(
            "{item} is stated by several time limits ({limits}). Those of {longest} were taken as "
            "the figures of all work, the others as parts of their own. Say which of them are "
            "not used if another limit was agreed.",
            item=within(title_of(context, item)),
            limits=listed([limit.text for _, limit in ordered], _NAMED),
            longest=longest.text,
        ),
        ranges(own.lines("row", "column")),
        first.letters_or_row,
        [
            Answer.of(
                About.MEANING,
                "",
                tr("Leave out '{series}' ({place})", series=first.text, place=first.place),
            )
        ],
    )
