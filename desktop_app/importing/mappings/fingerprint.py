"""What stays of a layout from one report to the next: its headings and labels, not its months."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.catalogue.model import UNIT_WORDS
from desktop_app.catalogue.text import normalise
from desktop_app.catalogue.words import Words
from desktop_app.domain.address import cell_range
from desktop_app.importing.cells import Sheet
from desktop_app.importing.mappings.document import ReportMapping, TableMapping
from desktop_app.importing.periods import read_period
from desktop_app.importing.regions import Region

PERIOD = "*"
"""What every heading that is nothing but a period becomes."""
_ANY_YEAR = 2000
_APART = re.compile(
    r"\s*(?:[(\[]([^()\[\]]+)[)\]]|[,–-]\s*(\S{1,12})|\s(in\s+\S{1,12}))[\s*†‡]*$", re.IGNORECASE
)
_SIZES = UNIT_WORDS["duration"] | UNIT_WORDS["multiple"]
_LABELS = 400
_LABEL_COLUMNS = 3
_PART_OF_PERIOD = re.compile(
    r"^(?:(?:19|20)\d{2}|q[1-4]|h[12]|(?:fy|cy)\d{2,4}|(?:kw|wk?)\d{1,2})$"
)


class HeadingKeys:
    """Turns headings into what can be compared from one report to the next.

    Case, punctuation, footnote marks and the names of months, quarters and years go;
    a heading that is nothing else becomes `PERIOD`.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, str] = {}
        self._bases: dict[str, str] = {}

    def base(self, text: str) -> str:
        """Return the key of a heading without the unit of time, size or currency set apart at
        its end.

        "Call length (min)", "Call length, sec" and "Call length in hours" are one heading whose
        unit differs. "Backlog days" and "Cost per hour" end with what they mean.
        """
        if text not in self._bases:
            self._bases[text] = self._base(text)
        return self._bases[text]

    def _base(self, text: str) -> str:
        apart = _APART.search(text.strip())
        unit = normalise(next(filter(None, apart.groups()), "")) if apart is not None else ""
        if apart is None or not self._is_unit(unit.removeprefix("in ")):
            return self.key(text)
        return self.key(text.strip()[: apart.start()])

    def _is_unit(self, plain: str) -> bool:
        words = self._words
        return words.units.get(plain) in _SIZES or plain in words.currencies

    def key(self, text: str) -> str:
        """Return the key of a heading or label, ``""`` for none."""
        if text not in self._known:
            self._known[text] = self._key(text)
        return self._known[text]

    def keys(self, texts: Iterable[str]) -> list[str]:
        """Return the keys of texts without their units, and without those that have none."""
        return [key for text in texts if (key := self.base(text))]

    def _key(self, text: str) -> str:
        plain = normalise(text)
        if not plain:
            return ""
        if read_period(text.strip(), self._words, _ANY_YEAR) is not None:
            return PERIOD
        tokens = plain.split()
        left = [token for token in tokens if not self._of_period(token)]
        return " ".join(left) or PERIOD

    def _of_period(self, token: str) -> bool:
        return bool(_PART_OF_PERIOD.match(token)) or token in self._words.months


@dataclass(frozen=True, slots=True)
class TableShape:
    """The keys of one table.

    `columns` are those of the headings, from left to right; `labels` those of the texts down its
    rows, one set for each column that may name them.
    """

    sheet: str
    cells: str
    columns: tuple[str, ...]
    labels: tuple[frozenset[str], ...]

    @property
    def headings(self) -> Counter[str]:
        """Return how often each heading comes; any number of periods count once."""
        counts = Counter(self.columns)
        if PERIOD in counts:
            counts[PERIOD] = 1
        return counts


def shape_of_mapping(mapping: ReportMapping, keys: HeadingKeys) -> list[TableShape]:
    """Return the shapes of a mapping's tables."""
    return [shape_of_table(table, keys) for table in mapping.tables]


def shape_of_table(table: TableMapping, keys: HeadingKeys) -> TableShape:
    """Return the shape that a table had when its mapping was made."""
    columns = keys.keys(item.heading for item in table.columns)
    labels = frozenset(keys.keys(item.heading for item in table.rows))
    return TableShape(table.sheet, table.cells, tuple(columns), (labels,) if labels else ())


def shape_of_region(sheet: Sheet, region: Region, keys: HeadingKeys) -> TableShape:
    """Return the shape of a table as it stands on a sheet."""
    return TableShape(
        sheet.name,
        cell_range(region.top, region.left, region.bottom, region.right),
        tuple(keys.keys(region.headers)),
        tuple(frozenset(keys.keys(texts)) for texts in label_texts(sheet, region)),
    )


def label_texts(sheet: Sheet, region: Region) -> list[list[str]]:
    """Return the different texts in the first columns that hold any, each column's in order."""
    grid = sheet.grid
    bottom = min(region.bottom, grid.n_rows - 1, region.first_data_row + _LABELS)
    found = []
    for column in range(region.left, min(region.right, grid.n_columns - 1) + 1):
        values = grid.values[region.first_data_row : bottom + 1, column]
        texts = [" ".join(value.split()) for value in values if isinstance(value, str)]
        if any(map(normalise, texts)):
            found.append(list(dict.fromkeys(texts)))
        if len(found) == _LABEL_COLUMNS:
            break
    return found


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many keys two tables share, of how many both have together."""

    shared: float
    total: float

    @property
    def score(self) -> float:
        """Return the share of keys in common, 0..1."""
        return 2.0 * self.shared / self.total if self.total else 0.0


def overlap(known: TableShape, found: TableShape) -> Overlap:
    """Return how much of a known table another one has, and the reverse.

    Labels count only where the known table had names down its rows.
    """
    ours, theirs = known.headings, found.headings
    shared = sum((ours & theirs).values())
    total = sum(ours.values()) + sum(theirs.values())
    wanted = known.labels[0] if known.labels else frozenset()
    if wanted:
        best = max(found.labels, key=lambda labels: len(labels & wanted), default=frozenset())
        shared += len(best & wanted)
        total += len(wanted) + len(best)
    return Overlap(shared, total)


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of a known table and of the one that was found for it, and how alike they are."""

    known: int
    found: int
    overlap: Overlap


def pair_tables(
    known: Sequence[TableShape], found: Sequence[TableShape], least: float
) -> list[Pair]:
    """Return which table is which, the surest first; a table is in one pair at most.

    Of equally alike tables those on a sheet of the same name, then at the same place, then in
    the same order are one.
    """
    pairs = [
        Pair(i, j, alike)
        for i, one in enumerate(known)
        for j, other in enumerate(found)
        if (alike := overlap(one, other)).score >= least
    ]

    def rank(pair: Pair) -> tuple[float, bool, bool, int]:
        one, other = known[pair.known], found[pair.found]
        return (
            -round(pair.overlap.score, 6),
            one.sheet != other.sheet,
            one.cells != other.cells,
            abs(pair.known - pair.found),
        )

    taken: list[Pair] = []
    used_known: set[int] = set()
    used_found: set[int] = set()
    for pair in sorted(pairs, key=rank):
        if pair.known not in used_known and pair.found not in used_found:
            taken.append(pair)
            used_known.add(pair.known)
            used_found.add(pair.found)
    return taken
