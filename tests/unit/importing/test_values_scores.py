"""Scores: marks as given, and the scale they stand on."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.importing.reading import scale_named
from tests.helpers.typed_columns import BAD, MISSING, codes, outcome, read


@pytest.mark.parametrize(
    ("cell", "mark", "scale"),
    [
        ("4.3/5", 4.3, (1, 5)),
        ("4,3/5", 4.3, (1, 5)),
        ("4.3 / 5", 4.3, (1, 5)),
        ("4.3 of 5", 4.3, (1, 5)),
        ("8.7/10", 8.7, (1, 10)),
        ("87/100", 87, (0, 100)),
        ("87%", 87, (0, 100)),
        ("4 stars", 4, (1, 5)),
        ("★★★★☆", 4, (1, 5)),
        ("★★★★★", 5, (1, 5)),
        ("⭐⭐⭐⭐", 4, (1, 5)),
        ("4 - Satisfied", 4, (1, 5)),
        ("5 (Very satisfied)", 5, (1, 5)),
        ("4: good", 4, (1, 5)),
        ("Very satisfied", 5, (1, 5)),
        ("dissatisfied", 2, (1, 5)),
        ("Neither satisfied nor dissatisfied", 3, (1, 5)),
        ("Strongly agree", 5, (1, 5)),
        ("sehr zufrieden", 5, (1, 5)),
        (4.3, 4.3, (1, 5)),
        (8.7, 8.7, (1, 10)),
        (87, 87, (0, 100)),
    ],
)
def test_one_score(cell: Any, mark: float, scale: tuple[float, float]) -> None:
    column = read("score", [cell])
    assert outcome(column) == [mark]
    assert column.scale == scale


@pytest.mark.parametrize("cell", ["4-5", "happy-ish", "$4", "4 min", True, "#REF!"])
def test_what_is_no_score(cell: Any) -> None:
    assert outcome(read("score", [cell])) == [BAD]


@pytest.mark.parametrize(
    ("cells", "hints", "scale"),
    [
        ([1, 2, 5, 4], {}, (1, 5)),
        ([0, 2, 10], {}, (0, 10)),
        ([3, 9], {}, (1, 10)),
        ([55, 90], {}, (0, 100)),
        ([3, 4], {"plausible": (0, 10)}, (0, 10)),
        ([3, 6], {"plausible": (1, 7)}, (1, 7)),
        ([30, 4], {"plausible": (0, 100)}, (0, 100)),
        ([3, 4], {"scale": (None, 10.0)}, (1, 10)),
        ([3, 4], {"scale": (0.0, 10.0)}, (0, 10)),
        ([3, 4], {"scale": (None, 7.0)}, (1, 7)),
        ([0.8, 0.9], {"number_format": "0%"}, (0, 100)),
        ([0.5, 3, 5], {}, (0, 5)),
    ],
)
def test_the_column_settles_the_scale(
    cells: list[Any], hints: dict[str, Any], scale: tuple[float, float]
) -> None:
    column = read("score", cells, **hints)
    assert column.scale == scale
    assert not column.questions


def test_a_percent_format_is_a_scale_of_100() -> None:
    assert outcome(read("score", [0.8, 0.9], number_format="0%")) == [80, 90]


def test_codes_for_unknown_are_no_marks() -> None:
    column = read("score", [1, 2, 3, 4, 5, -1, 99, 0, None])
    assert outcome(column) == [1, 2, 3, 4, 5, BAD, BAD, BAD, MISSING]
    assert "-1, 0, 99 stand outside the scale" in column.rule


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([6.2, 6.8], "score-scale"),
        ([2, 3], "score-scale"),
        ([0.4, 0.9], "score-scale"),
        ([250, 300], "score-scale"),
        ([-3.5, -20.0], "score-scale"),
        (["8/10", "4/5", "9/10"], "score-mixed"),
        (["good", "poor"], "score-words"),
    ],
)
def test_what_the_column_leaves_open_is_asked(cells: list[Any], code: str) -> None:
    assert code in codes(read("score", cells))


def test_marks_on_another_scale_are_left_out() -> None:
    assert outcome(read("score", ["8/10", "4/5", "9/10"])) == [8, BAD, 9]


def test_scores_without_a_scale_keep_their_values() -> None:
    column = read("score", [-3.5, -20.0])
    assert outcome(column) == [-3.5, -20.0]
    assert column.scale is None


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("NPS (0-10)", (0, 10)),
        ("CSAT 1 to 5", (1, 5)),
        ("Rating out of 7", (None, 7)),
        ("Effort (1 = very low effort, 7 = very high)", (1, 7)),
        ("Effort from 1 (low) over 4 (neither) to 5 (high)", (1, 5)),
        ("CSAT 1 = good", None),
        ("CSAT 12 = many, 50 = most", None),
        ("CSAT", None),
    ],
)
def test_headings_that_name_a_scale(heading: str, scale: tuple[float, float] | None) -> None:
    assert scale_named(heading) == scale
