"""Which of the stored mappings fits a report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.document import ReportMapping
from desktop_app.importing.mappings.fingerprint import (
    HeadingKeys,
    Pair,
    TableShape,
    overlap,
    pair_tables,
    shape_of_mapping,
)

SAME_VENDOR = 0.55
"""Share of keys in common from which a vendor's next report has the layout of the last."""
ANY_VENDOR = 0.92
"""The same where the vendor is another, or not known."""
TABLE_ALIKE = 0.5
"""The same for one table of it."""
_FEWEST_KEYS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A mapping that fits a report.

    Parameters
    ----------
    score : float
        How alike the layouts are, 0..1.
    exact : bool
        Whether it was made from this very file.
    same_vendor : bool
    reason : str
        For the user.
    pairs : tuple of Pair
        Which table of the mapping (`Pair.known`) is which of the report (`Pair.found`).
    """

    mapping: ReportMapping
    score: float
    exact: bool
    same_vendor: bool
    reason: str
    pairs: tuple[Pair, ...]


def similarity(
    known: Sequence[TableShape], found: Sequence[TableShape]
) -> tuple[float, tuple[Pair, ...]]:
    """Return how alike two layouts are (0..1), and which table is which.

    New months, moved columns, rows and tables, and other names of sheets and footnote marks
    change nothing; what came or went costs its share.
    """
    pairs = tuple(pair_tables(known, found, TABLE_ALIKE))
    shared = sum(pair.overlap.shared for pair in pairs)
    total = sum(pair.overlap.total for pair in pairs)
    paired_known = {pair.known for pair in pairs}
    paired_found = {pair.found for pair in pairs}
    total += sum(_size(one, labels=True) for i, one in enumerate(known) if i not in paired_known)
    total += sum(_size(one, labels=False) for j, one in enumerate(found) if j not in paired_found)
    return (2.0 * shared / total if total else 0.0), pairs


def _size(shape: TableShape, labels: bool) -> float:
    """Return how many keys a table counts for that has no partner."""
    own = overlap(shape, shape).total / 2.0
    return own if labels else float(sum(shape.headings.values()))


def best_match(
    mappings: Sequence[ReportMapping],
    shapes: Sequence[TableShape],
    keys: HeadingKeys,
    vendors: Collection[str] = (),
    own: ReportMapping | None = None,
) -> Match | None:
    """Return the mapping that fits a report best, None if none does.

    In this order: one made from this very file; one of the same vendor with a similar layout;
    one with a layout so similar that both must come from one template. Of equals the last.

    Parameters
    ----------
    shapes : sequence of TableShape
        The report's tables.
    vendors : collection of str
        Names that the report's vendor may have.
    own : ReportMapping or None
        The one of `mappings` that was made from this very file.
    """
    names = {normalise(name) for name in vendors} - {""}
    matches = [
        match
        for mapping in mappings
        if (match := _match(mapping, shapes, keys, names, mapping is own)) is not None
    ]
    # The last of equals was made last.
    return max(
        reversed(matches),
        key=lambda match: (match.exact, match.same_vendor, round(match.score, 6)),
        default=None,
    )


def _match(
    mapping: ReportMapping,
    shapes: Sequence[TableShape],
    keys: HeadingKeys,
    names: Collection[str],
    exact: bool,
) -> Match | None:
    known = shape_of_mapping(mapping, keys)
    same_vendor = bool(names) and normalise(mapping.vendor) in names
    score, pairs = similarity(known, shapes)
    if exact:
        reason = tr("made from this very file")
    elif same_vendor and score >= SAME_VENDOR:
        reason = tr("of the same vendor; {score:.0%} of the headings are the same", score=score)
    elif score >= ANY_VENDOR and sum(pair.overlap.shared for pair in pairs) >= _FEWEST_KEYS:
        reason = (
            tr(
                "of {vendor}, whose layout is almost the same ({score:.0%} of the headings)",
                vendor=mapping.vendor,
                score=score,
            )
            if mapping.vendor
            else tr(
                "of several vendors, whose layout is almost the same ({score:.0%} of the headings)",
                score=score,
            )
        )
    else:
        return None
    return Match(mapping, score, exact, same_vendor, reason, pairs)
