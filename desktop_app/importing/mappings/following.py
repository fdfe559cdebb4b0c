"""What a mapping says of one table while that table is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_app.catalogue.text import normalise
from desktop_app.domain.translating import tr
from desktop_app.importing.mappings.document import (
    PARTS,
    PERIOD,
    ItemMapping,
    SaidBy,
    TableMapping,
)


@dataclass(slots=True)
class FollowedTable:
    """A table of a mapping that is followed, its items found on the sheet.

    Parameters
    ----------
    table : TableMapping
        As in the mapping.
    source : str
        Name of the file that the mapping was made from; ``""`` for this very file.
    said_by : SaidBy
        Who said layout, heading rows, vendor, period and segment; RECOGNITION for nobody.
    columns : dict of sheet column to ItemMapping
        Only what was said by the user or an earlier mapping.
    rows : dict of label to list of ItemMapping
        The same for labels down the rows, normalised; several where rows of one label are told
        apart, by their group or by their order.
    unmet : dict of str to str
        By place and heading, why something that was said could not be followed.
    """

    table: TableMapping
    source: str
    said_by: SaidBy
    columns: dict[int, ItemMapping] = field(default_factory=dict)
    rows: dict[str, list[ItemMapping]] = field(default_factory=dict)
    unmet: dict[str, str] = field(default_factory=dict)
    _met: set[int] = field(default_factory=set)

    @property
    def said(self) -> bool:
        """Return whether the heading rows, and what surrounds the table, were said."""
        return self.said_by is not SaidBy.RECOGNITION

    @property
    def layout(self) -> str:
        """Return the layout that was said, ``""`` for none."""
        return self.table.layout if self.said else ""

    @property
    def reason(self) -> str:
        """Return whose word it is, for the user."""
        return reason_of(self.said_by, self.source)

    def why(self, item: ItemMapping) -> str:
        """Return whose word an item is, for the user."""
        return reason_of(item.said_by, self.source)

    def row(self, label: str, group: str = "", place: str = "") -> ItemMapping | None:
        """Return what was said of a row, None for nothing.

        Parameters
        ----------
        group : str
            The part of the table that the row stands in, ``""`` for none.
        place : str
            Its number.
        """
        if not self.rows:
            return None
        items = self.rows.get(normalise(label), [])
        part = normalise(group)
        at = [item for item in items if item.place == place and not self.source]
        in_group = [item for item in items if item.group and normalise(item.group) == part]
        anywhere = [item for item in items if not item.group]
        found = next(iter([*at, *in_group, *anywhere]), None)
        if found is not None:
            self._met.add(id(found))
        return found

    def rows_told_apart(self, label: str) -> bool:
        """Return whether something was said of only some of the rows with a label."""
        items = self.rows.get(normalise(label), [])
        return len(items) > 1 or any(item.group for item in items)

    def missed(self) -> list[ItemMapping]:
        """Return the items of rows that no row asked for while the table was read."""
        return [item for items in self.rows.values() for item in items if id(item) not in self._met]

    def parts(self) -> dict[int, ItemMapping]:
        """Return the columns said to be a part of the table rather than a field or KPI."""
        return {c: item for c, item in self.columns.items() if item.meaning in PARTS}

    def unused_in_log(self) -> set[int]:
        """Return the columns of a log that were said to be nothing that is read."""
        return {column for column, item in self.parts().items() if item.meaning != PERIOD}

    def reject(self, item: ItemMapping, why: str) -> None:
        """Note that something that was said can't be followed."""
        named = f"'{item.heading}'" if item.heading else tr("column {place}", place=item.place)
        self.unmet[f"{item.place} {item.heading}"] = tr(
            "{item} as {meaning}: {why}",
            item=named,
            meaning=item.meaning or tr("unused"),
            why=why,
        )

    def reject_name(self, what: str, name: str, why: str) -> None:
        """Note that a vendor or segment that was said of the table can't be followed."""
        words = {"name": name, "why": why}
        self.unmet[what] = (
            tr("vendor '{name}': {why}", **words)
            if what == "vendor"
            else tr("segment '{name}': {why}", **words)
        )


def reason_of(said_by: SaidBy, source: str) -> str:
    """Return whose word something is, for the user."""
    if said_by is SaidBy.USER:
        return tr("your choice")
    return (
        tr("as in the mapping of '{source}'", source=source) if source else tr("as mapped before")
    )


def in_force(item: ItemMapping, own: bool) -> ItemMapping | None:
    """Return an item as it is followed, None for a mere record.

    A word of the user on another file is an earlier one; its period is that file's.
    """
    if item.said_by is SaidBy.RECOGNITION:
        return None
    return item if own else replace(item, said_by=SaidBy.EARLIER, period="")
