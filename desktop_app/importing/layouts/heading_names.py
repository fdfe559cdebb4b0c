"""Names that stand in headings beside those of KPIs: "Acorn - CSAT" beside "Birch - CSAT"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.importing.layouts.headings import Heading


def take_names_beside_items(headings: Sequence[Heading]) -> None:
    """Take "Acorn" of "Acorn - CSAT" for a name where "Birch - CSAT" stands beside it.

    Several columns of one KPI that nothing else tells apart are told by the words left over, if
    the other KPIs of the table are told by the same words.
    """
    alike: dict[tuple[str, str], dict[str, Heading]] = {}
    for heading in headings:
        item = heading.item
        told = heading.period or heading.structure or heading.total or heading.others
        if item is not None and not told:
            alike.setdefault((item.target, item.id), {})[_name_beside(heading)] = heading
    sets = {frozenset(group) for group in alike.values()}
    names = next(iter(sets), frozenset())
    if len(sets) == 1 and len(names) > 1 and "" not in names:
        for group in alike.values():
            for name, heading in group.items():
                heading.others.append(name)


def _name_beside(heading: Heading) -> str:
    """Return the words beside a KPI's name as written, if they begin like a name, else ``""``."""
    rest = heading.item.rest.split() if heading.item is not None else []
    match = re.search(r"\W+".join(map(re.escape, rest)), heading.item_text, re.IGNORECASE)
    return match[0] if rest and match and match[0][0].isupper() else ""
