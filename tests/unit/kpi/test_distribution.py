"""Quantiles against the statistics module, and records against what the figure counts."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.progress import NoProgress
from desktop_app.kpi.distribution import Distribution, distributions
from tests.helpers.evidence import evidence, records

CATALOGUE = load_catalogue()
times = st.lists(st.floats(0, 1e6), min_size=2, max_size=300)


@given(times)
def test_quartiles_are_those_of_the_standard_library(values):
    one = Distribution.of(np.array(values))
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert [one.q1, one.median, one.q3] == pytest.approx(quartiles, rel=1e-9, abs=1e-9)
    assert one.mean == pytest.approx(statistics.fmean(values), rel=1e-9, abs=1e-9)
    assert one.least == min(values) == one.sample[0]
    assert one.most == max(values) == one.sample[-1]


@given(times)
def test_order_does_not_matter_and_the_sample_rises(values):
    one = Distribution.of(np.array(values))
    other = Distribution.of(np.array(values[::-1]))
    assert one.sample.tolist() == other.sample.tolist() == sorted(one.sample.tolist())
    assert one.p5 <= one.q1 <= one.median <= one.q3 <= one.p90 <= one.p95


def test_a_large_log_is_sampled_evenly():
    one = Distribution.of(np.arange(100_000, dtype=np.float64))
    assert len(one.sample) == 160
    assert np.ptp(np.diff(one.sample)) <= 1


def test_one_record_is_a_distribution_of_itself():
    one = Distribution.of(np.array([42.0]))
    assert (one.n, one.p5, one.median, one.p95) == (1, 42.0, 42.0, 42.0)


def test_vendors_apart_tables_together_and_unknown_times_left_out():
    first = records({"handle_time": [60.0, 120.0, np.nan]}, "A")
    second = records({"handle_time": [180.0]}, "A")
    other = records({"handle_time": [30.0, 50.0]}, "B")
    found = distributions(
        evidence(first, second, other), CATALOGUE, "aht", {"A": "full", "B": "full"}, NoProgress()
    )
    assert {vendor: (one.n, one.mean) for vendor, one in found.items()} == {
        "A": (3, 120.0),
        "B": (2, 40.0),
    }


def test_another_definition_than_the_figures_is_not_drawn():
    found = distributions(
        evidence(records({"handle_time": [60.0]}, "A")), CATALOGUE, "aht", {"A": "talk_only"},
        NoProgress(),
    )  # fmt: skip
    assert found == {}
