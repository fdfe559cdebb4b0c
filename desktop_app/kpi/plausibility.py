"""Stated figures that look made rather than measured, or that can't be true together.

Nothing is changed or left out: each suspicion is a finding with its cells, for the analyst to ask.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import combinations
from operator import attrgetter

from desktop_app.catalogue.expressions import parse
from desktop_app.catalogue.model import Catalogue, FieldKind, KpiDefinition, Source
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import listed, shown_period
from desktop_app.domain.translating import tr
from desktop_app.domain.unit import Unit
from desktop_app.kpi.contexts import StatedRow
from desktop_app.kpi.origins import compress
from desktop_app.kpi.wording import place, show

_ON_TARGET_MONTHS = 3
_ROUND_MONTHS = 5
_ROUND_STEP = 0.05
"""Shares measured in whole percent all fall on steps of 5 points in 1 of 3,000 five months."""
_COPIED_KPIS = 4
_SLACK = 1e-9
_ARRIVED = "received_count"
"""No whole: more can be finished in a month than comes in, when a backlog is worked off."""
_ROUNDING = 0.005
"""What two rounded shares may exceed their sum by, each."""


@dataclass(frozen=True, slots=True)
class _Series:
    """The months that one vendor states of one KPI in one segment and definition."""

    vendor: str
    item: str
    segment: str | None
    variant: str
    rows: tuple[StatedRow, ...]

    @property
    def months(self) -> list[str]:
        return [_label(row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class _Odd:
    """Two figures of one vendor, period and segment that can't both be, and why in words."""

    what: str
    one: StatedRow
    other: StatedRow


def implausible(rows: Sequence[StatedRow], catalogue: Catalogue) -> list[Finding]:
    """Return what in the stated figures an analyst should ask the vendor about.

    - A KPI that equals its stated target to the digit in three or more months, all it has.
    - A share of which five or more different months all fall on steps of 5 percentage points.
    - Two months of which four or more KPIs, all that both have, are equal to the digit, though
      they differ in other months.
    - A KPI whose definition changes from one month to the next.
    - A count above the count that it is part of, two shares of one whole that exceed it, a KPI
      above its bound.

    Parameters
    ----------
    rows : sequence of StatedRow
        As `contexts.read_rows` gives them; only calendar months are looked at for series.
    """
    series = _monthly(rows)
    kpis = [one for one in series if one.item in catalogue.kpis]
    found: list[Finding] = []
    for one in kpis:
        definition = catalogue.kpis[one.item]
        found += _on_target(one, definition)
        found += _all_round(one, definition)
    found += _copied_months(kpis, catalogue)
    found += _changing_definitions(kpis, catalogue)
    found += _more_than_whole(rows, catalogue)
    found += _exceeding_together(rows, catalogue)
    return found


def _monthly(rows: Iterable[StatedRow]) -> list[_Series]:
    """Return the series of calendar months, each month once (the first row that states it)."""
    found: dict[tuple[str, str, str | None, str], dict[str, StatedRow]] = defaultdict(dict)
    for row in rows:
        if row.period is not None and row.period.grain is Grain.MONTH:
            key = (row.vendor, row.item, row.segment, row.variant)
            found[key].setdefault(row.period.label, row)
    return [
        _Series(*key, tuple(months[label] for label in sorted(months)))
        for key, months in found.items()
    ]


def _on_target(series: _Series, definition: KpiDefinition) -> Iterator[Finding]:
    known = [row for row in series.rows if not math.isnan(row.target)]
    if len(known) < _ON_TARGET_MONTHS or len(known) < len(series.rows):
        return
    if all(_same(row.value, row.target) for row in known):
        target = show(known[0].target, known[0].unit, known[0].currency)
        yield _finding(
            "equals-target",
            tr(
                "{whose} equals its target ({target}) to the digit in all {count} months",
                whose=_whose(series, definition),
                target=target,
                count=len(known),
            ),
            tr("Measured figures scatter. Ask the vendor for the counts behind them."),
            series.rows,
        )


def _all_round(series: _Series, definition: KpiDefinition) -> Iterator[Finding]:
    rows = [row for row in series.rows if row.unit == Unit.SHARE]
    if len(rows) < _ROUND_MONTHS or len({row.value for row in rows}) < 2:
        return
    inside = [row for row in rows if 0 < row.value < 1]
    if len(inside) < _ROUND_MONTHS:
        return
    steps = [row.value / _ROUND_STEP for row in inside]
    if all(abs(step - round(step)) < 1e-6 for step in steps):
        yield _finding(
            "rounded-series",
            tr(
                "All {count} months of {whose} are multiples of 5 %",
                count=len(inside),
                whose=_whose(series, definition),
            ),
            tr(
                "They look estimated rather than measured. Ask the vendor for the counts "
                "behind them."
            ),
            inside,
        )


def _copied_months(series: Sequence[_Series], catalogue: Catalogue) -> Iterator[Finding]:
    """Find pairs of months that are equal in every KPI, among KPIs that vary."""
    groups: dict[tuple[str, str | None], list[_Series]] = defaultdict(list)
    for one in series:
        if len({row.value for row in one.rows}) > 1:
            groups[one.vendor, one.segment].append(one)
    for members in groups.values():
        by_month: dict[str, dict[str, StatedRow]] = defaultdict(dict)
        for one in members:
            for row in one.rows:
                by_month[_label(row)][f"{one.item} {one.variant}"] = row
        for first, second in combinations(sorted(by_month), 2):
            yield from _copied(by_month[first], by_month[second], first, second, catalogue)


def _copied(
    one: dict[str, StatedRow],
    other: dict[str, StatedRow],
    first: str,
    second: str,
    catalogue: Catalogue,
) -> Iterator[Finding]:
    both = sorted(one.keys() & other.keys())
    if len(both) < _COPIED_KPIS or not all(_same(one[k].value, other[k].value) for k in both):
        return
    rows = [side[key] for side in (one, other) for key in both]
    titles = [catalogue.kpis[one[key].item].title for key in both]
    segment = f" ({rows[0].segment})" if rows[0].segment else ""
    yield _finding(
        "copied-month",
        tr(
            "{vendor}: {second} has exactly the figures of {first} in all {count} "
            "KPIs that both have ({kpis})",
            vendor=f"{rows[0].vendor}{segment}",
            second=second,
            first=first,
            count=len(both),
            kpis=listed(titles, 4),
        ),
        tr("One of the two months was probably copied. Ask the vendor which is right."),
        rows,
    )


def _changing_definitions(series: Sequence[_Series], catalogue: Catalogue) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str | None], list[_Series]] = defaultdict(list)
    for one in series:
        groups[one.vendor, one.item, one.segment].append(one)
    for members in groups.values():
        months = [set(one.months) for one in members]
        disjoint = all(a.isdisjoint(b) for a, b in combinations(months, 2))
        if len(members) < 2 or not disjoint:
            continue
        definition = catalogue.kpis[members[0].item]
        if len({_title(one, definition) for one in members}) == 1:
            continue  # one month names the definition that the other leaves unsaid
        members.sort(key=lambda one: one.months[0])
        spans = [
            tr(
                "{definition} from {month}",
                definition=_title(one, definition),
                month=shown_period(one.months[0]),
            )
            for one in members
        ]
        yield _finding(
            "definition-changes",
            tr(
                "{whose} changes its definition: {spans}",
                whose=_whose(members[0], definition),
                spans="; ".join(spans),
            ),
            tr("The months before and after do not compare. Ask the vendor for one definition."),
            [row for one in members for row in one.rows],
        )


def _more_than_whole(rows: Sequence[StatedRow], catalogue: Catalogue) -> Iterator[Finding]:
    """Find counts that exceed the count they are part of by the formula of a share."""
    fields = catalogue.fields
    by_item = _by_item(rows)
    for part, whole in _parts_of_wholes(catalogue):
        wrong = [
            _Odd(
                tr(
                    "{part} ({count:,.0f}) is more than {whole} ({of:,.0f})",
                    part=fields[part].title,
                    count=one.value,
                    whole=fields[whole].title,
                    of=other.value,
                ),
                one,
                other,
            )
            for one, other in _pairs(by_item, part, whole)
            if one.value > other.value * (1 + _SLACK)
        ]
        todo = tr("One of the two is wrong or means something else. Ask the vendor.")
        yield from _together(wrong, "part-above-whole", todo)


def _exceeding_together(rows: Sequence[StatedRow], catalogue: Catalogue) -> Iterator[Finding]:
    """Find shares of one whole that exceed it, and KPIs above the one that bounds them."""
    by_item = _by_item(rows)
    for kpi in catalogue.kpis.values():
        for name in kpi.shares_with:
            wrong = [
                _Odd(
                    tr(
                        "{kpi} and {other_kpi} add up to {sum}",
                        kpi=kpi.title,
                        other_kpi=catalogue.kpis[name].title,
                        sum=show(one.value + other.value, Unit.SHARE),
                    ),
                    one,
                    other,
                )
                for one, other in _pairs(by_item, kpi.id, name)
                if one.value + other.value > 1 + 2 * _ROUNDING
            ]
            todo = tr("As shares of one whole they can't exceed 100 %. Ask how each is counted.")
            yield from _together(wrong, "shares-above-one", todo)
        for name in kpi.within:
            bound = catalogue.kpis[name]
            wrong = [
                _Odd(
                    tr(
                        "{kpi} ({figure}) is above {bound} ({bound_figure})",
                        kpi=kpi.title,
                        figure=show(one.value, one.unit),
                        bound=bound.title,
                        bound_figure=show(other.value, other.unit),
                    ),
                    one,
                    other,
                )
                for one, other in _pairs(by_item, kpi.id, name)
                if one.value > other.value + _ROUNDING and _usual(one, kpi) and _usual(other, bound)
            ]
            todo = tr("By the usual definitions it can't be. Ask how each is counted.")
            yield from _together(wrong, "above-its-bound", todo)


def _by_item(rows: Sequence[StatedRow]) -> dict[str, list[StatedRow]]:
    """Return the rows of each item, in their order."""
    found: dict[str, list[StatedRow]] = defaultdict(list)
    for row in rows:
        found[row.item].append(row)
    return found


def _pairs(
    by_item: Mapping[str, list[StatedRow]], one: str, other: str
) -> list[tuple[StatedRow, StatedRow]]:
    """Return what is stated of two items for the same vendor, period and segment, once each."""
    if one not in by_item or other not in by_item:
        return []
    spots: dict[tuple[str, Period | None, str | None], dict[str, list[StatedRow]]] = {}
    for row in merge(by_item[one], by_item[other], key=attrgetter("position")):
        spot = spots.setdefault((row.vendor, row.period, row.segment), {})
        spot.setdefault(row.item, []).append(row)
    return [
        (spot[one][0], spot[other][0])
        for spot in spots.values()
        if len(spot.get(one, ())) == len(spot.get(other, ())) == 1
    ]


def _together(found: Sequence[_Odd], code: str, todo: str) -> Iterator[Finding]:
    """Return one finding a vendor and segment, with the first of its periods in words."""
    groups: dict[tuple[str, str | None], list[_Odd]] = defaultdict(list)
    for odd in found:
        groups[odd.one.vendor, odd.one.segment].append(odd)
    for group in groups.values():
        first = group[0]
        cells = [row for odd in group for row in (odd.one, odd.other)]
        yield _finding(code, f"{_where(first.one)}: {_with_more(first.what, group)}", todo, cells)


def _with_more(what: str, group: Sequence[_Odd]) -> str:
    if len(group) < 2:
        return what
    if len(group) == 2:
        return tr("{what}, and in 1 more period", what=what)
    return tr("{what}, and in {count} more periods", what=what, count=len(group) - 1)


def _parts_of_wholes(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the pairs of counts of which one is part of the other, by the catalogue's shares."""
    found = []
    for kpi in catalogue.kpis.values():
        if kpi.unit is not Unit.SHARE or kpi.plausible != (0.0, 1.0):
            continue
        for formula in kpi.formulas:
            names = (formula.part, formula.whole or "")
            counts = [
                name
                for name in names
                if name in catalogue.fields and catalogue.fields[name].kind is FieldKind.COUNT
            ]
            if formula.source is not Source.QUANTITIES or names[1] == _ARRIVED:
                continue
            if len(counts) == 2 and _bare(*names):
                found.append((counts[0], counts[1]))
    return list(dict.fromkeys(found))


def _bare(*texts: str) -> bool:
    return all(parse(text).fields == {text} for text in texts)


def _usual(row: StatedRow, definition: KpiDefinition) -> bool:
    """Return whether a figure is of the KPI's default definition, as far as it says."""
    return row.variant in ("", definition.variants[0].id)


def _label(row: StatedRow) -> str:
    return "" if row.period is None else row.period.label


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _SLACK * max(abs(one), abs(other))


def _title(series: _Series, definition: KpiDefinition) -> str:
    try:
        return definition.variant(series.variant or definition.variants[0].id).title
    except (KeyError, IndexError):
        return series.variant or tr("not named")


def _whose(series: _Series, definition: KpiDefinition) -> str:
    segment = f" ({series.segment})" if series.segment else ""
    return f"{series.vendor}{segment}: {definition.title}"


def _where(row: StatedRow) -> str:
    parts = [row.vendor, row.segment or "", _label(row)]
    return ", ".join(part for part in parts if part)


def _finding(code: str, what: str, todo: str, rows: Sequence[StatedRow]) -> Finding:
    first = rows[0]
    here = [row.cell for row in rows if (row.file, row.sheet) == (first.file, first.sheet)]
    cells = compress(here)
    return Finding(
        Severity.WARNING,
        code,
        f"{what} ({place(first.file, first.sheet, cells)}). {todo}",
        first.file,
        first.sheet,
        cells,
    )
