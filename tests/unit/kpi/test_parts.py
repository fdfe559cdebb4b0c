"""The small parts: periods, intervals, cells, repeats, and what a formula reads of a table."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.catalogue.model import FieldKind, FieldRole, Formula, Source
from desktop_app.domain.period import Grain, Period
from desktop_app.domain.progress import Cancelled
from desktop_app.domain.sentences import listed
from desktop_app.kpi.columns import RecordColumns
from desktop_app.kpi.measure import measure
from desktop_app.kpi.observations import rounding
from desktop_app.kpi.origins import compress, join_origins
from desktop_app.kpi.periods import NO_PERIOD, code_of_label, codes_of_dates, label_of_code
from desktop_app.kpi.repeats import Returns
from desktop_app.kpi.uncertainty import quantile_ranks, ratio_error, wilson
from desktop_app.kpi.wording import number, show
from tests.helpers.evidence import catalogue, evidence, field, kpi, records, stated


@pytest.mark.parametrize("grain", [Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR])
def test_every_day_of_years_gets_the_label_of_its_period(grain):
    days = [dt.date(1969, 12, 20) + dt.timedelta(days=step) for step in range(0, 25000, 17)]
    codes = codes_of_dates(np.array(days, dtype="datetime64[ns]"), grain)
    for day, code in zip(days, codes.tolist(), strict=True):
        period = Period(day, day).within(grain)
        assert label_of_code(code, grain) == period.label
        assert code_of_label(period.label, grain) == code


def test_a_missing_date_has_no_period_but_counts_over_all():
    dates = np.array(["NaT", "2026-02-01"], dtype="datetime64[us]")
    assert codes_of_dates(dates, Grain.QUARTER).tolist()[0] == NO_PERIOD
    assert codes_of_dates(dates, Grain.ALL).tolist() == [0, 0]
    assert label_of_code(0, Grain.ALL) is None


@pytest.mark.parametrize(
    ("label", "grain", "placed"),
    [
        ("2026-01", Grain.QUARTER, True),
        ("2026-Q1", Grain.MONTH, False),
        ("2026-W01", Grain.MONTH, False),
        ("2026-01-05/2026-01-19", Grain.MONTH, True),
    ],
)
def test_a_label_has_a_code_only_where_it_lies_in_one_period(label, grain, placed):
    assert (code_of_label(label, grain) != NO_PERIOD) == placed


def test_wilson_says_nothing_of_what_is_no_share():
    low, high = wilson(np.array([5.0, 1.0, -1.0]), np.array([4.0, 0.0, 3.0]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_wilson_stays_inside_at_the_ends():
    low, high = wilson(np.array([0.0, 20.0]), np.array([20.0, 20.0]))
    assert low[0] == 0.0
    assert 0.1 < high[0] < 0.2
    assert high[1] == 1.0


def test_one_record_has_no_error():
    error = ratio_error(np.array([1.0, 2.0]), np.array([0.0, 8.0]), np.array([3.0, 2.0]))
    assert math.isnan(error[0])
    assert error[1] == 2.0


def test_ranks_of_a_median_are_those_of_the_binomial():
    low, high = quantile_ranks(np.array([5, 40]), 0.5)
    assert (low[0], high[0]) == (-1, -1)
    # The tables of Conover: the 14th and 27th of 40; exact coverage 96.2 %.
    assert (low[1] + 1, high[1] + 1) == (14, 27)


@pytest.mark.parametrize(("n", "q"), [(6, 0.5), (29, 0.9), (36, 0.9), (61, 0.5), (199, 0.9)])
def test_few_ranks_are_the_closest_that_miss_a_quantile_one_time_in_forty_at_most(n, q):
    low, high = (int(end[0]) for end in quantile_ranks(np.array([n]), q))

    def chance(least, most):
        return sum(math.comb(n, k) * q**k * (1 - q) ** (n - k) for k in range(least, most + 1))

    assert chance(0, low) <= 0.025 < chance(0, low + 1)
    if high < 0:
        assert chance(n, n) > 0.025  # even the largest value is no bound
    else:
        assert chance(high + 1, n) <= 0.025 < chance(high, n)


@pytest.mark.parametrize(
    ("cells", "ranges"),
    [
        (["B4", "C4", "D4", "F9"], "B4:D4,F9"),
        (["B2", "C2", "B3", "C3"], "B2:C3"),
        (["B3", "B2", "B2"], "B2:B3"),
        (["A1", "B2"], "A1,B2"),
        (["B2", "B4"], "B2,B4"),
        ([], ""),
    ],
)
def test_cells_become_few_ranges(cells, ranges):
    assert compress(cells) == ranges


def test_sources_are_joined_once_and_in_order():
    joined = join_origins([("b", "S", "A1"), ("a", "S", "A2"), ("b", "S", "A1")])
    assert joined == ("b | a", "S | S", "A1 | A2")


def test_a_second_contact_within_the_window_makes_the_first_unresolved():
    day = 86400.0
    who = np.array([1, 1, 2, -1, 1])
    moment = np.array([0.0, 5.0, 0.0, 0.0, 40.0]) * day
    returns = Returns(who, moment, np.full(5, 60.0) * day)
    np.testing.assert_equal(returns.none_within(7), [0.0, 1.0, 1.0, np.nan, 1.0])
    np.testing.assert_equal(returns.none_within(3), [1.0, 1.0, 1.0, np.nan, 1.0])
    np.testing.assert_equal(returns.open_within(7), [0.0] * 5)
    still_open = Returns(who, moment, np.full(5, 41.0) * day)
    np.testing.assert_equal(still_open.none_within(7), [0.0, 1.0, 1.0, np.nan, np.nan])
    np.testing.assert_equal(still_open.open_within(7), [0.0, 0.0, 0.0, 0.0, 1.0])


def test_a_window_that_is_open_decides_nothing_also_for_those_who_were_back_already():
    day = 86400.0
    returns = Returns(np.array([1, 1, 2]), np.array([0.0, 1.0, 0.0]) * day, np.full(3, 3.0) * day)
    assert np.isnan(returns.none_within(7)).all()
    np.testing.assert_equal(returns.open_within(7), [1.0, 1.0, 1.0])


def test_first_contact_resolution_without_a_flag_is_found_from_repeats():
    shipped = load_catalogue()
    table = records(
        {
            "customer_id": ["a", "a", "b", "a", "c"],
            "category": ["bill", "bill", "bill", "move", "bill"],
            "date": pd.to_datetime(
                ["2026-01-01", "2026-01-04", "2026-01-05", "2026-01-06", "2026-03-01"]
            ),
        }
    )
    frame = measure(evidence(table), shipped).frame
    row = frame[(frame["kpi"] == "fcr") & (frame["variant"] == "repeat_7d")].iloc[0]
    # The first call of a about the bill was repeated; c's window is still open.
    assert (row["part"], row["whole"]) == (3, 4)


def test_ids_that_never_come_back_may_be_no_customers():
    table = records(
        {"customer_id": ["a", "b"], "date": pd.to_datetime(["2026-01-01", "2026-03-01"])}
    )
    assert not {"no_repeat_7d"} & RecordColumns(table, load_catalogue()).names


def test_as_of_is_the_last_known_moment_of_each_vendor_and_no_due_date():
    table = records(
        {
            "received_at": pd.to_datetime(["2026-01-01", "2026-01-03", "2026-01-02"]),
            "due_at": pd.to_datetime(["2027-01-01", None, None]),
        },
        vendor=["A", "A", "B"],
    )
    moments = RecordColumns(table, load_catalogue())["as_of"]
    assert pd.to_datetime(moments, unit="s").strftime("%d").tolist() == ["03", "03", "02"]


def test_as_of_of_a_roster_is_the_end_of_its_period():
    shipped = load_catalogue()
    expiry = pd.to_datetime(["2026-03-31", "2026-02-01", None])
    table = records({"certificate_expiry": expiry}, period="2026-03")
    frame = measure(evidence(table), shipped).frame
    row = frame[frame["kpi"] == "certifications"].iloc[0]
    # Valid until the last day of March is valid at the end of March.
    assert (row["part"], row["whole"]) == (1, 3)


def test_wholly_empty_columns_give_way_to_the_next_formula():
    either = kpi(
        "accuracy",
        Formula("standard", Source.RECORDS, "correct", "known(correct)"),
        Formula("standard", Source.RECORDS, "errors == 0", "known(errors)"),
    )
    both = catalogue(
        either, fields=[field("correct", FieldKind.FLAG), field("errors", FieldKind.COUNT)]
    )
    table = records({"correct": [math.nan, math.nan], "errors": [0, 3]})
    assert measure(evidence(table), both).frame["value"].tolist() == [0.5]


def test_a_month_column_places_records():
    fields = [
        field("resolved", FieldKind.FLAG),
        field("period", FieldKind.PERIOD, FieldRole.PERIOD),
    ]
    one = catalogue(
        kpi("fcr", Formula("standard", Source.RECORDS, "resolved", "known(resolved)")),
        fields=fields,
    )
    table = records({"period": ["2026-01", "2026-01", "2026-02"], "resolved": [1, 0, 1]})
    frame = measure(evidence(table), one, Grain.MONTH).frame
    assert dict(zip(frame["period"], frame["value"], strict=True)) == {
        "2026-01": 0.5,
        "2026-02": 1.0,
    }


@pytest.mark.parametrize(
    ("raw", "value", "unit", "expected"),
    [
        ("92%", 0.92, "share", 0.005),
        ("0.923", 0.923, "share", 0.0005),
        ("85,0 %", 0.85, "share", 0.0005),
        ("28 min", 1680.0, "duration", 30.0),
        ("5:12", 312.0, "duration", 0.5),
        ("1,234,567", 1234567.0, "count", 6172.835),
        ("n", 0.4, "share", 0.005),
    ],
)
def test_rounding_is_half_of_the_last_digit_shown(raw, value, unit, expected):
    assert rounding(raw, value, unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.9986, "share", "99.86 %"),
        (200.0, "duration", "3.333 min"),
        (90.0, "duration", "90 s"),
        (7200.0, "duration", "2 h"),
        (259200.0, "duration", "3 days"),
        (3.5, "money", "3.5 EUR"),
        (math.nan, "share", "unknown"),
        (1234567.0, "count", "1234567"),
    ],
)
def test_figures_in_words(value, unit, text):
    assert show(value, unit, "EUR" if unit == "money" else "") == text


def test_long_lists_are_cut():
    assert listed(["a"], 4) == "a"
    assert listed(["a", "b"], 4) == "a and b"
    assert listed(list("abcdef"), 4) == "a, b, c, d and 2 more"
    assert number(1234.56) == "1234.6"


class Stop:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def report(self, fraction: float, text: str) -> None:
        self.texts.append(text)

    def check(self) -> None:
        if self.texts:
            raise Cancelled


def test_measuring_can_be_stopped():
    with pytest.raises(Cancelled):
        measure(evidence(records({"resolved": [1.0]})), load_catalogue(), progress=Stop())


def test_one_table_read_for_two_vendors_is_not_taken_for_a_copy():
    tables = [records({"resolved": [1.0]}, vendor=name) for name in ("A", "B")]
    one = catalogue(
        kpi("fcr", Formula("standard", Source.RECORDS, "resolved", "known(resolved)")),
        fields=[field("resolved", FieldKind.FLAG)],
    )
    assert measure(evidence(*tables), one).frame["vendor"].tolist() == ["A", "B"]


def test_the_order_is_vendor_kpi_variant_basis_period():
    shipped = load_catalogue()
    table = records(
        {"resolved_first_contact": [1.0, 0.0, 1.0], "csat_score": [5, 4, 3]},
        vendor=["B", "A", "A"],
        scales={"csat_score": (1, 5)},
    )
    rows = stated({"item": "fcr", "value": 0.5, "vendor": "A"})
    frame = measure(evidence(table, stated_values=rows), shipped).frame
    own = frame[frame["vendor"] == "A"]
    kpis = list(dict.fromkeys(own["kpi"]))
    assert kpis == [name for name in shipped.kpis if name in kpis]
    assert own[own["kpi"] == "fcr"]["basis"].tolist() == ["computed", "stated"]
    variants = own[own["kpi"] == "csat"]["variant"].tolist()
    assert variants == [one.id for one in shipped.kpis["csat"].variants if one.id in variants]


def test_formulas_of_one_variant_in_the_catalogue_can_be_pooled():
    for one in load_catalogue().kpis.values():
        for variant in one.variants:
            own = [
                (formula.statistic, formula.q, formula.factor)
                for formula in one.formulas
                if formula.variant == variant.id and formula.source is not Source.KPIS
            ]
            assert len(set(own)) <= 1, (one.id, variant.id)


def test_repeats_are_not_told_without_a_topic_and_it_says_so():
    table = records(
        {
            "customer_id": ["a", "a", "b"],
            "date": pd.to_datetime(["2026-01-01", "2026-01-04", "2026-03-01"]),
        }
    )
    found = measure(evidence(table), load_catalogue())
    assert "fcr" not in set(found.frame["kpi"])
    told = [finding for finding in found.findings if finding.code == "repeats-not-told"]
    assert "no column says what a contact was about" in told[0].message


def test_repeats_are_not_missed_where_the_log_flags_first_contact():
    table = records(
        {
            "customer_id": ["a", "b"],
            "resolved_first_contact": [1.0, 0.0],
            "date": pd.to_datetime(["2026-01-01", "2026-03-01"]),
        }
    )
    found = measure(evidence(table), load_catalogue())
    assert found.frame.loc[found.frame["kpi"] == "fcr", "value"].tolist() == [0.5]
    assert not [finding for finding in found.findings if finding.code == "repeats-not-told"]


def test_a_roster_without_dates_is_judged_as_of_the_last_day_known_of_its_vendor():
    expiry = pd.to_datetime(["2026-04-01", "2026-02-01", None, "2026-04-01"])
    roster = records({"certificate_expiry": expiry}, vendor=["A", "A", "A", "B"], sheet="Team")
    log = records({"date": pd.to_datetime(["2026-03-02", "2026-01-01"])}, sheet="Log")
    log.frame["vendor"] = pd.Categorical(["A", "A"])
    found = measure(evidence(roster, log), load_catalogue())
    rows = found.frame[found.frame["kpi"] == "certifications"]
    # Of B nothing is dated, so which of its certificates are valid is not known.
    assert rows[["vendor", "part", "whole"]].to_numpy().tolist() == [["A", 1, 3]]
    told = [finding for finding in found.findings if finding.code == "date-from-elsewhere"]
    assert "2026-03-02" in told[0].message


def test_a_roster_may_take_its_date_from_the_summary_of_its_vendor():
    roster = records({"certificate_expiry": pd.to_datetime(["2026-04-01", "2026-06-30"])})
    summary = stated({"item": "csat", "value": 0.9, "period": "2026-05", "vendor": "Acme"})
    found = measure(evidence(roster, stated_values=summary), load_catalogue()).frame
    row = found[found["kpi"] == "certifications"].iloc[0]
    assert (row["part"], row["whole"]) == (1, 2)


def test_one_content_for_two_vendors_is_said():
    one = records({"resolved": [1.0]}, vendor="A", file="a.xlsx")
    two = records({"resolved": [1.0]}, vendor="B", file="b.xlsx")
    assert not measure(evidence(one, two), load_catalogue()).findings
    two.sha256 = one.sha256
    found = measure(evidence(one, two), load_catalogue())
    assert set(found.frame["vendor"]) == {"A", "B"}
    assert [finding.code for finding in found.findings] == ["same-content"]


def test_a_part_told_as_a_whole_is_not_counted_again_by_its_own_parts():
    lines = [
        ("Voice", 150.0),
        ("Voice / Manila", 100.0),
        ("Voice / Cebu", 50.0),
        ("Chat", 30.0),
    ]
    values = stated(
        *(
            {"item": "volume", "value": value, "segment": name, "unit": "count"}
            for name, value in lines
        )
    )
    frame = measure(evidence(stated_values=values), load_catalogue()).frame
    assert frame[frame["segment"].isna()]["value"].tolist() == [180.0]
