"""One table of a truth: its headings, keys, figures, and the columns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

from desktop_app.domain.period import Period
from tests.helpers.random_reports.pages import Figure, Page
from tests.helpers.random_reports.spellings import Cell, PeriodSpelling, Spelling
from tests.helpers.random_reports.truth import Item, Truth

_WORDS = {
    "vendor": ("Vendor", "Provider", "Supplier", "Vendor name", "Dienstleister"),
    "period": ("Month", "Period", "Reporting period", "Monat", "Mois"),
    "item": ("KPI", "Metric", "Measure", "Kennzahl", "Indicator"),
}
_TITLES = {
    "vendor": (
        "Vendor: {}",
        "Provider: {}",
        "{} - KPI report",
        "{} Monthly Performance Report",
        "{}",
    ),
    "period": ("Period: {}", "Reporting month: {}", "{}", "KPI report {}", "Results {}"),
    "segment": ("Channel: {}", "{}", "{}"),
    "item": ("{}",),
}
_SITE_TITLES = ("Site: {}",)


@dataclass(slots=True)
class Labels:
    """How the names of things are written in one report.

    `names` are the items' with their unit, unless `unit_column` says it in a column.
    """

    names: dict[Item, str]
    spellings: dict[Item, Spelling]
    periods: PeriodSpelling
    unit_column: bool
    segment_word: str

    def cell(self, name: str, value: object) -> Cell:
        """Return what stands in a heading or key."""
        if name == "period" and isinstance(value, Period):
            return self.periods.cell(value)
        return Cell(self.text(name, value))

    def text(self, name: str, value: object) -> str:
        """Return what stands in a title or name."""
        if name == "period" and isinstance(value, Period):
            return self.periods.text(value)
        if name == "item" and isinstance(value, Item):
            return self.names[value]
        return str(value)

    def title(self, rng: Random, name: str, value: object) -> str:
        """Return a title line that names a vendor, a period or a segment."""
        forms = _SITE_TITLES if name == "segment" and self.segment_word == "Site" else _TITLES[name]
        return rng.choice(forms).format(self.text(name, value))

    def word(self, rng: Random, name: str) -> str:
        """Return the heading of a key column."""
        return self.segment_word if name == "segment" else rng.choice(_WORDS[name])


@dataclass(slots=True)
class Shape:
    """How all tables of a report are laid out."""

    rows: list[str]
    columns: list[str]
    section: str
    words: dict[str, str]
    merged: bool = False
    repeated: bool = False
    grouped: bool = False
    year: bool = False
    value: str = "Actual"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    total_row: str = ""
    target_row: bool = False

    @property
    def target(self) -> bool:
        """Return whether targets are shown."""
        return "target" in self.before + self.after or self.target_row

    @classmethod
    def draw(
        cls, rng: Random, rows: list[str], columns: list[str], section: str, truth: Truth
    ) -> Shape:
        """Return a random shape for tables with these dimensions."""
        shape = cls(rows, columns, section, {})
        shape.merged, shape.repeated = rng.random() < 0.6, rng.random() < 0.2
        shape.grouped = len(rows) > 1 and rng.random() < 0.25
        shape.year = rng.random() < 0.5 and ("period" in rows or columns == ["period"])
        shape.value = rng.choice(("Actual", "Value", "Result", "Achieved", "Ist"))
        if "item" in rows:
            extras = [name for name in ("target", "weight") if rng.random() < 0.25]
            if not columns and rng.random() < 0.4:
                shape.after += (rng.choice(("status", "note")),)
            if columns == ["period"] and len(truth.periods) > 1 and rng.random() < 0.3:
                shape.after += (rng.choice(("Total", "YTD", "Average", "Avg", "Gesamt")),)
            rng.shuffle(extras)
            cut = rng.randint(0, len(extras))
            shape.before, shape.after = tuple(extras[:cut]), (*extras[cut:], *shape.after)
        elif len(rows) == 1 and not section and rng.random() < 0.35:
            shape.total_row = rng.choice(("Average", "Total", "YTD", "Ø", "Overall"))
        if "item" in columns and len(rows) == 1 and not section and rng.random() < 0.15:
            shape.target_row = True
        return shape


@dataclass(slots=True)
class Table:
    """A table to write at a place; `fixed` are the dimensions that it does not show."""

    page: Page
    top: int
    left: int
    truth: Truth
    shape: Shape
    labels: Labels
    fixed: dict[str, object]
    headings: dict[str, str] = field(default_factory=dict)

    def values(self, name: str) -> Sequence[object]:
        """Return the values of a dimension in this table."""
        return {
            "vendor": self.truth.vendors,
            "segment": self.truth.segments,
            "period": self.truth.periods,
            "item": self.truth.items,
        }[name]

    def figure(self, row: int, column: int, keys: dict[str, object]) -> None:
        """Write the figure of the given keys, and note what it is."""
        keys = {**self.fixed, **keys}
        item, period = keys["item"], keys["period"]
        assert isinstance(item, Item)
        assert isinstance(period, Period)
        vendor, segment = str(keys["vendor"]), keys.get("segment")
        known = None if segment is None else str(segment)
        amount = self.truth.amounts[vendor, known, period, item]
        self.page.put(row, column, self.labels.spellings[item].write(amount))
        target = item.value(self.truth.targets[item]) if self.shape.target else None
        self.page.figures[row, column] = Figure(
            vendor,
            known,
            period.label,
            item.id,
            item.value(amount),
            self.labels.names[item],
            target,
        )


def write_table(rng: Random, table: Table) -> tuple[int, int]:
    """Write a table; return the first row below it and the first column right of it."""
    shape, page = table.shape, table.page
    if not shape.words:
        shape.words = {name: table.labels.word(rng, name) for name in (*shape.rows, "item")}
    keys = _key_columns(table)
    first = table.left + len(keys) + len(shape.before)
    across = [dict(zip(shape.columns, v, strict=True)) for v in _product(table, shape.columns)]
    row = _headings(table, keys, first, across)
    after = first + len(across)
    sections = table.values(shape.section) if shape.section else [None]
    for section in sections:
        own: dict[str, object] = {}
        if shape.section:
            page.put(row, table.left, table.labels.cell(shape.section, section))
            own, row = {shape.section: section}, row + 1
        start, last = row, None
        for values in _product(table, shape.rows):
            known = {**own, **dict(zip(shape.rows, values, strict=True))}
            same = shape.grouped and last == values[0]
            _keys(table, row, keys, known, skip=shape.rows[0] if same else "")
            last = values[0]
            for place, more in enumerate(across):
                table.figure(row, first + place, {**known, **more})
            _beside(rng, table, row, first, after, known)
            row += 1
        if shape.grouped and shape.merged:
            _merge_groups(table, keys, start, row)
    row = _rows_below(table, row, first, across)
    return row, after + len(shape.after)


def _product(table: Table, names: Sequence[str]) -> list[tuple[object, ...]]:
    return list(product(*(table.values(name) for name in names)))


def _key_columns(table: Table) -> list[str]:
    """Return what the columns left of the figures hold."""
    names: list[str] = []
    for name in table.shape.rows:
        if name == "period" and table.labels.periods.yearless and table.shape.year:
            names.append("year")
        names.append(name)
        if name == "item" and table.labels.unit_column:
            names.append("unit")
    return names


def _headings(table: Table, keys: list[str], first: int, across: list[dict[str, object]]) -> int:
    """Write the heading rows; return the first row below them."""
    shape, page, labels = table.shape, table.page, table.labels
    row = table.top
    years = labels.periods.yearless and shape.year and shape.columns == ["period"]
    outer = shape.columns[0] if len(shape.columns) == 2 else ""
    page.deep |= bool(outer or years)
    if outer or years:
        last, start = None, first
        for place, known in enumerate([*across, {}]):
            if years:
                period = known.get("period")
                value = period.start.year if isinstance(period, Period) else None
            else:
                value = known.get(outer)
            if value != last:
                if last is not None and shape.merged and first + place - 1 > start:
                    page.merged.append((row, start, row, first + place - 1))
                last, start = value, first + place
                fresh = True
            else:
                fresh = shape.repeated and not shape.merged
            if value is not None and fresh:
                page.put(row, first + place, value if years else labels.cell(outer, value))
        row += 1
    words = {**shape.words, "year": "Year", "unit": "Unit"}
    for place, name in enumerate(keys):
        page.put(row, table.left + place, words[name])
    inner = shape.columns[-1] if shape.columns else ""
    for place, known in enumerate(across):
        page.put(row, first + place, labels.cell(inner, known[inner]) if inner else shape.value)
    extra = {"target": "Target", "weight": "Weight", "status": "Status", "note": "Comments"}
    for place, name in enumerate(shape.before):
        page.put(row, table.left + len(keys) + place, extra[name])
    for place, name in enumerate(shape.after):
        page.put(row, first + len(across) + place, extra.get(name, name))
    return row + 1


def _keys(table: Table, row: int, keys: list[str], known: dict[str, object], skip: str) -> None:
    for place, name in enumerate(keys):
        if name == skip:
            continue
        cell: Cell | object
        if name == "unit":
            item = known["item"]
            assert isinstance(item, Item)
            cell = table.labels.spellings[item].unit or None
        elif name == "year":
            period = known["period"]
            assert isinstance(period, Period)
            cell = period.start.year
        else:
            cell = table.labels.cell(name, known[name])
        table.page.put(row, table.left + place, cell)


def _beside(
    rng: Random, table: Table, row: int, first: int, after: int, known: dict[str, object]
) -> None:
    """Write target, weight, status and total beside the figures of a row."""
    item = known.get("item")
    places = [(first - len(table.shape.before) + n, x) for n, x in enumerate(table.shape.before)]
    places += [(after + n, name) for n, name in enumerate(table.shape.after)]
    for column, name in places:
        assert isinstance(item, Item)
        spelling = table.labels.spellings[item]
        if name == "target":
            table.page.put(row, column, spelling.write(table.truth.targets[item]))
        elif name == "weight":
            table.page.put(row, column, Cell(0.2, "0%"))
        elif name == "status":
            table.page.put(row, column, rng.choice(("Green", "Amber", "Red", "Met")))
        elif name == "note":
            table.page.put(row, column, rng.choice(("see appendix", "stable", None)))
        else:
            keys = {**table.fixed, **known}
            cells = [_amount(table, {**keys, "period": p}) for p in table.truth.periods]
            table.page.put(row, column, spelling.write(_whole(item, name, spelling, cells)))


def _amount(table: Table, keys: dict[str, object]) -> int:
    item, period, segment = keys["item"], keys["period"], keys.get("segment")
    assert isinstance(item, Item)
    assert isinstance(period, Period)
    return table.truth.amounts[
        str(keys["vendor"]), None if segment is None else str(segment), period, item
    ]


def _whole(item: Item, name: str, spelling: Spelling, amounts: list[int]) -> int:
    """Return what a total or average says over figures."""
    summed = item.kind == "count" and name not in ("Average", "Avg", "Ø")
    whole = sum(amounts) if summed else round(sum(amounts) / len(amounts))
    return whole - whole % spelling.step


def _merge_groups(table: Table, keys: list[str], top: int, bottom: int) -> None:
    """Merge the cells of a key that stands once for several rows."""
    column = table.left + keys.index(table.shape.rows[0])
    starts = [row for row in range(top, bottom) if (row, column) in table.page.cells]
    for start, end in zip(starts, [*starts[1:], bottom], strict=True):
        if end - start > 1:
            table.page.merged.append((start, column, end - 1, column))


def _rows_below(table: Table, row: int, first: int, across: list[dict[str, object]]) -> int:
    """Write the total and target rows below the figures."""
    shape = table.shape
    if shape.total_row and len(table.values(shape.rows[0])) > 1:
        table.page.put(row, table.left, shape.total_row)
        for place, more in enumerate(across):
            keys = {**table.fixed, **more}
            item = keys["item"]
            assert isinstance(item, Item)
            spelling = table.labels.spellings[item]
            name = shape.rows[0]
            amounts = [_amount(table, {**keys, name: value}) for value in table.values(name)]
            whole = _whole(item, shape.total_row, spelling, amounts)
            table.page.put(row, first + place, spelling.write(whole))
        row += 1
    if shape.target_row:
        table.page.put(row, table.left, "Target")
        for place, more in enumerate(across):
            item = {**table.fixed, **more}["item"]
            assert isinstance(item, Item)
            spelling = table.labels.spellings[item]
            table.page.put(row, first + place, spelling.write(table.truth.targets[item]))
        row += 1
    return row
