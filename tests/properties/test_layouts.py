"""Known tables in every layout, read back: the same values, every cell accounted for."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.domain.period import Period
from desktop_app.importing.report import ImportedReport
from tests.helpers.workbooks import check_accounting, figures, import_rows, layouts

modest = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # shrinking workbooks takes minutes
    derandomize=True,
)
SHARES = ("fcr", "csat", "qa_score", "on_time", "occupancy")
NAMES = {
    "fcr": "FCR %",
    "csat": "CSAT %",
    "qa_score": "QA score %",
    "on_time": "On-time delivery %",
    "occupancy": "Occupancy %",
    "offered_count": "Calls offered",
    "answered_count": "Calls answered",
}
VENDORS = ("Zenith Care", "Orbit Services", "Polar Desk", "Quill Partners")

kpis = st.lists(st.sampled_from(sorted(NAMES)), min_size=2, max_size=5, unique=True)
starts = st.tuples(st.integers(2019, 2027), st.integers(1, 12))
sizes = st.integers(2, 6)
amounts = st.integers(200, 900)


def months(start: tuple[int, int], count: int) -> list[Period]:
    first = start[0] * 12 + start[1] - 1
    return [Period.month(*divmod(first + n, 12)[:1], (first + n) % 12 + 1) for n in range(count)]


def shown(period: Period) -> str:
    return f"{period.start:%b %Y}"


def stated(item: str, amount: int) -> float:
    """Return the cell of an amount: percent with one decimal for shares, else a count."""
    return amount / 10 if item in SHARES else float(amount * 10)


def canonical(item: str, amount: int) -> float:
    return amount / 1000 if item in SHARES else float(amount * 10)


def read(rows: Sequence[Sequence[Any]], name: str = "Acme.xlsx") -> ImportedReport:
    with tempfile.TemporaryDirectory() as folder:
        report = import_rows(Path(folder), rows, name)
    check_accounting(report)
    return report


@modest
@given(kpis, starts, sizes, st.data())
def test_wide_and_transposed_say_the_same(
    items: list[str], start: tuple[int, int], size: int, data: st.DataObject
) -> None:
    periods = months(start, size)
    values = {(i, p.label): data.draw(amounts) for i in items for p in periods}
    cells = {key: stated(key[0], amount) for key, amount in values.items()}
    wide = read(
        [
            ["KPI", *map(shown, periods)],
            *([NAMES[i], *(cells[i, p.label] for p in periods)] for i in items),
        ]
    )
    across = read(
        [
            ["Month", *(NAMES[i] for i in items)],
            *([shown(p), *(cells[i, p.label] for i in items)] for p in periods),
        ]
    )
    expected = {key: canonical(key[0], amount) for key, amount in values.items()}
    assert (layouts(wide), layouts(across)) == (["wide"], ["transposed"])
    assert figures(wide, "item", "period") == pytest.approx(expected)
    assert figures(across, "item", "period") == pytest.approx(expected)


@modest
@given(kpis, starts, sizes, st.integers(1, 3), st.data())
def test_long_with_vendors(
    items: list[str], start: tuple[int, int], size: int, vendors: int, data: st.DataObject
) -> None:
    keys = [
        (vendor, item, period)
        for vendor in VENDORS[:vendors]
        for period in months(start, size)
        for item in items
    ]
    values = {key: data.draw(amounts) for key in keys}
    report = read(
        [
            ["Provider", "Month", "Metric", "Result"],
            *([v, shown(p), NAMES[i], stated(i, values[v, i, p])] for v, i, p in keys),
        ],
        name="all.xlsx",
    )
    assert layouts(report) == ["long"]
    assert figures(report, "vendor", "item", "period") == pytest.approx(
        {(v, i, p.label): canonical(i, amount) for (v, i, p), amount in values.items()}
    )


@modest
@given(kpis, st.integers(2, 4), st.data())
def test_vendors_across(items: list[str], vendors: int, data: st.DataObject) -> None:
    values = {(i, v): data.draw(amounts) for i in items for v in VENDORS[:vendors]}
    report = read(
        [
            ["KPI", *VENDORS[:vendors]],
            *([NAMES[i], *(stated(i, values[i, v]) for v in VENDORS[:vendors])] for i in items),
        ],
        name="Comparison.xlsx",
    )
    assert figures(report, "item", "vendor") == pytest.approx(
        {(i, v): canonical(i, amount) for (i, v), amount in values.items()}
    )


@modest
@given(kpis, starts, st.data())
def test_scorecard(items: list[str], start: tuple[int, int], data: st.DataObject) -> None:
    period = months(start, 1)[0]
    values = {item: data.draw(amounts) for item in items}
    targets = {item: data.draw(amounts) for item in items}
    report = read(
        [
            [f"Scorecard {shown(period)}"],
            [],
            ["KPI", "Target", "Actual", "RAG"],
            *([NAMES[i], stated(i, targets[i]), stated(i, values[i]), "G"] for i in items),
        ]
    )
    assert layouts(report) == ["scorecard"]
    assert figures(report, "item", "period") == pytest.approx(
        {(i, period.label): canonical(i, values[i]) for i in items}
    )
    assert dict(zip(report.stated["item"], report.stated["target"], strict=True)) == pytest.approx(
        {i: canonical(i, targets[i]) for i in items}
    )


records = st.lists(
    st.tuples(
        st.sampled_from(VENDORS[:3]),
        st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 12, 31)),
        st.one_of(st.none(), st.integers(1, 5)),
        st.booleans(),
        st.integers(1, 4000),
    ),
    min_size=12,
    max_size=40,
)


@modest
@given(records, st.booleans())
def test_log(rows: list[tuple[str, dt.datetime, int | None, bool, int]], total: bool) -> None:
    body: list[list[Any]] = [
        [f"T{n:05d}", vendor, when.replace(microsecond=0), score, "Yes" if met else "No", seconds]
        for n, (vendor, when, score, met, seconds) in enumerate(rows)
    ]
    if total:
        body.append(["Total", None, None, None, None, sum(row[4] for row in rows)])
    report = read(
        [["Ticket ID", "Vendor", "Created", "CSAT score", "SLA met", "Handle time (sec)"], *body],
        name="all.xlsx",
    )
    assert layouts(report) == ["log"]
    frame = report.records[0].frame
    assert len(frame) == len(rows)
    assert frame["vendor"].tolist() == [row[0] for row in rows]
    assert frame["sla_met"].tolist() == [float(row[3]) for row in rows]
    assert frame["handle_time"].tolist() == [float(row[4]) for row in rows]
    scores = [row[2] for row in rows]
    if any(score is not None for score in scores):
        assert frame["csat_score"].sum() == sum(score or 0 for score in scores)


@modest
@given(kpis, starts, st.integers(1, 3), st.sampled_from([": ", " = ", ":  ", "\n"]), st.data())
def test_cards_say_what_a_table_says(
    items: list[str], start: tuple[int, int], width: int, joint: str, data: st.DataObject
) -> None:
    period = months(start, 1)[0]
    values = {item: data.draw(amounts) for item in items}
    cards = [f"{NAMES[i].rstrip('% ')}{joint}{_written(i, values[i])}" for i in items]
    gaps = data.draw(st.booleans())
    rows = [cards[n : n + width] for n in range(0, len(cards), width)]
    if gaps:
        rows = [[cell for card in row for cell in (card, None)] for row in rows]
    report = read([[f"Scorecard {shown(period)}"], [], *rows])
    assert figures(report, "item", "period") == pytest.approx(
        {(i, period.label): canonical(i, values[i]) for i in items}
    )


def _written(item: str, amount: int) -> str:
    return f"{amount / 10} %" if item in SHARES else str(amount * 10)


@modest
@given(kpis, starts, st.booleans(), st.booleans(), st.data())
def test_the_month_before_by_words_or_by_name(
    items: list[str], start: tuple[int, int], down: bool, first: bool, data: st.DataObject
) -> None:
    periods = months(start, 2)
    values = {(i, p.label): data.draw(amounts) for i in items for p in periods}
    now, before = data.draw(
        st.sampled_from([("This month", "Previous month"), ("Ist", "Vormonat")])
    )
    names = dict(zip([p.label for p in periods], [before, now], strict=True))
    order = periods if first else periods[::-1]
    if down:
        rows = [["", *(NAMES[i] for i in items)]]
        rows += [[names[p.label], *(stated(i, values[i, p.label]) for i in items)] for p in order]
    else:
        rows = [["KPI", *(names[p.label] for p in order)]]
        rows += [[NAMES[i], *(stated(i, values[i, p.label]) for p in order)] for i in items]
    report = read([[f"Report {shown(periods[1])}"], [], *rows])
    expected = {key: canonical(key[0], amount) for key, amount in values.items()}
    assert figures(report, "item", "period") == pytest.approx(expected)


@modest
@given(records, st.sets(st.integers(1, 39), max_size=9), st.integers(1, 3))
def test_blank_rows_in_a_log_change_nothing(
    rows: list[tuple[str, dt.datetime, int | None, bool, int]], blank: set[int], deep: int
) -> None:
    heading = ["Ticket ID", "Vendor", "Created", "SLA met", "Handle time (sec)"]
    body: list[list[Any]] = [["Raw export"], [], [], heading]
    for n, (vendor, when, _, met, seconds) in enumerate(rows):
        body += [[None]] * (deep if n in blank else 0)
        whole = when.replace(microsecond=0)
        body.append([f"T{n:05d}", vendor, whole, "Yes" if met else "No", seconds])
    report = read(body, name="all.xlsx")
    assert layouts(report) == ["log"]
    frame = report.records[0].frame
    assert frame["handle_time"].tolist() == [float(row[4]) for row in rows]
    assert frame["vendor"].tolist() == [row[0] for row in rows]


@modest
@given(starts, sizes, st.booleans(), st.data())
def test_answers_below_or_beside_each_kpi(
    start: tuple[int, int], size: int, below: bool, data: st.DataObject
) -> None:
    periods = months(start, size)
    csat, nps = [[data.draw(amounts) / 10 for _ in periods] for _ in range(2)]
    counts = [[data.draw(amounts) for _ in periods] for _ in range(2)]
    heading = [
        ["Month", "CSAT %", None, "NPS", None],
        [None, "Score", "Responses", "Score", "Responses"],
    ]
    if not below:
        heading = [["Month", "CSAT %", "CSAT responses", "NPS", "NPS responses"]]
    rows = zip(map(shown, periods), csat, counts[0], nps, counts[1], strict=True)
    report = read([*heading, *map(list, rows)])
    frame = report.stated
    for item, values, own in (("csat", csat, counts[0]), ("nps", nps, counts[1])):
        stood = frame[frame["item"] == item]
        scale = 100 if item == "csat" else 1
        assert (stood["value"] * scale).tolist() == pytest.approx(values)
        beside = frame[frame["context"].isin(stood["context"])]
        assert beside[beside["item"] == "responses_count"]["value"].tolist() == own
