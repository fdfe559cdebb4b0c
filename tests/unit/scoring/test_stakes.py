"""Service credits and bonuses against months worked out by hand."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.contract import Stakes, Term, Tier
from desktop_app.scoring.stakes import Back, run_stakes

D = Decimal
LEVEL = Term(
    "service_level",
    (
        Tier(0.80, below=True, share=D("0.05")),
        Tier(0.70, below=True, share=D("0.10")),
        Tier(0.90, below=False, share=D("0.02"), bonus=True),
    ),
)
ABANDONED = Term("abandonment", (Tier(0.05, below=False, share=D("0.08")),))
MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]


def by_month(*values: float) -> dict[str, float]:
    return dict(zip(MONTHS, values, strict=False))


def shares(stakes: Stakes, months: int = 6, **values: dict[str, float]) -> list[str]:
    found = run_stakes(stakes, values, MONTHS[:months])
    return [str(month.net) for month in found]


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (0.85, "0"),
        (0.80, "0"),
        (0.7999, "-0.05"),
        (0.70, "-0.05"),
        (0.69, "-0.10"),
        (0.90, "0.02"),
        (0.8999, "0"),
        (0.97, "0.02"),
    ],
)
def test_the_gravest_tier_that_holds_counts(value: float, share: str) -> None:
    assert shares(Stakes((LEVEL,)), 1, service_level=by_month(value)) == [share]


def test_lower_is_better_is_a_tier_above() -> None:
    stakes = Stakes((ABANDONED,))
    assert shares(stakes, 2, abandonment=by_month(0.05, 0.051)) == ["0", "-0.08"]


def test_credits_of_a_month_are_cut_to_the_cap_in_proportion() -> None:
    stakes = Stakes((LEVEL, ABANDONED), cap=D("0.09"))
    (month,) = run_stakes(
        stakes, {"service_level": by_month(0.6), "abandonment": by_month(0.2)}, MONTHS[:1]
    )
    # 10 % and 8 % are 18 %; the cap of 9 % halves both.
    assert [due.share for due in month.dues] == [D("-0.05"), D("-0.04")]
    assert [due.uncapped for due in month.dues] == [D("-0.10"), D("-0.08")]
    assert month.capped
    assert month.net == D("-0.09")


def test_bonuses_have_a_cap_of_their_own() -> None:
    stakes = Stakes((LEVEL,), cap=D("0.01"), bonus_cap=D("0.015"))
    assert shares(stakes, 1, service_level=by_month(0.95)) == ["0.015"]


def test_a_credit_is_earned_back_by_the_months_after_it() -> None:
    term = Term("service_level", LEVEL.tiers, earn_back=2)
    # Jan credit, Feb and Mar met: back. Apr credit, May credit: no. May credit, June only: open.
    values = by_month(0.75, 0.82, 0.81, 0.79, 0.65, 0.85)
    found = run_stakes(Stakes((term,)), {"service_level": values}, MONTHS)
    assert [month.dues[0].back for month in found] == [
        Back.EARNED,
        Back.NEVER,
        Back.NEVER,
        Back.MISSED,
        Back.OPEN,
        Back.NEVER,
    ]
    assert [str(month.net) for month in found] == ["0", "0", "0", "-0.05", "-0.10", "0"]


def test_a_missing_month_is_not_assessed_and_earns_nothing_back() -> None:
    term = Term("service_level", LEVEL.tiers, earn_back=2)
    values = by_month(0.75, 0.85, math.nan, 0.85)
    found = run_stakes(Stakes((term,)), {"service_level": values}, MONTHS[:5])
    assert found[0].dues[0].back is Back.UNKNOWN
    assert found[0].net == D("-0.05")
    assert [month.assessed for month in found] == [True, True, False, True, False]
    assert found[2].missing == ("service_level",)
    assert found[2].net == 0


def test_a_credit_that_the_cap_cut_is_earned_back_as_it_was_cut() -> None:
    term = Term("service_level", LEVEL.tiers, earn_back=1)
    found = run_stakes(
        Stakes((term,), cap=D("0.03")), {"service_level": by_month(0.6, 0.85)}, MONTHS[:2]
    )
    assert (found[0].dues[0].share, found[0].net) == (D("-0.03"), 0)


@given(st.lists(st.floats(0, 1) | st.just(math.nan), min_size=1, max_size=6), st.integers(0, 3))
def test_a_month_never_costs_more_than_the_cap(values: list[float], earn_back: int) -> None:
    stakes = Stakes(
        (Term("service_level", LEVEL.tiers, earn_back), ABANDONED), D("0.07"), D("0.01")
    )
    figures = {"service_level": by_month(*values), "abandonment": by_month(*reversed(values))}
    for month in run_stakes(stakes, figures, MONTHS[: len(values)]):
        assert D("-0.0700001") <= month.net <= D("0.01")
        assert month.assessed or month.net == 0
