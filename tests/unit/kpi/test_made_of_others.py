"""Attainment of targets, KPIs made of other KPIs, the claims check and the way back."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.model import FieldKind, FieldRole, Formula, Source, Statistic, Variant
from desktop_app.domain.period import Grain
from desktop_app.domain.unit import Direction, Unit
from desktop_app.kpi.attainment import attainment
from desktop_app.kpi.measure import measure
from desktop_app.kpi.trail import formula_text, rows_behind
from tests.helpers.evidence import catalogue, evidence, field, kpi, records, stated

ALL = catalogue(
    kpi("accuracy", Formula("standard", Source.KPIS, "1 - error_rate")),
    kpi(
        "error_rate",
        Formula("standard", Source.RECORDS, "wrong", "known(wrong)"),
        direction=Direction.LOWER,
    ),
    kpi(
        "fcr",
        Formula("logged", Source.RECORDS, "resolved", "known(resolved)"),
        variants=(
            Variant("logged", "logged", Unit.SHARE),
            Variant("survey", "survey", Unit.SHARE),
        ),
        weigh_by=("handled_count",),
    ),
    kpi(
        "cost_per_contact",
        Formula("standard", Source.RECORDS, "cost", "1"),
        unit=Unit.MONEY,
        direction=Direction.LOWER,
    ),
    kpi(
        "cost_per_resolution",
        Formula("standard", Source.KPIS, "cost_per_contact", "fcr"),
        unit=Unit.MONEY,
        direction=Direction.LOWER,
    ),
    kpi(
        "saving",
        Formula("standard", Source.KPIS, "1 - cost_per_contact / baseline_cost_per_contact"),
    ),
    kpi(
        "tat",
        Formula("standard", Source.RECORDS, "hours", "", Statistic.QUANTILE, 0.5),
        unit=Unit.DURATION,
        direction=Direction.LOWER,
    ),
    kpi("answer_rate", Formula("standard", Source.QUANTITIES, "answered_count", "offered_count")),
    kpi(
        "sla_compliance",
        Formula("by_volume", Source.RECORDS, "met", "known(met)"),
        variants=(
            Variant("by_volume", "by volume", Unit.SHARE),
            Variant("attainment", "attainment", Unit.SHARE),
        ),
    ),
    fields=[
        field("wrong", FieldKind.FLAG),
        field("resolved", FieldKind.FLAG),
        field("met", FieldKind.FLAG),
        field("cost", FieldKind.MONEY),
        field("hours", FieldKind.DURATION),
        field("channel", FieldKind.TEXT, FieldRole.DIMENSION),
        field("handled_count", FieldKind.COUNT, FieldRole.QUANTITY),
        field("answered_count", FieldKind.COUNT, FieldRole.QUANTITY),
        field("offered_count", FieldKind.COUNT, FieldRole.QUANTITY),
    ],
)


def only(measured, kpi_id, **where):
    frame = measured.frame[measured.frame["kpi"] == kpi_id]
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def codes(measured):
    return [finding.code for finding in measured.findings]


@pytest.mark.parametrize(
    ("achieved", "target", "direction", "expected"),
    [
        (2700, 3600, Direction.LOWER, 1.0),
        (7200, 3600, Direction.LOWER, 0.5),
        (0, 3600, Direction.LOWER, 1.0),
        (0.80, 0.85, Direction.HIGHER, 0.80 / 0.85),
        (0.90, 0.85, Direction.HIGHER, 1.0),
        (0.80, 0.85, Direction.BAND, math.nan),
        (-10, 30, Direction.HIGHER, math.nan),
        (0.80, 0.0, Direction.HIGHER, math.nan),
        (0.80, math.nan, Direction.HIGHER, math.nan),
    ],
)
def test_attainment_is_capped_and_silent_where_a_ratio_says_nothing(
    achieved, target, direction, expected
):
    assert attainment(achieved, target, direction) == pytest.approx(expected, nan_ok=True)


def test_targets_give_an_sla_compliance_that_keeps_each_of_them():
    rows = stated(
        {"item": "fcr", "value": 0.80, "target": 0.85},
        {"item": "error_rate", "value": 0.01, "target": 0.02},
    )
    found = evidence(stated_values=rows)
    row = only(measure(found, ALL), "sla_compliance")
    assert row["value"] == pytest.approx((0.80 / 0.85 + 1) / 2)
    assert (row["variant"], row["basis"], row["cells"]) == ("attainment", "derived", "B2:B3")
    assert row["note"] == "mean attainment of 2 stated targets"
    behind = rows_behind(row, found, ALL)
    assert behind["attainment"].tolist() == [pytest.approx(0.80 / 0.85), 1.0]
    assert behind["cell"].tolist() == ["B2", "B3"]
    assert formula_text(row, ALL) == "mean attainment of 2 targets = 97.06 %"


def test_a_vendor_with_its_own_sla_compliance_keeps_it():
    rows = stated(
        {"item": "fcr", "value": 0.80, "target": 0.85}, {"item": "sla_compliance", "value": 0.9}
    )
    measured = measure(evidence(stated_values=rows), ALL)
    assert only(measured, "sla_compliance")["basis"] == "stated"


def test_what_is_made_of_a_stated_figure_tells_of_no_records():
    measured = measure(evidence(stated_values=stated({"item": "error_rate", "value": 0.1})), ALL)
    row = only(measured, "accuracy")
    assert (row["basis"], only(measured, "error_rate")["n"]) == ("derived", 1)
    assert math.isnan(row["n"])


def test_a_kpi_of_another_keeps_its_interval_and_names_its_source():
    measured = measure(evidence(records({"wrong": [0] * 9 + [1]})), ALL)
    row, source = only(measured, "accuracy"), only(measured, "error_rate")
    assert row["value"] == pytest.approx(0.9)
    assert (row["low"], row["high"]) == (
        pytest.approx(1 - source["high"]),
        pytest.approx(1 - source["low"]),
    )
    assert (row["basis"], row["note"]) == ("derived", "from Error rate (computed)")
    assert row["n"] == 10
    assert row["cells"] == source["cells"]


def test_a_figure_of_its_own_is_never_derived_over():
    measured = measure(
        evidence(
            records({"wrong": [0, 1]}),
            stated_values=stated({"item": "accuracy", "value": 0.7, "period": None}),
        ),
        ALL,
    )
    assert only(measured, "accuracy")["basis"] == "stated"


def test_kpis_are_divided_and_keep_their_currency():
    table = records({"cost": [2.0, 4.0], "resolved": [1, 0]}, currencies={"cost": "EUR"})
    row = only(measure(evidence(table), ALL), "cost_per_resolution")
    assert (row["value"], row["currency"]) == (6.0, "EUR")


def test_savings_need_a_baseline_and_leave_it_out():
    tables = [
        records({"cost": [5.0]}, "In-house", file="a.xlsx", currencies={"cost": "EUR"}),
        records({"cost": [3.5]}, "Out", file="b.xlsx", currencies={"cost": "EUR"}),
    ]
    assert "saving" not in set(measure(evidence(*tables), ALL).frame["kpi"])
    row = only(measure(evidence(*tables), ALL, baseline="In-house"), "saving")
    assert (row["vendor"], row["value"]) == ("Out", pytest.approx(0.3))


def test_savings_are_not_taken_across_currencies():
    tables = [
        records({"cost": [5.0]}, "In-house", file="a.xlsx", currencies={"cost": "EUR"}),
        records({"cost": [3.5]}, "Out", file="b.xlsx", currencies={"cost": "USD"}),
    ]
    measured = measure(evidence(*tables), ALL, baseline="In-house")
    assert "saving" not in set(measured.frame["kpi"])


LOG = records({"resolved": [1] * 437 + [0] * 83})


def test_a_claim_that_the_log_does_not_bear_out_is_said_with_both_places():
    measured = measure(
        evidence(LOG, stated_values=stated({"item": "fcr", "value": 0.92, "raw": "92%"})), ALL
    )
    assert codes(measured) == ["claim-differs"]
    finding = measured.findings[0]
    for text in ("92 %", "84.04 %", "437 of 520", "log.xlsx", "B2:B521"):
        assert text in finding.message
    assert (finding.file, finding.sheet, finding.cells) == ("summary.xlsx", "KPIs", "B2")


@pytest.mark.parametrize(
    ("value", "raw", "variant"),
    [(0.84, "84%", ""), (0.86, "86%", ""), (0.99, "99%", "survey")],
)
def test_rounding_chance_and_other_definitions_are_no_contradiction(value, raw, variant):
    rows = stated({"item": "fcr", "value": value, "raw": raw, "variant": variant})
    assert codes(measure(evidence(LOG, stated_values=rows), ALL)) == []


def test_a_summary_is_held_against_its_own_counts():
    rows = stated(
        {"item": "answer_rate", "value": 0.99, "raw": "99%", "context": 1},
        {"item": "answered_count", "value": 90, "unit": "count", "context": 1},
        {"item": "offered_count", "value": 100, "unit": "count", "context": 1},
    )
    measured = measure(evidence(stated_values=rows), ALL)
    assert codes(measured) == ["claim-differs"]
    assert "stated counts give 90 % (90 of 100)" in measured.findings[0].message


def test_rounded_shares_agree_with_the_counts_they_were_rounded_from():
    rows = stated(
        {"item": "answer_rate", "value": 0.67, "raw": "67%", "context": 1},
        {"item": "answered_count", "value": 2000, "unit": "count", "context": 1},
        {"item": "offered_count", "value": 3000, "unit": "count", "context": 1},
    )
    assert codes(measure(evidence(stated_values=rows), ALL)) == []


def test_many_differing_months_are_one_finding():
    table = records(
        {
            "resolved": [1, 0] * 100,
            "date": pd.to_datetime(["2026-01-10", "2026-02-10"] * 50 + ["2026-03-01"] * 100),
        }
    )
    rows = [{"item": "fcr", "value": 0.95, "raw": "95%", "period": f"2026-0{n}"} for n in (1, 2, 3)]
    full = catalogue(
        *ALL.kpis.values(),
        fields=[*ALL.fields.values(), field("date", FieldKind.TIMESTAMP, FieldRole.DATE)],
    )
    measured = measure(evidence(table, stated_values=stated(*rows)), full, Grain.MONTH)
    assert codes(measured) == ["claim-differs"]
    assert "2 of 3 figures differ" in measured.findings[0].message


def test_rows_behind_a_computed_figure_are_its_records():
    table = records(
        {"resolved": [1, 0, np.nan, 1], "channel": ["Voice", "Chat", "Voice", "Voice"]},
        vendor=["A", "A", "A", "B"],
    )
    found = evidence(table)
    measured = measure(found, ALL, segment="channel")
    total = only(measured, "fcr", vendor="A", segment="Chat")
    behind = rows_behind(total, found, ALL)
    assert behind.to_dict("list") == {
        "file": ["log.xlsx"],
        "sheet": ["Log"],
        "row": [3],
        "resolved": [0.0],
        "part": [0.0],
        "whole": [0.0 + 1.0],
    }
    everything = measured.frame[
        (measured.frame["vendor"] == "A") & measured.frame["segment"].isna()
    ].iloc[0]
    assert rows_behind(everything, found, ALL)["row"].tolist() == [2, 3]
    text = formula_text(everything, ALL, found)
    assert text == "sum(resolved) / sum(known(resolved)) = 1 / 2 = 50 %"
    assert formula_text(everything, ALL) == "1 / 2 = 50 %"


def test_rows_behind_a_stated_figure_are_its_cells():
    rows = stated(
        {"item": "fcr", "value": 0.7, "period": "2026-01", "context": 1, "raw": "70%"},
        {"item": "handled_count", "value": 100, "unit": "count", "period": "2026-01", "context": 1},
        {"item": "fcr", "value": 0.9, "period": "2026-02", "context": 2, "raw": "90%"},
        {"item": "handled_count", "value": 300, "unit": "count", "period": "2026-02", "context": 2},
    )
    found = evidence(stated_values=rows)
    behind = rows_behind(only(measure(found, ALL), "fcr"), found, ALL)
    assert behind["cell"].tolist() == ["B2", "B4", "B3", "B5"]
    assert behind["raw"].tolist()[:2] == ["70%", "90%"]
    january = only(measure(found, ALL, Grain.MONTH), "fcr", period="2026-01")
    assert rows_behind(january, found, ALL)["cell"].tolist() == ["B2"]
    assert formula_text(january, ALL) == "as stated: 70 %, for a volume of 100"


def test_rows_behind_a_derived_figure_are_the_figures_it_is_made_of():
    table = records({"cost": [2.0, 4.0], "resolved": [1, 0]}, currencies={"cost": "EUR"})
    found = evidence(table)
    row = only(measure(found, ALL), "cost_per_resolution")
    behind = rows_behind(row, found, ALL)
    assert dict(zip(behind["kpi"], behind["value"], strict=True)) == {
        "cost_per_contact": 3.0,
        "fcr": 0.5,
    }
    assert formula_text(row, ALL, found) == "cost_per_contact / (fcr) = 6 EUR"


def test_the_formula_of_a_median_names_it():
    found = evidence(records({"hours": [3600.0, 7200.0, 7200.0]}))
    row = only(measure(found, ALL), "tat")
    assert formula_text(row, ALL, found) == "median of hours over 3 records = 2 h"


def test_the_formula_is_the_one_that_fits_the_table():
    cost = kpi(
        "cost_per_hour",
        Formula("standard", Source.RECORDS, "invoiced", "hours", factor=3600),
        Formula("standard", Source.RECORDS, "cost", "hours", factor=3600),
        unit=Unit.MONEY,
    )
    both = catalogue(cost, fields=ALL.fields.values())
    found = evidence(records({"cost": [50.0, 30.0], "hours": [7200.0, 1800.0]}))
    row = only(measure(found, both), "cost_per_hour")
    text = formula_text(row, both, found)
    assert text == "3600 x sum(cost) / sum(hours) = 3600 x 80 / 9000 = 32"


def test_the_formula_over_counts_is_the_one_whose_counts_are_stated():
    rate = kpi(
        "rate",
        Formula("standard", Source.QUANTITIES, "answered_count", "handled_count"),
        Formula("standard", Source.QUANTITIES, "answered_count", "offered_count"),
    )
    both = catalogue(rate, fields=ALL.fields.values())
    found = evidence(
        stated_values=stated(
            {"item": "answered_count", "value": 90, "unit": "count", "context": 1},
            {"item": "offered_count", "value": 100, "unit": "count", "context": 1},
        )
    )
    row = only(measure(found, both), "rate")
    text = formula_text(row, both, found)
    assert text == "sum(answered_count) / sum(offered_count) = 90 / 100 = 90 %"


@pytest.mark.parametrize(("months", "contradicted"), [((0.7, 0.9), False), ((0.9, 0.95), True)])
def test_a_simple_mean_is_a_claim_only_about_what_its_months_can_give(months, contradicted):
    rows = [
        {"item": "fcr", "value": value, "raw": f"{value:.0%}", "period": f"2026-0{number}"}
        for number, value in enumerate(months, start=1)
    ]
    measured = measure(evidence(LOG, stated_values=stated(*rows)), ALL)
    claims = [one for one in measured.findings if one.code == "claim-differs"]
    assert len(claims) == contradicted
    if contradicted:
        assert "simple mean of 2 periods" in claims[0].message


def test_a_table_without_records_gives_nothing():
    empty = records({"resolved": pd.Series([], dtype="float64")})
    assert len(measure(evidence(empty), ALL, Grain.MONTH, "channel").frame) == 0
