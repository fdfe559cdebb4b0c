"""A truth laid out at random: each of vendor, segment, period and KPI goes down the rows, across
the columns, into sections, into titles of tables, to sheets of their own, or to the file's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.helpers.random_reports.pages import Book, Page
from tests.helpers.random_reports.spellings import (
    PeriodSpelling,
    Spelling,
    name_with_unit,
    spell_item,
    spell_periods,
)
from tests.helpers.random_reports.tables import Labels, Shape, Table, write_table
from tests.helpers.random_reports.truth import Truth

DIMENSIONS = ("vendor", "segment", "period", "item")
_PLACES = {
    # where KPIs stand: chances of the places of the others
    ("row", "period"): {"column": 12, "title": 4, "sheet": 3, "section": 1, "row": 2},
    ("row", "vendor"): {"column": 3, "title": 3, "sheet": 3, "section": 2, "row": 4},
    ("row", "segment"): {"column": 3, "title": 2, "sheet": 2, "section": 6, "row": 4},
    ("column", "period"): {"row": 12, "column": 1, "title": 2, "sheet": 2},
    ("column", "vendor"): {"row": 6, "column": 3, "title": 3, "sheet": 3},
    ("column", "segment"): {"row": 6, "column": 3, "title": 2, "sheet": 2, "section": 2},
    ("long", "period"): {"row": 12, "title": 2, "sheet": 1},
    ("long", "vendor"): {"row": 12, "title": 1, "sheet": 1},
    ("long", "segment"): {"row": 12, "title": 1, "sheet": 1},
}
_ALONE = {"file": 6, "title": 5, "row": 2, "sheet": 1}
_REPORTS = ("KPI report", "Monthly report", "Performance report", "Scorecard", "Service report")


@dataclass(slots=True)
class Plan:
    """Where each dimension goes."""

    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    section: str = ""
    title: list[str] = field(default_factory=list)
    sheet: str = ""
    file: list[str] = field(default_factory=list)


def draw_plan(rng: Random, truth: Truth) -> Plan:
    """Return places for all dimensions that fit together."""
    while True:
        plan = _try_plan(rng, truth)
        if plan is not None:
            return plan


def _try_plan(rng: Random, truth: Truth) -> Plan | None:
    items = rng.choice(("row", "row", "row", "column", "column", "long"))
    places: dict[str, str] = {"item": "row" if items == "long" else items}
    counts = {"vendor": len(truth.vendors), "period": len(truth.periods)}
    if truth.segments != [None]:
        counts["segment"] = len(truth.segments)
    for name, count in counts.items():
        chances = _PLACES[items, name]
        if count == 1 and name == "vendor":
            chances = _ALONE
        if count == 1 and name == "period":
            chances = {**chances, "file": 2, "title": 6}
        places[name] = rng.choices(list(chances), list(chances.values()))[0]
    at = {
        place: [name for name in DIMENSIONS if places.get(name) == place]
        for place in ("row", "column", "section", "title", "sheet", "file")
    }
    several = [name for name in at["title"] if counts.get(name, 1) > 1]
    fits = (
        at["row"]
        and len(at["column"]) <= 2
        and len(at["section"]) <= 1
        and len(at["sheet"]) <= 1
        and len(several) <= 1
        and len(at["row"]) <= (4 if items == "long" else 3)
    )
    if not fits:
        return None
    rows, columns = at["row"], at["column"]
    rng.shuffle(rows)
    rng.shuffle(columns)
    section, sheet = at["section"], at["sheet"]
    return Plan(rows, columns, *(section or [""]), at["title"], *(sheet or [""]), at["file"])


def lay_out(rng: Random, truth: Truth) -> Book:
    """Return the truth as a report in a random layout."""
    plan = draw_plan(rng, truth)
    spelling = spell_periods(
        rng, truth.periods[0].grain, len({period.start.year for period in truth.periods}) == 1
    )
    spellings = {item: spell_item(rng, item) for item in truth.items}
    _round(truth, spellings)
    labels = _labels(rng, truth, plan, spellings, spelling)
    shape = Shape.draw(rng, plan.rows, plan.columns, plan.section, truth)
    pages = []
    for value in _values(truth, plan.sheet):
        page = Page(_sheet_name(rng, plan, value, labels, len(pages)))
        pages.append(page)
        _fill(rng, page, truth, plan, shape, labels, {plan.sheet: value} if plan.sheet else {})
    return Book(pages, _stem(rng, truth, plan, labels), shape.target)


def _round(truth: Truth, spellings: dict[object, Spelling]) -> None:
    """Make the figures such that their spelling shows them without loss."""
    for key, amount in truth.amounts.items():
        step = spellings[key[3]].step
        truth.amounts[key] = amount - amount % step or step
    for item, amount in truth.targets.items():
        step = spellings[item].step
        truth.targets[item] = amount - amount % step or step


def _labels(
    rng: Random,
    truth: Truth,
    plan: Plan,
    spellings: dict[object, Spelling],
    periods: PeriodSpelling,
) -> Labels:
    names = {item: rng.choice(item.names) for item in truth.items}
    with_units = "item" in plan.rows and rng.random() < 0.25
    if not with_units:
        names = {i: name_with_unit(rng, name, spellings[i].unit) for i, name in names.items()}
    return Labels(names, spellings, periods, with_units, truth.segment_word)


def _values(truth: Truth, dimension: str) -> list[object]:
    return {
        "vendor": list(truth.vendors),
        "segment": list(truth.segments),
        "period": list(truth.periods),
        "item": list(truth.items),
        "": [None],
    }[dimension]


def _sheet_name(rng: Random, plan: Plan, value: object, labels: Labels, number: int) -> str:
    if not plan.sheet:
        return rng.choice(("Sheet1", "Report", "KPIs", "Data", "Summary", "Tabelle1"))
    name = labels.text(plan.sheet, value)
    for mark in "[]:*?/\\":
        name = name.replace(mark, "-")
    return name[:31].strip("'")


def _stem(rng: Random, truth: Truth, plan: Plan, labels: Labels) -> str:
    report = rng.choice(_REPORTS)
    names = [labels.text(name, _values(truth, name)[0]) for name in plan.file]
    if "vendor" not in plan.file and len(truth.vendors) > 1:
        report = rng.choice(("vendor comparison", "All vendors", "KPI report", "Scorecard"))
    joint = rng.choice((" ", " - ", "_"))
    return joint.join([*names, report]).replace("/", "-")


def _fill(
    rng: Random,
    page: Page,
    truth: Truth,
    plan: Plan,
    shape: Shape,
    labels: Labels,
    fixed: dict[str, object],
) -> None:
    """Write the tables of one sheet, with the titles that name what is not in them."""
    several = [name for name in plan.title if len(_values(truth, name)) > 1]
    for name in ("vendor", "segment", "period", "item"):
        values = _values(truth, name)
        if len(values) == 1 and name not in fixed:
            fixed = {**fixed, name: values[0]}
    common = [labels.title(rng, name, fixed[name]) for name in plan.title if name not in several]
    if labels.periods.yearless and not shape.year:
        common.append(f"{rng.choice(_REPORTS)} {truth.periods[0].start.year}")
    rng.shuffle(common)
    joined = len(common) > 1 and rng.random() < 0.3
    top = 0
    for line in [" - ".join(common)] if joined else common:
        page.put(top, 0, line)
        top += 1
    top += rng.choice((0, 1, 1)) if top else 0
    beside = bool(several) and rng.random() < 0.3
    gap, left, style = rng.choice((1, 2)), 0, rng.random()
    for value in _values(truth, several[0]) if several else [None]:
        line = top
        if several:
            title = labels.title(Random(style), several[0], value)
            page.put(line, left, title)
            line += 1
        own = {**fixed, several[0]: value} if several else fixed
        table = Table(page, line, left, truth, shape, labels, own)
        bottom, right = write_table(rng, table)
        if beside:
            left = right + gap
        else:
            top = bottom + gap
