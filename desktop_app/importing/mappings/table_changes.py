"""What changed in one table of a vendor since its last report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from desktop_app.catalogue.model import Catalogue, FieldKind
from desktop_app.domain.finding import About, Answer, Severity, Subject
from desktop_app.domain.translating import tr, within
from desktop_app.importing.answers import answers_to
from desktop_app.importing.kinds.units import unit_in_words
from desktop_app.importing.mappings.change import Change, Kind
from desktop_app.importing.mappings.document import (
    PARTS,
    ItemMapping,
    SaidBy,
    TableMapping,
)
from desktop_app.importing.mappings.fingerprint import PERIOD, HeadingKeys
from desktop_app.importing.mappings.units import of_another_size

_NAMED = 6
_COLUMN, _ROW = "column", "row"
_NAMES_ALIKE = 70.0
"""From this likeness, 0 to 100, a heading that came may be one that went under a new name."""


@dataclass(slots=True)
class TableChanges:
    """A table of the last report beside the one of now, and what changed in it."""

    before: TableMapping
    now: TableMapping
    keys: HeadingKeys
    catalogue: Catalogue
    found: list[Change] = field(default_factory=list)

    def changes(self) -> list[Change]:
        """Return what changed in it."""
        self._place()
        for what, old, new in (
            (_COLUMN, self.before.columns, self.now.columns),
            (_ROW, self.before.rows, self.now.rows),
        ):
            self._items(what, self._by_key(old), self._by_key(new))
        return self.found

    def _place(self) -> None:
        before, now = self.before, self.now
        if before.sheet != now.sheet:
            self._add(
                Kind.TABLE_MOVED,
                Severity.INFO,
                tr(
                    "the table of sheet '{old}' is on '{new}'.",
                    old=before.sheet,
                    new=now.sheet,
                ),
            )
        if before.layout and before.layout != now.layout:
            self._add(
                Kind.LAYOUT,
                Severity.WARNING,
                tr(
                    "table {cells} on '{sheet}' is read as {layout}, and was read as "
                    "{old_layout}. Check which is right.",
                    cells=now.cells,
                    sheet=now.sheet,
                    layout=now.layout,
                    old_layout=before.layout,
                ),
            )

    def _by_key(self, items: Sequence[ItemMapping]) -> Mapping[str, ItemMapping]:
        """Return the first item of every heading; months and nameless columns have none."""
        found: dict[str, ItemMapping] = {}
        for item in items:
            key = self.keys.key(item.heading)
            if key and key != PERIOD:
                found.setdefault(key, item)
        return found

    def _items(
        self, what: str, old: Mapping[str, ItemMapping], new: Mapping[str, ItemMapping]
    ) -> None:
        for key in old.keys() & new.keys():
            self._same(what, old[key], new[key])
        gone = {key: item for key, item in old.items() if key not in new}
        came = {key: item for key, item in new.items() if key not in old}
        for key, item in list(gone.items()):
            other = self._successor(item, came)
            if other is not None:
                self._renamed(what, item, came[other])
                del gone[key], came[other]
        self._gone(what, list(gone.values()))
        self._came(what, list(came.values()))
        moved = [
            key for key in old.keys() & new.keys() if _rank(old, key, new) != _rank(new, key, old)
        ]
        if moved:
            names = ", ".join(f"'{new[key].heading}'" for key in sorted(moved)[:_NAMED])
            self._add(
                Kind.ITEM_MOVED,
                Severity.INFO,
                tr(
                    "on '{sheet}' rows stand in another order: {names}.",
                    sheet=self.now.sheet,
                    names=names,
                )
                if what == _ROW
                else tr(
                    "on '{sheet}' columns stand in another order: {names}.",
                    sheet=self.now.sheet,
                    names=names,
                ),
            )

    def _successor(self, gone: ItemMapping, came: Mapping[str, ItemMapping]) -> str | None:
        """Return the key of the heading that a heading which is gone most likely became.

        The same but for its unit; else a name much like it; else what stands in its place.
        """
        base = self.keys.base(gone.heading)
        for key, item in came.items():
            if self.keys.base(item.heading) == base:
                return key
        like = {key: fuzz.ratio(base, self.keys.base(item.heading)) for key, item in came.items()}
        best = max(like, key=lambda key: like[key], default=None)
        if best is not None and like[best] >= _NAMES_ALIKE:
            return best
        there = (key for key, item in came.items() if item.place == gone.place)
        return next((key for key in there if _alike(gone, came[key])), None)

    def _same(self, what: str, old: ItemMapping, new: ItemMapping) -> None:
        """Compare what one heading meant with what it means."""
        if old.meaning != new.meaning:
            decided = new.said_by is not SaidBy.RECOGNITION
            self._add(
                Kind.MEANING,
                Severity.INFO if decided else Severity.QUESTION,
                tr(
                    "{item} was {old} and is taken for {new}. Map it if that is wrong.",
                    item=self._place_of(what, new),
                    old=self._title(old),
                    new=self._title(new),
                ),
                new,
                _either(new, old),
            )
            return
        if old.read_as and new.read_as and old.read_as != new.read_as:
            self._add(
                Kind.UNIT,
                Severity.WARNING,
                tr(
                    "{item} was in {old} and is read in {new}. Check that this is so.",
                    item=self._place_of(what, new),
                    old=unit_in_words(old.read_as),
                    new=unit_in_words(new.read_as),
                ),
                new,
            )
        self._magnitude(what, old, new)

    def _magnitude(self, what: str, old: ItemMapping, new: ItemMapping) -> None:
        """Ask where the typical value is many times what it was: another unit, most likely."""
        if not old.typical or not new.typical or not _of_quantity(self.catalogue, new.meaning):
            return
        if not of_another_size(new.typical, old.typical):
            return
        ratio = abs(new.typical / old.typical)
        words = {"item": self._place_of(what, new), "title": self._title(new)}
        self._add(
            Kind.MAGNITUDE,
            Severity.QUESTION,
            tr(
                "the values of {item} ({title}) are {ratio:.0f} times what they were. Has the "
                "unit changed? If so, say the unit in the mapping.",
                ratio=ratio,
                **words,
            )
            if ratio >= 1.0
            else tr(
                "the values of {item} ({title}) are 1/{ratio:.0f} of what they were. Has the unit "
                "changed? If so, say the unit in the mapping.",
                ratio=1.0 / ratio,
                **words,
            ),
            new,
            answers_to("duration-unit", self._kind(new), new.read_as),
        )

    def _renamed(self, what: str, old: ItemMapping, new: ItemMapping) -> None:
        same = old.meaning == new.meaning
        words = {
            "item": self._bare_place_of(what, new),
            "old_heading": old.heading,
            "heading": new.heading,
            "title": self._title(new),
        }
        self._add(
            Kind.RENAMED,
            Severity.INFO if same else Severity.QUESTION,
            tr(
                "{item} was headed '{old_heading}' and is now '{heading}'; it is still {title}.",
                **words,
            )
            if same
            else tr(
                "{item} was headed '{old_heading}' and is now '{heading}'; it was {old} and is "
                "taken for {title}. Map it if it is still the same.",
                old=self._title(old),
                **words,
            ),
            new,
            () if same else _either(new, old),
        )
        if same:
            self._same(what, old, new)

    def _gone(self, what: str, items: Sequence[ItemMapping]) -> None:
        for item in items:
            used = item.meaning not in PARTS
            self._add(
                Kind.ITEM_GONE,
                Severity.WARNING if used else Severity.INFO,
                self._told_gone(what, item),
            )

    def _came(self, what: str, items: Sequence[ItemMapping]) -> None:
        for item in items:
            self._add(
                Kind.ITEM_NEW,
                Severity.INFO,
                tr(
                    "{item} is new ({title}).",
                    item=self._place_of(what, item),
                    title=self._title(item),
                ),
                item,
            )

    def _told_gone(self, what: str, item: ItemMapping) -> str:
        words = {
            "heading": item.heading,
            "title": self._title(item),
            "sheet": self.before.sheet,
        }
        if what == _ROW:
            return tr("row '{heading}' ({title}) of '{sheet}' is not there.", **words)
        return tr("column '{heading}' ({title}) of '{sheet}' is not there.", **words)

    def _place_of(self, what: str, item: ItemMapping) -> str:
        """Return where a column or row of now stands, with its heading."""
        words = {"place": item.place, "heading": item.heading, "sheet": self.now.sheet}
        if what == _ROW:
            return tr("row {place} '{heading}' on '{sheet}'", **words)
        return tr("column {place} '{heading}' on '{sheet}'", **words)

    def _bare_place_of(self, what: str, item: ItemMapping) -> str:
        if what == _ROW:
            return tr("row {place} on '{sheet}'", place=item.place, sheet=self.now.sheet)
        return tr("column {place} on '{sheet}'", place=item.place, sheet=self.now.sheet)

    def _title(self, item: ItemMapping) -> str:
        meaning = item.meaning
        if meaning in self.catalogue.kpis:
            return self.catalogue.kpis[meaning].title
        if meaning in self.catalogue.fields:
            return within(self.catalogue.fields[meaning].title)
        return meaning or tr("not used")

    def _kind(self, item: ItemMapping) -> FieldKind:
        """Return the kind of values that an item with a typical value has."""
        if item.meaning in self.catalogue.kpis:
            return FieldKind(self.catalogue.kpis[item.meaning].unit.value)
        return self.catalogue.fields[item.meaning].kind

    def _add(
        self,
        kind: Kind,
        severity: Severity,
        text: str,
        item: ItemMapping | None = None,
        answers: tuple[Answer, ...] = (),
    ) -> None:
        place = item.place if item is not None else ""
        subject = Subject(self.now.cells, place)
        self.found.append(Change(kind, severity, text, self.now.sheet, place, subject, answers))


def _either(now: ItemMapping, before: ItemMapping) -> tuple[Answer, ...]:
    """Return the answers that a column is what it is taken for now, or what it was before."""
    return tuple(Answer.of(About.MEANING, item.meaning) for item in (now, before))


def _alike(old: ItemMapping, new: ItemMapping) -> bool:
    """Return whether a heading in another's place may be the same column under a new name."""
    if old.meaning == new.meaning and old.meaning not in PARTS:
        return True
    if old.typical is None or new.typical is None:
        return old.typical is None and new.typical is None
    if old.typical == 0.0 or new.typical == 0.0:
        return old.typical == new.typical
    return 0.5 < abs(new.typical / old.typical) < 2.0


def _rank(own: Mapping[str, ItemMapping], key: str, other: Mapping[str, ItemMapping]) -> int:
    """Return the place of a heading among those that both reports have."""
    return [name for name in own if name in other].index(key)


def _of_quantity(catalogue: Catalogue, meaning: str) -> bool:
    """Return whether typical values can be compared: a KPI, or a field that is no id or date."""
    return meaning in catalogue.kpis or meaning in catalogue.fields
