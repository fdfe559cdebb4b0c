"""What counts in a summary tell: scales of marks, intervals, and samples of the work."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from desktop_app.catalogue.loader import load_catalogue
from desktop_app.domain.period import Grain
from desktop_app.kpi.measure import measure
from desktop_app.kpi.uncertainty import wilson, wilson_of_sample
from tests.helpers.evidence import evidence, records, stated

CATALOGUE = load_catalogue()
LOW = [f"csat_{word}_star_count" for word in ("one", "two", "three", "four", "five")]
HIGH = [f"csat_mark_{word}_count" for word in ("six", "seven", "eight", "nine", "ten")]
TEN = [*LOW, *HIGH]


def counts(values: dict[str, float], **more: Any) -> list[dict[str, Any]]:
    """Return counts that stand in one row."""
    plain = {"unit": "count", "context": 0}
    return [{"item": name, "value": value, **plain, **more} for name, value in values.items()]


def measured(rows: list[dict[str, Any]], kpi: str, by: Grain = Grain.ALL) -> dict[str, Any]:
    frame = measure(evidence(stated_values=stated(*rows)), CATALOGUE, by).frame
    own = frame[frame["kpi"] == kpi]
    return {row["variant"]: row for row in own.to_dict("records")}


# One survey: 6 7 5 3 8 9 4 10 7 1 of 10 (the catalogue's own example).
SURVEY = dict(zip(TEN, (1, 0, 1, 1, 1, 1, 2, 1, 1, 1), strict=True))


def test_marks_of_ten_restate_to_every_definition() -> None:
    found = measured(counts(SURVEY), "csat")
    assert {name: row["value"] for name, row in found.items()} == pytest.approx(
        {"top_two_box": 0.2, "mean_10": 6.0, "percent_of_maximum": 0.6, "net": 100 * (2 - 1) / 10}
    )
    assert found["top_two_box"]["part"], found["top_two_box"]["whole"] == (2, 10)


def test_marks_from_zero() -> None:
    found = measured(counts({**SURVEY, "csat_mark_zero_count": 10}), "csat")
    assert found["mean_10"]["value"] == pytest.approx(3.0)
    assert found["net"]["value"] == pytest.approx(100 * (2 - 11) / 20)


def test_marks_of_seven() -> None:
    found = measured(counts(dict(zip(TEN[:7], (2, 0, 1, 1, 2, 3, 1), strict=True))), "csat")
    assert {name: row["value"] for name, row in found.items()} == pytest.approx(
        {"top_two_box": 0.4, "percent_of_maximum": 44 / 70, "net": 20.0}
    )


def test_marks_with_one_left_out_are_none_of_a_shorter_scale() -> None:
    """Eight is not told: neither seven nor five marks were given."""
    holed = {name: value for name, value in SURVEY.items() if name != HIGH[2]}
    assert measured(counts(holed), "csat") == {}


@pytest.mark.parametrize(("names", "scale"), [(LOW, 5), (TEN, 10)])
def test_counts_and_single_answers_have_the_same_intervals(names: list[str], scale: int) -> None:
    """What the counts of marks say is what the answers themselves would."""
    given = {name: 40 + 13 * place for place, name in enumerate(names)}
    marks = [mark for mark, size in enumerate(given.values(), 1) for _ in range(size)]
    log = records({"csat_score": np.array(marks, float)}, scales={"csat_score": (1, scale)})
    frame = measure(evidence(log), CATALOGUE).frame
    single = {row["variant"]: row for row in frame.to_dict("records") if row["kpi"] == "csat"}
    found = measured(counts(given), "csat")
    assert found.keys() == single.keys()
    for variant, row in found.items():
        for name in ("value", "low", "high"):
            assert row[name] == pytest.approx(single[variant][name]), (variant, name)


def test_nps_from_counts_has_its_own_variance() -> None:
    """33.3 with a standard error of 4.1 for 1/2, 1/3 and 1/6 of 324 (the catalogue's example)."""
    given = {"promoters_count": 162, "passives_count": 108, "detractors_count": 54}
    row = measured(counts(given), "nps")["nps_0_10"]
    assert row["value"] == pytest.approx(100 / 3)
    assert (row["high"] - row["low"]) / 2 / 1.96 == pytest.approx(4.1, abs=0.05)


def test_intervals_of_months_pool() -> None:
    months = [
        {**row, "period": f"2026-0{month}", "context": month}
        for month in (1, 2)
        for row in counts(dict(zip(LOW, (5, 5, 20, 60, 60 + month), strict=True)))
    ]
    both = measured(counts(dict(zip(LOW, (10, 10, 40, 120, 123), strict=True))), "csat")["mean_5"]
    row = measured(months, "csat")["mean_5"]
    assert (row["value"], row["low"], row["high"]) == pytest.approx(
        (both["value"], both["low"], both["high"])
    )


@pytest.mark.parametrize("as_stated", [False, True])
def test_a_sample_of_the_work_says_what_is_left(as_stated: bool) -> None:
    given = {"checked_count": 200, "delivered_count": 500}
    rows = counts(given if as_stated else {**given, "correct_count": 190})
    if as_stated:
        rows.append({"item": "accuracy", "value": 0.95, "variant": "per_item", "context": 0})
    row = measured(rows, "accuracy")["per_item"]
    low, high = wilson_of_sample(190, 200, 500)
    said = f"{100 * low:.1f} to {100 * high:.1f} % (95 %)"
    assert row["note"] == f"300 not checked; of all 500 {said}"
    ends = wilson(np.array([190.0]), np.array([200.0]))
    assert (row["low"], row["high"]) == pytest.approx((ends[0][0], ends[1][0]))


def test_months_of_samples_add_up_and_a_small_one_says_nothing_of_all() -> None:
    given = {"checked_count": 10, "correct_count": 9, "delivered_count": 400}
    months = (counts(given, period=f"2026-0{month}", context=month) for month in (1, 2))
    rows = [row for month in months for row in month]
    assert measured(rows, "accuracy")["per_item"]["note"] == "780 not checked"


def test_a_full_check_and_one_of_more_than_there_was_are_no_samples() -> None:
    for delivered in (200, 150):
        given = {"checked_count": 200, "correct_count": 190, "delivered_count": delivered}
        assert "not checked" not in measured(counts(given), "accuracy")["per_item"]["note"]


MARKS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
RECOMMENDED = (2, 0, 1, 0, 1, 0, 0, 1, 1, 3, 2)
"""10 10 9 9 9 8 7 4 2 of the catalogue's example for +20, 0 twice and without the 1."""


def marks(kind: str, given: tuple[int, ...], first: int = 0) -> dict[str, float]:
    return {f"{kind}_mark_{MARKS[place]}_count": size for place, size in enumerate(given, first)}


@pytest.mark.parametrize(
    ("first", "given", "variant"),
    [
        (0, RECOMMENDED, "nps_0_10"),
        (1, RECOMMENDED[1:], "nps_1_10"),
        (1, (3, 1, 4, 9, 12), "nps_1_5"),
    ],
)
def test_nps_of_single_marks_is_that_of_the_answers(
    first: int, given: tuple[int, ...], variant: str
) -> None:
    """Value and interval are those of the same answers in a log."""
    many = tuple(size * 40 for size in given)
    top = first + len(given) - 1
    answers = [mark for mark, size in enumerate(many, first) for _ in range(size)]
    log = records({"nps_score": np.array(answers, float)}, scales={"nps_score": (first, top)})
    single = measure(evidence(log), CATALOGUE).frame
    wanted = single[single["kpi"] == "nps"].iloc[0]
    found = measured(counts(marks("nps", many, first)), "nps")
    assert list(found) == [variant] == [wanted["variant"]]
    for name in ("value", "low", "high"):
        assert found[variant][name] == pytest.approx(wanted[name])


def test_nps_of_marks_by_hand() -> None:
    """5 promoters, 4 detractors of 11: 100 x 1 / 11."""
    row = measured(counts(marks("nps", RECOMMENDED)), "nps")["nps_0_10"]
    assert (row["part"], row["whole"], row["value"]) == pytest.approx((1, 11, 100 / 11))


@pytest.mark.parametrize(("kind", "variant"), [("ces", "low_effort_is_1"), ("ease", "made_easy")])
def test_effort_of_single_marks(kind: str, variant: str) -> None:
    """(1 x 5 + 2 x 3 + 7 x 2) / 10, with the variance of those ten marks."""
    row = measured(counts(marks(kind, (50, 30, 0, 0, 0, 0, 20), 1)), "ces")[variant]
    assert row["value"] == pytest.approx(2.5)
    spread = np.std([1] * 50 + [2] * 30 + [7] * 20, ddof=1) / 10
    assert row["high"] - row["low"] == pytest.approx(2 * 1.984 * spread, rel=0.02)


def test_marks_of_recommendation_with_one_left_out_give_nothing() -> None:
    given = marks("nps", RECOMMENDED)
    del given["nps_mark_four_count"]
    assert measured(counts(given), "nps") == {}


def test_volumes_by_site_weigh_what_is_stated_of_all_sites() -> None:
    months = ("2025-01", "2025-02")
    rows = [
        {"item": "contact_count", "value": value, "unit": "count", "period": month, "segment": site}
        for month, values in zip(months, ((600, 400), (2000, 1000)), strict=True)
        for site, value in zip(("Manila", "Cebu"), values, strict=True)
    ]
    rows += [
        {"item": "aht", "value": value, "unit": "duration", "period": month}
        for month, value in zip(months, (400.0, 300.0), strict=True)
    ]
    for place, row in enumerate(rows):
        row["context"] = place
    (found,) = measured(rows, "aht").values()
    assert found["value"] == pytest.approx((400 * 1000 + 300 * 3000) / 4000)
    # Parts of parts would be counted twice.
    nested = [dict(row) for row in rows]
    nested[0]["segment"] = "Manila / Voice"
    (found,) = measured(nested, "aht").values()
    assert found["value"] == pytest.approx(350)
