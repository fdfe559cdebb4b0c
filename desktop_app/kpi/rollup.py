"""Observations rolled up: repeats resolved, segments to a total, fine periods to coarse ones.

What is added up never overlaps: a total goes before its segments, and of a quarter and its months
only one side counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop_app.catalogue.model import Catalogue
from desktop_app.domain.finding import Finding, Severity
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.sentences import listed, shown_period
from desktop_app.domain.translating import tr
from desktop_app.kpi.observations import PERIODS, SEGMENTS, VALUES, Merge, Observation, pool
from desktop_app.kpi.wording import show

Members = list[Observation]
_ONE_DAY = 1
_NESTED = " / "
"""What stands between the name of a part and that of a part of it."""
_COUNTED = {Grain.QUARTER: ("months", 3), Grain.YEAR: ("months", 12)}


@dataclass(frozen=True, slots=True)
class Rolled:
    """One figure made of observations; `period` is the asked one's label, None for all."""

    figure: Observation
    period: str | None
    segment: str | None


@dataclass(slots=True)
class _Notes:
    """What rolling up has to say, gathered by vendor and KPI so that it is said once."""

    twice: dict[tuple[str, str], list[tuple[Observation, Observation]]]
    coarse: dict[tuple[str, str], list[str]]
    undated: dict[tuple[str, str], int]
    unmerged: dict[tuple[str, str], list[str]]
    placed: set[tuple[str, str]]


def roll_up(
    observations: Iterable[Observation], by: Grain, split: bool, catalogue: Catalogue
) -> tuple[list[Rolled], list[Finding]]:
    """Return one figure per identity, period of the grain and segment, and what to know.

    Parameters
    ----------
    by : Grain
        A value of a coarser period than this is not spread over it.
    split : bool
        Whether figures by segment are wanted beside those over all segments.
    """
    notes = _Notes(defaultdict(list), defaultdict(list), defaultdict(int), defaultdict(list), set())
    groups: dict[tuple[object, ...], Members] = defaultdict(list)
    for observation in observations:
        groups[observation.identity].append(observation)
    rolled: list[Rolled] = []
    for members in groups.values():
        by_spot = _by_spot(members, notes)
        segments = sorted({segment for _, segment in by_spot if segment is not None})
        lines: dict[str | None, Members] = {None: _totals(by_spot)}
        if split:
            lines |= {name: [] for name in segments}
            for (_, segment), observation in by_spot.items():
                if segment is not None:
                    lines[segment].append(observation)
        for segment, line in lines.items():
            rolled += _over_time(line, segment, by, notes)
    return rolled, _findings(notes, catalogue)


def _by_spot(
    members: Members, notes: _Notes
) -> dict[tuple[Period | None, str | None], Observation]:
    """Return one observation for each period and segment."""
    spots: dict[tuple[Period | None, str | None], Members] = defaultdict(list)
    for member in members:
        spots[member.period, member.segment].append(member)
    return {spot: _resolve(found, notes) for spot, found in spots.items()}


def _resolve(found: Members, notes: _Notes) -> Observation:
    """Return what values for the same period and segment say together.

    Rows of one table that name no period are so many observations (a row a day), and so are
    rows that carry their own volumes: they are pooled. Anything else said twice is kept once,
    the first, with a word if it differs.
    """
    if len(found) == 1:
        return found[0]
    sheets: dict[tuple[str, str], Members] = defaultdict(list)
    for member in found:
        sheets[member.place[:2]].append(member)
    singles = [_within_sheet(members, notes) for members in sheets.values()]
    return _once(singles, notes)


def _within_sheet(members: Members, notes: _Notes) -> Observation:
    if len(members) == 1:
        return members[0]
    contexts: dict[int, Members] = defaultdict(list)
    for member in members:
        contexts[member.place[2]].append(member)
    rows = [_once(repeated, notes) for repeated in contexts.values()]
    if len(rows) > 1 and rows[0].merge is not Merge.NEVER:
        undated = rows[0].period is None
        # Rows of one day are its hours or shifts: what else tells them apart was not read.
        daily = all(row.period is not None and row.period.start == row.period.end for row in rows)
        poolable = undated or daily or all(row.weighed for row in rows)
        if poolable and (undated or not all(rows[0].equals(row) for row in rows)):
            return pool(rows, VALUES)
    return _once(rows, notes)


def _once(values: Members, notes: _Notes) -> Observation:
    """Return the first of several values for one thing; note it when another differs."""
    first = values[0]
    for other in values[1:]:
        if not first.equals(other):
            notes.twice[first.vendor, first.kpi].append((first, other))
            return _noted(first, tr("stated twice"))
    return first


def _noted(figure: Observation, *remarks: str) -> Observation:
    return replace(figure, note="; ".join(filter(None, (figure.note, *remarks))))


def _totals(by_spot: dict[tuple[Period | None, str | None], Observation]) -> Members:
    """Return one observation a period over all segments: the stated total, else all parts.

    Segments of one sheet are taken for the parts of one total. Several sheets with several
    segments each (by channel, by region) cut the same total in different ways, and the first of
    them is taken; sheets with one segment each (a sheet a channel) are parts together. What is
    told of a part as a whole goes before its own parts ("Voice" before "Voice / Manila").
    """
    totals: Members = []
    by_period: dict[Period | None, dict[str | None, Observation]] = defaultdict(dict)
    for (period, segment), observation in by_spot.items():
        by_period[period][segment] = observation
    for by_segment in by_period.values():
        if None in by_segment:
            totals.append(by_segment[None])
            continue
        parts = _outermost(by_segment)
        sheets: dict[tuple[str, str], Members] = defaultdict(list)
        for part in parts:
            sheets[part.place[:2]].append(part)
        wide = [members for members in sheets.values() if len(members) > 1]
        chosen = wide[0] if wide else parts
        if len(chosen) == 1 or chosen[0].merge is not Merge.NEVER:
            totals.append(pool(chosen, SEGMENTS))
    return totals


def _outermost(by_segment: Mapping[str | None, Observation]) -> Members:
    """Return the observations of segments of which no other is the whole."""
    return [
        observation
        for segment, observation in by_segment.items()
        if not any(outer in by_segment for outer in _around(segment or ""))
    ]


def _around(segment: str) -> list[str]:
    """Return the names of the parts that a part lies in: "Voice" of "Voice / Manila"."""
    names = segment.split(_NESTED)
    return [_NESTED.join(names[:size]) for size in range(1, len(names))]


def _over_time(line: Members, segment: str | None, by: Grain, notes: _Notes) -> list[Rolled]:
    """Return a line's figures at the asked grain."""
    targets: dict[str | None, Members] = defaultdict(list)
    for member in line:
        key = (member.vendor, member.kpi)
        if by is Grain.ALL:
            targets[None].append(member)
        elif member.period is None:
            notes.undated[key] += 1
        elif (period := _placed(member.period, by, line)) is None:
            notes.coarse[key].append(member.period.label)
        else:
            targets[period.label].append(member)
    rolled = []
    for label, members in targets.items():
        figure = _one_period(members, by, label, notes)
        if figure is not None:
            notes.placed.add((figure.vendor, figure.kpi))
            rolled.append(Rolled(figure, label, segment))
    return rolled


def _placed(period: Period, by: Grain, line: Members) -> Period | None:
    """Return the period of a grain that one lies in, None for one that is coarser.

    A fiscal year of which nothing finer is told is a year in its own right, beside others.
    """
    within = period.within(by)
    if within is not None or by is not Grain.YEAR or period != _year_from(period):
        return within
    finer = (one.period for one in line if one.period is not None and one.period != period)
    return None if any(period.covers(one) for one in finer) else period


def _year_from(period: Period) -> Period:
    return Period.months(period.start.year, period.start.month, 12)


def _one_period(
    members: Members, by: Grain, label: str | None, notes: _Notes
) -> Observation | None:
    """Return several periods' values as one, no day counted twice."""
    chosen, note = _without_overlap(members)
    if len(chosen) > 1 and chosen[0].merge is Merge.NEVER:
        labels = [member.period.label if member.period else tr("undated") for member in chosen]
        notes.unmerged[chosen[0].vendor, chosen[0].kpi].extend(labels)
        return None
    figure = pool(chosen, PERIODS)
    remarks = [note, _coverage(chosen, by, label)]
    return _noted(figure, *remarks) if any(remarks) else figure


def _without_overlap(members: Members) -> tuple[Members, str]:
    """Return values whose periods don't overlap, and what was left out for it.

    Of a long period and shorter ones within it, the shorter count if they fill it and can be
    pooled exactly; else the long one does. A value without a period goes before periods that
    can't be pooled exactly, and is left out beside such that can.
    """
    dated = [member for member in members if member.period is not None]
    undated = [member for member in members if member.period is None]
    if not dated:
        return members, ""
    exact = len(dated) == 1 or all(member.weighed for member in dated)
    if undated and not exact:
        return undated, tr("overall figure as stated, not from its periods")
    notes = [tr("a figure without a period left out")] if undated else []
    dated.sort(key=_start)
    if not any(_overlap(one, other) for one, other in pairwise(dated)):
        return dated, "; ".join(notes)
    left = sorted(dated, key=lambda member: (-_days(member), _start(member)))
    chosen: Members = []
    while left:
        longest = left.pop(0)
        inside = [m for m in left if _overlap(m, longest)]
        if not inside:
            chosen.append(longest)
        elif _fills(inside, longest) and all(member.weighed for member in inside):
            notes.append(tr("from the parts of {label}", label=_label(longest)))
        else:
            chosen.append(longest)
            left = [member for member in left if member not in inside]
            notes.append(tr("{label} as stated, not from its parts", label=_label(longest)))
    return sorted(chosen, key=_start), "; ".join(dict.fromkeys(notes))


def _fills(inside: Members, longest: Observation) -> bool:
    """Return whether the shortest periods within a longer one leave no day of it out."""
    if longest.period is None:
        return False
    spans = sorted((m.period.start, m.period.end) for m in inside if m.period is not None)
    if any(start < longest.period.start or end > longest.period.end for start, end in spans):
        return False
    reached = spans[0][1]
    for _, (start, end) in pairwise(spans):
        if (start - reached).days > _ONE_DAY:
            return False
        reached = max(reached, end)
    return spans[0][0] == longest.period.start and reached == longest.period.end


def _coverage(chosen: Members, by: Grain, label: str | None) -> str:
    """Return a mark for a period that is only partly there: ``2 of 3 months``."""
    if label is None or by not in (Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.WEEK):
        return ""
    whole = Period.parse(label)
    days = sum(_days(member) for member in chosen)
    total = (whole.end - whole.start).days + 1
    if days >= total:
        return ""
    name, size = _COUNTED.get(by, ("days", total))
    months = [m for m in chosen if m.period is not None and m.period.grain is Grain.MONTH]
    if name == "months" and len(months) == len(chosen):
        return tr("{count} of {size} months", count=len(months), size=size)
    return tr("{have} of {whole} days", have=days, whole=total)


def _findings(notes: _Notes, catalogue: Catalogue) -> list[Finding]:
    """Return what there is to say, once for each KPI, whatever the number of vendors."""
    findings = [_stated_twice(pairs, catalogue) for pairs in notes.twice.values()]
    coarse = {key: labels for key, labels in notes.coarse.items() if key not in notes.placed}
    undated = [key for key in notes.undated if key not in notes.placed]
    for kpi, vendors, labels in _by_kpi(coarse):
        text = tr(
            "{vendors}: {kpi} is stated only for {periods}, which is not spread over shorter "
            "periods.",
            vendors=listed(vendors, 4),
            kpi=catalogue.kpis[kpi].title,
            periods=listed([shown_period(label) for label in labels], 4),
        )
        findings.append(_not_shown(text))
    for kpi, vendors, _ in _by_kpi({key: [] for key in undated}):
        text = tr(
            "{vendors}: {kpi} is stated without a period, and counts only over all periods.",
            vendors=listed(vendors, 4),
            kpi=catalogue.kpis[kpi].title,
        )
        findings.append(_not_shown(text))
    for kpi, vendors, labels in _by_kpi(notes.unmerged):
        text = tr(
            "{vendors}: {kpi} is stated as a median or percentile of {periods}; these can't be "
            "merged without the records behind them.",
            vendors=listed(vendors, 4),
            kpi=catalogue.kpis[kpi].title,
            periods=listed([shown_period(label) for label in labels], 4),
        )
        findings.append(_not_shown(text))
    return findings


def _by_kpi(notes: Mapping[tuple[str, str], list[str]]) -> list[tuple[str, list[str], list[str]]]:
    """Return the vendors and the labels of each KPI that something is noted of."""
    vendors: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, set[str]] = defaultdict(set)
    for (vendor, kpi), found in notes.items():
        vendors[kpi].append(vendor)
        labels[kpi].update(found)
    return [(kpi, sorted(names), sorted(labels[kpi])) for kpi, names in vendors.items()]


def _stated_twice(pairs: list[tuple[Observation, Observation]], catalogue: Catalogue) -> Finding:
    first, other = pairs[0]
    title = catalogue.kpis[first.kpi].title
    of = tr("{kpi} for {period}", kpi=title, period=_label(first)) if first.period else title
    stated = tr(
        "{vendor} states {kpi} twice, as {figure} and as {other} ({file}, sheet '{sheet}').",
        vendor=first.vendor,
        kpi=of,
        figure=show(first.value, first.unit),
        other=show(other.value, other.unit),
        file=other.place[0],
        sheet=other.place[1],
    )
    more = tr("This happens {count} times.", count=len(pairs)) if len(pairs) > 1 else ""
    todo = tr("The first is used; leave out the report that is out of date.")
    return Finding(
        Severity.QUESTION,
        "stated-twice",
        " ".join(filter(None, (stated, more, todo))),
        first.place[0],
        first.place[1],
    )


def _not_shown(message: str) -> Finding:
    return Finding(Severity.INFO, "period-not-shown", message)


def _days(member: Observation) -> int:
    return 0 if member.period is None else (member.period.end - member.period.start).days + 1


def _start(member: Observation) -> int:
    return 0 if member.period is None else member.period.start.toordinal()


def _label(member: Observation) -> str:
    return "" if member.period is None else shown_period(member.period.label)


def _overlap(one: Observation, other: Observation) -> bool:
    return one.period is not None and other.period is not None and one.period.overlaps(other.period)
