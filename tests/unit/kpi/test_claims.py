"""The claims check: verdicts, in whose favour, and by month, quarter and segment."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.domain.progress import NoProgress
from desktop_app.domain.records import Evidence
from desktop_app.kpi.claims import Claim, Favour, Verdict, favour_of, verdict_of
from desktop_app.kpi.claims_by_part import gather_claims
from desktop_app.kpi.measure import measure
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()
NAN = math.nan


def all_claims(found: Evidence) -> list[Claim]:
    measured = [
        claim
        for grain in (Grain.ALL, Grain.MONTH)
        for claim in measure(found, CATALOGUE, grain).claims
    ]
    return list(gather_claims(measured, found, CATALOGUE, NoProgress()))


def log(january: tuple[int, int], april: tuple[int, int]) -> dict[str, list[Any]]:
    """First contacts solved and not solved, in January by phone and in April by chat."""
    size = [sum(january), sum(april)]
    return {
        "resolved_first_contact": [1] * january[0]
        + [0] * january[1]
        + [1] * april[0]
        + [0] * april[1],
        "date": [*pd.to_datetime(["2026-01-10"] * size[0] + ["2026-04-10"] * size[1])],
        "channel": ["Voice"] * size[0] + ["Chat"] * size[1],
    }


@pytest.mark.parametrize(
    ("said", "own", "tolerance", "low", "high", "verdict"),
    [
        (0.84, 0.84, 0.0, NAN, NAN, Verdict.AGREES),
        # 84 % as written stands for 83.5 % to 84.5 %.
        (0.84, 0.8365, 0.005, 0.80, 0.87, Verdict.ROUNDING),
        (0.84, 0.8349, 0.005, NAN, NAN, Verdict.DIFFERS),
        (0.86, 0.84, 0.005, 0.806, 0.869, Verdict.SAMPLING),
        (0.874, 0.84, 0.005, 0.806, 0.869, Verdict.SAMPLING),
        (0.875, 0.84, 0.005, 0.806, 0.869, Verdict.DIFFERS),
        (0.80, 0.84, NAN, 0.806, 0.869, Verdict.DIFFERS),
    ],
)
def test_rounding_comes_before_sampling_and_both_before_a_difference(
    said: float, own: float, tolerance: float, low: float, high: float, verdict: Verdict
) -> None:
    assert verdict_of(said, own, tolerance, low, high) is verdict


@pytest.mark.parametrize(
    ("kpi", "said", "own", "favour"),
    [
        ("fcr", 0.9, 0.8, Favour.VENDOR),
        ("fcr", 0.8, 0.9, Favour.AGAINST),
        ("asa", 20.0, 40.0, Favour.VENDOR),
        # Occupancy is best between 80 and 85 %: 84 % is inside, 91 % is above, 74 % is below.
        ("occupancy", 0.84, 0.91, Favour.VENDOR),
        ("occupancy", 0.74, 0.84, Favour.AGAINST),
        ("occupancy", 0.81, 0.84, Favour.NEITHER),
        ("volume", 900.0, 800.0, Favour.NEITHER),
    ],
)
def test_whom_a_difference_favours_goes_by_the_kpis_better_side(
    kpi: str, said: float, own: float, favour: Favour
) -> None:
    assert favour_of(said, own, CATALOGUE.kpis[kpi]) is favour


def test_a_claim_has_both_figures_with_their_places() -> None:
    rows = stated({"item": "fcr", "value": 0.92, "raw": "92%", "cell": "C5"})
    table = records({"resolved_first_contact": [1] * 437 + [0] * 83})
    (claim,) = all_claims(evidence(table, stated_values=rows))
    assert claim.stated == 0.92
    assert claim.own == pytest.approx(437 / 520)
    assert (claim.verdict, claim.favour) == (Verdict.DIFFERS, Favour.VENDOR)
    assert (claim.part, claim.whole) == (437, 520)
    assert claim.stated_at == ("summary.xlsx", "KPIs", "C5")
    assert claim.own_at == ("log.xlsx", "Log", "B2:B521")
    assert claim.low < 437 / 520 < claim.high < 0.92


def test_every_stated_month_is_checked_and_the_total_once() -> None:
    rows = stated(
        {"item": "fcr", "value": 0.80, "raw": "80%", "period": "2026-01"},
        {"item": "fcr", "value": 0.90, "raw": "90%", "period": "2026-04"},
    )
    found = all_claims(evidence(records(log((80, 20), (30, 70))), stated_values=rows))
    verdicts = {claim.period: claim.verdict for claim in found}
    assert verdicts == {
        "": Verdict.DIFFERS,
        "2026-01": Verdict.AGREES,
        "2026-04": Verdict.DIFFERS,
    }


def test_a_stated_quarter_is_held_against_the_quarter_of_the_log() -> None:
    rows = stated(
        {"item": "fcr", "value": 0.80, "raw": "80%", "period": "2026-Q1"},
        {"item": "fcr", "value": 0.90, "raw": "90%", "period": "2026-Q2"},
    )
    found = all_claims(evidence(records(log((80, 20), (30, 70))), stated_values=rows))
    by_period = {claim.period: claim for claim in found}
    assert by_period["2026-Q1"].verdict is Verdict.AGREES
    assert by_period["2026-Q2"].own == pytest.approx(0.3)
    assert by_period["2026-Q2"].verdict is Verdict.DIFFERS


def test_stated_segments_are_held_against_the_same_part_of_the_log() -> None:
    rows = stated(
        {"item": "fcr", "value": 0.80, "raw": "80%", "segment": "Voice"},
        {"item": "fcr", "value": 0.95, "raw": "95%", "segment": "Chat"},
    )
    found = all_claims(evidence(records(log((80, 20), (30, 70))), stated_values=rows))
    by_segment = {claim.segment: claim for claim in found if claim.segment}
    assert by_segment["Voice"].verdict is Verdict.AGREES
    assert by_segment["Chat"].own == pytest.approx(0.3)
    assert by_segment["Chat"].verdict is Verdict.DIFFERS


def test_a_vendor_is_never_held_against_anothers_records() -> None:
    rows = stated({"item": "fcr", "value": 0.99, "raw": "99%", "vendor": "Other"})
    table = records({"resolved_first_contact": [1, 0]}, "Acme")
    assert all_claims(evidence(table, stated_values=rows)) == []


def test_rounding_and_the_figure_over_all_months_of_a_simple_mean() -> None:
    # 80 % of 100 and 30 % of 100 are 55 % either way; of 100 and 900 they are 35 %.
    rows = stated(
        {"item": "fcr", "value": 0.80, "raw": "80%", "period": "2026-01"},
        {"item": "fcr", "value": 0.30, "raw": "30%", "period": "2026-04"},
    )
    found = all_claims(evidence(records(log((80, 20), (270, 630))), stated_values=rows))
    (total,) = [claim for claim in found if not claim.period]
    assert total.stated == pytest.approx(0.55)
    assert total.own == pytest.approx(0.35)
    assert "simple mean" in total.note
    # The months' volumes are unknown to the summary: they explain it, and no difference is told.
    assert total.verdict is Verdict.ROUNDING


def test_whom_a_difference_favours_goes_by_the_question_that_was_asked() -> None:
    ces = CATALOGUE.kpis["ces"]
    assert favour_of(5.9, 4.8, ces.as_compared("low_effort_is_1")) is Favour.AGAINST
    assert favour_of(5.9, 4.8, ces.as_compared("made_easy")) is Favour.VENDOR
