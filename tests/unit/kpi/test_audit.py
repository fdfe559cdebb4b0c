"""The audit sample: who is drawn, and what the ticks say about all records."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Period
from desktop_app.domain.records import Evidence, RecordTable
from desktop_app.kpi.audit import (
    AuditPlan,
    AuditSheet,
    Mark,
    Strata,
    allocation,
    draw,
    splitmix64,
)
from desktop_app.kpi.audit_rates import error_rates, exact_interval, size_for, wilson_finite
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()


def log(vendor: str, size: int, month: str = "2026-01", **more: Any) -> RecordTable:
    return records(
        {
            "resolved_first_contact": [1, 0] * (size // 2),
            "handle_time": [300.0] * size,
            "agent": ["Ann"] * size,
            "date": [pd.Timestamp(f"{month}-10")] * size,
        },
        vendor,
        file=f"{vendor} {month}.xlsx",
        **more,
    )


def both(first: int = 60, second: int = 20) -> Evidence:
    return evidence(log("Acme", first), log("Beta", second, "2026-02"))


def rows(sheet: AuditSheet) -> set[tuple[str, int]]:
    return {(item.file, item.row) for item in sheet.items}


def test_the_numbers_are_those_of_the_published_generator() -> None:
    # The first five of SplitMix64 with seed 1234567, as implementations in many languages agree.
    assert splitmix64(1234567, np.arange(1, 6)).tolist() == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_the_same_seed_draws_the_same_in_whatever_order_the_files_come() -> None:
    plan = AuditPlan(7, 12)
    one, again = draw(both(), CATALOGUE, plan), draw(both(), CATALOGUE, plan)
    assert one == again
    turned = Evidence(both().records[::-1], both().stated)
    assert rows(draw(turned, CATALOGUE, plan)) == rows(one)
    assert rows(draw(both(), CATALOGUE, AuditPlan(8, 12))) != rows(one)
    assert draw(both(), CATALOGUE, AuditPlan(8, 12)).id != one.id


def test_a_larger_sample_holds_the_smaller_one() -> None:
    small, large = (draw(both(), CATALOGUE, AuditPlan(7, size)) for size in (10, 30))
    assert rows(small) < rows(large)
    assert len(large.items) == 30


def test_every_record_has_the_same_chance() -> None:
    found = both(30, 10)
    counts = Counter(
        place for seed in range(400) for place in rows(draw(found, CATALOGUE, AuditPlan(seed, 10)))
    )
    assert len(counts) == 40
    # 400 draws of 10 of 40: each record 100 times, chi square on 39 degrees of freedom (the
    # draws are without replacement, which only lowers it).
    chi = sum((n - 100) ** 2 / 100 for n in counts.values())
    assert chi < stats.chi2.ppf(0.999, 39)


def test_an_item_names_its_cells_and_only_the_fields_that_kpis_read() -> None:
    (item,) = draw(evidence(log("Acme", 2)), CATALOGUE, AuditPlan(1, 1)).items
    cells = {cell.field: (cell.cell, cell.value) for cell in item.cells}
    assert cells["handle_time"] == (f"C{item.row}", "300 s")
    assert cells["date"] == (f"E{item.row}", "2026-01-10 00:00:00")
    assert cells["resolved_first_contact"][0] == f"B{item.row}"
    assert (item.vendor, item.period, item.sheet) == ("Acme", "2026-01", "Log")


def test_strata_get_their_share_and_one_at_least() -> None:
    plan = AuditPlan(3, 8, Strata.VENDOR_MONTH)
    sheet = draw(both(), CATALOGUE, plan)
    told = [(s.vendor, s.period, s.records, s.sampled) for s in sheet.strata]
    assert told == [("Acme", "2026-01", 60, 6), ("Beta", "2026-02", 20, 2)]
    assert Counter(item.vendor for item in sheet.items) == {"Acme": 6, "Beta": 2}


@pytest.mark.parametrize(
    ("sizes", "wanted", "taken"),
    [
        ([60, 20], 8, [6, 2]),
        ([97, 2, 1], 10, [9, 1, 1]),
        ([1, 1, 1], 2, [1, 1, 1]),
        ([5, 5], 50, [5, 5]),
        # Hamilton's method: 3.5, 2.1, 1.4 are 4, 2, 1.
        ([50, 30, 20], 7, [4, 2, 1]),
    ],
)
def test_allocation(sizes: list[int], wanted: int, taken: list[int]) -> None:
    assert allocation(sizes, wanted) == taken


def test_records_outside_of_the_months_compared_are_not_drawn() -> None:
    found = both()
    found.window = Period.parse("2026-02")
    sheet = draw(found, CATALOGUE, AuditPlan(1, 100))
    assert {item.vendor for item in sheet.items} == {"Beta"}
    assert sheet.records == {"Beta": 20}


def test_nothing_to_draw_from() -> None:
    assert draw(evidence(), CATALOGUE, AuditPlan(1, 10)).items == ()


@pytest.mark.parametrize(
    ("population", "size"), [(500, 218), (1000, 278), (2000, 323), (10_000, 370), (100_000, 383)]
)
def test_sizes_are_those_of_the_published_table(population: int, size: int) -> None:
    # R. V. Krejcie and D. W. Morgan (1970) round to the nearest: 217, 278, 322, 370, 384.
    assert size_for(0.05, 0.5, population) == pytest.approx(size, abs=1)


def test_a_full_count_is_never_exceeded() -> None:
    assert size_for(0.001, 0.5, 50) == 50
    assert size_for(0.05, 0.5, 0) == 0


@pytest.mark.parametrize(
    ("errors", "checked", "population"),
    [(0, 30, 500), (3, 30, 500), (30, 30, 500), (1, 2, 3), (5, 5, 5), (7, 80, 100_000)],
)
def test_the_exact_interval_turns_round_the_hypergeometric_tails(
    errors: int, checked: int, population: int
) -> None:
    low, high = (round(end * population) for end in exact_interval(errors, checked, population))
    possible = range(errors, population - (checked - errors) + 1)

    def likely(bad: int) -> bool:
        law = stats.hypergeom(population, bad, checked)
        return bool(law.sf(errors - 1) > 0.025 and law.cdf(errors) > 0.025)

    assert low in possible
    assert high in possible
    assert likely(low)
    assert likely(high)
    assert low == possible[0] or not likely(low - 1)
    assert high == possible[-1] or not likely(high + 1)


def test_without_end_the_exact_interval_is_clopper_and_pearsons() -> None:
    low, high = exact_interval(5, 100, 10_000_000)
    assert low == pytest.approx(stats.beta.ppf(0.025, 5, 96), rel=1e-3)
    assert high == pytest.approx(stats.beta.ppf(0.975, 6, 95), rel=1e-3)


def test_wilson_with_all_records_looked_at_leaves_no_doubt() -> None:
    assert wilson_finite(0.2, 50, 50) == (0.2, 0.2)
    endless = wilson_finite(0.05, 100, 10**12)
    interval = stats.binomtest(5, 100).proportion_ci(method="wilson")
    assert endless[0] == pytest.approx(interval.low)
    assert endless[1] == pytest.approx(interval.high)
    low, high = wilson_finite(0.05, 100, 200)
    assert interval.low < low < 0.05 < high < interval.high


def test_rates_of_a_simple_sample_count_what_was_not_found_as_error() -> None:
    sheet = draw(both(), CATALOGUE, AuditPlan(7, 20))
    assert math.isnan(error_rates(sheet)[0].rate)
    for place in range(1, 11):
        mark = {1: Mark.WRONG, 2: Mark.NOT_FOUND}.get(place, Mark.VERIFIED)
        sheet = sheet.ticked(place, mark, "seen")
    found = error_rates(sheet)[0]
    assert (found.population, found.drawn, found.checked) == (80, 20, 10)
    assert (found.wrong, found.not_found, found.rate) == (1, 1, 0.2)
    assert (found.low, found.high) == exact_interval(2, 10, 80)


def test_rates_over_strata_are_weighed_by_their_records() -> None:
    sheet = draw(both(60, 20), CATALOGUE, AuditPlan(3, 8, Strata.VENDOR))
    for item in sheet.items:
        mark = Mark.WRONG if item.vendor == "Beta" else Mark.VERIFIED
        sheet = sheet.ticked(item.number, mark, "")
    total, acme, beta = error_rates(sheet)
    assert (acme.rate, beta.rate) == (0.0, 1.0)
    assert total.rate == pytest.approx(20 / 80)
    assert total.low < 0.25 < total.high


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    population, bad, checked = 300, 30, 60
    errors = random.hypergeometric(bad, population - bad, checked, 2000)
    known = {x: exact_interval(int(x), checked, population) for x in set(errors.tolist())}
    inside = [known[x][0] <= bad / population <= known[x][1] for x in errors.tolist()]
    assert np.mean(inside) >= 0.95
