"""Records that came twice, in two sheets or files of one vendor: found, said, and counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.records import ROW, VENDOR, RecordTable
from desktop_app.domain.translating import later, tr
from desktop_app.kpi.frames import NUMBERING, OWN_IDS, PLANNED, tells_apart
from desktop_app.kpi.histories import CONTACT_DATES
from desktop_app.kpi.origins import compress
from desktop_app.kpi.repeats import same_values
from desktop_app.kpi.shared_ids import SharedIds
from desktop_app.kpi.wording import place

Bools = NDArray[np.bool_]

_UPDATED = "updated_at"
_ALIKE = 0.6
"""Share of the fields of the smaller table that two tables of the same kind have in common."""
_FEWEST_ROWS, _FEWEST_FIELDS, _MOST_OF = 5, 3, 0.5
"""From what on equal rows without an id are the same data: rows, fields, share of the smaller."""
_LOOKED_AT = 500
"""Records that are looked at to tell whether two vendors sent the same."""
_SHOWN = 5


@dataclass(slots=True)
class _Known:
    """A record table with what tells its records apart; `alive` are the rows that count.

    `span` is the first and the last moment at which a record happened.
    """

    table: RecordTable
    key: tuple[str, ...]
    fields: frozenset[str]
    vendors: frozenset[str]
    span: tuple[Any, Any]
    alive: Bools

    @classmethod
    def of(cls, table: RecordTable, catalogue: Catalogue) -> _Known:
        frame = table.frame
        fields = frozenset(map(str, frame.columns)) & frozenset(catalogue.fields)
        opened = next((n for n in CONTACT_DATES if n in fields), "")
        return cls(
            table,
            _key(frame, fields),
            fields - {VENDOR},
            frozenset(map(str, frame[VENDOR].unique())),
            (frame[opened].min(), frame[opened].max()) if opened else (None, None),
            np.ones(len(frame), dtype=np.bool_),
        )

    @property
    def place(self) -> str:
        return place(self.table.file, self.table.sheet, "")

    def opened(self) -> str:
        """Return the first field that says when a record happened, ``""`` for none."""
        return next((n for n in CONTACT_DATES if n in self.fields), "")

    def latest(self) -> pd.Timestamp:
        """Return the last moment that the table's records speak of."""
        frame = self.table.frame
        stamps = [frame[n].max() for n in self.fields - PLANNED if frame[n].dtype.kind == "M"]
        return max((s for s in stamps if pd.notna(s)), default=pd.Timestamp.min)

    def cells(self, rows: NDArray[np.int64]) -> str:
        """Return the cells of the key of some rows (positions in the frame), a few of them."""
        letters = [n for name in self.key for n in self.table.columns.get(name, ())][:1]
        letters = letters or [n for found in self.table.columns.values() for n in found][:1]
        numbers = self.table.frame[ROW].to_numpy()[rows[: 10 * _SHOWN]]
        return compress(f"{letter}{row}" for letter in letters for row in numbers)


@dataclass(frozen=True, slots=True)
class _Matches:
    """Rows of two tables (positions) that are the same record; `equal` in all they share."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    equal: Bools


def without_repeats(
    tables: Sequence[RecordTable], catalogue: Catalogue
) -> tuple[list[RecordTable], list[Finding]]:
    """Return the tables with each record once, and what was found to have come twice.

    Records of one vendor in two tables of the same kind are the same when they have the same id
    (of agent-days: agent and day) and happened at the same time; rows without an id when all
    they hold is the same, for most of a table. Ids that start again every month, surveys about
    tickets, and legs of a call stay apart. Of two versions the one counts that was updated last,
    else the one of the table that knows of the later moment, else of the report given last.

    Parameters
    ----------
    tables : sequence of RecordTable
        Of all reports, in the order in which they were given.
    """
    if len(tables) < 2:
        return list(tables), []
    known = [_Known.of(table, catalogue) for table in tables]
    shared = SharedIds([table.frame for table in tables])
    findings: list[Finding] = []
    for a, b in combinations(range(len(known)), 2):
        first, second = known[a], known[b]
        if not _comparable(first, second):
            continue
        if not first.vendors & second.vendors:
            findings += _of_two_vendors(first, second)
            continue
        if first.key:
            rows = shared.of_both(a, b, first.key[0])
            if not rows[0].any():
                continue
            matches = _same_records(first, second, rows)
        else:
            matches = _same_rows(first, second)
        if len(matches.left):
            findings += _count_once(first, second, matches, catalogue)
    kept = [replace(one.table, frame=one.table.frame[one.alive]) for one in known]
    return [table for table in kept if len(table.frame)], findings


def _key(frame: pd.DataFrame, fields: frozenset[str]) -> tuple[str, ...]:
    """Return the fields that tell the records of a table apart, none if nothing does."""
    for name in OWN_IDS:
        if name in fields and tells_apart(frame, name):
            return (name,)
    day = next((name for name in CONTACT_DATES if name in fields), "")
    if day and "agent_id" in fields:
        pairs = frame[[VENDOR, "agent_id", day]].dropna()
        if len(pairs) >= NUMBERING * len(frame) and not pairs.duplicated().any():
            return ("agent_id", day)
    return ()


def _comparable(one: _Known, other: _Known) -> bool:
    """Return whether two tables can hold the same records."""
    a, b = one.table, other.table
    if one.key != other.key or (a.sha256 == b.sha256 and not one.vendors & other.vendors):
        return False
    if a.period and b.period and a.period != b.period:
        return False
    if any(b.dimensions.get(name, value) != value for name, value in a.dimensions.items()):
        return False
    shared = (one.fields & other.fields) - set(one.key)
    fewest = min(len(one.fields), len(other.fields)) - len(one.key)
    if len(shared) < _ALIKE * max(fewest, 1):
        return False
    opened = one.opened()
    if not opened or opened != other.opened():
        return True
    return not (one.span[1] < other.span[0] or other.span[1] < one.span[0])


def _same_records(one: _Known, other: _Known, candidates: tuple[Bools, Bools]) -> _Matches:
    """Return the rows of one record in both tables, among those that may have the same id."""
    shared = sorted((one.fields & other.fields) - set(one.key))
    found = _same_key(one, other, candidates)
    left = one.table.frame.iloc[found.left]
    right = other.table.frame.iloc[found.right]
    equal = np.ones(len(left), dtype=np.bool_)
    anchored = np.full(len(left), len(one.key) > 1)
    apart = np.zeros(len(left), dtype=np.bool_)
    for name in shared:
        same = same_values(left[name], right[name])
        equal &= same
        if name in (*CONTACT_DATES, "customer_id"):
            both = left[name].notna().to_numpy() & right[name].notna().to_numpy()
            anchored |= both & same
            apart |= both & ~same
    if not anchored.any() and not apart.any():
        # Nothing says when a record was: only tables that mostly say the same are one.
        most = equal.sum() >= _MOST_OF * min(one.alive.sum(), other.alive.sum())
        anchored = equal & bool(most and len(shared) >= 2)
    kept = anchored & ~apart
    return _Matches(found.left[kept], found.right[kept], equal[kept])


def _same_key(one: _Known, other: _Known, candidates: tuple[Bools, Bools]) -> _Matches:
    """Return the rows with the same vendor and id in both tables."""
    keys = [VENDOR, *one.key]
    sides = []
    for known, rows, name in zip((one, other), candidates, ("left", "right"), strict=True):
        places = np.flatnonzero(known.alive & rows)
        frame = known.table.frame[keys].iloc[places]
        frame = frame.astype({k: object for k in keys if k not in CONTACT_DATES})
        frame[name] = places
        frame = frame.dropna(subset=keys)
        sides.append(frame.drop_duplicates(keys, keep="last"))
    merged = sides[0].merge(sides[1], on=keys)
    none = np.ones(len(merged), dtype=np.bool_)
    return _Matches(merged["left"].to_numpy(), merged["right"].to_numpy(), none)


def _same_rows(one: _Known, other: _Known) -> _Matches:
    """Return the rows that are equal throughout, if they make up most of the smaller table."""
    shared = sorted(one.fields & other.fields)
    nothing = np.array([], dtype=np.int64)
    dated = one.opened() in shared or (one.table.period and one.table.period == other.table.period)
    if len(shared) < _FEWEST_FIELDS or not dated:
        return _Matches(nothing, nothing, nothing.astype(np.bool_))
    sides = []
    for known, name in ((one, "left"), (other, "right")):
        frame = known.table.frame.loc[:, [VENDOR, *shared]]
        code = pd.util.hash_pandas_object(frame, index=False)
        side = pd.DataFrame({"code": code.to_numpy(), name: np.arange(len(frame))})[known.alive]
        sides.append(side.assign(again=side.groupby("code").cumcount()))
    merged = sides[0].merge(sides[1], on=["code", "again"])
    enough = max(_FEWEST_ROWS, _MOST_OF * min(len(side) for side in sides))
    if len(merged) < enough:
        merged = merged.iloc[:0]
    equal = np.ones(len(merged), dtype=np.bool_)
    return _Matches(merged["left"].to_numpy(), merged["right"].to_numpy(), equal)


def _of_two_vendors(one: _Known, other: _Known) -> list[Finding]:
    """Ask about two vendors whose records are mostly the same."""
    if len(one.key) != 1 or one.opened() == "":
        return []
    name, opened = one.key[0], one.opened()
    sides = [known.table.frame[[name, opened]] for known in (one, other)]
    small, large = sorted(sides, key=len)
    head = small.head(_LOOKED_AT)
    ids = head[name].astype(object)
    if ids.isin(large[name].cat.categories).mean() < _MOST_OF:
        return []
    pairs = head.assign(**{name: ids}).merge(
        large.assign(**{name: large[name].astype(object)}), on=[name, opened]
    )
    if len(pairs) < max(_FEWEST_ROWS, _MOST_OF * len(head)):
        return []
    return [
        Finding(
            Severity.QUESTION,
            "records-of-two-vendors",
            tr(
                "Most records at {place} ({vendors}) are also at {other_place} ({other_vendors}), "
                "with the same id and date. They count for both. Give both reports the "
                "same vendor, or leave the copy out.",
                place=other.place,
                vendors=", ".join(sorted(other.vendors)),
                other_place=one.place,
                other_vendors=", ".join(sorted(one.vendors)),
            ),
            other.table.file,
            other.table.sheet,
            other.table.cells,
        )
    ]


def _count_once(
    one: _Known, other: _Known, matches: _Matches, catalogue: Catalogue
) -> list[Finding]:
    """Leave out one of each two records, and return what is to be said."""
    second_wins = np.full(len(matches.left), other.latest() >= one.latest())
    by_update = _UPDATED in one.fields & other.fields
    if by_update:
        stamps = (
            known.table.frame[_UPDATED].to_numpy()[rows]
            for known, rows in ((one, matches.left), (other, matches.right))
        )
        first, second = stamps
        told = ~(np.isnat(first) | np.isnat(second)) & (first != second)
        second_wins = np.where(told, second > first, second_wins)
    second_wins &= ~matches.equal
    one.alive[matches.left[second_wins]] = False
    other.alive[matches.right[~second_wins]] = False
    findings = []
    if matches.equal.any():
        findings.append(_equal_finding(one, other, matches))
    if not matches.equal.all():
        findings.append(_versions_finding(one, other, matches, second_wins, by_update, catalogue))
    return findings


def _equal_finding(one: _Known, other: _Known, matches: _Matches) -> Finding:
    left, right = matches.left[matches.equal], matches.right[matches.equal]
    count = len(right)
    return Finding(
        Severity.WARNING,
        "records-twice",
        tr(
            later(
                "1 record at {place} ({cells}) is also at {other_place} ({other_cells}), the same "
                "in every value; counted once. Leave one of the two out if it was sent by mistake."
            )
            if count == 1
            else later(
                "{count} records at {place} ({cells}) are also at {other_place} ({other_cells}), "
                "the same in every value; counted once. Leave one of the two out if it was sent "
                "by mistake."
            ),
            count=count,
            place=other.place,
            cells=other.cells(right),
            other_place=one.place,
            other_cells=one.cells(left),
        ),
        other.table.file,
        other.table.sheet,
        other.cells(right),
    )


def _versions_finding(
    one: _Known,
    other: _Known,
    matches: _Matches,
    second_wins: Bools,
    by_update: bool,
    catalogue: Catalogue,
) -> Finding:
    """Return what to say of records of which two versions came."""
    left, right = matches.left[~matches.equal], matches.right[~matches.equal]
    newer = int(second_wins[~matches.equal].sum())
    shared = sorted((one.fields & other.fields) - set(one.key) - {_UPDATED})
    changed = [
        catalogue.fields[name].title
        for name in shared
        if not same_values(
            one.table.frame[name].iloc[left], other.table.frame[name].iloc[right]
        ).all()
    ]
    if newer in (0, len(left)):
        which = tr("those of {place}", place=(other if newer else one).place)
    else:
        which = tr(
            "{count} of {place} and {other_count} of {other_place}",
            count=newer,
            place=other.place,
            other_count=len(left) - newer,
            other_place=one.place,
        )
    return Finding(
        Severity.WARNING,
        "record-versions",
        " ".join((_came_before(one, other, left, right, changed), _why_these(which, by_update))),
        other.table.file,
        other.table.sheet,
        other.cells(right),
    )


def _came_before(
    one: _Known,
    other: _Known,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    changed: Sequence[str],
) -> str:
    text = (
        later(
            "1 record at {place} ({cells}) came before at {other_place} ({other_cells}) with other "
            "values of {fields}."
        )
        if len(left) == 1
        else later(
            "{count} records at {place} ({cells}) came before at {other_place} ({other_cells}) "
            "with other values of {fields}."
        )
    )
    return tr(
        text,
        count=len(left),
        place=other.place,
        cells=other.cells(right),
        other_place=one.place,
        other_cells=one.cells(left),
        fields=", ".join(changed[:_SHOWN]),
    )


def _why_these(which: str, by_update: bool) -> str:
    if by_update:
        return tr(
            "Each counts once: {which}, which were updated last. Leave out the report that is not "
            "to count if that is wrong.",
            which=which,
        )
    return tr(
        "Each counts once: {which}, which are of the later report. Leave out the report that is "
        "not to count if that is wrong.",
        which=which,
    )
