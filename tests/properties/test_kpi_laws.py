"""What must hold for any records and any stated values."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.catalogue.model import FieldKind, FieldRole, Formula, Source, Statistic, Variant
from desktop_app.domain.period import Grain
from desktop_app.domain.unit import Unit
from desktop_app.kpi.measure import measure
from desktop_app.kpi.table import KEY
from desktop_app.kpi.trail import rows_behind
from tests.helpers.evidence import catalogue, evidence, field, kpi, records, stated

MEAN_AND_MEDIAN = (
    Variant("mean", "mean", Unit.DURATION),
    Variant("median", "median", Unit.DURATION),
)
ALL = catalogue(
    kpi(
        "fcr",
        Formula("standard", Source.RECORDS, "resolved", "known(resolved)"),
        weigh_by=("handled_count",),
    ),
    kpi(
        "aht",
        Formula("mean", Source.RECORDS, "handle_time", "known(handle_time)"),
        Formula("median", Source.RECORDS, "handle_time", "", Statistic.QUANTILE, 0.5),
        unit=Unit.DURATION,
        variants=MEAN_AND_MEDIAN,
    ),
    kpi("cost_per_page", Formula("standard", Source.RECORDS, "invoiced", "pages"), unit=Unit.MONEY),
    kpi(
        "volume",
        Formula("standard", Source.RECORDS, "known(vendor)", "", Statistic.SUM),
        unit=Unit.COUNT,
    ),
    fields=[
        field("resolved", FieldKind.FLAG),
        field("handle_time", FieldKind.DURATION),
        field("invoiced", FieldKind.MONEY),
        field("pages", FieldKind.COUNT),
        field("date", FieldKind.TIMESTAMP, FieldRole.DATE),
        field("channel", FieldKind.TEXT, FieldRole.DIMENSION),
        field("handled_count", FieldKind.COUNT, FieldRole.QUANTITY),
    ],
)
SHOWN = ["value", "part", "whole", "n", "spread", "low", "high"]


def amounts(top: float) -> st.SearchStrategy[float]:
    return st.one_of(st.just(math.nan), st.integers(0, int(top * 4)).map(lambda n: n / 4))


RECORD = st.fixed_dictionaries(
    {
        "vendor": st.sampled_from(["A", "B"]),
        "resolved": st.sampled_from([0.0, 1.0, math.nan]),
        "handle_time": amounts(900),
        "invoiced": amounts(500),
        "pages": amounts(20),
        "date": st.one_of(
            st.none(),
            st.dates(pd.Timestamp("2025-11-01").date(), pd.Timestamp("2026-04-30").date()),
        ),
        "channel": st.sampled_from(["Voice", "Chat", None]),
    }
)
LOG = st.lists(RECORD, min_size=1, max_size=40)


def table(log: list[dict[str, Any]], file: str = "log.xlsx") -> Any:
    columns = {name: [row[name] for row in log] for name in log[0] if name != "vendor"}
    columns["date"] = pd.to_datetime(pd.Series(columns["date"], dtype="object"))
    columns["channel"] = pd.Categorical(columns["channel"])
    return records(columns, vendor=[row["vendor"] for row in log], file=file)


def figures(frame: pd.DataFrame) -> dict[tuple[Any, ...], list[float]]:
    keys = zip(*(frame[name].tolist() for name in KEY), strict=True)
    return dict(zip(keys, frame[SHOWN].to_numpy().tolist(), strict=True))


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    left, right = figures(one), figures(other)
    assert set(left) == set(right)
    for key, values in left.items():
        np.testing.assert_allclose(values, right[key], rtol=1e-9, atol=1e-7, err_msg=str(key))


@settings(deadline=None, max_examples=25)
@given(
    log=LOG,
    cuts=st.lists(st.integers(0, 2), min_size=40, max_size=40),
    grain=st.sampled_from(list(Grain)),
)
def test_any_partition_into_tables_gives_the_same(log, cuts, grain):
    dealt = [[row for row, cut in zip(log, cuts, strict=False) if cut == pile] for pile in range(3)]
    tables = [table(rows, f"{number}.xlsx") for number, rows in enumerate(dealt) if rows]
    whole = measure(evidence(table(log)), ALL, grain, "channel").frame
    same(whole, measure(evidence(*tables), ALL, grain, "channel").frame)


@settings(deadline=None, max_examples=25)
@given(log=LOG, data=st.data())
def test_the_order_of_records_does_not_matter(log, data):
    shuffled = data.draw(st.permutations(log))
    same(
        measure(evidence(table(log)), ALL, Grain.MONTH).frame,
        measure(evidence(table(shuffled)), ALL, Grain.MONTH).frame,
    )


@settings(deadline=None, max_examples=25)
@given(log=LOG, power=st.integers(1, 20))
def test_the_unit_of_amounts_scales_the_figure_and_nothing_else(log, power):
    scale = 2.0**power
    larger = [{**row, "invoiced": row["invoiced"] * scale} for row in log]
    plain = figures(measure(evidence(table(log)), ALL).frame)
    scaled = figures(measure(evidence(table(larger)), ALL).frame)
    assert set(plain) == set(scaled)
    for key, values in plain.items():
        factors = np.array([1, 1, 1, 1, 1, 1, 1.0])
        if key[1] == "cost_per_page":
            factors = np.array([scale, scale, 1, 1, scale, scale, scale])
        np.testing.assert_allclose(np.array(values) * factors, scaled[key], rtol=1e-7, atol=1e-4)


@settings(deadline=None, max_examples=25)
@given(log=LOG, more=LOG)
@example(
    log=[{"vendor": "A", "resolved": 0.0, "handle_time": 0.0, "invoiced": math.nan,
          "pages": math.nan, "date": dt.date(2025, 11, 1), "channel": "Voice"}],
    more=[{"vendor": "A", "resolved": 0.0, "handle_time": 0.25, "invoiced": math.nan,
           "pages": math.nan, "date": None, "channel": "Voice"}],
)  # fmt: skip
def test_another_month_changes_only_that_month(log, more):
    later = [{**row, "date": pd.Timestamp("2026-06-15").date()} for row in more]
    before = figures(measure(evidence(table(log)), ALL, Grain.MONTH).frame)
    after = figures(measure(evidence(table(log + later)), ALL, Grain.MONTH).frame)
    place = KEY.index("period")
    kept = {key: values for key, values in after.items() if key[place] != "2026-06"}
    assert set(kept) == set(before)
    for key, values in before.items():
        np.testing.assert_allclose(values, kept[key], rtol=1e-9, atol=1e-7)


@settings(deadline=None, max_examples=25)
@given(log=LOG)
def test_months_and_segments_add_up_to_the_whole(log):
    dated = [row for row in log if row["date"] is not None and row["channel"] is not None]
    if not dated:
        return
    overall = measure(evidence(table(dated)), ALL).frame.set_index(["vendor", "kpi", "variant"])
    split = measure(evidence(table(dated)), ALL, Grain.MONTH, "channel").frame
    for part in (split[split["segment"].isna()], split[split["segment"].notna()]):
        sums = part[part["variant"] != "median"].groupby(["vendor", "kpi", "variant"])["n"].sum()
        for key, count in sums.items():
            # Months in which all wholes are 0 have no figure, so the parts may fall short.
            assert count <= overall.loc[key, "n"]
            if key[1] in ("fcr", "volume"):
                assert count == overall.loc[key, "n"]


@settings(deadline=None, max_examples=25)
@given(log=LOG, grain=st.sampled_from([Grain.ALL, Grain.MONTH]))
def test_every_figure_lies_in_its_interval_and_leads_back_to_its_records(log, grain):
    found = evidence(table(log))
    for row in measure(found, ALL, grain, "channel").frame.to_dict("records"):
        if not math.isnan(row["low"] + row["high"]):
            assert row["low"] - 1e-9 <= row["value"] <= row["high"] + 1e-9
        behind = rows_behind(row, found, ALL)
        if row["variant"] == "median":
            assert np.median(behind["part"]) == row["value"]
        else:
            assert math.isclose(behind["part"].sum(), row["part"], abs_tol=1e-6)
        assert len(behind) >= row["n"]


MONTHS = st.dictionaries(
    st.integers(1, 12),
    st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.integers(1, 1000)),
    min_size=1,
)


@settings(deadline=None, max_examples=25)
@given(months=MONTHS, quarter=st.booleans())
def test_stated_shares_stay_between_their_months(months, quarter):
    rows = []
    for number, (share, volume) in months.items():
        place = {"period": f"2026-{number:02d}", "context": number}
        rows.append({"item": "fcr", "value": share, **place})
        rows.append({"item": "handled_count", "value": volume, "unit": "count", **place})
    grain = Grain.QUARTER if quarter else Grain.ALL
    frame = measure(evidence(stated_values=stated(*rows)), ALL, grain).frame
    for row in frame.to_dict("records"):
        own = [
            pair
            for number, pair in months.items()
            if not quarter or row["period"] == f"2026-Q{(number + 2) // 3}"
        ]
        assert min(share for share, _ in own) - 1e-12 <= row["value"]
        assert row["value"] <= max(share for share, _ in own) + 1e-12
        assert row["whole"] == sum(volume for _, volume in own)
