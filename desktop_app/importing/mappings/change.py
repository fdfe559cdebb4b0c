"""One difference between the layouts of a vendor's reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.finding import Answer, Severity, Subject


class Kind(StrEnum):
    """What changed."""

    TABLE_GONE = "table-gone"
    TABLE_NEW = "table-new"
    TABLE_MOVED = "table-moved"
    LAYOUT = "layout-changed"
    ITEM_GONE = "item-gone"
    ITEM_NEW = "item-new"
    ITEM_MOVED = "item-moved"
    RENAMED = "heading-renamed"
    MEANING = "meaning-changed"
    UNIT = "unit-changed"
    MAGNITUDE = "magnitude-changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the last report.

    Parameters
    ----------
    text : str
        A plain sentence.
    sheet, cells : str
        Where in the new report; ``""`` for what is no longer there.
    subject, answers
        As in `domain.finding.Finding`.
    """

    kind: Kind
    severity: Severity
    text: str
    sheet: str = ""
    cells: str = ""
    subject: Subject | None = None
    answers: tuple[Answer, ...] = ()
